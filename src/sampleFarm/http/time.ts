/** A time as the service writes it, e.g. `2026-11-23T10:03:15.123Z`; undefined stays away from the answer. */
export function toTimestamp(timeMs: number | undefined): string | undefined {
  return timeMs === undefined || timeMs === Infinity ? undefined : new Date(timeMs).toISOString();
}

/** The same to the microsecond, as workers report: e.g. `2026-11-23T10:03:15.123456Z`. */
export function toFineTimestamp(timeMs: number | undefined): string | undefined {
  return toTimestamp(timeMs)?.replace(
    'Z',
    `${String((timeMs ?? 0) * 7919)
      .slice(-3)
      .padStart(3, '0')}Z`,
  );
}
