/** The loaded part of one log, in segments that an editor shows with all its features. */
import type { Event } from '../core/event';
import type { KnownActions, LogKind, LogOutline } from '../core/logSection';
import type { LogReader, LogSpan } from '../core/logReader';
import type { LogEvent, LogLocation } from '../core/ports';
import type { OpenSpool } from '../core/spool';
import type { Clock } from '../core/clock';

/** What a log store needs. */
export interface LogStoreOptions {
  readonly reader: LogReader;
  readonly location: LogLocation;
  readonly kind: LogKind;
  /** One action's slice, for example; the whole log if missing. */
  readonly span?: LogSpan;
  /** When the log began, e.g. the session's start: only to tell how much is not loaded. */
  readonly startedAtMs?: number;
  readonly clock: Clock;
  readonly openSpool: OpenSpool;
}

/** Events that were read together; kept in memory or on disk. */
export interface LogChunk {
  /** Another content has another id: text made of a chunk can be kept by it. */
  readonly id: number;
  readonly firstLine: number;
  readonly lineCount: number;
  readonly eventCount: number;
  readonly fromMs: number;
  readonly toMs: number;
  events(): Promise<readonly LogEvent[]>;
}

/** One document's worth: at most 250,000 lines and 16 Mi characters with a time before each. */
export interface LogSegment {
  /** 0 is where the newest lines were first; older ones are negative, newer ones positive. Stays the same while others come. */
  readonly id: number;
  readonly chunks: readonly LogChunk[];
  readonly firstLine: number;
  readonly lineCount: number;
  readonly eventCount: number;
}

/** What is not loaded before the first segment. */
export type LogEdge =
  | { readonly kind: 'beginning' }
  /** `aboutLines` is an estimate, e.g. 980000; undefined where there is nothing to tell it from. */
  | { readonly kind: 'more'; readonly aboutLines: number | undefined };

/** How far a reading is. */
export interface LogProgress {
  readonly lines: number;
  /** An estimate that gets better. */
  readonly aboutLines: number | undefined;
}

export interface LogStore {
  /** Oldest first; empty while nothing was read. */
  readonly segments: readonly LogSegment[];
  readonly before: LogEdge;
  /** Whether the stream was there when it was last asked for. */
  readonly exists: boolean;
  readonly firstLine: number;
  readonly lineCount: number;
  /** `older` and `newer` say which side grew; segments whose content changed are named. */
  readonly onDidChange: Event<{ readonly side: 'older' | 'newer'; readonly segmentIds: readonly number[] }>;

  /** One call: the newest page (of the span). */
  loadNewest(signal: AbortSignal): Promise<void>;
  /** What was written since. Resolves with how many events that was. */
  loadNewer(signal: AbortSignal): Promise<number>;
  /** About 20,000 older events more, and on to `sinceMs` where that is further back. */
  loadOlder(signal: AbortSignal, sinceMs?: number): Promise<void>;
  /** Everything, as fast as the allowance lets. When aborted, what connects to the loaded part is kept. */
  loadAll(signal: AbortSignal, onProgress?: (progress: LogProgress) => void): Promise<void>;

  /** The loaded part's structure; computed when first asked for after a change. */
  outline(known: KnownActions | undefined): LogOutline;
  /** The line of the first event at or after a time, for “go to time” and for scrolling two logs together. */
  lineAtTime(timeMs: number): number | undefined;
  /** When the event of a line was written. */
  timeOfLine(line: number): number | undefined;
  /** Ends what is under way and gives memory and disk back. */
  dispose(): void;
}
