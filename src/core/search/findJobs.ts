/** Jobs of many queues at once. */
import { type Fault, toFault } from '../errors';
import { ACTIVE_STATUSES, type FoundJob, type JobQuery, NEWEST_JOBS, QUEUES_A_SEARCH } from '../farm/farm';
import type { QueueActivity } from '../farm/farmNode';
import type { FarmId, QueueId } from '../ids';
import type { FarmDirectory } from '../service/ports';
import type { Connection } from '../session/sessionKey';

/** What was found in some queues. */
export interface QueueJobs {
  /** A hundred for ten queues at most, the newest first. */
  readonly jobs: readonly FoundJob[];
  /** Whether there are more than these: a narrower query finds them. */
  readonly isAtLeast: boolean;
  /** Why a queue could not be searched. */
  readonly faults: ReadonlyMap<QueueId, Fault>;
}

/**
 * Searches any number of queues of a farm: one call for ten of them, side by side. Ten of which one is forbidden are refused
 * together; then each of them is asked by itself. Rejects only when aborted.
 */
export async function findJobs(
  service: FarmDirectory,
  connection: Connection,
  farmId: FarmId,
  queueIds: readonly QueueId[],
  query: JobQuery,
  signal: AbortSignal,
): Promise<QueueJobs> {
  const jobs: FoundJob[] = [];
  const faults = new Map<QueueId, Fault>();
  let isAtLeast = false;
  const search = async (some: readonly QueueId[]): Promise<void> => {
    try {
      const { items, next } = await service.jobs(connection, farmId, some, query, signal).page();
      for (const job of items) {
        jobs.push(job);
      }
      isAtLeast ||= next !== undefined;
    } catch (error) {
      signal.throwIfAborted();
      const fault = toFault(error);
      if (some.length > 1 && (fault.kind === 'accessDenied' || fault.kind === 'notFound')) {
        await Promise.all(some.map((one) => search([one])));
      } else {
        some.forEach((one) => faults.set(one, fault));
      }
    }
  };
  const tens = Array.from({ length: Math.ceil(queueIds.length / QUEUES_A_SEARCH) }, (_, index) =>
    queueIds.slice(index * QUEUES_A_SEARCH, (index + 1) * QUEUES_A_SEARCH),
  );
  await Promise.all(tens.map(search));
  return { jobs: jobs.sort((a, b) => b.createdAtMs - a.createdAtMs), isAtLeast, faults };
}

/**
 * What runs in some queues, at the cost of one search for ten. A queue that may not be searched is missing. Where more than a
 * hundred jobs are active in ten queues, the counts are lower bounds.
 */
export async function findActivity(
  service: FarmDirectory,
  connection: Connection,
  farmId: FarmId,
  queueIds: readonly QueueId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<QueueId, QueueActivity>> {
  const query: JobQuery = { ...NEWEST_JOBS, statuses: ACTIVE_STATUSES };
  const { jobs, isAtLeast, faults } = await findJobs(service, connection, farmId, queueIds, query, signal);
  return new Map(
    queueIds
      .filter((queueId) => !faults.has(queueId))
      .map((queueId) => {
        const active = jobs.filter((job) => job.queueId === queueId);
        const runningTasks = active.reduce((sum, job) => sum + (job.taskRunStatusCounts.RUNNING ?? 0), 0);
        return [queueId, { activeJobs: active.length, runningTasks, isAtLeast }];
      }),
  );
}
