import FakeTimers from '@sinonjs/fake-timers';

import { CALL_DEADLINE_MS } from '../../../src/aws/calls/call';
import type { Clock } from '../../../src/core/async/clock';

/** A clock that stands still until it is told to go on; nothing global is replaced. */
export class HurriedClock implements Clock {
  readonly #fake: FakeTimers.Clock;
  readonly #pauses = new Set<unknown>();
  readonly Date: Clock['Date'];

  constructor(nowMs = Date.UTC(2026, 2, 1, 10)) {
    this.#fake = FakeTimers.createClock(nowMs);
    this.Date = this.#fake.Date;
  }

  setTimeout(callback: () => void, delayMs: number): unknown {
    const timer = this.#fake.setTimeout(() => {
      this.#pauses.delete(timer);
      callback();
    }, delayMs);
    if (delayMs < CALL_DEADLINE_MS) {
      this.#pauses.add(timer);
    }
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.#pauses.delete(timer);
    this.#fake.clearTimeout(timer as number);
  }

  /** Timers that have neither come nor been cleared. */
  get timers(): number {
    return this.#fake.countTimers();
  }

  /** Whether somebody waits for less than a whole call's deadline. */
  get isAwaited(): boolean {
    return this.#pauses.size > 0;
  }

  tick(ms: number): void {
    this.#fake.tick(ms);
  }

  next(): void {
    this.#fake.next();
  }
}

/** Lets each pause of the code under test be over at once until `promise` settles. The deadlines of calls never come by themselves. */
export async function hurry<T>(clock: HurriedClock, promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  promise.then(settle, settle);
  const giveUpMs = Date.now() + 50_000;
  while (Date.now() < giveUpMs) {
    await new Promise((resolve) => setImmediate(resolve));
    // Set by `settle`, which the compiler does not follow.
    if (isSettled as boolean) {
      return promise;
    }
    if (clock.isAwaited) {
      clock.next();
    }
  }
  throw new Error('It never settled');
}
