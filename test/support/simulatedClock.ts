import FakeTimers from '@sinonjs/fake-timers';

import type { Clock } from '../../src/core/async/clock';

/** A clock that stands still until `run` needs it to go on, then leaps from timer to timer. */
export class SimulatedClock implements Clock {
  readonly #fake: FakeTimers.Clock;
  readonly Date: { now(): number };

  constructor(nowMs = Date.UTC(2026, 10, 23, 10)) {
    this.#fake = FakeTimers.createClock(nowMs);
    this.Date = this.#fake.Date;
  }

  setTimeout(callback: () => void, delayMs: number): unknown {
    return this.#fake.setTimeout(callback, delayMs);
  }

  clearTimeout(timer: unknown): void {
    this.#fake.clearTimeout(timer as number);
  }

  /** Timers that have neither come nor been cleared. */
  get timers(): number {
    return this.#fake.countTimers();
  }

  /** Settles as the promise does; all waiting in between takes no time. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      // Set by `settle`, which the compiler does not follow.
      if (isSettled as boolean) {
        return promise;
      }
      this.#fake.next();
    }
  }

  /** Lets some time pass, with all that happens in it. */
  async pass(ms: number): Promise<void> {
    await this.#fake.tickAsync(ms);
  }
}
