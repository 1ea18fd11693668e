/** Points in time and spans, as people read them. What is not a time is `unknown`, never `NaN` or `Invalid Date`. */
import { t, weekdayName } from '../core/text/localize';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span to the second, e.g. `41 s`, `12 min 04 s`, `1 h 03 min`, `2 d 5 h`; below a second `<1 s`. */
export function duration(spanMs: number): string {
  if (!Number.isFinite(spanMs) || spanMs < 0) {
    return t('unknown');
  }
  if (spanMs < SECOND) {
    return t('<1 s');
  }
  if (spanMs < MINUTE) {
    return t('{0} s', Math.floor(spanMs / SECOND));
  }
  if (spanMs < HOUR) {
    return t('{0} min {1} s', Math.floor(spanMs / MINUTE), twoDigits((spanMs % MINUTE) / SECOND));
  }
  return spanMs < DAY
    ? t('{0} h {1} min', Math.floor(spanMs / HOUR), twoDigits((spanMs % HOUR) / MINUTE))
    : t('{0} d {1} h', Math.floor(spanMs / DAY), Math.floor((spanMs % DAY) / HOUR));
}

/** A span in one unit that changes rarely, for rows that must not flicker: `under a minute`, `3 min`, `2 h`, `5 d`. */
export function roughly(spanMs: number): string {
  if (!Number.isFinite(spanMs)) {
    return t('unknown');
  }
  if (spanMs < MINUTE) {
    return t('under a minute');
  }
  if (spanMs < HOUR) {
    return t('{0} min', Math.floor(spanMs / MINUTE));
  }
  return spanMs < 2 * DAY ? t('{0} h', Math.floor(spanMs / HOUR)) : t('{0} d', Math.floor(spanMs / DAY));
}

/** A point in time, exactly, in the reader's zone: `2026-11-23 10:02:31.250 +01:00`. */
export function exactTime(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) {
    return t('unknown');
  }
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${twoDigits(Math.abs(offset) / 60)}:${twoDigits(Math.abs(offset) % 60)}`;
  return `${day(date)} ${timeOfDay(date)}.${String(date.getMilliseconds()).padStart(3, '0')} ${zone}`;
}

/** A point in time where room is short: `10:02` today, else `2026-11-22 10:02`. */
export function shortTime(timeMs: number, nowMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) {
    return t('unknown');
  }
  const time = timeOfDay(date).slice(0, 5);
  return day(date) === day(new Date(nowMs)) ? time : `${day(date)} ${time}`;
}

/** A point in time to the second where it is of today, e.g. `10:02:31`, else `2026-11-22 10:02`. */
export function clockTime(timeMs: number, nowMs: number): string {
  const short = shortTime(timeMs, nowMs);
  return /^\d\d:\d\d$/.test(short) ? exactTime(timeMs).slice(11, 19) : short;
}

/** The day of a point in time, as one says it: `today`, `Tuesday` within a week, else `2026-11-02`. */
export function dayName(timeMs: number, nowMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) {
    return t('unknown');
  }
  if (day(date) === day(new Date(nowMs))) {
    return t('today');
  }
  return nowMs > timeMs && nowMs - timeMs < 6 * DAY ? weekdayName(date) : day(date);
}

function day(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function timeOfDay(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
