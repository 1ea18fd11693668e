import { type Clock, delay } from './clock';

/**
 * A pace for calls: each takes one token, and so many tokens come a second. The caller that waits longest is served first.
 * A few tokens are kept while there are no calls, so that a pause in between costs nothing.
 */
export class TokenBucket {
  readonly perSecond: number;
  readonly #clock: Clock;
  readonly #most: number;
  #tokens: number;
  #atMs: number;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, perSecond: number, most = 2) {
    this.perSecond = perSecond;
    this.#clock = clock;
    this.#most = most;
    this.#tokens = most;
    this.#atMs = clock.Date.now();
  }

  /** How many tokens lie unused, e.g. `1.5`; negative while others' calls are being paid for. */
  get unused(): number {
    const nowMs = this.#clock.Date.now();
    this.#tokens = Math.min(this.#most, this.#tokens + ((nowMs - this.#atMs) / 1000) * this.perSecond);
    this.#atMs = nowMs;
    return this.#tokens;
  }

  /**
   * Takes a token when there is one.
   * @throws the signal's reason, once it is aborted while waiting
   */
  take(signal: AbortSignal): Promise<void> {
    const taken = this.#queue.then(async () => {
      signal.throwIfAborted();
      // Asked again after each wait: a call that was aborted may have left its token.
      for (let missing = 1 - this.unused; missing > 1e-9; missing = 1 - this.unused) {
        await delay(this.#clock, Math.ceil((missing / this.perSecond) * 1000), signal);
      }
      this.spend();
    });
    this.#queue = taken.catch(() => undefined);
    return taken;
  }

  /** A call that does not wait because a person does: later ones wait for it. */
  spend(): void {
    this.#tokens = this.unused - 1;
  }

  /** A token was taken for nothing. */
  giveBack(): void {
    this.#tokens = this.unused + 1;
  }

  /** No caller gets a token for a while. */
  pause(ms: number): void {
    this.#tokens = Math.min(this.unused, -(ms / 1000) * this.perSecond);
  }
}
