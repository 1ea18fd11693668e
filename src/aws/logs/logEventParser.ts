/** Reads a page of events as bytes, past the SDK: its objects and strings are three times the page, and hold all else up. */
import type { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

import { PackedEvents } from '../../core/logs/pages/packedEvents';

/**
 * Takes the events out of a command's answer before the SDK sees it. What is not such a page it is handed untouched.
 *
 * @param collect the client's way to read a body to its end
 * @returns the events as they came, once the answer is there; undefined where the SDK was left to read them
 */
export function takeEvents(
  command: GetLogEventsCommand,
  collect: (stream: never) => Promise<Uint8Array>,
): () => PackedEvents | undefined {
  let events: PackedEvents | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { readonly statusCode: number; body: unknown };
      if (response.statusCode === 200) {
        const { body } = response;
        const bytes = body instanceof Uint8Array ? body : await collect(body as never);
        const page = readPage(bytes);
        events = page?.events;
        response.body = page?.rest ?? bytes;
      }
      return result;
    },
    { name: 'takeEvents', step: 'deserialize', priority: 'low' },
  );
  return () => events;
}

/**
 * Splits a page as the service writes it: `{"events":[{"timestamp":1795428151250,"message":"…","ingestionTime":…},…],…}`, in any
 * order and with any other members that are numbers or texts. Undefined for what is not plainly that, valid or not, and for a page
 * without events.
 *
 * @param bytes used up where it is such a page: the texts are moved together in it
 * @returns the events, and the page without them, of which nothing was checked
 */
export function readPage(bytes: Uint8Array): { readonly events: PackedEvents; readonly rest: Uint8Array } | undefined {
  const list = new PageReader(bytes).read();
  if (!list) {
    return undefined;
  }
  const { from, until, times, texts } = list;
  const rest = new Uint8Array(from + bytes.length - until);
  rest.set(bytes.subarray(0, from));
  rest.set(bytes.subarray(until), from);
  const ends = moveTogether(bytes, texts);
  return { events: new PackedEvents(Float64Array.from(times), bytes.subarray(0, ends.at(-1)), ends), rest };
}

/** Moves texts to the begin, a comma after each. Returns where they end there. */
function moveTogether(bytes: Uint8Array, texts: EventList['texts']): Uint32Array {
  const ends = new Uint32Array(texts.length / 2);
  let end = 0;
  for (let index = 0; index < ends.length; index++) {
    const [from = 0, until = 0] = [texts[2 * index], texts[2 * index + 1]];
    bytes.copyWithin(end, from, until);
    end += until - from;
    ends[index] = end;
    bytes[end++] = COMMA;
  }
  return ends;
}

/** Where the events of a page stand in it. */
interface EventList {
  readonly from: number;
  readonly until: number;
  readonly times: readonly number[];
  /** The begin and the end of each one's text, quotes included. */
  readonly texts: readonly number[];
}

/** Goes through a page once, byte by byte. Whatever gives up says so by `undefined` or `false`. */
class PageReader {
  readonly #bytes: Uint8Array;
  /** The next byte. */
  #at = 0;
  /** Where the last value stands that was read, and whether it is a text without escapes. */
  #from = 0;
  #until = 0;
  #isPlain = false;
  readonly #times: number[] = [];
  readonly #texts: number[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(): EventList | undefined {
    if (!this.#take(OPEN_OBJECT)) {
      return undefined;
    }
    for (let name = this.#name(); name !== EVENTS; name = this.#name()) {
      if (name === undefined || !this.#value() || !this.#take(COMMA)) {
        return undefined;
      }
    }
    if (!this.#take(OPEN_LIST)) {
      return undefined;
    }
    const from = this.#at;
    do {
      if (!this.#event()) {
        return undefined;
      }
    } while (this.#take(COMMA));
    const until = this.#at;
    return this.#take(CLOSE_LIST) ? { from, until, times: this.#times, texts: this.#texts } : undefined;
  }

  /** Goes past an event, and keeps its time and where its text stands. */
  #event(): boolean {
    const count = this.#times.length + 1;
    if (!this.#take(OPEN_OBJECT)) {
      return false;
    }
    do {
      const name = this.#name();
      if (name === undefined || !this.#value()) {
        return false;
      }
      const timeMs = name === TIMESTAMP ? this.#integer() : NaN;
      if (Number.isSafeInteger(timeMs)) {
        this.#times.push(timeMs);
      } else if (name === MESSAGE && this.#bytes[this.#from] === QUOTE) {
        this.#texts.push(this.#from, this.#until);
      }
    } while (this.#take(COMMA));
    return this.#take(CLOSE_OBJECT) && this.#times.length === count && this.#texts.length === 2 * count;
  }

  /** Goes past a member's name and the colon after it: one of those that matter, or another one. */
  #name(): Uint8Array | undefined {
    if (!this.#value() || !this.#isPlain || !this.#take(COLON)) {
      return undefined;
    }
    return NAMES.find((name) => this.#is(name)) ?? OTHER;
  }

  /** Whether these bytes are the last value. */
  #is(value: Uint8Array): boolean {
    const from = this.#from;
    let same = this.#until - from === value.length ? 0 : NaN;
    while (same < value.length && this.#bytes[from + same] === value[same]) {
      same++;
    }
    return same === value.length;
  }

  /** The last value as a number; NaN for what is not of digits alone. */
  #integer(): number {
    let value = 0;
    for (let at = this.#from; at < this.#until; at++) {
      const byte = this.#bytes[at] ?? 0;
      value = isDigit(byte) ? value * 10 + (byte & 0xf) : NaN;
    }
    return value;
  }

  /** Goes past a text, a number or a word. */
  #value(): boolean {
    this.#skipSpace();
    this.#from = this.#at;
    this.#isPlain = false;
    const isThere = this.#bytes[this.#at] === QUOTE ? this.#skipText() : this.#skipWord();
    this.#until = this.#at;
    return isThere;
  }

  #skipText(): boolean {
    const bytes = this.#bytes;
    let at = this.#at + 1;
    let isPlain = true;
    for (let byte = bytes[at++]; byte !== QUOTE; byte = bytes[at++]) {
      if (byte === undefined || byte < SPACE) {
        return false;
      }
      if (byte === BACKSLASH) {
        const length = this.#escapeAt(at);
        if (length === 0) {
          return false;
        }
        at += length;
        isPlain = false;
      }
    }
    this.#at = at;
    this.#isPlain = isPlain;
    return true;
  }

  /** How long an escape is after its backslash; 0 where it is none. */
  #escapeAt(at: number): number {
    const byte = this.#bytes[at];
    if (byte !== LETTER_U) {
      return ESCAPES.includes(byte ?? 0) ? 1 : 0;
    }
    let digits = 0;
    while (digits < 4 && isHexDigit(this.#bytes[at + digits + 1] ?? 0)) {
      digits++;
    }
    return digits === 4 ? 5 : 0;
  }

  #skipWord(): boolean {
    const from = this.#at;
    while (isOfWord(this.#bytes[this.#at] ?? 0)) {
      this.#at++;
    }
    return this.#at > from;
  }

  #take(byte: number): boolean {
    this.#skipSpace();
    const isThere = this.#bytes[this.#at] === byte;
    this.#at += isThere ? 1 : 0;
    return isThere;
  }

  #skipSpace(): void {
    for (let byte = this.#bytes[this.#at]; byte === SPACE || byte === 9 || byte === 10 || byte === 13;) {
      byte = this.#bytes[++this.#at];
    }
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

/** Of numbers, `true`, `false` and `null`. */
function isOfWord(byte: number): boolean {
  return (
    isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) || byte === 0x2b || byte === 0x2d || byte === 0x2e
  );
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LETTER_U = 0x75;
const EVENTS = toBytes('"events"');
const TIMESTAMP = toBytes('"timestamp"');
const MESSAGE = toBytes('"message"');
const OTHER = toBytes('');
const NAMES = [EVENTS, TIMESTAMP, MESSAGE];
const ESCAPES = toBytes('"\\/bfnrt');

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
