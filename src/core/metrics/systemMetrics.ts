/** What worker agents write about their host into the worker's log, every minute by default, as names and values. */

/** The longest line that is read: those of agents have about 700 characters. */
const LONGEST = 20_000;

/** The values in a message of a worker's log, by name, e.g. `memory-used-bytes`; undefined for everything else. Never throws. */
export function systemMetricsOf(message: string): ReadonlyMap<string, unknown> | undefined {
  return message.length > LONGEST ? undefined : (metricsOfJson(message) ?? metricsOfText(message));
}

/** Agents write numbers as text, and words where they have none: `NOT_AVAILABLE`. */
export function metricNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,20}(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** Structured logs: an object a line. */
function metricsOfJson(message: string): ReadonlyMap<string, unknown> | undefined {
  if (!message.startsWith('{') || !message.includes('"Metrics"')) {
    return undefined;
  }
  try {
    const fields = JSON.parse(message) as Readonly<Record<string, unknown>>;
    return fields.type === 'Metrics' && fields.subtype === 'System' ? new Map(Object.entries(fields)) : undefined;
  } catch {
    return undefined;
  }
}

/** Plain logs: pairs of name and value, separated by blanks. */
function metricsOfText(message: string): ReadonlyMap<string, unknown> | undefined {
  const at = message.indexOf('Metrics.System');
  return at < 0
    ? undefined
    : new Map(
        [...message.slice(at).matchAll(/ ([a-z][a-z-]{3,40}) ([\w.]{1,30})(?= |$)/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      );
}
