import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { WatchedSession } from '../../core/session/watchedSession';
import { copyableText } from '../../render/copyable';
import type { Copyable } from '../../render/panel/panelProtocol';
import type { App } from '../app';
import { plainText } from '../../core/text/plainText';
import { showInfo, showInStatusBar } from '../window/messages';

/** Longer than any path, name or message that is worth copying. */
const LONGEST_LINE = 4_000;

/** Puts one of a session's facts on the clipboard and says so where it does not disturb. */
export async function copyText({ now }: Pick<App, 'now'>, what: Copyable, session: WatchedSession): Promise<void> {
  const text = copyableText(what, session, now());
  if (text !== undefined) {
    await copyPlain(text);
  } else if (what === 'cli' || what === 'deadlineCli') {
    void showInfo(t('The command can’t be written: some shells would interpret characters in the profile’s name.'));
  } else {
    void showInfo(t('This value isn’t known for the session.'));
  }
}

/** Copies what rows show: a line each, without controls, for a terminal may run what is pasted. */
export function copyLines(texts: readonly string[]): Promise<void> {
  return copyPlain(texts.map((text) => plainText(text, LONGEST_LINE)).join('\n'));
}

export async function copyPlain(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  showInStatusBar('check', t('Copied'));
}
