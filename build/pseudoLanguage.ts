/** Text that looks translated: accents, a third longer, in brackets. Where it has no accents, a text was missed; where a bracket is missing, it is cut. */

const PLAIN = 'aceinouyACEINOUY';
const ACCENTED = 'áçéíñöüýÁÇÉÍÑÖÜÝ';

/** What VS Code, Markdown and `t` read stays as it is. */
const KEPT = /\{\d+\}|\$\([a-z~-]+\)|\]\([^)]*\)|`[^`]*`|https?:\/\/\S+|<[^>]+>|\n/;

/** @example pseudoText('Frame {0} failed') // ⟦Frámé {0} fáíléd ~~~⟧ */
export function pseudoText(text: string): string {
  const more = Math.ceil(text.replace(new RegExp(KEPT, 'g'), '').length / 3);
  // In words, which wrap as those of a language do.
  const longer = ' ~~~~~'.repeat(Math.ceil(more / 6)).slice(0, Math.max(more, 2));
  const accented = text
    .split(new RegExp(`(${KEPT.source})`))
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-z]/gi, accent)))
    .join('');
  // Not the brackets of Markdown, in which a link would end.
  return `⟦${accented}${longer}⟧`;
}

function accent(letter: string): string {
  return ACCENTED[PLAIN.indexOf(letter)] ?? letter;
}
