import { type Clock } from '../core/clock';
import { decisiveLines } from '../core/logs/decisiveLines';
import { isAbort, toFault } from '../core/errors';
import { type Disposable, Emitter, type Event } from '../core/event';
import type { LogSource, SessionSource } from '../core/ports';
import { keyId, type SessionKey } from '../core/sessionKey';
import type { SessionSnapshot } from '../core/session';
import { failingAction, isActive } from '../core/status';
import type { WatchedSession } from '../core/watched';
import { actionRound, sessionRound } from './rounds';
import { Poller, type Round } from './poller';

export interface SessionStoreOptions {
  /** Loaded at first use: nothing of the service exists before somebody wants to see a session. */
  readonly service: () => SessionSource & LogSource;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** A change of one session: what it is now, and what it was. */
export interface SessionChange {
  readonly session: WatchedSession;
  readonly previous: WatchedSession | undefined;
}

/** The right to see a session kept up to date; the last one given back ends the work on it. */
export interface WatchHandle extends Disposable {
  readonly session: WatchedSession;
}

interface Entry {
  session: WatchedSession;
  watchers: number;
  /** The reading under way; a second wish joins it. */
  reading: Promise<void> | undefined;
  readonly ended: AbortController;
}

/** How long an end is waited for in the log: the worker flushes its last lines late. */
const LOG_LAG_MS = 5_000;

/**
 * All sessions that somebody looks at, each once, however many views show it. The only writer of `WatchedSession`s: views draw
 * what it says and keep nothing. Active sessions are polled together while there is attention; ended ones never again.
 */
export class SessionStore implements Disposable {
  readonly #options: SessionStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Emitter<SessionChange>();
  readonly #poller: Poller;
  #attention = false;
  #turn = 0;

  /** A session changed in any way that a view could show, or is no longer watched by anyone (`session` is its last state). */
  readonly onDidChange: Event<SessionChange> = this.#changes.event;

  constructor(options: SessionStoreOptions) {
    this.#options = options;
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      wanted: () => this.#attention && this.#pollable().length > 0,
      round: (signal) => this.#round(signal),
    });
  }

  /**
   * Keeps a session up to date until the handle is given back. A session not seen before is read at once if there is attention,
   * else when there is. `known` is an older reading to begin with: an ended session is then never asked for again.
   */
  watch(key: SessionKey, known?: Pick<WatchedSession, 'snapshot' | 'decisiveLines'>): WatchHandle {
    const id = keyId(key);
    let entry = this.#entries.get(id);
    if (!entry) {
      const session = {
        key,
        snapshot: known?.snapshot,
        decisiveLines: known?.decisiveLines,
        fault: undefined,
        loading: false,
      };
      entry = { session, watchers: 0, reading: undefined, ended: new AbortController() };
      this.#entries.set(id, entry);
      this.#changes.fire({ session, previous: undefined });
      this.#readIfDue(entry);
    }
    const watched = entry;
    watched.watchers += 1;
    let held = true;
    return {
      get session() {
        return watched.session;
      },
      dispose: () => {
        if (held) {
          held = false;
          this.#release(watched);
        }
      },
    };
  }

  /** The session as it is known now; undefined if nobody watches it. */
  get(key: SessionKey): WatchedSession | undefined {
    return this.#entries.get(keyId(key))?.session;
  }

  /** All watched sessions, in the order they were first watched. */
  all(): readonly WatchedSession[] {
    return [...this.#entries.values()].map(({ session }) => session);
  }

  /** Whether a person can see anything of this: without, not one call is made in the background. */
  setAttention(attention: boolean): void {
    this.#attention = attention;
    if (attention) {
      for (const entry of this.#entries.values()) {
        this.#readIfDue(entry);
      }
    }
    this.#poller.update();
  }

  /** Reads a watched session again because a person asked. Resolves when its state is up to date, good or bad. */
  async refresh(key: SessionKey): Promise<void> {
    const entry = this.#entries.get(keyId(key));
    if (entry) {
      await this.#read(entry);
      this.#poller.hurry();
    }
  }

  dispose(): void {
    this.#poller.stop();
    for (const entry of this.#entries.values()) {
      entry.ended.abort();
    }
    this.#entries.clear();
    this.#changes.dispose();
  }

  #release(entry: Entry): void {
    entry.watchers -= 1;
    if (entry.watchers === 0) {
      this.#entries.delete(keyId(entry.session.key));
      entry.ended.abort();
      this.#changes.fire({ session: entry.session, previous: entry.session });
      this.#poller.update();
    }
  }

  #readIfDue(entry: Entry): void {
    if (
      this.#attention &&
      !entry.session.fault &&
      (!entry.session.snapshot || isStaleActive(entry.session.snapshot, this.#options.clock))
    ) {
      void this.#read(entry);
    }
  }

  /** One full reading. Never rejects: a failure becomes the session's fault. */
  #read(entry: Entry): Promise<void> {
    entry.reading ??= this.#readNow(entry).finally(() => {
      entry.reading = undefined;
    });
    return entry.reading;
  }

  async #readNow(entry: Entry): Promise<void> {
    const { signal } = entry.ended;
    this.#change(entry, { loading: true });
    try {
      const snapshot = await this.#options.service().fetchSnapshot(entry.session.key, signal);
      this.#change(entry, { snapshot, fault: undefined, loading: false });
      await this.#readDecisiveLines(entry, snapshot, signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#options.onError(error);
        this.#change(entry, { fault: toFault(error), loading: false });
      }
    }
    this.#poller.update();
  }

  /** One call for the log around the failure. A log that may not be read is the log view's to explain. */
  async #readDecisiveLines(entry: Entry, snapshot: SessionSnapshot, signal: AbortSignal): Promise<void> {
    const failing = failingAction(snapshot);
    if (failing?.startedAtMs === undefined || entry.session.decisiveLines || snapshot.session.log.error !== undefined) {
      return;
    }
    const { key, session } = snapshot;
    const location = { place: key.place, farmId: key.farmId, owner: key.queueId, configuration: session.log };
    const untilMs = (failing.endedAtMs ?? this.#options.clock.Date.now()) + LOG_LAG_MS;
    const next = snapshot.actions.ok
      ? snapshot.actions.value.find(
          ({ startedAtMs }) => startedAtMs !== undefined && startedAtMs >= (failing.endedAtMs ?? Infinity),
        )
      : undefined;
    try {
      const events = await this.#options
        .service()
        .between(location, failing.startedAtMs, Math.min(untilMs, next?.startedAtMs ?? Infinity), signal);
      const lines = decisiveLines(events ?? []);
      this.#change(entry, { decisiveLines: lines.length === 0 ? undefined : lines });
    } catch (error) {
      if (!isAbort(error)) {
        this.#options.onError(error);
      }
    }
  }

  #change(entry: Entry, change: Partial<WatchedSession>): void {
    if (entry.ended.signal.aborted) {
      return;
    }
    const previous = entry.session;
    entry.session = Object.freeze({ ...previous, ...change });
    this.#changes.fire({ session: entry.session, previous });
  }

  /** What a round would ask about: active sessions that were read at least once and may be read. */
  #pollable(): Entry[] {
    return [...this.#entries.values()].filter(
      ({ session: { snapshot, fault } }) =>
        snapshot && isActive(snapshot.session) && (!fault || PASSING.has(fault.kind)),
    );
  }

  /** Sessions in one round, their actions in the next: each costs one call for a hundred. */
  async #round(signal: AbortSignal): Promise<Round> {
    const entries = this.#pollable();
    const ask = this.#turn++ % 2 === 0 ? sessionRound : actionRound;
    const outcome = await ask(
      this.#options.service(),
      entries.map(({ session }) => session),
      this.#turn,
      signal,
    );
    let changed = false;
    for (const [index, entry] of entries.entries()) {
      const change = outcome.changes[index];
      if (change) {
        changed = true;
        this.#change(entry, change);
      }
      if (outcome.rereads.has(index)) {
        void this.#read(entry);
      }
    }
    for (const error of outcome.errors) {
      this.#options.onError(error);
    }
    return { changed, failed: outcome.errors.length > 0, retryAfterMs: outcome.retryAfterMs };
  }
}

/** Faults that may pass by themselves. After any other, asking again is for a person to decide. */
const PASSING: ReadonlySet<string> = new Set(['throttled', 'serviceFault', 'network', 'timeout', 'unexpectedAnswer']);

/** An active session kept from before is out of date at once; one read in the last seconds is not. */
function isStaleActive(snapshot: SessionSnapshot, clock: Clock): boolean {
  return isActive(snapshot.session) && clock.Date.now() - snapshot.fetchedAtMs > 60_000;
}
