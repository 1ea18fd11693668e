import * as vscode from 'vscode';
import type { Logs } from './logs';

/** Draws what stands in the place of a log that could not be read as an error, above the buttons that lead on. */
export class LogFaults implements vscode.Disposable {
  readonly #logs: Logs;
  readonly #type = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    color: new vscode.ThemeColor('deadlineSessions.failed'),
    backgroundColor: new vscode.ThemeColor('inputValidation.errorBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorError.foreground'),
  });
  readonly #subscriptions: { dispose(): void }[];

  constructor(logs: Logs) {
    this.#logs = logs;
    const draw = (): void => {
      vscode.window.visibleTextEditors.forEach((editor) => {
        this.#draw(editor);
      });
    };
    this.#subscriptions = [
      this.#type,
      logs.onDidChange(draw),
      vscode.window.onDidChangeVisibleTextEditors(draw),
      vscode.workspace.onDidChangeTextDocument(draw),
    ];
  }

  dispose(): void {
    for (const one of this.#subscriptions) {
      one.dispose();
    }
  }

  #draw(editor: vscode.TextEditor): void {
    const found = this.#logs.editorOf(editor);
    if (found) {
      editor.setDecorations(this.#type, found.log.fault ? [headOf(editor.document)] : []);
    }
  }
}

/** The sentences on top: what follows after an empty line are facts. */
function headOf(document: vscode.TextDocument): vscode.Range {
  let last = 0;
  while (last + 1 < document.lineCount && /^# \S/.test(document.lineAt(last + 1).text) && !isFact(document, last + 1)) {
    last += 1;
  }
  return new vscode.Range(0, 0, last, document.lineAt(last).text.length);
}

function isFact(document: vscode.TextDocument, line: number): boolean {
  return document.lineAt(line - 1).text === '#';
}
