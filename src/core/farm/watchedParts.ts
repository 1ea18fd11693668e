/** What people watch beside sessions, as plain data that windows share and views draw. Replaced whole at each change, never altered. */
import { FAULT_TRAITS, type Fault, isTransient } from '../errors';
import type { JobId, SessionId } from '../ids';
import type { Job, SessionSummary, WorkerSession } from '../session/session';
import type { JobKey, SessionKey } from '../session/sessionKey';
import { isActive } from '../session/status';
import { isSettled } from './farm';
import type { QueueKey, WorkerKey } from './farmKeys';

/** A job, a worker or a queue that people watch. */
export type WatchedPart = WatchedJob | WatchedWorker | WatchedQueue;

export interface WatchedJob {
  readonly kind: 'job';
  readonly key: JobKey;
  /** What it was called where it was chosen; missing where only its ID was known. Hostile. */
  readonly name: string | undefined;
  /** Missing until it was read. */
  readonly job: Job | undefined;
  /** The sessions that hold a worker for it, those that began first on top. */
  readonly active: readonly SessionSummary[];
  /** Sessions in which the last try of a task failed, at most 100. */
  readonly failed: readonly SessionId[];
  /** Why it could not be read the last time. */
  readonly fault: Fault | undefined;
}

export interface WatchedWorker {
  readonly kind: 'worker';
  readonly key: WorkerKey;
  /** When it was first read while it is watched, epoch ms; missing until then. */
  readonly beganMs: number | undefined;
  /** When the last of its sessions had begun then, by the service's clock, which may be another than this computer's. */
  readonly lastMs: number;
  /** The service's word, e.g. `RUNNING`; missing until it was asked for. Asked for while it runs nothing. */
  readonly status: string | undefined;
  /** As where it was chosen until it was read. Hostile; missing where the host has told none. */
  readonly hostName: string | undefined;
  /** What it runs, and what began after `lastMs`, those that began last on top. At most 20 that are over. */
  readonly sessions: readonly WorkerSession[];
  /** Whether it was already stopped when watching began. */
  readonly isOldEnd: boolean;
  readonly fault: Fault | undefined;
}

export interface WatchedQueue {
  readonly kind: 'queue';
  readonly key: QueueKey;
  /** As a worker's. */
  readonly beganMs: number | undefined;
  /** The latest time that the service gave of one of its jobs then, by the service's clock. */
  readonly lastMs: number;
  /** Hostile; missing where it may not be read. */
  readonly name: string | undefined;
  /** Jobs in which tasks have failed, those that failed last on top. */
  readonly failing: readonly FailingJob[];
  readonly fault: Fault | undefined;
}

/** A job of a watched queue in which tasks have failed. */
export interface FailingJob extends Pick<
  Job,
  'jobId' | 'name' | 'lifecycleStatus' | 'taskRunStatus' | 'taskRunStatusCounts'
> {
  /** When its failures were first seen, epoch ms. */
  readonly sinceMs: number;
  /** Whether it had failures before the queue was watched. */
  readonly isOld: boolean;
}

/** The keys of the sessions that join by a watched worker. */
export function joinedKeys({ key: { connection, farmId }, sessions }: WatchedWorker): readonly SessionKey[] {
  return sessions.map(({ queueId, jobId, sessionId }) => ({ connection, farmId, queueId, jobId, sessionId }));
}

/** The keys of those that it runs now. */
export function activeKeys(worker: WatchedWorker): readonly SessionKey[] {
  return joinedKeys({ ...worker, sessions: worker.sessions.filter(isActive) });
}

/** The key of a job of a watched queue. */
export function jobOfQueue({ key }: WatchedQueue, jobId: JobId): JobKey {
  return { connection: key.connection, farmId: key.farmId, queueId: key.queueId, jobId };
}

/** Whether a watched worker has ended: it was stopped, or deleted after it was read. */
export function isWorkerOver({ status, sessions, fault, beganMs }: WatchedWorker): boolean {
  const isGone = fault?.kind === 'notFound' && beganMs !== undefined;
  return isGone || (status === 'STOPPED' && !sessions.some(isActive));
}

/** Whether a watched thing is over, as far as is known. A queue never is. */
export function isPartOver(part: WatchedPart): boolean {
  switch (part.kind) {
    case 'job':
      return part.job !== undefined && isSettled(part.job);
    case 'worker':
      return isWorkerOver(part);
    case 'queue':
      return false;
  }
}

/** Whether it is worth asking for: it is not over, and what kept it from being read may pass by itself. */
export function isPartOpen(part: WatchedPart): boolean {
  return !isPartOver(part) && (!part.fault || isTransient(part.fault));
}

/** Whether nothing is known of it yet. */
export function isPartUnread(part: WatchedPart): boolean {
  return part.kind === 'job' ? part.job === undefined : part.beganMs === undefined;
}

/** Whether a fault is of one thing alone, and says nothing of others of the same connection. */
export function isFaultOfOne({ kind }: Fault): boolean {
  return !FAULT_TRAITS[kind].isTransient && !FAULT_TRAITS[kind].needsSignIn;
}
