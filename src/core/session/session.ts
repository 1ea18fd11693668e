/**
 * The facts about a session, as every view draws them. Plain frozen data: no methods, no SDK types, times as epoch milliseconds
 * of the service's clock. `undefined` means the service did not say.
 */
import type { FleetId, JobId, QueueId, FarmId, SessionActionId, SessionId, StepId, TaskId, WorkerId } from '../ids';
import type { Fault } from '../errors';
import type { SessionKey } from './sessionKey';

/** A part of a snapshot that was read, or the reason why it could not be. One refused part never hides the others. */
export type Part<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/**
 * What GetSession says of a session.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_GetSession.html
 */
export interface Session {
  readonly sessionId: SessionId;
  readonly fleetId: FleetId;
  /** The worker may have been deleted since. */
  readonly workerId: WorkerId;
  /** When the session was assigned; its first action can start later. */
  readonly startedAtMs: number;
  /** Missing while the session is active. */
  readonly endedAtMs: number | undefined;
  /**
   * `STARTED`, `UPDATE_IN_PROGRESS`, `UPDATE_SUCCEEDED`, `UPDATE_FAILED`, `ENDED`, or a newer word of the service's, kept as it came.
   * https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_GetSession.html
   */
  readonly lifecycleStatus: string;
  /** `ENDED` once somebody asked the session to end. */
  readonly targetLifecycleStatus: string | undefined;
  /** When somebody last asked for a change. */
  readonly updatedAtMs: number | undefined;
  /** Who asked: an ARN or an Identity Center user id. */
  readonly updatedBy: string | undefined;
  readonly log: LogConfiguration;
  readonly host: HostProperties;
  /** Missing for workers that keep their log to themselves. */
  readonly workerLog: LogConfiguration | undefined;
}

/** The lasting record of the machine a session ran on. On-premise hosts have no EC2 fields. */
export interface HostProperties {
  readonly hostName: string | undefined;
  readonly ipV4Addresses: readonly string[];
  readonly ipV6Addresses: readonly string[];
  /** e.g. `arn:aws:ec2:us-west-2:123456789012:instance/i-0abc…` */
  readonly ec2InstanceArn: string | undefined;
  /** e.g. `c6i.8xlarge` */
  readonly ec2InstanceType: string | undefined;
}

/** Where a log is written, or why there is none. */
export interface LogConfiguration {
  /** `awslogs`; other drivers are shown as they came. */
  readonly driver: string;
  /** e.g. `{ logGroupName: '/aws/deadline/farm-…/queue-…', logStreamName: 'session-…' }` */
  readonly options: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  /** Set when the log could not be provided, e.g. `Could not create log stream`; options are then often missing. */
  readonly error: string | undefined;
}

/** One thing a session did, is doing or will do. */
export interface SessionAction {
  readonly sessionActionId: SessionActionId;
  /** One of the words in `status.ts`, or a newer one, kept as it came. */
  readonly status: string;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly workerUpdatedAtMs: number | undefined;
  /** 0 to 100. */
  readonly progressPercent: number | undefined;
  /** What the program or the worker last said, e.g. `TIMEOUT - Exceeded the time limit`. Up to 4,096 characters. */
  readonly progressMessage: string | undefined;
  /** Signed 32 bits: Windows codes come as negative numbers. Missing until the process ends, and where no process ran. */
  readonly processExitCode: number | undefined;
  /** The limits that the action held while it ran; empty in lists of actions, which do not tell, and where there were none. */
  readonly acquiredLimits: readonly AcquiredLimit[];
  /** The outputs that the action reported as job attachments, one for each root; most actions have none. */
  readonly outputManifests: readonly OutputManifest[];
  readonly definition: ActionDefinition;
}

/**
 * So much of a limit, e.g. of the licenses of a renderer.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_AcquiredLimit.html
 */
export interface AcquiredLimit {
  /** e.g. `limit-0123456789abcdef0123456789abcdef` */
  readonly limitId: string;
  readonly count: number;
}

/**
 * A list of the files that an action wrote to the queue's S3 bucket.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_TaskRunManifestPropertiesResponse.html
 */
export interface OutputManifest {
  /** The key in the bucket, below the queue's root prefix. */
  readonly path: string | undefined;
  readonly hash: string | undefined;
}

/** What an action is about. `unknown` keeps the name of a kind newer than this program. */
export type ActionDefinition =
  | { readonly kind: 'syncInputJobAttachments'; readonly stepId: StepId | undefined }
  | { readonly kind: 'envEnter' | 'envExit'; readonly environmentId: string }
  | {
      readonly kind: 'taskRun';
      readonly stepId: StepId;
      readonly taskId: TaskId | undefined;
      /** Name → value as text, in the service's order, e.g. `{ Frame: '1001' }`. */
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'unknown'; readonly name: string };

export interface Farm {
  readonly farmId: FarmId;
  /** Free text, hostile until rendered as text; like every name below. */
  readonly displayName: string;
}

export interface Queue {
  readonly queueId: QueueId;
  readonly displayName: string;
  /** IDLE, SCHEDULING or SCHEDULING_BLOCKED. */
  readonly status: string;
  /** Why a SCHEDULING_BLOCKED queue is: `NO_BUDGET_CONFIGURED` or `BUDGET_THRESHOLD_REACHED`. */
  readonly blockedReason: string | undefined;
  /** e.g. `arn:aws:iam::123456789012:role/…`; missing for queues without a role, and in lists. */
  readonly roleArn: string | undefined;
}

export interface Job {
  readonly jobId: JobId;
  readonly name: string;
  readonly lifecycleStatus: string;
  /** Missing while the job is being created. */
  readonly taskRunStatus: string | undefined;
  /** How many tasks are in each state, e.g. `{ SUCCEEDED: 97, FAILED: 3 }`; states with none may be missing. */
  readonly taskRunStatusCounts: Readonly<Record<string, number>>;
  readonly priority: number;
  /** How many tasks may fail before the service cancels the rest. */
  readonly maxFailedTasksCount: number | undefined;
  /** How often the service tries a task again after it failed. */
  readonly maxRetriesPerTask: number | undefined;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}

export interface Fleet {
  readonly fleetId: FleetId;
  readonly displayName: string;
  /** One of ACTIVE, CREATE_IN_PROGRESS, UPDATE_IN_PROGRESS, CREATE_FAILED, UPDATE_FAILED, SUSPENDED, or newer. */
  readonly status: string;
  readonly workerCount: number | undefined;
}

/** A worker, and the fleet it was found in. */
export interface FoundWorker extends Worker {
  readonly fleetId: FleetId;
}

export interface Worker {
  readonly workerId: WorkerId;
  /** One of CREATED, STARTED, STOPPING, STOPPED, NOT_RESPONDING, NOT_COMPATIBLE, RUNNING, IDLE, or newer. */
  readonly status: string;
  readonly host: HostProperties;
}

export interface Step {
  readonly stepId: StepId;
  readonly name: string;
  /** e.g. `RUNNING`; missing where the service does not say. */
  readonly taskRunStatus: string | undefined;
  /** As a job's. */
  readonly taskRunStatusCounts: Readonly<Record<string, number>>;
  /** How many steps depend on this one. */
  readonly consumerCount: number | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}

/**
 * One task of a step, e.g. one frame. Of several runs it describes the latest.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_GetTask.html
 */
export interface Task {
  readonly taskId: TaskId;
  readonly stepId: StepId;
  /** e.g. `RUNNING`; one of the 12 task run statuses, or a newer one, kept as it came. */
  readonly runStatus: string;
  /** A status that was asked for, e.g. `CANCELED`. Worth showing only while `runStatus` is another one. */
  readonly targetRunStatus: string | undefined;
  /** How often the service retried the task after a failure; retries that a person asked for do not count. */
  readonly failureRetryCount: number | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** When a person last asked for a change. */
  readonly updatedAtMs: number | undefined;
  /** Who asked: an ARN or an Identity Center user ID. */
  readonly updatedBy: string | undefined;
  /** The action of the latest run, whose ID names its session (`sessionOfAction`). Missing before the first run. */
  readonly latestSessionActionId: SessionActionId | undefined;
  /** Name → value as text, e.g. `{ Frame: '1001' }`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A session as lists of sessions give it: no host, no log. */
export interface SessionSummary {
  readonly sessionId: SessionId;
  readonly fleetId: FleetId;
  readonly workerId: WorkerId;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly lifecycleStatus: string;
  readonly targetLifecycleStatus: string | undefined;
}

/** A session as a worker's list gives it: with the job it is part of. */
export interface WorkerSession {
  readonly sessionId: SessionId;
  readonly queueId: QueueId;
  readonly jobId: JobId;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly lifecycleStatus: string;
  readonly targetLifecycleStatus: string | undefined;
}

/** Everything the inspector knows of one session, read in one pass. */
export interface SessionSnapshot {
  readonly key: SessionKey;
  /** When it was read, by our clock. */
  readonly fetchedAtMs: number;
  readonly session: Session;
  readonly farm: Part<Farm>;
  readonly queue: Part<Queue>;
  readonly job: Part<Job>;
  readonly fleet: Part<Fleet>;
  /** A worker that was deleted after its work is the ordinary case, not a fault: undefined then. */
  readonly worker: Part<Worker | undefined>;
  /** In the order they ran or will run. */
  readonly actions: Part<readonly SessionAction[]>;
  /** Names of the steps that the actions run, by step id; a step that may not be read is missing. */
  readonly stepNames: Readonly<Record<string, string>>;
  /** GetSession's answer as JSON values, for the people who want to see it all. */
  readonly raw: unknown;
}
