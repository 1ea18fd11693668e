import * as vscode from 'vscode';
import { keyId, type SessionKey } from '../../core/sessionKey';
import { sessionState, sessionTitle } from '../../render/session';
import type { App } from '../app';
import { withoutIcons } from '../icons';
import type { Logs } from './logs';
import { COMMANDS } from '../names';

/**
 * Shows a session's log and another's side by side as a comparison, without what differs between any two: times, ids, temporary
 * paths, processes.
 */
export async function compareLogs(app: App, logs: Logs, key: SessionKey): Promise<void> {
  const other = await chooseOther(app, key);
  if (!other) {
    return;
  }
  const [left, right] = [key, other].map((one) =>
    logs.opened({ key: one, log: 'session', actionId: undefined, bare: true, segment: 0 }),
  );
  if (left && right) {
    await Promise.all([left.load(), right.load()]);
    await vscode.commands.executeCommand(
      'vscode.diff',
      left.uriOf(left.newest),
      right.uriOf(right.newest),
      `${left.title} ↔ ${right.title}`,
    );
  }
}

async function chooseOther(app: App, key: SessionKey): Promise<SessionKey | undefined> {
  const others = app.list.keys.filter((one) => keyId(one) !== keyId(key));
  if (others.length === 0) {
    const lookUp = 'Look Up Session…';
    const message = 'There is no other session in the list to compare with. Look one up first.';
    if ((await vscode.window.showInformationMessage(message, lookUp)) === lookUp) {
      await vscode.commands.executeCommand(COMMANDS.lookUp);
    }
    return undefined;
  }
  const items = others.flatMap((one) => {
    const session = app.store.get(one);
    return session
      ? {
          label: withoutIcons(sessionTitle(session)),
          description: sessionState(session, app.now()),
          detail: one.sessionId,
          key: one,
        }
      : [];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: 'With the log of which session?',
    matchOnDetail: true,
  });
  return chosen?.key;
}
