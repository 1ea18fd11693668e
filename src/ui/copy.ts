import * as vscode from 'vscode';
import type { WatchedSession } from '../core/watched';
import { copyableText } from '../render/copyable';
import type { Copyable } from '../render/panelProtocol';
import type { App } from './app';

/** Puts one of a session's facts on the clipboard and says so where it does not disturb. */
export async function copyText({ now }: Pick<App, 'now'>, what: Copyable, session: WatchedSession): Promise<void> {
  const text = copyableText(what, session, now());
  if (text !== undefined) {
    await copyPlain(text);
  }
}

export async function copyPlain(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('$(check) Copied', 2000);
}
