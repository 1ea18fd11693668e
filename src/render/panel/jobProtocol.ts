/**
 * What the extension and a job's page say to each other. The page is not trusted: everything it sends is checked by
 * `parseFromJobPage`. It names groups by the names that the extension gave them, and their lines and tasks by number; never IDs,
 * paths, addresses or commands.
 */
import type { Fault, Remedy } from '../../core/errors';
import type { JobKey } from '../../core/session/sessionKey';
import type { Tone } from '../../core/session/status';
import type { LanesPicture } from './lanesProtocol';
import { isRemedy, parsePlace, type RevealedPlace } from './panelProtocol';

export type ToJobPage =
  | { readonly type: 'job'; readonly picture: JobPicture }
  /** What `showTasks` asked for. */
  | {
      readonly type: 'tasks';
      readonly group: string;
      /** Number of the first of these rows among the tasks of the group. */
      readonly from: number;
      readonly total: number;
      readonly rows: readonly TaskPicture[];
    }
  /** What `showLanes` asked for, as far as it is read. */
  | { readonly type: 'lanes'; readonly lanes: LanesPicture };

/** What the page draws: words and figures, of bounded size whatever the job is. Texts are fit to be drawn as text. */
export interface JobPicture {
  readonly key: JobKey;
  /** The job's name. */
  readonly title: string;
  /** What the page is called. */
  readonly heading: string;
  /** From the connection down to the job: what each is called. */
  readonly belonging: { readonly connection: string; readonly farm: string; readonly queue: string };
  readonly isSample: boolean;
  /** The job's status in a word, e.g. `failed`; empty where it is not known. */
  readonly status: string;
  readonly tone: Tone;
  readonly headline: string;
  readonly isReading: boolean;
  /** Whether reading was stopped before its end. */
  readonly isStopped: boolean;
  /** What is being read, or that reading was stopped; empty once all is read. */
  readonly progress: string;
  /** 0 to 1; undefined where that is unknown. */
  readonly done: number | undefined;
  /** What stands in the way, as a whole: nothing else can be shown. */
  readonly fault: Fault | undefined;
  /** What could not be read, a sentence each, and the ways out. */
  readonly unread: { readonly lines: readonly string[]; readonly remedies: readonly Remedy[] } | undefined;
  /** The IAM actions for want of which something could not be read, e.g. `deadline:SearchTasks`. */
  readonly permissions: readonly string[];
  readonly suspects: readonly SuspectPicture[];
  /** What is said of the hosts where no host stands out; empty for nothing. */
  readonly hosts: string;
  /** What the button says that compares the hosts, with what it costs; empty where there is nothing to compare or it is done. */
  readonly compare: string;
  /** What the button says that shows the job as a picture, with what it costs; empty where no session can have been. */
  readonly showLanes: string;
  readonly groups: readonly GroupPicture[];
  /** What failed in sessions outside of tasks, where no task failed. */
  readonly sessionFailures: readonly SessionFailurePicture[];
  /** Groups that are not in `groups`; `moreGroups` asks for them. */
  readonly hiddenGroups: number;
  /** When it was read, e.g. `10:14:31`; empty before that. */
  readonly readAt: string;
  /** Whether tasks of the job can still fail. */
  readonly goesOn: boolean;
  /** Whether tasks can be retried from here. */
  readonly canRetry: boolean;
}

/** A host that stands out. */
export interface SuspectPicture {
  readonly name: string;
  readonly words: string;
  /** Whether its other jobs can be looked at. */
  readonly canLook: boolean;
  readonly isLooking: boolean;
}

/** Tasks that failed of one cause. */
export interface GroupPicture {
  /** What the page calls it. */
  readonly id: string;
  readonly sentence: string;
  readonly certainty: string;
  readonly tone: Tone;
  readonly tasks: number;
  /** Its part of all failed tasks that were read, 0 to 1. */
  readonly share: number;
  readonly ranges: string;
  readonly shared: string;
  readonly said: string;
  readonly hosts: string;
  readonly when: string;
  readonly spread: string;
  readonly basis: string;
  readonly advice: string;
  readonly studioRule: string;
  readonly evidence: readonly EvidencePicture[];
  /** The task to look at, e.g. `Frame 1003 · Layer hair`. */
  readonly example: string;
  /** Where and when it failed, e.g. `rack2-node40, 14:02`. */
  readonly exampleAt: string;
  /** Whether there is a session of it to open. */
  readonly opens: boolean;
  readonly seen: SeenPicture | undefined;
}

/** What failed alike in sessions outside of tasks. */
export interface SessionFailurePicture {
  /** e.g. `Enter Conda: The environment could not be made.` */
  readonly sentence: string;
  /** How sure the cause is. */
  readonly certainty: string;
  /** e.g. `3 sessions on 2 hosts since 14:02, last at 14:40` */
  readonly words: string;
  readonly advice: string;
  readonly evidence: readonly EvidencePicture[];
}

/** A line that a cause rests on, e.g. of the example's log. */
export interface EvidencePicture {
  readonly text: string;
  readonly why: string;
  readonly isInLog: boolean;
}

/** What is remembered of the same failure. */
export interface SeenPicture {
  /** e.g. `Seen in 3 other jobs: 14 tasks since Tuesday.`; empty for the first time. */
  readonly words: string;
  /** What the person wrote about it; empty for nothing. */
  readonly note: string;
}

/** One task of a group. */
export interface TaskPicture {
  readonly label: string;
  readonly host: string;
  readonly when: string;
  /** Whether its own log was read. */
  readonly isSampled: boolean;
  /** Whether it has a session to open. */
  readonly opens: boolean;
}

/** What the editor keeps of the page so that it paints at once after a reload. The serializer takes the key, through `parseJobKey`. */
export interface JobPageState {
  readonly version: 1;
  readonly key: JobKey;
  readonly picture: JobPicture;
  /** Pixels from the top. */
  readonly scroll: number;
}

/** What can be copied of the whole; the extension knows the text. */
export const JOB_COPYABLE = ['jobId', 'queueId', 'farmId', 'allIds', 'link', 'markdown', 'csv', 'policy'] as const;
export type JobCopyable = (typeof JOB_COPYABLE)[number];

export type FromJobPage =
  /** The page listens now and wants its job. */
  | { readonly type: 'ready' }
  /** Read again, or go on where it was stopped. */
  | { readonly type: 'refresh' | 'stop' | 'compareHosts' | 'moreGroups' | 'saveCsv' }
  /** Read all sessions and actions and show them as a picture, or go on with that; end that; save them as a Chrome trace. */
  | { readonly type: 'showLanes' | 'stopLanes' | 'saveTrace' }
  /** Open the session of an action of the picture at that action; the action's place. */
  | { readonly type: 'openLaneAction'; readonly index: number }
  /** Open a session of a lane: the lane's number among those that were sent last, and the session's in the lane; failed first if missing. */
  | { readonly type: 'openLaneSession'; readonly index: number; readonly session?: number }
  /** Look through the other failed jobs of the queue; find a text in the logs of the job's sessions. */
  | { readonly type: 'lookThrough' | 'findInLogs' }
  | { readonly type: 'copy'; readonly what: JobCopyable }
  /** Show the row of the job, or of its queue or farm, in the Farms view. */
  | { readonly type: 'reveal'; readonly place: RevealedPlace }
  /** Read what a suspect host ran in other jobs; its number among the suspects. */
  | { readonly type: 'lookElsewhere'; readonly index: number }
  /** Open the example of what failed outside of tasks; its number among `sessionFailures`. */
  | { readonly type: 'openSession'; readonly index: number }
  /** Open the session of the group's example; copy the group; retry its tasks. */
  | { readonly type: 'openExample' | 'copyGroup' | 'retryGroup'; readonly group: string }
  | { readonly type: 'retryAll' }
  /** Open the log at a line of evidence. */
  | { readonly type: 'openEvidence'; readonly group: string; readonly index: number }
  /** Send the tasks of a group from a number on. */
  | { readonly type: 'showTasks'; readonly group: string; readonly index: number }
  /** Open the log of one of the tasks that were sent last of this group; its number among all of the group. */
  | { readonly type: 'openTask'; readonly group: string; readonly index: number }
  /** Keep what the person writes about this failure. */
  | { readonly type: 'note'; readonly group: string; readonly text: string }
  | { readonly type: 'remedy'; readonly remedy: Remedy };

/** How many tasks are sent at a time. */
export const TASKS_A_PAGE = 100;
/** More characters than anybody writes into a note. */
export const LONGEST_NOTE = 2_000;
const LONGEST_NAME = 200;
const MOST_NUMBERED = 1_000_000;

/** A message from a job's page, or undefined for anything that is none. */
export function parseFromJobPage(value: unknown): FromJobPage | undefined {
  const message = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { type, what, remedy, text } = message;
  const group = typeof message.group === 'string' && message.group.length <= LONGEST_NAME ? message.group : undefined;
  const index = isNumber(message.index) ? message.index : undefined;
  switch (type) {
    case 'ready':
    case 'refresh':
    case 'stop':
    case 'compareHosts':
    case 'moreGroups':
    case 'saveCsv':
    case 'lookThrough':
    case 'findInLogs':
    case 'retryAll':
    case 'showLanes':
    case 'stopLanes':
    case 'saveTrace':
      return { type };
    case 'copy': {
      const copyable = JOB_COPYABLE.find((one) => one === what);
      return copyable && { type, what: copyable };
    }
    case 'reveal': {
      const place = parsePlace(message.place);
      return place && { type, place };
    }
    case 'openLaneSession':
      return index === undefined
        ? undefined
        : { type, index, ...(isNumber(message.session) ? { session: message.session } : {}) };
    case 'lookElsewhere':
    case 'openSession':
    case 'openLaneAction':
      return index === undefined ? undefined : { type, index };
    case 'openExample':
    case 'copyGroup':
    case 'retryGroup':
      return group === undefined ? undefined : { type, group };
    case 'openEvidence':
    case 'showTasks':
    case 'openTask':
      return group === undefined || index === undefined ? undefined : { type, group, index };
    case 'note':
      return group === undefined || typeof text !== 'string'
        ? undefined
        : { type, group, text: text.slice(0, LONGEST_NOTE) };
    case 'remedy':
      return isRemedy(remedy) ? { type, remedy } : undefined;
    default:
      return undefined;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < MOST_NUMBERED;
}
