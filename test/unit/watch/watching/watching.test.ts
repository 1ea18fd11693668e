import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import { keyId } from '../../../../src/core/session/sessionKey';
import { isActive } from '../../../../src/core/session/status';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { upTo } from '../../../support/thorough';
import { Computer, type ListWindow, numberedKey, numberedSnapshot } from '../../../support/listWindow';
import { activateSession, endSession } from '../../../support/sessions/sessionLives';
import { JOB_KEY } from '../../../support/sessions/sessions';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const session = (index: number): Watchable => ({ kind: 'session', key: numberedKey(index) });

/** Sessions `from` to before `to`, active for the service. */
function active(computer: Computer, from: number, to: number): Watchable[] {
  return Array.from({ length: to - from }, (_, offset) => {
    activateSession(computer, from + offset);
    return session(from + offset);
  });
}

/** When a window learned that sessions ended, by the ends of their IDs. */
function endsSeenBy({ store }: ListWindow, computer: Computer): Map<string, number[]> {
  const seen = new Map<string, number[]>();
  store.onDidChange(({ session: now, previous }) => {
    if (now.snapshot && previous?.snapshot && !isActive(now.snapshot.session) && isActive(previous.snapshot.session)) {
      const id = keyId(now.key);
      seen.set(id, [...(seen.get(id) ?? []), computer.clock.now]);
    }
  });
  return seen;
}

describe('watching while nobody looks', () => {
  let computer: Computer;
  beforeEach(() => {
    computer = new Computer();
  });

  /** A window in which sessions were read while a person looked; then they left. */
  async function leave(watched: readonly Watchable[]): Promise<ListWindow> {
    const window = computer.openWindow();
    void window.watching.setAttention(true, true);
    window.watchList.watch(watched);
    await computer.clock.tickAsync(2_000);
    void window.watching.setAttention(false, false);
    await computer.clock.tickAsync(MINUTE);
    computer.service.calls.length = 0;
    return window;
  }

  it('costs no call, timer or file while nothing is watched', async () => {
    const window = computer.openWindow();
    active(computer, 0, 3);
    window.list.add(...[0, 1, 2].map(numberedKey));
    void window.watching.setAttention(false, false);
    await computer.clock.tickAsync(24 * HOUR);
    assert.deepEqual([computer.service.calls, computer.lease.uses, computer.clock.countTimers()], [[], 0, 0]);
  });

  it('costs a call a minute for a hundred sessions, and one for a hundred of their actions every ten', async () => {
    await leave(active(computer, 0, 100));
    await computer.clock.tickAsync(HOUR);
    const [sessions, actions] = ['fetchSessions', 'fetchActions'].map((name) =>
      computer.service.calls.filter((call) => call.startsWith(name)),
    );
    assert.deepEqual([sessions?.length, actions?.length], [60, 6]);
    const polls = [...new Set(computer.service.calls.filter((call) => call.startsWith('fetch')))];
    assert.deepEqual(polls.sort(), ['fetchActions 500', 'fetchSessions 100']);
  });

  it('is not done where the person does not want it, and goes on when they look', async () => {
    const window = await leave(active(computer, 0, 3));
    window.watching.allowBackground(false);
    await computer.clock.tickAsync(2_000);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(8 * HOUR);
    assert.deepEqual([computer.service.calls, computer.clock.countTimers()], [[], 0]);
    void window.watching.setAttention(true, true);
    await computer.clock.tickAsync(MINUTE);
    assert.ok(computer.service.calls.length >= 3);
  });

  it('leaves alone what was only looked up', async () => {
    const window = await leave(active(computer, 0, 1));
    active(computer, 1, 3);
    window.list.add(numberedKey(1), numberedKey(2));
    await computer.clock.tickAsync(HOUR);
    assert.ok(computer.service.calls.every((call) => !/fetchSessions [^1]|fetchSnapshot/.test(call)));
  });

  it('learns of an end within a minute, with all actions and without reading the session in full', async () => {
    const window = await leave(active(computer, 0, 3));
    const seen = endsSeenBy(window, computer);
    await computer.clock.tickAsync(31_000);
    endSession(computer, 1);
    const endedMs = computer.clock.now;
    await computer.clock.tickAsync(MINUTE + 1_000);
    const [atMs] = seen.get(keyId(numberedKey(1))) ?? [];
    assert.ok(atMs !== undefined && atMs - endedMs <= MINUTE, `${(atMs ?? 0) - endedMs} ms`);
    const { snapshot } = window.store.get(numberedKey(1)) ?? {};
    assert.ok(snapshot?.actions.ok);
    assert.deepEqual(
      snapshot.actions.value.map(({ status }) => status),
      ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'NEVER_ATTEMPTED', 'NEVER_ATTEMPTED'],
    );
    assert.ok(!computer.service.calls.includes('fetchSnapshot'));
    assert.equal(window.store.get(numberedKey(1))?.loading, false);
  });

  it('learns why a session failed, in a call more', async () => {
    const window = await leave(active(computer, 0, 2));
    computer.service.log.push({ timestampMs: computer.clock.now, message: 'ERROR: cannot open texture wall.tx' });
    endSession(computer, 1, 'FAILED');
    await computer.clock.tickAsync(MINUTE);
    assert.ok(window.store.get(numberedKey(1))?.diagnosis);
    const calls = computer.service.calls.filter((call) => !/^(?:fetchSessions|read|tasks)/.test(call));
    assert.deepEqual(calls.sort(), ['between', 'fetchActions 5']);
  });

  it('ends by itself when all have ended', async () => {
    await leave(active(computer, 0, 2));
    endSession(computer, 0);
    endSession(computer, 1);
    await computer.clock.tickAsync(2 * MINUTE);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(24 * HOUR);
    assert.deepEqual([computer.service.calls, computer.clock.countTimers(), computer.lease.record], [[], 0, undefined]);
  });

  it('asks once a minute for jobs, too', async () => {
    const { job } = numberedSnapshot(0);
    assert.ok(job.ok);
    computer.service.jobsById.set(keyId({ ...numberedKey(0) }).replace(/\/[^/]*$/, ''), job.value);
    await leave([{ kind: 'job', key: JOB_KEY }]);
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual(computer.service.calls, Array(60).fill('fetchJobs 1'));
  });

  describe('in several windows', () => {
    it('one asks for all, and all show the same', async () => {
      const watched = active(computer, 0, 5);
      const one = await leave(watched);
      const others = [computer.openWindow(), computer.openWindow(), computer.openWindow()];
      others.forEach((window) => {
        void window.watching.setAttention(false, false);
      });
      await computer.clock.tickAsync(HOUR);
      assert.equal(computer.service.calls.filter((call) => call.startsWith('fetchSessions')).length, 60);
      endSession(computer, 2);
      await computer.clock.tickAsync(MINUTE + 1_000);
      for (const window of [one, ...others]) {
        const { snapshot, asOfMs } = window.store.get(numberedKey(2)) ?? {};
        assert.equal(snapshot?.session.lifecycleStatus, 'ENDED');
        assert.equal(asOfMs, undefined);
      }
    });

    it('another goes on within a minute when the one that asks is killed', async () => {
      const one = await leave(active(computer, 0, 2));
      const other = computer.openWindow();
      void other.watching.setAttention(false, false);
      await computer.clock.tickAsync(5 * MINUTE);
      const { record } = computer.lease;
      one.watching.dispose();
      await computer.clock.tickAsync(0);
      // A killed window gives nothing back.
      computer.lease.record = record;
      const seen = endsSeenBy(other, computer);
      computer.service.calls.length = 0;
      endSession(computer, 0);
      const killedMs = computer.clock.now;
      await computer.clock.tickAsync(2 * MINUTE);
      const [atMs] = seen.get(keyId(numberedKey(0))) ?? [];
      assert.ok(other.watching.lease.isHeld);
      assert.ok(atMs !== undefined && atMs - killedMs <= MINUTE, `${(atMs ?? Infinity) - killedMs} ms`);
    });

    it('the one with the focus asks at its own pace, and no other', async () => {
      const one = await leave(active(computer, 0, 100));
      const other = computer.openWindow();
      void other.watching.setAttention(true, true);
      await computer.clock.tickAsync(20_000);
      assert.deepEqual([one.watching.lease.isHeld, other.watching.lease.isHeld], [false, true]);
      computer.service.calls.length = 0;
      await computer.clock.tickAsync(HOUR);
      const polls = computer.service.calls.filter((call) => call.startsWith('fetch'));
      assert.ok(polls.length <= 240, `${polls.length} calls`);
      // P6 allows 12 for each of the hundred, to see whether they are stuck.
      assert.ok(computer.service.calls.length <= 240 + 12 * 100);
    });

    it('no more calls are made however often the focus moves', async () => {
      const windows = [await leave(active(computer, 0, 100)), computer.openWindow(), computer.openWindow()];
      for (let turn = 0; turn < 720; turn += 1) {
        windows.forEach((window, index) => {
          void window.watching.setAttention(index === turn % 3, index === turn % 3);
        });
        await computer.clock.tickAsync(5_000);
      }
      const polls = computer.service.calls.filter((call) => /^fetch(Sessions|Actions)/.test(call));
      assert.ok(polls.length <= 240, `${polls.length} calls`);
    });
  });

  describe('while nobody is signed in', () => {
    const signedOut = new UserError({ kind: 'signedOut', message: 'Sign in.', remedies: ['signIn'] });

    it('makes no call, and goes on after a sign-in with a call for a hundred', async () => {
      const window = await leave(active(computer, 0, 80));
      computer.service.failure = signedOut;
      await computer.clock.tickAsync(MINUTE);
      computer.service.calls.length = 0;
      await computer.clock.tickAsync(8 * HOUR);
      assert.deepEqual([computer.service.calls, computer.clock.countTimers()], [[], 0]);
      computer.service.failure = undefined;
      endSession(computer, 3);
      const seen = endsSeenBy(window, computer);
      window.store.retry(({ fault }) => fault?.kind === 'signedOut');
      await computer.clock.tickAsync(MINUTE);
      assert.equal(seen.size, 1);
      assert.ok(!computer.service.calls.includes('fetchSnapshot'));
      await computer.clock.tickAsync(HOUR);
      assert.ok(computer.service.calls.length > 50);
    });
  });

  describe('in a storm of faults', () => {
    for (const [what, failure] of [
      [
        '429 with a Retry-After of 90 s',
        new UserError({ kind: 'throttled', message: 'Slow down.', retryAfterMs: 90_000 }),
      ],
      ['503', new UserError({ kind: 'serviceFault', message: 'Unavailable.' })],
    ] as const) {
      it(`of ten minutes, ${what}, asks no more than in quiet times, and then learns all it missed`, async () => {
        const window = await leave(active(computer, 0, 50));
        const seen = endsSeenBy(window, computer);
        const atMs: number[] = [];
        const reads: number[] = [];
        computer.service.onCall = () =>
          void (computer.service.calls.at(-1)?.startsWith('fetch') === true ? atMs : reads).push(computer.clock.now);
        computer.service.failure = failure;
        endSession(computer, 7);
        await computer.clock.tickAsync(10 * MINUTE);
        assert.ok(atMs.length <= 11, `${atMs.length} calls`);
        // Of logs, which are asked for on their own, no more than one until the storm is known.
        assert.ok(reads.length <= 1, `${reads.length} calls of logs`);
        for (const [index, time] of atMs.entries()) {
          const gap = time - (atMs[index - 1] ?? -Infinity);
          assert.ok(gap >= (failure.fault.retryAfterMs ?? MINUTE), `a pause of ${gap} ms`);
        }
        computer.service.failure = undefined;
        await computer.clock.tickAsync(10 * MINUTE);
        assert.equal(seen.get(keyId(numberedKey(7)))?.length, 1);
      });
    }
  });

  it('reads what another window began to watch', async () => {
    const one = await leave(active(computer, 0, 1));
    active(computer, 5, 6);
    const other = computer.openWindow();
    void other.watching.setAttention(false, false);
    other.watchList.watch([session(5)]);
    await computer.clock.tickAsync(MINUTE);
    assert.ok(one.store.get(numberedKey(5))?.snapshot);
    assert.ok(other.store.get(numberedKey(5))?.snapshot);
    assert.equal(computer.service.calls.filter((call) => call === 'fetchSnapshot').length, 1);
  });

  it('tells of sessions of a farm that is deleted once, and asks for them no more', async () => {
    const window = await leave(active(computer, 0, 5));
    computer.service.snapshots.clear();
    let faults = 0;
    window.store.onDidChange(({ session: { fault }, previous }) => {
      faults += fault && !previous?.fault ? 1 : 0;
    });
    await computer.clock.tickAsync(2 * MINUTE);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(8 * HOUR);
    assert.deepEqual([faults, computer.service.calls, computer.clock.countTimers()], [5, [], 0]);
  });

  it('learns how the last one ended, too: that nothing else is open ends no reading', async () => {
    const window = await leave(active(computer, 0, 1));
    endSession(computer, 0, 'FAILED');
    await computer.clock.tickAsync(2 * MINUTE);
    const { loading, diagnosis } = window.store.get(numberedKey(0)) ?? {};
    assert.deepEqual([loading, diagnosis?.isLogRead], [false, true]);
    assert.deepEqual([computer.clock.countTimers(), computer.lease.record], [0, undefined]);
  });

  it('learns how a session ended, also where a person comes back in the middle of it', async () => {
    const window = await leave(active(computer, 0, 2));
    endSession(computer, 0, 'FAILED');
    computer.service.onCall = async () => {
      if (computer.service.calls.at(-1)?.startsWith('fetchActions') === true) {
        computer.service.onCall = () => undefined;
        await window.watching.setAttention(true, true);
      }
    };
    await computer.clock.tickAsync(2 * MINUTE);
    const { loading, diagnosis } = window.store.get(numberedKey(0)) ?? {};
    assert.deepEqual([loading, diagnosis?.isLogRead], [false, true]);
  });

  /** Sessions of which each lives for one to three hours, spread over a day. */
  function live(windows: readonly ListWindow[], count: number): Map<string, number> {
    const endedMs = new Map<string, number>();
    let number = 0;
    const random = (): number => {
      number = (number * 1_103_515_245 + 12_345) % 2 ** 31;
      return number / 2 ** 31;
    };
    for (let index = 0; index < count; index += 1) {
      const startMs = random() * 20 * HOUR;
      computer.clock.setTimeout(() => {
        windows.at(-1)?.watchList.watch(active(computer, index, index + 1));
      }, startMs);
      computer.clock.setTimeout(
        () => {
          endSession(computer, index, index % 10 === 0 ? 'FAILED' : 'SUCCEEDED');
          endedMs.set(keyId(numberedKey(index)), computer.clock.now);
        },
        startMs + HOUR + random() * 2 * HOUR,
      );
    }
    windows.forEach(({ watching }) => void watching.setAttention(false, false));
    return endedMs;
  }

  /** A thousand of them take many seconds of processor time; `npm run fuzz` takes them. */
  const SESSIONS = upTo(60, 1_000);
  it(`of ${SESSIONS} sessions for a day asks as seldom as it may, and tells each end once, within a minute, also when its window is killed`, async () => {
    const START = computer.clock.now;
    const KILLED = START + 3 * HOUR;
    const hours: { polls: number; most: number }[] = [];
    let going = 0;
    computer.service.onCall = () => {
      const at = (hours[Math.floor((computer.clock.now - START) / HOUR)] ??= { polls: 0, most: 0 });
      going = [...computer.service.snapshots.values()].filter(
        ({ session: { endedAtMs } }) => endedAtMs === undefined,
      ).length;
      at.most = Math.max(at.most, going);
      const [call = ''] = computer.service.calls.slice(-1);
      at.polls += /^fetch(Sessions|Actions)/.test(call) ? Math.ceil(Number(call.split(' ')[1]) / 100) : 0;
    };
    const windows = [computer.openWindow(), computer.openWindow()];
    const told = new Map<string, number[]>();
    let messages = 0;
    for (const { watching } of windows) {
      watching.onNews((news) => {
        messages += 1;
        for (const { id } of news) {
          const [session = ''] = id.split('#');
          told.set(session, [...(told.get(session) ?? []), computer.clock.now]);
        }
      });
    }
    const endedMs = live(windows, SESSIONS);
    await computer.clock.tickAsync(3 * HOUR);
    const asking = windows.findIndex(({ watching }) => watching.lease.isHeld);
    const { record } = computer.lease;
    windows.splice(asking, 1)[0]?.watching.dispose();
    await computer.clock.tickAsync(0);
    // A killed window gives nothing back.
    computer.lease.record = record;
    await computer.clock.tickAsync(21 * HOUR);
    assert.deepEqual([endedMs.size, told.size], [SESSIONS, SESSIONS]);
    for (const [id, times] of told) {
      const atMs = endedMs.get(id) ?? 0;
      const lateMs = (times[0] ?? Infinity) - atMs;
      const takeoverMs = Math.abs(atMs - KILLED) <= 2 * MINUTE ? 46_000 : 0;
      assert.equal(times.length, 1);
      assert.ok(lateMs <= MINUTE + takeoverMs + 1_000, `${lateMs} ms late`);
    }
    assert.ok(messages < SESSIONS, `${messages} messages`);
    // P6: 60 calls an hour for each hundred, and some for the actions of those whose progress is watched.
    for (const { polls, most } of hours.filter(Boolean)) {
      const allowed = 60 * Math.ceil(most / 100) + 12 * most;
      assert.ok(polls <= allowed, `${polls} calls an hour for ${most} sessions`);
    }
    assert.equal(windows[0]?.watching.news.missed.length, SESSIONS);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(24 * HOUR);
    assert.deepEqual([computer.service.calls, computer.clock.countTimers()], [[], 0]);
  });
});
