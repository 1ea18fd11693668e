import * as vscode from 'vscode';
import { DisposableStore } from '../../../core/async/disposableStore';
import { linesOf } from '../../../core/logs/lines/logLines';
import { styledStretches } from '../../../core/logs/lines/styledLines';
import { backgroundOf, foregroundOf, STYLE, type TerminalStyle } from '../../../core/logs/lines/terminalColors';
import { columnOf, HEAD_LINES } from '../../../render/logs/logText';
import type { LogChunk } from '../../../watch/logs/logSegments';
import { LOG_LANGUAGE, LOG_SCHEME } from '../../names';
import { colorsInFile } from './fileColors';
import type { LogEditor, Logs } from '../logs';

/** The theme's terminal colors, in the order of their codes. */
const NAMES = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'] as const;
/** Lines above and below the visible ones that are colored too, so that scrolling shows them at once. */
const AROUND = 200;
/** Programs use a dozen styles; one that uses more than these has its oldest ones drawn plain. */
const MOST_STYLES = 64;

/**
 * Draws the colors that programs wrote for a terminal, in those of the theme, where a person can see them. A color that a line
 * does not end goes on in the next one.
 */
export class LogColors implements vscode.Disposable {
  readonly #logs: Logs;
  readonly #types = new Map<TerminalStyle, vscode.TextEditorDecorationType>();
  readonly #before = new WeakMap<LogChunk, Promise<readonly TerminalStyle[]>>();
  readonly #turns = new WeakMap<vscode.TextEditor, number>();
  readonly #owned = new DisposableStore();

  constructor(logs: Logs) {
    this.#logs = logs;
    const draw = (editor: vscode.TextEditor): void => {
      void this.#draw(editor);
    };
    this.#owned.add(
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        draw(textEditor);
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        editors.forEach(draw);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        vscode.window.visibleTextEditors.filter((editor) => editor.document === document).forEach(draw);
      }),
    );
    vscode.window.visibleTextEditors.forEach(draw);
  }

  dispose(): void {
    for (const one of [this.#owned, ...this.#types.values()]) {
      one.dispose();
    }
  }

  async #draw(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const shown = this.#logs.editorOf(editor);
    const isFile = document.languageId === LOG_LANGUAGE && document.uri.scheme !== LOG_SCHEME;
    if (!isFile && (shown?.log.kind !== 'session' || shown.log.logKey.bare)) {
      return;
    }
    const turn = (this.#turns.get(editor) ?? 0) + 1;
    this.#turns.set(editor, turn);
    const ranges = shown ? await this.#ranges(shown) : rangesInFile(editor);
    // Another drawing is on its way where the text or what is in view has changed meanwhile.
    if (this.#turns.get(editor) !== turn) {
      return;
    }
    for (const style of ranges.keys()) {
      this.#typeOf(style);
    }
    for (const [style, type] of this.#types) {
      editor.setDecorations(type, ranges.get(style) ?? []);
    }
  }

  async #ranges({ log, segment: id, editor }: LogEditor): Promise<ReadonlyMap<TerminalStyle, vscode.Range[]>> {
    const ranges = new Map<TerminalStyle, vscode.Range[]>();
    const segment = log.store?.segments.find((one) => one.id === id);
    const [first, last] = [editor.visibleRanges[0], editor.visibleRanges.at(-1)];
    if (!segment || !first || !last) {
      return ranges;
    }
    const shift = HEAD_LINES - segment.firstLine;
    const [from, until] = [first.start.line - AROUND - shift, last.end.line + AROUND - shift];
    const write = log.writer(segment);
    for (const [index, chunk] of segment.chunks.entries()) {
      if (chunk.firstLine + chunk.lineCount <= from || chunk.firstLine > until) {
        continue;
      }
      const before = await this.#stylesBefore(chunk, segment.chunks[index - 1]);
      let line = chunk.firstLine;
      for (const [at, { message, timestampMs }] of (await chunk.events()).entries()) {
        const count = linesOf(message, log.kind).length;
        const style = before[at] ?? 0;
        if (line + count > from && line <= until && (style !== 0 || message.includes('\u001b'))) {
          const column = columnOf(write(timestampMs));
          for (const stretch of styledStretches(message, style).stretches) {
            const there = line + stretch.line + shift;
            const range = new vscode.Range(there, column + stretch.start, there, column + stretch.end);
            ranges.set(stretch.style, [...(ranges.get(stretch.style) ?? []), range]);
          }
        }
        line += count;
      }
    }
    return ranges;
  }

  /** The style that each event of a chunk begins with; what the chunk before ended with goes on. */
  #stylesBefore(chunk: LogChunk, previous: LogChunk | undefined): Promise<readonly TerminalStyle[]> {
    const read = async (): Promise<readonly TerminalStyle[]> => {
      const styles = [previous ? ((await stylesIn(previous, 0)).at(-1) ?? 0) : 0];
      return stylesIn(chunk, styles[0] ?? 0);
    };
    const known = this.#before.get(chunk) ?? read();
    this.#before.set(chunk, known);
    return known;
  }

  #typeOf(style: TerminalStyle): void {
    if (this.#types.has(style)) {
      return;
    }
    const [oldest] = this.#types;
    if (oldest && this.#types.size >= MOST_STYLES) {
      oldest[1].dispose();
      this.#types.delete(oldest[0]);
    }
    this.#types.set(style, vscode.window.createTextEditorDecorationType(looks(style)));
  }
}

function rangesInFile({ document, visibleRanges }: vscode.TextEditor): ReadonlyMap<TerminalStyle, vscode.Range[]> {
  const [first, last] = [visibleRanges[0]?.start.line ?? 0, visibleRanges.at(-1)?.end.line ?? 0];
  return colorsInFile(document, Math.max(0, first - AROUND), last + AROUND);
}

/** The style before each event, and after the last one. */
async function stylesIn(chunk: LogChunk, first: TerminalStyle): Promise<readonly TerminalStyle[]> {
  const styles = [first];
  let now = first;
  for (const { message } of await chunk.events()) {
    now = now !== 0 || message.includes('\u001b') ? styledStretches(message, now).style : now;
    styles.push(now);
  }
  return styles;
}

function looks(style: TerminalStyle): vscode.DecorationRenderOptions {
  const has = (flag: number): boolean => (style & flag) !== 0;
  const [own, behind] = [foregroundOf(style), backgroundOf(style)].map((color) =>
    color === undefined
      ? undefined
      : new vscode.ThemeColor(`terminal.ansi${color > 7 ? 'Bright' : ''}${NAMES[color % 8] ?? 'White'}`),
  );
  const [color, backgroundColor] = has(STYLE.inverse)
    ? [behind ?? new vscode.ThemeColor('editor.background'), own ?? new vscode.ThemeColor('editor.foreground')]
    : [own, behind];
  const lines = [has(STYLE.underline) ? 'underline' : '', has(STYLE.strikethrough) ? 'line-through' : '']
    .join(' ')
    .trim();
  return {
    ...(color ? { color } : {}),
    ...(backgroundColor ? { backgroundColor } : {}),
    ...(has(STYLE.bold) ? { fontWeight: 'bold' } : {}),
    ...(has(STYLE.dim) ? { opacity: '0.7' } : {}),
    ...(has(STYLE.italic) ? { fontStyle: 'italic' } : {}),
    ...(lines === '' ? {} : { textDecoration: lines }),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
}
