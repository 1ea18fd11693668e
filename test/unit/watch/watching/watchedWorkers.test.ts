import assert from 'node:assert/strict';
import type { WatchedWorker } from '../../../../src/core/farm/watchedParts';
import type { News } from '../../../../src/core/news';
import { keyId } from '../../../../src/core/session/sessionKey';
import { isActive } from '../../../../src/core/session/status';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow } from '../../../support/listWindow';
import { HUNG, ToldSession } from '../../../support/sessions/hungSessions';
import { WORKER_KEY } from '../../../support/sessions/sessions';
import { endOn, startOn, workerOf } from '../../../support/watchedKinds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WORKER = { kind: 'worker', key: { ...WORKER_KEY, workerId: workerOf(0) } } as const satisfies Watchable;

describe('a watched worker', () => {
  let computer: Computer;
  let window: ListWindow;
  const told: News[] = [];

  const known = (): WatchedWorker => {
    const part = window.watching.parts.get(WORKER);
    assert.equal(part?.kind, 'worker');
    return part;
  };
  const sessions = (): boolean[] => known().sessions.map(isActive);

  beforeEach(async () => {
    computer = new Computer();
    computer.service.ran.set(workerOf(0), []);
    computer.service.workers.set(workerOf(0), { status: 'IDLE', hostName: 'render-17' });
    window = computer.openWindow();
    told.length = 0;
    window.watching.onNews((news) => told.push(...news));
    await computer.settle();
  });

  /** Watched from now on, with nobody in front. */
  async function watch(): Promise<void> {
    void window.watching.setAttention(false, false);
    window.watchList.watch([WORKER]);
    await computer.clock.tickAsync(2_000);
  }

  it('has its host’s name and state, and no session that was over before', async () => {
    startOn(computer, 0, 0);
    endOn(computer, 0, 0, 'FAILED');
    await computer.clock.tickAsync(1_000);
    await watch();
    assert.deepEqual([known().hostName, known().status, sessions()], ['render-0', 'IDLE', []]);
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual(told, []);
  });

  it('has new sessions join within a minute, each told of only if it fails, with its cause', async () => {
    startOn(computer, 0, 0);
    await watch();
    assert.deepEqual(sessions(), [true]);
    await computer.clock.tickAsync(MINUTE);
    endOn(computer, 0, 0);
    startOn(computer, 0, 1);
    await computer.clock.tickAsync(MINUTE + 1_000);
    assert.deepEqual(sessions(), [true, false]);
    computer.service.log.push({ timestampMs: computer.clock.now, message: 'ERROR: cannot open texture wall.tx' });
    endOn(computer, 0, 1, 'FAILED');
    await computer.clock.tickAsync(MINUTE + 1_000);
    assert.deepEqual(
      told.map(({ kind, about }) => [kind, about.kind]),
      [['sessionFailed', 'session']],
    );
    assert.match(told[0]?.text ?? '', /The log says: ERROR: cannot open texture wall\.tx/);
  });

  it('tells of a session that began and failed between two rounds', async () => {
    await watch();
    await computer.clock.tickAsync(MINUTE);
    startOn(computer, 0, 0);
    await computer.clock.tickAsync(10_000);
    endOn(computer, 0, 0, 'FAILED');
    await computer.clock.tickAsync(MINUTE + 10_000);
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['sessionFailed'],
    );
  });

  it('has a session join that began and failed between two rounds, also where this computer’s clock is hours ahead', async () => {
    const ran = (atMs: number): void => {
      const [first, ...rest] = computer.service.ran.get(workerOf(0)) ?? [];
      assert.ok(first);
      computer.service.ran.set(workerOf(0), [{ ...first, startedAtMs: atMs }, ...rest]);
    };
    const serviceMs = computer.clock.now - 5 * HOUR;
    startOn(computer, 0, 0);
    endOn(computer, 0, 0);
    ran(serviceMs);
    await watch();
    assert.deepEqual(sessions(), []);
    startOn(computer, 0, 1);
    endOn(computer, 0, 1, 'FAILED');
    ran(serviceMs + MINUTE);
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual([sessions(), told.map(({ kind }) => kind)], [[false], ['sessionFailed']]);
  });

  it('keeps the last twenty that are over, and every one that runs', async () => {
    await watch();
    for (let index = 0; index < 40; index += 1) {
      startOn(computer, 0, index);
      endOn(computer, 0, index);
      await computer.clock.tickAsync(MINUTE);
    }
    startOn(computer, 0, 40);
    startOn(computer, 0, 41);
    await computer.clock.tickAsync(MINUTE + 1_000);
    assert.deepEqual(sessions(), [true, true, ...Array<boolean>(20).fill(false)]);
    assert.equal(window.watching.sessions.things.length, 22);
  });

  it('is listed the less often the longer the list is: at most 72 calls an hour', async () => {
    startOn(computer, 0, 0);
    const [first] = computer.service.ran.get(workerOf(0)) ?? [];
    assert.ok(first);
    const old = Array.from({ length: 450 }, () => ({
      ...first,
      startedAtMs: 1,
      endedAtMs: 2,
      lifecycleStatus: 'ENDED',
    }));
    computer.service.ran.set(workerOf(0), old);
    await watch();
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(4 * HOUR);
    const { calls } = computer.service;
    assert.ok(calls.length <= 4 * 72, `${calls.length} calls`);
    assert.ok(calls.filter((call) => call === 'sessionsOfWorker').length >= 4 * 55);
  });

  it('that was stopped before is not told of; one that starts again is followed when somebody looks', async () => {
    computer.service.workers.set(workerOf(0), { status: 'STOPPED' });
    await watch();
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual([computer.service.calls, told], [[], []]);
    startOn(computer, 0, 3);
    await window.watching.parts.refresh(WORKER);
    await computer.clock.tickAsync(2 * MINUTE);
    endOn(computer, 0, 3);
    computer.service.workers.set(workerOf(0), { status: 'STOPPED' });
    await computer.clock.tickAsync(7 * MINUTE);
    assert.deepEqual(
      told.map(({ kind, text }) => [kind, text]),
      [['workerEnded', 'The worker was stopped.']],
    );
  });

  it('tells of a session once, also where that is watched by itself', async () => {
    startOn(computer, 0, 0);
    await watch();
    const [joined] = window.watching.sessions.things;
    assert.ok(joined);
    window.watchList.watch([{ kind: 'session', key: joined.key }]);
    await computer.clock.tickAsync(MINUTE);
    endOn(computer, 0, 0, 'FAILED');
    await computer.clock.tickAsync(HOUR);
    assert.equal(told.length, 1);
  });

  it('tells of a session that hangs on it, by two signs', async () => {
    const [, stops] = HUNG;
    assert.ok(stops);
    const hung = new ToldSession(computer.service, stops, 7, computer.clock.now);
    const { sessionId, queueId, jobId } = hung.key;
    const startedAtMs = computer.clock.now;
    const life = { endedAtMs: undefined, lifecycleStatus: 'STARTED', targetLifecycleStatus: undefined };
    computer.service.ran.set(workerOf(0), [{ sessionId, queueId, jobId, startedAtMs, ...life }]);
    await watch();
    for (let minute = 0; minute < 150; minute += 1) {
      hung.at(computer.service, minute);
      await computer.clock.tickAsync(MINUTE);
    }
    assert.deepEqual(
      told.map(({ kind, about }) => [kind, about.kind === 'session' && keyId(about.key)]),
      [['stuck', keyId(hung.key)]],
    );
  });
});
