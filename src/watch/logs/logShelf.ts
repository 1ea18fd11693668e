import { type Clock, delay } from '../../core/clock';
import { type LogPart, scanEvents } from '../../core/logs/logPart';
import type { LogKind } from '../../core/logs/logSection';
import type { LogEvent } from '../../core/ports';
import type { OpenSpool, Spool } from '../../core/logs/spool';

/** Events that were put away together, and what they hold. */
export interface Shelved {
  /** Another content has another id. */
  readonly id: number;
  readonly part: LogPart;
  readonly fromMs: number;
  readonly toMs: number;
  events(): Promise<readonly LogEvent[]>;
}

/** How much text stays in memory; what was put away first goes to disk first. */
const MOST_CHARACTERS = 2 * 2 ** 20;
/** What was read is put away whole: half a page would be a hole in the log. */
const NEVER = new AbortController().signal;
/** Events that are looked through in one go: a few milliseconds. */
const PIECE = 2_500;

/**
 * Keeps a log's events: the last ones in memory, the others in a spool. Where there is no room for one they stay in memory:
 * a log that was read is not lost because a disk is full.
 */
export class LogShelf {
  readonly #kind: LogKind;
  readonly #clock: Clock;
  readonly #openSpool: OpenSpool;
  readonly #inMemory: Held[] = [];
  #spool: Promise<Spool> | undefined;
  #characters = 0;
  #bytes = new Uint8Array();
  #nextId = 1;
  #isSpoolable = true;
  #spooling: Promise<void> = Promise.resolve();

  constructor(kind: LogKind, clock: Clock, openSpool: OpenSpool) {
    this.#kind = kind;
    this.#clock = clock;
    this.#openSpool = openSpool;
  }

  /** Puts events away, in pieces small enough not to hold up what else goes on, in their order. Never rejects. */
  async put(events: readonly LogEvent[]): Promise<readonly Shelved[]> {
    const pieces: Shelved[] = [];
    for (let from = 0; from < events.length; from += PIECE) {
      if (from > 0) {
        await delay(this.#clock, 0, NEVER);
      }
      pieces.push(await this.#putPiece(events.slice(from, from + PIECE)));
    }
    return pieces;
  }

  async #putPiece(events: readonly LogEvent[]): Promise<Shelved> {
    const part = scanEvents(events, this.#kind);
    const held = new Held(this.#nextId++, part, events, this.#read);
    this.#inMemory.push(held);
    this.#characters += part.characters;
    this.#spooling = this.#spooling.then(() => this.#makeRoom());
    await this.#spooling;
    return held;
  }

  /** Forgets what was put away: it was put away anew, as part of something larger. */
  drop(shelved: Shelved): void {
    const index = this.#inMemory.findIndex((held) => held === shelved);
    if (index >= 0) {
      this.#inMemory.splice(index, 1);
      this.#characters -= shelved.part.characters;
    }
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

  async #makeRoom(): Promise<void> {
    while (this.#isSpoolable && this.#characters > MOST_CHARACTERS) {
      const [oldest] = this.#inMemory;
      if (!oldest || this.#inMemory.length === 1) {
        return;
      }
      try {
        this.#spool ??= this.#openSpool();
        const bytes = this.#encode(oldest.inMemory);
        oldest.moved(await (await this.#spool).append(bytes), bytes.length);
        this.drop(oldest);
      } catch {
        this.#isSpoolable = false;
      }
    }
  }

  /** JSON, because it keeps half characters, which UTF-8 does not. Into one array again and again: pages of bytes are slow to be freed. */
  #encode(events: readonly LogEvent[]): Uint8Array {
    const text = JSON.stringify([events.map(({ timestampMs }) => timestampMs), events.map(({ message }) => message)]);
    if (this.#bytes.length < text.length * 3) {
      this.#bytes = new Uint8Array(text.length * 3);
    }
    return this.#bytes.subarray(0, new TextEncoder().encodeInto(text, this.#bytes).written);
  }

  readonly #read = async (offset: number, length: number): Promise<readonly LogEvent[]> => {
    const spool = await this.#spool;
    return spool ? decode(await spool.read(offset, length)) : [];
  };
}

class Held implements Shelved {
  readonly id: number;
  readonly part: LogPart;
  readonly fromMs: number;
  readonly toMs: number;
  readonly #read: (offset: number, length: number) => Promise<readonly LogEvent[]>;
  #place: readonly LogEvent[] | { readonly offset: number; readonly length: number };

  constructor(
    id: number,
    part: LogPart,
    events: readonly LogEvent[],
    read: (offset: number, length: number) => Promise<readonly LogEvent[]>,
  ) {
    this.id = id;
    this.part = part;
    this.fromMs = events[0]?.timestampMs ?? NaN;
    this.toMs = events.at(-1)?.timestampMs ?? NaN;
    this.#place = events;
    this.#read = read;
  }

  get inMemory(): readonly LogEvent[] {
    return 'offset' in this.#place ? [] : this.#place;
  }

  moved(offset: number, length: number): void {
    this.#place = { offset, length };
  }

  async events(): Promise<readonly LogEvent[]> {
    return 'offset' in this.#place ? this.#read(this.#place.offset, this.#place.length) : this.#place;
  }
}

function decode(bytes: Uint8Array): readonly LogEvent[] {
  const [times, messages] = JSON.parse(new TextDecoder().decode(bytes)) as [number[], string[]];
  return messages.map((message, index) => ({ timestampMs: times[index] ?? NaN, message }));
}
