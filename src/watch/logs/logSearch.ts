import { toFault } from '../../core/errors';
import type { LogQuery, LogReader } from '../../core/logs/pages/logReader';
import type { LogEvent, LogLocation } from '../../core/service/ports';
import { LogCursor } from './logCursor';

/** What a search found next. */
export interface LogHits {
  /** Those that match, in the order of time; possibly none. */
  readonly events: readonly LogEvent[];
  /** Up to when was looked; undefined where the service looks by itself. */
  readonly readToMs: number | undefined;
}

/**
 * Finds a text in the whole log, loaded or not: the service looks where it may be asked to, else every page is read at the
 * allowance's pace. Capitals matter, because they do to the service. Stop by ending the loop or by the signal.
 *
 * @throws {UserError} what went wrong
 */
export async function* searchLog(
  reader: LogReader,
  location: LogLocation,
  query: LogQuery,
  signal: AbortSignal,
): AsyncIterable<LogHits> {
  let count = 0;
  try {
    for await (const events of reader.search(location, query, signal)) {
      count += events.length;
      yield { events, readToMs: undefined };
    }
    return;
  } catch (error) {
    if (count > 0 || toFault(error).kind !== 'accessDenied') {
      throw error;
    }
  }
  const { text, ...span } = query;
  const cursor = new LogCursor({ reader, location, direction: 'newer', ...span });
  const allowance = reader.allowance(location);
  let readToMs: number | undefined;
  while (!cursor.isAtEnd) {
    await allowance.take(signal);
    const { events } = await cursor.next(signal);
    readToMs = events.lastMs ?? readToMs;
    yield { events: events.events().filter(({ message }) => message.includes(text)), readToMs };
  }
}
