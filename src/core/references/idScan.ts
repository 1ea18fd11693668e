import type { IdKind } from '../ids';

/** Every kind of id that is recognised: those the inspector works with, and those it only knows by name. */
export type ReferenceKind = IdKind | 'queueenv' | 'sp' | 'le' | 'budget' | 'limit' | 'monitor';

/** An id in a text: `text.slice(start, end) === id`, counted in UTF-16 units. */
export interface FoundId {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

const DIGITS = 32;
const WORDS = 'sessionaction|session|queueenv|queue|farm|job|step|task|fleet|worker|budget|limit|monitor|sp|le';
const LONGEST_WORD = 'sessionaction'.length;
const WORD_AT_END = new RegExp(`(?:${WORDS})$`);
const ID_HERE = new RegExp(`(?:${WORDS})-[0-9a-f]{${DIGITS}}`, 'y');
const INDEX_HERE = /-(?:0|[1-9]\d{0,9})(?!\d)/y;

/**
 * The letters and digits that may stand before an id because they are no word: of a percent-encoded character (`%2F`; `%252F` and
 * the console's `$252F` when encoded twice), of an escaped line break or tab in a JSON string, of a terminal's color.
 */
const WORD_STARTS = /(?:[%$](?:25)*[0-9A-Fa-f]{2}|\\[nrt]|\[[\d;]*[mK])$/;
/** A path separator, as it is or percent-encoded. */
const SEPARATOR_BEFORE = /(?:[\\/]|[%$](?:25)*(?:2[Ff]|5[Cc]))$/;
const LONGEST_LEAD = 20;

/**
 * The ids in a text, in order and without overlap. Total and linear: each character is looked at a bounded number of times.
 *
 * An id is a word of its own, of any neighbours but letters and digits; ids written together without anything between them count
 * too. The one longer word that is accepted is a session's working directory: after a path separator, the random characters
 * that follow the 32 digits are left out.
 *
 * 32 digits in a row always cover one position that 32 divides, so only every 32nd character is tested.
 */
export function findIds(text: string): FoundId[] {
  const found: FoundId[] = [];
  let previousEnd = -1;
  for (let probe = DIGITS; probe < text.length; probe += DIGITS) {
    if (!isDigit(text, probe)) {
      continue;
    }
    let digits = probe;
    while (probe - digits < DIGITS - 1 && isDigit(text, digits - 1)) {
      digits--;
    }
    let end = probe + 1;
    while (end - digits < DIGITS && isDigit(text, end)) {
      end++;
    }
    if (end - digits < DIGITS || text[digits - 1] !== '-') {
      continue;
    }
    const word = WORD_AT_END.exec(text.slice(Math.max(0, digits - 1 - LONGEST_WORD), digits - 1))?.[0];
    if (word === undefined) {
      continue;
    }
    const start = digits - 1 - word.length;
    const joined = start === previousEnd || !isLetterOrDigit(text, start - 1);
    if (!joined && !WORD_STARTS.test(text.slice(Math.max(0, start - LONGEST_LEAD), start))) {
      continue;
    }
    if (word === 'task' || word === 'sessionaction') {
      INDEX_HERE.lastIndex = end;
      if (!INDEX_HERE.test(text)) {
        continue;
      }
      end = INDEX_HERE.lastIndex;
    }
    if (isLetterOrDigit(text, end) && !isIdHere(text, end) && !(word === 'session' && isBelowFolder(text, start))) {
      continue;
    }
    found.push({ kind: word as ReferenceKind, id: text.slice(start, end), start, end });
    previousEnd = end;
  }
  return found;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}

function isLetterOrDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isIdHere(text: string, at: number): boolean {
  ID_HERE.lastIndex = at;
  return ID_HERE.test(text);
}

function isBelowFolder(text: string, start: number): boolean {
  return SEPARATOR_BEFORE.test(text.slice(Math.max(0, start - LONGEST_LEAD), start));
}
