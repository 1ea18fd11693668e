/** What programs write for terminals: colors and cursor movements, which say nothing where there is no terminal. */

const ESC = '\u001b';
const BEL = '\u0007';
/** One of them, whole; global. */
export const SEQUENCE = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[PX^_][^${ESC}]*${ESC}\\\\|[ -/]+[0-~]|[0-Z\\\\^-~])`,
  'g',
);

/**
 * The text without terminal sequences (of ECMA-48 those of CSI, OSC and strings with an end, of ECMA-35 the short ones, e.g. that
 * choose a character set); linear in its length.
 */
export function withoutTerminalSequences(text: string): string {
  return text.includes(ESC) ? text.replace(SEQUENCE, '') : text;
}
