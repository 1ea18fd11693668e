import assert from 'node:assert/strict';

import { systemClock } from '../../../../src/core/async/clock';
import type { JobTriage } from '../../../../src/core/triage/triage';
import * as causes from '../../../../src/failureCauses';
import { TriageStore } from '../../../../src/watch/jobs/triageStore';
import { createTestService } from '../../../support/aws/service';
import { FarmCaller } from '../../../support/farm/farmCaller';

describe('the triage of a job with 1,000 failed tasks', () => {
  const caller = new FarmCaller();
  const { farm } = caller;
  const wreck = farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
  const truth = new Map(wreck.failures().map((failure) => [failure.taskId, failure]));
  const { service } = createTestService(farm.handle);
  const errors: unknown[] = [];
  const store = new TriageStore({
    service: () => service,
    clock: { ...systemClock, Date: { now: () => caller.nowMs } },
    causes: () => causes,
    onError: (error) => errors.push(error),
  });
  const drawn: { readonly triage: JobTriage; readonly calls: number }[] = [];
  farm.meter.reset();
  const handle = store.open(wreck.key);
  handle.onDidChange((triage) => drawn.push({ triage, calls: farm.meter.calls.length }));

  before(() => handle.done);
  after(() => {
    store.dispose();
    service.dispose();
  });

  it('takes at most 70 calls, none of which is refused', () => {
    const { calls } = farm.meter;
    assert.ok(calls.length <= 70, `${calls.length}`);
    assert.deepEqual(new Set(calls.map(({ status }) => status)), new Set([200]));
    assert.ok(handle.triage.progress.calls >= calls.length - 1, 'calls are counted');
    assert.deepEqual(errors, []);
  });

  it('shows first groups after at most 4 calls', () => {
    const first = drawn.find(({ triage }) => triage.groups.length > 0) ?? assert.fail();
    assert.ok(first.calls <= 4, `${first.calls}`);
    assert.ok(first.triage.groups.length >= 3);
    assert.ok(first.triage.groups.every(({ hosts }) => hosts.length > 0));
  });

  it('holds every failed task once', () => {
    const { groups, failedTasks, progress } = handle.triage;
    const ids = groups.flatMap(({ tasks }) => tasks).map(({ taskId }) => taskId);
    assert.deepEqual(new Set(ids), new Set(truth.keys()));
    assert.equal(ids.length, 1_000);
    assert.equal(failedTasks, 1_000);
    assert.deepEqual([progress.state, progress.total, progress.read], ['done', 1_000, 1_000]);
  });

  it('names the six causes, and puts at least 95 % of the tasks to their own', () => {
    const { groups } = handle.triage;
    assert.deepEqual(new Set(groups.map(({ cause }) => cause)), new Set([...truth.values()].map(({ cause }) => cause)));
    const right = groups.flatMap(({ cause, tasks }) =>
      tasks.filter(({ taskId }) => truth.get(taskId)?.cause === cause),
    );
    assert.ok(right.length >= 950, `${right.length}`);
  });

  it('never takes two causes for one: each has one group', () => {
    assert.equal(handle.triage.groups.length, 6);
    for (const { cause, tasks, sampled, inferred, basis, mayBe } of handle.triage.groups) {
      assert.equal(basis, 'log');
      assert.deepEqual(mayBe, []);
      assert.equal(sampled + inferred, tasks.length);
      const sampledTasks = tasks.filter(({ isSampled }) => isSampled);
      assert.equal(sampledTasks.length, sampled);
      assert.ok(sampledTasks.every(({ taskId }) => truth.get(taskId)?.cause === cause));
    }
  });

  it('quotes lines with the session and the action that they are of', () => {
    for (const { evidence, example } of handle.triage.groups) {
      const [line] = evidence;
      assert.ok(line?.at);
      assert.equal(line.at.key.sessionId, example.sessionId);
      assert.equal(line.at.sessionActionId, example.sessionActionId);
      assert.ok(example.isSampled && line.at.timestampMs >= (example.startedAtMs ?? Infinity));
    }
  });

  it('says which failures are the host’s, and which layer is alone', () => {
    const spreads = new Map(
      handle.triage.groups.map(({ cause, spread, shared, hosts }) => [cause, { spread, shared, hosts }]),
    );
    assert.equal(spreads.get('storage')?.spread, 'oneHost');
    assert.equal(spreads.get('storage')?.hosts[0]?.host.id, wreck.badHost.hostName);
    assert.equal(spreads.get('missing-input')?.spread, 'manyHosts');
    assert.deepEqual(spreads.get('gpu-memory')?.shared, { Layer: 'hair' });
    assert.deepEqual(spreads.get('license')?.shared, {});
  });

  it('reads every attempt on demand, and finds the bad host alone, also in other jobs', async () => {
    assert.equal(handle.triage.hosts.state, 'unread');
    const estimated = handle.triage.hosts.estimatedCalls ?? assert.fail();
    farm.meter.reset();
    await handle.compareHosts();
    assert.ok(
      Math.abs(farm.meter.calls.length - estimated) < estimated / 2,
      `${farm.meter.calls.length}: ${estimated}`,
    );
    const { state, attempts, failures, suspects } = handle.triage.hosts;
    assert.deepEqual([state, attempts, failures], ['read', 4_000, 1_000]);
    const [suspect, ...others] = suspects;
    assert.ok(suspect);
    assert.deepEqual(others, []);
    assert.equal(suspect.host.hostName, wreck.badHost.hostName);
    assert.ok(suspect.failures >= 47 && suspect.chance < 1e-6);
    await handle.lookElsewhere(suspect.host.id);
    const elsewhere = handle.triage.hosts.suspects[0]?.elsewhere ?? assert.fail();
    assert.deepEqual([elsewhere.state, elsewhere.jobs, elsewhere.isPartial], ['read', 2, false]);
    assert.ok(elsewhere.failures >= 20 && elsewhere.failures <= elsewhere.attempts);
  });

  it('costs no more than the tasks when it is read again and nothing is new', async () => {
    const before = handle.triage.groups.map(({ id, cause, tasks }) => [id, cause, tasks.length]);
    await handle.refresh();
    farm.meter.reset();
    await handle.refresh();
    assert.deepEqual(
      handle.triage.groups.map(({ id, cause, tasks }) => [id, cause, tasks.length]),
      before,
    );
    assert.ok(farm.meter.calls.length <= 12, `${farm.meter.calls.length}`);
  });
});
