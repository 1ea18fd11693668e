/** What programs write for terminals: colours and cursor movements, which say nothing where there is no terminal. */

const ESC = '\u001b';
const BEL = '\u0007';
/** One of them, whole; global. */
export const SEQUENCE = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[@-Z\\\\^_])`,
  'g',
);

/** The text without terminal sequences (ECMA-48 CSI, OSC and two-character ones); linear in its length. */
export function withoutTerminalSequences(text: string): string {
  return text.includes(ESC) ? text.replace(SEQUENCE, '') : text;
}
