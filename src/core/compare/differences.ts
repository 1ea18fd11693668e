/** What one run wrote that others, which went well, did not. */
import type { LogLine } from '../diagnosis/lines/logLine';
import { programWords } from '../diagnosis/lines/logLine';
import { phraseOf, shapeOf } from '../diagnosis/lines/shapes';
import { shapeOf as kindOfLine } from '../logs/structure/logMark';

/** In what a line differs from all that the good runs wrote. */
export type Novelty =
  /** Nothing of the kind stands there. */
  | 'said'
  /** The same is said there of other things. */
  | 'names'
  /** The same is said there with other numbers. */
  | 'numbers';

/** A line that not every good run has. */
export interface RareLine extends LogLine {
  readonly novelty: Novelty;
  /** How many of the good runs have such a line. */
  readonly inGood: number;
  /** How often the run itself has such a line; this is the first. */
  readonly times: number;
}

export interface Differences {
  /** The rarest first, at most `MOST_LINES`. */
  readonly lines: readonly RareLine[];
  /** How many there are in all, alike ones counted once. */
  readonly total: number;
  /** Which part of the run's lines the good ones have as well, alike ones counted once: 0 to 1. */
  readonly shared: number;
}

/** More lines are not looked at by anybody. */
const MOST_LINES = 200;
/** How many different lines of a run are remembered with their words. */
const MOST_REMEMBERED = 5_000;
/** How many lines of one shape are compared number by number: what stands there more often is progress. */
const MOST_ALIKE = 4;

/** The different lines of a run: those that differ in numbers and random names alone count as one. */
export class LineKinds {
  readonly #kinds = new Map<number, Kind>();
  #words: ReadonlySet<string> | undefined;
  #phrases: ReadonlySet<string> | undefined;

  add(lines: readonly LogLine[]): void {
    for (const line of lines) {
      const shape = shapeOf(line.text);
      const known = this.#kinds.get(shape);
      if (!known) {
        this.#kinds.set(shape, { shape, line, alike: [line.text], times: 1 });
        continue;
      }
      known.times++;
      if (known.times <= MOST_ALIKE) {
        known.alike.push(line.text);
      }
    }
  }

  /** In the order in which they first stand in the log. */
  get all(): readonly Kind[] {
    return [...this.#kinds.values()];
  }

  get(shape: number): Kind | undefined {
    return this.#kinds.get(shape);
  }

  hasWord(word: string): boolean {
    return (this.#words ??= new Set(this.#texts().flatMap(wordsIn))).has(word);
  }

  /** Whether the same is said there, be it of other things. */
  hasPhrase(phrase: string): boolean {
    return (this.#phrases ??= new Set(this.#texts().map(phraseIn))).has(phrase);
  }

  #texts(): readonly string[] {
    return this.all.slice(0, MOST_REMEMBERED).map(({ line }) => line.text);
  }
}

/** Lines of one shape. */
interface Kind {
  readonly shape: number;
  /** The first of them. */
  readonly line: LogLine;
  /** The first `MOST_ALIKE`. */
  readonly alike: string[];
  times: number;
}

/**
 * Ranks the lines of a run by how rare they are: by how many good runs have the like, by how many of their words no good run has,
 * and by how loudly a program says them. Linear in the different lines.
 *
 * @param bad what the run wrote, without what the runtime writes around it
 * @param goods the same of up to three runs that went well
 * @param plain a line without times, IDs, temporary paths and hosts, see `withoutNames`
 */
export function differences(bad: LineKinds, goods: readonly LineKinds[], plain: (text: string) => string): Differences {
  const kinds = bad.all;
  const rare = kinds
    .map((kind) => ({ ...kind, inGood: goods.filter((good) => good.get(kind.shape) !== undefined).length }))
    .filter(({ inGood }) => inGood < goods.length);
  const lines = rare.length > 0 ? ranked(rare, goods) : onlyNumbersDiffer(kinds, goods, plain);
  return {
    lines: lines.slice(0, MOST_LINES),
    total: Math.max(rare.length, lines.length),
    shared: kinds.length === 0 ? 0 : 1 - rare.filter(({ inGood }) => inGood === 0).length / kinds.length,
  };
}

interface RareKind extends Kind {
  readonly inGood: number;
}

function ranked(rare: readonly RareKind[], goods: readonly LineKinds[]): readonly RareLine[] {
  const own = rare.slice(-MOST_REMEMBERED).map((kind) => ({ kind, words: wordsIn(kind.line.text) }));
  const frequency = new Map<string, number>();
  for (const word of own.flatMap(({ words }) => words)) {
    frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  return own
    .map(({ kind, words }) => {
      const phrase = phraseIn(kind.line.text);
      const novelty: Novelty = goods.some((good) => good.hasPhrase(phrase)) ? 'names' : 'said';
      const unheard = words
        .filter((word) => !goods.some((good) => good.hasWord(word)))
        .reduce((sum, word) => sum + 1 / (frequency.get(word) ?? 1), 0);
      return { kind, novelty, score: loudness(kind.line.text) + Math.min(MOST_UNHEARD, unheard) };
    })
    .sort(
      (one, other) =>
        one.kind.inGood - other.kind.inGood ||
        Number(one.novelty === 'names') - Number(other.novelty === 'names') ||
        other.score - one.score ||
        one.kind.times - other.kind.times,
    )
    .map(({ kind: { line, inGood, times }, novelty }) => ({ ...line, inGood, times, novelty }));
}

/** Beyond this many words that no good run has, more of them do not raise a line's rank. */
const MOST_UNHEARD = 4;

/** How loudly a line is said: what programs call an error, and an exception, above what they say in passing. */
function loudness(text: string): number {
  const shape = kindOfLine(text);
  if (shape.kind === 'mark') {
    const { kind } = shape.mark(0);
    return kind === 'error' || kind === 'fail' || kind === 'agent' ? 4 : 1;
  }
  const { words, level } = programWords(text);
  return /^\s/.test(words) ? -2 : level === 'WARNING' ? 1 : 0;
}

const WORD = /\p{L}{3,40}/gu;

/** The different words of a line, e.g. `cannot`, `open`. */
function wordsIn(text: string): readonly string[] {
  return [...new Set(text.slice(0, 500).toLowerCase().match(WORD))];
}

function phraseIn(text: string): string {
  return phraseOf(programWords(text).words);
}

/** Where every line is known: those that differ in a number that is no progress. */
function onlyNumbersDiffer(
  kinds: readonly Kind[],
  goods: readonly LineKinds[],
  plain: (text: string) => string,
): readonly RareLine[] {
  return kinds.flatMap(({ shape, line, alike, times }) => {
    const others = goods.flatMap((good) => good.get(shape) ?? []);
    if ([times, ...others.map((other) => other.times)].some((each) => each > MOST_ALIKE)) {
      return [];
    }
    const known = new Set(others.flatMap((other) => other.alike.map(plain)));
    return alike.every((text) => known.has(plain(text)))
      ? []
      : [{ ...line, inGood: 0, times, novelty: 'numbers' as const }];
  });
}
