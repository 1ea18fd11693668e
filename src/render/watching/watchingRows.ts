/** What people watch, as rows of the Sessions view: the row above all, and workers and queues with what is below them. Pure data. */
import { type QueueKey, queueKeyId, type WorkerKey, workerKeyId } from '../../core/farm/farmKeys';
import {
  type FailingJob,
  isPartOver,
  isPartUnread,
  jobOfQueue,
  joinedKeys,
  type WatchedPart,
  type WatchedQueue,
  type WatchedWorker,
} from '../../core/farm/watchedParts';
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { type Connection, connectionName, type JobKey, type SessionKey } from '../../core/session/sessionKey';
import { isActive, toneOfStatus } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { statusWord } from '../session/action';
import { connectionMark } from '../connection';
import { jobStatus } from '../farms/farmRows';
import { type OutlineRow, outlineRow } from '../session/outline';
import { isUnreadableSession, sessionStateByIcon, sessionTitle, sessionTone } from '../session/session';
import { isUnreadable, partState, partTitle, partTone } from './watchedPart';
import { jobProgress, watchedJobRow, watchedJobRowId } from './watching';

/** The ID of the row that everything watched is below. */
export const WATCHING_ROW = '#watching';

/** What watched things are drawn with. */
export interface WatchingFacts {
  readonly nowMs: number;
  /** Where things are that need no mark of their connection. */
  readonly here?: Connection | undefined;
  /** A session as it was read, which knows more than lists do. */
  readonly session: (key: SessionKey) => WatchedSession | undefined;
}

/** The key of a watched thing that is no session. */
export type PartKey =
  | { readonly kind: 'job'; readonly key: JobKey }
  | { readonly kind: 'worker'; readonly key: WorkerKey }
  | { readonly kind: 'queue'; readonly key: QueueKey };

/** The row that everything watched is below, e.g. `Watching` · `1 failed, 3 active, 2 ended`. */
export function watchingRow(sessions: readonly WatchedSession[], parts: readonly WatchedPart[]): OutlineRow {
  const tones = [
    ...sessions.map((session) => sessionTone(session)),
    ...parts.flatMap((part) => (isQuietQueue(part) ? [] : [partTone(part)])),
  ];
  const unreadable = parts.filter(isUnreadable).length + sessions.filter(isUnreadableSession).length;
  const failed = tones.filter((tone) => tone === 'failed' || tone === 'blocked').length - unreadable;
  const workers = parts.filter((part) => part.kind === 'worker' && partTone(part) === 'neutral');
  const stopped = workers.filter(isPartOver).length;
  const idle = workers.length - stopped;
  const over = tones.filter(
    (tone) => tone === 'succeeded' || tone === 'canceled' || tone === 'interrupted' || tone === 'suspended',
  ).length;
  const active = tones.length - failed - unreadable - workers.length - over;
  const ended = over + stopped;
  return outlineRow(WATCHING_ROW, t('Watching'), {
    description: [
      ...(failed === 0 ? [] : [t('{0} failed', formatNumber(failed))]),
      ...(unreadable === 0 ? [] : [t('{0} can’t be read', formatNumber(unreadable))]),
      ...(active === 0 ? [] : [t('{0} active', formatNumber(active))]),
      ...(idle === 0 ? [] : [t('{0} idle', formatNumber(idle))]),
      ...(ended === 0 ? [] : [t('{0} ended', formatNumber(ended))]),
      ...queueCount(parts),
    ].join(', '),
    icon: { codicon: 'eye' },
    tooltip: [t('Sessions, jobs and workers that are watched until they end, and queues whose failures are watched')],
    context: 'watching',
    fold: 'expanded',
  });
}

/** A watched thing that is no session, with what is below it. */
export function partRow(part: WatchedPart, facts: WatchingFacts): OutlineRow {
  switch (part.kind) {
    case 'job':
      return watchedJobRow(part, facts.nowMs, facts.here);
    case 'worker':
      return row(part, facts, { word: 'watchedWorker', copy: part.key.workerId, children: workerRows(part, facts) });
    case 'queue':
      return row(part, facts, { word: 'watchedQueue', copy: part.key.queueId, children: queueRows(part) });
  }
}

/** The ID of a watched thing's row. */
export function partRowId(part: PartKey): string {
  switch (part.kind) {
    case 'job':
      return watchedJobRowId(part.key);
    case 'worker':
      return `#worker/${workerKeyId(part.key)}`;
    case 'queue':
      return `#queue/${queueKeyId(part.key)}`;
  }
}

function row(
  part: WatchedWorker | WatchedQueue,
  { here }: WatchingFacts,
  { word, copy, children }: { readonly word: string; readonly copy: string; readonly children: readonly OutlineRow[] },
): OutlineRow {
  const { key, fault } = part;
  const title = partTitle(part);
  const noun = part.kind === 'worker' ? t('Worker') : t('Failures in a queue');
  const isUnread = isPartUnread(part);
  return outlineRow(partRowId(part), title, {
    description: [partState(part), connectionMark(key.connection, here)].filter(Boolean).join(' · '),
    icon: isUnread && !fault ? { codicon: 'loading~spin' } : iconOf(part),
    tooltip: [
      title,
      noun,
      ...(isUnread ? [] : [partState(part)]),
      ...(fault ? [fault.message] : []),
      copy,
      connectionName(key.connection),
    ],
    context: `${word} watched`,
    copy,
    children,
  });
}

/** A thing that is well has the icon of its kind, as in the Farms view. */
function iconOf(part: WatchedWorker | WatchedQueue): OutlineRow['icon'] {
  const tone = partTone(part);
  return tone === 'neutral' ? { codicon: part.kind === 'worker' ? 'vm' : 'inbox' } : { tone };
}

function workerRows(worker: WatchedWorker, { nowMs, session }: WatchingFacts): readonly OutlineRow[] {
  const keys = joinedKeys(worker);
  return worker.sessions.flatMap((facts, index) => {
    const key = keys[index];
    if (!key) {
      return [];
    }
    const known = session(key);
    const title = known?.snapshot ? sessionTitle(known) : shortId(facts.sessionId);
    const tone = (known && sessionTone(known)) ?? (isActive(facts) ? 'running' : 'neutral');
    return outlineRow(`${partRowId(worker)}#${facts.sessionId}`, title, {
      description: known?.snapshot ? sessionStateByIcon(known, nowMs) : isActive(facts) ? t('active') : t('ended'),
      icon: { tone },
      tooltip: [title, facts.sessionId],
      context: 'jobSession',
      copy: facts.sessionId,
      opens: { kind: 'session', key },
    });
  });
}

function queueRows(queue: WatchedQueue): readonly OutlineRow[] {
  return queue.failing.map((job) => failingRow(queue, job));
}

function failingRow(queue: WatchedQueue, job: FailingJob): OutlineRow {
  const { jobId, name, isOld } = job;
  const failed = job.taskRunStatusCounts.FAILED ?? 0;
  const title = plainText(name, 80);
  return outlineRow(`${partRowId(queue)}#${jobId}`, title, {
    // How many failed comes first: the rest may be cut off.
    description: [
      t('{0} failed', formatNumber(failed)),
      jobProgress(job, true),
      ...(isOld ? [t('failed before it was watched')] : []),
    ].join(' · '),
    icon: { tone: isOld ? toneOfStatus(jobStatus(job)) : 'failed' },
    tooltip: [title, statusWord(jobStatus(job)), jobId],
    context: 'failingJob',
    copy: jobId,
    opens: { kind: 'job', key: jobOfQueue(queue, jobId) },
  });
}

/** Queues without new failures are counted by themselves: nothing of them goes on or ends. */
function isQuietQueue(part: WatchedPart): boolean {
  return part.kind === 'queue' && partTone(part) === 'neutral';
}

function queueCount(parts: readonly WatchedPart[]): readonly string[] {
  const count = parts.filter(isQuietQueue).length;
  return count === 0 ? [] : [plural(count, { one: '{0} queue', other: '{0} queues' })];
}
