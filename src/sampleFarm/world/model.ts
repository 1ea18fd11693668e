/** The farm's nouns, as the stories tell them. What is true of them at a moment is worked out in `timeline.ts`. */
import type { FarmId, FleetId, JobId, QueueId, SessionId, StepId, WorkerId } from '../../core/ids';
import type { Sequence } from '../sequence';

export interface FarmRecord {
  readonly farmId: FarmId;
  readonly displayName: string;
  readonly description: string;
  readonly createdAtMs: number;
  /** Whether the caller is a member; everything below a farm that is not readable answers 403. */
  readonly readable: boolean;
  readonly queues: readonly QueueRecord[];
  readonly fleets: readonly FleetRecord[];
}

export interface QueueRecord {
  readonly queueId: QueueId;
  readonly farm: FarmRecord;
  readonly displayName: string;
  readonly description: string;
  readonly createdAtMs: number;
  readonly readable: boolean;
  /** Set when the queue's budget is used up. */
  readonly blockedReason: 'BUDGET_THRESHOLD_REACHED' | undefined;
  /** Whether the queue has a role that users can assume to read logs. */
  readonly hasRole: boolean;
  /** Every job ever submitted up to a moment, the oldest index first. */
  jobs(nowMs: number): Sequence<JobRecord>;
  /** The same as a search looks at them: a hundred thousand are gone through in a moment. */
  cards(nowMs: number): Sequence<JobCard>;
  /** A job by its index in the queue, also one that is yet to be submitted. */
  job(index: number): JobRecord | undefined;
  /** Whether index order is the order of creation in all of `jobs`. */
  readonly jobsInOrder: boolean;
}

export interface FleetRecord {
  readonly fleetId: FleetId;
  readonly farm: FarmRecord;
  readonly displayName: string;
  readonly description: string;
  readonly createdAtMs: number;
  readonly hosting: 'ec2' | 'onPremise';
  readonly os: 'linux' | 'windows';
  readonly instanceTypes: readonly [string, ...string[]];
  /** Every worker that there is at a moment: deleted ones are gone. */
  workers(nowMs: number): readonly WorkerRecord[];
  /** A worker by its place and how many were there before it; also deleted ones. */
  worker(slot: number, generation: number): WorkerRecord | undefined;
}

export interface WorkerRecord {
  readonly workerId: WorkerId;
  readonly fleet: FleetRecord;
  readonly host: HostRecord;
  readonly createdAtMs: number;
  readonly stoppedAtMs: number;
  /** From then on the service does not know the worker any more. */
  readonly deletedAtMs: number;
  /** Every session the worker ever runs, past and future, in order. */
  sessions(): Sequence<SessionRecord>;
}

/** The machine: EC2 fields are missing on premise. */
export interface HostRecord {
  readonly hostName: string;
  readonly ipV4Address: string;
  readonly ipV6Address: string | undefined;
  readonly ec2InstanceArn: string | undefined;
  readonly ec2InstanceType: string | undefined;
}

export interface JobRecord {
  readonly jobId: JobId;
  readonly queue: QueueRecord;
  readonly index: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly priority: number;
  /** e.g. `CREATE_COMPLETE`, `ARCHIVED` */
  readonly lifecycleStatus: string;
  readonly lifecycleStatusMessage: string;
  readonly steps: readonly StepRecord[];
  /** Every session the job ever has, past and future, about in the order they start. */
  readonly sessions: Sequence<SessionRecord>;
  /** The indexes of the sessions that run a task. */
  sessionsOfTask(step: number, task: number): readonly number[];
  /**
   * How a session's tasks ended, known without telling its story; only where every task has one session. A session yet to start
   * has none of either. Undefined where the story has to be read, because the session is at work.
   */
  tally(session: number, nowMs: number): { readonly succeeded: number; readonly failed: number } | undefined;
  /** How a task ended, under the same conditions. */
  settledTask(task: number, nowMs: number): 'SUCCEEDED' | 'FAILED' | undefined;
}

/** What is known of a job before any of its work is told. */
export interface JobCard extends Pick<
  JobRecord,
  'name' | 'createdAtMs' | 'createdBy' | 'priority' | 'lifecycleStatus'
> {
  /** How its tasks ended as a whole; undefined where its story has to be read. */
  settledStatus(nowMs: number): 'SUCCEEDED' | 'FAILED' | undefined;
  job(): JobRecord;
}

export interface StepRecord {
  readonly stepId: StepId;
  readonly index: number;
  readonly name: string;
  readonly taskCount: number;
  readonly parameterTypes: Readonly<Record<string, 'INT' | 'STRING' | 'PATH' | 'FLOAT'>>;
  /** e.g. `{ Frame: { int: '1001' } }` */
  parametersOf(task: number): Readonly<Record<string, ParameterValue>>;
}

export type ParameterValue =
  { readonly int: string } | { readonly string: string } | { readonly path: string } | { readonly float: string };

export interface SessionRecord {
  readonly sessionId: SessionId;
  readonly job: JobRecord;
  readonly worker: WorkerRecord;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Why there is no log. */
  readonly logError: string | undefined;
  /** When somebody asked the session to end, and who. */
  readonly endAsked: { readonly atMs: number; readonly by: string } | undefined;
  /** All it ever does, in order. */
  plan(): readonly PlannedAction[];
}

export type Outcome = 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'INTERRUPTED' | 'NEVER_ATTEMPTED';

export type PlannedDefinition =
  | { readonly kind: 'syncInputJobAttachments' }
  | { readonly kind: 'envEnter' | 'envExit'; readonly environment: string }
  | { readonly kind: 'taskRun'; readonly step: number; readonly task: number };

/** One thing a session does, with its end known beforehand. */
export interface PlannedAction {
  readonly definition: PlannedDefinition;
  readonly startMs: number;
  /** The same as `startMs` for what is never attempted: the moment this is decided. */
  readonly endMs: number;
  readonly outcome: Outcome;
  /** Unsigned or signed, as the process gave it. */
  readonly exitCode: number | undefined;
  /** What the service says about the end, if that is not what the program said last. */
  readonly message: string | undefined;
  /** When the worker was told to stop the process. */
  readonly cancel: { readonly atMs: number; readonly reason: 'asked' | 'timeout' | 'interrupted' } | undefined;
  /** What runs; it decides what is written to the log. */
  readonly program: Program;
  /** What the program writes before it ends, in place of its good end. */
  readonly lastWords: readonly string[] | undefined;
}

export type Program =
  | 'sync'
  | 'conda'
  | 'render'
  | 'simulation'
  | 'composite'
  | 'bake'
  /** Writes a million lines in all, over as long as it runs, with a long silence in the middle. */
  | 'chatter';

/** A session worth looking at. */
export interface WorldExample {
  readonly name: string;
  readonly title: string;
  /** Read anew each time, because it may have been asked to end. */
  readonly session: () => SessionRecord;
}
