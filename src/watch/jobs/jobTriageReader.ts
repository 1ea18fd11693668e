import { isAbort, toFault } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { isSettled } from '../../core/farm/farm';
import type { Job } from '../../core/session/session';
import type { JobKey } from '../../core/session/sessionKey';
import type { JobTriage, TriageProgress } from '../../core/triage/triage';
import { CallBudget } from './callBudget';
import { readElsewhere, readHostRates } from './compareHosts';
import { readFailedTasks } from './failedTasks';
import { JobFailures } from './jobFailures';
import { readSamples } from './sampledLogs';
import { readSessionFailures } from './sessionFailures';
import { ServiceWords } from './serviceWords';
import type { TriageReading, TriageStoreOptions } from './triageReading';

/** Reads something, and says how the whole stands then; undefined where it stands as before. */
type Work = (reading: TriageReading) => Promise<'done' | 'stopped' | undefined>;

/** Views are drawn again that often at most. */
const QUIET_MS = 200;
/** What may be read on demand, beyond what one triage takes. */
const MOST_CALLS_FOR_HOSTS = 800;
const MOST_CALLS_ELSEWHERE = 60;
const MOST_LOGS = 60;

/** Reads one job's failures, and says what is known of them while it does. */
export class JobTriageReader implements Disposable {
  readonly #options: TriageStoreOptions;
  readonly #known: JobFailures;
  readonly #changes = new Emitter<JobTriage>();
  readonly #ended = new AbortController();
  readonly #words: ServiceWords;
  #progress: Pick<TriageProgress, 'state' | 'phase' | 'logsPlanned'> = {
    state: 'reading',
    phase: 'job',
    logsPlanned: 0,
  };
  #budget = new CallBudget();
  /** How many logs were known when the reading under way began. */
  #logsBefore = 0;
  #work: { readonly stopping: AbortController; readonly done: Promise<void> } | undefined;
  #triage: JobTriage;
  #timer: unknown;

  readonly onDidChange: Event<JobTriage> = this.#changes.event;

  constructor(key: JobKey, options: TriageStoreOptions) {
    this.#options = options;
    this.#words = new ServiceWords(options);
    this.#known = new JobFailures(key, (failure) => this.#words.of(failure));
    this.#triage = this.#draw();
  }

  get triage(): JobTriage {
    return this.#triage;
  }

  get done(): Promise<void> {
    return this.#work?.done ?? Promise.resolve();
  }

  refresh(): Promise<void> {
    this.stop();
    return this.#do(new CallBudget(), async (reading) => ((await this.#readAll(reading)) ? 'done' : 'stopped'));
  }

  /**
   * Takes in what the job is now. Where other tasks have failed, or the job is over, its failures are read again, unless a person has
   * stopped that. Resolves with whether anything is different. Never rejects.
   */
  async follow(job: Job): Promise<boolean> {
    const before = this.#known.job;
    if (this.#progress.state === 'reading' || (before && isSameJob(before, job))) {
      return false;
    }
    this.#known.job = job;
    const isOver = isSettled(job) && !(before && isSettled(before));
    if (this.#progress.state !== 'stopped' && (isOver || failedIn(before) !== failedIn(job))) {
      await this.refresh();
    } else {
      this.#publish();
    }
    return true;
  }

  compareHosts(): Promise<void> {
    return this.#do(new CallBudget(MOST_CALLS_FOR_HOSTS), async (reading) => {
      await this.#readHosts(reading);
      return undefined;
    });
  }

  lookElsewhere(hostId: string): Promise<void> {
    return this.#do(new CallBudget(MOST_CALLS_ELSEWHERE), async (reading) => {
      this.#advance({ phase: 'hosts' });
      await readElsewhere(reading, hostId);
      return undefined;
    });
  }

  /** Names the causes again: the user's own rules changed. */
  diagnoseAgain(): Promise<void> {
    this.#words.clear();
    this.#known.samples.clear();
    this.#known.touch();
    return this.refresh();
  }

  stop(): void {
    this.#work?.stopping.abort();
  }

  dispose(): void {
    this.#ended.abort();
    this.stop();
    this.#options.clock.clearTimeout(this.#timer);
    this.#changes.dispose();
  }

  /** Does one thing after the other; each has a budget of its own. Never rejects. */
  async #do(budget: CallBudget, work: Work): Promise<void> {
    const before = this.#work?.done;
    const stopping = new AbortController();
    const done = (async () => {
      await before;
      await this.#carryOut(budget, AbortSignal.any([stopping.signal, this.#ended.signal]), work);
    })();
    this.#work = { stopping, done };
    await done;
  }

  async #carryOut(budget: CallBudget, signal: AbortSignal, work: Work): Promise<void> {
    const { state: before } = this.#progress;
    this.#budget = budget;
    this.#logsBefore = this.#known.samples.size;
    this.#advance({ state: 'reading', logsPlanned: 0 });
    try {
      signal.throwIfAborted();
      const state = await work(this.#reading(signal));
      this.#advance({ state: state ?? (before === 'reading' ? 'done' : before) });
    } catch (error) {
      const isStopped = signal.aborted && isAbort(error);
      if (!isStopped) {
        this.#options.onError(error);
        this.#known.miss('tasks', toFault(error));
      }
      this.#advance({ state: isStopped ? 'stopped' : 'failed' });
    }
    this.#publish();
  }

  #reading(signal: AbortSignal): TriageReading {
    const { service, clock, causes, studioRules, onError } = this.#options;
    return {
      service: service(),
      known: this.#known,
      budget: this.#budget,
      causes: causes(),
      studioRules: studioRules?.() ?? [],
      nowMs: () => clock.Date.now(),
      signal,
      changed: () => {
        this.#changed();
      },
      onError,
    };
  }

  /** The job, its failed tasks, a few of their logs, and the hosts where that is cheap. Resolves with whether nothing is left out. */
  async #readAll(reading: TriageReading): Promise<boolean> {
    const known = this.#known;
    known.forgive('job', 'steps', 'tasks', 'actions', 'sessions', 'logs');
    this.#advance({ phase: 'job' });
    await readJob(reading);
    if (known.job && !known.job.taskRunStatusCounts.FAILED) {
      known.tasks.clear();
      known.total = 0;
      known.touch();
      this.#advance({ phase: 'logs' });
      known.sessionFailures = await readSessionFailures(reading, known.job);
      return true;
    }
    known.sessionFailures = [];
    this.#advance({ phase: 'tasks' });
    const isListed = await readFailedTasks(reading, () => readStepNames(reading));
    if (known.misses('actions', 'accessDenied') && known.rates.state !== 'read') {
      // The list of all actions has at least their times, which logs are found by.
      this.#budget.allowMore(known.hostComparison.estimatedCalls ?? 0);
      await this.#readHosts(reading);
    }
    this.#advance({ phase: 'logs' });
    await readSamples(reading, MOST_LOGS, (logs) => {
      this.#advance({ logsPlanned: this.#progress.logsPlanned + logs });
    });
    const { state, estimatedCalls = Infinity } = known.hostComparison;
    if (state !== 'read' && known.tasks.size > 0 && estimatedCalls <= this.#budget.left) {
      await this.#readHosts(reading);
    }
    return isListed;
  }

  async #readHosts(reading: TriageReading): Promise<void> {
    this.#advance({ phase: 'hosts' });
    await readHostRates(reading);
  }

  #advance(change: Partial<Pick<TriageProgress, 'state' | 'phase' | 'logsPlanned'>>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#changed();
  }

  #changed(): void {
    if (this.#triage.failedTasks === 0 && this.#known.tasks.size > 0) {
      // What is first known is worth a drawing of its own.
      this.#publish();
      return;
    }
    this.#timer ??= this.#options.clock.setTimeout(() => {
      this.#publish();
    }, QUIET_MS);
  }

  #publish(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#ended.signal.aborted) {
      this.#triage = this.#draw();
      this.#changes.fire(this.#triage);
    }
  }

  #draw(): JobTriage {
    const { made, most } = this.#budget;
    const logsRead = this.#known.samples.size - this.#logsBefore;
    return this.#known.toTriage({ ...this.#progress, logsRead, calls: made, mostCalls: most });
  }
}

function failedIn(job: Job | undefined): number {
  return job?.taskRunStatusCounts.FAILED ?? 0;
}

/** Whether a person would see no difference. */
function isSameJob(one: Job, other: Job): boolean {
  const shown = ({ taskRunStatus, lifecycleStatus, taskRunStatusCounts }: Job): string =>
    JSON.stringify([taskRunStatus, lifecycleStatus, Object.entries(taskRunStatusCounts).sort()]);
  return shown(one) === shown(other);
}

async function readJob({ service, known, budget, signal, nowMs }: TriageReading): Promise<void> {
  budget.spend(1);
  const [part] = await service.fetchJobs(known.key.connection, [known.key], signal);
  if (part?.ok) {
    known.job = part.value;
    known.readAtMs = nowMs();
    known.total = part.value.taskRunStatusCounts.FAILED ?? 0;
  } else if (part) {
    known.miss('job', part.fault);
  }
}

/** What the steps of the failed tasks are called. */
async function readStepNames({ service, known, budget, signal }: TriageReading): Promise<void> {
  const stepIds = [...new Set([...known.tasks.values()].map(({ stepId }) => stepId))];
  const unnamed = stepIds.filter((stepId) => known.stepNames[stepId] === undefined).slice(0, 100);
  if (unnamed.length === 0) {
    return;
  }
  budget.spend(1);
  const { farmId, queueId, jobId, connection } = known.key;
  const parts = await service.fetchSteps(
    connection,
    unnamed.map((stepId) => ({ farmId, queueId, jobId, stepId })),
    signal,
  );
  const named = parts.flatMap((part) => (part.ok ? [[part.value.stepId, part.value.name] as const] : []));
  known.stepNames = { ...known.stepNames, ...Object.fromEntries(named) };
  parts.forEach((part) => {
    if (!part.ok) {
      known.miss('steps', part.fault);
    }
  });
}
