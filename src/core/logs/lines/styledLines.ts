import { visibleText } from './logLines';
import { isRuntimeFrame } from '../structure/logMark';
import { styledText, type TerminalStyle } from './terminalColors';

/** A stretch of an event's line that a terminal would draw in a style of its own. */
export interface StyledStretch {
  /** Which of the event's lines, as `linesOf` breaks it; 0 is the first. */
  readonly line: number;
  /** Columns in that line; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly style: TerminalStyle;
}

/**
 * The style that a line begins with, given what the line before ended with: a color that a program left on ends with its
 * process, so the runtime's banners and exit lines have none.
 */
export function styleAtStart(line: string, style: TerminalStyle): TerminalStyle {
  return style !== 0 && isRuntimeFrame(line) ? 0 : style;
}

/** Where an event's lines are colored, and the style that the next event begins with. */
export function styledStretches(
  message: string,
  style: TerminalStyle,
): { readonly stretches: readonly StyledStretch[]; readonly style: TerminalStyle } {
  const { parts, style: last } = styledText(message, styleAtStart(message, style));
  const stretches: StyledStretch[] = [];
  let line = 0;
  let column = 0;
  let afterReturn = false;
  for (const part of parts) {
    // A line end that a color stands in the middle of is one.
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
