/** Words for changes of run statuses: what is asked for, of what, and why something is left alone. */
import type { ChangePlan } from '../../core/farm/changePlan';
import { changingCounts, countByStatus, type LeftReason, type StatusCounts } from '../../core/farm/runStatusChange';
import type { TargetRunStatus } from '../../core/farm/tasks';
import { type JobId, shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import { taskTitle } from '../task';

/** More names than this make a message unreadable. */
export const MOST_NAMED = 5;

const ONE = { tasks: 'task', steps: 'step', jobs: 'job' } as const;

/** e.g. `1,200 tasks`, `1 step` */
export function countedThings(count: number, kind: ChangePlan['kind']): string {
  return amount(count, ONE[kind]);
}

/** e.g. `1,200 failed tasks` */
export function amount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** The words around what is changed: `Retry …`, `Mark … as succeeded`. A job as a whole is restarted, not retried. */
export function changeVerb(target: TargetRunStatus, kind: ChangePlan['kind']): { before: string; after: string } {
  switch (target) {
    case 'PENDING':
      return { before: kind === 'jobs' ? 'Restart' : 'Retry', after: '' };
    case 'CANCELED':
      return { before: 'Cancel', after: '' };
    case 'SUSPENDED':
      return { before: 'Suspend', after: '' };
    case 'SUCCEEDED':
      return { before: 'Mark', after: ' as succeeded' };
    case 'FAILED':
      return { before: 'Mark', after: ' as failed' };
  }
}

/** What is going on, for progress: `Retrying 212 tasks`. */
export function changeProgress({ wish, kind, changing }: ChangePlan): string {
  const things = countedThings(changing.length, kind);
  switch (wish.target) {
    case 'PENDING':
      return `${kind === 'jobs' ? 'Restarting' : 'Retrying'} ${things}`;
    case 'CANCELED':
      return `Canceling ${things}`;
    case 'SUSPENDED':
      return `Suspending ${things}`;
    case 'SUCCEEDED':
      return `Marking ${things} as succeeded`;
    case 'FAILED':
      return `Marking ${things} as failed`;
  }
}

/** What one thing of a plan is called: `Frame 1017 · Render`, `step Render`, `job sq11_wreck_v001`. */
export function namesOf(
  plan: ChangePlan,
): (path: { readonly taskId?: string; readonly stepId?: string; readonly jobId: string }) => string {
  const known = new Map<string, string>();
  const note = (id: string, name: string): unknown => known.set(id, plainText(name, 60));
  if (plan.kind === 'tasks') {
    for (const { path, facts } of [...plan.changing, ...plan.left]) {
      const step = plan.stepNames[path.stepId];
      note(path.taskId, step === undefined ? taskTitle(facts) : `${taskTitle(facts)} · ${step}`);
    }
  } else if (plan.kind === 'steps') {
    [...plan.changing, ...plan.left].forEach(({ path, facts }) => note(path.stepId, `step ${facts.name}`));
  }
  plan.jobs.forEach(({ jobId, name }) => note(jobId, `job ${name}`));
  return ({ taskId, stepId, jobId }) => {
    const id = taskId ?? stepId ?? jobId;
    return known.get(id) ?? shortId(id);
  };
}

/** A job's name; its ID where it could not be read. */
export function jobName(plan: ChangePlan, jobId: JobId): string {
  return plainText(plan.jobs.get(jobId)?.name ?? shortId(jobId), 60);
}

/** The tasks that change, by their status. */
export function changingTasks(plan: ChangePlan): StatusCounts {
  return plan.kind === 'tasks'
    ? countByStatus(plan.changing.map(({ facts }) => facts))
    : sumOf(plan.changing.map(({ facts }) => changingCounts(facts.taskRunStatusCounts, plan.wish.target)));
}

/** Counts of several, added up. */
export function sumOf(all: readonly StatusCounts[]): StatusCounts {
  const sum: Record<string, number> = {};
  for (const [status, count] of all.flatMap((counts) => Object.entries(counts))) {
    sum[status] = (sum[status] ?? 0) + count;
  }
  return sum;
}

/** Why something is left alone, of one and of several: `is running`, `are running`. */
export const REASONS: Readonly<Record<LeftReason, readonly [one: string, many: string]>> = {
  running: ['is running', 'are running'],
  waiting: ['already waits to run', 'already wait to run'],
  stopping: ['is being stopped', 'are being stopped'],
  over: ['has already ended', 'have already ended'],
  already: ['already has this status', 'already have this status'],
  notFailed: ['is no longer failed', 'are no longer failed'],
  unknownStatus: ['has a status that this version doesn’t know', 'have a status that this version doesn’t know'],
  archived: ['belongs to an archived job', 'belong to an archived job'],
  updating: ['belongs to a job that is being created or updated', 'belong to a job that is being created or updated'],
  notCreated: ['belongs to a job that was not created', 'belong to a job that was not created'],
  noTasks: ['has no task to change', 'have no task to change'],
};

/** e.g. `3 are running, 1 is no longer failed`; empty for none */
export function leftWords(reasons: readonly LeftReason[]): string {
  const counts = new Map<LeftReason, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${count} ${REASONS[reason][count === 1 ? 0 : 1]}`).join(', ');
}
