/** Text of any length and kind, made fit to be seen. */
import { plural } from '../../../src/core/text/localize';
import { plainText } from '../../../src/core/text/plainText';

/** Color codes, as terminals know them: `\u001b[31m`. They carry nothing that is lost without them. */
const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** More than a person reads of one line; a line that holds a picture or a whole file ends here. */
const LONGEST_LINE = 1000;

/** A line of a log with its spaces as they were, without its colors, its other controls written out. */
export function logLine(line: string): string {
  const text = line.replace(COLORS, '').trimEnd();
  const cut = text.slice(0, LONGEST_LINE).replace(/[^ \t]+/g, (word) => plainText(word, LONGEST_LINE));
  const left = text.length - LONGEST_LINE;
  return left > 0
    ? plural(
        left,
        { one: '{1}… ({2} more character in the log)', other: '{1}… ({2} more characters in the log)' },
        cut,
        left,
      )
    : cut;
}

/** A value as pretty JSON; what could hide or turn text in it is written out. */
export function prettyJson(value: unknown): string {
  const lines = JSON.stringify(value, null, 2).split('\n');
  return lines.map((line) => line.replace(/[^ ]+/g, (word) => plainText(word, Number.MAX_SAFE_INTEGER))).join('\n');
}

/** A message of several lines as lines, at most as many as fit a card. */
export function messageLines(message: string): readonly string[] {
  const lines = message.split(/\r\n|[\r\n\u2028\u2029\u0085]/).filter((line) => line.trim() !== '');
  const left = lines.length - 12;
  return left > 0
    ? [
        ...lines.slice(0, 12),
        plural(left, { one: '… ({1} more line in the log)', other: '… ({1} more lines in the log)' }, left),
      ]
    : lines;
}

/** A text that begins a line or a label: `active, failed` → `Active, failed`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
