import assert from 'node:assert/strict';
import FakeTimers from '@sinonjs/fake-timers';
import { delay, systemClock } from '../../../src/core/async/clock';
import { isAbort } from '../../../src/core/errors';

/** How many listeners a signal has been given and not been freed of. */
function counted(signal: AbortSignal): () => number {
  let listeners = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
    listeners--;
    remove(...args);
  };
  return () => listeners;
}

describe('delay', () => {
  it('ends when its time is over, and not before', async () => {
    const clock = FakeTimers.createClock();
    let over = false;
    const waiting = delay(clock, 1000, new AbortController().signal).then(() => {
      over = true;
    });
    await clock.tickAsync(999);
    assert.equal(over, false);
    await clock.tickAsync(1);
    assert.equal(over, true);
    await waiting;
  });

  it('waits for longer than a timer can', async () => {
    const clock = FakeTimers.createClock();
    const timers: number[] = [];
    const limited = {
      ...systemClock,
      Date: clock.Date,
      setTimeout: (callback: () => void, ms: number) => {
        timers.push(ms);
        return clock.setTimeout(callback, ms);
      },
      clearTimeout: (timer: unknown) => {
        clock.clearTimeout(timer as number);
      },
    };
    let over = false;
    const waiting = delay(limited, 2 ** 33, new AbortController().signal).then(() => {
      over = true;
    });
    await clock.tickAsync(2 ** 33 - 1);
    assert.equal(over, false);
    await clock.tickAsync(1);
    await waiting;
    assert.equal(timers.length, 5);
    assert.ok(timers.every((ms) => ms < 2 ** 31));
  });

  it('leaves nothing behind when its time is over', async () => {
    const clock = FakeTimers.createClock();
    const { signal } = new AbortController();
    const listeners = counted(signal);
    const waiting = delay(clock, 1000, signal);
    assert.equal(listeners(), 1);
    await clock.tickAsync(1000);
    await waiting;
    assert.deepEqual([listeners(), clock.countTimers()], [0, 0]);
  });

  it('rejects with the signal’s reason at once, and leaves no timer', async () => {
    const clock = FakeTimers.createClock();
    const controller = new AbortController();
    const waiting = delay(clock, 1000, controller.signal);
    const reason = new Error('no longer wanted');
    controller.abort(reason);
    await assert.rejects(waiting, reason);
    assert.equal(clock.countTimers(), 0);
  });

  it('does not even begin for an aborted signal', async () => {
    const clock = FakeTimers.createClock();
    const signal = AbortSignal.abort();
    const listeners = counted(signal);
    await assert.rejects(delay(clock, 1000, signal), isAbort);
    assert.deepEqual([listeners(), clock.countTimers()], [0, 0]);
  });

  it('runs on the machine’s own clock', async () => {
    const before = systemClock.Date.now();
    await delay(systemClock, 1, new AbortController().signal);
    assert.ok(systemClock.Date.now() >= before);
    await assert.rejects(delay(systemClock, 60_000, AbortSignal.abort()), isAbort);
  });
});
