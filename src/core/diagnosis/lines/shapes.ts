import type { LogLine } from './logLine';

/** How many shapes of good actions are kept. */
const MOST_SHAPES = 200_000;
/** How many lines of a good action count at each of its ends. */
const LINES_COMPARED = 2000;

/**
 * The shape of a line as a number: equal for lines that differ only in numbers, hexadecimal or random names and the width of
 * blanks. 53 bits of a hash, so that a million lines need no strings.
 */
export function shapeOf(text: string): number {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  let isMasked = false;
  let isBlank = true;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09) {
      at++;
      if (isBlank) {
        continue;
      }
      isBlank = true;
      isMasked = false;
      one = Math.imul(one ^ 0x20, 0x01000193);
      two = Math.imul(two ^ 0x20, 0x85ebca6b);
      continue;
    }
    isBlank = false;
    if (isAlphanumeric(code)) {
      const end = endOfRun(text, at);
      if (isRandom(text, at, end)) {
        at = end;
        if (!isMasked) {
          isMasked = true;
          one = Math.imul(one ^ 0x23, 0x01000193);
          two = Math.imul(two ^ 0x23, 0x85ebca6b);
        }
        continue;
      }
      for (; at < end; at++) {
        const each = text.charCodeAt(at);
        if (isDigit(each)) {
          if (!isMasked) {
            isMasked = true;
            one = Math.imul(one ^ 0x23, 0x01000193);
            two = Math.imul(two ^ 0x23, 0x85ebca6b);
          }
        } else {
          isMasked = false;
          one = Math.imul(one ^ each, 0x01000193);
          two = Math.imul(two ^ each, 0x85ebca6b);
        }
      }
      continue;
    }
    at++;
    // `1,234.5` and `00:34:55` are one number.
    if (isMasked && (code === 0x2e || code === 0x2c || code === 0x3a) && isDigit(text.charCodeAt(at))) {
      continue;
    }
    isMasked = false;
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
  }
  return (one >>> 0) * 0x200000 + ((two >>> 11) & 0x1fffff);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isAlphanumeric(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}

function endOfRun(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isAlphanumeric(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

/** Whether a run of letters and digits is an ID, an address or a temporary name. */
function isRandom(text: string, start: number, end: number): boolean {
  if (end - start < 6) {
    return false;
  }
  let digits = 0;
  let changes = 0;
  let isHex = true;
  let wasDigit = isDigit(text.charCodeAt(start));
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const digit = isDigit(code);
    digits += digit ? 1 : 0;
    changes += digit === wasDigit ? 0 : 1;
    wasDigit = digit;
    isHex &&= digit || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
  }
  return digits > 0 && (isHex || changes >= 4 || end - start >= 24);
}

/** Words that name things, which differ from task to task: quoted text, paths, names with digits, underscores or dots. */
const NAMES = /"[^"]{0,300}"|'[^']{0,300}'|`[^`']{0,300}'|[^\s,;()[\]<>]*[\d/\\_.@][^\s,;()[\]<>]*/g;

/** A line without what it names: equal for lines that say the same of different things. */
export function phraseOf(words: string): string {
  return words.slice(0, 500).replace(NAMES, '*').replace(/\s+/g, ' ').trim();
}

/** What actions that succeeded wrote. */
export class GoodLines {
  readonly #shapes = new Set<number>();
  readonly #lines: string[] = [];

  /** @param logs the lines of each action that succeeded. */
  constructor(
    logs: readonly (readonly LogLine[])[],
    readonly wordsOf: (text: string) => string,
  ) {
    for (const lines of logs) {
      const compared =
        lines.length <= 2 * LINES_COMPARED
          ? lines
          : [...lines.slice(0, LINES_COMPARED), ...lines.slice(-LINES_COMPARED)];
      for (const { text } of compared) {
        if (this.#shapes.size < MOST_SHAPES) {
          this.#shapes.add(shapeOf(text));
          this.#lines.push(text);
        }
      }
    }
  }

  /** Whether there is nothing to compare with. */
  get isEmpty(): boolean {
    return this.#shapes.size === 0;
  }

  hasShape(shape: number): boolean {
    return this.#shapes.has(shape);
  }

  #words: Set<string> | undefined;

  /** Whether the very words stand there, numbers too. */
  hasWords(words: string): boolean {
    return (this.#words ??= new Set(this.#lines.map(this.wordsOf))).has(words);
  }

  #phrases: Set<string> | undefined;

  /** Whether the same is said there, be it of other things. */
  hasPhrase(words: string): boolean {
    this.#phrases ??= new Set(this.#lines.map((text) => phraseOf(this.wordsOf(text))));
    return this.#phrases.has(phraseOf(words));
  }
}
