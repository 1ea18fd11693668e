import { isTransient } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import { isTerminal } from '../../core/session/status';
import { type Stuck, whileRunning } from '../../core/stuck/stuck';
import { type KnownSession, unknownSession, type WatchedSession } from '../../core/session/watchedSession';
import type { ElsewhereSource } from '../compare/goodLogs';
import type { Lease } from '../shared/lease';
import { LOOKING, NOTHING_NEW, type Pace, paceAt, Poller, type Round, WATCHING } from '../poller';
import { actionRound, type RoundOutcome, roundOf, sameFacts, sessionRound } from './sessionPolling';
import { type Entry, isPollable, SessionReadings, type SessionReadingsOptions } from './sessionReadings';

export interface SessionStoreOptions extends SessionReadingsOptions {
  readonly random: () => number;
  /** Says which window polls in the background, and is told of each round. */
  readonly lease?: Pick<Lease, 'begin' | 'note'>;
  /** From one round to the next while a person looks, in milliseconds; the usual 15 s if missing. */
  readonly lookingMs?: () => number;
}

/** A change of one session: what it is now, and what it was. */
export interface SessionChange {
  readonly session: WatchedSession;
  readonly previous: WatchedSession | undefined;
  /** Whether another window read it: that one tells people of it. */
  readonly isLearned?: boolean;
}

/** The right to see a session kept up to date; the last one given back ends the work on it. */
export interface WatchHandle extends Disposable {
  readonly session: WatchedSession;
}

/** After how long an active session is read in full when somebody looks again: rounds do not ask for its job, fleet and worker. */
const OLD_MS = 600_000;
/** How many are read in full then, those first watched first; rounds bring the others up to date, a hundred a call. */
const MOST_REREAD = 20;
/** In the background, running actions are only read every few rounds: most people wait for the end alone. */
const ROUNDS_AN_ACTION_ROUND = 10;

/**
 * All sessions that somebody looks at, each once, however many views show it. The only writer of `WatchedSession`s: views draw
 * what it says and keep nothing. Active sessions are polled together as `Poller` says; ended ones never again.
 */
export class SessionStore implements Disposable {
  readonly #options: SessionStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Emitter<SessionChange>();
  readonly #readings: SessionReadings;
  readonly #poller: Poller;
  #attention = false;
  #watching = false;
  #turn = 0;

  /** A session changed in any way that a view could show, or is no longer watched by anyone (`session` is its last state). */
  readonly onDidChange: Event<SessionChange> = this.#changes.event;

  constructor(options: SessionStoreOptions) {
    this.#options = options;
    this.#readings = new SessionReadings(options, (entry, change) => {
      this.#change(entry, change);
    });
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () => this.#pace(),
      round: (signal) => (this.#attention ? this.#lookingRound(signal) : this.#watchingRound(signal)),
    });
  }

  /**
   * Keeps a session up to date until the handle is given back. A session not seen before is read at once if there is attention,
   * else when there is. `known` is an older reading to begin with: an ended session is then never asked for again, an active one
   * is brought up to date by the next rounds.
   *
   * @param isUnattended whether it is to be kept up to date in the background, too
   */
  watch(key: SessionKey, known?: KnownSession, isUnattended = false): WatchHandle {
    const entry = this.#entries.get(keyId(key)) ?? this.#newEntry(key, known);
    entry.watchers += 1;
    entry.unattended += isUnattended ? 1 : 0;
    this.#readIfDue(entry);
    this.#poller.update();
    let held = true;
    return {
      get session() {
        return entry.session;
      },
      dispose: () => {
        if (held) {
          held = false;
          this.#release(entry, isUnattended);
        }
      },
    };
  }

  /** The session as it is known now; undefined if it is not watched. */
  get(key: SessionKey): WatchedSession | undefined {
    return this.#entries.get(keyId(key))?.session;
  }

  /** All watched sessions, in the order they were first watched. */
  all(): readonly WatchedSession[] {
    return [...this.#entries.values()].map(({ session }) => session);
  }

  /** When the next round is due; undefined while there is none. */
  get nextRoundMs(): number | undefined {
    return this.#poller.nextRoundMs;
  }

  /** Whether a person can see anything of this. */
  setAttention(attention: boolean): void {
    const isNew = attention && !this.#attention;
    this.#attention = attention;
    this.#readAllDue();
    if (isNew) {
      const nowMs = this.#options.clock.Date.now();
      [...this.#entries.values()]
        .filter((entry) => isPollable(entry.session) && nowMs - entry.readAtMs > OLD_MS)
        .slice(0, MOST_REREAD)
        .forEach((entry) => void this.#read(entry));
    }
    this.#poller.update();
  }

  /** Whether this window keeps up to date, for all windows, what is watched in the background. */
  setWatching(isWatching: boolean): void {
    this.#watching = isWatching;
    this.#readAllDue();
    this.#poller.update();
  }

  /** Takes in when another window made the last round for all. */
  follow(lastRoundMs: number): void {
    this.#poller.follow(lastRoundMs);
  }

  /** Reads a watched session again because a person asked. Resolves when its state is up to date, good or bad. */
  async refresh(key: SessionKey): Promise<void> {
    const entry = this.#entries.get(keyId(key));
    if (entry) {
      await this.#readings.readAtOnce(entry);
      this.#poller.hurry();
    }
  }

  /** Tries sessions again whose fault may be over: those never read are read, the others asked for in the next round. */
  retry(isDue: (session: WatchedSession) => boolean): void {
    for (const entry of [...this.#entries.values()].filter(({ session }) => session.fault && isDue(session))) {
      this.#change(entry, { fault: undefined });
      this.#readIfDue(entry);
    }
    this.#poller.hurry();
  }

  /** Takes in what another window read at a time, unless this one knows it later. */
  learn(key: SessionKey, known: Pick<WatchedSession, 'snapshot' | 'diagnosis' | 'stuck'>, atMs: number): void {
    const entry = this.#entries.get(keyId(key));
    if (entry && entry.knownAtMs < atMs) {
      entry.knownAtMs = atMs;
      entry.readAtMs = Math.max(entry.readAtMs, known.snapshot?.fetchedAtMs ?? -Infinity);
      this.#change(entry, { ...known, fault: undefined, asOfMs: undefined }, true);
      this.#poller.update();
    }
  }

  /** Takes in why a session's running action may be stuck, or that nothing speaks for that any more. */
  noteStuck(key: SessionKey, stuck: Stuck | undefined): void {
    const entry = this.#entries.get(keyId(key));
    if (entry && !sameFacts(entry.session.stuck, stuck)) {
      this.#change(entry, { stuck });
    }
  }

  /** See `SessionReadings.diagnoseElsewhere`. */
  async diagnoseElsewhere(key: SessionKey, source: ElsewhereSource, signal: AbortSignal): Promise<void> {
    const entry = this.#entries.get(keyId(key));
    await (entry && this.#readings.diagnoseElsewhere(entry, source, signal));
  }

  /** Names the causes of all failures again: the user's own rules changed. Never rejects. */
  async diagnoseAgain(): Promise<void> {
    const failed = [...this.#entries.values()].filter(({ session }) => session.diagnosis !== undefined);
    for (const entry of failed) {
      this.#change(entry, { diagnosis: undefined });
      await this.#read(entry);
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

  #newEntry(key: SessionKey, known: KnownSession | undefined): Entry {
    const session = Object.freeze({ ...unknownSession(key), ...known });
    const atMs = known?.asOfMs ?? known?.snapshot?.fetchedAtMs ?? -Infinity;
    const entry = {
      session,
      watchers: 0,
      unattended: 0,
      reading: undefined,
      asking: undefined,
      readAtMs: atMs,
      knownAtMs: atMs,
      ended: new AbortController(),
    };
    this.#entries.set(keyId(key), entry);
    this.#changes.fire({ session, previous: undefined });
    return entry;
  }

  #release(entry: Entry, isUnattended: boolean): void {
    entry.watchers -= 1;
    entry.unattended -= isUnattended ? 1 : 0;
    if (entry.watchers === 0) {
      this.#entries.delete(keyId(entry.session.key));
      entry.ended.abort();
      this.#changes.fire({ session: entry.session, previous: entry.session });
    }
    this.#poller.update();
  }

  #readAllDue(): void {
    for (const entry of this.#entries.values()) {
      this.#readIfDue(entry);
    }
  }

  #readIfDue(entry: Entry): void {
    const { snapshot, fault } = entry.session;
    const isWanted = this.#attention || (this.#watching && entry.unattended > 0);
    if (isWanted && !snapshot && (!fault || isTransient(fault)) && !entry.reading) {
      void this.#read(entry);
    }
  }

  async #read(entry: Entry): Promise<void> {
    await this.#readings.read(entry);
    this.#poller.update();
  }

  #change(entry: Entry, change: Partial<WatchedSession>, isLearned = false): void {
    if (entry.ended.signal.aborted) {
      return;
    }
    const previous = entry.session;
    const session = { ...previous, ...change };
    entry.session = Object.freeze(
      session.stuck ? { ...session, stuck: whileRunning(session.stuck, session.snapshot) } : session,
    );
    this.#changes.fire({ session: entry.session, previous, isLearned });
  }

  #pace(): Pace | undefined {
    if (this.#attention) {
      return this.#pollable().length > 0 ? paceAt(LOOKING, this.#options.lookingMs?.()) : undefined;
    }
    return this.#watching && this.#unattended().length > 0 ? WATCHING : undefined;
  }

  #pollable(): Entry[] {
    return [...this.#entries.values()].filter(({ session }) => isPollable(session));
  }

  #unattended(): Entry[] {
    return this.#pollable().filter(({ unattended }) => unattended > 0);
  }

  /** Sessions in one round, their actions in the next: each costs one call for a hundred. What ended is read once more in full. */
  async #lookingRound(signal: AbortSignal): Promise<Round> {
    await this.#options.lease?.note();
    const entries = this.#pollable();
    const ask = this.#turn++ % 2 === 0 ? sessionRound : actionRound;
    const outcome = await ask(this.#options.service(), sessionsOf(entries), this.#turn, signal);
    const changed = this.#take(entries, outcome);
    for (const index of outcome.rereads) {
      const entry = entries[index];
      void (entry && this.#read(entry));
    }
    return roundOf([outcome], changed);
  }

  /** Sessions in every round. Of those that ended, and of all of them now and then, the actions, a hundred a call. */
  async #watchingRound(signal: AbortSignal): Promise<Round> {
    if ((await this.#options.lease?.begin()) === false) {
      return NOTHING_NEW;
    }
    const service = this.#options.service();
    const entries = this.#unattended();
    const isActionRound = this.#turn++ % ROUNDS_AN_ACTION_ROUND === 0;
    const outcome = await sessionRound(service, sessionsOf(entries), this.#turn, signal);
    const ended = entries.filter((_, index) => outcome.rereads.has(index));
    const changed = this.#take(entries, outcome, { loading: true });
    const asked = isActionRound ? entries : ended;
    const actions = await actionRound(service, sessionsOf(asked), 'all', signal).catch((error: unknown) => {
      // However this round ends, no session may be left of which only the end is known.
      ended.forEach((entry) => void this.#settle(entry));
      throw error;
    });
    const areActionsChanged = this.#take(asked, actions);
    await Promise.all(ended.map((entry) => this.#settle(entry)));
    const behind = asked.filter((entry, index) => actions.rereads.has(index) && !ended.includes(entry));
    behind.forEach((entry) => void this.#read(entry));
    return roundOf([outcome, actions], changed || areActionsChanged);
  }

  /** A session that has ended: its cause, if it failed; all of it, if its actions are not over yet as far as rounds tell. */
  async #settle(entry: Entry): Promise<void> {
    const { actions, stepNames } = entry.session.snapshot ?? {};
    const isWhole =
      actions?.ok === true &&
      actions.value.every(
        (action) =>
          isTerminal(action) && (action.definition.kind !== 'taskRun' || action.definition.stepId in (stepNames ?? {})),
      );
    await (isWhole ? this.#readings.diagnose(entry) : this.#read(entry));
    this.#change(entry, { loading: false });
  }

  /** Takes in what a round found. `beforeReread` goes along with the change of a session that is to be read once more. */
  #take(entries: readonly Entry[], outcome: RoundOutcome, beforeReread: Partial<WatchedSession> = {}): boolean {
    const nowMs = this.#options.clock.Date.now();
    let changed = false;
    for (const [index, entry] of entries.entries()) {
      const change = outcome.changes[index];
      if (!change?.fault) {
        entry.knownAtMs = nowMs;
      }
      if (change) {
        changed = true;
        this.#change(entry, { ...change, ...(outcome.rereads.has(index) ? beforeReread : {}) });
      }
    }
    for (const error of outcome.errors) {
      this.#options.onError(error);
    }
    return changed;
  }
}

function sessionsOf(entries: readonly Entry[]): readonly WatchedSession[] {
  return entries.map(({ session }) => session);
}
