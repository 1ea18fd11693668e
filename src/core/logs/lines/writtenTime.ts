import { readTimestamp } from './timestamp';

/** What a time that a person types is read against. */
export interface TimeContext {
  /** A time without a day is the last one that is not after this. */
  readonly nearMs: number;
  /** What `+1:12` is counted from. */
  readonly startMs: number;
  /** Whether a time without a zone is of UTC, not of the reader's. */
  readonly isUtc: boolean;
}

const ELAPSED = /^\+(?:(?:(?<hours>\d+):)?(?<minutes>\d+):)?(?<seconds>\d+)(?:[.,](?<part>\d{1,6}))?$/;
/** As this extension writes the times of a log of several days, e.g. `11-23 10:02:31.250`. */
const WITHOUT_YEAR = /^\d\d-\d\d (?=\d)/;
const DAY_MS = 86_400_000;

/**
 * Reads a time as people and logs write it: `10:02`, `5:02:31 PM`, `10:02:31.250`, `09:02:31Z`, `2026-11-23 10:02:31 +01:00`,
 * `[2026-11-23T10:02:31+00:00]`, `2026/11/23 17시 15분 20초+09:00`, `+1:12` for a minute and 12 seconds after the start.
 * Undefined for anything else.
 */
export function parseTime(text: string, context: TimeContext): number | undefined {
  const { nearMs, startMs, isUtc } = context;
  const written = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^\[(.*)\]$/, '$1');
  const elapsed = ELAPSED.exec(written)?.groups;
  if (elapsed) {
    const { hours = 0, minutes = 0, seconds = 0, part = '0' } = elapsed;
    const wholeSeconds = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return startMs + wholeSeconds * 1000 + Math.floor(Number(`0.${part}`) * 1000);
  }
  if (WITHOUT_YEAR.test(written)) {
    const [year, before] = [0, 1].map((years) => yearOf(nearMs, isUtc) - years);
    const timeMs = parseTime(`${year}-${written}`, context);
    return timeMs !== undefined && timeMs > nearMs + 999 ? parseTime(`${before}-${written}`, context) : timeMs;
  }
  const time = readTimestamp(written);
  if (time?.length !== written.length) {
    return undefined;
  }
  const offsetMinutes = time.offsetMinutes ?? (isUtc ? 0 : undefined);
  const onDay = (epochDay: number): number => timeOn(epochDay, time.timeOfDayMs, offsetMinutes);
  if (time.epochDay !== undefined) {
    return finite(onDay(time.epochDay));
  }
  const today = dayAt(nearMs, offsetMinutes);
  return finite(onDay(onDay(today) > nearMs + 999 ? today - 1 : today));
}

/** Epoch milliseconds of a time of a day; `offsetMinutes` east of UTC, or of the reader's zone where there is none. */
function timeOn(epochDay: number, timeOfDayMs: number, offsetMinutes: number | undefined): number {
  if (offsetMinutes !== undefined) {
    return epochDay * DAY_MS + timeOfDayMs - offsetMinutes * 60_000;
  }
  const date = new Date(epochDay * DAY_MS);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return new Date(year, month, day, 0, 0, 0, timeOfDayMs).getTime();
}

/** The day of a time in a zone, in days since 1970-01-01. */
function dayAt(timeMs: number, offsetMinutes: number | undefined): number {
  const time = new Date(timeMs);
  return offsetMinutes === undefined
    ? Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / DAY_MS
    : Math.floor((timeMs + offsetMinutes * 60_000) / DAY_MS);
}

function yearOf(timeMs: number, isUtc: boolean): number {
  return isUtc ? new Date(timeMs).getUTCFullYear() : new Date(timeMs).getFullYear();
}

function finite(timeMs: number): number | undefined {
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
