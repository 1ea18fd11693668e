/** The time, and the only way to wait for it. The global object is one; tests bring a fake one, so that no test sleeps. */
export interface Clock {
  readonly Date: { now(): number };
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  Date,
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => {
    clearTimeout(timer as NodeJS.Timeout);
  },
};

/** Timers of Node fire at once when they are to wait for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits, and leaves nothing behind: the timer and the listener are gone whichever way it ends. Any number of milliseconds will do.
 *
 * @throws the signal's reason, once it is aborted
 */
export function delay(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: unknown;
    const abort = (): void => {
      clock.clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const wait = (leftMs: number): void => {
      const stepMs = Math.min(leftMs, LONGEST_TIMER_MS);
      timer = clock.setTimeout(() => {
        if (leftMs > stepMs) {
          wait(leftMs - stepMs);
        } else {
          signal.removeEventListener('abort', abort);
          resolve();
        }
      }, stepMs);
    };
    wait(delayMs);
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener('abort', abort, { once: true });
    }
  });
}
