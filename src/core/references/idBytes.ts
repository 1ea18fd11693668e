import { HexRuns, STEP } from './hexRuns';
import { findIds } from './idScan';
import { PARENTS } from './reference';

/** Takes an id that was found: the index of its kind in `BYTE_KINDS`, where its 32 digits stand in `bytes`, and its line, from 1. */
export type TakeId = (kind: number, bytes: DataView, digits: number, line: number) => void;

/** The kinds of id that are found: those that `findIds` finds. */
export const BYTE_KINDS = Object.keys(PARENTS) as readonly (keyof typeof PARENTS)[];

const DIGITS = 32;
const LONGEST_WORD = Math.max(...BYTE_KINDS.map(({ length }) => length));
const LONGEST_INDEX = 10;
/** So many letters are compared: four numbers of four, more than any word has. */
const COMPARED = 16;
/** What is shown of the text before an id: more than any sign that may stand there has, less than the shortest id. */
const LEAD = DIGITS;
/** What must be known behind an id's digits: its index, and the id that may follow without a space. */
const AHEAD = LONGEST_INDEX + LONGEST_WORD + DIGITS + 4;
/** What stays of the bytes that were looked through, for the id that began in them. */
const KEPT = LEAD + LONGEST_WORD + DIGITS;
/** As much is left of a piece at most, and must be free behind the last one. */
const LEFT = KEPT + STEP + AHEAD + STEP;
const SPARE = STEP + AHEAD;

const [SLASH, BACKSLASH, DASH, ZERO] = [0x2f, 0x5c, 0x2d, 0x30];
const IS_LETTER_OR_DIGIT = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(byte)) ? 1 : 0,
);
/** The words of the kinds, by their last letter. */
const WORDS = Array.from({ length: 256 }, (_, last) =>
  BYTE_KINDS.flatMap((word, kind) => (word.charCodeAt(word.length - 1) === last ? [toWord(word, kind)] : [])),
);
const SESSION = BYTE_KINDS.indexOf('session');
const TASK = BYTE_KINDS.indexOf('task');
const ACTION = BYTE_KINDS.indexOf('sessionaction');

/**
 * Finds the ids in bytes that come piece by piece, however many: UTF-8, or anything else in which ASCII is ASCII. They are exactly
 * those that `findIds` finds in the text: it is asked wherever a look at the next letters does not tell.
 *
 * Fill the beginning of the rooms by turns, and say with `add` how much that was; then `end`. While one room is looked through,
 * the other one can be filled.
 */
export class IdBytes {
  /** Where the bytes go; each holds a piece. */
  readonly rooms: readonly [Uint8Array, Uint8Array];
  readonly #take: TakeId;
  readonly #runs: HexRuns;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Which room comes next. What is left of the other one stands right before it; at the beginning, zeros, which belong to no ID. */
  #turn: 0 | 1 = 0;
  /** How far the bytes have been looked through, and how far they go. */
  #at: number;
  #filled: number;
  #previousEnd = -1;

  constructor(take: TakeId, pieceBytes: number) {
    this.#take = take;
    this.#runs = new HexRuns(2 * (LEFT + pieceBytes + SPARE));
    const { bytes } = this.#runs;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
    const second = LEFT + pieceBytes + SPARE + LEFT;
    this.rooms = [bytes.subarray(LEFT, LEFT + pieceBytes), bytes.subarray(second, second + pieceBytes)];
    this.#at = LEFT;
    this.#filled = LEFT;
  }

  /** Looks through the first bytes of the room whose turn it is. */
  add(length: number): void {
    this.#filled += length;
    this.#search(this.#filled - AHEAD - STEP);
    this.#turn = this.#turn === 0 ? 1 : 0;
    const next = this.rooms[this.#turn].byteOffset;
    const moved = next - this.#filled;
    this.#bytes.copyWithin(this.#at - KEPT + moved, this.#at - KEPT, this.#filled);
    this.#at += moved;
    this.#filled = next;
    this.#previousEnd += moved;
  }

  /** Looks through what is left. */
  end(): void {
    this.#bytes.fill(0, this.#filled, this.#filled + SPARE);
    this.#search(this.#filled);
  }

  /** Looks through the bytes before `until`, and on to the end of the step. */
  #search(until: number): void {
    const { found } = this.#runs;
    const end = this.#at + Math.ceil(Math.max(0, until - this.#at) / STEP) * STEP;
    const filled = this.#runs.find(this.#at, end);
    this.#at = end;
    for (let run = 0; run < filled; run += 2) {
      this.#meet(found[run] ?? 0, (found[run + 1] ?? 0) + 1);
    }
  }

  /** Takes the id whose digits stand here, if it is one. */
  #meet(digits: number, line: number): void {
    const view = this.#view;
    for (const word of WORDS[this.#bytes[digits - 2] ?? 0] ?? []) {
      if (endsHere(word, view, digits - 1)) {
        const end = this.#endOf(word.kind, digits - 1 - word.length, digits);
        if (end > 0) {
          this.#previousEnd = end;
          this.#take(word.kind, view, digits, line);
        }
        return;
      }
    }
  }

  /** Where an id ends; -1 where it is none. */
  #endOf(kind: number, start: number, digits: number): number {
    const bytes = this.#bytes;
    const before = bytes[start - 1] ?? 0;
    const end = kind === ACTION || kind === TASK ? endOfIndex(bytes, digits + DIGITS) : digits + DIGITS;
    const isWord = IS_LETTER_OR_DIGIT[before] === 0 && IS_LETTER_OR_DIGIT[bytes[end] ?? 0] === 0;
    if (isWord || end < 0 || (kind === SESSION && (before === SLASH || before === BACKSLASH))) {
      return end;
    }
    const from = start === this.#previousEnd ? start : start - LEAD;
    const text = String.fromCharCode(...bytes.subarray(from, digits + DIGITS + AHEAD));
    const found = findIds(text).find((id) => id.start === start - from);
    return found ? from + found.end : -1;
  }
}

/** A word, four letters as one number, the last four first; the masks leave out what stands before it. */
function toWord(word: string, kind: number) {
  const [last = 0, third = 0, second = 0, first = 0] = foursOf(word);
  const [lastMask = 0, thirdMask = 0, secondMask = 0, firstMask = 0] = foursOf('\xff'.repeat(word.length));
  return { kind, length: word.length, last, third, second, first, lastMask, thirdMask, secondMask, firstMask };
}

function foursOf(letters: string): readonly number[] {
  const codes = Array.from(letters.padStart(COMPARED, '\0'), (letter) => letter.charCodeAt(0));
  const bytes = new DataView(Uint8Array.from(codes).buffer);
  return [12, 8, 4, 0].map((at) => bytes.getInt32(at));
}

/** Whether a word ends here. All its letters are compared at once: no processor could guess how many come in turn. */
function endsHere(word: ReturnType<typeof toWord>, bytes: DataView, end: number): boolean {
  const last = (bytes.getInt32(end - 4) ^ word.last) & word.lastMask;
  const third = (bytes.getInt32(end - 8) ^ word.third) & word.thirdMask;
  const second = (bytes.getInt32(end - 12) ^ word.second) & word.secondMask;
  const first = (bytes.getInt32(end - COMPARED) ^ word.first) & word.firstMask;
  return (last | third | second | first) === 0;
}

/** Where the index of an action or a task ends whose dash should stand here; -1 where it is none. */
function endOfIndex(bytes: Uint8Array, dash: number): number {
  let end = dash + 1;
  while (end - dash <= LONGEST_INDEX + 1 && isDecimal(bytes[end])) {
    end++;
  }
  const length = end - dash - 1;
  const isIndex = length > 0 && length <= LONGEST_INDEX && (length === 1 || bytes[dash + 1] !== ZERO);
  return bytes[dash] === DASH && isIndex ? end : -1;
}

function isDecimal(byte = 0): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
