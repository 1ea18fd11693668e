import { DisposableStore } from '../../core/async/disposableStore';
import type { Clock } from '../../core/async/clock';
import { isTransient, sameFault, toFault, type Fault } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { isSettled } from '../../core/farm/farm';
import type { SessionId } from '../../core/ids';
import type { FarmDirectory } from '../../core/service/ports';
import type { Job, Part, SessionSummary } from '../../core/session/session';
import { type Connection, connectionId, type JobKey, jobKeyId } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { NOTHING_NEW, Poller, type Round, WATCHING } from '../poller';
import type { Lease } from '../shared/lease';
import type { SharedRecords } from '../shared/sharedRecords';
import type { WatchList } from './watchList';

/** A watched job, as every view draws it. Replaced whole at each change, never altered. */
export interface WatchedJob {
  readonly key: JobKey;
  /** Missing until it was read. */
  readonly job: Job | undefined;
  /** The sessions that hold a worker for it, those that began first on top. */
  readonly active: readonly SessionSummary[];
  /** Sessions in which the last try of a task failed, at most `MOST_FAILED`. */
  readonly failed: readonly SessionId[];
  /** Why it could not be read the last time. */
  readonly fault: Fault | undefined;
}

/** A change of one job: what it is now, and what it was. */
export interface JobChange {
  readonly job: WatchedJob;
  readonly previous: WatchedJob;
  /** Whether another window read it: that one tells people of it. */
  readonly isLearned?: boolean;
}

export interface WatchedJobsOptions {
  readonly list: WatchList;
  /** Where it is kept what jobs are, for other windows and later ones. */
  readonly records: SharedRecords;
  readonly service: () => Pick<FarmDirectory, 'fetchJobs' | 'sessions' | 'failedSessions'>;
  readonly clock: Clock;
  readonly random: () => number;
  /** Says which window polls in the background. */
  readonly lease?: Pick<Lease, 'begin'>;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** When a job's sessions were listed last, how long that list was, and what the job's counts were. */
interface Listed {
  readonly atMs: number;
  readonly pages: number;
  readonly counts: string;
}

const KIND = 'job';
export const MOST_FAILED = 100;
/** A job's sessions are listed again, where its counts changed, after so much time for each page that the list had. */
const LISTING_MS = 120_000;
/** Sessions a page. */
const PAGE = 100;

/**
 * The jobs that people watch, with the sessions that run and failed in them. Counts are asked for once a minute, a hundred jobs a
 * call; lists only where the counts changed. A job that is over is not asked for again until somebody looks.
 */
export class WatchedJobs implements Disposable {
  readonly #options: WatchedJobsOptions;
  readonly #jobs = new Map<string, WatchedJob>();
  readonly #listed = new Map<string, Listed>();
  readonly #changes = new Emitter<JobChange>();
  readonly #poller: Poller;
  readonly #owned = new DisposableStore();
  readonly #ended = new AbortController();
  #attention = false;
  #watching = false;

  readonly onDidChange: Event<JobChange> = this.#changes.event;

  constructor(options: WatchedJobsOptions) {
    this.#options = options;
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () => (this.#isWanted && this.#open().length > 0 ? WATCHING : undefined),
      round: (signal) => this.#pollingRound(signal),
    });
    this.#owned.add(
      options.list.onDidChange(() => {
        this.#follow();
      }),
      options.records.onDidChange((changed) => {
        this.#learn(changed.get(KIND) ?? []);
      }),
    );
    this.#follow();
  }

  get(key: JobKey): WatchedJob | undefined {
    return this.#jobs.get(jobKeyId(key));
  }

  all(): readonly WatchedJob[] {
    return [...this.#jobs.values()];
  }

  /** When the next round is due; undefined while there is none. */
  get nextRoundMs(): number | undefined {
    return this.#poller.nextRoundMs;
  }

  /** Whether a person can see anything of this. */
  setAttention(attention: boolean): void {
    this.#attention = attention;
    this.#readUnread();
    this.#poller.update();
  }

  /** Whether this window keeps up to date, for all windows, what is watched in the background. */
  setWatching(isWatching: boolean): void {
    this.#watching = isWatching;
    this.#readUnread();
    this.#poller.update();
  }

  /** Takes in when another window made the last round for all. */
  follow(lastRoundMs: number): void {
    this.#poller.follow(lastRoundMs);
  }

  /** Tries jobs again whose fault may be over. */
  retry(isDue: (job: WatchedJob) => boolean): void {
    for (const job of this.all().filter((one) => one.fault && isDue(one))) {
      this.#replace(job, { fault: undefined });
    }
    this.#readUnread();
    this.#poller.hurry();
  }

  /** Reads a job again because a person asked. */
  async refresh(key: JobKey): Promise<void> {
    const job = this.get(key);
    if (job) {
      this.#listed.delete(jobKeyId(key));
      await this.#round([job], this.#ended.signal);
      this.#poller.hurry();
    }
  }

  dispose(): void {
    this.#ended.abort();
    this.#poller.stop();
    this.#owned.dispose();
    this.#changes.dispose();
  }

  /** Takes in what is watched now. */
  #follow(): void {
    const wanted = new Map(
      this.#options.list.things.flatMap((thing) => (thing.kind === 'job' ? [[thing.id, thing.key] as const] : [])),
    );
    for (const id of this.#jobs.keys()) {
      if (!wanted.has(id)) {
        this.#jobs.delete(id);
        this.#listed.delete(id);
      }
    }
    for (const [id, key] of wanted) {
      if (!this.#jobs.has(id)) {
        this.#jobs.set(id, this.#kept(key));
      }
    }
    this.#readUnread();
    this.#poller.update();
  }

  #kept(key: JobKey): WatchedJob {
    const kept = (this.#options.records.get(KIND, jobKeyId(key)) ?? {}) as Partial<WatchedJob>;
    return { key, job: kept.job, active: kept.active ?? [], failed: kept.failed ?? [], fault: undefined };
  }

  /** Takes in what other windows read. */
  #learn(ids: Iterable<string>): void {
    for (const id of ids) {
      const known = this.#jobs.get(id);
      const kept = known && this.#kept(known.key);
      if (kept && !sameJob(known, kept)) {
        this.#change(known, kept, true);
      }
    }
  }

  #readUnread(): void {
    const unread = this.#isWanted ? this.all().filter(({ job, fault }) => !job && !fault) : [];
    if (unread.length > 0) {
      void this.#round(unread, this.#ended.signal).catch(() => undefined);
    }
  }

  get #isWanted(): boolean {
    return this.#attention || this.#watching;
  }

  /** What a round would ask about. */
  #open(): readonly WatchedJob[] {
    return this.all().filter(({ job, fault }) => (!job || !isSettled(job)) && (!fault || isTransient(fault)));
  }

  async #pollingRound(signal: AbortSignal): Promise<Round> {
    const mayAsk = this.#attention || (await this.#options.lease?.begin()) !== false;
    return mayAsk ? this.#round(this.#open(), signal) : NOTHING_NEW;
  }

  async #round(jobs: readonly WatchedJob[], signal: AbortSignal): Promise<Round> {
    const outcome = { changed: false, errors: [] as unknown[], isAnswered: false };
    for (const group of byConnection(jobs)) {
      try {
        const parts = await this.#options.service().fetchJobs(
          group.connection,
          group.jobs.map(({ key }) => key),
          signal,
        );
        outcome.isAnswered = true;
        for (const [index, known] of group.jobs.entries()) {
          const part = parts[index];
          if (part) {
            outcome.changed = (await this.#take(known, part, signal)) || outcome.changed;
          }
        }
      } catch (error) {
        signal.throwIfAborted();
        outcome.errors.push(error);
        this.#options.onError(error);
        group.jobs.forEach((known) => {
          this.#replace(known, { fault: toFault(error) });
        });
      }
    }
    const failed = outcome.errors.length > 0 && !outcome.isAnswered;
    const waits = outcome.errors.map((error) => toFault(error).retryAfterMs ?? 0);
    return { changed: outcome.changed, failed, retryAfterMs: failed ? Math.max(...waits) || undefined : undefined };
  }

  /** Returns whether anything changed. */
  async #take(known: WatchedJob, part: Part<Job>, signal: AbortSignal): Promise<boolean> {
    if (!part.ok) {
      return this.#replace(known, { fault: part.fault });
    }
    const lists = this.#isListingDue(known, part.value) ? await this.#list(known, part.value, signal) : {};
    return this.#replace(known, { job: part.value, fault: undefined, ...lists });
  }

  #isListingDue({ key }: WatchedJob, job: Job): boolean {
    const listed = this.#listed.get(jobKeyId(key));
    const isOld = !listed || this.#options.clock.Date.now() - listed.atMs >= listed.pages * LISTING_MS;
    return (isOld || isSettled(job)) && listed?.counts !== countsOf(job);
  }

  /** The job's sessions; what cannot be listed stays as it was. */
  async #list({ key, failed }: WatchedJob, job: Job, signal: AbortSignal): Promise<Partial<WatchedJob>> {
    const { connection, farmId, queueId, jobId } = key;
    const service = this.#options.service();
    try {
      const sessions: SessionSummary[] = [];
      for await (const page of service.sessions(connection, farmId, queueId, jobId, signal)) {
        sessions.push(...page);
      }
      const pages = Math.max(1, Math.ceil(sessions.length / PAGE));
      this.#listed.set(jobKeyId(key), { atMs: this.#options.clock.Date.now(), pages, counts: countsOf(job) });
      const hasFailed = (job.taskRunStatusCounts.FAILED ?? 0) > 0;
      return {
        active: sessions.filter(isActive).sort((one, other) => one.startedAtMs - other.startedAtMs),
        failed: hasFailed
          ? (await service.failedSessions(connection, key, signal).page()).items.slice(0, MOST_FAILED)
          : failed.slice(0, 0),
      };
    } catch (error) {
      signal.throwIfAborted();
      this.#options.onError(error);
      return {};
    }
  }

  /** Returns whether anything is different. */
  #replace({ key }: WatchedJob, change: Partial<WatchedJob>): boolean {
    const known = this.get(key);
    const now = known && { ...known, ...change };
    if (!now || (sameJob(known, now) && sameFault(known.fault, now.fault))) {
      return false;
    }
    this.#change(known, now);
    if (!now.fault) {
      const { job, active, failed } = now;
      this.#options.records.put([{ kind: KIND, id: jobKeyId(key), value: { key, job, active, failed } }]);
    }
    return true;
  }

  #change(previous: WatchedJob, job: WatchedJob, isLearned = false): void {
    this.#jobs.set(jobKeyId(job.key), Object.freeze(job));
    this.#changes.fire({ job, previous, isLearned });
  }
}

function countsOf({ taskRunStatusCounts }: Job): string {
  return JSON.stringify(taskRunStatusCounts);
}

function byConnection(jobs: readonly WatchedJob[]): readonly { connection: Connection; jobs: WatchedJob[] }[] {
  const groups = new Map<string, { connection: Connection; jobs: WatchedJob[] }>();
  for (const job of jobs) {
    const { connection } = job.key;
    const group = groups.get(connectionId(connection)) ?? { connection, jobs: [] };
    groups.set(connectionId(connection), group);
    group.jobs.push(job);
  }
  return [...groups.values()];
}

/** Both are plain data made by the same code, so their texts are equal when they are. */
function sameJob(one: WatchedJob, other: WatchedJob): boolean {
  const facts = ({ job, active, failed }: WatchedJob): string => JSON.stringify([job, active, failed]);
  return facts(one) === facts(other);
}
