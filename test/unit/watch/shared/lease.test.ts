import assert from 'node:assert/strict';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { Lease } from '../../../../src/watch/shared/lease';
import { MemoryLease } from '../../../support/memoryLease';
import { runs } from '../../../support/thorough';

const START_MS = 1_000_000_000;

describe('the lease', () => {
  let clock: FakeClock;
  let file: MemoryLease;
  const errors: unknown[] = [];
  const open = (id: string): Lease => new Lease({ file, id, clock, onError: (error) => errors.push(error) });
  const held = (...leases: readonly Lease[]): boolean[] => leases.map(({ isHeld }) => isHeld);

  beforeEach(() => {
    clock = createClock(START_MS);
    file = new MemoryLease();
    errors.length = 0;
  });

  it('costs nothing while nobody wants it', async () => {
    const lease = open('a');
    lease.want(false, true);
    await clock.tickAsync(3_600_000);
    assert.deepEqual([file.uses, clock.countTimers(), lease.isHeld], [0, 0, false]);
  });

  it('goes to the first window that wants it, and to no second one', async () => {
    const [a, b] = [open('a'), open('b')];
    a.want(true, false);
    await clock.tickAsync(2_000);
    b.want(true, false);
    await clock.tickAsync(3_600_000);
    assert.deepEqual([held(a, b), a.isElsewhere, b.isElsewhere], [[true, false], false, true]);
  });

  it('goes to one of many windows that want it at once', async () => {
    const leases = Array.from({ length: 20 }, (_, index) => open(String(index)));
    leases.forEach((lease) => {
      lease.want(true, false);
    });
    await clock.tickAsync(15_000);
    assert.equal(held(...leases).filter(Boolean).length, 1);
  });

  it('moves to the window that a person works in', async () => {
    const [a, b] = [open('a'), open('b')];
    a.want(true, true);
    await clock.tickAsync(2_000);
    b.want(true, false);
    await clock.tickAsync(20_000);
    a.want(true, false);
    await clock.tickAsync(0);
    b.want(true, true);
    await clock.tickAsync(1_000);
    assert.deepEqual([held(a, b), await a.begin()], [[true, true], false]);
    assert.deepEqual(held(a, b), [false, true]);
    await clock.tickAsync(3_600_000);
    assert.deepEqual(held(a, b), [false, true]);
  });

  it('is replaced within a minute when its window is killed', async () => {
    const [a, b] = [open('a'), open('b')];
    a.want(true, true);
    await clock.tickAsync(2_000);
    b.want(true, false);
    await clock.tickAsync(300_000);
    const killedMs = clock.now;
    // A killed window says nothing any more, and gives nothing back.
    const { record } = file;
    a.dispose();
    await clock.tickAsync(0);
    file.record = record;
    while (!b.isHeld && clock.now - killedMs < 120_000) {
      await clock.tickAsync(1_000);
    }
    assert.ok(clock.now - killedMs <= 46_000, `${clock.now - killedMs} ms`);
  });

  it('is free at once for others when its window is closed, or wants it no longer', async () => {
    const [a, b] = [open('a'), open('b')];
    a.want(true, false);
    await clock.tickAsync(2_000);
    b.want(true, false);
    await clock.tickAsync(0);
    a.want(false, false);
    await clock.tickAsync(11_000);
    assert.deepEqual(held(a, b), [false, true]);
    b.dispose();
    await clock.tickAsync(0);
    assert.deepEqual([file.record, clock.countTimers()], [undefined, 0]);
  });

  it('is not lost to a clock that is set back or forth for long', async () => {
    for (const leap of [-86_400_000, 86_400_000]) {
      const [a, b] = [open(`a${leap}`), open(`b${leap}`)];
      a.want(true, false);
      await clock.tickAsync(2_000);
      b.want(true, false);
      await clock.tickAsync(60_000);
      clock.setSystemTime(clock.now + leap);
      await clock.tickAsync(60_000);
      assert.equal(held(a, b).filter(Boolean).length, 1);
      a.dispose();
      b.dispose();
      await clock.tickAsync(0);
    }
  });

  it('says when it comes and goes', async () => {
    const [a, b] = [open('a'), open('b')];
    const told: string[] = [];
    a.onDidChange(() => told.push(`a ${a.isHeld}`));
    a.want(true, false);
    await clock.tickAsync(30_000);
    b.want(true, true);
    await clock.tickAsync(30_000);
    a.want(false, false);
    assert.deepEqual(told, ['a true', 'a false', 'a false']);
  });

  it('is nobody’s where its file cannot be written, and is tried again', async () => {
    const lease = open('a');
    file.failure = new Error('The disk is full.');
    lease.want(true, false);
    await clock.tickAsync(25_000);
    assert.equal(lease.isHeld, false);
    assert.ok(errors.length >= 2);
    file.failure = undefined;
    await clock.tickAsync(11_000);
    assert.equal(lease.isHeld, true);
  });

  it('lets one window at a time work, whatever windows do', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            window: fc.nat(3),
            act: fc.constantFrom('want', 'focus', 'blur', 'drop', 'work'),
            waitMs: fc.nat(30_000),
          }),
          { maxLength: 40 },
        ),
        async (acts) => {
          clock = createClock(START_MS);
          file = new MemoryLease();
          const leases = ['a', 'b', 'c', 'd'].map(open);
          let last: { window: number; atMs: number } | undefined;
          for (const { window, act, waitMs } of acts) {
            const lease = leases[window];
            assert.ok(lease);
            if (act === 'work') {
              if (await lease.begin()) {
                assert.equal(file.record?.holder, ['a', 'b', 'c', 'd'][window]);
                last = { window, atMs: clock.now };
              }
            } else {
              lease.want(act !== 'drop', act === 'focus');
            }
            await clock.tickAsync(waitMs);
          }
          leases.forEach((lease) => {
            lease.dispose();
          });
          await clock.tickAsync(2_000);
          assert.ok(last === undefined || last.atMs >= START_MS);
          assert.deepEqual([file.record, clock.countTimers()], [undefined, 0]);
        },
      ),
      runs(60),
    ));
});
