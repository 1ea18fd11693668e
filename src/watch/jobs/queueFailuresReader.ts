/** Looks through the failed jobs of a queue, a little of each. */
import { isAbort, toFault } from '../../core/errors';
import { Emitter, type Event } from '../../core/async/event';
import { MOST_EMPTY_PAGES, type JobQuery } from '../../core/farm/farm';
import type { QueueKey } from '../../core/farm/farmKeys';
import type { JobId } from '../../core/ids';
import type { FarmDirectory } from '../../core/service/ports';
import type { Job } from '../../core/session/session';
import { alike, type QueueFailures } from '../../core/triage/queueFailures';
import type { JobTriage, UnreadPart } from '../../core/triage/triage';
import { CallBudget } from './callBudget';
import { readFailedTasks } from './failedTasks';
import { JobFailures } from './jobFailures';
import { readSamples } from './sampledLogs';
import { ServiceWords } from './serviceWords';
import type { TriageReading, TriageSource, TriageStoreOptions } from './triageReading';

/** What a queue's failed jobs are read with. */
export type QueueFailuresSource = TriageSource & Pick<FarmDirectory, 'jobs'>;

export interface QueueFailuresOptions extends Omit<TriageStoreOptions, 'service'> {
  readonly service: () => QueueFailuresSource;
  /** Told of each job that was looked at. */
  readonly onLooked: (triage: JobTriage) => void;
}

/** How far back jobs are looked at, by when they were submitted. */
export const LOOK_BACK_MS = 7 * 24 * 3_600_000;
/** Calls of one reading, and of each job in it: a page of failed tasks, how they ended, where they ran, and a few logs. */
export const MOST_CALLS = 300;
const CALLS_A_JOB = 10;
const MOST_TASKS = 100;
const MOST_LOGS = 5;
const MOST_PAGES = 5;

const FAILED_JOBS: JobQuery = {
  text: undefined,
  statuses: ['FAILED'],
  createdBy: undefined,
  archived: 'without',
  order: 'newest',
};

/** Reads one queue's failed jobs on demand, and says what is known of them while it does. */
export class QueueFailuresReader {
  readonly #queue: QueueKey;
  readonly #options: QueueFailuresOptions;
  readonly #words: ServiceWords;
  readonly #changes = new Emitter<QueueFailures>();
  /** The jobs of the last list, the newest first. */
  #jobs: readonly Job[] = [];
  #isListWhole = false;
  readonly #looked = new Map<JobId, { readonly job: Job; readonly triage: JobTriage }>();
  #state: QueueFailures['state'] = 'stopped';
  #fault: QueueFailures['fault'];
  #budget = new CallBudget(MOST_CALLS, { grows: false });
  #stopping = new AbortController();
  #done: Promise<void> = Promise.resolve();
  #failures: QueueFailures;

  readonly onDidChange: Event<QueueFailures> = this.#changes.event;

  constructor(queue: QueueKey, options: QueueFailuresOptions) {
    this.#queue = queue;
    this.#options = options;
    this.#words = new ServiceWords(options);
    this.#failures = this.#draw();
  }

  get failures(): QueueFailures {
    return this.#failures;
  }

  /**
   * Lists the failed jobs, and looks at those that were not looked at yet or in which other tasks have failed since, the newest first,
   * until the calls of one reading are used up. Joins a reading under way. Never rejects.
   */
  read(): Promise<void> {
    if (this.#state !== 'reading' || this.#stopping.signal.aborted) {
      const before = this.#done;
      const { signal } = (this.#stopping = new AbortController());
      this.#done = before.then(() => this.#read(signal));
      this.#advance('reading');
    }
    return this.#done;
  }

  /** Ends the reading under way and keeps what was read. `read` goes on. */
  stop(): void {
    this.#stopping.abort();
  }

  dispose(): void {
    this.stop();
    this.#changes.dispose();
  }

  async #read(signal: AbortSignal): Promise<void> {
    this.#budget = new CallBudget(MOST_CALLS, { grows: false });
    this.#fault = undefined;
    this.#words.clear();
    try {
      signal.throwIfAborted();
      await this.#list(signal);
      for (const job of this.#notLooked()) {
        if (this.#budget.left < CALLS_A_JOB) {
          this.#advance('stopped');
          return;
        }
        const triage = await this.#look(job, signal);
        this.#looked.set(job.jobId, { job, triage });
        this.#options.onLooked(triage);
        this.#advance('reading');
      }
      this.#advance('done');
    } catch (error) {
      const isStopped = signal.aborted && isAbort(error);
      if (!isStopped) {
        this.#options.onError(error);
        this.#fault = toFault(error);
      }
      this.#advance(isStopped ? 'stopped' : 'failed');
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { connection, farmId, queueId } = this.#queue;
    const sinceMs = this.#sinceMs();
    const listing = this.#options.service().jobs(connection, farmId, [queueId], FAILED_JOBS, signal);
    const found = new Map<JobId, Job>();
    let token: string | undefined;
    for (let pages = 0, empty = 0; ;) {
      this.#budget.spend(1);
      const { items, next } = await listing.page(token);
      signal.throwIfAborted();
      for (const job of items.filter(({ createdAtMs }) => createdAtMs >= sinceMs)) {
        found.set(job.jobId, job);
      }
      this.#jobs = [...found.values()].sort((a, b) => b.createdAtMs - a.createdAtMs);
      this.#advance('reading');
      pages++;
      empty = items.length === 0 ? empty + 1 : 0;
      const isEnd = next === undefined || items.some(({ createdAtMs }) => createdAtMs < sinceMs);
      if (isEnd || next === token || pages >= MOST_PAGES || empty >= MOST_EMPTY_PAGES) {
        this.#isListWhole = isEnd;
        return;
      }
      token = next;
    }
  }

  /** A hundred failed tasks of a job, and a few of their logs. */
  async #look(job: Job, signal: AbortSignal): Promise<JobTriage> {
    const { service, clock, causes, studioRules, onError } = this.#options;
    const known = new JobFailures({ ...this.#queue, jobId: job.jobId }, (failure) => this.#words.of(failure));
    const budget = new CallBudget(CALLS_A_JOB, { grows: false });
    const reading: TriageReading = {
      service: service(),
      known,
      budget,
      causes: causes(),
      studioRules: studioRules?.() ?? [],
      nowMs: () => clock.Date.now(),
      signal,
      changed: () => undefined,
      onError,
    };
    known.job = job;
    known.total = job.taskRunStatusCounts.FAILED ?? 0;
    try {
      await readFailedTasks(reading, () => Promise.resolve(), MOST_TASKS);
      await readSamples(reading, MOST_LOGS, () => undefined);
    } catch (error) {
      signal.throwIfAborted();
      onError(error);
      known.miss('tasks', toFault(error));
    } finally {
      this.#budget.spend(budget.made);
    }
    known.total = job.taskRunStatusCounts.FAILED ?? known.tasks.size;
    const { made: calls, most: mostCalls } = budget;
    return known.toTriage({
      state: 'done',
      phase: 'logs',
      logsRead: known.samples.size,
      logsPlanned: 0,
      calls,
      mostCalls,
    });
  }

  /** The jobs that are still to be looked at. */
  #notLooked(): readonly Job[] {
    return this.#jobs.filter((job) => {
      const before = this.#looked.get(job.jobId)?.job;
      return (
        before?.taskRunStatusCounts.FAILED !== job.taskRunStatusCounts.FAILED || before?.endedAtMs !== job.endedAtMs
      );
    });
  }

  #sinceMs(): number {
    return this.#options.clock.Date.now() - LOOK_BACK_MS;
  }

  #advance(state: QueueFailures['state']): void {
    this.#state = state;
    this.#failures = this.#draw();
    this.#changes.fire(this.#failures);
  }

  #draw(): QueueFailures {
    const triages = this.#jobs.flatMap(({ jobId }) => this.#looked.get(jobId)?.triage ?? []);
    const notLooked = this.#jobs.filter(({ jobId }) => !this.#looked.has(jobId));
    return Object.freeze({
      queue: this.#queue,
      state: this.#state,
      ...alike(triages),
      looked: triages.length,
      notLooked,
      isListWhole: this.#isListWhole,
      failedTasks: triages.reduce(
        (sum, { progress, failedTasks }) => sum + Math.max(progress.total ?? 0, failedTasks),
        0,
      ),
      readTasks: triages.reduce((sum, { failedTasks }) => sum + failedTasks, 0),
      unread: merged(triages.flatMap(({ unread }) => unread)),
      fault: this.#fault,
      sinceMs: this.#sinceMs(),
      calls: this.#budget.made,
      mostCalls: this.#budget.most,
    });
  }
}

/** The same reason in several jobs is one entry. */
function merged(parts: readonly UnreadPart[]): readonly UnreadPart[] {
  const found = new Map<string, UnreadPart>();
  for (const part of parts) {
    const id = `${part.what} ${part.fault.message}`;
    found.set(id, { ...part, count: part.count + (found.get(id)?.count ?? 0) });
  }
  return [...found.values()];
}
