import assert from 'node:assert/strict';
import { createClock } from '@sinonjs/fake-timers';
import { CallCounts } from '../../../../src/watch/shared/callCounts';

const MINUTE = 60_000;

describe('counts of calls', () => {
  const call = (operation: string, outcome = 'ok', attempts = 1) => ({ operation, outcome, attempts });

  it('have each try by its operation, the most frequent first, and what was throttled or failed', () => {
    const counts = new CallCounts(createClock(0));
    counts.add(call('GetJob'));
    counts.add(call('BatchGetSession', 'ok', 2));
    counts.add(call('BatchGetSession', 'throttled', 3));
    counts.add(call('BatchGetSession', 'network'));
    counts.add(call('BatchGetSession', 'aborted'));
    assert.deepEqual(counts.lastHour, [
      { operation: 'BatchGetSession', calls: 7, throttled: 1, failed: 1 },
      { operation: 'GetJob', calls: 1, throttled: 0, failed: 0 },
    ]);
  });

  it('leave out calls that never left this computer', () => {
    const counts = new CallCounts(createClock(0));
    counts.add(call('GetJob', 'throttled', 0));
    assert.deepEqual(counts.lastHour, []);
  });

  it('forget what is older than an hour, and what a clock that was set back left ahead', () => {
    const clock = createClock(1_000 * MINUTE);
    const counts = new CallCounts(clock);
    counts.add(call('GetJob'));
    clock.tick(59 * MINUTE);
    counts.add(call('GetFarm'));
    assert.equal(counts.lastHour.length, 2);
    clock.tick(MINUTE);
    assert.deepEqual(
      counts.lastHour.map(({ operation }) => operation),
      ['GetFarm'],
    );
    clock.setSystemTime(500 * MINUTE);
    assert.deepEqual(counts.lastHour, []);
  });
});
