/** What the sessions of a job did, as far as it was read. */
import type { Fault } from '../errors';
import type { StepId, WorkerId } from '../ids';
import type { Job, SessionAction, SessionSnapshot, SessionSummary } from '../session/session';
import type { JobKey } from '../session/sessionKey';

/** How far the reading is. */
export interface RunProgress {
  /** `stopped`: by a person, or because the calls of one reading are used up; more can be read. */
  readonly state: 'reading' | 'stopped' | 'done';
  readonly phase: 'job' | 'sessions' | 'actions';
  /** Calls of the last reading. */
  readonly calls: number;
  /** Whether it stopped because it may make no more calls. */
  readonly isOverBudget: boolean;
}

/** A part that could not be read. */
export interface UnreadOfRun {
  readonly what: 'job' | 'steps' | 'dependencies' | 'sessions' | 'hosts' | 'actions';
  readonly fault: Fault;
}

/** One state of a reading; the next one is another object. */
export interface JobRun {
  readonly key: JobKey;
  /** Missing until it was read, and where it may not be read. */
  readonly job: Job | undefined;
  readonly sessions: readonly SessionSummary[];
  /** In no order. Each keeps its place for as long as the job is read, so that a place names it. */
  readonly actions: readonly SessionAction[];
  readonly hostNames: ReadonlyMap<WorkerId, string>;
  readonly stepNames: Readonly<Record<string, string>>;
  /** For each step the steps that depend on it; undefined where that is not known. */
  readonly consumers: ReadonlyMap<StepId, readonly StepId[]> | undefined;
  readonly progress: RunProgress;
  readonly unread: readonly UnreadOfRun[];
  /** When it was read, by our clock; what still runs is drawn until then. Missing before the first answer. */
  readonly readAtMs: number | undefined;
}

/** One session as a part of its job: what was read of it alone. */
export function runOfSession({ key, session, job, actions, stepNames, fetchedAtMs }: SessionSnapshot): JobRun {
  const { workerId, host } = session;
  return {
    key,
    job: job.ok ? job.value : undefined,
    sessions: [session],
    actions: actions.ok ? actions.value : [],
    hostNames: new Map(host.hostName === undefined ? [] : [[workerId, host.hostName]]),
    stepNames,
    consumers: undefined,
    progress: { state: 'done', phase: 'actions', calls: 0, isOverBudget: false },
    unread: [],
    readAtMs: fetchedAtMs,
  };
}
