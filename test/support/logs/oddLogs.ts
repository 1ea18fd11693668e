/** What a log must bear: made up, but each has been seen somewhere. */
import type { LogEvent } from '../../../src/core/service/ports';
import { actionLines, eventsOf } from './logs';

/** Lines that no editor can show as they are, and what is shown of them. */
const ODD_LINES: readonly (readonly [message: string, ...shown: string[]])[] = [
  ['one\ntwo\r\n\r\nfour\n', 'one', 'two', '', 'four'],
  ['progress 1 %\rprogress 2 %', 'progress 1 %', 'progress 2 %'],
  ['nothing \u0000 and a bell \u0007', 'nothing ␀ and a bell ␇'],
  ['half \ud800 a character', 'half \ufffd a character'],
  ['not a program: \u202egnp.exe', 'not a program: \u202egnp.exe'],
  ['a line\u2028another\u0085a third', 'a line', 'another', 'a third'],
  [
    '\u001b[31mred\u001b[0m \u001b]8;;https://example.com\u0007a link\u001b]8;;\u0007 \u001b[2K\u001b[1Gdone',
    'red a link done',
  ],
  ['', ''],
  ['x'.repeat(256_000), 'x'.repeat(256_000)],
  ['after the longest line', 'after the longest line'],
];

/** The task of a session that is fond of them. */
export function oddEvents(fromMs: number): LogEvent[] {
  return eventsOf(
    actionLines(
      'Running Task',
      ODD_LINES.map(([message]) => message),
      0,
    ),
    fromMs,
  );
}

/** What is shown of the task's own lines. */
export const ODD_LINES_SHOWN: readonly string[] = ODD_LINES.flatMap(([, ...shown]) => shown);

/** Events of one moment, and some that were written before the ones above them. */
export function unorderedEvents(fromMs: number): LogEvent[] {
  return [0, 0, 0, 5000, 4000, 5000, 1000, 9000].map((afterMs, index) => ({
    timestampMs: fromMs + afterMs,
    message: `line ${index}, ${afterMs} ms after the first`,
  }));
}

/** As many lines, a tenth of a second apart. */
export function manyEvents(count: number, fromMs: number): LogEvent[] {
  return eventsOf(
    Array.from({ length: count }, (_, index) => `line ${index}`),
    fromMs,
    100,
  );
}
