/** What is watched beside sessions, in a few words: jobs, workers and queues alike. */
import { isPartOver, type WatchedPart, type WatchedQueue } from '../../core/farm/watchedParts';
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { isActive, type Tone, toneOfStatus } from '../../core/session/status';
import { statusWord } from '../session/action';
import { faultWord } from '../session/session';
import { jobProgress, jobTitle, jobTone } from './watching';

/** What people call it: a name, or the short ID while that is not known. */
export function partTitle(part: WatchedPart): string {
  switch (part.kind) {
    case 'job':
      return jobTitle(part);
    case 'worker':
      return part.hostName === undefined ? shortId(part.key.workerId) : plainText(part.hostName, 80);
    case 'queue':
      return part.name === undefined ? shortId(part.key.queueId) : plainText(part.name, 80);
  }
}

/** How it is doing, e.g. `97 of 121 tasks done · 3 failed`, `1 active session`, `no failures`. */
export function partState(part: WatchedPart): string {
  const isUnread = part.kind === 'job' ? part.job === undefined : part.beganMs === undefined;
  if (isUnread) {
    return part.fault ? t('could not be read') : t('loading…');
  }
  if (isUnreadable(part)) {
    return [
      faultWord(part.fault?.kind ?? ''),
      ...(part.kind === 'job' && part.job ? [t('was {0}', jobProgress(part.job))] : []),
    ].join(' · ');
  }
  switch (part.kind) {
    case 'job':
      return part.job ? jobProgress(part.job) : '';
    case 'worker': {
      const active = part.sessions.filter(isActive).length;
      if (active > 0 && !isPartOver(part)) {
        return plural(active, { one: '{0} active session', other: '{0} active sessions' });
      }
      return part.fault?.kind === 'notFound' ? t('deleted') : statusWord(part.status ?? '');
    }
    case 'queue':
      return failingWords(part);
  }
}

/** Whether it may still change, but could not be read the last time. */
export function isUnreadable(part: WatchedPart): boolean {
  return part.fault !== undefined && !isPartOver(part);
}

/** Its icon and color. A queue is failed as soon as a job of it has failed since it is watched. */
export function partTone(part: WatchedPart): Tone {
  if (isUnreadable(part)) {
    return 'blocked';
  }
  switch (part.kind) {
    case 'job':
      return jobTone(part);
    case 'worker':
      return !isPartOver(part) && part.sessions.some(isActive) ? 'running' : toneOfStatus(part.status);
    case 'queue':
      return newlyFailing(part) > 0 ? 'failed' : 'neutral';
  }
}

/** How many jobs of a queue have failed since it is watched. */
export function newlyFailing(queue: WatchedQueue): number {
  return queue.failing.filter(({ isOld }) => !isOld).length;
}

/** e.g. `2 jobs with new failures · 3 with older ones` */
function failingWords(queue: WatchedQueue): string {
  const fresh = newlyFailing(queue);
  const old = queue.failing.length - fresh;
  if (fresh === 0) {
    return old === 0
      ? t('no failures')
      : plural(old, {
          one: 'no new failures · {0} job with older ones',
          other: 'no new failures · {0} jobs with older ones',
        });
  }
  return [
    plural(fresh, { one: '{0} job with new failures', other: '{0} jobs with new failures' }),
    ...(old === 0 ? [] : [t('{0} with older ones', formatNumber(old))]),
  ].join(' · ');
}
