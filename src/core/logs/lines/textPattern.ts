/** What a person searches a log for, as the find box of an editor understands it. */

/** How a text is searched for. */
export interface TextQuery {
  readonly text: string;
  /** Whether `Error` is another word than `error`. */
  readonly matchesCase: boolean;
  readonly isRegex: boolean;
}

/** Where in a line a text was found: a column and how many characters. */
export interface TextMatch {
  readonly start: number;
  readonly length: number;
}

/** Finds the first match in a line; undefined where there is none. */
export type TextPattern = (line: string) => TextMatch | undefined;

/** A regular expression may take very long for a long line. */
const LONGEST_LINE = 10_000;

/** @returns undefined for a regular expression that is none, and for an empty text */
export function textPattern({ text, matchesCase, isRegex }: TextQuery): TextPattern | undefined {
  if (text === '') {
    return undefined;
  }
  if (!isRegex && matchesCase) {
    return (line) => {
      const start = line.indexOf(text);
      return start < 0 ? undefined : { start, length: text.length };
    };
  }
  let pattern: RegExp;
  try {
    pattern = new RegExp(
      isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`),
      matchesCase ? '' : 'i',
    );
  } catch {
    return undefined;
  }
  return (line) => {
    const found = pattern.exec(line.slice(0, LONGEST_LINE));
    return found === null || found[0] === '' ? undefined : { start: found.index, length: found[0].length };
  };
}
