/**
 * What the extension and the details page say to each other. The page is not trusted: everything it sends is checked by
 * `parseFromPage`, and it can only name things to do, never ids, paths, URLs or commands.
 */
import type { Remedy } from '../../core/errors';
import { type SessionActionId, isId } from '../../core/ids';
import type { HostSample } from '../../core/metrics/hostMetrics';
import type { SessionKey } from '../../core/session/sessionKey';
import type { JobPace } from '../../core/timeline/jobPace';
import type { TaskTries } from '../../core/triage/taskTries';
import { CONSOLE_PLACES, type ConsolePlace } from '../consoleLinks';
import type { WatchedSession } from '../../core/session/watchedSession';

export interface ToPage {
  readonly type: 'session';
  readonly session: WatchedSession;
  /** The service's time as we know it when this was sent, so that durations do not depend on the page's clock. */
  readonly nowMs: number;
  /** The action at which the page was opened; missing where the session was opened. */
  readonly at?: ShownAction;
  /** Whether a person watches it until it ends. */
  readonly isWatched?: boolean;
  /** How often its failed task was tried; missing until that is read, and where no task failed. */
  readonly tries?: TaskTries;
  /** What the worker's agent measured of its host while the session ran; missing until that is read, and where there is nothing. */
  readonly machine?: readonly HostSample[];
  /** How the job's other sessions spent their time; missing where that was not read. */
  readonly pace?: JobPace;
  /** The last lines of the failed action's log; missing until they are requested. */
  readonly tail?: LogTail;
  /** Sections that a person folded on any page. */
  readonly folded?: readonly PageSection[];
  /** The sections in the order that a person gave them on any page. */
  readonly order?: readonly PageSection[];
}

/** The last lines of an action's log, as they were written. */
export interface LogTail {
  readonly sessionActionId: SessionActionId;
  readonly lines: readonly string[];
  /** Whether more of them can be shown. */
  readonly hasMore: boolean;
}

/** The sections of the page that can be folded and moved, by the IDs of their headings, in the order that they have at first. */
export const SECTIONS = ['timeline', 'actions', 'host', 'logs', 'lifecycle', 'job', 'raw'] as const;
export type PageSection = (typeof SECTIONS)[number];

/** All sections, once each: first those that a list names, in its order; the others keep theirs. */
export function sectionOrder(named: unknown): readonly PageSection[] {
  const known = Array.isArray(named) ? SECTIONS.filter((one) => named.includes(one)) : [];
  const first = known.toSorted((one, other) => (named as unknown[]).indexOf(one) - (named as unknown[]).indexOf(other));
  return [...first, ...SECTIONS.filter((one) => !first.includes(one))];
}

/** An action that the page brings into view. */
export interface ShownAction {
  readonly sessionActionId: SessionActionId;
  /** Another number each time that somebody asks: the same one again changes nothing. */
  readonly request: number;
}

/**
 * What the page keeps with the editor so that it paints at once after a reload. The extension's serializer takes the key from it,
 * through `parseSessionKey` like all data from outside; the rest is the page's own.
 */
export interface PageState {
  readonly version: 1;
  readonly key: SessionKey;
  /** The last picture without the raw answer and without the actions that are folded; missing before the first reading. */
  readonly session: WatchedSession | undefined;
  readonly omittedActions: number;
  /** Missing where an earlier version kept it. */
  readonly folded?: readonly PageSection[];
  readonly order?: readonly PageSection[];
  /** Pixels from the top. */
  readonly scroll: number;
}

/** What can be copied from the page; the host knows the text. */
export const COPYABLE = [
  'sessionId',
  'allIds',
  'jobId',
  'queueId',
  'farmId',
  'fleetId',
  'workerId',
  'hostName',
  'cli',
  'deadlineCli',
  'jobArn',
  'consoleLink',
  'markdown',
  'addresses',
  'instanceArn',
  'sessionLogGroup',
  'sessionLogStream',
  'workerLogGroup',
  'workerLogStream',
  'jobName',
  'failure',
  'policy',
  'raw',
] as const;
export type Copyable = (typeof COPYABLE)[number];

/** What the page's menu can do with its session; each is a command of the same name. */
export const PAGE_COMMANDS = [
  'goToFailure',
  'retryTask',
  'openWorkerLog',
  'watch',
  'unwatch',
  'revealInFarms',
  'openMonitor',
  'showHost',
  'whyJobFailed',
  'compareSessions',
  'saveReport',
  'saveSupportBundle',
  'endSession',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

export type FromPage =
  /** The page listens now and wants its session. */
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  /** Show why the session's job failed. */
  | { readonly type: 'openJob' }
  /** Save what ran when as a Chrome trace. */
  | { readonly type: 'saveTrace' }
  /** Read the job's other sessions, to set their figures beside those of this one. */
  | { readonly type: 'readPace' }
  | { readonly type: 'copy'; readonly what: Copyable }
  | { readonly type: 'run'; readonly command: PageCommand }
  /** Show where the session belongs in the Farms view: the row of its farm, queue or job, or its own. */
  | { readonly type: 'reveal'; readonly place: RevealedPlace }
  | { readonly type: 'openLog'; readonly log: 'session' | 'worker' }
  /** Open the session's log at the first line of an action. */
  | { readonly type: 'openAction'; readonly sessionActionId: SessionActionId }
  /** Compare an action with one that succeeded. */
  | { readonly type: 'compareAction'; readonly sessionActionId: SessionActionId }
  /** Open the session of a try of the failed task, at that action: an index into `TaskTries.tries`. */
  | { readonly type: 'openTry'; readonly index: number }
  /** Open the session's log at a line that the diagnosis rests on: `EvidenceLine.index`. */
  | { readonly type: 'openEvidence'; readonly index: number }
  /** Compare what the failed action wrote with runs of other sessions that succeeded, and name the cause again. */
  | { readonly type: 'checkElsewhere' }
  /** Show more of the end of the failed action's log on the page; copy what is shown of it. */
  | { readonly type: 'moreLines' | 'copyLines' }
  /** Open in the AWS console what the session ran on or wrote. */
  | { readonly type: 'openConsole'; readonly place: ConsolePlace }
  | { readonly type: 'fold'; readonly section: PageSection; readonly isFolded: boolean }
  /** Keep the sections in another order: all of them, once each. */
  | { readonly type: 'arrange'; readonly order: readonly PageSection[] }
  /** Show all sections again, in the order that they have at first. */
  | { readonly type: 'resetLayout' }
  /** Open the session's log at the line that its running action waits with. */
  | { readonly type: 'openWait' }
  | { readonly type: 'remedy'; readonly remedy: Remedy };

/** What a session belongs to, from the farm down to itself. */
export const REVEALED_PLACES = ['farm', 'queue', 'job', 'session'] as const;
export type RevealedPlace = (typeof REVEALED_PLACES)[number];

/** A place that a page names; undefined for anything else. */
export function parsePlace(value: unknown): RevealedPlace | undefined {
  return REVEALED_PLACES.find((one) => one === value);
}

const REMEDIES: ReadonlySet<unknown> = new Set<Remedy>([
  'retry',
  'signIn',
  'chooseConnection',
  'lookUp',
  'chooseOther',
  'openSampleFarm',
  'openLog',
  'editAwsConfig',
  'showOutput',
  'reportIssue',
  'getStarted',
]);

/** Whether a word from a page is a way out that it may offer. */
export function isRemedy(value: unknown): value is Remedy {
  return REMEDIES.has(value);
}

/** More lines than a diagnosis ever names, and as many tries as one call lists. */
const MOST_LINES = 100;

/** A message from the page, or undefined for anything that is none. */
export function parseFromPage(value: unknown): FromPage | undefined {
  const message = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { type, what, log, sessionActionId, index, remedy } = message;
  switch (type) {
    case 'ready':
    case 'refresh':
    case 'openJob':
    case 'saveTrace':
    case 'readPace':
    case 'openWait':
    case 'checkElsewhere':
    case 'moreLines':
    case 'copyLines':
    case 'resetLayout':
      return { type };
    case 'copy': {
      const copyable = COPYABLE.find((one) => one === what);
      return copyable && { type, what: copyable };
    }
    case 'run': {
      const command = PAGE_COMMANDS.find((one) => one === message.command);
      return command && { type, command };
    }
    case 'reveal': {
      const place = parsePlace(message.place);
      return place && { type, place };
    }
    case 'openConsole': {
      const place = CONSOLE_PLACES.find((one) => one === message.place);
      return place && { type, place };
    }
    case 'fold': {
      const section = SECTIONS.find((one) => one === message.section);
      return section && { type, section, isFolded: message.isFolded === true };
    }
    case 'arrange':
      return Array.isArray(message.order) ? { type, order: sectionOrder(message.order) } : undefined;
    case 'openLog':
      return log === 'session' || log === 'worker' ? { type, log } : undefined;
    case 'openAction':
    case 'compareAction':
      return isId('sessionaction', sessionActionId) ? { type, sessionActionId } : undefined;
    case 'openEvidence':
    case 'openTry':
      return typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < MOST_LINES
        ? { type, index }
        : undefined;
    case 'remedy':
      return isRemedy(remedy) ? { type, remedy } : undefined;
    default:
      return undefined;
  }
}
