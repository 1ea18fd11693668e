/** What a tool answers a language model: a few lines of ours, then data of the farm in a fence. Bounded in bytes. */
import { FENCE_NOTE, fenced } from './untrusted';

/** An answer in its two parts. */
export interface Answer {
  /** Words, IDs and times of ours: nothing in them was written on the farm. */
  readonly head: readonly string[];
  /** Lines for the fence, the most telling first; empty for none. */
  readonly data: readonly string[];
}

/** How much of an answer a model gets, in bytes of UTF-8. A log is for reading one part after the other. */
export const MOST_BYTES = 8_000;
export const MOST_LOG_BYTES = 4_000;

const LEFT_OUT = '… the rest is left out: ask for less at a time.';

/**
 * The answer as one text of at most `mostBytes`. Lines at the end of the data are left out where there are too many, and that is said.
 *
 * @param nonce a word that cannot be guessed, e.g. `5f0c9a1e`
 */
export function answerText({ head, data }: Answer, nonce: string, mostBytes: number): string {
  const text = (lines: readonly string[]): string =>
    [...head, ...(data.length === 0 ? [] : ['', FENCE_NOTE, ...fenced(lines, nonce)])].join('\n');
  const whole = text(data);
  if (bytesOf(whole) <= mostBytes) {
    return whole;
  }
  // The mark can be longer by as many digits as the number of lines has.
  let room = mostBytes - bytesOf(text([LEFT_OUT])) - 2 * (String(data.length).length + 1);
  let kept = 0;
  for (const line of data) {
    room -= bytesOf(line) + '\n| '.length;
    if (room < 0) {
      break;
    }
    kept += 1;
  }
  return text([...data.slice(0, kept), LEFT_OUT]);
}

const encoder = new TextEncoder();

/** How many bytes a text takes in UTF-8. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** `2026-11-23T09:02:27.000Z`; undefined for what is no time. */
export function isoTime(timeMs: number | undefined): string | undefined {
  const date = new Date(timeMs ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Where a claim is shown: the session action, and when the line was written. */
export interface Reference {
  readonly sessionActionId: string;
  /** Missing for what no log shows. */
  readonly at: string | undefined;
}
