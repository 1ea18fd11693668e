/** A log as the text of a read-only document: a time before each event, its further lines below it, and nothing but text. */
import type { LogEvent } from '../core/ports';
import { withoutTerminalSequences } from '../core/terminalText';
import { exactTime } from './time';

/** What is known about the parts of a log that are not on the page. */
export interface LogEdges {
  /** e.g. `Session log of sh020_lighting_v012` */
  readonly title: string;
  /** e.g. `/aws/deadline/farm-…/queue-…/session-…` */
  readonly path: string;
  /** Whether there are earlier lines that are not loaded. */
  readonly moreBefore: boolean;
  /** Whether the session may still write. */
  readonly growing: boolean;
}

/** The document, and where each event begins in it. */
export interface LogText {
  readonly text: string;
  /** The zero-based line on which the event of the same index begins. */
  readonly lineOfEvent: readonly number[];
}

/**
 * @example
 * # Session log of sh020_lighting_v012
 * # /aws/deadline/farm-…/queue-…/session-…
 * # 210 events from 2026-11-23 10:02:31.250 +01:00. Times are of that day and zone.
 * #
 * 10:02:31.250  Phase: Setup
 */
export function renderLog(events: readonly LogEvent[], edges: LogEdges): LogText {
  const first = events[0];
  const lines = [
    `# ${edges.title}`,
    `# ${edges.path}`,
    first
      ? `# ${events.length.toLocaleString('en-US')} events from ${exactTime(first.timestampMs)}. Times are in that zone.`
      : '# Nothing has been written to this log yet.',
    edges.moreBefore
      ? '# Earlier lines are not shown: "Deadline: Load Older Log Lines" loads more of them.'
      : '# This is the beginning of the log.',
    '#',
  ];
  const lineOfEvent: number[] = [];
  let lastDay = first ? dayOf(first.timestampMs) : '';
  for (const { timestampMs, message } of events) {
    const day = dayOf(timestampMs);
    if (day !== lastDay) {
      lines.push(`# ${day}`);
      lastDay = day;
    }
    lineOfEvent.push(lines.length);
    const [head = '', ...rest] = visible(message).split('\n');
    lines.push(`${timeOf(timestampMs)}  ${head}`.trimEnd(), ...rest.map((line) => `${INDENT}${line}`.trimEnd()));
  }
  if (edges.growing) {
    lines.push('# The session is active: more lines are added as it writes them.');
  }
  return { text: `${lines.join('\n')}\n`, lineOfEvent };
}

const INDENT = ' '.repeat('10:02:31.250  '.length);

const CONTROL = /(?![\t\n])[\p{Cc}]/gu;

/** The event's text with its line ends as newlines, without terminal sequences, and other controls as symbols (`␀`). */
function visible(message: string): string {
  return withoutTerminalSequences(message)
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(/\n+$/, '')
    .replace(CONTROL, (control) => {
      const code = control.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421';
    });
}

function dayOf(timeMs: number): string {
  return exactTime(timeMs).slice(0, 10);
}

function timeOf(timeMs: number): string {
  return exactTime(timeMs).slice(11, 23);
}
