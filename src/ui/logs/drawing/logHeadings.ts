import * as vscode from 'vscode';
import { DisposableStore } from '../../../core/async/disposableStore';
import { sectionDetail, sectionTitle } from './logOutline';
import type { LogOutlines } from './logOutline';
import type { Logs } from '../logs';

/** Behind each action's title in a log what the service knows of it, e.g. `Frame 1005 · Render: failed · exit 1 · 1 min 00 s`: a folded log says so too. */
export class LogHeadings implements vscode.Disposable {
  readonly #logs: Logs;
  readonly #outlines: LogOutlines;
  readonly #well = headingType('descriptionForeground');
  readonly #failed = headingType('deadlineSessions.failed');
  readonly #owned = new DisposableStore();

  constructor(logs: Logs, outlines: LogOutlines) {
    this.#logs = logs;
    this.#outlines = outlines;
    const draw = (): void => {
      vscode.window.visibleTextEditors.forEach((editor) => {
        this.#draw(editor);
      });
    };
    this.#owned.add(
      this.#well,
      this.#failed,
      logs.onDidChange(draw),
      vscode.window.onDidChangeVisibleTextEditors(draw),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        vscode.window.visibleTextEditors
          .filter((editor) => editor.document === document)
          .forEach((editor) => {
            this.#draw(editor);
          });
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #draw(editor: vscode.TextEditor): void {
    const found = this.#logs.find(editor.document.uri);
    if (!found || found.log.logKey.bare) {
      return;
    }
    const headings = this.#outlines.actions(editor.document).map(({ section, line }) => {
      const detail = sectionDetail(section, found.log);
      const contentText = `${sectionTitle(section, found.log)}${detail === '' ? '' : `: ${detail}`}`;
      const { range } = editor.document.lineAt(line);
      return { failed: section.failed, range, renderOptions: { after: { contentText } } };
    });
    for (const failed of [true, false]) {
      editor.setDecorations(
        failed ? this.#failed : this.#well,
        headings.filter((heading) => heading.failed === failed),
      );
    }
  }
}

function headingType(color: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor(color), margin: '0 0 0 3ch' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
