/**
 * Divides failures that the service describes alike among the causes that some of their logs name. What separates the known ones,
 * a range of frames, a time, a layer, a host, then decides for those between them.
 */
import { indexOf } from '../ids';
import type { Failure } from './failures';
import { groupedBy } from './grouped';

/** A stretch of failures of one cause, as far as it is known. */
export interface Stretch {
  /** The label of those whose log was read; undefined where none was, and between two labels. */
  readonly label: string | undefined;
  readonly failures: readonly Failure[];
  /** How many of them are labeled. */
  readonly known: number;
  /** For failures between two labels, the nearest labeled ones: reading the log of one between divides them further. */
  readonly between: Between | undefined;
}

/** Two labeled failures, before and after some that are not. */
export interface Between {
  readonly before: Labeled;
  readonly after: Labeled;
}

interface Labeled {
  readonly failure: Failure;
  readonly label: string;
}

/** What may separate causes: a number or a word of each failure. The earlier one decides where two separate equally well. */
type Feature =
  | { readonly kind: 'number'; readonly of: (failure: Failure) => number }
  | { readonly kind: 'word'; readonly of: (failure: Failure) => string };

/** Words such as hosts separate a few known ones by chance: so many must be on either side. */
const FEWEST_BY_WORD = 2;

/**
 * @param failures in order.
 * @param labelOf undefined for those whose log was not read.
 */
export function divide(
  failures: readonly Failure[],
  labelOf: (failure: Failure) => string | undefined,
): readonly Stretch[] {
  const divideBy = (some: readonly Failure[]): readonly Stretch[] => {
    const known = some.flatMap((failure) => {
      const label = labelOf(failure);
      return label === undefined ? [] : [{ failure, label }];
    });
    const cut = bestCut(known, features);
    if (!cut) {
      return some.length === 0
        ? []
        : [{ label: known[0]?.label, failures: some, known: known.length, between: undefined }];
    }
    const { left, middle, right, between } = cut.apply(some);
    const gap: readonly Stretch[] =
      middle.length === 0 ? [] : [{ label: undefined, failures: middle, known: 0, between }];
    return [...divideBy(left), ...gap, ...divideBy(right)];
  };
  const features = featuresOf(failures);
  return divideBy(failures);
}

interface Cut {
  /** From 0, where each side has one label, to 1. */
  readonly impurity: number;
  apply(failures: readonly Failure[]): {
    readonly left: readonly Failure[];
    /** Between the nearest known ones of both sides, in order. */
    readonly middle: readonly Failure[];
    readonly right: readonly Failure[];
    /** Undefined where there is no middle. */
    readonly between: Between | undefined;
  };
}

/** The cut that leaves the fewest labels mixed; undefined where there is but one label. */
function bestCut(known: readonly Labeled[], features: readonly Feature[]): Cut | undefined {
  if (known.every(({ label }) => label === known[0]?.label)) {
    return undefined;
  }
  let best: Cut | undefined;
  for (const feature of features) {
    for (const cut of feature.kind === 'number' ? numberCuts(known, feature.of) : wordCuts(known, feature.of)) {
      if (!best || cut.impurity < best.impurity - 1e-9) {
        best = cut;
      }
    }
  }
  return best;
}

function* numberCuts(known: readonly Labeled[], of: (failure: Failure) => number): Iterable<Cut> {
  const sorted = known.map((one) => ({ ...one, at: of(one.failure) })).sort((a, b) => a.at - b.at);
  for (let index = 1; index < sorted.length; index++) {
    const [before, after] = [sorted[index - 1], sorted[index]];
    if (!before || !after || before.at === after.at || before.label === after.label) {
      continue;
    }
    yield {
      impurity: impurityOf(sorted.slice(0, index), sorted.slice(index)),
      apply: (failures) => ({
        left: failures.filter((failure) => of(failure) <= before.at),
        middle: failures
          .filter((failure) => of(failure) > before.at && of(failure) < after.at)
          .sort((a, b) => of(a) - of(b)),
        right: failures.filter((failure) => of(failure) >= after.at),
        between: { before, after },
      }),
    };
  }
}

function* wordCuts(known: readonly Labeled[], of: (failure: Failure) => string): Iterable<Cut> {
  for (const [word, inside] of groupedBy(known, ({ failure }) => of(failure))) {
    const outside = known.filter(({ failure }) => of(failure) !== word);
    if (inside.length < FEWEST_BY_WORD || outside.length < FEWEST_BY_WORD) {
      continue;
    }
    yield {
      impurity: impurityOf(inside, outside),
      apply: (failures) => ({
        left: failures.filter((failure) => of(failure) === word),
        middle: [],
        right: failures.filter((failure) => of(failure) !== word),
        between: undefined,
      }),
    };
  }
}

/** Gini's measure, both sides by their size. */
function impurityOf(...sides: readonly (readonly Labeled[])[]): number {
  const all = sides.reduce((sum, { length }) => sum + length, 0);
  return sides.reduce((sum, side) => {
    const shares = [...groupedBy(side, ({ label }) => label).values()].map(({ length }) => length / side.length);
    return sum + (side.length / all) * (1 - shares.reduce((squares, share) => squares + share * share, 0));
  }, 0);
}

/** The likeliest to tell causes apart first. */
function featuresOf(failures: readonly Failure[]): readonly Feature[] {
  const names = new Set(failures.flatMap(({ task }) => Object.keys(task.parameters)));
  const places = new Map(failures.map((failure, place) => [failure, place]));
  return [
    { kind: 'word', of: ({ task }) => task.stepId },
    { kind: 'word', of: ({ action }) => action?.progressMessage ?? '' },
    { kind: 'number', of: (failure) => places.get(failure) ?? 0 },
    ...[...names].map((name): Feature => ({ kind: 'word', of: ({ task }) => task.parameters[name] ?? '' })),
    { kind: 'number', of: ({ action, task }) => action?.startedAtMs ?? task.startedAtMs ?? 0 },
    ...[...names].flatMap((name): readonly Feature[] => {
      const numberOf = ({ task }: Failure): number => parseInt(task.parameters[name] ?? '', 10);
      return failures.every((failure) => Number.isFinite(numberOf(failure))) ? [{ kind: 'number', of: numberOf }] : [];
    }),
    { kind: 'number', of: ({ action }) => (action?.endedAtMs ?? 0) - (action?.startedAtMs ?? 0) },
    { kind: 'word', of: ({ host }) => host?.id ?? '' },
  ];
}

/** Where some failures between two others most likely change their cause: after the longest pause in their numbers, else in the middle. */
export function breakIn(
  { before, after }: Between,
  middle: readonly Failure[],
): { readonly place: number; readonly isClear: boolean } {
  const numbers = [before.failure, ...middle, after.failure].map(({ task }) => indexOf(task.taskId));
  let place = 0;
  let longest = 0;
  for (let index = 1; index < numbers.length; index++) {
    const pause = Math.abs((numbers[index] ?? 0) - (numbers[index - 1] ?? 0));
    if (pause > longest) {
      longest = pause;
      place = index - 1;
    }
  }
  const span = Math.abs((numbers.at(-1) ?? 0) - (numbers[0] ?? 0));
  const isClear = longest > 1 && longest * CLEAR_BREAK >= span;
  return { place: isClear ? place : Math.ceil(middle.length / 2), isClear };
}

/** A pause of this part of the whole is no accident. */
const CLEAR_BREAK = 3;
