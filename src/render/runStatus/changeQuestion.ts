/** The question before a change of run statuses: exactly what changes, what it does to others, and what is left alone. */
import { connectionName } from '../../core/session/sessionKey';
import type { ChangePlan } from '../../core/farm/changePlan';
import { runningCount, type StatusCounts } from '../../core/farm/runStatusChange';
import { countOf } from '../../core/farm/tasks';
import { taskRanges } from '../../core/triage/taskRanges';
import type { JobId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { taskCounts } from '../farms/farmRows';
import { changingTasks, countedThings, jobName, leftWords, MOST_NAMED, namesOf, sumOf } from './changeWords';

/** A modal question. */
export interface ChangeQuestion {
  readonly question: string;
  /** Each is a paragraph of its own. */
  readonly details: readonly string[];
  readonly button: string;
  /** What the button says that changes nothing; undefined for VS Code's own `Cancel`. */
  readonly keepButton: string | undefined;
}

/** What is said besides the plan. */
export interface QuestionContext {
  /** What the chosen things have in common, e.g. a cause. */
  readonly title: string | undefined;
  /** Whether there may be more than were found. */
  readonly isCut: boolean;
}

/** Characters of the list of tasks. */
const LONGEST_LIST = 400;

/** The question about a plan that changes something. */
export function changeQuestion(plan: ChangePlan, { title, isCut }: QuestionContext): ChangeQuestion {
  const things = countedThings(plan.changing.length, plan.kind);
  const details = [
    title === undefined ? '' : plainText(title, 300),
    statusLine(plan),
    effectLine(plan),
    listLine(plan),
    isCut ? t('These are the first {0} that were found. There may be more.', things) : '',
    leftLine(plan),
    ...dependentLines(plan),
    limitsLine(plan),
    t('Connection: {0}.', plainText(connectionName(plan.connection), 60)),
  ];
  return {
    question: questionOf(plan),
    details: details.filter((line) => line !== ''),
    button: buttonOf(plan),
    keepButton: plan.wish.target === 'CANCELED' ? t('Don’t Cancel') : undefined,
  };
}

/** A job as a whole is restarted, not retried. */
function questionOf(plan: ChangePlan): string {
  const what = subject(plan);
  switch (plan.wish.target) {
    case 'PENDING':
      return plan.kind === 'jobs' ? t('Restart {0}?', what) : t('Retry {0}?', what);
    case 'CANCELED':
      return t('Cancel {0}?', what);
    case 'SUSPENDED':
      return t('Suspend {0}?', what);
    case 'SUCCEEDED':
      return t('Mark {0} as succeeded?', what);
    case 'FAILED':
      return t('Mark {0} as failed?', what);
  }
}

/** What is changed: `Frame 1017 · Render of sq11_wreck_v001`, `212 tasks of sq11_wreck_v001`, `the whole job sq11_wreck_v001`. */
function subject(plan: ChangePlan): string {
  const [first] = plan.changing;
  const count = plan.changing.length;
  const jobs = jobIdsOf(plan);
  const [jobId] = jobs;
  if (plan.kind === 'jobs') {
    if (count !== 1 || !first) {
      return countedThings(count, 'jobs');
    }
    const job = namesOf(plan)(first.path);
    return plan.wish.target === 'PENDING' ? t('the whole {0}', job) : t('the {0}', job);
  }
  const what = count === 1 && first ? namesOf(plan)(first.path) : countedThings(count, plan.kind);
  const where = jobs.length > 1 || jobId === undefined ? countedThings(jobs.length, 'jobs') : jobName(plan, jobId);
  return plan.kind === 'steps' && count === 1 ? t('the {0} of {1}', what, where) : t('{0} of {1}', what, where);
}

/** Which ones, where there are several. */
function listLine(plan: ChangePlan): string {
  if (plan.changing.length < 2) {
    return '';
  }
  if (plan.kind === 'tasks' && jobIdsOf(plan).length === 1) {
    const tasks = plan.changing.map(({ facts }) => facts);
    return `${taskRanges(tasks, { stepNames: plan.stepNames, maxLength: LONGEST_LIST })}.`;
  }
  return plan.kind === 'tasks' ? `${listed(jobCounts(plan))}.` : `${listed(namesOfChanging(plan))}.`;
}

function namesOfChanging(plan: ChangePlan): readonly string[] {
  const name = namesOf(plan);
  return plan.changing.map(({ path }) => name(path));
}

/** e.g. `sq11_wreck_v001: 12 tasks` */
function jobCounts(plan: ChangePlan): readonly string[] {
  return jobIdsOf(plan).map((jobId) => {
    const count = plan.changing.filter(({ path }) => path.jobId === jobId).length;
    return `${jobName(plan, jobId)}: ${countedThings(count, 'tasks')}`;
  });
}

/** How the tasks that change are doing now, and of whole steps and jobs how many stay. */
function statusLine(plan: ChangePlan): string {
  const changing = changingTasks(plan);
  if (plan.kind === 'tasks') {
    return t('Now: {0}.', taskCounts(changing));
  }
  const all = sumOf(plan.changing.map(({ facts }) => facts.taskRunStatusCounts));
  const staying = Object.fromEntries(
    Object.entries(all).map(([status, count]) => [status, count - (changing[status] ?? 0)]),
  );
  const rest = countOf(staying);
  return [
    t('Changes {0}: {1}.', countedThings(countOf(changing), 'tasks'), taskCounts(changing)),
    ...(rest === 0 ? [] : [t('Leaves {0}: {1}.', countedThings(rest, 'tasks'), taskCounts(staying))]),
  ].join(' ');
}

/** What happens to the tasks. */
function effectLine(plan: ChangePlan): string {
  const counts = changingTasks(plan);
  const [total, running] = [countOf(counts), runningCount(counts)];
  if (plan.wish.target === 'PENDING') {
    return plan.kind === 'jobs' ? restartWords(counts) : retryWords(total);
  }
  const stopped =
    running === 0
      ? ''
      : plural(running, {
          one: '{0} running task is stopped and loses its progress. Until the worker has stopped it, it shows as interrupting.',
          other:
            '{0} running tasks are stopped and lose their progress. Until the worker has stopped them, they show as interrupting.',
        });
  return [stopped, afterwards(plan.wish.target, total)].filter((part) => part !== '').join(' ');
}

function restartWords({ SUCCEEDED = 0 }: StatusCounts): string {
  return SUCCEEDED === 0
    ? t('All tasks run again from the start. Their output can be overwritten.')
    : t('All tasks run again from the start, also the {0} that succeeded. Their output can be overwritten.', SUCCEEDED);
}

function retryWords(tasks: number): string {
  return plural(tasks, {
    one: 'The task will run again from the start, on any worker of the queue’s fleets.',
    other: 'The tasks will run again from the start, on any worker of the queue’s fleets.',
  });
}

function afterwards(target: Exclude<ChangePlan['wish']['target'], 'PENDING'>, tasks: number): string {
  switch (target) {
    case 'CANCELED':
    case 'FAILED':
      return plural(tasks, {
        one: 'The task will not run unless you retry it.',
        other: 'The tasks will not run unless you retry them.',
      });
    case 'SUSPENDED':
      return plural(tasks, {
        one: 'The task will not run until you retry it.',
        other: 'The tasks will not run until you retry them.',
      });
    case 'SUCCEEDED':
      return t('Nothing is run for this: missing output stays missing.');
  }
}

function leftLine({ kind, left, unread }: ChangePlan): string {
  const [first] = unread;
  const words = leftWords(left.map(({ reason }) => reason));
  const leftAlone = words === '' ? '' : t('Left alone: {0}.', words);
  const notRead = first ? t('{0} can’t be read: {1}', countedThings(unread.length, kind), first.fault.message) : '';
  return [leftAlone, notRead].filter(Boolean).join(' ');
}

/** Who else waits, or stays as it is. */
function dependentLines({ dependents, dependentsFault, areDependentsCut }: ChangePlan): readonly string[] {
  const lines = dependents.slice(0, MOST_NAMED).map(({ step, effect, tasks }) => {
    const name = plainText(step.name, 60);
    const some = countedThings(tasks, 'tasks');
    switch (effect) {
      case 'waits':
        return t('Step {0} waits for this ({1}).', name, some);
      case 'canStart':
        return t('Step {0} no longer waits for this ({1}).', name, some);
      case 'isCanceled':
        return t('Step {0} depends on this: its {1} will be canceled.', name, some);
      case 'staysOver':
        return plural(
          tasks,
          {
            one: 'Step {1} depends on this: {0} task of it ended without success and will not run again. Retry it as well.',
            other:
              'Step {1} depends on this: {0} tasks of it ended without success and will not run again. Retry them as well.',
          },
          name,
        );
      case 'isDone':
        return t('Step {0} depends on this, has succeeded ({1}) and will not run again.', name, some);
    }
  });
  const more = dependents.length - lines.length;
  return [
    ...lines,
    ...(more > 0
      ? [plural(more, { one: '{0} more step depends on this.', other: '{0} more steps depend on this.' })]
      : areDependentsCut
        ? [t('Some more steps depend on this.')]
        : []),
    ...(dependentsFault ? [t('Dependent steps are unknown. {0}', dependentsFault.message)] : []),
  ];
}

/** Where a job fails again: only of one job, and only before tasks run again. */
function limitsLine(plan: ChangePlan): string {
  const [jobId, ...others] = jobIdsOf(plan);
  const job = jobId === undefined || others.length > 0 ? undefined : plan.jobs.get(jobId);
  if (plan.wish.target !== 'PENDING' || !job) {
    return '';
  }
  const { maxFailedTasksCount: most, maxRetriesPerTask: retries } = job;
  const failed = job.taskRunStatusCounts.FAILED ?? 0;
  const stillFailed = failed - (changingTasks(plan).FAILED ?? 0);
  const limit =
    most === undefined
      ? ''
      : plural(
          most,
          {
            one: 'The job fails at {0} failed task: it has {1} now, {2} without these.',
            other: 'The job fails at {0} failed tasks: it has {1} now, {2} without these.',
          },
          formatNumber(failed),
          formatNumber(stillFailed),
        );
  const again = most !== undefined && stillFailed >= most ? t('It may fail again at once.') : '';
  const tries = retries === undefined ? '' : retriesWords(retries);
  return [limit, again, tries].filter((part) => part !== '').join(' ');
}

function retriesWords(retries: number): string {
  return retries === 0
    ? t('Deadline Cloud doesn’t retry failed tasks of this job.')
    : plural(retries, {
        one: 'Deadline Cloud retries a failed task up to {0} time.',
        other: 'Deadline Cloud retries a failed task up to {0} times.',
      });
}

function buttonOf({ changing, kind, wish }: ChangePlan): string {
  const count = changing.length;
  const things = {
    tasks: plural(count, { one: 'Task', other: '{0} Tasks' }),
    steps: plural(count, { one: 'Step', other: '{0} Steps' }),
    jobs: plural(count, { one: 'Job', other: '{0} Jobs' }),
  }[kind];
  switch (wish.target) {
    case 'PENDING':
      return kind === 'jobs' ? t('Restart Whole Job') : t('Retry {0}', things);
    case 'CANCELED':
      return t('Cancel {0}', things);
    case 'SUSPENDED':
      return t('Suspend {0}', things);
    case 'SUCCEEDED':
      return t('Mark {0} as Succeeded', things);
    case 'FAILED':
      return t('Mark {0} as Failed', things);
  }
}

function jobIdsOf({ changing }: ChangePlan): readonly JobId[] {
  return [...new Set(changing.map(({ path }) => path.jobId))];
}

/** e.g. `a, b, c, d, e and 3 more` */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? t('{0} and {1} more', shown, names.length - MOST_NAMED) : shown;
}
