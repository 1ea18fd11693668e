/** A log as the text of a read-only document: a time before each event, its further lines below it, and nothing but text. */
import { linesOf } from '../../core/logs/lines/logLines';
import type { LogKind } from '../../core/logs/structure/logSection';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { LogEvent } from '../../core/service/ports';
import type { LogConfiguration } from '../../core/session/session';
import { dayOf, type TimeForm, timeFormName, type TimeWriter } from './logTime';

/**
 * The lines that a document begins with before the log's own; always as many, so that a line of the document can be told from one
 * of the log by counting.
 */
export const HEAD_LINES = 5;
/** The lines after the log's own, if it has any: the first keeps a cursor in the second from what grows, where it opened folds. */
export const TAIL_LINES = 2;

/** What the head of a document says. */
export interface LogHead {
  /** e.g. `Session log of sh020_lighting_v012` */
  readonly title: string;
  /** e.g. `/aws/deadline/farm-…/queue-…/session-…` */
  readonly path: string;
  readonly form: TimeForm;
  /** When its first event was written; undefined where there is none. */
  readonly firstMs: number | undefined;
  readonly of: LogExtent;
  /** What lies before its first line. */
  readonly before: 'beginning' | 'earlierPart' | 'notLoaded';
}

/** How much of a log a document is about: all of it, one action's part, or a worker's part while it ran one session. */
export type LogExtent = 'log' | 'action' | 'session';

/**
 * @example
 * # Session log of sh020_lighting_v012
 * # /aws/deadline/farm-…/queue-…/session-…
 * # Times are UTC+01:00, from 2026-11-23.
 * # The log begins here.
 * #
 */
export function renderLogHead({ title, path, form, firstMs, of, before }: LogHead): string {
  const times = firstMs === undefined ? t('It has no events yet.') : timesSentence(form, firstMs);
  return `# ${title}\n# ${path}\n# ${times}\n# ${before === 'beginning' ? BEGINS[of] : BEFORE[before]}\n#\n`;
}

const BEGINS: Readonly<Record<LogExtent, string>> = {
  log: t('The log begins here.'),
  action: t('The action begins here. “Open Log” shows all of the session.'),
  session: t('The session begins here. The worker’s log has more.'),
};

const ENDS: Readonly<Record<LogExtent, string>> = {
  log: t('The log ends here.'),
  action: t('The action ends here. “Open Log” shows all of the session.'),
  session: t('The session ends here. The worker’s log has more.'),
};

const BEFORE = {
  earlierPart: t('The lines before these are in the tab of the earlier part.'),
  notLoaded: t('Earlier lines are not loaded: “Load Older” or “Load All” above brings them.'),
} as const;

function timesSentence(form: TimeForm, firstMs: number): string {
  const name = timeFormName(form, firstMs);
  const day = dayOf(form, firstMs);
  return name === undefined ? t('Timestamps hidden (log starts {0}).', day) : t('Times are {0}, from {1}.', name, day);
}

/** What lies after a document's last line. */
export type LogAfter =
  | 'nothing'
  | 'end'
  | 'growing'
  | 'notFollowed'
  | 'laterPart'
  /** The stream is not there any more. */
  | 'gone'
  /** The session could not be read, so whether it goes on is unknown. */
  | 'unknown';

/** The lines that a document ends with. */
export function renderLogTail(after: LogAfter, of: LogExtent): string {
  const sentence = after === 'end' ? ENDS[of] : AFTER[after];
  return `${after === 'nothing' ? '' : '#\n'}# ${sentence}\n`;
}

const AFTER = {
  nothing: t('Nothing has been written to this log yet.'),
  growing: t('Session is running. New lines appear here.'),
  notFollowed: t('The session is active, and this log is not followed: later lines are not loaded.'),
  laterPart: t('The lines after these are in the tab of the later part.'),
  gone: t('This log was deleted. Showing the lines loaded earlier.'),
  unknown: t('These were the last lines when the log was opened: its session cannot be read.'),
} as const;

/** What stands in the place of a log that could not be read; long sentences take several lines. Below it is where it is kept, as far as that was told. */
export function renderUnreadable(why: string, configuration: LogConfiguration | undefined): string {
  const lines = plainText(why, 1000).match(/\S(?:.{0,98}\S)?(?=\s|$)|\S{100}/g) ?? [];
  const facts = configuration ? placeFacts(configuration) : [];
  const told = facts.length === 0 ? [] : ['', ...facts.slice(0, MOST_TOLD).map(fact)];
  return [t('This log could not be read.'), ...lines, ...told].map((line) => `# ${line}`.trimEnd() + '\n').join('');
}

/** Of CloudWatch the group and the stream; of what else keeps logs all that the service says. */
function placeFacts({
  driver,
  options,
  parameters,
}: LogConfiguration): readonly (readonly [name: string, value: string])[] {
  const all = { ...parameters, ...options };
  if (driver === 'awslogs') {
    const places = [
      [t('Log group'), all.logGroupName],
      [t('Log stream'), all.logStreamName],
    ] as const;
    return places.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  }
  return [[t('Kept by'), driver], ...Object.entries(all)];
}

/** More of a log's configuration is not shown. */
const MOST_TOLD = 20;

function fact([name, value]: readonly [name: string, value: string]): string {
  return `${plainText(name, 60)}: ${plainText(value, 500)}`;
}

/**
 * The log's own lines, each event's below the one before.
 * @example '10:02:31.250  Phase: Setup\n'
 */
export function renderLogEvents(events: readonly LogEvent[], kind: LogKind, write: TimeWriter): string {
  const lines: string[] = [];
  for (const { timestampMs, message } of events) {
    const time = write(timestampMs);
    const [head = '', ...rest] = linesOf(message, kind);
    lines.push(time === '' ? head : head === '' ? time : `${time}  ${head}`);
    if (rest.length > 0) {
      const indent = ' '.repeat(columnOf(time));
      lines.push(...rest.map((line) => (line === '' ? line : indent + line)));
    }
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** In which column an event's own text begins. */
export function columnOf(time: string): number {
  return time === '' ? 0 : time.length + 2;
}
