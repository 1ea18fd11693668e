import type { FarmId, JobId, QueueId, SessionId } from './ids';
import type { FarmDirectory, SessionSource } from './ports';
import type { Job } from './session';
import type { Place, SessionKey } from './sessionKey';

/** Where a search looks: one queue, or every queue of a farm, or every farm that can be listed. */
export interface SearchScope {
  readonly place: Place;
  readonly farmId: FarmId | undefined;
  readonly queueId: QueueId | undefined;
  /** Known already: then only the queue has to be found. */
  readonly jobId: JobId | undefined;
  /** Searched first, wherever else the search may go. */
  readonly preferred: { readonly farmId: FarmId | undefined; readonly queueId: QueueId | undefined };
}

/** How far a search has come. */
export interface SearchProgress {
  readonly calls: number;
  readonly jobs: number;
  readonly queues: number;
}

export type SearchResult =
  | { readonly found: SessionKey; readonly progress: SearchProgress }
  /** `complete`: everything there is was asked; else the bound was reached first. */
  | { readonly found: undefined; readonly complete: boolean; readonly progress: SearchProgress };

/**
 * Finds the parents of a session of which only the id is known.
 *
 * The service cannot be asked for a session by its id alone, but one BatchGetSession can ask for it below a hundred jobs at
 * once. So a page of a queue's newest jobs and one call more tell whether it is there. Queues take turns, page by page, the
 * preferred one first: a recent session is found in two calls, wherever it is. A queue that may not be read is passed over.
 *
 * @param maxCalls the bound, e.g. 100: about five thousand jobs
 * @throws {UserError} if not even the farms or queues can be listed
 */
export async function findSession(
  service: SessionSource & FarmDirectory,
  sessionId: SessionId,
  scope: SearchScope,
  maxCalls: number,
  onProgress: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Promise<SearchResult> {
  const progress = { calls: 0, jobs: 0, queues: 0 };
  const count = (change: Partial<SearchProgress>): void => {
    progress.calls += change.calls ?? 0;
    progress.jobs += change.jobs ?? 0;
    progress.queues += change.queues ?? 0;
    onProgress({ ...progress });
  };
  const open = new Set<QueueSearch>();
  let denied: unknown;
  const searchPage = async (search: QueueSearch): Promise<SessionKey | undefined> => {
    signal.throwIfAborted();
    try {
      const page = await search.pages.next();
      if (page.done) {
        open.delete(search);
        return undefined;
      }
      count({ calls: scope.jobId === undefined ? 2 : 1, jobs: page.value.length });
      const { place } = scope;
      const { farmId, queueId } = search;
      const keys = page.value.map(({ jobId }) => ({ place, farmId, queueId, jobId, sessionId }));
      const answers = await service.fetchSessions(keys, signal);
      return keys[answers.findIndex(({ ok }) => ok)];
    } catch (error) {
      signal.throwIfAborted();
      denied = error;
      count({ calls: 1 });
      open.delete(search);
      return undefined;
    }
  };

  const onListing = (): void => {
    count({ calls: 1 });
  };
  for await (const { farmId, queueId } of queuesOf(service, scope, onListing, signal)) {
    const jobs = scope.jobId === undefined ? service.jobs(scope.place, farmId, queueId, signal) : onlyJob(scope.jobId);
    const search = { farmId, queueId, pages: jobs[Symbol.asyncIterator]() };
    open.add(search);
    count({ queues: 1 });
    if (progress.calls + 2 > maxCalls) {
      return { found: undefined, complete: false, progress };
    }
    const found = await searchPage(search);
    if (found) {
      return { found, progress };
    }
  }
  while (open.size > 0) {
    for (const search of [...open]) {
      if (progress.calls + 2 > maxCalls) {
        return { found: undefined, complete: false, progress };
      }
      const found = await searchPage(search);
      if (found) {
        return { found, progress };
      }
    }
  }
  if (denied instanceof Error && progress.jobs === 0) {
    throw denied;
  }
  return { found: undefined, complete: denied === undefined, progress };
}

interface QueueSearch {
  readonly farmId: FarmId;
  readonly queueId: QueueId;
  /** Jobs, the newest first. */
  readonly pages: AsyncIterator<readonly Pick<Job, 'jobId'>[]>;
}

async function* queuesOf(
  service: FarmDirectory,
  scope: SearchScope,
  onCall: () => void,
  signal: AbortSignal,
): AsyncGenerator<{ farmId: FarmId; queueId: QueueId }> {
  const { place, preferred } = scope;
  if (scope.farmId !== undefined && scope.queueId !== undefined) {
    yield { farmId: scope.farmId, queueId: scope.queueId };
    return;
  }
  const first = scope.farmId ?? preferred.farmId;
  if (first !== undefined && first === preferred.farmId && preferred.queueId !== undefined) {
    yield { farmId: first, queueId: preferred.queueId };
  }
  const farmIds = first === undefined ? [] : [first];
  if (scope.farmId === undefined) {
    onCall();
    for await (const farms of service.farms(place, signal)) {
      farmIds.push(...farms.map(({ farmId }) => farmId).filter((farmId) => farmId !== first));
    }
  }
  let denied: unknown;
  let listed = 0;
  for (const farmId of farmIds) {
    onCall();
    try {
      for await (const queues of service.queues(place, farmId, signal)) {
        listed += queues.length;
        yield* queues
          .map(({ queueId }) => ({ farmId, queueId }))
          .filter(({ queueId }) => queueId !== preferred.queueId);
      }
    } catch (error) {
      signal.throwIfAborted();
      denied = error;
    }
  }
  if (denied instanceof Error && listed === 0 && preferred.queueId === undefined) {
    throw denied;
  }
}

async function* onlyJob(jobId: JobId): AsyncGenerator<readonly Pick<Job, 'jobId'>[]> {
  yield await Promise.resolve([{ jobId }]);
}
