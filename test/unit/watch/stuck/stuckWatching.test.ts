import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import { keyId } from '../../../../src/core/session/sessionKey';
import { stuckLine } from '../../../../src/render/watching/stuck';
import { HUNG, SLOW, type Told, ToldSession } from '../../../support/sessions/hungSessions';
import { Computer, type ListWindow } from '../../../support/listWindow';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A window in the background that watches sessions, and what it found out. */
class Evening {
  readonly computer = new Computer();
  readonly window: ListWindow = this.computer.openWindow();
  readonly startedAtMs = this.computer.clock.now;
  readonly sessions: readonly ToldSession[];
  /** In which minute a session was found to be stuck, by its name; each time anew. */
  readonly found = new Map<string, number[]>();
  readonly sentences = new Map<string, string>();

  constructor(
    readonly told: readonly Told[],
    isWatched = true,
  ) {
    const { computer, window } = this;
    this.sessions = told.map((one, index) => new ToldSession(computer.service, one, index, this.startedAtMs));
    const names = new Map(this.sessions.map(({ key }, index) => [keyId(key), told[index]?.name ?? '']));
    window.watching.stuck.onDidFindStuck(({ key, stuck }) => {
      const name = names.get(keyId(key)) ?? '';
      this.found.set(name, [...(this.found.get(name) ?? []), (computer.clock.now - this.startedAtMs) / MINUTE]);
      this.sentences.set(name, stuck ? stuckLine(stuck, computer.clock.now) : '');
    });
    if (isWatched) {
      window.watchList.watch(this.sessions.map(({ key }) => ({ kind: 'session', key })));
    } else {
      window.list.add(...this.sessions.map(({ key }) => key));
    }
    void window.watching.setAttention(false, false);
  }

  async pass(fromMinute: number, toMinute: number, step = 1): Promise<void> {
    for (let minute = fromMinute; minute < toMinute; minute += step) {
      this.sessions.forEach((session) => {
        session.at(this.computer.service, minute);
      });
      await this.computer.clock.tickAsync(step * MINUTE);
    }
  }

  /** What it cost apart from the rounds that ask for sessions and actions. */
  takeCalls(): number {
    const calls = this.computer.service.calls.splice(0).filter((call) => call === 'read' || call === 'tasks');
    return calls.length;
  }
}

describe('of 6 sessions that hang and 30 that are slow', () => {
  it('all that hang are found, each once and within the hour, none that is slow, at 12 calls an hour for each', async function () {
    this.timeout(60_000);
    assert.deepEqual([HUNG.length, SLOW.length], [6, 30]);
    const evening = new Evening([...HUNG, ...SLOW]);
    for (let hour = 0; hour < 5; hour += 1) {
      await evening.pass(hour * 60, hour * 60 + 60, 5);
      const calls = evening.takeCalls();
      assert.ok(calls <= 12 * 36, `${calls} calls in an hour`);
    }
    assert.deepEqual([...evening.found.keys()].sort(), HUNG.map(({ name }) => name).sort());
    for (const { name, hangsAt = 0 } of HUNG) {
      const [atMinute = Infinity, ...again] = evening.found.get(name) ?? [];
      assert.deepEqual(again, [], name);
      assert.ok(atMinute > hangsAt && atMinute <= hangsAt + 60, `${name}: minute ${atMinute}`);
    }
    assert.deepEqual(evening.computer.errors, []);
  });
});

describe('watching whether a session is stuck', () => {
  const hung = HUNG[1] ?? assert.fail();

  it('says by which signs', async () => {
    const evening = new Evening([hung]);
    await evening.pass(0, 70);
    assert.match(
      evening.sentences.get(hung.name) ?? '',
      /^May be stuck: no new log line for \d+ min \(at most 1 min 00 s in another task of this step\)(, no progress beyond \d\d % for \d+ min)? and neither network nor disk traffic on its host for \d+ min\.$/,
    );
  });

  it('costs nothing for what is only looked up', async () => {
    const evening = new Evening([hung], false);
    void evening.window.watching.setAttention(true, true);
    await evening.pass(0, 120);
    assert.equal(evening.takeCalls(), 0);
    assert.equal(evening.found.size, 0);
  });

  it('costs no more than 12 calls an hour whatever is refused', async () => {
    const evening = new Evening(HUNG);
    const denied = new UserError({ kind: 'accessDenied', message: 'You may not read this log.' });
    evening.computer.service.onCall = () => {
      const call = evening.computer.service.calls.at(-1);
      if (call === 'read' || call === 'tasks') {
        throw denied;
      }
    };
    for (let hour = 0; hour < 4; hour += 1) {
      await evening.pass(hour * 60, hour * 60 + 60);
      assert.ok(evening.takeCalls() <= 12 * HUNG.length);
    }
    assert.equal(evening.found.size, 0);
  });

  it('takes it back when the session goes on', async () => {
    const again: Told = {
      ...hung,
      minutes: 200,
      log: [...hung.log, [120, 200, 0.5, 'rendering bucket']],
      progress: (minute) => Math.min(99, minute < 120 ? Math.min(62, minute * 2) : minute - 58),
      host: (minute) => ({ cpu: minute > 31 && minute < 120 ? 0.6 : 96, traffic: 2_000 }),
    };
    const evening = new Evening([again]);
    await evening.pass(0, 110);
    const [{ key } = assert.fail()] = evening.sessions;
    assert.equal(evening.window.store.get(key)?.stuck?.isProven, true);
    await evening.pass(110, 130);
    assert.equal(evening.window.store.get(key)?.stuck, undefined);
    await evening.pass(130, 210);
    assert.equal(evening.window.store.get(key)?.stuck, undefined);
    assert.equal(evening.found.get(hung.name)?.length, 1);
  });

  it('is done by one window, and shown by all', async () => {
    const evening = new Evening([hung]);
    const other = evening.computer.openWindow();
    let told = 0;
    other.watching.stuck.onDidFindStuck(() => (told += 1));
    void other.watching.setAttention(false, false);
    await evening.pass(0, 70);
    const [{ key } = assert.fail()] = evening.sessions;
    assert.ok(evening.takeCalls() <= 2 * 12);
    assert.deepEqual(other.store.get(key)?.stuck, evening.window.store.get(key)?.stuck);
    assert.equal(other.store.get(key)?.stuck?.isProven, true);
    assert.equal(told + evening.found.size, 1);
  });

  it('ends with the session, timers and all', async () => {
    const evening = new Evening([{ ...hung, minutes: 90 }]);
    await evening.pass(0, 95);
    await evening.computer.clock.tickAsync(HOUR);
    assert.equal(evening.window.store.get(evening.sessions[0]?.key ?? assert.fail())?.stuck, undefined);
    assert.equal(evening.computer.clock.countTimers(), 0);
  });

  it('says of a log that somebody reads what it waits for, without a call', async () => {
    const waiting = HUNG[0] ?? assert.fail();
    const evening = new Evening([waiting], false);
    void evening.window.watching.setAttention(true, true);
    await evening.pass(0, 6);
    const [{ key } = assert.fail()] = evening.sessions;
    const events = evening.computer.service.logs.get(key.sessionId) ?? [];
    evening.window.watching.stuck.hear(
      key,
      events.filter(({ timestampMs }) => timestampMs < evening.computer.clock.now),
    );
    const { stuck } = evening.window.store.get(key) ?? {};
    assert.equal(stuck?.isProven, false);
    assert.equal(stuckLine(stuck, evening.computer.clock.now).startsWith('May be stuck on a license'), true);
    assert.equal(evening.takeCalls(), 0);
  });
});
