import { type Clock, delay } from '../core/async/clock';

/** What one round found. */
export interface Round {
  /** Whether anything a person can see became different. */
  readonly changed: boolean;
  /** Whether the service did not answer. */
  readonly failed: boolean;
  /** How long the service asked us to stay away. */
  readonly retryAfterMs: number | undefined;
}

/** A round that made no call. */
export const NOTHING_NEW: Round = { changed: false, failed: false, retryAfterMs: undefined };

/** How quickly rounds follow one another. */
export interface Pace {
  /** From the beginning of one round to that of the next. */
  readonly intervalMs: number;
  /** By how much an interval may be longer, as a fraction of it, so that windows do not march in step. */
  readonly jitter: number;
  /** The longest interval: it doubles with each round in which nothing changed, after eight of them. */
  readonly quietMs: number;
}

export interface PollerOptions {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** The pace that fits now; undefined while nothing is wanted, or nothing can change. Asked before each round. */
  readonly pace: () => Pace | undefined;
  /** Asks the service once. Never rejects but for the signal. */
  readonly round: (signal: AbortSignal) => Promise<Round>;
}

/** For the sessions that a person sees. */
export const LOOKING: Pace = { intervalMs: 15_000, jitter: 0.2, quietMs: 30_000 };
/** For lists of what is on a farm. */
export const BROWSING: Pace = { intervalMs: 15_000, jitter: 0.2, quietMs: 300_000 };
/** For what is watched while no person looks: one window does it for all, so no other window polls at the same moment. */
export const WATCHING: Pace = { intervalMs: 60_000, jitter: 0, quietMs: 60_000 };
/** However long the service fails, it is asked again so often. */
export const LONGEST_MS = 300_000;

const OTHER_PACES = new WeakMap<Pace, Map<number, Pace>>();

/**
 * A pace with the interval that a person wants. The same object for the same interval: pollers tell by it that nothing changed.
 *
 * @param intervalMs undefined for the usual one
 */
export function paceAt(usual: Pace, intervalMs: number | undefined): Pace {
  if (intervalMs === undefined || intervalMs === usual.intervalMs) {
    return usual;
  }
  const others = OTHER_PACES.get(usual) ?? new Map<number, Pace>();
  OTHER_PACES.set(usual, others);
  const pace = others.get(intervalMs) ?? { ...usual, intervalMs, quietMs: Math.max(usual.quietMs, 2 * intervalMs) };
  others.set(intervalMs, pace);
  return pace;
}

const PATIENCE = 8;
/** A timer that comes so much too late was overtaken by the computer's sleep. */
const SLEPT_MS = 30_000;
/** After a sleep, all computers of a studio wake at once: each waits for a moment of its own. */
const WAKING_MS = 15_000;

/**
 * The policy of all polling: one timer, one round in flight.
 *
 * - **What a person sees** in a window that has the focus: a round every 15 s, plus up to a fifth. Sessions are asked for in one
 *   round and their actions in the next, a hundred sessions a call: at most 240·⌈S/100⌉ calls an hour for S active sessions. After
 *   eight rounds in which nothing changed the interval is 30 s, and up to 5 minutes for lists of what is on a farm; any change or a
 *   person's wish makes it short again.
 * - **What is watched** while no window has the focus: every 60 s exactly, from one window for all (`Lease`): 60·⌈S/100⌉ calls an
 *   hour for S active sessions, those of watched workers among them, and 60·⌈J/100⌉ for J jobs that are not over. Lists have no
 *   batches: 72 for each worker that is not stopped, 60·⌈Q/10⌉ for Q queues of a farm, and 60 for each job whose counts change all
 *   the time, for its sessions; lists of more pages are read less often, so that they cost no more. `mostCallsAnHour` adds all of
 *   this up, for people to read. It never slows down, because an end is to be told within a minute.
 * - **Whether a watched session is stuck** (`StuckWatching`): from the same window, also while it has the focus, at most 12 calls an
 *   hour for each active session: of its log, of the tasks of its step, of its worker’s log.
 * - **Nothing at all**, not even a timer, while nothing is watched and no view is visible, for what has ended, and for what a person would
 *   have to sign in for or may not see.
 * - After a round that failed the interval doubles at once, up to 5 minutes. Where the service said when to come back, that is kept
 *   to the full, plus up to a fifth, at either pace.
 * - A wait is measured from the last round, so that changing paces or windows makes no round come early. A clock that is set back
 *   makes no wait longer than it was. After a sleep, the first round comes within 15 s, at a moment of its own.
 */
export class Poller {
  readonly #options: PollerOptions;
  #running: AbortController | undefined;
  #pace: Pace | undefined;
  #lastRoundMs: number | undefined;
  /** Since when the service asked us to stay away, and how long. */
  #stayAway: { readonly sinceMs: number; readonly forMs: number } | undefined;
  #nextRoundMs: number | undefined;
  #quiet = 0;
  #failures = 0;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /** When the next round is due; undefined while there is none. */
  get nextRoundMs(): number | undefined {
    return this.#running && this.#nextRoundMs;
  }

  /** Starts, stops or changes the pace; call it whenever that may be another one. */
  update(): void {
    const pace = this.#options.pace();
    if (pace !== this.#pace) {
      this.stop();
    }
    this.#pace = pace;
    if (pace && !this.#running) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    }
  }

  /** A person did something: intervals are short again. */
  hurry(): void {
    this.#quiet = 0;
    this.stop();
    this.update();
  }

  /** Takes in when another window made the last round for all. */
  follow(lastRoundMs: number): void {
    if (lastRoundMs > (this.#lastRoundMs ?? -Infinity)) {
      this.#lastRoundMs = lastRoundMs;
      this.stop();
      this.update();
    }
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, round } = this.#options;
    try {
      for (let pace = this.#pace; pace; pace = this.#options.pace()) {
        await this.#wait(pace, signal);
        if (!this.#options.pace()) {
          break;
        }
        this.#lastRoundMs = clock.Date.now();
        const { changed, failed, retryAfterMs } = await round(signal);
        if (signal.aborted) {
          return;
        }
        this.#quiet = changed ? 0 : this.#quiet + 1;
        this.#failures = failed && retryAfterMs === undefined ? this.#failures + 1 : 0;
        this.#stayAway =
          retryAfterMs === undefined
            ? undefined
            : { sinceMs: clock.Date.now(), forMs: retryAfterMs * (1 + this.#options.random() * 0.2) };
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
    if (this.#running?.signal === signal) {
      this.#running = undefined;
    }
  }

  async #wait(pace: Pace, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#options;
    const dueMs = clock.Date.now() + this.#pauseMs(pace);
    this.#nextRoundMs = dueMs;
    await delay(clock, dueMs - clock.Date.now(), signal);
    const wakingMs = clock.Date.now() - dueMs > SLEPT_MS ? random() * WAKING_MS : 0;
    if (wakingMs > 0) {
      await delay(clock, wakingMs, signal);
    }
  }

  #pauseMs({ intervalMs, jitter, quietMs }: Pace): number {
    const nowMs = this.#options.clock.Date.now();
    const usualMs = Math.min(quietMs, intervalMs * 2 ** Math.min(10, Math.max(0, this.#quiet - PATIENCE)));
    const slowMs = Math.min(LONGEST_MS, usualMs * 2 ** Math.min(10, this.#failures));
    const wholeMs = slowMs * (1 + this.#options.random() * jitter);
    const { sinceMs, forMs } = this.#stayAway ?? { sinceMs: nowMs, forMs: 0 };
    return Math.max(left(this.#lastRoundMs ?? nowMs, wholeMs, nowMs), left(sinceMs, forMs, nowMs));
  }
}

/** What is left of a wait that began at a time; all of it where that time is still to come, because the clock was set back. */
function left(sinceMs: number, forMs: number, nowMs: number): number {
  return Math.max(0, Math.min(forMs, sinceMs + forMs - nowMs));
}
