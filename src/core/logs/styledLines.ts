import { visibleText } from './logLines';
import { styledText, type TerminalStyle } from './terminalColours';

/** A stretch of an event's line that a terminal would draw in a style of its own. */
export interface StyledStretch {
  /** Which of the event's lines, as `linesOf` breaks it; 0 is the first. */
  readonly line: number;
  /** Columns in that line; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly style: TerminalStyle;
}

/** Where an event's lines are coloured, and the style that the next event begins with. */
export function styledStretches(
  message: string,
  style: TerminalStyle,
): { readonly stretches: readonly StyledStretch[]; readonly style: TerminalStyle } {
  const { parts, style: last } = styledText(message, style);
  const stretches: StyledStretch[] = [];
  let line = 0;
  let column = 0;
  let afterReturn = false;
  for (const part of parts) {
    // A line end that a colour stands in the middle of is one.
    const text = visibleText(afterReturn && part.text.startsWith('\n') ? part.text.slice(1) : part.text);
    afterReturn = part.text.endsWith('\r');
    for (const [index, piece] of text.split('\n').entries()) {
      if (index > 0) {
        line += 1;
        column = 0;
      }
      if (part.style !== 0 && piece !== '') {
        stretches.push({ line, start: column, end: column + piece.length, style: part.style });
      }
      column += piece.length;
    }
  }
  return { stretches, style: last };
}
