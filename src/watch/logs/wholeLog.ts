import type { LogReader, LogSpan } from '../../core/logs/pages/logReader';
import { MOST_EMPTY_PAGES, endless } from '../../core/farm/farm';
import type { LogEvent, LogLocation } from '../../core/service/ports';
import { LogCursor } from './logCursor';

/**
 * All events of a log, or of a span of it, page by page from the oldest on, at the pace that reading in bulk may have. Nothing of
 * it is kept. Rejects with a `UserError`, or with the signal's reason.
 */
export async function* wholeLog(
  reader: LogReader,
  location: LogLocation,
  span: LogSpan | undefined,
  signal: AbortSignal,
): AsyncIterable<readonly LogEvent[]> {
  const cursor = new LogCursor({ reader, location, direction: 'newer', ...span });
  let emptyPages = 0;
  while (!cursor.isAtEnd) {
    if (emptyPages >= MOST_EMPTY_PAGES) {
      throw endless();
    }
    await reader.allowance(location).take(signal);
    const { events } = await cursor.next(signal);
    emptyPages = events.length > 0 ? 0 : emptyPages + 1;
    if (events.length > 0) {
      yield events.events();
    }
  }
}
