import { type Clock, delay } from '../core/clock';

/** What one round found. */
export interface Round {
  /** Whether anything a person can see became different. */
  readonly changed: boolean;
  /** Whether the service answered. */
  readonly failed: boolean;
  /** How long the service asked us to stay away. */
  readonly retryAfterMs: number | undefined;
}

export interface PollerOptions {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Whether anybody looks and anything can still change. Asked before each round. */
  readonly wanted: () => boolean;
  /** Asks the service once. Never rejects but for the signal. */
  readonly round: (signal: AbortSignal) => Promise<Round>;
}

export const SHORTEST_MS = 15_000;
export const LONGEST_MS = 300_000;
const PATIENCE = 8;

/**
 * The one poll loop: one timer, one round in flight.
 *
 * - A round follows the last one by 15 s, plus up to a fifth so that windows do not march in step: at most 240 an hour.
 * - After eight rounds in which nothing changed the pause doubles, up to 5 minutes; any change or a person's wish resets it.
 * - After a failure it doubles at once, unless the service said when to come back: that is kept to the full, plus up to a fifth.
 * - When nobody looks, or nothing can change, there is no timer at all. Looking again continues where the pause stood.
 */
export class Poller {
  readonly #options: PollerOptions;
  #running: AbortController | undefined;
  #lastRoundMs = -Infinity;
  #notBeforeMs = -Infinity;
  #quiet = 0;
  #failures = 0;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /** Starts or stops according to `wanted`; call it whenever that may have changed. */
  update(): void {
    if (!this.#options.wanted()) {
      this.stop();
    } else if (!this.#running) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    }
  }

  /** A person did something: pauses are short again. */
  hurry(): void {
    this.#quiet = 0;
    this.stop();
    this.update();
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, wanted, round } = this.#options;
    try {
      while (wanted()) {
        await delay(clock, this.#pauseMs(), signal);
        this.#lastRoundMs = clock.Date.now();
        const { changed, failed, retryAfterMs } = await round(signal);
        if (signal.aborted) {
          return;
        }
        this.#quiet = changed ? 0 : this.#quiet + 1;
        this.#failures = failed && retryAfterMs === undefined ? this.#failures + 1 : 0;
        this.#notBeforeMs = retryAfterMs === undefined ? -Infinity : clock.Date.now() + retryAfterMs * this.#jitter();
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

  #pauseMs(): number {
    const now = this.#options.clock.Date.now();
    const doublings = this.#failures + Math.max(0, this.#quiet - PATIENCE);
    const intervalMs = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(doublings, 10)) * this.#jitter();
    const next = Math.max(
      this.#lastRoundMs === -Infinity ? now + intervalMs : this.#lastRoundMs + intervalMs,
      this.#notBeforeMs,
    );
    return Math.max(0, next - now);
  }

  #jitter(): number {
    return 1 + this.#options.random() * 0.2;
  }
}
