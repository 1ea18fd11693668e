/** Modal questions, which VS Code refuses to show while tests run: they are taken and answered in its place. */
import * as vscode from 'vscode';

/** A question as the extension asks it. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** Takes the extension's questions from now on, until it is disposed of. */
export class Questions {
  readonly asked: Question[] = [];
  /** The button that is pressed; undefined closes the dialog. */
  answer: string | undefined;
  readonly #show = vscode.window.showWarningMessage;

  constructor() {
    const show = this.#show as (...args: readonly unknown[]) => Thenable<unknown>;
    this.#replace((message: string, ...rest: readonly unknown[]) => {
      const [options, ...items] = rest as readonly [vscode.MessageOptions | undefined, ...vscode.MessageItem[]];
      if (options?.modal !== true) {
        return show(message, ...rest);
      }
      this.asked.push({ message, detail: options.detail ?? '', buttons: items.map(({ title }) => title) });
      return Promise.resolve(items.find(({ title }) => title === this.answer));
    });
  }

  dispose(): void {
    this.#replace(this.#show);
  }

  #replace(showWarningMessage: unknown): void {
    Object.defineProperty(vscode.window, 'showWarningMessage', { value: showWarningMessage, configurable: true });
  }
}
