import { NO_EVENTS, type PackedEvents, packEvents } from '../../core/logs/pages/packedEvents';
import type { LogCursor } from './logCursor';
import type { StoredChunk } from './eventBuffer';

/** A chain of tokens: pages that follow each other one way, on from where its cursor began. */
export class LogChain {
  readonly cursor: LogCursor;
  /** What it brought, in the order of time, whichever way that came. */
  readonly pieces: StoredChunk[] = [];
  isBusy = false;
  /** The time it has come to: all events on its own side of that were handed out. */
  atMs: number | undefined;
  /** Of the way to older events: how many of exactly that time were handed out or loaded before. */
  equal: number;
  /** The time of the first loaded event, where the chain reads on from the loaded part. */
  readonly #loadedMs: number | undefined;

  constructor(cursor: LogCursor, atMs?: number, equal = 0) {
    this.cursor = cursor;
    this.atMs = atMs;
    this.equal = equal;
    this.#loadedMs = equal > 0 ? atMs : undefined;
  }

  /**
   * Whether events of the moment at which the loaded part begins may be missing. Only the token tells which of them are loaded: more of
   * that moment can be written meanwhile.
   */
  get isAtLoaded(): boolean {
    return this.#loadedMs !== undefined && this.atMs === this.#loadedMs;
  }

  /** Whether a page is in the order of time, and goes on where the ones before it ended. */
  isFollowedBy({ timesMs, firstMs = NaN, lastMs = NaN }: PackedEvents): boolean {
    const { atMs = NaN } = this;
    const isApart = this.cursor.direction === 'newer' ? firstMs < atMs : lastMs > atMs;
    return !isApart && timesMs.every((timeMs, index) => index === 0 || timeMs >= (timesMs[index - 1] ?? NaN));
  }
}

/** What is between two chains that read towards each other, in a log that is in the order of its times. */
export class LogGap {
  /** From the older side on. */
  readonly newer: LogChain;
  /** From the newer side back. */
  readonly older: LogChain;
  /** The last events of the chain from the older side: the other one may bring those of their moment too. */
  #held: PackedEvents;
  #isClosed = false;

  constructor(newer: LogChain, older: LogChain, held = NO_EVENTS) {
    this.newer = newer;
    this.older = older;
    this.#held = held;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** How long the time between the chains is; undefined where the start of the log is unknown. */
  lengthMs(startedAtMs: number | undefined): number | undefined {
    const fromMs = this.newer.atMs ?? startedAtMs;
    return fromMs === undefined || this.older.atMs === undefined ? undefined : Math.max(0, this.older.atMs - fromMs);
  }

  /** Two gaps of one, where a chain was begun in the middle either way. */
  cut(older: LogChain, newer: LogChain): readonly [LogGap, LogGap] {
    return [new LogGap(this.newer, older, this.#held), new LogGap(newer, this.older)];
  }

  /** What of a chain's page is new, in runs that follow each other. Closes when the chains have met, or one is at its end. */
  take(chain: LogChain, page: PackedEvents): readonly PackedEvents[] {
    return chain === this.newer ? this.#takeNewer(page) : [this.#takeOlder(page)];
  }

  #takeNewer(page: PackedEvents): readonly PackedEvents[] {
    const { newer, older } = this;
    const held = this.#held;
    if (newer.cursor.isAtEnd && older.isAtLoaded) {
      return [];
    }
    const lastMs = page.lastMs ?? newer.atMs ?? -Infinity;
    const untilMs = older.atMs ?? Infinity;
    if (lastMs > untilMs || newer.cursor.isAtEnd) {
      this.#isClosed = true;
      const before = (timeMs: number): number => held.indexAt(timeMs) + page.indexAt(timeMs);
      const end = before(untilMs + 1);
      // The other chain came to some of those of the last moment: they are the last ones.
      const kept = end - Math.min(end - before(untilMs), older.equal);
      return [held.slice(0, kept), page.slice(0, Math.max(0, kept - held.length))];
    }
    if (page.length === 0) {
      return [];
    }
    const isSameMoment = newer.atMs === lastMs;
    const at = page.indexAt(lastMs);
    newer.atMs = lastMs;
    this.#held = copied(isSameMoment ? held : NO_EVENTS, page.slice(at));
    return isSameMoment ? [page.slice(0, at)] : [held, page.slice(0, at)];
  }

  #takeOlder(page: PackedEvents): PackedEvents {
    const { newer, older } = this;
    const { firstMs } = page;
    if (firstMs !== undefined && newer.atMs !== undefined && firstMs < newer.atMs) {
      this.#isClosed = true;
      return page.slice(page.indexAt(newer.atMs));
    }
    this.#isClosed = older.cursor.isAtEnd;
    if (firstMs !== undefined) {
      const equal = page.indexAt(firstMs + 1);
      older.equal = equal === page.length && firstMs === older.atMs ? older.equal + equal : equal;
      older.atMs = firstMs;
    }
    return page;
  }
}

/** One run of two, with bytes of its own, so that a few events do not keep their page. */
function copied(one: PackedEvents, other: PackedEvents): PackedEvents {
  return packEvents([...one.events(), ...other.events()]);
}
