import { BYTE_KINDS } from './idBytes';
import type { FarmId, JobId, QueueId, SessionId } from '../ids';

/** A session that a file names. */
export interface TalliedSession {
  readonly sessionId: SessionId;
  /** How often the file names it or one of its actions. */
  readonly count: number;
  /** The first line that does, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /**
   * Its farm, queue and job, each missing where the file says none or more than one: what stands on a line with it and no other
   * session; else what stands so with its job or its queue; else the only farm that the file names.
   */
  readonly parents: { readonly farmId?: FarmId; readonly queueId?: QueueId; readonly jobId?: JobId };
}

/** What is kept of a file's ids: sessions, and what they belong to, the nearest first. */
const KINDS = ['session', 'job', 'queue', 'farm'] as const;
const [SESSION, FARM] = [0, 3];
/** Which of `KINDS` each of `BYTE_KINDS` counts as, or -1. */
const COUNTS_AS = BYTE_KINDS.map((kind) =>
  KINDS.findIndex((kept) => kept === (kind === 'sessionaction' ? 'session' : kind)),
);

/** Ids are numbered from 1. Instead of a number: there is none, or more than one. */
const [NONE, SEVERAL] = [0, -1];
const DIGITS = 32;
const WORD = 4;
/** Digits are kept and compared eight at a time, as floating-point numbers: no two texts of digits are the same number. */
const NUMBER = 8;
const NUMBERS = DIGITS / NUMBER;
const ASCII = new TextDecoder('latin1');
/** An id is looked for in so many places of the table: a file made so that all want the same one cannot make it slow. */
const MOST_PLACES = 64;

/**
 * Tallies the sessions among the ids of a file: give its `take` to `IdBytes`. It needs the same memory however many there are;
 * `isFull` once some had to be left out.
 */
export class SessionTally {
  readonly #mostIds: number;
  #ids = 0;
  /** Numbers of ids, each in the place that its digits tell or in one of the next. */
  readonly #places: Int32Array;
  /** What is known of each id, by its number. */
  readonly #digits: Float64Array;
  readonly #kinds: Int8Array;
  readonly #counts: Uint32Array;
  readonly #firstLines: Uint32Array;
  readonly #lastLines: Uint32Array;
  readonly #parents: Int32Array;
  /** The line that is being read, and the number of the id of each kind that it names. */
  #line = 0;
  readonly #onLine = new Int32Array(KINDS.length);
  /** The same of the last line of which something was learned: most lines say no more than that one. */
  readonly #told = new Int32Array(KINDS.length);
  /** Of each kind, the one that was met last: mostly it comes again. */
  readonly #latest = new Int32Array(KINDS.length);
  #onlyFarm = NONE;
  #isFull = false;

  constructor(mostIds = 65_536) {
    this.#mostIds = mostIds;
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(2 * mostIds)));
    const rows = mostIds + 1;
    this.#digits = new Float64Array(rows * NUMBERS);
    this.#kinds = new Int8Array(rows);
    this.#counts = new Uint32Array(rows);
    this.#firstLines = new Uint32Array(rows);
    this.#lastLines = new Uint32Array(rows);
    this.#parents = new Int32Array(rows * KINDS.length);
  }

  /** Whether the file names more than there is room for. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Takes an id of a file; they must come in order. */
  readonly take = (byteKind: number, bytes: DataView, digits: number, line: number): void => {
    const kind = COUNTS_AS[byteKind] ?? -1;
    if (kind < 0) {
      return;
    }
    if (line !== this.#line) {
      this.#endLine();
      this.#line = line;
    }
    const id = this.#numberOf(kind, bytes, digits);
    this.#onLine[kind] = both(this.#onLine[kind] ?? NONE, id);
    if (kind === FARM) {
      this.#onlyFarm = both(this.#onlyFarm, id);
    } else if (kind === SESSION && id > NONE) {
      this.#counts[id] = (this.#counts[id] ?? 0) + 1;
      this.#firstLines[id] ||= line;
      this.#lastLines[id] = line;
    }
  };

  /** The sessions, in the order in which the file first names them. */
  sessions(): readonly TalliedSession[] {
    this.#endLine();
    const sessions: TalliedSession[] = [];
    const parentTexts = new Map<number, string>();
    for (let id = 1; id <= this.#ids; id++) {
      if (this.#kinds[id] === SESSION) {
        sessions.push({
          sessionId: this.#textOf(id) as SessionId,
          count: this.#counts[id] ?? 0,
          firstLine: this.#firstLines[id] ?? 0,
          lastLine: this.#lastLines[id] ?? 0,
          parents: this.#parentsOf(id, parentTexts),
        });
      }
    }
    return sessions;
  }

  /** Forgets the line that was read, and learns what it says. */
  #endLine(): void {
    let isNew = false;
    for (let kind = SESSION; kind <= FARM; kind++) {
      const id = this.#onLine[kind] ?? NONE;
      isNew ||= id !== NONE && id !== this.#told[kind];
    }
    if (isNew) {
      this.#told.set(this.#onLine);
      this.#learn();
    }
    for (let kind = SESSION; kind <= FARM; kind++) {
      this.#onLine[kind] = NONE;
    }
  }

  /** What a line says of a session it says of that one alone: beside two, it is unknown whose the rest is. So with jobs and queues. */
  #learn(): void {
    for (let kind = SESSION; kind < FARM; kind++) {
      const id = this.#onLine[kind] ?? NONE;
      for (let parent = kind + 1; id > NONE && parent <= FARM; parent++) {
        const at = id * KINDS.length + parent;
        this.#parents[at] = both(this.#parents[at] ?? NONE, this.#onLine[parent] ?? NONE);
      }
    }
  }

  /** The number of an id, a new one where it was not met before; `SEVERAL` where there is no room for it. */
  #numberOf(kind: number, bytes: DataView, digits: number): number {
    const latest = this.#latest[kind] ?? NONE;
    if (this.#isAt(latest, bytes, digits)) {
      return latest;
    }
    const first = kind + hashOf(bytes, digits);
    for (let tries = 0; tries < MOST_PLACES; tries++) {
      const place = (first + tries) & (this.#places.length - 1);
      const id = this.#places[place] ?? NONE;
      if (id === NONE ? this.#ids < this.#mostIds : this.#kinds[id] === kind && this.#isAt(id, bytes, digits)) {
        return (this.#latest[kind] = id || this.#add(kind, bytes, digits, place));
      }
    }
    this.#isFull = true;
    return SEVERAL;
  }

  /** Whether the digits that stand here are those of an id. */
  #isAt(id: number, bytes: DataView, digits: number): boolean {
    for (let at = 0; at < NUMBERS; at++) {
      if (this.#digits[id * NUMBERS + at] !== bytes.getFloat64(digits + NUMBER * at, true)) {
        return false;
      }
    }
    return true;
  }

  #add(kind: number, bytes: DataView, digits: number, place: number): number {
    const id = ++this.#ids;
    this.#places[place] = id;
    this.#kinds[id] = kind;
    for (let at = 0; at < NUMBERS; at++) {
      this.#digits[id * NUMBERS + at] = bytes.getFloat64(digits + NUMBER * at, true);
    }
    return id;
  }

  #parentsOf(session: number, texts: Map<number, string>): TalliedSession['parents'] {
    const known = [session, NONE, NONE, NONE];
    const parents: Record<string, string> = {};
    for (let parent = SESSION + 1; parent <= FARM; parent++) {
      let id = NONE;
      for (let child = SESSION; child < parent && id === NONE; child++) {
        // Of none nothing is said, and of several nothing is believed.
        id = this.#parents[Math.max(NONE, known[child] ?? NONE) * KINDS.length + parent] ?? NONE;
      }
      id = id === NONE && parent === FARM ? this.#onlyFarm : id;
      known[parent] = id;
      if (id > NONE) {
        const text = texts.get(id) ?? this.#textOf(id);
        texts.set(id, text);
        parents[`${KINDS[parent]}Id`] = text;
      }
    }
    return parents;
  }

  #textOf(id: number): string {
    const digits = new DataView(new ArrayBuffer(DIGITS));
    for (let at = 0; at < NUMBERS; at++) {
      digits.setFloat64(NUMBER * at, this.#digits[id * NUMBERS + at] ?? 0, true);
    }
    return `${KINDS[this.#kinds[id] ?? SESSION]}-${ASCII.decode(digits)}`;
  }
}

/** The number of the one id that two say; `SEVERAL` where they say different ones. */
function both(one: number, other: number): number {
  return one === other || other === NONE ? one : one === NONE ? other : SEVERAL;
}

function hashOf(bytes: DataView, digits: number): number {
  let hash = 0;
  for (let at = 0; at < DIGITS; at += WORD) {
    hash = Math.imul(hash ^ bytes.getInt32(digits + at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
