import assert from 'node:assert/strict';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';
import { UserError } from '../../../../src/core/errors';
import { listing } from '../../../../src/core/farm/farm';
import type { SessionId } from '../../../../src/core/ids';
import type { Job, SessionSummary } from '../../../../src/core/session/session';
import { type JobKey, jobKeyId } from '../../../../src/core/session/sessionKey';
import { SharedRecords } from '../../../../src/watch/shared/sharedRecords';
import { WatchedJobs } from '../../../../src/watch/watching/watchedJobs';
import { WatchList } from '../../../../src/watch/watching/watchList';
import { MemoryLines } from '../../../support/logs/memoryLines';
import { MemoryService } from '../../../support/farm/memoryService';
import { activeSession, JOB_KEY, NOW_MS } from '../../../support/sessions/sessions';

const MINUTE = 60_000;

function job(counts: Readonly<Record<string, number>>, changes: Partial<Job> = {}): Job {
  const part = activeSession().snapshot?.job;
  assert.ok(part?.ok);
  return { ...part.value, taskRunStatusCounts: counts, ...changes };
}

function session(index: number, endedAtMs?: number): SessionSummary {
  const sessionId: SessionId = `session-${index.toString(16).padStart(32, '0')}`;
  return {
    sessionId,
    fleetId: 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
    workerId: 'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
    startedAtMs: NOW_MS - index,
    endedAtMs,
    lifecycleStatus: endedAtMs === undefined ? 'STARTED' : 'ENDED',
    targetLifecycleStatus: undefined,
  };
}

describe('watched jobs', () => {
  let clock: FakeClock;
  let service: MemoryService;
  let shared: { readonly lists: MemoryLines; readonly jobs: MemoryLines };
  const errors: unknown[] = [];

  function open(): { list: WatchList; jobs: WatchedJobs } {
    const records = (lines: MemoryLines): SharedRecords =>
      new SharedRecords({ lines: lines.open(), onError: (error) => errors.push(error) });
    const list = new WatchList({ records: records(shared.lists), now: () => clock.now });
    const jobs = new WatchedJobs({
      list,
      records: records(shared.jobs),
      service: () => service,
      clock,
      random: () => 0,
      onError: (error) => errors.push(error),
    });
    return { list, jobs };
  }
  const numbered = (index: number): JobKey => ({ ...JOB_KEY, jobId: `job-${index.toString(16).padStart(32, '0')}` });

  beforeEach(() => {
    clock = createClock(NOW_MS);
    service = new MemoryService();
    shared = { lists: new MemoryLines(), jobs: new MemoryLines() };
    errors.length = 0;
    service.jobsById.set(jobKeyId(JOB_KEY), job({ RUNNING: 2, READY: 8 }));
    service.listed = [session(1), session(2), session(3, NOW_MS)];
  });

  it('are read when they are first watched, with the sessions that run', async () => {
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    assert.deepEqual(service.calls, ['fetchJobs 1', 'sessions']);
    const known = jobs.get(JOB_KEY);
    assert.deepEqual(known?.job?.taskRunStatusCounts, { RUNNING: 2, READY: 8 });
    assert.deepEqual(
      known.active.map(({ startedAtMs }) => NOW_MS - startedAtMs),
      [2, 1],
    );
  });

  it('make no call without attention, nor while none is watched', async () => {
    const { list, jobs } = open();
    jobs.setAttention(true);
    await clock.tickAsync(60 * MINUTE);
    jobs.setAttention(false);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(60 * MINUTE);
    assert.deepEqual([service.calls, clock.countTimers()], [[], 0]);
  });

  it('are asked for once a minute, a hundred a call', async () => {
    const keys = Array.from({ length: 150 }, (_, index) => numbered(index));
    keys.forEach((key) => service.jobsById.set(jobKeyId(key), job({ READY: 5 })));
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch(keys.map((key) => ({ kind: 'job', key })));
    await clock.tickAsync(0);
    service.calls.length = 0;
    service.listed = [];
    await clock.tickAsync(3 * MINUTE);
    const asked = service.calls.filter((call) => call.startsWith('fetchJobs'));
    assert.deepEqual(asked, ['fetchJobs 150', 'fetchJobs 150', 'fetchJobs 150']);
  });

  it('have new sessions join as they start, and count failures', async () => {
    const { list, jobs } = open();
    const told: (readonly number[])[] = [];
    jobs.onDidChange(({ part: { active, failed } }) => told.push([active.length, failed.length]));
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    service.listed = [session(4), session(1), session(2, NOW_MS)];
    service.failed = [session(2).sessionId];
    service.jobsById.set(jobKeyId(JOB_KEY), job({ RUNNING: 2, READY: 6, SUCCEEDED: 1, FAILED: 1 }));
    await clock.tickAsync(2 * MINUTE);
    assert.deepEqual(told.at(-1), [2, 1]);
    assert.deepEqual(jobs.get(JOB_KEY)?.failed, [session(2).sessionId]);
  });

  it('list sessions only where counts changed, the less often the longer the list is', async () => {
    service.listed = Array.from({ length: 1_000 }, (_, index) => session(index, NOW_MS));
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    assert.equal(service.calls.filter((call) => call === 'sessions').length, 10);
    await clock.tickAsync(60 * MINUTE);
    assert.equal(service.calls.filter((call) => call === 'sessions').length, 10);
    for (let minute = 0; minute < 60; minute += 1) {
      service.jobsById.set(jobKeyId(JOB_KEY), job({ SUCCEEDED: minute, READY: 1_000 - minute }));
      await clock.tickAsync(MINUTE);
    }
    const lists = service.calls.filter((call) => call === 'sessions').length - 10;
    assert.ok(lists >= 20 && lists <= 40, `${lists} pages in an hour`);
  });

  it('are listed once more when they end, and then never asked for again', async () => {
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    service.jobsById.set(jobKeyId(JOB_KEY), job({ SUCCEEDED: 10 }, { taskRunStatus: 'SUCCEEDED' }));
    service.listed = [];
    await clock.tickAsync(MINUTE);
    assert.deepEqual(jobs.get(JOB_KEY)?.active, []);
    service.calls.length = 0;
    await clock.tickAsync(600 * MINUTE);
    assert.deepEqual([service.calls, clock.countTimers()], [[], 0]);
  });

  it('say why they cannot be read, and are left alone where that will not pass', async () => {
    service.jobsById.clear();
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(600 * MINUTE);
    assert.equal(jobs.get(JOB_KEY)?.fault?.kind, 'notFound');
    assert.deepEqual(service.calls, ['fetchJobs 1']);
    service.jobsById.set(jobKeyId(JOB_KEY), job({ READY: 1 }));
    await jobs.refresh(JOB_KEY);
    assert.equal(jobs.get(JOB_KEY)?.fault, undefined);
  });

  it('are asked for ever more slowly while the service fails, and keep what was known', async () => {
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    service.calls.length = 0;
    service.failure = new UserError({ kind: 'serviceFault', message: 'Internal error.' });
    await clock.tickAsync(60 * MINUTE);
    assert.ok(service.calls.length <= 16, `${service.calls.length} calls`);
    assert.ok(jobs.get(JOB_KEY)?.job);
    assert.equal(jobs.get(JOB_KEY)?.fault?.kind, 'serviceFault');
    service.failure = undefined;
    await clock.tickAsync(10 * MINUTE);
    assert.equal(jobs.get(JOB_KEY)?.fault, undefined);
  });

  it('keep what they were where their sessions cannot be listed', async () => {
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    service.sessions = () => listing(() => Promise.reject(new UserError({ kind: 'accessDenied', message: 'No.' })));
    service.jobsById.set(jobKeyId(JOB_KEY), job({ RUNNING: 1, SUCCEEDED: 9 }));
    await clock.tickAsync(3 * MINUTE);
    assert.equal(jobs.get(JOB_KEY)?.active.length, 2);
    assert.deepEqual(jobs.get(JOB_KEY)?.job?.taskRunStatusCounts, { RUNNING: 1, SUCCEEDED: 9 });
  });

  it('are the same in another window and the next one, without a call', async () => {
    const [one, other] = [open(), open()];
    one.jobs.setAttention(true);
    one.list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    await clock.tickAsync(0);
    for (const { jobs } of [other, open()]) {
      assert.deepEqual(
        JSON.parse(JSON.stringify(jobs.get(JOB_KEY))),
        JSON.parse(JSON.stringify(one.jobs.get(JOB_KEY))),
      );
    }
    assert.equal(service.calls.length, 2);
  });

  it('are forgotten when nobody watches them any more', async () => {
    const { list, jobs } = open();
    jobs.setAttention(true);
    list.watch([{ kind: 'job', key: JOB_KEY }]);
    await clock.tickAsync(0);
    list.unwatch([{ kind: 'job', key: JOB_KEY }]);
    assert.deepEqual([jobs.all(), clock.countTimers()], [[], 0]);
  });
});
