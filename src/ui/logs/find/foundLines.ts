import { linesOf } from '../../../core/logs/lines/logLines';
import type { TextPattern } from '../../../core/logs/lines/textPattern';
import type { LogEvent } from '../../../core/service/ports';
import type { LogStore } from '../../../watch/logs/logStore';
import type { OpenLog } from '../openLog';

/** What is searched: an open log. */
export interface SearchedLog extends Pick<OpenLog, 'kind' | 'location' | 'span'> {
  readonly store: Pick<LogStore, 'segments' | 'before'> | undefined;
}

/** A line of a log in which a text was found. */
export interface FoundLine {
  /** When its event was written: epoch milliseconds. */
  readonly timestampMs: number;
  readonly text: string;
  /** The log's line; undefined where it is not loaded. */
  readonly line: number | undefined;
}

/** More hits than these are not read by anybody; a longer text finds fewer. */
export const MOST_FOUND = 1000;

/** The loaded lines in which a pattern is found, the oldest first: at most `MOST_FOUND`. */
export async function findLoaded(
  log: SearchedLog,
  pattern: TextPattern,
  signal: AbortSignal,
): Promise<readonly FoundLine[]> {
  const found: FoundLine[] = [];
  for (const chunk of log.store?.segments.flatMap(({ chunks }) => chunks) ?? []) {
    const events = await chunk.events();
    signal.throwIfAborted();
    let line = chunk.firstLine;
    for (const { timestampMs, message } of events) {
      for (const text of linesOf(message, log.kind)) {
        if (pattern(text)) {
          found.push({ timestampMs, text, line });
        }
        line += 1;
      }
      if (found.length >= MOST_FOUND) {
        return found;
      }
    }
  }
  return found;
}

/** The lines of an event in which a pattern is found. */
export function linesFound(
  { timestampMs, message }: LogEvent,
  log: Pick<SearchedLog, 'kind'>,
  pattern: TextPattern,
): readonly FoundLine[] {
  return linesOf(message, log.kind)
    .filter((text) => pattern(text))
    .map((text) => ({ timestampMs, text, line: undefined }));
}
