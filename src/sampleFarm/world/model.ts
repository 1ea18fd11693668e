/** The farm's records, as the stories define them. `timeline.ts` computes their state at a moment. */
import type { FarmId, FleetId, JobId, QueueId, SessionId, StepId, WorkerId } from '../../core/ids';
import type { Sequence } from '../sequence';
import type { PlantedCause } from './jobs/causes';
import type { JobChangesSoFar } from './changes/change';

export interface FarmRecord {
  readonly farmId: FarmId;
  readonly displayName: string;
  readonly description: string;
  readonly createdAtMs: number;
  /** Whether the caller is a member; everything below a farm that is not readable answers 403. */
  readonly readable: boolean;
  /** IAM actions that the caller may not perform on this farm, e.g. `ListBudgets`. */
  readonly denied: readonly string[];
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
  /** IAM actions that the caller may not perform below this queue, e.g. `UpdateTask`. */
  readonly denied: readonly string[];
  /** The fleets that work for the queue. */
  readonly fleets: readonly FleetRecord[];
  /** Set when the queue's budget is used up. */
  readonly blockedReason: 'BUDGET_THRESHOLD_REACHED' | undefined;
  /** Whether the queue has a role that users can assume to read logs. */
  readonly hasRole: boolean;
  /** Every job ever submitted up to a moment, the oldest index first. */
  jobs(nowMs: number): Sequence<JobRecord>;
  /** The jobs that have a story, not the generated ones. */
  toldJobs(nowMs: number): readonly JobRecord[];
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
  /** A disk that a worker finds again after it was stopped; undefined where there is none. */
  readonly persistentVolume: { readonly sizeGiB: number; readonly mountPath: string } | undefined;
  /** Whether the options of its workers' logs name their Region. */
  readonly logsNameRegion: boolean;
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
  /** With this many failed tasks the job stops. */
  readonly maxFailedTasksCount: number;
  readonly maxRetriesPerTask: number;
  /** -1 where there is no limit. */
  readonly maxWorkerCount: number;
  /** What the job was submitted with, e.g. `{ Samples: { int: '800' } }`. */
  readonly parameters: Readonly<Record<string, JobParameter>>;
  readonly steps: readonly StepRecord[];
  /** What callers changed about the job; undefined where nothing was changed. */
  readonly changes: JobChangesSoFar | undefined;
  /** The job as it was submitted: without the sessions that run tasks again because callers asked for it. */
  readonly asPlanned: JobRecord;
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
  readonly parameterTypes: Readonly<Record<string, ParameterType>>;
  /** Indexes of the steps that must succeed first. */
  readonly dependsOn: readonly number[];
  /** What each of its tasks takes of the farm's limits while it runs: the limit's index, and how much. */
  readonly acquires: readonly { readonly limit: number; readonly count: number }[];
  /** Whether its tasks are chunks of frames, and the actions of some of them do not name their task. */
  readonly chunks: { readonly defaultTaskCount: number; readonly withoutTaskIds: boolean } | undefined;
  /** e.g. `{ Frame: { int: '1001' } }` */
  parametersOf(task: number): Readonly<Record<string, ParameterValue>>;
}

export type ParameterType = 'INT' | 'STRING' | 'PATH' | 'FLOAT' | 'CHUNK_INT';

export type ParameterValue =
  | { readonly int: string }
  | { readonly string: string }
  | { readonly path: string }
  | { readonly float: string }
  | { readonly chunkInt: string };

/** A job has kinds of parameters that tasks have not. */
export type JobParameter =
  | Exclude<ParameterValue, { readonly chunkInt: string }>
  | { readonly bool: string }
  | { readonly rangeExpr: string }
  | { readonly stringList: readonly string[] }
  | { readonly pathList: readonly string[] }
  | { readonly intList: readonly string[] }
  | { readonly floatList: readonly string[] }
  | { readonly boolList: readonly string[] }
  | { readonly intListList: readonly (readonly string[])[] };

export interface SessionRecord {
  readonly sessionId: SessionId;
  readonly job: JobRecord;
  /** Its place among the job's sessions. */
  readonly index: number;
  readonly worker: WorkerRecord;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Why there is no log. */
  readonly logError: string | undefined;
  /** When a caller asked the session to end, and which caller. */
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
  /** When the worker was asked to stop the process. */
  readonly cancel: { readonly atMs: number; readonly reason: 'asked' | 'timeout' | 'interrupted' } | undefined;
  /** What runs; it decides what is written to the log. */
  readonly program: Program;
  /** What the program writes before it ends, in place of its good end. */
  readonly lastWords: readonly string[] | undefined;
  /** Whether the task fails in the same way when it is tried again. */
  readonly recurs: boolean;
}

export type Program =
  | 'sync'
  | 'conda'
  | 'render'
  | 'simulation'
  | 'composite'
  | 'bake'
  | 'mayaArnold'
  | 'redshift'
  | 'blender'
  | 'karma'
  | 'studioTool'
  /** Writes a million lines in all, over as long as it runs, with a long silence in the middle. */
  | 'chatter';

/** A task that was made to fail. */
export interface PlantedFailure {
  readonly task: number;
  readonly cause: PlantedCause;
  readonly session: SessionRecord;
  /** The place of the failed action in its session. */
  readonly action: number;
}

/** A job whose failures were planted, with what is true of them. */
export interface PlantedJob {
  readonly job: JobRecord;
  /** The host that fails whatever it runs. */
  readonly badHost: WorkerRecord;
  readonly failures: () => readonly PlantedFailure[];
}

/** A session worth looking at. */
export interface WorldExample {
  readonly name: string;
  readonly title: string;
  readonly queue: QueueRecord;
  readonly jobId: JobId;
  readonly sessionId: SessionId;
  /** Read again each time, because a caller may have asked it to end. */
  readonly session: () => SessionRecord;
}
