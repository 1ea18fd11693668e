import type { LogEvent } from '../../service/ports';

/**
 * A run of events as three arrays instead of an object and a string for each: what a page of ten thousand is until somebody looks
 * at it. Nothing in it changes; its parts share its bytes.
 *
 * @example
 * packEvents([{ timestampMs: 1795428151250, message: 'Phase: Setup' }]).texts // the bytes of "Phase: Setup", quotes included
 */
export class PackedEvents {
  /** When each was written. */
  readonly timesMs: Float64Array;
  readonly #texts: Uint8Array;
  readonly #ends: Uint32Array;
  readonly #begin: number;

  /**
   * @param texts the messages as JSON has them, in quotes, with one byte between them: a comma
   * @param ends where each message ends in `texts`; the first one begins at `begin`
   */
  constructor(timesMs: Float64Array, texts: Uint8Array, ends: Uint32Array, begin = 0) {
    this.timesMs = timesMs;
    this.#texts = texts;
    this.#ends = ends;
    this.#begin = begin;
  }

  get length(): number {
    return this.timesMs.length;
  }

  /** The time of the first one; undefined where there is none. */
  get firstMs(): number | undefined {
    return this.timesMs[0];
  }

  /** The time of the last one; undefined where there is none. */
  get lastMs(): number | undefined {
    return this.timesMs.at(-1);
  }

  /** The messages as the constructor takes them, to be kept elsewhere: `unpackEvents` reads them. */
  get texts(): Uint8Array {
    return this.#texts.subarray(this.#begin, this.#ends.at(-1) ?? this.#begin);
  }

  /** All of them, as they were written. */
  events(): readonly LogEvent[] {
    return unpackEvents(this.timesMs, this.texts);
  }

  /** Some of them, by their indexes. */
  slice(from: number, until = this.length): PackedEvents {
    const begin = from === 0 ? this.#begin : (this.#ends[from - 1] ?? 0) + 1;
    return new PackedEvents(this.timesMs.subarray(from, until), this.#texts, this.#ends.subarray(from, until), begin);
  }

  /** The index of the first one at or after a time, where they are in the order of time; `length` if there is none. */
  indexAt(timeMs: number): number {
    const index = this.timesMs.findIndex((each) => each >= timeMs);
    return index < 0 ? this.length : index;
  }
}

/** Packs events of any text: JSON keeps half characters, which UTF-8 does not. */
export function packEvents(events: readonly LogEvent[]): PackedEvents {
  const texts = events.map(({ message }) => new TextEncoder().encode(JSON.stringify(message)));
  const bytes = new Uint8Array(texts.reduce((sum, { length }) => sum + length + 1, 0)).fill(COMMA);
  const ends = new Uint32Array(texts.length);
  let begin = 0;
  for (const [index, text] of texts.entries()) {
    bytes.set(text, begin);
    ends[index] = begin + text.length;
    begin += text.length + 1;
  }
  return new PackedEvents(
    Float64Array.from(events, ({ timestampMs }) => timestampMs),
    bytes,
    ends,
  );
}

/** The events again, from `PackedEvents.timesMs` and `.texts`. */
export function unpackEvents(timesMs: Float64Array, texts: Uint8Array): readonly LogEvent[] {
  const messages = JSON.parse(`[${new TextDecoder().decode(texts)}]`) as readonly string[];
  return messages.map((message, index) => ({ timestampMs: timesMs[index] ?? NaN, message }));
}

const COMMA = 0x2c;

/** A page without events, for example. */
export const NO_EVENTS = packEvents([]);
