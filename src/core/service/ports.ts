/**
 * What the inspector needs from a render farm's service. `aws/` provides it; `watch/` and `ui/` use it and know nothing else.
 * Every method rejects with a `UserError`, or with the signal's reason once that is aborted.
 */
import type { ClientTokens } from '../farm/clientTokens';
import type { FoundJob, JobPath, JobQuery, Listing } from '../farm/farm';
import type { StepPath, TargetRunStatus, TaskPath, TaskQuery } from '../farm/tasks';
import type { FarmId, FleetId, JobId, QueueId, SessionActionId, SessionId, StepId, TaskId, WorkerId } from '../ids';
import type { StorageProfile } from '../references/storageRules';
import type { Connection, SessionKey } from '../session/sessionKey';
import type {
  Farm,
  Fleet,
  FoundWorker,
  Job,
  LogConfiguration,
  Part,
  Queue,
  Session,
  SessionAction,
  SessionSnapshot,
  SessionSummary,
  Step,
  Task,
  Worker,
  WorkerSession,
} from '../session/session';

/** Reads sessions. */
export interface SessionSource {
  /** All about one session: GetSession, its names, worker, actions and steps, side by side. Only a session that cannot be read rejects. */
  fetchSnapshot(key: SessionKey, signal: AbortSignal): Promise<SessionSnapshot>;

  /**
   * The sessions' own facts, 100 a call (BatchGetSession; GetSession one by one where that is not allowed). One entry a key, in
   * the keys' order. All keys must be of one place.
   */
  fetchSessions(keys: readonly SessionKey[], signal: AbortSignal): Promise<readonly Part<Session>[]>;

  /**
   * Some actions of sessions, 100 a call (BatchGetSessionAction), in the order asked; undefined where there is no such action.
   * All must be of one place.
   */
  fetchActions(wanted: readonly ActionKey[], signal: AbortSignal): Promise<readonly Part<SessionAction | undefined>[]>;
}

/** Knows what reading many things at once costs. */
export interface BatchCosts {
  /** Whether each takes a call of its own, because batches are not allowed there; false until that was found out. */
  readsSingly(connection: Connection, things: 'sessions' | 'actions'): boolean;
}

/** One action of one session. */
export interface ActionKey {
  readonly key: SessionKey;
  readonly sessionActionId: SessionActionId;
}

/**
 * Changes sessions. With `RunControl` the only port that changes anything on a farm.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_UpdateSession.html
 */
export interface SessionControl {
  /**
   * Asks an active session to end (UpdateSession): what it runs is canceled and its tasks wait for another session. Resolves when
   * the service has accepted; the session ends within about a minute, `targetLifecycleStatus` says `ENDED` until then.
   * @throws {UserError} `conflict` where it has ended already
   */
  endSession(key: SessionKey, signal: AbortSignal): Promise<void>;
}

/**
 * Lists what is on a farm. A page is one call, unless said otherwise; a page that fails can be asked for again. `signal` ends
 * whatever the listing has under way. The person's own id goes along where the service takes one (`Connections.userId`).
 */
export interface FarmDirectory {
  farms(connection: Connection, signal: AbortSignal): Listing<Farm>;
  queues(connection: Connection, farmId: FarmId, signal: AbortSignal): Listing<Queue>;
  /**
   * What one search finds in 1 to 10 queues, up to the 10,000 that it reaches (`Page.total` is 10,000 then). In one queue that may
   * be listed but not searched, jobs are listed instead, the newest first within each page. `failedFirst` asks twice for the
   * first page if nothing failed.
   */
  jobs(
    connection: Connection,
    farmId: FarmId,
    queueIds: readonly QueueId[],
    query: JobQuery,
    signal: AbortSignal,
  ): Listing<FoundJob>;
  /** Jobs by their ids, 100 a call (BatchGetJob; one by one where that is not allowed), in the order asked. */
  fetchJobs(connection: Connection, wanted: readonly JobPath[], signal: AbortSignal): Promise<readonly Part<Job>[]>;
  steps(connection: Connection, job: JobPath, signal: AbortSignal): Listing<Step>;
  /** Active ones first, then by their end, the newest first within each page. */
  sessions(
    connection: Connection,
    farmId: FarmId,
    queueId: QueueId,
    jobId: JobId,
    signal: AbortSignal,
  ): Listing<SessionSummary>;
  /** The sessions whose tasks failed and were not tried again since, a page for 100 tasks (SearchTasks). */
  failedSessions(connection: Connection, job: JobPath, signal: AbortSignal): Listing<SessionId>;
  fleets(connection: Connection, farmId: FarmId, signal: AbortSignal): Listing<Fleet>;
  workers(connection: Connection, farmId: FarmId, fleetId: FleetId, signal: AbortSignal): Listing<Worker>;
  /** What a worker ran: the way from a worker's log to a session's job. Like sessions, active ones first within each page. */
  sessionsOfWorker(
    connection: Connection,
    farmId: FarmId,
    fleetId: FleetId,
    workerId: WorkerId,
    signal: AbortSignal,
  ): Listing<WorkerSession>;
}

/** Reads steps, tasks and their attempts. A page is one call, unless said otherwise. */
export interface TaskDirectory {
  /**
   * Tasks of a job in the service's order, 100 a page. All tasks of one step are listed (ListTasks); every other query is a search
   * (SearchTasks), which reaches 10,000 tasks, has a `Page.total` and can be some seconds late. Where the search or one of its
   * filters is refused, the tasks of each step with such tasks are listed instead; pages can then be empty and still have a next.
   */
  tasks(connection: Connection, job: JobPath, query: TaskQuery, signal: AbortSignal): Listing<Task>;
  /** Tasks by their IDs, 100 a call (BatchGetTask; one by one where that is not allowed), in the order asked. */
  fetchTasks(connection: Connection, wanted: readonly TaskPath[], signal: AbortSignal): Promise<readonly Part<Task>[]>;
  /** Steps by their IDs, 100 a call (BatchGetStep; one by one where that is not allowed), in the order asked. */
  fetchSteps(connection: Connection, wanted: readonly StepPath[], signal: AbortSignal): Promise<readonly Part<Step>[]>;
  /** The steps that depend on a step, by their IDs (ListStepConsumers). */
  stepConsumers(connection: Connection, step: StepPath, signal: AbortSignal): Listing<StepId>;
  /**
   * Session actions in the service's order, without exit codes and messages (`SessionSource.fetchActions` has those).
   *
   * @param of the attempts of one task, or what one session did; undefined for everything that the job's sessions did
   */
  sessionActions(
    connection: Connection,
    job: JobPath,
    of: TaskId | SessionId | undefined,
    signal: AbortSignal,
  ): Listing<SessionAction>;
  /**
   * Workers of 1 to 10 fleets (SearchWorkers), 100 a page. Workers that were deleted are not found.
   *
   * @param text e.g. a host name; undefined for all. Where the service refuses to look for it, all workers are searched and those
   *   kept whose host name or ID contains it; pages can then be empty and still have a next.
   */
  searchWorkers(
    connection: Connection,
    farmId: FarmId,
    fleetIds: readonly FleetId[],
    text: string | undefined,
    signal: AbortSignal,
  ): Listing<FoundWorker>;
}

/**
 * Asks for another run status of tasks, steps and jobs. One part an item, in the order asked: `ok` means that the service has
 * accepted it, not that it has happened. The same item twice is asked for once. After a fault other than a refusal (`timeout`,
 * `network`, `serviceFault`), read the item before asking again, and ask with the same `tokens`: then a request that has arrived
 * takes effect once.
 */
export interface RunControl {
  /** 100 a call (BatchUpdateTask); one by one (UpdateTask) where that is not allowed. */
  updateTasks(
    connection: Connection,
    tasks: readonly TaskPath[],
    target: TargetRunStatus,
    tokens: ClientTokens,
    signal: AbortSignal,
  ): Promise<readonly Part<true>[]>;
  /** All tasks of each step (UpdateStep). */
  updateSteps(
    connection: Connection,
    steps: readonly StepPath[],
    target: TargetRunStatus,
    tokens: ClientTokens,
    signal: AbortSignal,
  ): Promise<readonly Part<true>[]>;
  /** All tasks of each job (UpdateJob). */
  updateJobs(
    connection: Connection,
    jobs: readonly JobPath[],
    target: TargetRunStatus,
    tokens: ClientTokens,
    signal: AbortSignal,
  ): Promise<readonly Part<true>[]>;
}

/** Anything on a farm that is not a session, by its id and those of what it belongs to. */
export type FarmResource =
  | { readonly kind: 'farm'; readonly farmId: FarmId }
  | { readonly kind: 'queue'; readonly farmId: FarmId; readonly queueId: QueueId }
  | { readonly kind: 'job'; readonly farmId: FarmId; readonly queueId: QueueId; readonly jobId: JobId }
  | {
      readonly kind: 'step';
      readonly farmId: FarmId;
      readonly queueId: QueueId;
      readonly jobId: JobId;
      readonly stepId: StepId;
    }
  | {
      readonly kind: 'task';
      readonly farmId: FarmId;
      readonly queueId: QueueId;
      readonly jobId: JobId;
      readonly stepId: StepId;
      readonly taskId: TaskId;
    }
  | { readonly kind: 'fleet'; readonly farmId: FarmId; readonly fleetId: FleetId }
  | { readonly kind: 'worker'; readonly farmId: FarmId; readonly fleetId: FleetId; readonly workerId: WorkerId };

/** What is said of a thing in a line. */
export interface ResourceSummary {
  /** Free text; missing for what has no name, like workers. */
  readonly name: string | undefined;
  /** The service's word, e.g. `RUNNING`; missing for what has none, like farms. */
  readonly status: string | undefined;
  /** e.g. `{ SUCCEEDED: 97, FAILED: 3 }` for a job, empty for others. */
  readonly taskRunStatusCounts: Readonly<Record<string, number>>;
  /** What a worker's host calls itself; missing for other things, and where the host has not told. */
  readonly hostName?: string | undefined;
}

/** Reads things in one call each. */
export interface ThingSource {
  fetchThing(connection: Connection, thing: FarmResource, signal: AbortSignal): Promise<ResourceSummary>;
}

/** One line-or-more that a program wrote, as CloudWatch Logs keeps it. */
export interface LogEvent {
  readonly timestampMs: number;
  /** May hold newlines, color codes and anything else a program can write. */
  readonly message: string;
}

/** Which log: a stream in a group, and whose permission might be needed to read it. */
export interface LogLocation {
  readonly connection: Connection;
  readonly farmId: FarmId;
  /** The queue, for a session's log; the fleet, for a worker's. */
  readonly owner: QueueId | FleetId;
  readonly configuration: LogConfiguration;
}

/** Reads excerpts of logs. */
export interface LogSource {
  /**
   * What was written from `fromMs` until before `untilMs`, its newest page at most: an excerpt around an event, in one call.
   * `undefined` where the stream does not exist.
   */
  between(
    log: LogLocation,
    fromMs: number,
    untilMs: number,
    signal: AbortSignal,
  ): Promise<readonly LogEvent[] | undefined>;
}

/** Asks for answers as the service sends them, to be handed on. */
export interface RawAnswerSource {
  /** One answer as JSON values, and the token of its next page; one call. */
  rawAnswer(
    key: SessionKey,
    question: RawQuestion,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly answer: unknown; readonly next: string | undefined }>;
}

/** What is asked about a session: its job, a step or task of that, its actions, its fleet or its worker. */
export type RawQuestion =
  | { readonly operation: 'GetJob' | 'ListSessionActions' }
  | { readonly operation: 'GetStep'; readonly stepId: StepId }
  | { readonly operation: 'GetTask'; readonly stepId: StepId; readonly taskId: TaskId }
  | { readonly operation: 'GetFleet'; readonly fleetId: FleetId }
  | { readonly operation: 'GetWorker'; readonly fleetId: FleetId; readonly workerId: WorkerId };

/** Reads where the hosts of a queue, and the people of a farm, have the studio's files. */
export interface StorageProfileSource {
  /** The IDs of the profiles that a queue allows (ListStorageProfilesForQueue). */
  storageProfiles(connection: Connection, queue: QueuePath, signal: AbortSignal): Listing<string>;
  /** One of them with its locations (GetStorageProfileForQueue). */
  fetchStorageProfile(
    connection: Connection,
    profile: QueuePath & { readonly storageProfileId: string },
    signal: AbortSignal,
  ): Promise<StorageProfile>;
}

/** A queue of a farm. */
export interface QueuePath {
  readonly farmId: FarmId;
  readonly queueId: QueueId;
}

/** Knows the Deadline Cloud monitors: the web pages that people link to. */
export interface MonitorSource {
  /** Their addresses, e.g. `https://studio.us-west-2.deadlinecloud.amazonaws.com`; the one of the place's profile first. */
  monitorUrls(connection: Connection, signal: AbortSignal): Promise<readonly string[]>;
}
