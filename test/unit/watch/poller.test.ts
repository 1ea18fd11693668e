import assert from 'node:assert/strict';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { BROWSING, LOOKING, LONGEST_MS, type Pace, Poller, type Round, WATCHING } from '../../../src/watch/poller';
import { runs } from '../../support/thorough';

const CHANGED: Round = { changed: true, failed: false, retryAfterMs: undefined };
const QUIET: Round = { changed: false, failed: false, retryAfterMs: undefined };
const FAILED: Round = { changed: false, failed: true, retryAfterMs: undefined };

/** A poller on a clock of its own; `answers` are what its rounds find, the last one for ever. */
function start(
  answers: readonly Round[],
  random = 0,
  pace: Pace = LOOKING,
): { clock: FakeClock; poller: Poller; rounds: number[]; look: { pace: Pace | undefined } } {
  const clock = createClock(1_000_000);
  const look: { pace: Pace | undefined } = { pace };
  const rounds: number[] = [];
  const poller = new Poller({
    clock,
    random: () => random,
    pace: () => look.pace,
    round: () => {
      rounds.push(clock.now - 1_000_000);
      return Promise.resolve(answers[Math.min(rounds.length, answers.length) - 1] ?? QUIET);
    },
  });
  poller.update();
  return { clock, poller, rounds, look };
}

const seconds = (rounds: readonly number[]): number[] => rounds.map((atMs) => atMs / 1000);

describe('poller', () => {
  it('asks every 15 seconds while things change', async () => {
    const { clock, rounds } = start([CHANGED]);
    await clock.tickAsync(60_000);
    assert.deepEqual(seconds(rounds), [15, 30, 45, 60]);
  });

  it('spreads its rounds by up to a fifth, never below the interval', async () => {
    const { clock, rounds } = start([CHANGED], 0.999_999);
    await clock.tickAsync(60_000);
    assert.deepEqual(
      rounds.map((atMs) => Math.round(atMs / 1000)),
      [18, 36, 54],
    );
  });

  for (const [what, pace, expected] of [
    ['half a minute for what a person sees', LOOKING, [15, 15, 15, 15, 15, 15, 15, 15, 30, 30, 30]],
    ['five minutes for lists', BROWSING, [15, 15, 15, 15, 15, 15, 15, 15, 30, 60, 120, 240, 300, 300]],
    ['nothing else for what is watched', WATCHING, [60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60]],
  ] as const) {
    it(`doubles its pause after eight quiet rounds, up to ${what}`, async () => {
      const { clock, rounds } = start([QUIET], 0, pace);
      await clock.tickAsync(3_600_000);
      const gaps = rounds.slice(1).map((atMs, index) => (atMs - (rounds[index] ?? 0)) / 1000);
      assert.deepEqual(gaps.slice(0, expected.length), expected);
    });
  }

  it('asks once a minute for what is watched, exactly', async () => {
    const { clock, rounds } = start([QUIET], 0.9, WATCHING);
    await clock.tickAsync(300_000);
    assert.deepEqual(seconds(rounds), [60, 120, 180, 240, 300]);
  });

  it('counts from the last round when the pace is another one', async () => {
    const { clock, poller, rounds, look } = start([CHANGED]);
    await clock.tickAsync(20_000);
    look.pace = WATCHING;
    poller.update();
    await clock.tickAsync(60_000);
    look.pace = LOOKING;
    poller.update();
    await clock.tickAsync(20_000);
    assert.deepEqual(seconds(rounds), [15, 75, 90]);
  });

  it('counts from the round of another window', async () => {
    const { clock, poller, rounds, look } = start([QUIET], 0, WATCHING);
    look.pace = undefined;
    poller.update();
    await clock.tickAsync(100_000);
    poller.follow(1_090_000);
    look.pace = WATCHING;
    poller.update();
    await clock.tickAsync(60_000);
    assert.deepEqual(seconds(rounds), [150]);
  });

  it('says when the next round is due, while there is one', async () => {
    const { clock, poller, look } = start([QUIET], 0, WATCHING);
    assert.equal(poller.nextRoundMs, 1_060_000);
    await clock.tickAsync(60_000);
    assert.equal(poller.nextRoundMs, 1_120_000);
    look.pace = undefined;
    poller.update();
    assert.equal(poller.nextRoundMs, undefined);
  });

  for (const back of [3_600_000, 86_400_000]) {
    it(`waits no longer when the clock is set back by ${back / 3_600_000} h`, async () => {
      const { clock, poller, rounds } = start([CHANGED], 0, WATCHING);
      await clock.tickAsync(60_000);
      clock.setSystemTime(clock.now - back);
      poller.update();
      poller.hurry();
      await clock.tickAsync(61_000);
      assert.equal(rounds.length, 2);
    });
  }

  it('begins within 15 s after a sleep, at a moment of its own, and with one round for all it missed', async () => {
    const { clock, rounds } = start([CHANGED], 0.5, WATCHING);
    await clock.tickAsync(60_000);
    // Timers of a sleeping computer fire when it wakes.
    clock.setSystemTime(clock.now + 8 * 3_600_000);
    await clock.tickAsync(60_000);
    const wokenMs = 8 * 3_600_000 + 120_000;
    assert.equal(rounds.length, 1);
    await clock.tickAsync(15_000);
    assert.deepEqual(
      rounds.map((atMs) => atMs - wokenMs),
      [60_000 - wokenMs, 7_500],
    );
    await clock.tickAsync(60_000);
    assert.equal(rounds.length, 3);
  });

  for (const pace of [LOOKING, WATCHING]) {
    it(`keeps a Retry-After to the full in every round of a storm, at an interval of ${pace.intervalMs / 1000} s`, async () => {
      const { clock, rounds } = start([{ ...FAILED, retryAfterMs: 90_000 }], 0.5, pace);
      await clock.tickAsync(600_000);
      const gaps = rounds.slice(1).map((atMs, index) => atMs - (rounds[index] ?? 0));
      assert.deepEqual([...new Set(gaps)], [99_000]);
    });

    it(`asks at most twenty times in an hour of faults, at an interval of ${pace.intervalMs / 1000} s`, async () => {
      const { clock, rounds } = start([FAILED], 0, pace);
      await clock.tickAsync(3_600_000);
      assert.ok(rounds.length <= 20, `${rounds.length} rounds`);
    });
  }

  it('is quick again after a change', async () => {
    const { clock, rounds } = start([...Array.from({ length: 10 }, () => QUIET), CHANGED]);
    await clock.tickAsync(600_000);
    assert.deepEqual(seconds(rounds).slice(8, 13), [135, 165, 195, 210, 225]);
  });

  it('doubles its pause at once after failures', async () => {
    const { clock, rounds } = start([FAILED]);
    await clock.tickAsync(400_000);
    assert.deepEqual(seconds(rounds), [15, 45, 105, 225]);
  });

  it('stays away for as long as the service asks, and comes back soon after', async () => {
    const { clock, rounds } = start([{ ...FAILED, retryAfterMs: 90_000 }, CHANGED], 0.5);
    await clock.tickAsync(150_000);
    assert.deepEqual(seconds(rounds), [16.5, 115.5, 132, 148.5]);
  });

  it('has no timer when nobody looks, and goes on where the pause stood', async () => {
    const { clock, poller, rounds, look } = start([CHANGED]);
    await clock.tickAsync(20_000);
    look.pace = undefined;
    poller.update();
    assert.equal(clock.countTimers(), 0);
    await clock.tickAsync(5_000);
    look.pace = LOOKING;
    poller.update();
    await clock.tickAsync(20_000);
    assert.deepEqual(seconds(rounds), [15, 30, 45]);
  });

  it('asks at once when somebody looks again after a long time', async () => {
    const { clock, poller, rounds, look } = start([CHANGED]);
    await clock.tickAsync(20_000);
    look.pace = undefined;
    poller.update();
    await clock.tickAsync(3_600_000);
    look.pace = LOOKING;
    poller.update();
    await clock.tickAsync(0);
    assert.deepEqual(seconds(rounds), [15, 3620]);
  });

  it('comes back as usual where the service asked for less than that', async () => {
    const { clock, rounds } = start([{ ...FAILED, retryAfterMs: 1_000 }, CHANGED]);
    await clock.tickAsync(50_000);
    assert.deepEqual(seconds(rounds), [15, 30, 45]);
  });

  it('is quick again when a person asks', async () => {
    const { clock, poller, rounds } = start([QUIET]);
    await clock.tickAsync(400_000);
    poller.hurry();
    await clock.tickAsync(31_000);
    assert.deepEqual(seconds(rounds).slice(-4), [375, 400, 415, 430]);
  });

  it('has one timer, however often a person asks', async () => {
    const { clock, poller } = start([CHANGED]);
    poller.hurry();
    poller.hurry();
    await clock.tickAsync(1_000);
    poller.update();
    assert.equal(clock.countTimers(), 1);
  });

  it('may be stopped twice', async () => {
    const { clock, poller, rounds } = start([CHANGED]);
    poller.stop();
    poller.stop();
    await clock.tickAsync(60_000);
    assert.deepEqual([clock.countTimers(), rounds], [0, []]);
  });

  it('ends by itself when nobody looks any more, and can begin again', async () => {
    const { clock, poller, rounds, look } = start([CHANGED]);
    look.pace = undefined;
    await clock.tickAsync(20_000);
    assert.equal(clock.countTimers(), 0);
    look.pace = LOOKING;
    poller.update();
    await clock.tickAsync(20_000);
    assert.deepEqual(seconds(rounds), [35]);
  });

  it('takes no notice of what a round finds after it was stopped', async () => {
    const clock = createClock();
    const rounds: number[] = [];
    const poller = new Poller({
      clock,
      random: () => 0,
      pace: () => LOOKING,
      round: async () => {
        rounds.push(clock.now);
        await new Promise((resolve) => clock.setTimeout(resolve, 5_000));
        return { ...FAILED, retryAfterMs: 200_000 };
      },
    });
    poller.update();
    await clock.tickAsync(16_000);
    poller.stop();
    await clock.tickAsync(9_000);
    poller.update();
    await clock.tickAsync(10_000);
    assert.deepEqual(seconds(rounds), [15, 30]);
  });

  it('has one round in flight, however often it is told to look', async () => {
    const clock = createClock();
    let inFlight = 0;
    let most = 0;
    const poller = new Poller({
      clock,
      random: () => 0,
      pace: () => LOOKING,
      round: async () => {
        most = Math.max(most, ++inFlight);
        await new Promise((resolve) => clock.setTimeout(resolve, 40_000));
        inFlight -= 1;
        return CHANGED;
      },
    });
    for (let step = 0; step < 50; step += 1) {
      poller.update();
      await clock.tickAsync(7_000);
    }
    assert.equal(most, 1);
  });

  it('makes no more than 240 rounds an hour, whatever happens', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(CHANGED, QUIET, FAILED, { ...FAILED, retryAfterMs: 1 }), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (answers, random) => {
          const { clock, rounds } = start(answers, random);
          await clock.tickAsync(3_600_000);
          assert.ok(rounds.length <= 240, `${rounds.length} rounds`);
          for (const [index, atMs] of rounds.entries()) {
            const gap = atMs - (rounds[index - 1] ?? 0);
            assert.ok(gap >= LOOKING.intervalMs - 1 && gap <= LONGEST_MS * 1.2 + 1, `a pause of ${gap} ms`);
          }
        },
      ),
      runs(15),
    ));
});
