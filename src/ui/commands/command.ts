import type { App } from '../app';
import type { CausesFile } from '../causes/causesFile';
import type { ComparisonPages } from '../compare/comparisonPages';
import type { DetailsPanels } from '../sessions/detailsPanel';
import type { FarmsView } from '../farms/farmsView';
import type { JobLogFinder } from '../jobs/findInJobLogs';
import type { JobPages } from '../jobs/jobPages';
import type { QueueFailuresLists } from '../jobs/queueFailures';
import type { LogFailures } from '../logs/logFailures';
import type { LogFollowing } from '../logs/logFollowing';
import type { LogSearch } from '../logs/find/logSearch';
import type { LogProblems } from '../logs/drawing/logProblems';
import type { Logs } from '../logs/logs';
import type { LogTimes } from '../logs/drawing/logTimes';
import type { RunStatusChanges } from '../runStatus/runStatusChanges';
import type { SessionsView } from '../sessions/sessionsView';
import type { SignIns } from '../connection/signIns';
import type { StatusBar } from '../sessions/statusBar';
import type { saveSupportBundle } from '../supportBundle/saveSupportBundle';
import type { FailureMemory } from '../../watch/jobs/failureMemory';
import type { StorageRuleStore } from '../../watch/sessions/storageRuleStore';
import type { RowChoices } from './rowChoices';

/** The features that commands are about. */
export interface Features {
  readonly view: SessionsView;
  readonly farms: FarmsView;
  readonly panels: DetailsPanels;
  readonly jobs: JobPages;
  readonly queueFailures: QueueFailuresLists;
  /** What is remembered of failures: AWS's, and the sample farm's. */
  readonly failureMemories: () => readonly FailureMemory[];
  readonly jobLogFinder: JobLogFinder;
  readonly logs: Logs;
  readonly logFollowing: LogFollowing;
  readonly logFailures: LogFailures;
  readonly comparisons: ComparisonPages;
  readonly causes: CausesFile;
  readonly logSearch: LogSearch;
  readonly logTimes: LogTimes;
  readonly logProblems: LogProblems;
  /** How paths of hosts are paths here, by the storage profiles of queues. */
  readonly storageRules: StorageRuleStore;
  readonly statusBar: StatusBar;
  readonly signIns: SignIns;
  readonly rowChoices: RowChoices;
  readonly runStatus: RunStatusChanges;
  /** What saves support bundles; loads its bundle when first called. */
  readonly supportBundle: () => { readonly saveSupportBundle: typeof saveSupportBundle };
}

/** What a command does; a command that takes an argument checks it. */
export type Command = (app: App, features: Features, ...args: readonly unknown[]) => unknown;
