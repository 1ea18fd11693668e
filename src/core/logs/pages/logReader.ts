/** What reading logs takes: one request at a time, spans of time, a pace, a search. */
import type { LogEvent, LogLocation } from '../../service/ports';
import type { TokenBucket } from '../../async/tokenBucket';
import type { PackedEvents } from './packedEvents';

/** A part of a log by its times. Either end may be open. */
export interface LogSpan {
  /** Inclusive. */
  readonly fromMs?: number;
  /** Exclusive, as the service has it. */
  readonly untilMs?: number;
}

/** One request for a page of a log. */
export interface LogRequest extends LogSpan {
  /** `newer` begins at the span's begin, `older` at its end; or both where `token` says. */
  readonly direction: 'older' | 'newer';
  /** From an earlier answer, for the same direction and span. */
  readonly token?: string;
}

/** What one request brought. */
export interface LogAnswer {
  /** In the service's order, which is that of their times; possibly none although there are more beyond. */
  readonly events: PackedEvents;
  /** Leads to the page before this one. */
  readonly older: string;
  /** Leads to the page after this one; at the end of a log it stays valid and yields what is written later. */
  readonly newer: string;
  /** Whether the direction has nothing more: the token that came back is the one that was sent. */
  readonly isEnd: boolean;
}

/** A search in a log beyond what is loaded. */
export interface LogQuery extends LogSpan {
  /** Must occur in the event as it is written here, capitals included. */
  readonly text: string;
}

/** Reads logs request by request. Every method rejects with a `UserError`, or with the signal's reason once that is aborted. */
export interface LogReader {
  /** Exactly one GetLogEvents call; `undefined` where the stream does not exist (yet, or any more). */
  read(log: LogLocation, request: LogRequest, signal: AbortSignal): Promise<LogAnswer | undefined>;
  /**
   * The log's events that match, page by page in the order of time (FilterLogEvents).
   * @throws {UserError} `accessDenied` where the caller may read but not search: then read all pages instead
   */
  search(log: LogLocation, query: LogQuery, signal: AbortSignal): AsyncIterable<readonly LogEvent[]>;
  /** What bulk reading may ask in a second: half of what the account may in the log's Region, shared by all who read there. */
  allowance(log: LogLocation): TokenBucket;
}
