/** The words of news about what is watched: notifications, the list of what they missed, the status bar. */
import type { FailingJob, WatchedJob, WatchedPart, WatchedQueue, WatchedWorker } from '../../core/farm/watchedParts';
import { isFailure, type News, type NewsKind, type NewsSubject, type NewsWords } from '../../core/news';
import { plainText } from '../../core/text/plainText';
import { withoutSecrets } from '../../core/text/redact';
import { connectionName } from '../../core/session/sessionKey';
import { failingAction, isEndedOnRequest, toneOfSession, type Tone } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { causeLabel, evidenceLines } from '../diagnosis';
import { faultWord, sessionTitle, sessionVerdict } from '../session/session';
import { stuckLine } from './stuck';
import { roughly } from '../time';
import { partTitle } from './watchedPart';
import { jobProgress, jobTitle } from './watching';

/** How long a quoted line of a log may be. */
const LONGEST_QUOTE = 160;
/** How many causes a summary names. */
const MOST_GROUPS = 3;

/** The news of a session that failed, ended or can't be read. */
export function sessionNews(kind: NewsKind, session: WatchedSession, nowMs: number): NewsWords {
  const { key, snapshot, fault, diagnosis, stuck } = session;
  const title = sessionTitle(session);
  if (kind === 'unreadable' || !snapshot) {
    return unreadableNews(title, connectionName(key.connection), fault);
  }
  if (kind === 'stuck' && stuck) {
    return { title, text: stuckLine(stuck, nowMs), group: 'may be stuck' };
  }
  const verdict = sessionVerdict(snapshot, nowMs, diagnosis);
  if (kind !== 'sessionFailed') {
    const group = isEndedOnRequest(snapshot) ? 'ended on request' : endWord(toneOfSession(snapshot));
    return { title, text: verdict, group };
  }
  const isExplained = diagnosis !== undefined && diagnosis.sessionActionId === failingAction(snapshot)?.sessionActionId;
  const line = isExplained ? evidenceLines(diagnosis).find(({ isInLog }) => isInLog) : undefined;
  const text =
    line === undefined
      ? verdict
      : `${verdict.replace(/\.?$/, '.')} The log says: ${plainText(withoutSecrets(line.text.trim()), LONGEST_QUOTE)}`;
  return { title, text, group: isExplained ? causeLabel(diagnosis) : 'unknown cause' };
}

/** The same of what is watched beside sessions. */
export function partNews({ kind, about }: Pick<News, 'kind' | 'about'>, part: WatchedPart): NewsWords {
  switch (part.kind) {
    case 'job':
      return jobNews(kind, part);
    case 'worker':
      return workerNews(kind, part);
    case 'queue':
      return queueNews(about, part);
  }
}

/** News of a job. */
export function jobNews(kind: NewsKind, facts: WatchedJob): NewsWords {
  const { key, job, fault } = facts;
  const title = jobTitle(facts);
  if (kind === 'unreadable' || !job) {
    return unreadableNews(title, connectionName(key.connection), fault);
  }
  const failed = job.taskRunStatusCounts.FAILED ?? 0;
  if (kind === 'jobFailed') {
    const text = failed === 1 ? 'The first task failed' : `${failed.toLocaleString('en-US')} tasks failed`;
    return { title, text: `${text}: ${jobProgress(job, true)}.`, group: 'tasks failed' };
  }
  return {
    title,
    text: `The job ended: ${jobProgress(job)}.`,
    group: failed > 0 ? 'with failed tasks' : 'without failures',
  };
}

function workerNews(kind: NewsKind, worker: WatchedWorker): NewsWords {
  const title = partTitle(worker);
  if (kind !== 'workerEnded') {
    return unreadableNews(title, connectionName(worker.key.connection), worker.fault);
  }
  const isDeleted = worker.fault?.kind === 'notFound';
  return {
    title,
    text: `The worker was ${isDeleted ? 'deleted' : 'stopped'}.`,
    group: isDeleted ? 'deleted' : 'stopped',
  };
}

function queueNews(about: NewsSubject, queue: WatchedQueue): NewsWords {
  const title = partTitle(queue);
  const failing = about.kind === 'job' ? queue.failing.find(({ jobId }) => jobId === about.key.jobId) : undefined;
  return failing
    ? failingNews(failing, title)
    : unreadableNews(title, connectionName(queue.key.connection), queue.fault);
}

function failingNews(job: FailingJob, queueName: string): NewsWords {
  const failed = job.taskRunStatusCounts.FAILED ?? 0;
  const tasks = failed === 1 ? 'The first task failed' : `${failed.toLocaleString('en-US')} tasks failed`;
  return {
    title: plainText(job.name),
    text: `${tasks} in the queue ${queueName}: ${jobProgress(job, true)}.`,
    group: `in ${queueName}`,
  };
}

/** What a fault says. */
interface FaultWords {
  readonly kind: string;
  readonly message: string;
}

function unreadableNews(title: string, place: string, fault: FaultWords | undefined): NewsWords {
  return {
    title,
    text: fault ? plainText(fault.message, 300) : `It cannot be read on ${plainText(place, 80)}.`,
    group: fault ? faultWord(fault.kind) : 'unreadable',
  };
}

function endWord(tone: Tone): string {
  return tone === 'succeeded' || tone === 'canceled' || tone === 'interrupted' ? tone : 'ended';
}

/**
 * News of one kind as a notification says them: one in full, many counted by their causes, e.g.
 * `12 sessions failed: 10 × no license, 1 × out of memory, 1 × unknown cause.`
 */
export function newsSentence(news: readonly News[]): string {
  const [first] = news;
  if (!first) {
    return '';
  }
  if (news.length === 1) {
    return newsLine(first);
  }
  const groups = countsOf(news);
  const shown = groups.slice(0, groups.length > MOST_GROUPS + 1 ? MOST_GROUPS : MOST_GROUPS + 1);
  const others = groups.slice(shown.length).reduce((sum, [, count]) => sum + count, 0);
  const parts = [
    ...shown.map(([group, count]) => `${count.toLocaleString('en-US')} × ${plainText(group, 60)}`),
    ...(others === 0 ? [] : [`${others.toLocaleString('en-US')} × other`]),
  ];
  return `${countWords(first.kind, news.length)}: ${parts.join(', ')}.`;
}

/** One of them in a line, e.g. `sh010_lighting_v007: Frame 1005 · Render failed after 1 min. The GPU ran out of memory.` */
export function newsLine(news: News): string {
  return `${newsTitle(news)}: ${newsText(news)}`;
}

/** What one is about. */
export function newsTitle({ about, title }: Pick<News, 'about' | 'title'>): string {
  return about.kind === 'connection'
    ? `Watching on ${plainText(connectionName(about.connection), 80)} is paused`
    : plainText(title, 80);
}

/** What happened, without its title. */
export function newsText({ text }: Pick<News, 'text'>): string {
  return plainText(text, 600);
}

/** How many of a kind, in words, e.g. `12 sessions failed`. */
export function countWords(kind: NewsKind, count: number): string {
  const many = (noun: string): string => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
  switch (kind) {
    case 'sessionFailed':
      return `${many('session')} failed`;
    case 'sessionEnded':
      return `${many('session')} ended`;
    case 'jobFailed':
    case 'queueFailed':
      return `${many('job')} with failures`;
    case 'jobEnded':
      return `${many('job')} ended`;
    case 'workerEnded':
      return `${many('worker')} stopped or deleted`;
    case 'stuck':
      return `${many('session')} may be stuck`;
    case 'unreadable':
      return `${count.toLocaleString('en-US')} can’t be read any more`;
  }
}

/** An icon’s tone for news of a kind. */
export function newsTone({ kind, group }: Pick<News, 'kind' | 'group'>): Tone {
  if (isFailure(kind) || (kind === 'jobEnded' && group === 'with failed tasks')) {
    return 'failed';
  }
  if (kind === 'stuck' || kind === 'unreadable') {
    return 'blocked';
  }
  if (kind === 'workerEnded') {
    return 'neutral';
  }
  return group === 'canceled' || group === 'ended on request'
    ? 'canceled'
    : group === 'interrupted'
      ? 'interrupted'
      : 'succeeded';
}

/** When something happened, for a row, e.g. `12 min ago`. */
export function newsAge({ atMs }: Pick<News, 'atMs'>, nowMs: number): string {
  return `${roughly(Math.max(0, nowMs - atMs))} ago`;
}

const LIKELY = 'likely ';

/** The most frequent first. */
function countsOf(news: readonly News[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, { group: string; count: number }>();
  for (const { group } of news) {
    // A cause that is only likely for one of them is only likely for all.
    const cause = group.startsWith(LIKELY) ? group.slice(LIKELY.length) : group;
    const known = counts.get(cause);
    counts.set(cause, {
      group: known?.group.startsWith(LIKELY) === true ? known.group : group,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...counts.values()]
    .map(({ group, count }) => [group, count] as const)
    .sort(([, one], [, other]) => other - one);
}
