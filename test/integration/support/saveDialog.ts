/** The dialog that asks where to save a file. On the desktop it is the system's own, which a test cannot press: it is answered in its place. */
import * as vscode from 'vscode';

/** Answers the next save dialog with a file, and resolves with the title of the dialog once it has asked. */
export function answerSaveDialog(file: string): Promise<string | undefined> {
  const show = vscode.window.showSaveDialog;
  const replace = (value: unknown): void => {
    Object.defineProperty(vscode.window, 'showSaveDialog', { value, configurable: true });
  };
  return new Promise((resolve) => {
    replace((options?: vscode.SaveDialogOptions) => {
      replace(show);
      resolve(options?.title);
      return Promise.resolve(vscode.Uri.file(file));
    });
  });
}
