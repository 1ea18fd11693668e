import assert from 'node:assert/strict';
import type { WatchedQueue } from '../../../../src/core/farm/watchedParts';
import { UserError } from '../../../../src/core/errors';
import type { News } from '../../../../src/core/news';
import type { Job } from '../../../../src/core/session/session';
import type { Watchable } from '../../../../src/core/farm/watchable';
import { Computer, type ListWindow } from '../../../support/listWindow';
import { QUEUE_KEY } from '../../../support/sessions/sessions';
import { job, queueOf } from '../../../support/watchedKinds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const queue = (index: number): Watchable => ({ kind: 'queue', key: { ...QUEUE_KEY, queueId: queueOf(index) } });

describe('the watched failures of a queue', () => {
  let computer: Computer;
  let window: ListWindow;
  const told: News[] = [];

  const known = (index = 0): WatchedQueue => {
    const part = window.watching.parts.get(queue(index));
    assert.equal(part?.kind, 'queue');
    return part;
  };
  const failing = (index = 0): [string, boolean][] => known(index).failing.map(({ name, isOld }) => [name, isOld]);
  const put = (...jobs: readonly Job[]): void => {
    computer.service.queues.set(queueOf(0), jobs);
  };

  beforeEach(() => {
    computer = new Computer();
    window = computer.openWindow();
    told.length = 0;
    window.watching.onNews((news) => told.push(...news));
  });

  /** Watched from now on, with nobody in front. */
  async function watch(...indexes: readonly number[]): Promise<void> {
    void window.watching.setAttention(false, false);
    window.watchList.watch(indexes.map(queue));
    await computer.clock.tickAsync(2_000);
  }

  it('have its name, and tell of each job once, not of what had failed before', async () => {
    put(job(1, { FAILED: 3, RUNNING: 1 }), job(2, { RUNNING: 4 }), job(3, { RUNNING: 2 }));
    await watch(0);
    assert.deepEqual([known().name, failing()], ['lighting', [['job 1', true]]]);
    put(job(1, { FAILED: 4 }, { taskRunStatus: 'FAILED' }), job(2, { RUNNING: 3, FAILED: 1 }), job(3, { RUNNING: 2 }));
    await computer.clock.tickAsync(MINUTE);
    put(job(1, { FAILED: 4 }, { taskRunStatus: 'FAILED' }), job(2, { RUNNING: 1, FAILED: 3 }), job(3, { RUNNING: 2 }));
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual(
      told.map(({ kind, title, text }) => [kind, title, text]),
      [['queueFailed', 'job 2', 'The first task failed in the queue lighting: 0 of 4 tasks done · 3 running.']],
    );
    assert.deepEqual(failing(), [
      ['job 2', false],
      ['job 1', true],
    ]);
  });

  it('are called as they were where they were chosen, without a call for that', async () => {
    put(job(1, { RUNNING: 2 }));
    window.watchList.watch([{ ...queue(0), name: 'lighting (night)' }]);
    assert.equal(known().name, 'lighting (night)');
    void window.watching.setAttention(false, false);
    await computer.clock.tickAsync(HOUR);
    assert.equal(known().name, 'lighting (night)');
    assert.deepEqual(new Set(computer.service.calls), new Set(['jobs 1']));
  });

  it('ask once an hour for a name that may not be read', async () => {
    put(job(1, { RUNNING: 2 }));
    computer.service.onCall = () => {
      if (computer.service.calls.at(-1) === 'fetchThing queue') {
        throw new UserError({ kind: 'accessDenied', message: 'You may not read this queue.' });
      }
    };
    await watch(0);
    await computer.clock.tickAsync(3 * HOUR);
    const named = computer.service.calls.filter((call) => call === 'fetchThing queue');
    assert.ok(named.length >= 3 && named.length <= 4, `${named.length} calls`);
    computer.service.onCall = () => undefined;
    await computer.clock.tickAsync(HOUR);
    assert.equal(known().name, 'lighting');
  });

  it('tell of what failed also where this computer’s clock is hours ahead of the service’s', async () => {
    const serviceMs = computer.clock.now - 5 * HOUR;
    const at = { createdAtMs: serviceMs, startedAtMs: serviceMs };
    const old = job(3, { FAILED: 1 }, { ...at, taskRunStatus: 'FAILED', endedAtMs: serviceMs + MINUTE });
    put(job(1, { RUNNING: 2 }, at), old);
    await watch(0);
    put(job(1, { FAILED: 2 }, { ...at, taskRunStatus: 'FAILED', endedAtMs: serviceMs + 2 * MINUTE }), old);
    await computer.clock.tickAsync(2 * MINUTE);
    assert.deepEqual(
      told.map(({ title }) => title),
      ['job 1'],
    );
  });

  it('tell of a job again that failed, was retried whole, and fails once more', async () => {
    put(job(1, { RUNNING: 2 }));
    await watch(0);
    put(job(1, { RUNNING: 1, FAILED: 1 }));
    await computer.clock.tickAsync(5 * MINUTE);
    put(job(1, { RUNNING: 2 }));
    await computer.clock.tickAsync(5 * MINUTE);
    put(job(1, { FAILED: 2 }, { taskRunStatus: 'FAILED' }));
    await computer.clock.tickAsync(5 * MINUTE);
    assert.equal(told.length, 2);
  });

  it('of a thousand jobs that failed long ago tell nothing', async () => {
    const old = Array.from({ length: 1_000 }, (_, index) =>
      job(100 + index, { FAILED: 1 }, { taskRunStatus: 'FAILED', endedAtMs: computer.clock.now - HOUR - index }),
    );
    put(job(1, { RUNNING: 1 }), ...old);
    await watch(0);
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual([told, known().failing.length], [[], 50]);
    put(job(1, { FAILED: 1 }, { taskRunStatus: 'FAILED', endedAtMs: computer.clock.now }), ...old);
    await computer.clock.tickAsync(6 * MINUTE);
    assert.deepEqual(
      told.map(({ title }) => title),
      ['job 1'],
    );
    assert.equal(known().failing[0]?.name, 'job 1');
  });

  it('cost a call a minute for ten queues, and no more where the lists are long', async () => {
    const indexes = Array.from({ length: 20 }, (_, index) => index);
    indexes.forEach((index) => computer.service.queues.set(queueOf(index), [job(1, { RUNNING: 1 })]));
    await watch(...indexes);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual(new Set(computer.service.calls), new Set(['jobs 10']));
    assert.ok(computer.service.calls.length <= 120, `${computer.service.calls.length} calls`);
    put(...Array.from({ length: 450 }, (_, index) => job(index, { RUNNING: 1 })));
    await computer.clock.tickAsync(MINUTE);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(HOUR);
    assert.ok(computer.service.calls.length <= 120, `${computer.service.calls.length} calls`);
  });

  it('of nine others go on where one was deleted', async () => {
    const indexes = Array.from({ length: 10 }, (_, index) => index);
    indexes.forEach((index) => computer.service.queues.set(queueOf(index), [job(index, { RUNNING: 1 })]));
    await watch(...indexes);
    computer.service.queues.delete(queueOf(4));
    await computer.clock.tickAsync(2 * MINUTE);
    computer.service.queues.set(queueOf(5), [job(5, { FAILED: 1 }, { taskRunStatus: 'FAILED' })]);
    computer.service.calls.length = 0;
    await computer.clock.tickAsync(HOUR);
    assert.deepEqual(
      told.map(({ kind, about }) => [kind, about.kind]),
      [
        ['unreadable', 'queue'],
        ['queueFailed', 'job'],
      ],
    );
    assert.deepEqual(new Set(computer.service.calls), new Set(['jobs 9']));
    assert.ok(computer.service.calls.length <= 60);
  });

  it('leave a job alone that is watched itself', async () => {
    put(job(1, { RUNNING: 2 }));
    await watch(0);
    const key = { ...QUEUE_KEY, jobId: job(1, {}).jobId };
    window.watchList.watch([{ kind: 'job', key }]);
    await computer.clock.tickAsync(MINUTE);
    put(job(1, { RUNNING: 1, FAILED: 1 }));
    await computer.clock.tickAsync(5 * MINUTE);
    assert.deepEqual(
      told.filter(({ kind }) => kind === 'queueFailed'),
      [],
    );
  });

  it('begin anew where they are watched again', async () => {
    put(job(1, { RUNNING: 2 }));
    await watch(0);
    window.watchList.unwatch([queue(0)]);
    put(job(1, { RUNNING: 1, FAILED: 1 }));
    await computer.clock.tickAsync(HOUR);
    await watch(0);
    await computer.clock.tickAsync(5 * MINUTE);
    assert.deepEqual([told, failing()], [[], [['job 1', true]]]);
  });
});
