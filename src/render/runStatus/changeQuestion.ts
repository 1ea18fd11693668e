/** The question before a change of run statuses: exactly what changes, what it does to others, and what is left alone. */
import { connectionName } from '../../core/session/sessionKey';
import type { ChangePlan } from '../../core/farm/changePlan';
import { runningCount, type StatusCounts } from '../../core/farm/runStatusChange';
import { countOf } from '../../core/farm/tasks';
import { taskRanges } from '../../core/triage/taskRanges';
import type { JobId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import { taskCounts } from '../farms/farmRows';
import {
  amount,
  changeVerb,
  changingTasks,
  countedThings,
  jobName,
  leftWords,
  MOST_NAMED,
  namesOf,
  sumOf,
} from './changeWords';

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
  const { before, after } = changeVerb(plan.wish.target, plan.kind);
  const things = countedThings(plan.changing.length, plan.kind);
  const details = [
    title === undefined ? '' : plainText(title, 300),
    statusLine(plan),
    effectLine(plan),
    listLine(plan),
    isCut ? `These are the first ${things} that were found. There may be more.` : '',
    leftLine(plan),
    ...dependentLines(plan),
    limitsLine(plan),
    `Connection: ${plainText(connectionName(plan.connection), 60)}.`,
  ];
  return {
    question: `${before} ${subject(plan)}${after}?`,
    details: details.filter((line) => line !== ''),
    button: buttonOf(plan),
    keepButton: plan.wish.target === 'CANCELED' ? 'Don’t Cancel' : undefined,
  };
}

/** What is changed: `Frame 1017 · Render of sq11_wreck_v001`, `212 tasks of sq11_wreck_v001`, `the whole job sq11_wreck_v001`. */
function subject(plan: ChangePlan): string {
  const [first] = plan.changing;
  const count = plan.changing.length;
  const jobs = jobIdsOf(plan);
  const [jobId] = jobs;
  if (plan.kind === 'jobs') {
    const whole = plan.wish.target === 'PENDING' ? 'whole ' : '';
    return count === 1 && first ? `the ${whole}${namesOf(plan)(first.path)}` : countedThings(count, 'jobs');
  }
  const what = count === 1 && first ? namesOf(plan)(first.path) : countedThings(count, plan.kind);
  const article = plan.kind === 'steps' && count === 1 ? 'the ' : '';
  const where = jobs.length > 1 || jobId === undefined ? `${jobs.length} jobs` : jobName(plan, jobId);
  return `${article}${what} of ${where}`;
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
    return `${jobName(plan, jobId)}: ${amount(count, 'task')}`;
  });
}

/** How the tasks that change are doing now, and of whole steps and jobs how many stay. */
function statusLine(plan: ChangePlan): string {
  const changing = changingTasks(plan);
  if (plan.kind === 'tasks') {
    return `Now: ${taskCounts(changing)}.`;
  }
  const all = sumOf(plan.changing.map(({ facts }) => facts.taskRunStatusCounts));
  const staying = Object.fromEntries(
    Object.entries(all).map(([status, count]) => [status, count - (changing[status] ?? 0)]),
  );
  const rest = countOf(staying);
  return `Changes ${amount(countOf(changing), 'task')}: ${taskCounts(changing)}.${
    rest === 0 ? '' : ` Leaves ${amount(rest, 'task')}: ${taskCounts(staying)}.`
  }`;
}

/** What happens to the tasks. */
function effectLine(plan: ChangePlan): string {
  const counts = changingTasks(plan);
  const [total, running] = [countOf(counts), runningCount(counts)];
  const they = total === 1 ? 'The task' : 'The tasks';
  const stopped =
    running === 0
      ? ''
      : `${amount(running, 'running task')} ${running === 1 ? 'is' : 'are'} stopped and ${running === 1 ? 'loses its' : 'lose their'} progress. Until the worker has stopped ${running === 1 ? 'it, it shows' : 'them, they show'} as interrupting. `;
  switch (plan.wish.target) {
    case 'PENDING':
      return plan.kind === 'jobs'
        ? `All tasks run again from the start${alsoSucceeded(counts)}. Their output can be overwritten.`
        : `${they} will run again from the start, on any worker of the queue’s fleets.`;
    case 'CANCELED':
      return `${stopped}${they} will not run unless you retry ${total === 1 ? 'it' : 'them'}.`;
    case 'SUSPENDED':
      return `${stopped}${they} will not run until you retry ${total === 1 ? 'it' : 'them'}.`;
    case 'SUCCEEDED':
      return `${stopped}Nothing is run for this: missing output stays missing.`;
    case 'FAILED':
      return `${stopped}${they} will not run unless you retry ${total === 1 ? 'it' : 'them'}.`;
  }
}

function alsoSucceeded({ SUCCEEDED = 0 }: StatusCounts): string {
  return SUCCEEDED === 0 ? '' : `, also the ${SUCCEEDED} that succeeded`;
}

function leftLine({ kind, left, unread }: ChangePlan): string {
  const [first] = unread;
  const words = leftWords(left.map(({ reason }) => reason));
  const leftAlone = words === '' ? '' : `Left alone: ${words}.`;
  const notRead = first ? `${countedThings(unread.length, kind)} can’t be read: ${first.fault.message}` : '';
  return [leftAlone, notRead].filter(Boolean).join(' ');
}

/** Who else waits, or stays as it is. */
function dependentLines({ dependents, dependentsFault, areDependentsCut }: ChangePlan): readonly string[] {
  const lines = dependents.slice(0, MOST_NAMED).map(({ step, effect, tasks }) => {
    const name = plainText(step.name, 60);
    const some = amount(tasks, 'task');
    switch (effect) {
      case 'waits':
        return `Step ${name} waits for this (${some}).`;
      case 'canStart':
        return `Step ${name} no longer waits for this (${some}).`;
      case 'isCanceled':
        return `Step ${name} depends on this: its ${some} will be canceled.`;
      case 'staysOver':
        return `Step ${name} depends on this: ${some} of it ended without success and will not run again. Retry ${tasks === 1 ? 'it' : 'them'} as well.`;
      case 'isDone':
        return `Step ${name} depends on this, has succeeded (${some}) and will not run again.`;
    }
  });
  const more = dependents.length - lines.length;
  return [
    ...lines,
    ...(more > 0 || areDependentsCut ? [`${more > 0 ? more : 'Some'} more steps depend on this.`] : []),
    ...(dependentsFault ? [`Dependent steps are unknown. ${dependentsFault.message}`] : []),
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
  const number = (count: number): string => count.toLocaleString('en-US');
  const limit =
    most === undefined
      ? ''
      : `The job fails at ${amount(most, 'failed task')}: it has ${number(failed)} now, ${number(stillFailed)} without these.`;
  const again = most !== undefined && stillFailed >= most ? ' It may fail again at once.' : '';
  const tries = retries === undefined ? '' : ` ${retriesWords(retries)}`;
  return `${limit}${again}${tries}`.trim();
}

function retriesWords(retries: number): string {
  return retries === 0
    ? 'Deadline Cloud doesn’t retry failed tasks of this job.'
    : `Deadline Cloud retries a failed task up to ${amount(retries, 'time')}.`;
}

function buttonOf(plan: ChangePlan): string {
  const count = plan.changing.length;
  const one = { tasks: 'Task', steps: 'Step', jobs: 'Job' }[plan.kind];
  const things = count === 1 ? one : amount(count, one);
  switch (plan.wish.target) {
    case 'PENDING':
      return plan.kind === 'jobs' ? 'Restart Whole Job' : `Retry ${things}`;
    case 'CANCELED':
      return `Cancel ${things}`;
    case 'SUSPENDED':
      return `Suspend ${things}`;
    case 'SUCCEEDED':
      return `Mark ${things} as Succeeded`;
    case 'FAILED':
      return `Mark ${things} as Failed`;
  }
}

function jobIdsOf({ changing }: ChangePlan): readonly JobId[] {
  return [...new Set(changing.map(({ path }) => path.jobId))];
}

/** e.g. `a, b, c, d, e and 3 more` */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}
