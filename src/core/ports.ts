/**
 * What the inspector needs from a render farm's service. `aws/` provides it; `watch/` and `ui/` use it and know nothing else.
 * Every method rejects with a `UserError`, or with the signal's reason once that is aborted.
 */
import type { FarmId, FleetId, JobId, QueueId, SessionActionId, StepId, TaskId, WorkerId } from './ids';
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

/** Lists what is on a farm, a page at a time: ask for the next page only when somebody wants it. */
export interface FarmDirectory {
  farms(place: Place, signal: AbortSignal): AsyncIterable<readonly Farm[]>;
  queues(place: Place, farmId: FarmId, signal: AbortSignal): AsyncIterable<readonly Queue[]>;
  /** Newest first, up to the 10,000 that the service's search reaches. */
  jobs(place: Place, farmId: FarmId, queueId: QueueId, signal: AbortSignal): AsyncIterable<readonly Job[]>;
  /** Active ones first, then by their end, the newest first within each page. */
  sessions(
    place: Place,
    farmId: FarmId,
    queueId: QueueId,
    jobId: JobId,
    signal: AbortSignal,
  ): AsyncIterable<readonly SessionSummary[]>;
  fleets(place: Place, farmId: FarmId, signal: AbortSignal): AsyncIterable<readonly Fleet[]>;
  workers(place: Place, farmId: FarmId, fleetId: FleetId, signal: AbortSignal): AsyncIterable<readonly Worker[]>;
  /** What a worker ran: the way from a worker's log to a session's job. */
  sessionsOfWorker(
    place: Place,
    farmId: FarmId,
    fleetId: FleetId,
    workerId: WorkerId,
    signal: AbortSignal,
  ): AsyncIterable<readonly WorkerSession[]>;
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

/** A page of a log, in time order. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  /** Pass it to read the page before this one; undefined at the log's beginning. */
  readonly older: string | undefined;
  /** Pass it to read on; at the end of a log it stays valid and yields what is written later. */
  readonly newer: string;
}

/** Which log: a stream in a group, and whose permission might be needed to read it. */
export interface LogLocation {
  readonly place: Place;
  readonly farmId: FarmId;
  /** The queue, for a session's log; the fleet, for a worker's. */
  readonly owner: QueueId | FleetId;
  readonly configuration: LogConfiguration;
}

/** Reads logs. */
export interface LogSource {
  /** The newest page. `undefined` where the stream does not exist (yet). */
  newest(log: LogLocation, signal: AbortSignal): Promise<LogPage | undefined>;
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
  /** The page before or after a token of an earlier page. */
  page(log: LogLocation, direction: 'older' | 'newer', token: string, signal: AbortSignal): Promise<LogPage>;
}

/** What people have configured outside VS Code: profiles in `~/.aws`, defaults in `~/.deadline/config`. */
export interface Defaults {
  readonly farmId: FarmId | undefined;
  readonly queueId: QueueId | undefined;
  readonly jobId: JobId | undefined;
}

/** A profile that could be used, without anything being executed to find out. */
export interface Profile {
  readonly name: string;
  /** e.g. `us-west-2`; missing where the profile names none. */
  readonly region: string | undefined;
  /** How it signs in, for people: `SSO`, `Deadline Cloud monitor`, `process`, `role`, `console login`, `keys`. */
  readonly kind: string;
}

/** Who and where, as configured outside VS Code. */
export interface Connections {
  profiles(): Promise<readonly Profile[]>;
  /**
   * The place that the settings, `~/.deadline/config`, the environment and the profile name, in this order.
   * @throws {UserError} `noRegion` where none of them names a Region
   */
  defaultPlace(settings: { readonly profile: string | undefined; readonly region: string | undefined }): Promise<Place>;
  /** Whether this machine has anything that looks like AWS credentials (a profile, or keys in the environment). Runs nothing. */
  hasCredentials(): Promise<boolean>;
  /** The farm, queue and job that the `deadline` command line tool uses by default. */
  defaults(place: Place): Promise<Defaults>;
}

/** Knows the Deadline Cloud monitors: the web pages that people link to. */
export interface MonitorSource {
  /** Their addresses, e.g. `https://studio.us-west-2.deadlinecloud.amazonaws.com`; the one of the place's profile first. */
  monitorUrls(place: Place, signal: AbortSignal): Promise<readonly string[]>;
}

/** Everything together: what the lazily loaded service bundle provides. */
export interface Service extends SessionSource, FarmDirectory, ThingSource, MonitorSource, LogSource, Connections {
  /** Ends all work under way and closes all connections. */
  dispose(): void;
}
