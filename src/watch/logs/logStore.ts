/** The loaded part of one log, in segments that an editor shows with all its features. */
import type { Clock } from '../../core/async/clock';
import { Emitter } from '../../core/async/event';
import type { LogReader, LogSpan } from '../../core/logs/pages/logReader';
import type { KnownActions, LogOutline, ServiceLogKind } from '../../core/logs/structure/logSection';
import { LogStructure } from '../../core/logs/structure/logStructure';
import { NO_EVENTS, type PackedEvents, packEvents } from '../../core/logs/pages/packedEvents';
import type { LogEvent, LogLocation } from '../../core/service/ports';
import type { OpenSpool } from '../../core/logs/pages/spool';
import { LogCursor } from './logCursor';
import { downloadOlder } from './logDownload';
import { type LogSegment, LogSegments } from './logSegments';
import { LogShelf, type StoredChunk } from './eventBuffer';

/** What a log store needs. */
export interface LogStoreOptions {
  readonly reader: LogReader;
  readonly location: LogLocation;
  readonly kind: ServiceLogKind;
  /** One action's slice, for example; the whole log if missing. */
  readonly span?: LogSpan;
  /** When the log began, e.g. the session's start: tells how much is not loaded, and where to cut it for reading. */
  readonly startedAtMs?: number;
  /** Whether it is still written: its last segment is kept small then, as far as older lines go. */
  readonly isGrowing: boolean;
  readonly clock: Clock;
  readonly openSpool: OpenSpool;
}

/** What is not loaded before the first segment. */
export type LogEdge =
  | { readonly kind: 'beginning' }
  /** `aboutLines` is an estimate, e.g. 980000; undefined where there is nothing to tell it from. */
  | { readonly kind: 'more'; readonly aboutLines: number | undefined };

/** How far a reading is. */
export interface LogProgress {
  readonly lines: number;
  /** What it will be in the end: an estimate that gets better; undefined where there is nothing to tell it from. */
  readonly aboutLines: number | undefined;
}

/** How a log became more. */
export interface LogGrowth {
  readonly side: 'older' | 'newer';
  /** The segments that changed, new ones among them. */
  readonly segmentIds: readonly number[];
}

/** How many events more a wish for older ones brings, and the most calls it may cost. */
const OLDER_EVENTS = 20_000;
const MOST_CALLS = 20;
/** New events join the last chunk up to here, so that a followed log is not a thousand small ones. */
const SMALL_CHUNK = 1_000;

/**
 * The newest events first, older ones on demand, new ones as they are written; beyond a few megabytes on disk. Events stay in the
 * service's order and are neither lost nor doubled. One reading at a time at each end.
 *
 * Its methods reject with a `UserError`, or with the signal's reason once that is aborted; what was loaded stays.
 */
export class LogStore {
  readonly #options: LogStoreOptions;
  readonly #shelf: LogShelf;
  readonly #structure: LogStructure;
  readonly #segments: LogSegments;
  readonly #didChange = new Emitter<LogGrowth>();
  #older: LogCursor | undefined;
  #newer: LogCursor | undefined;
  /** The last piece, while it is small enough to grow. */
  #small: { readonly shelved: StoredChunk; readonly events: PackedEvents } | undefined;
  #exists = false;
  #isComplete = false;
  readonly #work: Record<LogGrowth['side'], Promise<unknown>> = { older: Promise.resolve(), newer: Promise.resolve() };

  constructor(options: LogStoreOptions) {
    this.#options = options;
    this.#shelf = new LogShelf(options.kind, options.clock, options.openSpool);
    this.#structure = new LogStructure(options.kind);
    this.#segments = new LogSegments(options.isGrowing);
  }

  readonly onDidChange = this.#didChange.event;

  /** Oldest first; empty while nothing was read. A segment that did not change is the same object as before. */
  get segments(): readonly LogSegment[] {
    return this.#segments.all;
  }

  get before(): LogEdge {
    const { beginning } = this.#structure;
    const startedAtMs = this.#startedAtMs;
    return this.#isComplete
      ? { kind: 'beginning' }
      : { kind: 'more', aboutLines: this.#estimate(this.lineCount, (beginning?.timeMs ?? NaN) - startedAtMs) };
  }

  /** Whether the stream was there when it was last asked for. */
  get exists(): boolean {
    return this.#exists;
  }

  get firstLine(): number {
    return this.#segments.firstLine;
  }

  get lineCount(): number {
    return this.#segments.endLine - this.#segments.firstLine;
  }

  /** The newest page of the log or the span, in one call unless it is empty. Nothing where that is loaded. */
  loadNewest(signal: AbortSignal): Promise<void> {
    return this.#alone('newer', async () => {
      if (this.#newer) {
        return;
      }
      const older = this.#cursor('older');
      let newer: string | undefined;
      let events = NO_EVENTS;
      for (let calls = 0; calls < MOST_CALLS && events.length === 0 && !older.isAtEnd; calls++) {
        const page = await this.#ask(older, signal);
        newer ??= page.back;
        events = page.events;
      }
      await this.#putNewer(events);
      if (newer !== undefined) {
        this.#older = older;
        this.#newer = this.#cursor('newer', newer);
        this.#isComplete = older.isAtEnd && !older.isGone;
      }
    });
  }

  /** What was written since. Resolves with how many events that was; for a log that was not there yet, its newest page. */
  async loadNewer(signal: AbortSignal): Promise<number> {
    if (!this.#newer) {
      await this.loadNewest(signal);
      return this.segments.reduce((sum, { eventCount }) => sum + eventCount, 0);
    }
    const cursor = this.#newer;
    return this.#alone('newer', async () => {
      let count = 0;
      // A log can be written as fast as it is read: what is left over is for the next time.
      for (let calls = 0; calls < MOST_CALLS && (calls === 0 || !cursor.isAtEnd); calls++) {
        const { events } = await this.#ask(cursor, signal);
        await this.#putNewer(events);
        count += events.length;
      }
      return count;
    });
  }

  /** About 20,000 older events more, and on to `sinceMs` where that is further back: one to three calls usually. */
  loadOlder(signal: AbortSignal, sinceMs = Infinity): Promise<void> {
    return this.#alone('older', async () => {
      const isShort = (): boolean => sinceMs !== Infinity && !((this.#structure.beginning?.timeMs ?? 0) < sinceMs);
      let count = 0;
      for (let calls = 0; calls < MOST_CALLS && !this.#isComplete && (count < OLDER_EVENTS || isShort()); calls++) {
        const cursor = this.#older;
        if (!cursor) {
          return;
        }
        const { events } = await this.#ask(cursor, signal);
        this.#addOlder(await this.#shelf.put(events));
        count += events.length;
        this.#isComplete = cursor.isAtEnd && !cursor.isGone;
        if (cursor.isAtEnd) {
          return;
        }
      }
    });
  }

  /** Everything, as fast as the allowance lets. When aborted, what connects to the loaded part is kept. */
  async loadAll(signal: AbortSignal, onProgress?: (progress: LogProgress) => void): Promise<void> {
    await this.loadNewest(signal);
    await this.#alone('older', async () => {
      const token = this.#older?.token;
      const { beginning } = this.#structure;
      if (this.#isComplete || token === undefined || !beginning) {
        return;
      }
      const { reader, location, span = {}, clock } = this.#options;
      const startedAtMs = this.#startedAtMs;
      const loaded = this.lineCount;
      // Shown all at once: a document that grows page by page is handed to the editor whole each time.
      let found: readonly StoredChunk[] = [];
      try {
        await downloadOlder(
          {
            reader,
            location,
            span,
            clock,
            shelf: this.#shelf,
            edge: { token, firstMs: beginning.timeMs, equal: beginning.equal },
            startedAtMs: Number.isNaN(startedAtMs) ? undefined : startedAtMs,
            onProgress: (read, missingMs) => {
              const more = this.#estimate(loaded + read, missingMs ?? NaN);
              onProgress?.({ lines: loaded + read, aboutLines: more === undefined ? undefined : loaded + read + more });
            },
          },
          (pieces, older) => {
            this.#older = this.#cursor('older', older);
            this.#isComplete = older === undefined;
            found = [...pieces, ...found];
          },
          signal,
        );
      } finally {
        this.#addOlder(found);
      }
    });
  }

  /** All that is loaded now, from the oldest on, a chunk at a time: for saving, after `loadAll`. */
  async *events(): AsyncIterable<readonly LogEvent[]> {
    for (const { chunks } of this.segments) {
      for (const chunk of chunks) {
        yield await chunk.events();
      }
    }
  }

  /** The loaded part's structure; computed when first asked for after a change. */
  outline(known: KnownActions | undefined): LogOutline {
    return this.#structure.outline(known);
  }

  /** The first line of the first event at or after a time; undefined where none is loaded. */
  lineAtTime(timeMs: number): number | undefined {
    return this.#structure.lineAtTime(timeMs);
  }

  /** When the event of a line was written; undefined for lines that are not loaded. */
  timeOfLine(line: number): number | undefined {
    return this.#structure.timeOfLine(line);
  }

  /** Gives memory and disk back. A reading under way must be aborted first. */
  dispose(): void {
    this.#didChange.dispose();
    this.#shelf.dispose();
  }

  get #startedAtMs(): number {
    return this.#options.span?.fromMs ?? this.#options.startedAtMs ?? NaN;
  }

  /** How many lines there are in a time that is missing, if they come as they do in the rest; undefined where that is unknown. */
  #estimate(lines: number, missingMs: number): number | undefined {
    const readMs = (this.#structure.lastTimeMs ?? NaN) - this.#startedAtMs - missingMs;
    const more = Math.round((lines * Math.max(0, missingMs)) / readMs);
    return Number.isFinite(more) && readMs > 0 ? more : undefined;
  }

  #cursor(direction: 'older' | 'newer', token?: string): LogCursor {
    const { reader, location, span } = this.#options;
    return new LogCursor({ reader, location, direction, token, ...span });
  }

  /** A call that a person waits for: it does not wait for the allowance, others wait for it. */
  async #ask(cursor: LogCursor, signal: AbortSignal): ReturnType<LogCursor['next']> {
    this.#options.reader.allowance(this.#options.location).spend();
    const page = await cursor.next(signal);
    this.#exists = !cursor.isGone;
    return page;
  }

  async #putNewer(events: PackedEvents): Promise<void> {
    if (events.length === 0) {
      return;
    }
    const small = this.#segments.hasRoom ? this.#small : undefined;
    const all = small ? packEvents([...small.events.events(), ...events.events()]) : events;
    const pieces = await this.#shelf.put(all);
    const ids = new Set<number>();
    for (const [index, piece] of pieces.entries()) {
      const replaced = index === 0 ? small?.shelved : undefined;
      ids.add(this.#segments.addNewer(piece, replaced));
      this.#structure.replaceLast(replaced ? 1 : 0, piece.part);
      if (replaced) {
        this.#shelf.drop(replaced);
      }
    }
    const last = pieces.at(-1);
    const count = last?.part.eventCount ?? 0;
    this.#small = last && count < SMALL_CHUNK ? { shelved: last, events: all.slice(all.length - count) } : undefined;
    this.#didChange.fire({ side: 'newer', segmentIds: [...ids] });
  }

  /** Pieces in their order. */
  #addOlder(pieces: readonly StoredChunk[]): void {
    if (pieces.length > 0) {
      const ids = new Set(pieces.toReversed().map((piece) => this.#segments.addOlder(piece)));
      this.#structure.prependParts(pieces.map(({ part }) => part));
      this.#didChange.fire({ side: 'older', segmentIds: [...ids] });
    }
  }

  #alone<T>(side: LogGrowth['side'], work: () => Promise<T>): Promise<T> {
    const result = this.#work[side].then(work, work);
    this.#work[side] = result.catch(() => undefined);
    return result;
  }
}
