import type * as vscode from 'vscode';
import type { Clock } from '../core/async/clock';
import type { LogSpan } from '../core/logs/pages/logReader';
import type { LogEvent, LogLocation } from '../core/service/ports';
import type { Service } from '../core/service/service';
import type { SessionKey } from '../core/session/sessionKey';
import type { LogFollower, LogFollowerOptions } from '../watch/logs/logFollower';
import type { LogStore, LogStoreOptions } from '../watch/logs/logStore';
import type { KnownSessions } from '../watch/sessions/knownSessions';
import type { SessionStore } from '../watch/sessions/sessionStore';
import type { CallCounts } from '../watch/shared/callCounts';
import type { WatchedParts } from '../watch/watching/watchedParts';
import type { Watching } from '../watch/watching/watching';
import type { WatchList } from '../watch/watching/watchList';
import type { CommandId } from './names';
import type { CurrentConnection } from './state/currentConnection';
import type { SeenSessions } from './state/seenSessions';
import type { SessionList } from './state/sessionList';

/** What every feature is given: built once, by the composition root. */
export interface App {
  readonly context: vscode.ExtensionContext;
  /** The service's client; loads its bundle when first called. */
  readonly service: () => Service;
  readonly store: SessionStore;
  readonly list: SessionList;
  /** What people watch, and the jobs among it as they are. */
  readonly watchList: WatchList;
  /** What people watch beside sessions, as far as it was read. */
  readonly watchedParts: WatchedParts;
  /** What happens to what people watch, and who asks about it. */
  readonly watching: Pick<Watching, 'news' | 'onNews' | 'lease' | 'isAboutWatched' | 'nextRoundMs'>;
  /** How often this window called the service. */
  readonly callCounts: CallCounts;
  /** What was last read of sessions, over windows. */
  readonly known: KnownSessions;
  readonly seen: SeenSessions;
  readonly currentConnection: CurrentConnection;
  readonly output: vscode.LogOutputChannel;
  /** The sample farm's sessions worth looking at first; loads its bundle when first called. */
  readonly featuredSessions: () => readonly SessionKey[];
  /** The one of them that shows best what the extension does: one that failed. */
  readonly tellingSession: () => SessionKey | undefined;
  /** Whether the sample farm made an ID; loads its bundle when first called. */
  readonly isSampleId: (id: string) => boolean;
  /** For waiting. */
  readonly clock: Clock;
  /** The loaded part of a log, with nothing in it yet. The caller disposes of it. */
  readonly openLog: (options: LogToOpen) => LogStore;
  /** Polls a log while somebody looks; `poll` is `LogStore.loadNewer`. The caller disposes of it. */
  readonly followLog: (poll: LogFollowerOptions['poll']) => LogFollower;
  /** All events of a log, or of a span of it, page by page from the oldest on; nothing of it is kept. */
  readonly wholeLog: (
    location: LogLocation,
    span: LogSpan | undefined,
    signal: AbortSignal,
  ) => AsyncIterable<readonly LogEvent[]>;
  /** The time, which a test can set. */
  readonly now: () => number;
  readonly run: RunCommand;
}

/**
 * Carries out one of the extension's own commands, as if a person had chosen it: its arguments are checked, and a fault is shown. What
 * carries it out is known once all features are made, see `OwnCommands`.
 */
export type RunCommand = (id: CommandId, ...args: readonly unknown[]) => Promise<void>;

/** Which log is to be opened. */
export type LogToOpen = Pick<LogStoreOptions, 'location' | 'kind' | 'span' | 'startedAtMs' | 'isGrowing'>;

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
