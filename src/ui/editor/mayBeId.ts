/** An ID's digits, after the hyphen that stands before them; they are followed by no more than a number or a separator. */
const DIGITS = /-[0-9a-f]{32}/;
/** The longest ID, `sessionaction-…-4294967295`, on either side of the pointer. */
const LONGEST_ID = 60;

/**
 * Whether there can be an ID at a place of a line: a cheap question, asked before the extension's larger part is loaded.
 * @param at the place's column
 */
export function mayBeId(line: string, at: number): boolean {
  return DIGITS.test(line.slice(Math.max(0, at - LONGEST_ID), at + LONGEST_ID));
}
