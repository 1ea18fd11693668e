/** Tasks, steps and jobs as things whose run status can be changed: how each is read, judged and asked. */
import type { ClientTokens } from '../../core/farm/clientTokens';
import type { JobPath } from '../../core/farm/farm';
import {
  type LeftReason,
  type RunStatusWish,
  hasTakenUp,
  hasWholeTakenUp,
  whyJobIsLeft,
  whyLeft,
  whyWholeIsLeft,
} from '../../core/farm/runStatusChange';
import type { StepPath, TaskPath } from '../../core/farm/tasks';
import type { FarmDirectory, RunControl, TaskDirectory } from '../../core/service/ports';
import type { Job, Part, Step, Task } from '../../core/session/session';
import type { Connection } from '../../core/session/sessionKey';

/** What changes need of the service. */
export type ChangeService = Pick<FarmDirectory, 'fetchJobs'> &
  Pick<TaskDirectory, 'tasks' | 'fetchTasks' | 'fetchSteps' | 'stepConsumers'> &
  RunControl;

/** Things of one kind. `P` says which one, `F` is what is known of it. */
export interface ChangeKind<P, F> {
  /** Reads things: one part each, in their order. Rejects only when aborted. */
  readonly read: (paths: readonly P[], signal: AbortSignal) => Promise<readonly Part<F>[]>;
  /** Asks for the change: one part each, in their order, `ok` where it was accepted. Rejects only when aborted. */
  readonly ask: (paths: readonly P[], tokens: ClientTokens, signal: AbortSignal) => Promise<readonly Part<true>[]>;
  readonly whyLeft: (facts: F) => LeftReason | undefined;
  /** Whether the change can be seen. */
  readonly hasTakenUp: (before: F, now: F) => boolean;
}

export function tasksOf(
  service: ChangeService,
  connection: Connection,
  wish: RunStatusWish,
): ChangeKind<TaskPath, Task> {
  return {
    read: (paths, signal) => service.fetchTasks(connection, paths, signal),
    ask: (paths, tokens, signal) => service.updateTasks(connection, paths, wish.target, tokens, signal),
    whyLeft: (task) => whyLeft(task, wish),
    hasTakenUp: (before, now) => hasTakenUp(before, now, wish.target),
  };
}

export function stepsOf(
  service: ChangeService,
  connection: Connection,
  { target }: RunStatusWish,
): ChangeKind<StepPath, Step> {
  return {
    read: (paths, signal) => service.fetchSteps(connection, paths, signal),
    ask: (paths, tokens, signal) => service.updateSteps(connection, paths, target, tokens, signal),
    whyLeft: (step) => whyWholeIsLeft(step.taskRunStatusCounts, target),
    hasTakenUp: (before, now) => hasWholeTakenUp(before.taskRunStatusCounts, now.taskRunStatusCounts, target),
  };
}

export function jobsOf(
  service: ChangeService,
  connection: Connection,
  { target }: RunStatusWish,
): ChangeKind<JobPath, Job> {
  return {
    read: (paths, signal) => service.fetchJobs(connection, paths, signal),
    ask: (paths, tokens, signal) => service.updateJobs(connection, paths, target, tokens, signal),
    whyLeft: (job) => whyJobIsLeft(job) ?? whyWholeIsLeft(job.taskRunStatusCounts, target),
    hasTakenUp: (before, now) => hasWholeTakenUp(before.taskRunStatusCounts, now.taskRunStatusCounts, target),
  };
}
