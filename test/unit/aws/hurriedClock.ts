/** Time that passes only while the code under test waits for it. */
import FakeTimers, { type Clock as FakeClock } from '@sinonjs/fake-timers';

export { type FakeClock };

/** A clock of its own; nothing global is replaced. */
export function createClock(nowMs = Date.UTC(2026, 2, 1, 10)): FakeClock {
  return FakeTimers.createClock(nowMs);
}

/**
 * Lets time pass until `promise` settles: each pause between attempts is over at once, but the deadline of the one call that is
 * under way (the last timer left) never comes by itself.
 */
export async function hurry<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const settled = promise.finally(() => {
    isSettled = true;
  });
  // Whoever awaits `promise` hears of its failure.
  settled.catch(() => undefined);
  const pass = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (isSettled) {
      return;
    }
    if (clock.countTimers() > 1) {
      await clock.nextAsync();
    }
    await pass();
  };
  await pass();
  return settled;
}
