/**
 * What it does to ask tasks, steps or jobs for another run status: which tasks change, which are left alone and why, which other steps
 * notice, and whether it has happened. All from facts that were just read; nothing is asked here.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/developerguide/build-jobs-modifying.html
 */
import type { Job, Step, Task } from '../session/session';
import { ACTIVE_STATUSES } from './farm';
import { type TargetRunStatus, countOf } from './tasks';

/** What a person wants to become of tasks. */
export interface RunStatusWish {
  readonly target: TargetRunStatus;
  /** Whether only tasks are meant that are failed when they are asked: those that were retried meanwhile are left alone. */
  readonly onlyFailed: boolean;
}

/** Why something is left as it is. */
export type LeftReason =
  /** It is at work, or a worker is about to begin: it cannot be retried until it is over. */
  | 'running'
  /** It waits to run anyway. */
  | 'waiting'
  /** It is being stopped. */
  | 'stopping'
  /** It is over: there is nothing to stop. */
  | 'over'
  /** It is what is asked for. */
  | 'already'
  /** It is not failed any more. */
  | 'notFailed'
  /** Its status is a word newer than this program. */
  | 'unknownStatus'
  /** Its job can only be looked at. */
  | 'archived'
  /** Its job is being created or updated. */
  | 'updating'
  /** Its job was never created in full. */
  | 'notCreated'
  /** None of its tasks would change. */
  | 'noTasks';

/** How many tasks are in each status, e.g. `{ FAILED: 3 }`. */
export type StatusCounts = Readonly<Record<string, number>>;

const WAITING: readonly string[] = ['READY', 'PENDING'];
const STOPPING = 'INTERRUPTING';
const RUNNING: readonly string[] = ACTIVE_STATUSES.filter((status) => status !== STOPPING);
const OVER: readonly string[] = ['SUCCEEDED', 'FAILED', 'CANCELED'];
/** What can run again. Tasks at work are left out: what the service does with those is not documented. */
const RETRYABLE: readonly string[] = [...OVER, 'SUSPENDED', 'NOT_COMPATIBLE'];

/** What a target leaves alone when it is asked for a whole step or job, besides tasks that are there already. */
const LEFT_ALONE: Readonly<Record<TargetRunStatus, readonly string[]>> = {
  PENDING: [],
  SUCCEEDED: [],
  FAILED: ['SUCCEEDED'],
  CANCELED: ['SUCCEEDED', 'FAILED'],
  SUSPENDED: OVER,
};

/** Why a task is not asked; undefined for one that is. A single task that succeeded can be marked as failed, unlike those of a step. */
export function whyLeft(
  { runStatus }: Pick<Task, 'runStatus'>,
  { target, onlyFailed }: RunStatusWish,
): LeftReason | undefined {
  if (onlyFailed && runStatus !== 'FAILED') {
    return phaseOf(runStatus) ?? 'notFailed';
  }
  if (target === 'PENDING') {
    return RETRYABLE.includes(runStatus) ? undefined : (phaseOf(runStatus) ?? 'unknownStatus');
  }
  if (runStatus === target) {
    return 'already';
  }
  if (runStatus === STOPPING) {
    return 'stopping';
  }
  return target !== 'FAILED' && LEFT_ALONE[target].includes(runStatus) ? 'over' : undefined;
}

/** Why nothing of a job is changed; undefined for one that can be. */
export function whyJobIsLeft({ lifecycleStatus }: Pick<Job, 'lifecycleStatus'>): LeftReason | undefined {
  switch (lifecycleStatus) {
    case 'ARCHIVED':
      return 'archived';
    case 'CREATE_IN_PROGRESS':
    case 'UPLOAD_IN_PROGRESS':
    case 'UPDATE_IN_PROGRESS':
      return 'updating';
    case 'CREATE_FAILED':
    case 'UPLOAD_FAILED':
      return 'notCreated';
    default:
      return undefined;
  }
}

/** Why a whole step or job is not asked. A job is restarted once nothing of it is at work. */
export function whyWholeIsLeft(counts: StatusCounts, target: TargetRunStatus): LeftReason | undefined {
  if (target === 'PENDING' && countOf(counts, ACTIVE_STATUSES) > 0) {
    return 'running';
  }
  return countOf(changingCounts(counts, target)) === 0 ? 'noTasks' : undefined;
}

/** How many tasks of a whole step or job change, by their status now. */
export function changingCounts(counts: StatusCounts, target: TargetRunStatus): StatusCounts {
  const staying = [...LEFT_ALONE[target], target, STOPPING, ...(target === 'PENDING' ? WAITING : [])];
  return Object.fromEntries(Object.entries(counts).filter(([status, count]) => count > 0 && !staying.includes(status)));
}

/** How many of some tasks are at work, and so are stopped by any target but `PENDING`. */
export function runningCount(counts: StatusCounts): number {
  return countOf(counts, RUNNING);
}

/** How many tasks there are of each status. */
export function countByStatus(tasks: readonly Pick<Task, 'runStatus'>[]): StatusCounts {
  const counts: Record<string, number> = {};
  for (const { runStatus } of tasks) {
    counts[runStatus] = (counts[runStatus] ?? 0) + 1;
  }
  return counts;
}

/** Whether a task has taken a change up: it waits to run again, runs, or ran again; or is what was asked for, or being stopped. */
export function hasTakenUp(before: Task, now: Task, target: TargetRunStatus): boolean {
  if (target === 'PENDING') {
    return !RETRYABLE.includes(now.runStatus) || now.latestSessionActionId !== before.latestSessionActionId;
  }
  return now.runStatus === target || now.runStatus === STOPPING;
}

/** Whether the tasks of a whole step or job have taken a change up. */
export function hasWholeTakenUp(before: StatusCounts, now: StatusCounts, target: TargetRunStatus): boolean {
  return target === 'PENDING'
    ? countOf(now, RETRYABLE) < countOf(before, RETRYABLE)
    : countOf(changingCounts(now, target)) === 0;
}

/** What a change means for a step that depends on the changed one. */
export interface DependentEffect {
  readonly step: Step;
  /**
   * `waits`: its tasks wait until the changed step has succeeded. `canStart`: they need not wait for it any more. `isCanceled`: they
   * are canceled, because what they wait for does not succeed. `staysOver`: some are canceled, failed or suspended and stay so.
   * `isDone`: all have succeeded and do not run again.
   */
  readonly effect: 'waits' | 'canStart' | 'isCanceled' | 'staysOver' | 'isDone';
  /** How many of its tasks. */
  readonly tasks: number;
}

/** What a change of other steps means for one that depends on them; undefined where it does not notice. */
export function effectOn(step: Step, target: TargetRunStatus): DependentEffect | undefined {
  const counts = step.taskRunStatusCounts;
  const waiting = countOf(counts, WAITING);
  const stuck = countOf(counts, ['CANCELED', 'FAILED', 'SUSPENDED', 'NOT_COMPATIBLE']);
  const done = countOf(counts, ['SUCCEEDED']);
  const effect = (name: DependentEffect['effect'], tasks: number): DependentEffect | undefined =>
    tasks > 0 ? { step, effect: name, tasks } : undefined;
  switch (target) {
    case 'PENDING':
      return effect('staysOver', stuck) ?? effect('waits', waiting) ?? effect('isDone', done);
    case 'SUCCEEDED':
      return effect('canStart', waiting);
    case 'SUSPENDED':
      return effect('waits', waiting);
    case 'FAILED':
    case 'CANCELED':
      return effect('isCanceled', waiting);
  }
}

function phaseOf(runStatus: string): 'waiting' | 'running' | 'stopping' | undefined {
  if (WAITING.includes(runStatus)) {
    return 'waiting';
  }
  if (runStatus === STOPPING) {
    return 'stopping';
  }
  return RUNNING.includes(runStatus) ? 'running' : undefined;
}
