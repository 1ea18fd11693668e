/** Notifications, dialogs, progress and input boxes. Every text passes `messageText`, so that none of it becomes a link. */
import * as vscode from 'vscode';
import { type Clock, delay } from '../../core/async/clock';
import { toSignal } from '../app';
import { iconLabel, labelText, messageText } from './safeText';

/** Resolves with the button that was chosen; undefined where the message was closed. */
export function showInfo<T extends string>(message: string, ...buttons: readonly T[]): Thenable<T | undefined> {
  return vscode.window.showInformationMessage(messageText(message), ...buttons);
}

/** Resolves with the button that was chosen; undefined where the message was closed. */
export function showWarning<T extends string>(message: string, ...buttons: readonly T[]): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(messageText(message), ...buttons);
}

/** Resolves with the button that was chosen; undefined where the message was closed. */
export function showError<T extends string>(message: string, ...buttons: readonly T[]): Thenable<T | undefined> {
  return vscode.window.showErrorMessage(messageText(message), ...buttons);
}

/**
 * Asks in a modal dialog, for what cannot be undone. Resolves with whether the person chose the button.
 *
 * @param details paragraphs below the question
 * @param keepButton what changes nothing, where VS Code's own `Cancel` could be misread
 */
export async function confirmModal(
  question: string,
  details: readonly string[],
  button: string,
  keepButton?: string,
): Promise<boolean> {
  const options = { modal: true, detail: details.map(messageText).join('\n\n') };
  const yes = { title: button };
  const no = keepButton === undefined ? [] : [{ title: keepButton, isCloseAffordance: true }];
  return (await vscode.window.showWarningMessage(messageText(question), options, yes, ...no)) === yes;
}

/** Says something in the status bar for two seconds. */
export function showInStatusBar(icon: string, message: string): void {
  vscode.window.setStatusBarMessage(iconLabel(icon, message), 2_000);
}

/** Reports how far work is: a text, and by how many percent it went on. */
export type Report = (message: string, increment?: number) => void;

/** Shows work in a notification with a Cancel button, which aborts the signal. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Thenable<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    work(toSignal(token), (message, increment) => {
      progress.report({ message: messageText(message), ...(increment === undefined ? {} : { increment }) });
    }),
  );
}

/** Work before a question that takes no longer than this is not shown. */
const QUIET_MS = 1_000;
/** VS Code shows a progress message for at least 800 ms, however soon the work is done. */
const SHOWN_MS = 900;

/**
 * The same for work that ends with a question: what is quick shows nothing, and what was shown has gone when this resolves, so that no
 * message stays behind the question.
 */
export async function withProgressBeforeQuestion<T>(
  clock: Clock,
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const [stop, done] = [new AbortController(), new AbortController()];
  let report: Report | undefined;
  let last = '';
  const working = work(stop.signal, (message, increment) => {
    last = message;
    report?.(message, increment);
  });
  const show = (signal: AbortSignal, tell: Report): Promise<unknown> => {
    signal.addEventListener('abort', () => {
      stop.abort(signal.reason);
    });
    report = tell;
    tell(last);
    return Promise.all([working, delay(clock, SHOWN_MS, signal)]);
  };
  // Whether the work was done before, was canceled or failed is told by the work itself.
  const showing = delay(clock, QUIET_MS, done.signal)
    .then(() => withProgress(title, show))
    .catch(() => undefined);
  try {
    return await working;
  } finally {
    done.abort();
    await showing;
  }
}

/** Shows in the status bar that work is going on. */
export function withWindowProgress<T>(title: string, work: () => Thenable<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Window, title: labelText(messageText(title)) };
  return vscode.window.withProgress(options, work);
}

/** Shows a bar on top of a view while work is going on. */
export function withViewProgress<T>(viewId: string, work: () => Thenable<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}

export interface TextQuestion {
  readonly title?: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What is in the box to begin with. */
  readonly value?: string;
  /** Whether the box stays open while the person looks something up elsewhere. */
  readonly keepOpen?: boolean;
  /** What is wrong with a text; undefined where nothing is. */
  readonly validate?: (text: string) => string | undefined;
}

/** Asks for a text. Undefined if the person canceled. */
export function askText({
  title,
  prompt,
  placeholder,
  value,
  keepOpen,
  validate,
}: TextQuestion): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    prompt: messageText(prompt),
    ...(title === undefined ? {} : { title: messageText(title) }),
    ...(placeholder === undefined ? {} : { placeHolder: placeholder }),
    ...(value === undefined ? {} : { value }),
    ignoreFocusOut: keepOpen ?? false,
    validateInput: (text) => {
      const fault = validate?.(text);
      return fault === undefined ? undefined : messageText(fault);
    },
  });
}
