import type { JobPath } from '../farm/farm';
import type { JobId } from '../ids';
import type { FarmDirectory } from '../service/ports';
import type { JobKey } from '../session/sessionKey';
import { type SearchScope, queuesOf } from './findSession';

/** Queues that one BatchGetJob can ask. */
const QUEUES_A_CALL = 100;

/**
 * Finds the queue of a job of which only the ID is known: the queues of a farm, or of all farms, are asked for it, a hundred a call.
 *
 * @returns undefined if it is in none that may be read
 * @throws {UserError} if not even the farms or queues can be listed
 */
export async function findJob(
  service: FarmDirectory,
  jobId: JobId,
  scope: Omit<SearchScope, 'jobId'>,
  signal: AbortSignal,
): Promise<JobKey | undefined> {
  const { connection } = scope;
  const askQueues = async (paths: readonly JobPath[]): Promise<JobKey | undefined> => {
    const jobs = await service.fetchJobs(connection, paths, signal);
    const path = paths[jobs.findIndex(({ ok }) => ok)];
    return path && { connection, ...path };
  };
  let paths: JobPath[] = [];
  for await (const queue of queuesOf(service, scope, () => undefined, signal)) {
    paths.push({ ...queue, jobId });
    if (paths.length === QUEUES_A_CALL) {
      const found = await askQueues(paths);
      if (found) {
        return found;
      }
      paths = [];
    }
  }
  return paths.length === 0 ? undefined : askQueues(paths);
}
