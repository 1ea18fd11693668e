/** Words for changes of run statuses: what is asked for, of what, and why something is left alone. */
import type { ChangePlan } from '../../core/farm/changePlan';
import { changingCounts, countByStatus, type LeftReason, type StatusCounts } from '../../core/farm/runStatusChange';
import { type JobId, shortId } from '../../core/ids';
import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { capital } from '../farms/farmRows';
import { taskTitle } from '../task';

/** More names than this make a message unreadable. */
export const MOST_NAMED = 5;

/** e.g. `1,200 tasks`, `1 step` */
export function countedThings(count: number, kind: ChangePlan['kind']): string {
  switch (kind) {
    case 'tasks':
      return plural(count, { one: '{0} task', other: '{0} tasks' });
    case 'steps':
      return plural(count, { one: '{0} step', other: '{0} steps' });
    case 'jobs':
      return plural(count, { one: '{0} job', other: '{0} jobs' });
  }
}

/** What is going on, for progress: `Retrying 212 tasks`. */
export function changeProgress({ wish, kind, changing }: ChangePlan): string {
  const things = countedThings(changing.length, kind);
  switch (wish.target) {
    case 'PENDING':
      return kind === 'jobs' ? t('Restarting {0}', things) : t('Retrying {0}', things);
    case 'CANCELED':
      return t('Canceling {0}', things);
    case 'SUSPENDED':
      return t('Suspending {0}', things);
    case 'SUCCEEDED':
      return t('Marking {0} as succeeded', things);
    case 'FAILED':
      return t('Marking {0} as failed', things);
  }
}

/**
 * What one thing of a plan is called: `Frame 1017 · Render`, `step Render`, `job sq11_wreck_v001`.
 * @param isFirst whether it stands first in a sentence: `Step Render`
 */
export function namesOf(
  plan: ChangePlan,
  isFirst = false,
): (path: { readonly taskId?: string; readonly stepId?: string; readonly jobId: string }) => string {
  const known = new Map<string, string>();
  const note = (id: string, name: string): unknown => known.set(id, plainText(name, 60));
  if (plan.kind === 'tasks') {
    for (const { path, facts } of [...plan.changing, ...plan.left]) {
      const step = plan.stepNames[path.stepId];
      note(path.taskId, step === undefined ? taskTitle(facts) : `${taskTitle(facts)} · ${step}`);
    }
  } else if (plan.kind === 'steps') {
    [...plan.changing, ...plan.left].forEach(({ path, facts }) =>
      note(path.stepId, isFirst ? t('Step {0}', facts.name) : t('step {0}', facts.name)),
    );
  }
  plan.jobs.forEach(({ jobId, name }) => note(jobId, isFirst ? t('Job {0}', name) : t('job {0}', name)));
  return ({ taskId, stepId, jobId }) => {
    const id = taskId ?? stepId ?? jobId;
    const name = known.get(id) ?? shortId(id);
    return isFirst ? capital(name) : name;
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

/** Why one thing is left alone, behind its name: `is running`. */
export const REASONS: Readonly<Record<LeftReason, string>> = {
  running: t('is running'),
  waiting: t('already waits to run'),
  stopping: t('is being stopped'),
  over: t('has already ended'),
  already: t('already has this status'),
  notFailed: t('is no longer failed'),
  unknownStatus: t('has a status that this version doesn’t know'),
  archived: t('belongs to an archived job'),
  updating: t('belongs to a job that is being created or updated'),
  notCreated: t('belongs to a job that was not created'),
  noTasks: t('has no task to change'),
};

/**
 * Why one thing or several are left alone: `Step Render is running`, `3 are running`.
 * @param subject what they are called
 */
export function leftClause(reason: LeftReason, count: number, subject: string): string {
  switch (reason) {
    case 'running':
      return plural(count, { one: '{1} is running', other: '{1} are running' }, subject);
    case 'waiting':
      return plural(count, { one: '{1} already waits to run', other: '{1} already wait to run' }, subject);
    case 'stopping':
      return plural(count, { one: '{1} is being stopped', other: '{1} are being stopped' }, subject);
    case 'over':
      return plural(count, { one: '{1} has already ended', other: '{1} have already ended' }, subject);
    case 'already':
      return plural(count, { one: '{1} already has this status', other: '{1} already have this status' }, subject);
    case 'notFailed':
      return plural(count, { one: '{1} is no longer failed', other: '{1} are no longer failed' }, subject);
    case 'unknownStatus':
      return plural(
        count,
        {
          one: '{1} has a status that this version doesn’t know',
          other: '{1} have a status that this version doesn’t know',
        },
        subject,
      );
    case 'archived':
      return plural(count, { one: '{1} belongs to an archived job', other: '{1} belong to an archived job' }, subject);
    case 'updating':
      return plural(
        count,
        {
          one: '{1} belongs to a job that is being created or updated',
          other: '{1} belong to a job that is being created or updated',
        },
        subject,
      );
    case 'notCreated':
      return plural(
        count,
        { one: '{1} belongs to a job that was not created', other: '{1} belong to a job that was not created' },
        subject,
      );
    case 'noTasks':
      return plural(count, { one: '{1} has no task to change', other: '{1} have no task to change' }, subject);
  }
}

/** e.g. `3 are running, 1 is no longer failed`; empty for none */
export function leftWords(reasons: readonly LeftReason[]): string {
  const counts = new Map<LeftReason, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => leftClause(reason, count, String(count))).join(', ');
}
