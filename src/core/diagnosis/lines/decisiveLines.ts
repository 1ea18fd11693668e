import type { ActionLines } from './actionLines';
import { weakness } from './harmless';
import { programWords } from './logLine';
import { type Report, saysSame } from '../reports';
import { type GoodLines, phraseOf, shapeOf } from './shapes';
import { consequences, findTracebacks } from './tracebacks';

/** What makes a line of unknown meaning worth reading, the strongest sign first. */
const SIGNS: readonly (readonly [weight: number, sign: RegExp])[] = [
  [8, /\b(?:fatal|critical|panic(?:ked)?|abort(?:ed|ing)|severe|terminate called)\b/i],
  [6, /^\W{0,3}(?:[\w.]{1,60})?(?:Error|Exception)\b(?:: |$| \d)|^\W{0,3}(?:error|err)\b ?[:|([]/i],
  [
    5,
    /\b(?:error|exception)\b|\b(?:failed|unable|cannot|can't|could not|couldn't|refused|denied|invalid|not found|missing|unsupported|corrupt(?:ed)?)\b/i,
  ],
  [
    4,
    /\b(?:out of|no such|too (?:high|low|large|big|small|many|few|long|old|new)|(?:is|are|was|were) (?:not|down|un\w{4,20})|un(?:known|recognized|defined|resolved|available|expected)|illegal|violation|expired|exceed(?:s|ed)|insufficient|lost|killed|crashed)\b/i,
  ],
];
const EXCEPTION_WEIGHT = 9;
const REPORTED_WEIGHT = 5;
const LEVEL_WEIGHTS: Readonly<Record<string, number>> = { CRITICAL: 8, ERROR: 7 };
/** Any sign: a quick look that spares most lines a long one. */
const ANY_SIGN =
  /fatal|critical|panic|abort|severe|terminate|err|exception|failed|unable|cannot|can't|could not|couldn't|refused|denied|invalid|not|missing|unsupported|corrupt|traceback|out of|no such|too | is | are | was | were |un(?:known|recog|def|resol|avail|expect)|illegal|violation|expired|exceed|insufficient|lost|killed|crashed/i;
const MOST_LINES = 2;
/** How many last lines are judged. */
const MOST_JUDGED = 5_000;
/** Without a good action to compare with, only what the program wrote last is quoted: before that, noise is likelier. */
const NEAR_END = 12;
/** How near to the end a line that was never written before is worth reading, whatever it says. */
const LAST = 4;
/** Among how many last lines it was never written before. */
const COMPARED = 500;
/** From which weight on a line counts wherever it stands, as long as none near the end does. */
const STRONG = 7;

/**
 * The lines that a person would read first where no rule says what happened, at most two, in their order: those that look like a
 * failure and that no action that succeeded has, not even of other files. None where every line is known or harmless.
 *
 * @returns indexes of lines.
 */
export function decisiveLines(log: ActionLines, good: GoodLines, reports: readonly Report[]): readonly number[] {
  const signs = signsIn(log, good, reports);
  const near = signs.filter(({ isNearEnd }) => isNearEnd);
  const chosen = near.length === 0 ? signs.filter(({ weight }) => weight >= STRONG) : near;
  const hasSign = chosen.some(({ weight }) => weight > 0);
  return chosen
    .filter(({ weight }) => weight > 0 || !hasSign)
    .sort((a, b) => b.weight - a.weight || a.line - b.line)
    .slice(0, MOST_LINES)
    .map(({ line }) => line)
    .sort((a, b) => a - b);
}

/** A line that may say why. */
interface Sign {
  readonly line: number;
  /** 0 for a line that says nothing of a failure, but that was never written before. */
  readonly weight: number;
  readonly isNearEnd: boolean;
}

function signsIn(log: ActionLines, good: GoodLines, reports: readonly Report[]): readonly Sign[] {
  const { lines, program } = log;
  const tracebacks = findTracebacks(lines);
  const following = consequences(tracebacks);
  const exceptions = new Set(tracebacks.exceptions.map(({ line }) => line));
  const counts = countPhrases(log);
  const phrases = new Set<string>();
  const signs: Sign[] = [];
  const judged = good.isEmpty && reports.length === 0 ? NEAR_END : MOST_JUDGED;
  for (let position = Math.max(0, program.length - judged); position < program.length; position++) {
    const line = program[position] ?? 0;
    const text = lines[line]?.text ?? '';
    const fromEnd = program.length - position;
    const isException = exceptions.has(line);
    const mayTell = isException || fromEnd <= LAST || ANY_SIGN.test(text);
    if (!mayTell || tracebacks.frames.has(line) || following.has(line) || good.hasShape(shapeOf(text))) {
      continue;
    }
    const { words, level } = programWords(text);
    const phrase = phraseOf(words);
    const isOnce = fromEnd <= LAST && counts.get(phrase) === 1;
    const isReported = reports.some((report) => saysSame(report.words, words));
    const isNearEnd = fromEnd <= NEAR_END || isReported;
    const weight = isException
      ? EXCEPTION_WEIGHT
      : (LEVEL_WEIGHTS[level ?? ''] ?? SIGNS.find(([, sign]) => sign.test(phrase))?.[0] ?? 0);
    if ((good.isEmpty && !isNearEnd) || (weight === 0 && !isOnce) || isHarmless(words, level)) {
      continue;
    }
    if (!phrases.has(phrase) && !good.hasPhrase(words)) {
      phrases.add(phrase);
      signs.push({ line, weight: weight + (isReported ? REPORTED_WEIGHT : 0), isNearEnd });
    }
  }
  return signs;
}

function isHarmless(words: string, level: string | undefined): boolean {
  return isQuiet(level) || weakness(words) !== undefined || /^\W*warning\b/i.test(words);
}

function isQuiet(level: string | undefined): boolean {
  return level === 'INFO' || level === 'DEBUG' || level === 'WARNING';
}

/** How often each phrase stands among the last lines. */
function countPhrases(log: ActionLines): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of log.program.slice(-COMPARED)) {
    const phrase = phraseOf(programWords(log.lines[line]?.text ?? '').words);
    counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  return counts;
}
