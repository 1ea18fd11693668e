import { isSettled } from '../../core/farm/farm';
import type { WatchedJob } from '../../core/farm/watchedParts';
import type { FarmDirectory } from '../../core/service/ports';
import type { Job, Part, SessionSummary } from '../../core/session/session';
import { type Connection, jobKeyId } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import type { WatchedThing } from './watchList';
import { WatchedThings, type WatchedThingsOptions } from './watchedThings';

export interface WatchedJobsOptions extends WatchedThingsOptions {
  readonly service: () => Pick<FarmDirectory, 'fetchJobs' | 'sessions' | 'failedSessions'>;
}

/** When a job's sessions were listed last, how long that list was, and what the job's counts were. */
interface Listed {
  readonly atMs: number;
  readonly pages: number;
  readonly counts: string;
}

export const MOST_FAILED = 100;
/** A job's sessions are listed again, where its counts changed, after so much time for each page that the list had. */
const LISTING_MS = 120_000;
/** Sessions a page. */
const PAGE = 100;

/**
 * The jobs that people watch, with the sessions that run and failed in them. Counts are asked for once a minute, a hundred jobs a
 * call; lists only where the counts changed.
 */
export class WatchedJobs extends WatchedThings<WatchedJob> {
  readonly #service: WatchedJobsOptions['service'];
  readonly #listed = new Map<string, Listed>();

  constructor(options: WatchedJobsOptions) {
    super('job', options);
    this.#service = options.service;
  }

  protected override restored({ key, name }: WatchedThing, kept: unknown): WatchedJob {
    const { job, active = [], failed = [] } = (kept ?? {}) as Partial<WatchedJob>;
    return { kind: 'job', key: key as WatchedJob['key'], name, job, active, failed, fault: undefined };
  }

  protected override toKeep({ key, job, active, failed }: WatchedJob): object {
    return { key, job, active, failed };
  }

  protected override forget(id: string): void {
    this.#listed.delete(id);
  }

  protected override async read(
    connection: Connection,
    jobs: readonly WatchedJob[],
    signal: AbortSignal,
  ): Promise<{ readonly changed: boolean }> {
    const keys = jobs.map(({ key }) => key);
    const parts = await this.#service().fetchJobs(connection, keys, signal);
    let changed = false;
    for (const [index, known] of jobs.entries()) {
      const part = parts[index];
      changed = (part !== undefined && (await this.#take(known, part, signal))) || changed;
    }
    return { changed };
  }

  /** Returns whether anything changed. */
  async #take(known: WatchedJob, part: Part<Job>, signal: AbortSignal): Promise<boolean> {
    if (!part.ok) {
      return this.change(known, { fault: part.fault });
    }
    const lists = this.#isListingDue(known, part.value) ? await this.#list(known, part.value, signal) : {};
    return this.change(known, { job: part.value, fault: undefined, ...lists });
  }

  #isListingDue({ key }: WatchedJob, job: Job): boolean {
    const listed = this.#listed.get(jobKeyId(key));
    const isOld = !listed || this.nowMs - listed.atMs >= listed.pages * LISTING_MS;
    return (isOld || isSettled(job)) && listed?.counts !== countsOf(job);
  }

  /** The job's sessions; what cannot be listed stays as it was. */
  async #list({ key, failed }: WatchedJob, job: Job, signal: AbortSignal): Promise<Partial<WatchedJob>> {
    const { connection, farmId, queueId, jobId } = key;
    const service = this.#service();
    try {
      const sessions: SessionSummary[] = [];
      for await (const page of service.sessions(connection, farmId, queueId, jobId, signal)) {
        sessions.push(...page);
      }
      const pages = Math.max(1, Math.ceil(sessions.length / PAGE));
      this.#listed.set(jobKeyId(key), { atMs: this.nowMs, pages, counts: countsOf(job) });
      const hasFailed = (job.taskRunStatusCounts.FAILED ?? 0) > 0;
      return {
        active: sessions.filter(isActive).sort((one, other) => one.startedAtMs - other.startedAtMs),
        failed: hasFailed
          ? (await service.failedSessions(connection, key, signal).page()).items.slice(0, MOST_FAILED)
          : failed.slice(0, 0),
      };
    } catch (error) {
      signal.throwIfAborted();
      this.onError(error);
      return {};
    }
  }
}

function countsOf({ taskRunStatusCounts }: Job): string {
  return JSON.stringify(taskRunStatusCounts);
}
