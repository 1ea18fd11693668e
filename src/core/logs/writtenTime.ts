/** What a time that a person types is read against. */
export interface TimeContext {
  /** A time without a day is the last one that is not after this. */
  readonly nearMs: number;
  /** What `+1:12` is counted from. */
  readonly startMs: number;
  /** Whether a time without a zone is of UTC, not of the reader's. */
  readonly isUtc: boolean;
}

const WRITTEN =
  /^(?:(?<day>\d{4}[-/]\d\d[-/]\d\d)[T ]+)?(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<part>\d{1,6}))?)?\s*(?<zone>Z|UTC|[+-]\d\d:?\d\d)?$/i;
const ELAPSED = /^\+(?:(?:(?<hours>\d+):)?(?<minutes>\d+):)?(?<seconds>\d+)(?:[.,](?<part>\d{1,6}))?$/;

/**
 * Reads a time as people and logs write it: `10:02`, `10:02:31.250`, `09:02:31Z`, `2026-11-23 10:02:31 +01:00`, `+1:12` for a
 * minute and 12 seconds after the start. Undefined for anything else.
 */
export function parseTime(text: string, { nearMs, startMs, isUtc }: TimeContext): number | undefined {
  const trimmed = text.trim();
  const elapsed = ELAPSED.exec(trimmed)?.groups;
  if (elapsed) {
    const { hours = 0, minutes = 0, seconds = 0 } = elapsed;
    return startMs + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + thousandths(elapsed.part);
  }
  const written = WRITTEN.exec(trimmed)?.groups;
  if (!written) {
    return undefined;
  }
  const { day, hour = '', minute = '', second = '00', zone } = written;
  const near = new Date(nearMs);
  const utc = zone === undefined ? isUtc : /^(Z|UTC)$/i.test(zone);
  const two = (value: number): string => String(value).padStart(2, '0');
  const today = utc
    ? near.toISOString().slice(0, 10)
    : `${near.getFullYear()}-${two(near.getMonth() + 1)}-${two(near.getDate())}`;
  const suffix = utc ? 'Z' : (zone?.replace(/^(.\d\d):?/, '$1:') ?? '');
  const iso = `${(day ?? today).replaceAll('/', '-')}T${hour.padStart(2, '0')}:${minute}:${second}${suffix}`;
  const timeMs = Date.parse(iso) + thousandths(written.part);
  if (Number.isNaN(timeMs)) {
    return undefined;
  }
  return day === undefined && timeMs > nearMs + 999 ? timeMs - 86_400_000 : timeMs;
}

function thousandths(part = ''): number {
  return Math.floor(Number(`0.${part || '0'}`) * 1000);
}
