/** What failed alike in the jobs of a queue, in the words that are shown of it. */
import { shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import type { AlikeFailure, InJob, QueueFailures } from '../../core/triage/queueFailures';
import { shortTime } from '../time';
import { countOf, groupSentence, hostsWords, unreadWords } from './triage';

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
  return `${looked.toLocaleString('en-US')} of ${countOf(found, 'failed job')} looked at, ${calls} of at most ${countOf(mostCalls, 'call')}`;
}

/** One failure: what it is, in how many jobs, where, and in which. */
export function alikeLine({ group, jobs, tasks, hosts, lastMs }: AlikeFailure, nowMs: number): QueueFailuresLine {
  return {
    label: groupSentence(group),
    description: `${countOf(tasks, 'task')} in ${countOf(jobs.length, 'job')}`,
    detail: [
      namesOf(jobs),
      hostsWords({ hosts }),
      ...(lastMs === undefined ? [] : [`last at ${shortTime(lastMs, nowMs)}`]),
    ].join(' · '),
  };
}

/** One job that has the failure. */
export function inJobLine(job: InJob): QueueFailuresLine {
  return { label: nameOf(job), description: countOf(job.tasks, 'task'), detail: hostsWords(job) };
}

/** What is not known: tasks without a cause. Undefined where there are none. */
export function unexplainedLine({ unexplained }: QueueFailures): QueueFailuresLine | undefined {
  const tasks = unexplained.reduce((sum, job) => sum + job.tasks, 0);
  return tasks === 0
    ? undefined
    : {
        label: 'Nothing says why these failed',
        description: `${countOf(tasks, 'task')} in ${countOf(unexplained.length, 'job')}`,
        detail: namesOf(unexplained),
      };
}

/** What was not looked at and what could not be read, a line each; empty for nothing. */
export function notLookedLines(failures: QueueFailures): readonly QueueFailuresLine[] {
  const { state, notLooked, isListWhole, readTasks, failedTasks, unread, fault } = failures;
  return [
    ...(fault ? [{ label: 'Could not go on', description: '', detail: plainText(fault.message, 500) }] : []),
    ...(notLooked.length > 0 && state !== 'reading'
      ? [{ label: countOf(notLooked.length, 'job'), description: whyNotLooked(failures), detail: namesOf(notLooked) }]
      : []),
    ...(readTasks < failedTasks
      ? [
          {
            label: `${(failedTasks - readTasks).toLocaleString('en-US')} of ${countOf(failedTasks, 'failed task')}`,
            description: 'about a hundred of each job are looked at',
            detail: '',
          },
        ]
      : []),
    ...(isListWhole || state === 'reading' || fault
      ? []
      : [{ label: 'Older failed jobs of these days', description: 'not all failed jobs were listed', detail: '' }]),
    ...unread.map((part) => ({ label: unreadWords(part), description: '', detail: '' })),
  ];
}

function whyNotLooked({ calls, mostCalls, state }: QueueFailures): string {
  const isUsedUp = state === 'stopped' && mostCalls - calls < CALLS_LEFT_OVER;
  return isUsedUp ? `the ${countOf(mostCalls, 'call')} of one look are used up` : 'stopped before';
}

/** Fewer calls than these are not enough for another job. */
const CALLS_LEFT_OVER = 10;

function namesOf(jobs: readonly (InJob | QueueFailures['notLooked'][number])[]): string {
  const names = jobs.slice(0, NAMED_JOBS).map((job) => ('key' in job ? nameOf(job) : plainText(job.name, 60)));
  const more = jobs.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${countOf(more, 'other job')}` : ''}`;
}

function nameOf({ key, name }: InJob): string {
  return name === undefined ? shortId(key.jobId) : plainText(name, 60);
}
