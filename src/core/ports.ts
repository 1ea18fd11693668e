/**
 * What the inspector needs from a render farm's service. `aws/` provides it; `watch/` and `ui/` use it and know nothing else.
 * Every method rejects with a `UserError`, or with the signal's reason once that is aborted.
 */
import type { FoundJob, JobPath, JobQuery, Listing } from './farm';
import type { FarmId, FleetId, JobId, QueueId, SessionActionId, SessionId, StepId, TaskId, WorkerId } from './ids';
import type { Place, SessionKey } from './sessionKey';
import type {
  Farm,
  Fleet,
  Job,
  LogConfiguration,
  Part,
  Queue,
  Session,
  SessionAction,
  SessionSnapshot,
  SessionSummary,
  Step,
  Worker,
  WorkerSession,
} from './session';

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

/** One action of one session. */
export interface ActionKey {
  readonly key: SessionKey;
  readonly sessionActionId: SessionActionId;
}

/**
 * Changes sessions. Nothing else of this program changes anything on a farm.
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
  farms(place: Place, signal: AbortSignal): Listing<Farm>;
  queues(place: Place, farmId: FarmId, signal: AbortSignal): Listing<Queue>;
  /**
   * What one search finds in 1 to 10 queues, up to the 10,000 that it reaches (`Page.total` is 10,000 then). In one queue that may
   * be listed but not searched, jobs are listed instead, the newest first within each page. `failedFirst` asks twice for the
   * first page if nothing failed.
   */
  jobs(
    place: Place,
    farmId: FarmId,
    queueIds: readonly QueueId[],
    query: JobQuery,
    signal: AbortSignal,
  ): Listing<FoundJob>;
  /** Jobs by their ids, 100 a call (BatchGetJob; one by one where that is not allowed), in the order asked. */
  fetchJobs(place: Place, wanted: readonly JobPath[], signal: AbortSignal): Promise<readonly Part<Job>[]>;
  steps(place: Place, job: JobPath, signal: AbortSignal): Listing<Step>;
  /** Active ones first, then by their end, the newest first within each page. */
  sessions(place: Place, farmId: FarmId, queueId: QueueId, jobId: JobId, signal: AbortSignal): Listing<SessionSummary>;
  /** The sessions whose tasks failed and were not tried again since, a page for 100 tasks (SearchTasks). */
  failedSessions(place: Place, job: JobPath, signal: AbortSignal): Listing<SessionId>;
  fleets(place: Place, farmId: FarmId, signal: AbortSignal): Listing<Fleet>;
  workers(place: Place, farmId: FarmId, fleetId: FleetId, signal: AbortSignal): Listing<Worker>;
  /** What a worker ran: the way from a worker's log to a session's job. Like sessions, active ones first within each page. */
  sessionsOfWorker(
    place: Place,
    farmId: FarmId,
    fleetId: FleetId,
    workerId: WorkerId,
    signal: AbortSignal,
  ): Listing<WorkerSession>;
}

/** Anything on a farm that is not a session, by its id and those of what it belongs to. */
export type Thing =
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
export interface ThingFacts {
  /** Free text; missing for what has no name, like workers. */
  readonly name: string | undefined;
  /** The service's word, e.g. `RUNNING`; missing for what has none, like farms. */
  readonly status: string | undefined;
  /** e.g. `{ SUCCEEDED: 97, FAILED: 3 }` for a job, empty for others. */
  readonly taskRunStatusCounts: Readonly<Record<string, number>>;
}

/** Reads things in one call each. */
export interface ThingSource {
  fetchThing(place: Place, thing: Thing, signal: AbortSignal): Promise<ThingFacts>;
}

/** One line-or-more that a program wrote, as CloudWatch Logs keeps it. */
export interface LogEvent {
  readonly timestampMs: number;
  /** May hold newlines, colour codes and anything else a program can write. */
  readonly message: string;
}

/** Which log: a stream in a group, and whose permission might be needed to read it. */
export interface LogLocation {
  readonly place: Place;
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

/** Knows the Deadline Cloud monitors: the web pages that people link to. */
export interface MonitorSource {
  /** Their addresses, e.g. `https://studio.us-west-2.deadlinecloud.amazonaws.com`; the one of the place's profile first. */
  monitorUrls(place: Place, signal: AbortSignal): Promise<readonly string[]>;
}
