/** What failed alike in the jobs of a queue, in the words that are shown of it. */
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { AlikeFailure, InJob, QueueFailures } from '../../core/triage/queueFailures';
import { shortTime } from '../time';
import { groupSentence, hostsWords, unreadWords } from './triage';

const NAMED_JOBS = 3;

/** A line of the list: a label, the dimmed text behind it, and the line below. */
export interface QueueFailuresLine {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** How far the reading is, e.g. `12 of 40 failed jobs looked at, 96 of at most 300 calls`. */
export function queueProgressWords({ looked, notLooked, calls, mostCalls }: QueueFailures): string {
  const found = looked + notLooked.length;
  return plural(
    found,
    {
      one: '{1} of {0} failed job looked at, {2} of at most {3}',
      other: '{1} of {0} failed jobs looked at, {2} of at most {3}',
    },
    formatNumber(looked),
    calls,
    plural(mostCalls, { one: '{0} call', other: '{0} calls' }),
  );
}

/** One failure: what it is, in how many jobs, where, and in which. */
export function alikeLine({ group, jobs, tasks, hosts, lastMs }: AlikeFailure, nowMs: number): QueueFailuresLine {
  return {
    label: groupSentence(group),
    description: tasksInJobs(tasks, jobs.length),
    detail: [
      namesOf(jobs),
      hostsWords({ hosts }),
      ...(lastMs === undefined ? [] : [t('last at {0}', shortTime(lastMs, nowMs))]),
    ].join(' · '),
  };
}

function tasksInJobs(tasks: number, jobs: number): string {
  return plural(jobs, { one: '{1} in {0} job', other: '{1} in {0} jobs' }, countOfTasks(tasks));
}

function countOfTasks(tasks: number): string {
  return plural(tasks, { one: '{0} task', other: '{0} tasks' });
}

/** One job that has the failure. */
export function inJobLine(job: InJob): QueueFailuresLine {
  return { label: nameOf(job), description: countOfTasks(job.tasks), detail: hostsWords(job) };
}

/** What is not known: tasks without a cause. Undefined where there are none. */
export function unexplainedLine({ unexplained }: QueueFailures): QueueFailuresLine | undefined {
  const tasks = unexplained.reduce((sum, job) => sum + job.tasks, 0);
  return tasks === 0
    ? undefined
    : {
        label: t('Nothing says why these failed'),
        description: tasksInJobs(tasks, unexplained.length),
        detail: namesOf(unexplained),
      };
}

/** What was not looked at and what could not be read, a line each; empty for nothing. */
export function notLookedLines(failures: QueueFailures): readonly QueueFailuresLine[] {
  const { state, notLooked, isListWhole, readTasks, failedTasks, unread, fault } = failures;
  return [
    ...(fault ? [{ label: t('Could not go on'), description: '', detail: plainText(fault.message, 500) }] : []),
    ...(notLooked.length > 0 && state !== 'reading'
      ? [
          {
            label: plural(notLooked.length, { one: '{0} job', other: '{0} jobs' }),
            description: whyNotLooked(failures),
            detail: namesOf(notLooked),
          },
        ]
      : []),
    ...(readTasks < failedTasks
      ? [
          {
            label: plural(
              failedTasks,
              { one: '{1} of {0} failed task', other: '{1} of {0} failed tasks' },
              formatNumber(failedTasks - readTasks),
            ),
            description: t('about a hundred of each job are looked at'),
            detail: '',
          },
        ]
      : []),
    ...(isListWhole || state === 'reading' || fault
      ? []
      : [
          {
            label: t('Older failed jobs of these days'),
            description: t('not all failed jobs were listed'),
            detail: '',
          },
        ]),
    ...unread.map((part) => ({ label: unreadWords(part), description: '', detail: '' })),
  ];
}

function whyNotLooked({ calls, mostCalls, state }: QueueFailures): string {
  const isUsedUp = state === 'stopped' && mostCalls - calls < CALLS_LEFT_OVER;
  return isUsedUp
    ? plural(mostCalls, {
        one: 'the {0} call of one look is used up',
        other: 'the {0} calls of one look are used up',
      })
    : t('stopped before');
}

/** Fewer calls than these are not enough for another job. */
const CALLS_LEFT_OVER = 10;

function namesOf(jobs: readonly (InJob | QueueFailures['notLooked'][number])[]): string {
  const named = jobs.slice(0, NAMED_JOBS).map((job) => ('key' in job ? nameOf(job) : plainText(job.name, 60)));
  const [names, more] = [named.join(', '), jobs.length - named.length];
  return more > 0 ? plural(more, { one: '{1} and {0} other job', other: '{1} and {0} other jobs' }, names) : names;
}

function nameOf({ key, name }: InJob): string {
  return name === undefined ? shortId(key.jobId) : plainText(name, 60);
}
