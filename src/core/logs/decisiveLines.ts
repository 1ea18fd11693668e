import type { LogEvent } from '../ports';
import { withoutTerminalSequences } from './terminalText';

/** What makes a line worth reading first, the strongest sign on top. */
const SIGNS: readonly (readonly [weight: number, sign: RegExp])[] = [
  [9, /^openjd_fail:/],
  [
    7,
    /\b(fatal|critical|panic|segmentation fault|core dumped|out of memory|oom[- ]?kill|killed|no space left|licen[sc]e)\b/i,
  ],
  [6, /\b(timed? ?out|time limit)\b/i],
  [5, /(error|exception)\b|\bfailed\b|\bcannot\b|\bnot found\b/i],
  [1, /exited with code: (?!0\b)/],
];
const TRACEBACK_WEIGHT = 8;
const BANNER = /^(={20,}|-{20,}|--------- |Phase: |Output:|Command started as pid|Running command )/;

/**
 * The lines of a failed action's log that a person would quote, at most three, in their order.
 *
 * What the program itself declared as its failure wins, then the exception at the end of a traceback, then the words of
 * failure; where nothing speaks of failure, the last lines before the end. The earliest of equals is the likelier cause.
 * Terminal colours are gone from them; whatever else the program wrote is still there, and hostile.
 */
export function decisiveLines(events: readonly LogEvent[]): readonly string[] {
  const lines = events
    .flatMap(({ message }) => withoutTerminalSequences(message).split(/\r?\n/))
    .filter((line) => line.trim() !== '' && !BANNER.test(line));
  const weights = weigh(lines);
  const seen = new Set<string>();
  const ranked = weights
    .map((weight, index) => ({ weight, index }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .filter(({ index }) => {
      const text = (lines[index] ?? '').trim();
      return !seen.has(text) && seen.add(text);
    });
  const speaking = ranked.some(({ weight }) => weight > 1);
  const chosen = speaking ? ranked.slice(0, 3).map(({ index }) => index) : lastOf(lines.length);
  return chosen.sort((a, b) => a - b).flatMap((index) => lines[index] ?? []);
}

function weigh(lines: readonly string[]): readonly number[] {
  let inTraceback = false;
  return lines.map((line) => {
    if (line.startsWith('Traceback (most recent call last)')) {
      inTraceback = true;
      return 0;
    }
    if (inTraceback) {
      const indented = /^\s/.test(line);
      inTraceback = indented;
      return indented ? 0 : TRACEBACK_WEIGHT;
    }
    return SIGNS.find(([, sign]) => sign.test(line.slice(0, 2000)))?.[0] ?? 0;
  });
}

function lastOf(count: number): number[] {
  return Array.from({ length: Math.min(3, count) }, (_, index) => count - 1 - index);
}
