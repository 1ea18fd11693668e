/** Steps and tasks of a job: which ones, and what they can be asked to become. */
import type { StepId, TaskId } from '../ids';
import type { Task } from '../session/session';
import { type JobPath, STATUS_GROUPS } from './farm';

/** Which step, on a known connection. */
export interface StepPath extends JobPath {
  readonly stepId: StepId;
}

/** Which task, on a known connection. */
export interface TaskPath extends StepPath {
  readonly taskId: TaskId;
}

/** Which tasks of a job. */
export interface TaskQuery {
  /** Only those of this step; undefined for all steps. */
  readonly stepId: StepId | undefined;
  /** Task run statuses, at most 16, e.g. `['FAILED']`; empty for all. */
  readonly statuses: readonly string[];
}

/**
 * What tasks can be asked to become. `PENDING` requeues: tasks become `READY`, those of steps with open dependencies `PENDING`.
 * Of a job or a step it requeues every task, also those that succeeded. `READY` is left out: the user guide and the `deadline`
 * command line tool do not use it.
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_UpdateTask.html
 */
export type TargetRunStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'SUSPENDED';

/** Statuses that people look for together. */
export interface StatusGroup {
  /** e.g. `failed`, `not compatible` */
  readonly name: string;
  /** e.g. `['READY', 'PENDING']` */
  readonly statuses: readonly string[];
}

/** What needs a person first, then what goes on, then what is over. */
const GROUP_ORDER = ['failed', 'not compatible', 'running', 'waiting', 'suspended', 'canceled', 'succeeded'];

/** The groups that some tasks are in, in the order in which they are shown. A word newer than this program is a group by itself. */
export function statusGroupsOf(counts: Readonly<Record<string, number>>): readonly StatusGroup[] {
  const present = Object.keys(counts).filter((status) => (counts[status] ?? 0) > 0);
  const groups = new Map(present.map((status) => [groupOf(status).name, groupOf(status)]));
  return [...groups.values()].sort((a, b) => rankOf(a) - rankOf(b));
}

/** The group of a status. */
export function groupOf(status: string): StatusGroup {
  const known = Object.entries(STATUS_GROUPS).find(([, statuses]) => statuses.includes(status));
  return known ? { name: known[0], statuses: known[1] } : { name: status, statuses: [status] };
}

/** Where a group is among the others: small numbers are shown first. */
export function rankOf({ name }: StatusGroup): number {
  const index = GROUP_ORDER.indexOf(name);
  return index < 0 ? GROUP_ORDER.length : index;
}

/** How many tasks there are of some statuses, or of all. */
export function countOf(
  counts: Readonly<Record<string, number>>,
  statuses: readonly string[] = Object.keys(counts),
): number {
  return statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

/** Whether a task is over: it only runs again if a person retries it. */
export function isTaskSettled({ runStatus, targetRunStatus }: Pick<Task, 'runStatus' | 'targetRunStatus'>): boolean {
  const isChanging = targetRunStatus !== undefined && targetRunStatus !== runStatus;
  return !isChanging && /^(SUCCEEDED|FAILED|CANCELED)$/.test(runStatus);
}
