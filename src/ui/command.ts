import type { App } from './app';
import type { DetailsPanels } from './detailsPanel';
import type { FarmsView } from './farms/farmsView';
import type { LogFailures } from './logs/logFailures';
import type { LogFollowing } from './logs/logFollowing';
import type { Logs } from './logs/logs';
import type { LogTimes } from './logs/logTimes';
import type { SessionsView } from './sessionsView';
import type { SignIns } from './signIns';
import type { StatusBar } from './statusBar';

/** The features that commands are about. */
export interface Features {
  readonly view: SessionsView;
  readonly farms: FarmsView;
  readonly panels: DetailsPanels;
  readonly logs: Logs;
  readonly logFollowing: LogFollowing;
  readonly logFailures: LogFailures;
  readonly logTimes: LogTimes;
  readonly statusBar: StatusBar;
  readonly signIns: SignIns;
}

/** What a command does; whoever takes an argument checks it. */
export type Command = (app: App, features: Features, ...args: readonly unknown[]) => unknown;
