/** Reads all sessions and actions of one job, on demand. */
import { type Fault, isAbort, toFault } from '../../core/errors';
import type { Clock } from '../../core/async/clock';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { type Listing, MOST_EMPTY_PAGES } from '../../core/farm/farm';
import { type SessionActionId, type SessionId, type StepId, type WorkerId } from '../../core/ids';
import type { BatchCosts, FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import type { Job, SessionAction, SessionSummary, Step } from '../../core/session/session';
import type { JobKey } from '../../core/session/sessionKey';
import type { JobRun, RunProgress, UnreadOfRun } from '../../core/timeline/jobRun';
import { BATCH, CallBudget } from './callBudget';

/** What a job's sessions and actions are read with. */
export type JobRunSource = Pick<FarmDirectory, 'fetchJobs' | 'steps' | 'sessions'> &
  Pick<TaskDirectory, 'sessionActions' | 'stepConsumers'> &
  Pick<SessionSource, 'fetchSessions'> &
  BatchCosts;

export interface JobRunOptions {
  /** Loaded at first use. */
  readonly service: () => JobRunSource;
  /** What reads by itself, when nobody can be asked for a code. */
  readonly background: () => JobRunSource;
  readonly clock: Clock;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** Calls of one reading; reading again goes on where it ended. Enough for 20,000 actions with all that belongs to them. */
export const MOST_RUN_CALLS = 300;
/** Steps whose consumers are asked for, a call each. With more, dependencies count as not known. */
const MOST_ASKED_STEPS = 30;
/** Hosts that are read where each takes a call of its own. */
const MOST_SINGLE_HOSTS = 50;
/** Views are drawn again that often at most. */
const QUIET_MS = 500;

/** A list that is read page by page, over several readings if need be. */
interface ListState {
  token: string | undefined;
  isWhole: boolean;
}

export class JobRunReader implements Disposable {
  readonly #key: JobKey;
  readonly #options: JobRunOptions;
  readonly #changes = new Emitter<JobRun>();
  #job: Job | undefined;
  readonly #sessions = new Map<SessionId, SessionSummary>();
  readonly #actions: SessionAction[] = [];
  readonly #places = new Map<SessionActionId, number>();
  readonly #hostNames = new Map<WorkerId, string>();
  /** Workers that were asked for, also those without a name. */
  readonly #asked = new Set<WorkerId>();
  #stepNames: Readonly<Record<string, string>> = {};
  #consumers: ReadonlyMap<StepId, readonly StepId[]> | undefined;
  #unread: readonly UnreadOfRun[] = [];
  #readAtMs: number | undefined;
  #lists: { readonly sessions: ListState; readonly actions: ListState } | undefined;
  #budget = new CallBudget(MOST_RUN_CALLS, { grows: false });
  #progress: Pick<RunProgress, 'state' | 'phase' | 'isOverBudget'> = {
    state: 'stopped',
    phase: 'job',
    isOverBudget: false,
  };
  #stopping = new AbortController();
  #done: Promise<void> = Promise.resolve();
  #timer: unknown;
  #isDisposed = false;
  #run: JobRun;

  /** At most two times a second. */
  readonly onDidChange: Event<JobRun> = this.#changes.event;

  constructor(key: JobKey, options: JobRunOptions) {
    this.#key = key;
    this.#options = options;
    this.#run = this.#draw();
  }

  get run(): JobRun {
    return this.#run;
  }

  /**
   * Reads the job, its steps, its sessions with a host for each worker, and its actions, a hundred a call; after a stop it goes on where
   * that was. What was read before stays until it is read again. Joins a reading under way. Never rejects.
   */
  read(): Promise<void> {
    return this.#begin(this.#options.service);
  }

  /** The same by itself, without a person who asked for it. */
  follow(): Promise<void> {
    return this.#begin(this.#options.background);
  }

  #begin(source: () => JobRunSource): Promise<void> {
    if (this.#progress.state !== 'reading' || this.#stopping.signal.aborted) {
      const before = this.#done;
      const { signal } = (this.#stopping = new AbortController());
      this.#done = before.then(() => this.#read(source, signal));
      this.#progress = { ...this.#progress, state: 'reading', isOverBudget: false };
      this.#publish();
    }
    return this.#done;
  }

  /** Ends the reading under way and keeps what was read. `read` goes on. */
  stop(): void {
    this.#stopping.abort();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.stop();
    this.#options.clock.clearTimeout(this.#timer);
    this.#changes.dispose();
  }

  async #read(source: () => JobRunSource, signal: AbortSignal): Promise<void> {
    this.#budget = new CallBudget(MOST_RUN_CALLS, { grows: false });
    this.#unread = [];
    try {
      this.#lists ??= { sessions: { token: undefined, isWhole: false }, actions: { token: undefined, isWhole: false } };
      const { sessions, actions } = this.#lists;
      const service = source();
      const { connection, farmId, queueId, jobId } = this.#key;
      this.#enter('job');
      await this.#part('job', signal, () => this.#readJob(service, signal));
      await this.#part('steps', signal, () => this.#readSteps(service, signal));
      this.#enter('sessions');
      const sessionsListing = service.sessions(connection, farmId, queueId, jobId, signal);
      await this.#part('sessions', signal, () =>
        this.#list(sessionsListing, sessions, signal, (items) => {
          for (const session of items) {
            this.#sessions.set(session.sessionId, session);
          }
        }),
      );
      await this.#part('hosts', signal, () => this.#readHosts(service, signal));
      this.#enter('actions');
      const actionsListing = service.sessionActions(connection, this.#key, undefined, signal);
      await this.#part('actions', signal, () =>
        this.#list(actionsListing, actions, signal, (items) => {
          this.#take(items);
        }),
      );
      this.#end(sessions, actions);
    } catch (error) {
      if (!(signal.aborted && isAbort(error))) {
        this.#options.onError(error);
        this.#miss('job', toFault(error));
      }
      this.#progress = { ...this.#progress, state: 'stopped' };
    }
    this.#publish();
  }

  #end(sessions: ListState, actions: ListState): void {
    const isWhole = this.#unread.length > 0 || (sessions.isWhole && actions.isWhole);
    if (isWhole) {
      // The next reading is one of everything.
      this.#lists = undefined;
    }
    this.#progress = { ...this.#progress, state: isWhole ? 'done' : 'stopped', isOverBudget: !isWhole };
  }

  /** One refused part never hides the others. Rejects only when aborted. */
  async #part(what: UnreadOfRun['what'], signal: AbortSignal, read: () => Promise<void>): Promise<void> {
    try {
      signal.throwIfAborted();
      await read();
    } catch (error) {
      signal.throwIfAborted();
      this.#options.onError(error);
      this.#miss(what, toFault(error));
    }
    this.#changed();
  }

  async #readJob(service: JobRunSource, signal: AbortSignal): Promise<void> {
    this.#budget.spend(1);
    const [part] = await service.fetchJobs(this.#key.connection, [this.#key], signal);
    if (part?.ok) {
      this.#job = part.value;
      this.#readAtMs = this.#options.clock.Date.now();
    } else if (part) {
      this.#miss('job', part.fault);
    }
  }

  async #readSteps(service: JobRunSource, signal: AbortSignal): Promise<void> {
    const steps: Step[] = [];
    const state: ListState = { token: undefined, isWhole: false };
    await this.#list(service.steps(this.#key.connection, this.#key, signal), state, signal, (items) => {
      steps.push(...items);
    });
    this.#stepNames = Object.fromEntries(steps.map(({ stepId, name }) => [stepId, name]));
    await this.#part('dependencies', signal, () => this.#readDependencies(service, steps, signal));
  }

  async #readDependencies(service: JobRunSource, steps: readonly Step[], signal: AbortSignal): Promise<void> {
    this.#consumers = undefined;
    const waitedFor = steps.filter(({ consumerCount }) => (consumerCount ?? 0) > 0);
    if (waitedFor.length > MOST_ASKED_STEPS) {
      return;
    }
    const found = new Map<StepId, readonly StepId[]>(steps.map(({ stepId }) => [stepId, []]));
    for (const { stepId } of waitedFor) {
      const consumers: StepId[] = [];
      const listing = service.stepConsumers(this.#key.connection, { ...this.#key, stepId }, signal);
      await this.#list(listing, { token: undefined, isWhole: false }, signal, (items) => {
        consumers.push(...items);
      });
      found.set(stepId, consumers);
    }
    this.#consumers = found;
  }

  /** One session of each worker tells which host it is. */
  async #readHosts(service: JobRunSource, signal: AbortSignal): Promise<void> {
    const oneOf = new Map<WorkerId, SessionId>();
    for (const { workerId, sessionId } of this.#sessions.values()) {
      if (!this.#asked.has(workerId)) {
        oneOf.set(workerId, sessionId);
      }
    }
    const { connection } = this.#key;
    const isSingly = service.readsSingly(connection, 'sessions');
    const wanted = isSingly ? [...oneOf].slice(0, MOST_SINGLE_HOSTS) : [...oneOf];
    for (let first = 0; first < wanted.length && this.#budget.left > 0; first += BATCH) {
      const batch = wanted.slice(first, first + BATCH);
      const keys = batch.map(([, sessionId]) => ({ ...this.#key, sessionId }));
      const parts = await service.fetchSessions(keys, signal);
      this.#budget.spend(service.readsSingly(connection, 'sessions') ? batch.length : 1);
      parts.forEach((part, index) => {
        const workerId = batch[index]?.[0];
        if (part.ok && workerId) {
          this.#asked.add(workerId);
          const { hostName } = part.value.host;
          if (hostName !== undefined) {
            this.#hostNames.set(workerId, hostName);
          }
        }
      });
      const refused = parts.find((part) => !part.ok);
      if (refused) {
        this.#miss('hosts', refused.fault);
        return;
      }
    }
  }

  /** Reads pages to the end, or until no calls are left. */
  async #list<T>(
    listing: Listing<T>,
    state: ListState,
    signal: AbortSignal,
    take: (items: readonly T[]) => void,
  ): Promise<void> {
    for (let empty = 0; !state.isWhole && this.#budget.left > 0;) {
      this.#budget.spend(1);
      const { items, next } = await listing.page(state.token);
      signal.throwIfAborted();
      this.#readAtMs = this.#options.clock.Date.now();
      take(items);
      empty = items.length === 0 ? empty + 1 : 0;
      state.isWhole = next === undefined || next === state.token || empty >= MOST_EMPTY_PAGES;
      state.token = next;
      this.#changed();
    }
  }

  #take(actions: readonly SessionAction[]): void {
    for (const action of actions) {
      const place = this.#places.get(action.sessionActionId) ?? this.#actions.length;
      this.#places.set(action.sessionActionId, place);
      this.#actions[place] = action;
    }
  }

  #miss(what: UnreadOfRun['what'], fault: Fault): void {
    this.#unread = [...this.#unread, { what, fault }];
  }

  #enter(phase: RunProgress['phase']): void {
    this.#progress = { ...this.#progress, phase };
    this.#changed();
  }

  #changed(): void {
    if (this.#isDisposed) {
      return;
    }
    this.#timer ??= this.#options.clock.setTimeout(() => {
      this.#publish();
    }, QUIET_MS);
  }

  #publish(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isDisposed) {
      this.#run = this.#draw();
      this.#changes.fire(this.#run);
    }
  }

  #draw(): JobRun {
    return Object.freeze({
      key: this.#key,
      job: this.#job,
      sessions: [...this.#sessions.values()],
      actions: [...this.#actions],
      hostNames: new Map(this.#hostNames),
      stepNames: this.#stepNames,
      consumers: this.#consumers,
      progress: { ...this.#progress, calls: this.#budget.made },
      unread: this.#unread,
      readAtMs: this.#readAtMs,
    });
  }
}
