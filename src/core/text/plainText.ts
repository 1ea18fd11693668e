/**
 * Hostile text made harmless: names, messages and log lines come from people and programs we do not know.
 * Controls and characters that turn or hide text are written out (`\u202e`), so that nothing can pose as something else.
 * What scripts need stays: joiners (Persian, Hindi, family emoji), emoji styles, variants of Han and Mongolian letters.
 */
const DECEPTIVE =
  /(?!(?<=[^\p{ASCII}\u200c\u200d])[\u200c\u200d]|[\ufe0e\ufe0f]|(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=\p{Script=Mongolian})[\u180b-\u180d])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;

/** More marks on one letter than any script has. */
const STACKED_MARKS = /((?:[\u200c\u200d]?\p{M}){4})(?:[\u200c\u200d]?\p{M})+/gu;

/**
 * One line for a label: no controls, no bidi tricks, at most `maxLength` characters.
 * @example plainText('comp\u202efinal\n') // 'comp\\u202efinal '
 */
export function plainText(text: string, maxLength = 200): string {
  const oneLine = text
    .slice(0, maxLength * 2)
    .replace(/(?:(?!\ufeff)[\s\u0085])+/g, ' ')
    .replace(STACKED_MARKS, '$1…')
    .replace(DECEPTIVE, written);
  const characters = Array.from(oneLine);
  return characters.length > maxLength || text.length > maxLength * 2
    ? `${characters.slice(0, maxLength - 1).join('')}…`
    : oneLine;
}

function written(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
