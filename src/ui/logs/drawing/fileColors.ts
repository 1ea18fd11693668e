import * as vscode from 'vscode';
import { STYLE, styledText, type TerminalStyle } from '../../../core/logs/lines/terminalColors';
import { styleAtStart } from '../../../core/logs/lines/styledLines';
import { SEQUENCE } from '../../../core/logs/lines/terminalText';

/** How far above what is in view a color is looked for that goes on. */
const BEFORE = 1_000;

/**
 * Where a file's own lines are colored, from a line up to another. What stands in the file stands in the editor: the sequences
 * that color cannot be hidden, so they are dimmed.
 */
export function colorsInFile(
  document: vscode.TextDocument,
  from: number,
  until: number,
): ReadonlyMap<TerminalStyle, vscode.Range[]> {
  const ranges = new Map<TerminalStyle, vscode.Range[]>();
  let style: TerminalStyle = 0;
  for (let line = Math.max(0, from - BEFORE); line < Math.min(until, document.lineCount); line++) {
    const { text } = document.lineAt(line);
    if (style === 0 && !text.includes('\u001b')) {
      continue;
    }
    const add = (of: TerminalStyle, start: number, end: number): void => {
      if (of !== 0 && line >= from && end > start) {
        ranges.set(of, [...(ranges.get(of) ?? []), new vscode.Range(line, start, line, end)]);
      }
    };
    const { parts, style: after } = styledText(text, styleAtStart(text, style));
    let at = 0;
    let part = 0;
    for (const { 0: sequence, index } of [...text.matchAll(SEQUENCE), { 0: '', index: text.length }]) {
      if (index > at) {
        add(parts[part++]?.style ?? 0, at, index);
      }
      at = index + sequence.length;
      add(STYLE.dim, index, at);
    }
    style = after;
  }
  return ranges;
}
