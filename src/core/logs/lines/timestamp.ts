/** Times as log writers, command line tools and people write them, in many languages. */

/** A time in parts, as it was written. */
export interface Timestamp {
  /** How many characters it takes. */
  readonly length: number;
  /** Days since 1970-01-01; undefined where no day is written. */
  readonly epochDay: number | undefined;
  /** Milliseconds since midnight. */
  readonly timeOfDayMs: number;
  /** Minutes east of UTC; undefined where no zone is written. */
  readonly offsetMinutes: number | undefined;
  readonly hasSeconds: boolean;
  /** Whether words stand between its numbers, as in `17시 15분 20초`. */
  readonly isSpelledOut: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(?:${MONTHS.join('|')})[a-z]{0,6}`;
/** Year first, e.g. `2026-11-24`, `2026/Nov/23`, `2026. 11. 24.`, `2026年11月24日`; day first, e.g. `24.11.2026`, `24-11-2026`; and the rest. */
const DATES = [
  String.raw`(?<y1>\d{4})(?:[-/]|\. ?|[年년] ?)(?<m1>\d{1,2}|${MONTH})(?:[-/]|\. ?|[月월] ?)(?<d1>\d{1,2})(?:[日일]|\.(?=\s))?`,
  String.raw`(?<d2>\d{1,2})(?:\. ?|-)(?<m2>\d{1,2})(?:\. ?|-)(?<y2>\d{4})`,
  String.raw`(?<a>\d{1,2})\u200f?/(?<b>\d{1,2})\u200f?/(?<y3>\d{4})`,
  String.raw`(?<d4>\d{1,2})[ -](?<m4>${MONTH})\.?[ -](?<y4>\d{4})`,
  String.raw`(?<m5>${MONTH})\.? (?<d5>\d{1,2}),? (?<y5>\d{4})`,
].join('|');
const HALF = String.raw`(?:[ap]\.?\s?m\.?|오전|오후|午前|午後|[上下中]午|凌晨|清晨|早上|晚上|öö|ös|π\.μ\.|μ\.μ\.|d[eu]\.|dop\.|odp\.|[дп]п|[ai]p\.|[صم])(?!\p{L})`;
const BETWEEN = String.raw`(?:[:.]|\s?\p{L}{1,5}\.?\s?)`;
const ZONE = String.raw`(?:Z|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d(?::?\d\d)?)(?![\p{L}\d:])`;
const TIME =
  String.raw`(?:(?<before>${HALF.replace('(?!\\p{L})', '')})\s?)?` +
  String.raw`(?<hour>\d{1,2})(?<between>${BETWEEN})(?<minute>\d\d|\d(?=\s?[분分]))(?:(?<between2>${BETWEEN})(?<second>\d\d|\d(?=\s?[초秒]))(?!\d)(?:\s?(?:초|秒|с|s|Uhr)\.?(?!\p{L}))?)?` +
  String.raw`(?:[.,:](?<fraction>\d{1,9}))?(?:\s?분)?(?:\s?(?<after>${HALF}))?(?:\s?(?<zone>${ZONE}))?`;
/** As programs write it: one quick look, where no words of a language can follow. */
const ISO =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:(?:Z|[+-]\d\d:?\d\d)(?=[\]\s]|$)|(?=[\]\t]|$| \[| - | [DIWEC][A-Z]))/y;
const ISO_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/;
const TIMESTAMP = RegExp(String.raw`(?:(?:(?:${DATES})(?:T|[,،]\s?|[ \t\-|]|\s(?:klo\s)?))?)${TIME}(?!\d)`, 'iuy');
/** Longer than any of them. */
const LONGEST = 80;

/** Reads the time that stands in a text at an index; undefined where none does, or one that cannot be. Linear, never throws. */
export function readTimestamp(text: string, at = 0): Timestamp | undefined {
  return readIso(text, at) ?? readAny(text.slice(at, at + LONGEST));
}

/** Without a match's many pieces: each line of a file has one. */
function readIso(text: string, at: number): Timestamp | undefined {
  ISO.lastIndex = at;
  if (!ISO.test(text)) {
    return undefined;
  }
  const end = ISO.lastIndex;
  const two = (from: number): number => text.charCodeAt(from) * 10 + text.charCodeAt(from + 1) - 11 * 0x30;
  const epochDay = epochDayOf(two(at) * 100 + two(at + 2), two(at + 5), two(at + 8));
  const [hour, minutes, seconds] = [two(at + 11), two(at + 14), two(at + 17)];
  if (!canBe(epochDay, hour, minutes, seconds)) {
    return undefined;
  }
  const hasFraction = /[.,]/.test(text.charAt(at + 19));
  const zoneLength = ISO_ZONE.exec(text.slice(at + 19, end))?.[0].length ?? 0;
  return {
    length: end - at,
    epochDay,
    timeOfDayMs:
      ((hour * 60 + minutes) * 60 + seconds) * 1000 +
      (hasFraction ? thousandths(text.slice(at + 20, end - zoneLength)) : 0),
    offsetMinutes: zoneLength === 0 ? undefined : offsetOf(text.slice(end - zoneLength, end)),
    hasSeconds: true,
    isSpelledOut: false,
  };
}

function readAny(text: string): Timestamp | undefined {
  TIMESTAMP.lastIndex = 0;
  const match = TIMESTAMP.exec(text);
  const { groups } = match ?? {};
  if (!match || !groups) {
    return undefined;
  }
  const { between = '', between2 = '', second, zone } = groups;
  const half = groups.before ?? groups.after;
  const epochDay = (groups.y1 ?? groups.y2 ?? groups.y3 ?? groups.y4 ?? groups.y5) ? dayOf(groups, half) : undefined;
  const hour = hourOf(Number(groups.hour), half);
  const [minutes, seconds] = [Number(groups.minute), Number(second ?? 0)];
  if (!canBe(epochDay, hour, minutes, seconds)) {
    return undefined;
  }
  return {
    length: match[0].length,
    epochDay,
    timeOfDayMs: ((hour * 60 + minutes) * 60 + seconds) * 1000 + thousandths(groups.fraction),
    offsetMinutes: zone === undefined ? undefined : offsetOf(zone),
    hasSeconds: second !== undefined,
    isSpelledOut: /\p{L}/u.test(between + between2),
  };
}

function canBe(epochDay: number | undefined, hour: number, minutes: number, seconds: number): boolean {
  return !Number.isNaN(epochDay) && hour <= 23 && minutes <= 59 && seconds <= 60;
}

/** Epoch milliseconds of a time with a day; of one without a zone as if it were UTC. */
export function epochOf({ epochDay, timeOfDayMs, offsetMinutes = 0 }: Timestamp): number | undefined {
  return epochDay === undefined ? undefined : epochDay * DAY_MS + timeOfDayMs - offsetMinutes * 60_000;
}

const DAY_MS = 86_400_000;

/** Thailand counts from 543 years earlier: no log is of a later year of ours. */
const BUDDHIST_YEARS_FROM = 2_500;

function dayOf(groups: Readonly<Record<string, string | undefined>>, half: string | undefined): number {
  const { a, b } = groups;
  // Only the United States write the month first, and `AM` and `PM` in capitals.
  const monthFirst = a !== undefined && (Number(b) > 12 || (Number(a) <= 12 && /^[AP]M$/.test(half ?? '')));
  const writtenYear = Number(groups.y1 ?? groups.y2 ?? groups.y3 ?? groups.y4 ?? groups.y5);
  const year = writtenYear > BUDDHIST_YEARS_FROM ? writtenYear - 543 : writtenYear;
  const written = (monthFirst ? a : b) ?? groups.m1 ?? groups.m2 ?? groups.m4 ?? groups.m5 ?? '';
  const month = /^\d/.test(written) ? Number(written) : MONTHS.indexOf(written.slice(0, 3).toLowerCase()) + 1;
  const day = Number((monthFirst ? b : a) ?? groups.d1 ?? groups.d2 ?? groups.d4 ?? groups.d5);
  return epochDayOf(year, month, day);
}

/** NaN for a day that no month has. */
function epochDayOf(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : NaN;
}

/** The hour of 24; `half` is the word for the half of the day, e.g. `PM`, `오후`. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) {
    return hour;
  }
  return (hour % 12) + (/^(?:p|오후|午後|[下中]午|晚上|ös|μ|du|odp|пп|ip|م)/iu.test(half) ? 12 : 0);
}

/** Minutes east of UTC, e.g. 540 of `+09:00`, 0 of `Z`. */
function offsetOf(zone: string): number {
  const {
    sign,
    hours = '0',
    minutes = '0',
  } = /(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d\d)?$/.exec(zone)?.groups ?? {};
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function thousandths(fraction = ''): number {
  return Math.floor(Number(`0.${fraction || '0'}`) * 1000);
}
