import type { ActionLines } from './actionLines';
import type { CauseId } from '../causeIds';
import { countsFor, weakness } from './harmless';
import { type Report, reportsOf, saysSame } from '../reports';
import { programWords } from './logLine';
import type { AnyRule, RuleBook } from '../matching/ruleBook';
import { type GoodLines, shapeOf } from './shapes';
import { consequences, findTracebacks } from './tracebacks';

/** A line that a rule recognized. */
export interface Candidate {
  /** Index of its line; undefined for the service's message. */
  readonly line: number | undefined;
  readonly words: string;
  readonly rule: AnyRule;
  readonly cause: CauseId;
  readonly subject: string | undefined;
  /** The higher the likelier to be the reason. Only for comparing candidates of one log. */
  readonly score: number;
  readonly isLast: boolean;
  /** Whether the job or the service repeats it as the reason. */
  readonly isEchoed: boolean;
  /** Whether its own words or its level say that it may mean nothing. */
  readonly isWeak: boolean;
}

/** How far from the end a line is one of the last, and how far it is the end itself; in lines of the program. */
const NEAR_END = 20;
const LAST = 3;
/** How often lines of one shape are judged, away from the end: a retry may be repeated a million times. */
const JUDGED_OF_A_SHAPE = 50;
/** How many lines are judged away from the end: a log in which every line looks like a failure gains nothing from more. */
const MOST_JUDGED = 5000;
/** How many shapes that no rule matches are remembered; the lines of others are looked at again. */
const SHAPES_REMEMBERED = 10_000;
const MOST_CANDIDATES = 1000;

/** Causes whose words good actions print too: only likely where there was no good action to compare with. */
export const COMMON_IN_GOOD_LOGS: ReadonlySet<CauseId> = new Set([
  'license',
  'permission',
  'storage',
  'network',
  'component-missing',
  'missing-input',
]);

/** What candidates are found in. */
export interface Search {
  readonly log: ActionLines;
  readonly book: RuleBook;
  readonly good: GoodLines;
  readonly progressMessage: string | undefined;
  /** Whether it goes on: what is tried again is then what it waits for. */
  readonly isRunning?: boolean;
}

/**
 * The lines of an action that rules recognize and that good actions do not have, the likeliest reason first. What the lines say
 * decides first, then whether the job repeats them, then how near to the end they are, then their order.
 *
 * @param exactly compares with good actions by whole words, numbers too, and looks at the last lines only.
 */
export function findCandidates(search: Search, exactly = false): Candidate[] {
  const { log, progressMessage } = search;
  const tracebacks = findTracebacks(log.lines);
  const following = consequences(tracebacks);
  const reports = reportsOf(log, progressMessage);
  const found: Candidate[] = [];
  for (const position of positionsToJudge(search, exactly)) {
    const line = log.program[position] ?? 0;
    if (tracebacks.frames.has(line) || following.has(line)) {
      continue;
    }
    const candidate = candidateAt(search, position, reports, exactly);
    if (candidate) {
      found.push(candidate);
    }
    if (found.length >= MOST_CANDIDATES) {
      break;
    }
  }
  found.push(...reportedCandidates(search, reports, found));
  return found.sort((a, b) => b.score - a.score || (a.line ?? Infinity) - (b.line ?? Infinity));
}

/** Which of the program's lines rules may match and good actions do not have: a bounded number, and those near to the end. */
function positionsToJudge({ log, book, good }: Search, exactly: boolean): readonly number[] {
  const { lines, program } = log;
  const nearEnd = Math.max(0, program.length - NEAR_END);
  const positions: number[] = [];
  const seen = new Map<number, number>();
  const judgeAt = (position: number, most: number): void => {
    const text = lines[program[position] ?? 0]?.text ?? '';
    const shape = shapeOf(text);
    const times = seen.get(shape) ?? 0;
    if (times >= most || (!exactly && good.hasShape(shape))) {
      return;
    }
    if (times > 0 || book.mayMatch(text)) {
      seen.set(shape, times + 1);
      positions.push(position);
    } else if (seen.size < SHAPES_REMEMBERED) {
      seen.set(shape, Infinity);
    }
  };
  for (let position = 0; position < nearEnd && positions.length < MOST_JUDGED && !exactly; position++) {
    judgeAt(position, JUDGED_OF_A_SHAPE);
  }
  for (let position = nearEnd; position < program.length; position++) {
    judgeAt(position, Infinity);
  }
  return positions;
}

function candidateAt(
  { log, book, good, isRunning = false }: Search,
  position: number,
  reports: readonly Report[],
  exactly: boolean,
): Candidate | undefined {
  const line = log.program[position] ?? 0;
  const fromEnd = log.program.length - position;
  const isNearEnd = fromEnd <= NEAR_END;
  const { words, said, level } = programWords(log.lines[line]?.text ?? '');
  const match = exactly && good.hasWords(words) ? undefined : book.find(words, said);
  if (!match) {
    return undefined;
  }
  const isStudios = 'sentence' in match.rule;
  const own = isStudios ? undefined : weakness(words);
  const weak = own === 'retried' && isRunning ? undefined : own;
  if ((!isStudios && !countsFor(match.rule.certainty, words, level)) || (weak === 'retried' && !isNearEnd)) {
    return undefined;
  }
  const echoes = reports.filter((report) => saysSame(report.words, words));
  const isEchoed = echoes.length > 0;
  const isQuiet = level === 'INFO' || level === 'DEBUG';
  const { cause, certainty } = match.rule;
  return {
    line,
    words,
    ...match,
    cause,
    isLast: fromEnd <= LAST,
    isEchoed,
    isWeak: weak !== undefined || isQuiet,
    score:
      (isStudios ? 20 : certainty === 'sure' ? 4 : 2) +
      // Adaptors repeat a line that they found, and often an innocent one.
      (isEchoed ? (echoes.every(({ isAdaptors }) => isAdaptors) ? 1.5 : 3) : 0) +
      (isNearEnd ? (good.isEmpty ? 3 : 2) : good.isEmpty && COMMON_IN_GOOD_LOGS.has(cause) ? -1 : 0) -
      (isQuiet ? 2 : level === 'WARNING' ? 1 : 0) -
      (weak === undefined ? 0 : 3) -
      // A crash is what happened; any reason for it says more.
      (cause === 'crash' ? 2.5 : 0),
  };
}

/** What the job or the service reports as the reason, where no line of the program says the same. */
function reportedCandidates(
  { book, good }: Search,
  reports: readonly Report[],
  found: readonly Candidate[],
): Candidate[] {
  const hasOwnReport = reports.some(({ line }) => line !== undefined);
  const candidates: Candidate[] = [];
  for (const { line, message, words, isAdaptors } of reports) {
    if (words === '' || [...found, ...candidates].some((other) => saysSame(words, other.words))) {
      continue;
    }
    const match = book.find(words) ?? book.find(message);
    if (!match || good.hasPhrase(words) || weakness(words) === 'nothing') {
      continue;
    }
    const { cause, certainty } = match.rule;
    // The service's own words are facts; an adaptor's are a line that it found, and often an innocent one.
    const trust = isAdaptors ? 2 : line === undefined && !hasOwnReport ? 5 : 3;
    candidates.push({
      line,
      words,
      ...match,
      cause,
      isLast: true,
      isEchoed: true,
      isWeak: false,
      score: ('sentence' in match.rule ? 20 : certainty === 'sure' ? 4 : 2) + trust - (cause === 'crash' ? 2.5 : 0),
    });
  }
  return candidates;
}
