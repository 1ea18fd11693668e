import { toFault } from '../../core/errors';
import { ACTIVE_STATUSES, type FoundJob, isSettled, type JobQuery, QUEUES_A_SEARCH } from '../../core/farm/farm';
import { queueKeyId } from '../../core/farm/farmKeys';
import { type FailingJob, isFaultOfOne, type WatchedQueue } from '../../core/farm/watchedParts';
import type { FarmId, QueueId } from '../../core/ids';
import type { FarmDirectory, ThingSource } from '../../core/service/ports';
import type { Connection } from '../../core/session/sessionKey';
import type { WatchedThing } from './watchList';
import { WatchedThings, type WatchedThingsOptions } from './watchedThings';

export interface WatchedQueuesOptions extends WatchedThingsOptions {
  readonly service: () => Pick<FarmDirectory, 'jobs'> & ThingSource;
}

/** When queues were searched together, and how many calls that took. */
interface Searched {
  readonly atMs: number;
  readonly pages: number;
}

/** Jobs with failures that are kept of a queue. */
const MOST_FAILING = 50;
const MOST_PAGES = 5;
/** A name that could not be read is asked for again so often. */
const NAME_MS = 3_600_000;
/** Queues are searched again after so much time for each page that was found: 60 calls an hour at most, for ten queues. */
const SEARCH_MS = 60_000;

/** Jobs in which tasks run, where the next one may fail, and those that failed. */
const FAILING_JOBS: JobQuery = {
  text: undefined,
  statuses: [...ACTIVE_STATUSES, 'FAILED'],
  createdBy: undefined,
  archived: 'without',
  order: 'newest',
};

/**
 * The queues whose failures people watch: the jobs in which tasks have failed. Ten queues of a farm are searched at once, a page a
 * minute, for jobs that run or have failed, of which the newest 500 are seen. A queue is watched until a person ends that.
 */
export class WatchedQueues extends WatchedThings<WatchedQueue> {
  readonly #service: WatchedQueuesOptions['service'];
  /** By the IDs of queues. */
  readonly #searched = new Map<string, Searched>();
  /** When the name of a queue was asked for in vain, by the IDs of queues. */
  readonly #unnamed = new Map<string, number>();

  constructor(options: WatchedQueuesOptions) {
    super('queue', options);
    this.#service = options.service;
  }

  protected override restored({ key, sinceMs, name: givenName }: WatchedThing, kept: unknown): WatchedQueue {
    const stored = (kept ?? {}) as Partial<WatchedQueue>;
    // What was kept when it was watched before says nothing of this time.
    const isOfNow = typeof stored.beganMs === 'number' && stored.beganMs >= sinceMs && Array.isArray(stored.failing);
    const { beganMs, name = givenName, failing = [] } = isOfNow ? stored : ({ name: stored.name } as typeof stored);
    // Other versions kept no time of the service.
    const lastMs = (isOfNow ? stored.lastMs : undefined) ?? beganMs ?? 0;
    return { kind: 'queue', key: key as WatchedQueue['key'], beganMs, lastMs, name, failing, fault: undefined };
  }

  protected override toKeep({ key, beganMs, lastMs, name, failing }: WatchedQueue): object {
    return { key, beganMs, lastMs, name, failing };
  }

  protected override forget(id: string): void {
    this.#searched.delete(id);
    this.#unnamed.delete(id);
  }

  protected override async read(
    connection: Connection,
    queues: readonly WatchedQueue[],
    signal: AbortSignal,
  ): Promise<{ readonly changed: boolean }> {
    let changed = false;
    const due = queues.filter(({ key }) => this.#isDue(queueKeyId(key)));
    for (const group of inTens(due)) {
      try {
        changed = (await this.#search(connection, group, signal)) || changed;
      } catch (error) {
        signal.throwIfAborted();
        if (!isFaultOfOne(toFault(error))) {
          throw error;
        }
        // One of them cannot be searched: each is asked for by itself.
        for (const queue of group) {
          changed = (await this.#searchAlone(connection, queue, signal)) || changed;
        }
      }
    }
    return { changed };
  }

  #isDue(id: string): boolean {
    const searched = this.#searched.get(id);
    return !searched || this.isPast(searched.atMs, searched.pages * SEARCH_MS);
  }

  async #searchAlone(connection: Connection, queue: WatchedQueue, signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#search(connection, [queue], signal);
    } catch (error) {
      signal.throwIfAborted();
      const fault = toFault(error);
      if (!isFaultOfOne(fault)) {
        throw error;
      }
      this.onError(error);
      return this.change(queue, { fault });
    }
  }

  /** Returns whether anything changed. All queues are of one farm. */
  async #search(connection: Connection, queues: readonly WatchedQueue[], signal: AbortSignal): Promise<boolean> {
    const [first] = queues;
    if (!first) {
      return false;
    }
    const found = await this.#find(
      connection,
      first.key.farmId,
      queues.map(({ key }) => key.queueId),
      signal,
    );
    let changed = false;
    for (const queue of queues) {
      this.#searched.set(queueKeyId(queue.key), { atMs: this.nowMs, pages: found.pages });
      const { beganMs = this.nowMs } = queue;
      const lastMs = queue.beganMs === undefined ? lastTime(found.jobs) : queue.lastMs;
      const failing = this.#failing(queue, found);
      const name = queue.name ?? (await this.#readName(queue, signal));
      changed = this.change(queue, { beganMs, lastMs, name, failing, fault: undefined }) || changed;
    }
    return changed;
  }

  async #find(
    connection: Connection,
    farmId: FarmId,
    queueIds: readonly QueueId[],
    signal: AbortSignal,
  ): Promise<Found> {
    const listing = this.#service().jobs(connection, farmId, queueIds, FAILING_JOBS, signal);
    const jobs: FoundJob[] = [];
    let token: string | undefined;
    for (let pages = 1; ; pages += 1) {
      const { items, next } = await listing.page(token);
      jobs.push(...items);
      const isWhole = next === undefined || next === token;
      if (isWhole || pages >= MOST_PAGES) {
        return { jobs, pages, isWhole };
      }
      token = next;
    }
  }

  /** The jobs of a queue in which tasks have failed, each since when that was first seen. */
  #failing({ key, failing: before, beganMs, lastMs }: WatchedQueue, { jobs, isWhole }: Found): readonly FailingJob[] {
    const own = jobs.filter(({ queueId }) => queueId === key.queueId);
    const found = new Set(own.map(({ jobId }) => jobId));
    const known = new Map(before.map((job) => [job.jobId, job]));
    const now = own
      .filter(({ taskRunStatusCounts }) => (taskRunStatusCounts.FAILED ?? 0) > 0)
      .map(({ jobId, name, lifecycleStatus, taskRunStatus, taskRunStatusCounts, endedAtMs = Infinity }): FailingJob => {
        const isOld = beganMs === undefined || endedAtMs <= lastMs;
        const { sinceMs = this.nowMs, isOld: wasOld = isOld } = known.get(jobId) ?? {};
        return { jobId, name, lifecycleStatus, taskRunStatus, taskRunStatusCounts, sinceMs, isOld: wasOld };
      });
    // What lies beyond the pages that were read is as it was.
    const beyond = isWhole ? [] : before.filter(({ jobId }) => !found.has(jobId));
    // Of those that are left out it is known without a record that they are old: they ended before.
    return [...now, ...beyond]
      .sort(
        (one, other) =>
          Number(one.isOld) - Number(other.isOld) ||
          other.sinceMs - one.sinceMs ||
          Number(isSettled(one)) - Number(isSettled(other)),
      )
      .slice(0, MOST_FAILING);
  }

  async #readName({ key }: WatchedQueue, signal: AbortSignal): Promise<string | undefined> {
    const { connection, farmId, queueId } = key;
    const askedMs = this.#unnamed.get(queueKeyId(key));
    if (askedMs !== undefined && !this.isPast(askedMs, NAME_MS)) {
      return undefined;
    }
    try {
      return (await this.#service().fetchThing(connection, { kind: 'queue', farmId, queueId }, signal)).name;
    } catch (error) {
      signal.throwIfAborted();
      this.#unnamed.set(queueKeyId(key), this.nowMs);
      this.onError(error);
      return undefined;
    }
  }
}

interface Found {
  readonly jobs: readonly FoundJob[];
  readonly pages: number;
  /** Whether there were no more. */
  readonly isWhole: boolean;
}

/** The latest time that the service gives of any of them. */
function lastTime(jobs: readonly FoundJob[]): number {
  return jobs.reduce(
    (last, { createdAtMs, startedAtMs = 0, endedAtMs = 0 }) => Math.max(last, createdAtMs, startedAtMs, endedAtMs),
    0,
  );
}

/** Queues of one farm, as many as one search covers. */
function inTens(queues: readonly WatchedQueue[]): readonly (readonly WatchedQueue[])[] {
  const farms = new Map<FarmId, WatchedQueue[]>();
  for (const queue of queues) {
    const { farmId } = queue.key;
    farms.set(farmId, [...(farms.get(farmId) ?? []), queue]);
  }
  return [...farms.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / QUEUES_A_SEARCH) }, (_, index) =>
      all.slice(index * QUEUES_A_SEARCH, (index + 1) * QUEUES_A_SEARCH),
    ),
  );
}
