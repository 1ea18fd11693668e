import { type JobPath, type JobQuery, NEWEST_JOBS } from '../farm/farm';
import type { FarmId, FleetId, JobId, QueueId, SessionId, StepId, WorkerId } from '../ids';
import type { FarmDirectory, SessionSource, TaskDirectory } from '../service/ports';
import type { Job } from '../session/session';
import type { Connection, SessionKey } from '../session/sessionKey';

/** A page of jobs, and the question which of them the session belongs to. */
const CALLS_A_PAGE = 2;
/** Wide enough to hide the distance to the service, narrow enough to leave room for everything else. */
const QUEUES_AT_ONCE = 4;
/** A session stays when its job is archived. */
const ALL_JOBS: JobQuery = { ...NEWEST_JOBS, archived: 'with' };

/** Where a search looks: one queue, or every queue of a farm, or every farm that can be listed. */
export interface SearchScope {
  readonly connection: Connection;
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

export type SearchResult<T = SessionKey> =
  | { readonly found: T; readonly progress: SearchProgress }
  /** `complete`: everything there is was asked; else the bound was reached first. */
  | { readonly found: undefined; readonly complete: boolean; readonly progress: SearchProgress };

/**
 * Finds a session's job by the worker that ran it, e.g. from the worker's log: one call for a hundred of its sessions, the
 * first `maxPages` pages. Undefined if it is not among them.
 */
export async function findSessionOfWorker(
  service: FarmDirectory,
  sessionId: SessionId,
  { connection, farmId, fleetId, workerId }: WorkerScope,
  maxPages: number,
  signal: AbortSignal,
): Promise<SessionKey | undefined> {
  let pages = 0;
  for await (const page of service.sessionsOfWorker(connection, farmId, fleetId, workerId, signal)) {
    const found = page.find((session) => session.sessionId === sessionId);
    if (found) {
      return { connection, farmId, queueId: found.queueId, jobId: found.jobId, sessionId };
    }
    if (++pages === maxPages) {
      break;
    }
  }
  return undefined;
}

/** The worker of whose sessions one is looked for. */
export interface WorkerScope {
  readonly connection: Connection;
  readonly farmId: FarmId;
  readonly fleetId: FleetId;
  readonly workerId: WorkerId;
}

/**
 * Finds the parents of a session of which only the id is known: `findOwner` with one BatchGetSession for a hundred jobs.
 *
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
  const { connection } = scope;
  const ask: AskJobs = async (jobs) => {
    const keys = jobs.map((job) => ({ connection, ...job, sessionId }));
    return jobs[(await service.fetchSessions(keys, signal)).findIndex(({ ok }) => ok)];
  };
  const result = await findOwner(service, ask, scope, maxCalls, onProgress, signal);
  return result.found ? { ...result, found: { connection, ...result.found, sessionId } } : result;
}

/**
 * The same for a step, and so for its tasks: with one BatchGetStep for a hundred jobs.
 *
 * @throws {UserError} if not even the farms or queues can be listed
 */
export function findStep(
  service: Pick<TaskDirectory, 'fetchSteps'> & FarmDirectory,
  stepId: StepId,
  scope: SearchScope,
  maxCalls: number,
  onProgress: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Promise<SearchResult<JobPath>> {
  const ask: AskJobs = async (jobs) => {
    const steps = jobs.map((job) => ({ ...job, stepId }));
    return jobs[(await service.fetchSteps(scope.connection, steps, signal)).findIndex(({ ok }) => ok)];
  };
  return findOwner(service, ask, scope, maxCalls, onProgress, signal);
}

/** Which of up to a hundred jobs something belongs to, in one call. */
type AskJobs = (jobs: readonly JobPath[]) => Promise<JobPath | undefined>;

/**
 * Finds the job that something belongs to of which only the ID is known.
 *
 * The service cannot be asked for it by its ID alone, but one call can ask for it below a hundred jobs at once. So a page of a
 * queue's newest jobs and one call more tell whether it is there: two calls for what is recent in the preferred queue, which comes
 * first. The other queues take turns, page by page, a few at once. A queue that may not be read is passed over.
 *
 * @param maxCalls the bound, e.g. 100: about five thousand jobs
 */
async function findOwner(
  service: FarmDirectory,
  ask: AskJobs,
  scope: SearchScope,
  maxCalls: number,
  onProgress: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Promise<SearchResult<JobPath>> {
  const progress = { calls: 0, jobs: 0, queues: 0 };
  const count = (change: Partial<SearchProgress>): void => {
    progress.calls += change.calls ?? 0;
    progress.jobs += change.jobs ?? 0;
    progress.queues += change.queues ?? 0;
    onProgress({ ...progress });
  };
  const open = new Set<QueueSearch>();
  let denied: unknown;
  const state = { bounded: false };
  const searchPage = async (search: QueueSearch): Promise<JobPath | undefined> => {
    signal.throwIfAborted();
    try {
      const page = await search.pages.next();
      if (page.done) {
        open.delete(search);
        return undefined;
      }
      count({ calls: scope.jobId === undefined ? 2 : 1, jobs: page.value.length });
      const { farmId, queueId } = search;
      return await ask(page.value.map(({ jobId }) => ({ farmId, queueId, jobId })));
    } catch (error) {
      signal.throwIfAborted();
      denied = error;
      count({ calls: 1 });
      open.delete(search);
      return undefined;
    }
  };

  /** The next page of some queues at once; the first find wins. Undefined also where the bound allows no more. */
  const searchPages = async (searches: readonly QueueSearch[]): Promise<JobPath | undefined> => {
    const allowed = searches.slice(0, Math.max(0, Math.floor((maxCalls - progress.calls) / CALLS_A_PAGE)));
    state.bounded ||= allowed.length < searches.length;
    return (await Promise.all(allowed.map(searchPage))).find((found) => found !== undefined);
  };

  const onListing = (): void => {
    count({ calls: 1 });
  };
  // The first queue alone, because it is the preferred one; then so many at a time.
  let group: QueueSearch[] = [];
  let width = 1;
  for await (const { farmId, queueId } of queuesOf(service, scope, onListing, signal)) {
    const jobs =
      scope.jobId === undefined
        ? service.jobs(scope.connection, farmId, [queueId], ALL_JOBS, signal)
        : onlyJob(scope.jobId);
    const search = { farmId, queueId, pages: jobs[Symbol.asyncIterator]() };
    open.add(search);
    group.push(search);
    count({ queues: 1 });
    if (group.length === width) {
      const found = await searchPages(group);
      if (found) {
        return { found, progress };
      }
      group = [];
      width = QUEUES_AT_ONCE;
    }
  }
  let found = await searchPages(group);
  while (!found && !state.bounded && open.size > 0) {
    const round = [...open];
    for (let from = 0; from < round.length && !found; from += QUEUES_AT_ONCE) {
      found = await searchPages(round.slice(from, from + QUEUES_AT_ONCE));
    }
  }
  if (found) {
    return { found, progress };
  }
  if (state.bounded) {
    return { found: undefined, complete: false, progress };
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

/** The queues to look in, the preferred one first. `onCall` is told of each call. */
export async function* queuesOf(
  service: FarmDirectory,
  scope: Omit<SearchScope, 'jobId'>,
  onCall: () => void,
  signal: AbortSignal,
): AsyncGenerator<{ farmId: FarmId; queueId: QueueId }> {
  const { connection, preferred } = scope;
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
    for await (const farms of service.farms(connection, signal)) {
      farmIds.push(...farms.map(({ farmId }) => farmId).filter((farmId) => farmId !== first));
    }
  }
  let denied: unknown;
  let listed = 0;
  for (const farmId of farmIds) {
    onCall();
    try {
      for await (const queues of service.queues(connection, farmId, signal)) {
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
