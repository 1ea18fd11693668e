/**
 * Hostile text made harmless: names, messages and log lines come from people and programs we do not know.
 * Controls and characters that turn or hide text are written out (`\u202e`), so that nothing can pose as something else.
 * Joiners (U+200C, U+200D) stay: Persian, Hindi and family emoji need them.
 */
const DECEPTIVE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * One line for a label: no controls, no bidi tricks, at most `maxLength` characters.
 * @example plainText('comp\u202efinal\n') // 'comp\\u202efinal '
 */
export function plainText(text: string, maxLength = 200): string {
  const oneLine = text
    .slice(0, maxLength * 2)
    .replace(/(?:(?!\ufeff)[\s\u0085])+/g, ' ')
    .replace(DECEPTIVE, written);
  const characters = Array.from(oneLine);
  return characters.length > maxLength || text.length > maxLength * 2
    ? `${characters.slice(0, maxLength - 1).join('')}…`
    : oneLine;
}

function written(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
