/** The times that stand before a log's lines, in the form a reader chose. */
import { t } from '../../core/text/localize';
import { exactTime } from '../time';

/** Which times a log's lines begin with: none, of the reader's zone, of UTC, or since the session's or the action's start. */
export const TIME_FORMS = ['off', 'local', 'utc', 'sinceSession', 'sinceAction'] as const;
export type TimeForm = (typeof TIME_FORMS)[number];

/** What elapsed times are counted from. */
export interface LogStarts {
  /** When the session started, or the action, where the document is one action's; epoch milliseconds. */
  readonly startedAtMs: number;
  /** When each action started, in their order; those that have not are left out. */
  readonly actionStartsMs: readonly number[];
  /** Whether the document is of several days: a time then has its day before it, e.g. `11-23 10:02:31.250`. */
  readonly manyDays: boolean;
}

/** Writes one event's time; events come in their order. */
export type TimeWriter = (timestampMs: number) => string;

/**
 * Makes what writes the times of a document: `10:02:31.250`, `09:02:31.250Z`, `+0:01:12.345`, and nothing for `off`. It remembers
 * the second it wrote last, which makes it quick enough for a million lines.
 */
export function timeWriter(form: TimeForm, { startedAtMs, actionStartsMs, manyDays }: LogStarts): TimeWriter {
  let next = 0;
  const from = manyDays ? 5 : 11;
  switch (form) {
    case 'off':
      return () => '';
    case 'local':
      return bySecond((timeMs) => exactTime(timeMs).slice(from, 19), '');
    case 'utc':
      return bySecond((timeMs) => (toDate(timeMs)?.toISOString().slice(from, 19) ?? '').replace('T', ' '), 'Z');
    case 'sinceSession':
      return (timeMs) => elapsed(timeMs - startedAtMs);
    case 'sinceAction':
      return (timeMs) => {
        if (timeMs < (actionStartsMs[next - 1] ?? -Infinity)) {
          next = 0;
        }
        while (timeMs >= (actionStartsMs[next] ?? NaN)) {
          next += 1;
        }
        return elapsed(timeMs - (actionStartsMs[next - 1] ?? startedAtMs));
      };
  }
}

/** What the times of a document are, for its head: `UTC+01:00`, `UTC`, `since the session’s start`; undefined for `off`. */
export function timeFormName(form: TimeForm, timeMs: number): string | undefined {
  return {
    off: undefined,
    local: `UTC${exactTime(timeMs).slice(24)}`,
    utc: 'UTC',
    sinceSession: t('since the session’s start'),
    sinceAction: t('since the action’s start'),
  }[form];
}

/** The day of a time, of UTC where the document's times are, e.g. `2026-11-23`. */
export function dayOf(form: TimeForm, timeMs: number): string {
  return form === 'utc' ? (toDate(timeMs)?.toISOString().slice(0, 10) ?? t('unknown')) : exactTime(timeMs).slice(0, 10);
}

/** A span as a stopwatch shows it: `+0:01:12.345`, `-0:00:00.020` for what was before. */
function elapsed(spanMs: number): string {
  if (!Number.isFinite(spanMs)) {
    return t('unknown');
  }
  const all = Math.abs(spanMs);
  const two = (value: number): string => String(Math.floor(value) % 60).padStart(2, '0');
  const thousandths = String(Math.floor(all) % 1000).padStart(3, '0');
  return `${spanMs < 0 ? '-' : '+'}${Math.floor(all / 3_600_000)}:${two(all / 60_000)}:${two(all / 1000)}.${thousandths}`;
}

function bySecond(write: (timeMs: number) => string, end: string): TimeWriter {
  let second = NaN;
  let written = '';
  return (timeMs) => {
    const now = Math.floor(timeMs / 1000);
    if (now !== second) {
      second = now;
      written = Number.isNaN(now) ? '' : write(timeMs);
    }
    return written === '' ? t('unknown') : `${written}.${String(timeMs - now * 1000).padStart(3, '0')}${end}`;
  };
}

function toDate(timeMs: number): Date | undefined {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
