import type * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import type { Service } from '../core/ports';
import type { SessionKey } from '../core/sessionKey';
import type { SessionStore } from '../watch/sessionStore';
import type { Places } from './places';
import type { SeenSessions } from './seenSessions';
import type { SessionList } from './sessionList';

/** What every feature is given: built once, by the composition root. */
export interface App {
  readonly context: vscode.ExtensionContext;
  /** The service's client; loads its bundle when first called. */
  readonly service: () => Service;
  readonly store: SessionStore;
  readonly list: SessionList;
  readonly seen: SeenSessions;
  readonly places: Places;
  readonly output: vscode.LogOutputChannel;
  /** The sample farm's sessions worth looking at first; loads its bundle when first called. */
  readonly featuredSessions: () => readonly SessionKey[];
  /** For waiting. */
  readonly clock: Clock;
  /** The time, which a test can set. */
  readonly now: () => number;
}

/** Turns a token of VS Code's into the signal that everything inside works with. */
export function toSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  } else {
    token.onCancellationRequested(() => {
      controller.abort();
    });
  }
  return controller.signal;
}
