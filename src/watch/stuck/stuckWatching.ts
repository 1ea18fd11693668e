import type { Clock } from '../../core/async/clock';
import type { ActionLog, StudioRule } from '../../core/diagnosis';
import { isAbort, isTransient, toFault } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import type { StepId } from '../../core/ids';
import type { LogEvent } from '../../core/service/ports';
import { connectionId, keyId, type SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { findStuck, type StuckFacts } from '../../core/stuck/findStuck';
import type { HostState } from '../../core/stuck/hostMetrics';
import { isFoundStuck } from '../../core/stuck/stuck';
import type { WatchedSession } from '../../core/session/watchedSession';
import { NOTHING_NEW, Poller, type Round, WATCHING } from '../poller';
import type { FailureCauses } from '../sessions/readDiagnosis';
import type { SessionStore } from '../sessions/sessionStore';
import type { WatchList } from '../watching/watchList';
import { CALLS_OF_HISTORY, readHistory, readHost, readTail, type RunningAction, type SignsService } from './readSigns';
import { RunningLog } from './runningLog';
import { StepHistories } from './stepHistories';

export interface StuckWatchingOptions {
  readonly list: Pick<WatchList, 'things' | 'onDidChange'>;
  readonly store: Pick<SessionStore, 'get' | 'noteStuck' | 'onDidChange'>;
  readonly service: () => SignsService;
  readonly clock: Clock;
  readonly random: () => number;
  readonly causes: () => Pick<FailureCauses, 'actionEvents' | 'diagnoseRunning'>;
  readonly studioRules?: () => readonly StudioRule[];
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** What is known of the action that a session runs. */
interface Observed {
  readonly actionId: string;
  readonly log: RunningLog;
  progress: StuckFacts['progress'];
  host: StuckFacts['host'];
  /** When its log and its host are looked at next. */
  logDueMs: number;
  hostDueMs: number;
  /** When calls were made for it in the last hour. */
  calls: readonly number[];
}

const MINUTE = 60_000;
/** What a session costs at most. */
const CALLS_AN_HOUR = 12;
const HOUR = 60 * MINUTE;
/** An action that has just begun is not stuck yet. */
const YOUNG_MS = 8 * MINUTE;
const LOG_MS = 8 * MINUTE;
const HOST_MS = 15 * MINUTE;
/** What may not be read is tried again after so long. */
const REFUSED_MS = HOUR;
/**
 * Finds out whether the sessions that people watch are stuck, while this window is the one that asks for all. Looks once a minute at
 * what is known; reads the end of a running action's log every eight minutes, and only where that gives a sign how other tasks of the
 * step went and what its host does: at most 12 calls an hour for each active session, none for those that are only looked at.
 */
export class StuckWatching implements Disposable {
  readonly #options: StuckWatchingOptions;
  readonly #observed = new Map<string, Observed>();
  /** What is watched and runs something, by the text of its key. */
  readonly #running = new Map<string, RunningAction>();
  readonly #watched = new Set<string>();
  readonly #histories = new StepHistories();
  readonly #found = new Emitter<WatchedSession>();
  readonly #poller: Poller;
  readonly #subscriptions: readonly Disposable[];
  readonly #ended = new AbortController();
  #isWatching = false;

  /** Something watched was found to be stuck, with proof: once for each action, in the window that found it out. */
  readonly onDidFindStuck: Event<WatchedSession> = this.#found.event;

  constructor(options: StuckWatchingOptions) {
    this.#options = options;
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () => (this.#isWatching && this.#running.size > 0 ? WATCHING : undefined),
      round: (signal) => this.#round(signal),
    });
    this.#subscriptions = [
      options.list.onDidChange(() => {
        this.#learnList();
      }),
      options.store.onDidChange(({ session, previous }) => {
        if (session.stuck !== previous?.stuck && isFoundStuck(session, previous) && this.#isWatching) {
          this.#found.fire(session);
        }
        const isNew = session.snapshot !== previous?.snapshot || session.fault !== previous?.fault;
        if (isNew || !options.store.get(session.key)) {
          this.#follow(session);
          this.#poller.update();
        }
      }),
    ];
    this.#learnList();
  }

  /** Whether this window asks, for all windows, about what is watched. */
  setWatching(isWatching: boolean): void {
    this.#isWatching = isWatching;
    this.#poller.update();
  }

  /** Takes in the end of a session's log, read by somebody who looks at it: its last lines may say what it waits for. */
  hear(key: SessionKey, events: readonly LogEvent[]): void {
    const running = runningOf(this.#options.store.get(key));
    const actions = running && this.#options.store.get(key)?.snapshot?.actions;
    if (!running || !actions?.ok) {
      return;
    }
    const slices = this.#options.causes().actionEvents(events, actions.value);
    const own = slices[actions.value.indexOf(running.action)] ?? [];
    const siblings = actions.value.flatMap((action, index): ActionLog[] =>
      action.status === 'SUCCEEDED' ? [{ action, events: slices[index] ?? [] }] : [],
    );
    this.#add(running, own, this.#nowMs, siblings);
    this.#tell(running);
  }

  dispose(): void {
    this.#ended.abort();
    this.#poller.stop();
    for (const one of this.#subscriptions) {
      one.dispose();
    }
    this.#found.dispose();
  }

  get #nowMs(): number {
    return this.#options.clock.Date.now();
  }

  /** Takes in what is watched now. */
  #learnList(): void {
    const { list, store } = this.#options;
    this.#watched.clear();
    this.#running.clear();
    for (const { kind, id, key } of list.things) {
      if (kind === 'session') {
        this.#watched.add(id);
        const running = runningOf(store.get(key));
        if (running) {
          this.#running.set(id, running);
        }
      }
    }
    this.#poller.update();
  }

  /** Takes in a session's progress; forgets what has ended or is not shown any more. */
  #follow(session: WatchedSession): void {
    const id = keyId(session.key);
    const running = this.#options.store.get(session.key) && runningOf(session);
    if (!running) {
      this.#observed.delete(id);
      this.#running.delete(id);
      return;
    }
    if (this.#watched.has(id)) {
      this.#running.set(id, running);
    }
    const observed = this.#observe(running);
    const percent = running.action.progressPercent;
    if (percent !== observed.progress?.percent) {
      observed.progress = percent === undefined ? undefined : { percent, sinceMs: this.#nowMs };
    }
  }

  #observe({ key, action }: RunningAction): Observed {
    const id = keyId(key);
    const known = this.#observed.get(id);
    if (known?.actionId === action.sessionActionId) {
      return known;
    }
    const dueMs = (action.startedAtMs ?? this.#nowMs) + YOUNG_MS;
    const observed: Observed = {
      actionId: action.sessionActionId,
      log: new RunningLog(action),
      progress:
        action.progressPercent === undefined ? undefined : { percent: action.progressPercent, sinceMs: this.#nowMs },
      host: undefined,
      logDueMs: dueMs,
      hostDueMs: dueMs,
      // The next action of a session has no calls of its own.
      calls: known?.calls ?? [],
    };
    this.#observed.set(id, observed);
    return observed;
  }

  #add(running: RunningAction, events: readonly LogEvent[], readUntilMs: number, siblings: readonly ActionLog[]): void {
    const { causes, studioRules } = this.#options;
    this.#observe(running).log.add(events, readUntilMs, {
      causes: causes(),
      studioRules: studioRules?.() ?? [],
      siblings,
    });
  }

  #factsOf(running: RunningAction): StuckFacts {
    const { log, progress, host } = this.#observe(running);
    const { action } = running;
    return { action, nowMs: this.#nowMs, log: log.facts, progress, host, others: this.#histories.of(action)?.others };
  }

  #tell(running: RunningAction): void {
    this.#options.store.noteStuck(running.key, findStuck(this.#factsOf(running)));
  }

  /** Where one connection fails, nothing more is asked of it in this round. */
  async #round(signal: AbortSignal): Promise<Round> {
    const failures = new Map<string, number | undefined>();
    for (const running of [...this.#running.values()]) {
      const connection = connectionId(running.key.connection);
      if (failures.has(connection)) {
        continue;
      }
      try {
        await this.#look(running, signal);
      } catch (error) {
        signal.throwIfAborted();
        this.#options.onError(error);
        failures.set(connection, toFault(error).retryAfterMs);
      }
    }
    const retryAfterMs = Math.max(0, ...[...failures.values()].map((waitMs) => waitMs ?? 0)) || undefined;
    return { ...NOTHING_NEW, failed: failures.size > 0, retryAfterMs };
  }

  /** One look at one session: its log first, and what else there is only where something speaks for it. */
  async #look(running: RunningAction, signal: AbortSignal): Promise<void> {
    const observed = this.#observe(running);
    const { action } = running;
    if (observed.logDueMs <= this.#nowMs && this.#spend(observed, 1)) {
      observed.logDueMs = this.#nowMs + LOG_MS;
      await this.#readLog(running, observed, signal);
    }
    if (this.#isSuspicious(running) && action.definition.kind === 'taskRun') {
      await this.#readHistory(running, action.definition.stepId, observed, signal);
    }
    if (this.#isSuspicious(running) && observed.hostDueMs <= this.#nowMs && this.#spend(observed, 1)) {
      observed.hostDueMs = this.#nowMs + HOST_MS;
      const host = await this.#unlessRefused(
        () => readHost(this.#options.service(), running, this.#nowMs, signal),
        () => (observed.hostDueMs = this.#nowMs + REFUSED_MS),
      );
      observed.host = host && goOn(host, observed.host);
    }
    this.#tell(running);
  }

  async #readLog(running: RunningAction, observed: Observed, signal: AbortSignal): Promise<void> {
    const span = { fromMs: observed.log.fromMs, untilMs: this.#nowMs };
    const events = await this.#unlessRefused(
      () => readTail(this.#options.service(), running, span, signal),
      () => (observed.logDueMs = this.#nowMs + REFUSED_MS),
    );
    if (events) {
      this.#add(running, events, span.untilMs, this.#histories.of(running.action)?.good ?? []);
    }
  }

  async #readHistory(running: RunningAction, stepId: StepId, observed: Observed, signal: AbortSignal): Promise<void> {
    if (!this.#histories.isDue(stepId, this.#nowMs) || !this.#spend(observed, CALLS_OF_HISTORY)) {
      return;
    }
    const history = await this.#unlessRefused(
      () => readHistory(this.#options.service(), running, stepId, signal),
      () => undefined,
    );
    this.#histories.put(stepId, history ?? { others: undefined, good: [] }, this.#nowMs);
  }

  /** Whether there is any sign that it may be stuck, as if nothing spoke against it. */
  #isSuspicious(running: RunningAction): boolean {
    const facts = this.#factsOf(running);
    const { lastLineMs = Infinity, waiting } = facts.log ?? {};
    const flatMs = this.#nowMs - (facts.progress?.sinceMs ?? this.#nowMs);
    return waiting !== undefined || this.#nowMs - lastLineMs >= QUIET_MS || flatMs >= FLAT_MS;
  }

  /** Whether so many calls may be made for a session now; they are then counted. */
  #spend(observed: Observed, calls: number): boolean {
    const recent = observed.calls.filter((atMs) => atMs > this.#nowMs - HOUR);
    const mayCall = recent.length + calls <= CALLS_AN_HOUR;
    observed.calls = mayCall ? [...recent, ...Array<number>(calls).fill(this.#nowMs)] : recent;
    return mayCall;
  }

  /** What may not be read, or is not there, is told to the output channel and left out. What may pass is thrown. */
  async #unlessRefused<T>(read: () => Promise<T>, onRefused: () => unknown): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (isAbort(error) || isTransient(toFault(error))) {
        throw error;
      }
      this.#options.onError(error);
      onRefused();
      return undefined;
    }
  }
}

/** From when on a silence is looked into; and progress that stays the same, which is asked for every ten minutes. */
const QUIET_MS = 9 * MINUTE;
const FLAT_MS = 18 * MINUTE;

/** A host that was still when it was looked at before has been since then: both looks have minutes in common. */
function goOn(host: HostState, before: HostState | undefined): HostState {
  const { stillSinceMs } = host;
  return stillSinceMs === undefined
    ? host
    : { ...host, stillSinceMs: Math.min(stillSinceMs, before?.stillSinceMs ?? stillSinceMs) };
}

function runningOf(session: WatchedSession | undefined): RunningAction | undefined {
  const { key, snapshot, fault } = session ?? {};
  const action =
    key && snapshot?.actions.ok && isActive(snapshot.session) && !fault
      ? snapshot.actions.value.find(({ status, startedAtMs }) => status === 'RUNNING' && startedAtMs !== undefined)
      : undefined;
  return key && snapshot && action && { key, session: snapshot.session, action };
}
