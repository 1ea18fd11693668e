/**
 * The farm as a tree: farm → queue → job → session, job → step → task → attempt, and farm → fleet → worker → session. Its keeper is
 * `watch/farms/farmTree.ts`.
 */
import type { Fault } from '../errors';
import type { JobPath, JobQuery } from './farm';
import type { StatusGroup, StepPath, TaskPath } from './tasks';
import type { FarmId, FleetId, QueueId } from '../ids';
import type { Farm, Fleet, Job, Queue, SessionAction, SessionSummary, Step, Task, Worker } from '../session/session';
import type { Connection, SessionKey } from '../session/sessionKey';

/**
 * One row of the tree. There is one object for each id as long as the row is in the tree, whatever becomes of the facts: those
 * are replaced whole, so a view that keeps a node always draws the newest.
 */
export type FarmNode =
  | FarmRow
  | QueueRow
  | JobRow
  | StepsRow
  | StepRow
  | TasksRow
  | TaskRow
  | AttemptRow
  | FleetsRow
  | FleetRow
  | WorkerRow
  | SessionRow;

interface Row {
  /** Unique and the same for ever: the place and the ids on the way down, e.g. `aws/studio/us-west-2/farm-…/queue-…`. */
  readonly id: string;
  readonly connection: Connection;
  /** Undefined for farms. */
  readonly parent: FarmNode | undefined;
}

/** Below it: its queues, then its fleets' row. */
export interface FarmRow extends Row {
  readonly kind: 'farm';
  readonly facts: Farm;
}

/** Below it: the jobs that its query asks for. */
export interface QueueRow extends Row {
  readonly kind: 'queue';
  readonly farmId: FarmId;
  readonly facts: Queue;
  readonly query: JobQuery;
  /** What runs in it; undefined until that was found out and where it may not be. */
  readonly activity: QueueActivity | undefined;
}

/** Below it: its steps' row, then its sessions: active ones, then failed ones, then the others, each the newest first. */
export interface JobRow extends Row {
  readonly kind: 'job';
  readonly path: JobPath;
  readonly facts: Job;
}

/** The row that a job's steps are below, those with failed tasks first. */
export interface StepsRow extends Row {
  readonly kind: 'steps';
  readonly path: JobPath;
}

/** Below it: its tasks, in the order of `compareTasks`; where there are more than a page of them, a row for each kind of status. */
export interface StepRow extends Row {
  readonly kind: 'step';
  readonly path: StepPath;
  readonly facts: Step;
}

/** The row that a step's tasks of one kind of status are below, where a step has many tasks. */
export interface TasksRow extends Row {
  readonly kind: 'tasks';
  readonly parent: StepRow;
  readonly path: StepPath;
  /** The kind of status: `STATUS_GROUPS` has most. */
  readonly group: StatusGroup;
}

/** Below a step, or below the row of its kind of status. Below it: its attempts, the latest first. */
export interface TaskRow extends Row {
  readonly kind: 'task';
  readonly path: TaskPath;
  readonly facts: Task;
  /** Where it ran last, e.g. `ip-10-0-3-7`; undefined until that was found out and where the service does not say. */
  readonly hostName: string | undefined;
  /** How often it was tried, once its attempts are listed. */
  readonly tries: number | undefined;
}

/** One run of a task: an action of a session. Nothing is below it. */
export interface AttemptRow extends Row {
  readonly kind: 'attempt';
  readonly parent: TaskRow;
  readonly key: SessionKey;
  readonly facts: SessionAction;
  /** As a task's. */
  readonly hostName: string | undefined;
}

/** The row that a farm's fleets are below. */
export interface FleetsRow extends Row {
  readonly kind: 'fleets';
  readonly farmId: FarmId;
}

/** Below it: its workers. */
export interface FleetRow extends Row {
  readonly kind: 'fleet';
  readonly farmId: FarmId;
  readonly facts: Fleet;
}

/** Below it: what it runs and ran, active sessions first. */
export interface WorkerRow extends Row {
  readonly kind: 'worker';
  readonly farmId: FarmId;
  readonly fleetId: FleetId;
  readonly facts: Worker;
}

/** Below a job or a worker; nothing is below it. */
export interface SessionRow extends Row {
  readonly kind: 'session';
  readonly key: SessionKey;
  readonly facts: SessionFacts;
  /** A session is `failed` if the last try of one of its tasks failed in it; below workers this is not known. */
  readonly group: 'active' | 'failed' | 'ended';
  /** Where it ran, e.g. `ip-10-0-3-7`; undefined until that was found out, below workers, and where the service does not say. */
  readonly hostName: string | undefined;
  /** What failed in it; undefined below workers, until it was found out, and where nothing did. */
  readonly failure: SessionFailure | undefined;
  /** What it was about; undefined below jobs, and until it was found out. */
  readonly work: SessionWork | undefined;
}

/** What a session was about and how it went, as far as it may be read. */
export interface SessionWork {
  readonly jobName: string | undefined;
  /** Of the steps whose tasks it ran. */
  readonly stepNames: readonly string[];
  /** From the first one on. */
  readonly actions: readonly SessionAction[];
  /** Whether these are all its actions. */
  readonly isWhole: boolean;
}

/** The tasks whose last try failed in a session. */
export interface SessionFailure {
  /** One of them. */
  readonly task: Pick<Task, 'stepId' | 'parameters'>;
  /** How many there are beside it. */
  readonly others: number;
}

/** What lists say of a session. */
export type SessionFacts = Pick<
  SessionSummary,
  'sessionId' | 'fleetId' | 'workerId' | 'startedAtMs' | 'endedAtMs' | 'lifecycleStatus' | 'targetLifecycleStatus'
>;

/** What runs in a queue. */
export interface QueueActivity {
  /** Jobs that hold workers, or are about to. */
  readonly activeJobs: number;
  /** Tasks that run now. */
  readonly runningTasks: number;
  /** Whether there may be more: one search tells of a hundred jobs in up to ten queues. */
  readonly isAtLeast: boolean;
}

/** What is below a row, as far as it is known. */
export interface Level {
  readonly nodes: readonly FarmNode[];
  /** Whether the service has more to list: `FarmTree.more` gets the next page. It may bring no row. */
  readonly hasMore: boolean;
  /** How many there are in all where the service counts, e.g. 12,345 jobs; 10,000 means that many or more. */
  readonly total: number | undefined;
  /** Whether there is more than the service's search can reach: the rest is found by narrowing the query. */
  readonly isBeyondReach: boolean;
  /** Why a page of it could not be listed, or its rows not read again: for farms a Region each, else one at most. What was listed before stays, and may be out of date. */
  readonly faults: readonly LevelFault[];
  /** Why some of what its rows lack could not be found out, each reason once: e.g. hosts that may not be read. */
  readonly gaps: readonly Fault[];
  /** Whether a page is on its way. */
  readonly isLoading: boolean;
}

/** Why something is not in a level. */
export interface LevelFault {
  readonly connection: Connection;
  readonly fault: Fault;
}

/** What became different. */
export interface FarmTreeChange {
  /** Rows that look different now: to be painted again, never rebuilt. */
  readonly painted: readonly FarmNode[];
  /** Rows whose level is another one now; undefined stands for the farms. */
  readonly listed: readonly (FarmNode | undefined)[];
}

/** The ids and names on the way to something that is to be shown in the tree; what is known of it saves a call each. */
export interface FarmPath {
  readonly connection: Connection;
  readonly farm: Farm | FarmId;
  readonly queue?: Queue | QueueId;
  readonly job?: Job | JobPath['jobId'];
  readonly session?: SessionFacts | SessionFacts['sessionId'];
  /** Below the job, in place of a session. */
  readonly step?: Step | Step['stepId'];
  readonly task?: Task | Task['taskId'];
  /** Below the farm, in place of a queue. */
  readonly fleet?: Fleet | FleetId;
  readonly worker?: Worker;
}
