/**
 * Why the tasks of a job failed, as every view draws it: the failures in groups of one cause each, and what else stands out. Plain
 * frozen data, replaced whole while it fills, never altered. Times are epoch milliseconds. All texts are hostile until rendered.
 */
import type { CauseId, Concern } from '../diagnosis/causeIds';
import type { Certainty } from '../diagnosis/matching/rule';
import type { Fault } from '../errors';
import type { FleetId, SessionActionId, SessionId, StepId, TaskId, WorkerId } from '../ids';
import type { Job, SessionAction } from '../session/session';
import type { JobKey, SessionKey } from '../session/sessionKey';
import type { SessionDiagnosis } from '../session/watchedSession';

/** Everything that is known of a job's failures at one moment. */
export interface JobTriage {
  readonly key: JobKey;
  /** What GetJob says; missing until it is read, and where it may not be read (`unread`). */
  readonly job: Job | undefined;
  /** Names of the steps that the tasks belong to, by step ID; a step that may not be read is missing. */
  readonly stepNames: Readonly<Record<string, string>>;
  /** Largest first. No task is in two. Empty until the first failed tasks are read. */
  readonly groups: readonly FailureGroup[];
  /**
   * What failed in sessions outside of tasks, e.g. environments, the most frequent first. Read only where no task failed and none
   * succeeded; empty otherwise.
   */
  readonly sessionFailures: readonly SessionFailure[];
  /** Tasks in all groups. */
  readonly failedTasks: number;
  readonly hosts: HostComparison;
  readonly progress: TriageProgress;
  /** What could not be read, one entry for each operation and reason. What could be read is shown all the same. */
  readonly unread: readonly UnreadPart[];
  /** When the service last answered, by our clock; missing before the first answer. */
  readonly readAtMs: number | undefined;
  /** Whether more tasks of the job can still fail: read it again later. */
  readonly goesOn: boolean;
}

/** Tasks that failed of one cause. */
export interface FailureGroup {
  /** The same after every reading as long as the cause is the same; unique within a triage. For keys of lists. */
  readonly id: string;
  /** The same for the same failure in other jobs, on other days and hosts: the key of `SeenFailures`. Missing for unknown causes. */
  readonly fingerprint: string | undefined;
  readonly cause: CauseId;
  readonly certainty: Certainty;
  /** One sentence, e.g. `No license was available.`; `render/triage/triage` adds what it is about. */
  readonly sentence: string;
  /** Files, modules or hosts that it is about, the most frequent first, at most 3. */
  readonly subjects: readonly string[];
  readonly advice: string;
  readonly concerns: readonly Concern[];
  /** What the cause rests on, of the example first; at most 4. */
  readonly evidence: readonly TriageEvidence[];
  /** The user's own rule that decided; missing for ours. `link` is an https address. */
  readonly studio: { readonly id: string; readonly link: string | undefined } | undefined;
  /** What the service says of each action: alike for all tasks of the group where it is given. */
  readonly said: { readonly exitCode: number | undefined; readonly message: string | undefined };
  /**
   * `log`: the logs of some tasks were read. `service`: only what the service says is known, because logs are still to be read or may
   * not be read.
   */
  readonly basis: 'log' | 'service';
  /** Where it could be one of several causes that tasks beside it have, because their logs were not read; else empty. */
  readonly mayBe: readonly CauseId[];
  /** Every task, by step, then by index. */
  readonly tasks: readonly FailedTask[];
  /** Tasks whose own log names the cause. */
  readonly sampled: number;
  /** Tasks that only resemble those: same exit code and message, and near them in time, parameters or hosts. */
  readonly inferred: number;
  /** The hosts that they failed on, the one with most failures first. Tasks whose session is not known are in none. */
  readonly hosts: readonly HostShare[];
  /** When the first and the last of them ended; missing where no action is known. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  /** The task to look at: one whose log was read, if there is one. */
  readonly example: FailedTask;
  /** Parameters that all its tasks share although the job's other failed tasks differ, e.g. `{ Layer: 'hair' }`. */
  readonly shared: Readonly<Record<string, string>>;
  readonly spread: FailureSpread;
}

/** Actions of several sessions that are no tasks and failed alike: then none of the tasks after them ran. */
export interface SessionFailure {
  /** The one whose log was read, else the latest. */
  readonly example: { readonly key: SessionKey; readonly action: SessionAction };
  /** Why it failed. */
  readonly diagnosis: SessionDiagnosis;
  /** How many sessions have it. */
  readonly sessions: number;
  /** The hosts, with how many of the sessions each had as `tasks`. */
  readonly hosts: readonly HostShare[];
  /** When the first and the last of them ended; missing where no time is known. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

/**
 * What the hosts of a group say. `oneHost`: so many on one host, named first in `hosts`, are no coincidence: look at the machine.
 * `manyHosts`: it fails wherever it runs: look at the scene, or at what the hosts share. `tooLittle`: it could be either.
 */
export type FailureSpread = 'oneHost' | 'manyHosts' | 'tooLittle';

/** One failed task, and its latest run. */
export interface FailedTask {
  readonly taskId: TaskId;
  readonly stepId: StepId;
  /** Name → value as text, e.g. `{ Frame: '1001' }`; empty for steps without parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The action of the latest run and its session; missing where the service names none. */
  readonly sessionActionId: SessionActionId | undefined;
  readonly sessionId: SessionId | undefined;
  /** `TriageHost.id`; missing where the session could not be read. */
  readonly hostId: string | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** How often the service retried it by itself. */
  readonly failureRetryCount: number | undefined;
  /** Whether its own log was read. */
  readonly isSampled: boolean;
}

/** A line that a cause rests on. */
export interface TriageEvidence {
  /** As it was written, up to 2,000 characters. Hostile until rendered as text. */
  readonly text: string;
  /** Why it counts, e.g. `reported as the reason`. */
  readonly why: string;
  /** Where the line is found; undefined for what the service says. */
  readonly at: TriagePlace | undefined;
}

/** A line of a session's log. */
export interface TriagePlace {
  readonly key: SessionKey;
  readonly sessionActionId: SessionActionId;
  readonly timestampMs: number;
}

/** A machine. Workers of one host name are one machine, as they are after a restart on premises. */
export interface TriageHost {
  /** Host name, else EC2 ARN, else worker ID. */
  readonly id: string;
  readonly hostName: string | undefined;
  readonly ec2InstanceType: string | undefined;
  /** Its workers in this job. */
  readonly workers: readonly { readonly fleetId: FleetId; readonly workerId: WorkerId }[];
}

/** How many tasks of a group failed on a host. */
export interface HostShare {
  readonly host: TriageHost;
  readonly tasks: number;
}

/**
 * How the hosts of the job compare. It takes every attempt of every task: read by itself where that is cheap, else by
 * `TriageHandle.compareHosts`.
 */
export interface HostComparison {
  readonly state: 'unread' | 'reading' | 'read' | 'failed';
  /** About how many calls reading it takes; missing where the job's counts are not known. */
  readonly estimatedCalls: number | undefined;
  /** Attempts of tasks that ended in success or failure, and those that failed; 0 until read. */
  readonly attempts: number;
  readonly failures: number;
  /** Whether not all attempts were read, because they are too many or reading was stopped. */
  readonly isPartial: boolean;
  /** Hosts that fail more than chance explains, the most striking first. Empty until read, and where no host stands out. */
  readonly suspects: readonly SuspectHost[];
}

/** A host that fails more than the others do. */
export interface SuspectHost {
  readonly host: TriageHost;
  /** Attempts of tasks on this host, and those that failed. */
  readonly attempts: number;
  readonly failures: number;
  /** The same of all other hosts of the job that are no suspects. */
  readonly otherAttempts: number;
  readonly otherFailures: number;
  /** How likely chance alone names this host or one like it, at most; already multiplied by the number of hosts. */
  readonly chance: number;
  /** What it ran in other jobs; missing until asked for (`TriageHandle.lookElsewhere`). */
  readonly elsewhere: HostElsewhere | undefined;
}

/** What a host ran in other jobs, as far as it was looked at. */
export interface HostElsewhere {
  readonly state: 'reading' | 'read' | 'failed';
  readonly jobs: number;
  /** Attempts of tasks there, and those that failed. */
  readonly attempts: number;
  readonly failures: number;
  /** Whether it ran more than was looked at. */
  readonly isPartial: boolean;
}

/** How far the reading is. */
export interface TriageProgress {
  /** `stopped`: by a person, or because the calls that one triage may take are used up; what was read is kept. */
  readonly state: 'reading' | 'done' | 'stopped' | 'failed';
  readonly phase: 'job' | 'tasks' | 'logs' | 'hosts';
  /** Failed tasks in the job as far as it is known; missing until the service has counted them. */
  readonly total: number | undefined;
  readonly read: number;
  /** Logs that the reading under way has read, and how many it is about to read as far as it knows. */
  readonly logsRead: number;
  readonly logsPlanned: number;
  /** Calls that the reading under way has made so far, or the last one, and how many it may make. */
  readonly calls: number;
  readonly mostCalls: number;
}

/** Something that could not be read. */
export interface UnreadPart {
  readonly what: 'job' | 'steps' | 'tasks' | 'actions' | 'sessions' | 'logs' | 'attempts' | 'elsewhere';
  readonly fault: Fault;
  /** How many of them, e.g. logs. */
  readonly count: number;
}
