/** The text of a file of the user's own causes: how one begins, and how a rule is added to it. */
import { t } from '../../core/text/localize';
import { wordsOf } from '../../core/logs/lines/lineWords';
import { withoutTerminalSequences } from '../../core/logs/lines/terminalText';

/** What a new file says. */
export const NEW_CAUSES_FILE = `{
  // ${t('Rules that name the cause of a failure when a line of the log matches. They come before the built-in ones.')}
  // ${t('"pattern" is a regular expression; give a "cause" of the built-in list, or a "sentence" of your own.')}
  "rules": []
}
`;

/** Longer lines are cut: the beginning names what happened. */
const LONGEST = 200;

/**
 * A pattern that matches a line like this one: its words without times and prefixes, numbers replaced by `\d+`. Undefined for a line
 * without words.
 *
 * @example patternOfLine('[18:41.54] ERROR Plate 1017 is missing (v2)') // 'Plate \\d+ is missing \\(v\\d+\\)'
 */
export function patternOfLine(line: string): string | undefined {
  const { words } = wordsOf(withoutTerminalSequences(line));
  const text = words.trim().slice(0, LONGEST);
  return /\p{L}{2}/u.test(text)
    ? text
        .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
        .replace(/\d+/g, '\\d+')
        .replace(/\s+/g, '\\s+')
    : undefined;
}

/** Text to insert into a file, and where. */
export interface AddedRow {
  /** Where it goes, in UTF-16 units. */
  readonly offset: number;
  readonly text: string;
  /** Where the sentence is to be typed, from `offset` on. */
  readonly sentenceAt: number;
}

/** A new rule with this pattern at the end of the list; undefined where the text has no list of rules. */
export function insertRow(text: string, pattern: string): AddedRow | undefined {
  const end = text.lastIndexOf(']');
  if (end < 0 || !/"rules"\s*:\s*\[/.test(text.slice(0, end + 1))) {
    return undefined;
  }
  const before = text.slice(0, end).trimEnd();
  const comma = before.endsWith('[') || before.endsWith(',') ? '' : ',';
  const start = `${comma}\n    {\n      "pattern": ${JSON.stringify(pattern)},\n      "sentence": "`;
  return { offset: before.length, text: `${start}"\n    }\n  `, sentenceAt: start.length };
}
