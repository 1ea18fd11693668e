/** What is worth telling of what is watched as it is now. Pure: the same state gives the same findings in every window. */
import { FAULT_TRAITS, isTransient } from '../../core/errors';
import { isSettled } from '../../core/farm/farm';
import { type NewsKind, type NewsSubject, signInId } from '../../core/news';
import { queueKeyId, workerKeyId } from '../../core/farm/farmKeys';
import {
  type FailingJob,
  isWorkerOver,
  jobOfQueue,
  type WatchedJob,
  type WatchedQueue,
  type WatchedWorker,
} from '../../core/farm/watchedParts';
import { jobKeyId, keyId } from '../../core/session/sessionKey';
import { failingAction, isActive } from '../../core/session/status';
import { stuckSinceMs } from '../../core/stuck/stuck';
import type { WatchedSession } from '../../core/session/watchedSession';

/** Something that happened, without words yet. */
export interface Finding {
  /** Equal for equal events in all windows. */
  readonly id: string;
  readonly kind: NewsKind;
  readonly about: NewsSubject;
  /** When it happened; undefined where the service does not say. */
  readonly atMs: number | undefined;
  /** Whether all is known that is told of it: a failure’s cause may still be read. */
  readonly isWhole: boolean;
}

/** What a job was when it was first read after somebody began to watch it: what is older than that is no news. */
export interface JobBefore {
  /** Whether tasks had failed already. */
  readonly hasFailed: boolean;
  /** `endOf` of a job that was over already. */
  readonly ended: string | undefined;
  /** How often it got rid of all its failures since. */
  readonly episode: number;
}

/** What a session’s state tells: that it failed, ended, may be stuck with proof, or cannot be read any more. Undefined while all is well. */
export function findingOfSession({
  key,
  snapshot,
  fault,
  diagnosis,
  stuck,
  loading,
}: WatchedSession): Finding | undefined {
  const about: NewsSubject = { kind: 'session', key };
  if (snapshot) {
    const failing = failingAction(snapshot);
    if (failing?.status === 'FAILED') {
      return {
        id: `${keyId(key)}#${failing.sessionActionId}`,
        kind: 'sessionFailed',
        about,
        atMs: failing.endedAtMs ?? snapshot.session.endedAtMs,
        isWhole: !loading && diagnosis?.sessionActionId === failing.sessionActionId,
      };
    }
    if (!isActive(snapshot.session)) {
      const { endedAtMs } = snapshot.session;
      // Its actions are read after its end was learned; where that did not work, it is tried again.
      const isWhole = !loading && !fault;
      return { id: `${keyId(key)}#ended ${endedAtMs ?? ''}`, kind: 'sessionEnded', about, atMs: endedAtMs, isWhole };
    }
  }
  if (fault && !isTransient(fault)) {
    return unreadable(about, keyId(key), fault);
  }
  return stuck?.isProven === true
    ? {
        id: `${keyId(key)}#stuck ${stuck.sessionActionId}`,
        kind: 'stuck',
        about,
        atMs: stuckSinceMs(stuck),
        isWhole: true,
      }
    : undefined;
}

/** What is told of a session that is watched only because its worker is: what went wrong. */
export function findingOfJoined(session: WatchedSession): Finding | undefined {
  const finding = findingOfSession(session);
  return finding?.kind === 'sessionFailed' || finding?.kind === 'stuck' ? finding : undefined;
}

/** What a worker’s state tells: that it is no more, or cannot be read any more. Its sessions tell of themselves. */
export function findingOfWorker(worker: WatchedWorker): Finding | undefined {
  const { key, sessions, fault, isOldEnd } = worker;
  const about: NewsSubject = { kind: 'worker', key };
  const id = workerKeyId(key);
  if (isWorkerOver(worker)) {
    // A worker that is started again can end again: it has run other sessions then.
    const [last] = sessions;
    return isOldEnd
      ? undefined
      : { id: `${id}#ended ${last?.sessionId ?? ''}`, kind: 'workerEnded', about, atMs: undefined, isWhole: true };
  }
  return fault && !isTransient(fault) ? unreadable(about, id, fault) : undefined;
}

/** What a queue’s state tells of itself: that it cannot be read any more. */
export function findingOfQueue({ key, fault }: WatchedQueue): Finding | undefined {
  return fault && !isTransient(fault) ? unreadable({ kind: 'queue', key }, queueKeyId(key), fault) : undefined;
}

/** That the first tasks of a job have failed since somebody began to watch its queue. */
export function findingOfFailing(queue: WatchedQueue, job: FailingJob): Finding | undefined {
  const { jobId, sinceMs, isOld } = job;
  return !isOld
    ? {
        id: `${queueKeyId(queue.key)}#failed ${jobId} ${sinceMs}`,
        kind: 'queueFailed',
        about: { kind: 'job', key: jobOfQueue(queue, jobId) },
        atMs: sinceMs,
        isWhole: true,
      }
    : undefined;
}

/** What a job’s state tells beyond what it was before. That it ended tells of its failures, too. */
export function findingOfJob({ key, job, fault }: WatchedJob, before: JobBefore | undefined): Finding | undefined {
  const about: NewsSubject = { kind: 'job', key };
  const id = jobKeyId(key);
  if (fault && !isTransient(fault)) {
    return unreadable(about, id, fault);
  }
  if (!job || !before) {
    return undefined;
  }
  const ended = isSettled(job) ? endOf(job) : undefined;
  if (ended !== undefined) {
    return ended === before.ended
      ? undefined
      : { id: `${id}#ended ${ended}`, kind: 'jobEnded', about, atMs: job.endedAtMs, isWhole: true };
  }
  return hasFailures(job) && !before.hasFailed
    ? { id: `${id}#failed ${before.episode}`, kind: 'jobFailed', about, atMs: undefined, isWhole: true }
    : undefined;
}

/** What a job is compared with from now on. A job without failures can fail for the first time again. */
export function jobBefore({ job }: WatchedJob, before: JobBefore | undefined, wasTold: boolean): JobBefore | undefined {
  if (!job) {
    return before;
  }
  if (!before) {
    return { hasFailed: hasFailures(job), ended: isSettled(job) ? endOf(job) : undefined, episode: 0 };
  }
  if ((before.hasFailed || wasTold) && !hasFailures(job)) {
    return { ...before, hasFailed: false, episode: before.episode + 1 };
  }
  return before;
}

function hasFailures({ taskRunStatusCounts }: NonNullable<WatchedJob['job']>): boolean {
  return (taskRunStatusCounts.FAILED ?? 0) > 0;
}

/** Different for each end of a job that is started again. */
function endOf({ endedAtMs, taskRunStatus, lifecycleStatus }: NonNullable<WatchedJob['job']>): string {
  return `${endedAtMs ?? ''} ${taskRunStatus ?? lifecycleStatus}`;
}

/** Who is not signed in is told once, whatever is watched there. */
function unreadable(about: NewsSubject, id: string, fault: NonNullable<WatchedSession['fault']>): Finding {
  const connection = about.kind === 'connection' ? about.connection : about.key.connection;
  return FAULT_TRAITS[fault.kind].needsSignIn
    ? {
        id: signInId(connection),
        kind: 'unreadable',
        about: { kind: 'connection', connection },
        atMs: undefined,
        isWhole: true,
      }
    : { id: `${id}#unreadable`, kind: 'unreadable', about, atMs: undefined, isWhole: true };
}
