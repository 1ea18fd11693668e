/** The words of news about what is watched: notifications, the list of what they missed, the status bar. */
import type { FailingJob, WatchedJob, WatchedPart, WatchedQueue, WatchedWorker } from '../../core/farm/watchedParts';
import { isFailure, type News, type NewsKind, type NewsSubject, type NewsWords } from '../../core/news';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { withoutSecrets } from '../../core/text/redact';
import { connectionName } from '../../core/session/sessionKey';
import { failingAction, isEndedOnRequest, toneOfSession, type Tone } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { causeLabel, evidenceLines } from '../diagnosis';
import { faultWord, sessionTitle, sessionVerdict } from '../session/session';
import { toneWord } from '../session/statusWords';
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
    return { title, text: stuckLine(stuck, nowMs), group: t('may be stuck') };
  }
  const verdict = sessionVerdict(snapshot, nowMs, diagnosis);
  if (kind !== 'sessionFailed') {
    const isRequested = isEndedOnRequest(snapshot);
    const tone = isRequested ? 'canceled' : toneOfSession(snapshot);
    return { title, text: verdict, group: isRequested ? t('ended on request') : endWord(tone), tone: endTone(tone) };
  }
  const isExplained = diagnosis !== undefined && diagnosis.sessionActionId === failingAction(snapshot)?.sessionActionId;
  const line = isExplained ? evidenceLines(diagnosis).find(({ isInLog }) => isInLog) : undefined;
  const text =
    line === undefined
      ? verdict
      : [
          /[.。]$/.test(verdict) ? verdict : `${verdict}.`,
          t('The log says: {0}', plainText(withoutSecrets(line.text.trim()), LONGEST_QUOTE)),
        ].join(' ');
  return { title, text, group: isExplained ? causeLabel(diagnosis) : t('unknown cause') };
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
    const text = plural(
      failed,
      { one: 'The first task failed: {1}.', other: '{0} tasks failed: {1}.' },
      jobProgress(job, true),
    );
    return { title, text, group: t('tasks failed') };
  }
  return {
    title,
    text: t('The job ended: {0}.', jobProgress(job)),
    ...(failed > 0 ? { group: t('with failed tasks'), tone: 'failed' } : { group: t('without failures') }),
  };
}

function workerNews(kind: NewsKind, worker: WatchedWorker): NewsWords {
  const title = partTitle(worker);
  if (kind !== 'workerEnded') {
    return unreadableNews(title, connectionName(worker.key.connection), worker.fault);
  }
  const isDeleted = worker.fault?.kind === 'notFound';
  return isDeleted
    ? { title, text: t('The worker was deleted.'), group: t('deleted') }
    : { title, text: t('The worker was stopped.'), group: t('stopped') };
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
  return {
    title: plainText(job.name),
    text: plural(
      failed,
      { one: 'The first task failed in the queue {1}: {2}.', other: '{0} tasks failed in the queue {1}: {2}.' },
      queueName,
      jobProgress(job, true),
    ),
    group: t('in {0}', queueName),
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
    text: fault ? plainText(fault.message, 300) : t('It cannot be read on {0}.', plainText(place, 80)),
    group: fault ? faultWord(fault.kind) : t('unreadable'),
  };
}

function endWord(tone: Tone): string {
  return tone === 'succeeded' || tone === 'canceled' || tone === 'interrupted' ? toneWord(tone) : t('ended');
}

/** What the icon of an end differs by from that of success. */
function endTone(tone: Tone): NewsWords['tone'] {
  return tone === 'canceled' || tone === 'interrupted' ? tone : undefined;
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
    ...shown.map(([group, count]) => `${formatNumber(count)} × ${plainText(group, 60)}`),
    ...(others === 0 ? [] : [t('{0} × other', formatNumber(others))]),
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
    ? t('Watching on {0} is paused', plainText(connectionName(about.connection), 80))
    : plainText(title, 80);
}

/** What happened, without its title. */
export function newsText({ text }: Pick<News, 'text'>): string {
  return plainText(text, 600);
}

/** How many of a kind, in words, e.g. `12 sessions failed`. */
export function countWords(kind: NewsKind, count: number): string {
  switch (kind) {
    case 'sessionFailed':
      return plural(count, { one: '{0} session failed', other: '{0} sessions failed' });
    case 'sessionEnded':
      return plural(count, { one: '{0} session ended', other: '{0} sessions ended' });
    case 'jobFailed':
    case 'queueFailed':
      return plural(count, { one: '{0} job with failures', other: '{0} jobs with failures' });
    case 'jobEnded':
      return plural(count, { one: '{0} job ended', other: '{0} jobs ended' });
    case 'workerEnded':
      return plural(count, { one: '{0} worker stopped or deleted', other: '{0} workers stopped or deleted' });
    case 'stuck':
      return plural(count, { one: '{0} session may be stuck', other: '{0} sessions may be stuck' });
    case 'unreadable':
      return t('{0} can’t be read any more', formatNumber(count));
  }
}

/** An icon’s tone for news of a kind. */
export function newsTone({ kind, tone }: Pick<News, 'kind' | 'tone'>): Tone {
  if (isFailure(kind)) {
    return 'failed';
  }
  if (kind === 'stuck' || kind === 'unreadable') {
    return 'blocked';
  }
  if (kind === 'workerEnded') {
    return 'neutral';
  }
  return tone ?? 'succeeded';
}

/** When something happened, for a row, e.g. `12 min ago`. */
export function newsAge({ atMs }: Pick<News, 'atMs'>, nowMs: number): string {
  return t('{0} ago', roughly(Math.max(0, nowMs - atMs)));
}

/** What stands around a cause that is only likely. */
const [BEFORE_LIKELY = '', AFTER_LIKELY = ''] = t('likely {0}').split('{0}');

/** The most frequent first. */
function countsOf(news: readonly News[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, { group: string; count: number }>();
  for (const { group } of news) {
    // A cause that is only likely for one of them is only likely for all.
    const cause = sureCause(group);
    const known = counts.get(cause);
    counts.set(cause, {
      group: known !== undefined && sureCause(known.group) !== known.group ? known.group : group,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...counts.values()]
    .map(({ group, count }) => [group, count] as const)
    .sort(([, one], [, other]) => other - one);
}

function sureCause(group: string): string {
  const isLikely = group.startsWith(BEFORE_LIKELY) && group.endsWith(AFTER_LIKELY);
  return isLikely ? group.slice(BEFORE_LIKELY.length, group.length - AFTER_LIKELY.length) : group;
}
