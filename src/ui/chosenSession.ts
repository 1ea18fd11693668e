import * as vscode from 'vscode';
import type { SessionKey } from '../core/sessionKey';
import type { WatchedSession } from '../core/watched';
import { sessionState, sessionTitle } from '../render/session';
import type { App } from './app';
import type { Features } from './command';
import { withoutIcons } from './icons';
import { COMMANDS } from './names';
import { keyArgument } from './sessionsView';

/** Uses the session that a command is about: its argument, else the page or log in front, else the person's choice. */
export async function withSession(
  app: App,
  { panels, logs }: Pick<Features, 'panels' | 'logs'>,
  argument: unknown,
  use: (key: SessionKey) => unknown,
): Promise<void> {
  const key = keyArgument(argument) ?? panels.activeKey ?? logs.active?.log.logKey.key ?? (await chooseListed(app));
  if (key) {
    await use(key);
  }
}

async function chooseListed(app: App): Promise<SessionKey | undefined> {
  if (app.list.keys.length === 0) {
    await vscode.commands.executeCommand(COMMANDS.lookUp);
    return undefined;
  }
  const items = app.list.keys.map((key) => ({
    label: withoutIcons(sessionTitle(stateOf(app, key))),
    description: sessionState(stateOf(app, key), app.now()),
    detail: key.sessionId,
    key,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which session?', matchOnDetail: true }))?.key;
}

/** A session as it is known; one that is not watched is not. */
export function stateOf(app: App, key: SessionKey): WatchedSession {
  return app.store.get(key) ?? { key, snapshot: undefined, fault: undefined, decisiveLines: undefined, loading: false };
}
