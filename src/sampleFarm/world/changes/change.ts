/** What a caller may ask of a task, step or job. `PENDING` and `READY` run it again. */
export const TARGETS = ['READY', 'FAILED', 'SUCCEEDED', 'CANCELED', 'SUSPENDED', 'PENDING'] as const;
export type Target = (typeof TARGETS)[number];

/** A request that was accepted. */
export interface Change {
  readonly atMs: number;
  /** The caller's ARN. */
  readonly by: string;
  readonly target: Target;
}

/** How long the service takes to pass a job's or step's new target on to its tasks. */
export const UPDATE_MS = 2_500;

/** Whether a target runs tasks again. */
export function runsAgain(target: Target): boolean {
  return target === 'PENDING' || target === 'READY';
}

/** What callers changed about a job, to read. */
export interface JobChangesSoFar {
  /** The last change of the job's own members or target. */
  readonly last: Omit<Change, 'target'> | undefined;
  /** The last target of the whole job. */
  readonly target: Change | undefined;
  /** The last targets of whole steps, by the step's index. */
  readonly steps: ReadonlyMap<number, Change>;
  /** Sessions that do not go as planned, by their index. */
  readonly stoppedSessions: ReadonlySet<number>;
  /** The sessions that run tasks again: how many, and which of them run a task, by their index in the job. */
  readonly retries: { readonly length: number; sessionsOf(step: number, task: number): readonly number[] };
  /** Another number after each change of a task. */
  readonly revision: number;
  /** The tasks that were given a target or another session, each as step and task index. */
  changedTasks(): Iterable<readonly [step: number, task: number]>;
  /** A task's targets, the oldest first. */
  changesOf(step: number, task: number): readonly Change[];
  /** Whether the service still passes a target of the whole job on. */
  isUpdating(nowMs: number): boolean;
}
