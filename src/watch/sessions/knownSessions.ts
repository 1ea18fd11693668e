import type { Clock } from '../../core/async/clock';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import type { KnownSession, WatchedSession } from '../../core/session/watchedSession';
import type { SharedRecords } from '../shared/sharedRecords';

/** What a record holds: a session as it was at a time. */
interface Kept extends Findings {
  readonly shape: number;
  readonly atMs: number;
}

/** What was read of a session, and what was found out about it. That it may be stuck is told to other windows, and not kept: it may have changed before the next window opens. */
type Findings = Pick<WatchedSession, 'snapshot' | 'diagnosis' | 'stuck'>;

const KIND = 'session';
/** Raise it when a stored snapshot's shape changes: older ones are then read again instead of believed. */
const SHAPE = 3;
const MOST_KEPT = 1_500;
const LARGEST = 100_000;

/**
 * What was last read of sessions. It outlives the windows, so that rows are there at once when a window opens, and ended sessions
 * are never asked for again. Only a memory: what is too large or too long ago is read again.
 */
export class KnownSessions implements Disposable {
  readonly #records: SharedRecords;
  readonly #clock: Clock;
  readonly #lasting = new Map<string, string>();
  readonly #learned = new Emitter<LearnedSession>();
  readonly #subscription: Disposable;

  /** Another window read a session. */
  readonly onDidLearn: Event<LearnedSession> = this.#learned.event;

  constructor(records: SharedRecords, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
    this.#subscription = records.onDidChange((changed) => {
      for (const id of changed.get(KIND) ?? []) {
        this.#learn(id);
      }
    });
  }

  get(key: SessionKey): KnownSession | undefined {
    const { snapshot, diagnosis, atMs } = this.#kept(keyId(key)) ?? {};
    return snapshot && { snapshot, diagnosis, asOfMs: isActive(snapshot.session) ? atMs : undefined };
  }

  /** Keeps what was read of a session, if it is different in more than a little progress. */
  remember({ key, snapshot, diagnosis, stuck, asOfMs, loading }: WatchedSession): void {
    const id = keyId(key);
    // Of a session whose end was just learned it is not known yet how it ended.
    if (!snapshot || asOfMs !== undefined || (loading && !isActive(snapshot.session))) {
      return;
    }
    if (!this.#isNews(id, { snapshot, diagnosis, stuck })) {
      return;
    }
    const value: Kept = { shape: SHAPE, atMs: this.#clock.Date.now(), snapshot, diagnosis, stuck };
    if (JSON.stringify(value).length > LARGEST) {
      return;
    }
    const oldest = this.#records.ids(KIND).slice(0, Math.max(0, this.#records.count(KIND) - MOST_KEPT));
    oldest.forEach((one) => this.#lasting.delete(one));
    this.#records.put([{ kind: KIND, id, value }, ...oldest.map((one) => ({ kind: KIND, id: one, value: undefined }))]);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#learned.dispose();
  }

  #kept(id: string): Kept | undefined {
    const kept = this.#records.get(KIND, id) as Kept | undefined;
    return kept?.shape === SHAPE ? kept : undefined;
  }

  /** What this window wrote itself is no news to it. */
  #learn(id: string): void {
    const { snapshot, diagnosis, stuck, atMs } = this.#kept(id) ?? {};
    if (snapshot && atMs !== undefined && this.#isNews(id, { snapshot, diagnosis, stuck })) {
      this.#learned.fire({ key: snapshot.key, snapshot, diagnosis, stuck, atMs });
    }
  }

  #isNews(id: string, session: Findings): boolean {
    const lasting = lastingFacts(session);
    const before = this.#lasting.get(id);
    this.#lasting.set(id, lasting);
    return before !== lasting;
  }
}

/** What another window read of a session, and when. */
export interface LearnedSession extends Findings {
  readonly key: SessionKey;
  readonly atMs: number;
}

/** As text, to compare: progress changes with every round, and counts in steps of ten percent. */
function lastingFacts({ snapshot, diagnosis, stuck }: Findings): string {
  const { fetchedAtMs, session, job, actions, stepNames } = snapshot ?? {};
  const states = actions?.ok
    ? actions.value.map(({ sessionActionId, status, startedAtMs, endedAtMs, processExitCode, progressPercent = 0 }) => [
        sessionActionId,
        status,
        startedAtMs,
        endedAtMs,
        processExitCode,
        Math.floor(progressPercent / 10),
      ])
    : actions;
  return JSON.stringify([fetchedAtMs, session, job, states, stepNames, diagnosis, stuck]);
}
