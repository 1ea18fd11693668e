/** What holds for everything that can be watched alike: sessions, jobs, workers and the failures of queues. */
import assert from 'node:assert/strict';
import { mostCallsAnHour } from '../../../../src/core/farm/watchCost';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { UserError } from '../../../../src/core/errors';
import type { News } from '../../../../src/core/news';
import { sharesSignIn } from '../../../../src/core/session/sessionKey';
import { idOf } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow } from '../../../support/listWindow';
import { IS_THOROUGH } from '../../../support/thorough';
import { KINDS, withConnection } from '../../../support/watchedKinds';
import { countListeners } from '../../../../src/core/async/event';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIGNED_OUT = new UserError({ kind: 'signedOut', message: 'Your sign-in has ended.', remedies: ['signIn'] });

/** Each takes a second of processor time; `npm run fuzz` takes all of them. */
const DAYS = IS_THOROUGH ? 30 : 3;

interface Told {
  readonly kind: News['kind'];
  readonly news: readonly News[];
  readonly atMs: number;
}

/** What windows tell from now on. */
function heard(computer: Computer, ...windows: readonly ListWindow[]): Told[] {
  const told: Told[] = [];
  for (const { watching } of windows) {
    watching.onNews((news) => {
      told.push({ kind: news[0]?.kind ?? 'unreadable', news, atMs: computer.clock.now });
    });
  }
  return told;
}

/** In bytes, after all garbage is collected. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const kinds = (told: readonly Told[]): [string, number][] => told.map(({ kind, news }) => [kind, news.length]);

describe('watching', () => {
  let computer: Computer;
  beforeEach(() => {
    computer = new Computer();
  });

  /** Nobody sits in front of a window in which some are watched. */
  async function leave(watched: readonly Parameters<ListWindow['watchList']['has']>[0][]): Promise<ListWindow> {
    const window = computer.openWindow();
    void window.watching.setAttention(true, true);
    window.watchList.watch(watched);
    await computer.clock.tickAsync(2_000);
    void window.watching.setAttention(false, false);
    await computer.clock.tickAsync(2 * MINUTE);
    return window;
  }

  /** Signs in again in a window. */
  function signIn(
    window: ListWindow,
    { connection }: { readonly connection: Parameters<typeof sharesSignIn>[0] },
  ): void {
    window.watching.signedIn(connection);
    window.store.retry(({ key, fault }) => fault !== undefined && sharesSignIn(key.connection, connection));
  }

  /** The window that asks is killed: it gives nothing back. */
  async function kill(window: ListWindow): Promise<void> {
    const { record } = computer.lease;
    window.watching.dispose();
    await computer.clock.tickAsync(0);
    computer.lease.record = record;
  }

  for (const kind of KINDS) {
    describe(`a ${kind.name}`, () => {
      const thing = kind.thing();

      it('costs few calls and tells nothing while all is well', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        const told = heard(computer, window);
        computer.service.calls.length = 0;
        await computer.clock.tickAsync(4 * HOUR);
        const polls = computer.service.calls.filter((call) => !/^(?:read|between|tasks)/.test(call));
        assert.ok(polls.length <= 4 * kind.callsAnHour, `${polls.length} calls in 4 hours`);
        assert.deepEqual(told, []);
      });

      it('that fails between two rounds is told once, within a minute and a second, and never again', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        const told = heard(computer, window);
        await computer.clock.tickAsync(17_000);
        kind.fail(computer);
        const failedMs = computer.clock.now;
        await computer.clock.tickAsync(5 * HOUR);
        const after = computer.openWindow();
        const again = heard(computer, after);
        await computer.clock.tickAsync(HOUR);
        assert.deepEqual(kinds(told), [[kind.failed, 1]]);
        const lateMs = (told[0]?.atMs ?? Infinity) - failedMs;
        assert.ok(lateMs <= MINUTE + 1_000, `${lateMs} ms late`);
        assert.deepEqual(again, []);
      });

      it('of a farm that is deleted is told once and asked for no more', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        const told = heard(computer, window);
        const { service } = computer;
        [service.snapshots, service.jobsById, service.ran, service.queues].forEach((all) => {
          all.clear();
        });
        await computer.clock.tickAsync(2 * MINUTE);
        assert.deepEqual(kinds(told), [[kind.name === 'worker' ? 'workerEnded' : 'unreadable', 1]]);
        service.calls.length = 0;
        await computer.clock.tickAsync(8 * HOUR);
        assert.deepEqual([service.calls, computer.clock.countTimers(), told.length], [[], 0, 1]);
      });

      it('goes on after a sign-in that ended in the night, which is told once', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        const told = heard(computer, window);
        computer.service.failure = SIGNED_OUT;
        await computer.clock.tickAsync(8 * HOUR);
        assert.deepEqual(kinds(told), [['unreadable', 1]]);
        assert.equal(told[0]?.news[0]?.about.kind, 'connection');
        computer.service.failure = undefined;
        kind.fail(computer);
        signIn(window, thing.key);
        await computer.clock.tickAsync(2 * MINUTE);
        assert.deepEqual(kinds(told).slice(1), [[kind.failed, 1]]);
      });

      for (const [what, failure] of [
        ['429', new UserError({ kind: 'throttled', message: 'Slow down.', retryAfterMs: 90_000 })],
        ['503', new UserError({ kind: 'serviceFault', message: 'Unavailable.' })],
      ] as const) {
        it(`asks no more than in quiet times in a storm of ${what}, and loses nothing`, async () => {
          kind.begin(computer);
          const window = await leave([thing]);
          const told = heard(computer, window);
          computer.service.failure = failure;
          kind.fail(computer);
          computer.service.calls.length = 0;
          await computer.clock.tickAsync(10 * MINUTE);
          assert.ok(
            computer.service.calls.length <= 1.1 * (kind.callsAnHour / 6),
            `${computer.service.calls.length} calls`,
          );
          assert.deepEqual(told, []);
          computer.service.failure = undefined;
          await computer.clock.tickAsync(10 * MINUTE);
          assert.deepEqual(kinds(told), [[kind.failed, 1]]);
        });
      }

      it('is watched on by another window within a minute when the one that asks is killed', async () => {
        kind.begin(computer);
        const one = await leave([thing]);
        const other = computer.openWindow();
        void other.watching.setAttention(false, false);
        await computer.clock.tickAsync(5 * MINUTE);
        const told = heard(computer, one, other);
        await kill(one);
        kind.fail(computer);
        const killedMs = computer.clock.now;
        await computer.clock.tickAsync(HOUR);
        assert.deepEqual(kinds(told), [[kind.failed, 1]]);
        const lateMs = (told[0]?.atMs ?? Infinity) - killedMs;
        assert.ok(lateMs <= MINUTE + 46_000, `${lateMs} ms late`);
      });

      for (const hours of [-5, 5]) {
        it(`is watched on when the clock is set by ${hours} h`, async () => {
          kind.begin(computer);
          const window = await leave([thing]);
          const told = heard(computer, window);
          computer.clock.setSystemTime(computer.clock.now + hours * HOUR);
          await computer.clock.tickAsync(MINUTE);
          kind.fail(computer);
          await computer.clock.tickAsync(3 * MINUTE);
          assert.deepEqual(kinds(told), [[kind.failed, 1]]);
        });
      }

      it('that fails while the computer sleeps is told once after that', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        const told = heard(computer, window);
        kind.fail(computer);
        // No timer comes while the computer sleeps.
        computer.clock.setSystemTime(computer.clock.now + 9 * HOUR);
        await computer.clock.tickAsync(2 * MINUTE);
        assert.deepEqual(kinds(told), [[kind.failed, 1]]);
      });

      it('is there at once after all windows were closed, with what failed meanwhile', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        window.watching.dispose();
        await computer.settle();
        kind.fail(computer);
        await computer.clock.tickAsync(9 * HOUR);
        computer.service.calls.length = 0;
        const later = computer.openWindow();
        const told = heard(computer, later);
        assert.ok(later.watchList.has(thing));
        assert.ok(thing.kind === 'session' ? later.store.get(thing.key)?.snapshot : later.watching.parts.get(thing));
        assert.deepEqual(computer.service.calls, []);
        void later.watching.setAttention(true, true);
        await computer.clock.tickAsync(2 * MINUTE);
        assert.deepEqual(kinds(told), [[kind.failed, 1]]);
      });

      it('is not disturbed by what another version stored of it', async () => {
        kind.begin(computer);
        const id = idOf(thing);
        computer.lists.lines.push(
          `watch\t${id}\t${JSON.stringify({ ...thing, sinceMs: 'long ago', more: [1] })}\t`,
          `watch\todd\t{"kind":"planet","key":{}}\t`,
          `watch\thalf\t{"kind":"${kind.name}"`,
        );
        computer.sessions.lines.push(
          `${kind.name}\t${id}\t{"beganMs":"x","sessions":7,"failing":{},"status":[]}\t`,
          `${kind.name}\t${id}\tnot JSON\t`,
        );
        const window = await leave([]);
        const told = heard(computer, window);
        assert.ok(window.watchList.has(thing));
        assert.equal(window.watchList.things.length, 1);
        kind.fail(computer);
        await computer.clock.tickAsync(2 * MINUTE);
        assert.deepEqual(kinds(told), [[kind.failed, 1]]);
      });

      it('is asked for no more, and tells nothing, once it is unwatched; with a way back', async () => {
        kind.begin(computer);
        const window = await leave([thing]);
        const told = heard(computer, window);
        const undo = window.watchList.unwatch([thing]);
        await computer.clock.tickAsync(MINUTE);
        computer.service.calls.length = 0;
        kind.fail(computer);
        await computer.clock.tickAsync(2 * HOUR);
        assert.deepEqual([computer.service.calls, computer.clock.countTimers(), told], [[], 0, []]);
        undo();
        await computer.clock.tickAsync(2 * MINUTE);
        assert.ok(window.watchList.has(thing));
        assert.ok(computer.service.calls.length > 0);
      });

      if (kind.end) {
        it('ends by itself, which is told once, and costs nothing from then on', async () => {
          kind.begin(computer);
          const window = await leave([thing]);
          const told = heard(computer, window);
          kind.end?.(computer);
          await computer.clock.tickAsync(7 * MINUTE);
          assert.deepEqual(kinds(told), [[kind.ended, 1]]);
          computer.service.calls.length = 0;
          await computer.clock.tickAsync(DAY);
          assert.deepEqual([computer.service.calls, computer.clock.countTimers(), told.length], [[], 0, 1]);
        });
      }
    });
  }

  it(`of all kinds keeps timers and listeners constant for ${DAYS} days`, async () => {
    for (const kind of KINDS) {
      kind.begin(computer);
    }
    const window = await leave(KINDS.map((kind) => kind.thing()));
    const told = heard(computer, window);
    await computer.clock.tickAsync(DAY);
    const constant = [computer.clock.countTimers(), countListeners()];
    const heap = usedHeap();
    for (let day = 1; day < DAYS; day += 1) {
      computer.service.calls.length = 0;
      await computer.clock.tickAsync(DAY);
    }
    assert.deepEqual([computer.clock.countTimers(), countListeners(), told], [...constant, []]);
    const grown = usedHeap() - heap;
    assert.ok(grown < 2_000_000, `${grown} bytes more`);
    window.watchList.unwatch(KINDS.map((kind) => kind.thing()));
    await computer.clock.tickAsync(MINUTE);
    assert.equal(computer.clock.countTimers(), 0);
  }).timeout(600_000);

  it('of 10 jobs, 10 workers and 10 queues for a day tells each failure once, within a minute, at few calls an hour, also when its window is killed', async () => {
    const indexes = Array.from({ length: 10 }, (_, index) => index);
    const others = KINDS.filter(({ name }) => name !== 'session');
    for (const index of indexes) {
      others.forEach((kind) => {
        kind.begin(computer, index);
      });
    }
    const one = await leave(indexes.flatMap((index) => others.map((kind) => kind.thing(index))));
    const other = computer.openWindow();
    void other.watching.setAttention(false, false);
    await computer.clock.tickAsync(MINUTE);
    const told = heard(computer, one, other);
    const MOST_CALLS = mostCallsAnHour({ sessions: 10, jobs: 10, workers: 10, queuesOfFarms: [10] });
    const failedMs: number[] = [];
    for (const [nth, kind] of others.entries()) {
      for (const index of indexes) {
        computer.clock.setTimeout(
          () => {
            kind.fail(computer, index);
            failedMs.push(computer.clock.now);
          },
          index * 2 * HOUR + nth * 37 * MINUTE + 13_000 * (index + 1),
        );
      }
    }
    for (let hour = 0; hour < 24; hour += 1) {
      if (hour === 5) {
        await kill(one);
      }
      computer.service.calls.length = 0;
      await computer.clock.tickAsync(HOUR);
      const { calls } = computer.service;
      const count = (pattern: RegExp): number => calls.filter((call) => pattern.test(call)).length;
      const counts = {
        worker: count(/^(?:sessionsOfWorker|fetchThing worker)$/),
        queue: count(/^(?:jobs \d|fetchThing queue$)/),
        job: count(/^fetchJobs /),
        session: count(/^fetch(?:Sessions|Actions) /),
      };
      for (const [kind, most] of Object.entries({ worker: 10 * 72, queue: 60, job: 60, session: 60 + 10 * 12 })) {
        const calls = counts[kind as keyof typeof counts];
        assert.ok(calls <= most, `${calls} calls for each ${kind} in hour ${hour}`);
      }
      assert.ok(calls.length <= MOST_CALLS, `${calls.length} calls in hour ${hour}`);
    }
    const ids = told.flatMap(({ news }) => news.map(({ id }) => id));
    assert.deepEqual([failedMs.length, ids.length, new Set(ids).size], [30, 30, 30]);
    const late = told.map(({ atMs }) => atMs - Math.max(...failedMs.filter((ms) => ms <= atMs)));
    assert.ok(Math.max(...late) <= MINUTE + 46_000, `${Math.max(...late)} ms late`);
    assert.ok(late.filter((ms) => ms > MINUTE + 1_000).length <= 1);
  }).timeout(60_000);

  it('of all kinds at once is done by one window for two profiles, of which one is signed out', async () => {
    const studio = { source: 'aws', profile: 'studio', region: 'us-west-2' } as const;
    const freelance = { source: 'aws', profile: 'freelance', region: 'eu-west-1' } as const;
    for (const kind of KINDS) {
      kind.begin(computer);
    }
    for (const snapshot of [...computer.service.snapshots.values()]) {
      for (const connection of [studio, freelance]) {
        computer.service.put({ ...snapshot, key: { ...snapshot.key, connection } });
      }
    }
    const one = await leave(
      KINDS.filter(({ name }) => name !== 'job').map((kind) => withConnection(kind.thing(), studio)),
    );
    const other = computer.openWindow();
    void other.watching.setAttention(false, false);
    other.watchList.watch(
      KINDS.filter(({ name }) => name !== 'job').map((kind) => withConnection(kind.thing(), freelance)),
    );
    await computer.clock.tickAsync(3 * MINUTE);
    assert.deepEqual([one.watching.lease.isHeld, other.watching.lease.isHeld], [true, false]);
    const told = heard(computer, one, other);
    computer.service.failures.set('freelance', SIGNED_OUT);
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual(kinds(told), [['unreadable', 1]]);
    KINDS.find(({ name }) => name === 'queue')?.fail(computer);
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual(
      told.slice(1).map(({ news }) => news.map(({ about }) => about.kind === 'job' && about.key.connection.profile)),
      [['studio']],
    );
  });
});
