import { type Clock, delay } from '../../core/async/clock';
import { type LogPart, scanEvents } from '../../core/logs/structure/logPart';
import { type PackedEvents, unpackEvents } from '../../core/logs/pages/packedEvents';
import type { ServiceLogKind } from '../../core/logs/structure/logSection';
import type { LogEvent } from '../../core/service/ports';
import type { OpenSpool, Spool } from '../../core/logs/pages/spool';

/** Events that were put away together, and what they hold. */
export interface StoredChunk {
  /** Another content has another id. */
  readonly id: number;
  readonly part: LogPart;
  /** @throws {Error} where the disk cannot be read */
  events(): Promise<readonly LogEvent[]>;
}

/** How much text stays in memory; what was put away first goes to disk first. */
const MOST_BYTES = 2 ** 20;
/** What was read is put away whole: half a page would be a hole in the log. */
const NEVER = new AbortController().signal;
/** Events that are looked through in one go: a millisecond or two, and no text of them is large. */
const PIECE = 1_000;

/**
 * Keeps a log's events: the last ones in memory, the others in a spool. Where there is no room for one they stay in memory:
 * a log that was read is not lost because a disk is full.
 */
export class LogShelf {
  readonly #kind: ServiceLogKind;
  readonly #clock: Clock;
  readonly #openSpool: OpenSpool;
  readonly #inMemory: Held[] = [];
  #spool: Promise<Spool> | undefined;
  #bytes = 0;
  #nextId = 1;
  #isSpoolable = true;
  #spooling: Promise<void> = Promise.resolve();

  constructor(kind: ServiceLogKind, clock: Clock, openSpool: OpenSpool) {
    this.#kind = kind;
    this.#clock = clock;
    this.#openSpool = openSpool;
  }

  /** Puts events away, in pieces small enough not to hold up what else goes on, in their order. Never rejects. */
  async put(events: PackedEvents): Promise<readonly StoredChunk[]> {
    const pieces: StoredChunk[] = [];
    for (let from = 0; from < events.length; from += PIECE) {
      if (from > 0) {
        await delay(this.#clock, 0, NEVER);
      }
      pieces.push(await this.#putPiece(events.slice(from, from + PIECE)));
    }
    return pieces;
  }

  /** Forgets what was put away: it was put away anew, as part of something larger. */
  drop(shelved: StoredChunk): void {
    const index = this.#inMemory.findIndex((held) => held === shelved);
    const [held] = index < 0 ? [] : this.#inMemory.splice(index, 1);
    this.#bytes -= held?.bytes ?? 0;
  }

  dispose(): void {
    this.#isSpoolable = false;
    this.#inMemory.length = 0;
    this.#spool?.then(
      (spool) => {
        spool.dispose();
      },
      () => undefined,
    );
  }

  async #putPiece(events: PackedEvents): Promise<StoredChunk> {
    const held = new Held(this.#nextId++, scanEvents(events.events(), this.#kind), events.texts);
    this.#inMemory.push(held);
    this.#bytes += held.bytes;
    this.#spooling = this.#spooling.then(() => this.#makeRoom());
    await this.#spooling;
    return held;
  }

  async #makeRoom(): Promise<void> {
    while (this.#isSpoolable && this.#bytes > MOST_BYTES) {
      const [oldest] = this.#inMemory;
      if (!oldest || this.#inMemory.length === 1) {
        return;
      }
      try {
        this.#spool ??= this.#openSpool();
        await oldest.moveTo(await this.#spool);
        this.drop(oldest);
      } catch {
        this.#isSpoolable = false;
      }
    }
  }
}

/** The texts of events, in memory or in a spool; their times are in the part. */
class Held implements StoredChunk {
  readonly id: number;
  readonly part: LogPart;
  readonly bytes: number;
  #texts: () => Uint8Array | Promise<Uint8Array>;

  constructor(id: number, part: LogPart, texts: Uint8Array) {
    this.id = id;
    this.part = part;
    this.bytes = texts.length;
    this.#texts = () => texts;
  }

  async moveTo(spool: Spool): Promise<void> {
    const offset = await spool.append(await this.#texts());
    this.#texts = () => spool.read(offset, this.bytes);
  }

  async events(): Promise<readonly LogEvent[]> {
    return unpackEvents(this.part.timesMs, await this.#texts());
  }
}
