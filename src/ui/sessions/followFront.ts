import * as vscode from 'vscode';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import type { FarmsView } from '../farms/farmsView';
import type { Logs } from '../logs/logs';
import type { DetailsPanels } from './detailsPanel';
import type { SessionsView } from './sessionsView';

interface Front {
  readonly app: Pick<App, 'list'>;
  readonly panels: Pick<DetailsPanels, 'activeKey' | 'onDidChangeVisibility'>;
  readonly logs: Pick<Logs, 'active'>;
  readonly view: Pick<SessionsView, 'follow' | 'onDidChangeVisibility'>;
  readonly farms: Pick<FarmsView, 'follow' | 'onDidChangeVisibility' | 'selection'>;
}

/**
 * Keeps the row of the session in front selected in both trees, as VS Code's Explorer does with files. Only rows that are there are
 * selected: nothing is asked of the service, nothing is shown that was hidden.
 */
export function followFront({ app, panels, logs, view, farms }: Front): vscode.Disposable {
  const front = (): SessionKey | undefined => panels.activeKey ?? logs.active?.log.logKey.key;
  let last: string | undefined;
  const follow = (...views: readonly Pick<SessionsView, 'follow'>[]): void => {
    const key = front();
    if (key) {
      views.forEach((one) => {
        one.follow(key);
      });
    }
  };
  // What the person selects or reveals meanwhile stays selected: rows follow only when something else comes to the front.
  const followOther = (): void => {
    const key = front();
    const id = key && keyId(key);
    if (id !== last) {
      last = id;
      follow(view, farms);
    }
  };
  return vscode.Disposable.from(
    panels.onDidChangeVisibility(followOther),
    vscode.window.onDidChangeActiveTextEditor(followOther),
    view.onDidChangeVisibility(() => {
      follow(view);
    }),
    farms.onDidChangeVisibility(() => {
      // A row that a person revealed made the view visible.
      if (farms.selection.length === 0) {
        follow(farms);
      }
    }),
    app.list.onDidChange(() => {
      follow(view);
    }),
  );
}
