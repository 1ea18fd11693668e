import assert from 'node:assert/strict';

import { UserError } from '../../../../src/core/errors';
import { LogFollower } from '../../../../src/watch/logs/logFollower';
import { SimulatedClock } from '../../../support/simulatedClock';

const SECOND = 1000;

describe('log follower', () => {
  const LOOKING = { visible: true, focused: true, endedAtMs: undefined };

  const follow = (poll: (call: number) => number | Promise<number> = () => 0) => {
    const clock = new SimulatedClock();
    const startMs = clock.Date.now();
    const polledAtS: number[] = [];
    const states: string[] = [];
    let underWay = 0;
    let mostUnderWay = 0;
    const follower = new LogFollower({
      clock,
      random: () => 0,
      poll: async (signal) => {
        polledAtS.push((clock.Date.now() - startMs) / SECOND);
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        try {
          const count = await poll(polledAtS.length);
          signal.throwIfAborted();
          return count;
        } finally {
          underWay--;
        }
      },
    });
    follower.onDidChangeState(({ kind }) => states.push(kind));
    return { clock, follower, polledAtS, states, startMs, most: () => mostUnderWay };
  };

  it('polls at once, then each 2 s while something comes', async () => {
    const { clock, follower, polledAtS } = follow(() => 3);
    follower.update(LOOKING);
    await clock.pass(6 * SECOND);
    assert.deepEqual(polledAtS, [0, 2, 4, 6]);
    follower.dispose();
  });

  it('waits longer while nothing comes, at most 10 s, and is quick again once something does', async () => {
    const { clock, follower, polledAtS } = follow((call) => (call === 7 ? 1 : 0));
    follower.update(LOOKING);
    await clock.pass(60 * SECOND);
    assert.deepEqual(polledAtS, [0, 3, 7.5, 14.25, 24.25, 34.25, 44.25, 46.25, 49.25, 53.75]);
    follower.dispose();
  });

  for (const change of [{ visible: false }, { focused: false }]) {
    it(`does nothing while it is not ${Object.keys(change).join('')}, without a timer`, async () => {
      const { clock, follower, polledAtS, states } = follow();
      follower.update(LOOKING);
      await clock.pass(SECOND);
      follower.update({ ...LOOKING, ...change });
      assert.equal(clock.timers, 0);
      await clock.pass(600 * SECOND);
      follower.update(LOOKING);
      await clock.pass(SECOND);
      assert.deepEqual(polledAtS, [0, 601]);
      assert.deepEqual(states, ['following', 'paused', 'following']);
      follower.dispose();
    });
  }

  it('does not poll more often because somebody looks away and back', async () => {
    const { clock, follower, polledAtS } = follow();
    for (let times = 0; times < 30; times++) {
      follower.update(LOOKING);
      await clock.pass(100);
      follower.update({ ...LOOKING, focused: false });
    }
    assert.deepEqual(polledAtS, [0, 2]);
    follower.dispose();
  });

  it('has one poll under way, however long it takes', async () => {
    const { clock, follower, polledAtS, most } = follow(
      () =>
        new Promise((resolve) =>
          clock.setTimeout(() => {
            resolve(1);
          }, 30 * SECOND),
        ),
    );
    follower.update(LOOKING);
    follower.update(LOOKING);
    await clock.pass(61 * SECOND);
    assert.deepEqual([polledAtS, most()], [[0, 30, 60], 1]);
    follower.dispose();
  });

  it('stays away as long as the service asks, even if somebody looks away and back', async () => {
    const { clock, follower, polledAtS, states } = follow((call) => {
      if (call === 1) {
        throw new UserError({ kind: 'throttled', message: 'Too often.', retryAfterMs: 60 * SECOND });
      }
      return 1;
    });
    follower.update(LOOKING);
    await clock.pass(SECOND);
    follower.update({ ...LOOKING, visible: false });
    follower.update(LOOKING);
    await clock.pass(62 * SECOND);
    assert.deepEqual(polledAtS, [0, 60, 62]);
    assert.deepEqual(states, ['following', 'failing', 'paused', 'following']);
    follower.dispose();
  });

  it('goes on after a failure, more slowly', async () => {
    const { clock, follower, polledAtS } = follow(() => {
      throw new Error('no network');
    });
    follower.update(LOOKING);
    await clock.pass(30 * SECOND);
    assert.deepEqual(polledAtS, [0, 4, 12, 22]);
    assert.equal(follower.state.kind, 'failing');
    follower.dispose();
  });

  it('ends by itself 45 s after the session did', async () => {
    const { clock, follower, polledAtS, startMs, states } = follow(() => 1);
    follower.update(LOOKING);
    await clock.pass(2 * SECOND);
    follower.update({ ...LOOKING, endedAtMs: startMs + 2 * SECOND });
    await clock.pass(600 * SECOND);
    assert.equal(polledAtS.at(-1), 48);
    assert.deepEqual([states, clock.timers], [['following', 'ended'], 0]);
  });

  it('asks once for a session that ended long ago', async () => {
    const { clock, follower, polledAtS, startMs } = follow();
    follower.update({ ...LOOKING, endedAtMs: startMs - 3_600 * SECOND });
    await clock.pass(60 * SECOND);
    assert.deepEqual([polledAtS, follower.state.kind], [[0], 'ended']);
  });

  it('leaves nothing behind', async () => {
    const { clock, follower, polledAtS } = follow();
    follower.update(LOOKING);
    await clock.pass(SECOND);
    follower.dispose();
    follower.update(LOOKING);
    await clock.pass(60 * SECOND);
    assert.deepEqual([clock.timers, polledAtS], [0, [0]]);
  });
});
