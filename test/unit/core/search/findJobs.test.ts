import assert from 'node:assert/strict';

import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import { findActivity, findJobs } from '../../../../src/core/search/findJobs';
import type { QueueId } from '../../../../src/core/ids';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { Browsing } from '../../../support/windows/browsing';

const { signal } = new AbortController();

describe('find jobs', () => {
  const setUp = async () => {
    const browsing = new Browsing({ jobs: 40, sessionsPerJob: 4 });
    const farm = await browsing.way('farm', 'Lanternfish VFX');
    const queues = await browsing.service.queues(SAMPLE_CONNECTION, farm.facts.farmId, signal).page();
    const queueIds = queues.items.map(({ queueId }) => queueId);
    browsing.asked();
    const find = (queueIds: readonly QueueId[], text: string, abort: AbortSignal = signal) =>
      findJobs(browsing.service, SAMPLE_CONNECTION, farm.facts.farmId, queueIds, { ...NEWEST_JOBS, text }, abort);
    return { browsing, queueIds, find, farmId: farm.facts.farmId };
  };

  it('finds jobs of all queues by their names, with one call for ten queues, the newest first', async () => {
    const { browsing, queueIds, find } = await setUp();
    const { jobs, isAtLeast, faults } = await find(queueIds, 'sh1');
    assert.deepEqual(browsing.asked(), ['SearchJobs']);
    assert.ok(jobs.length > 9 && jobs.every(({ name }) => name.includes('sh1')));
    assert.deepEqual(
      jobs,
      jobs.toSorted((a, b) => b.createdAtMs - a.createdAtMs),
    );
    assert.ok(new Set(jobs.map(({ queueId }) => queueId)).size > 1);
    assert.deepEqual([isAtLeast, faults.size], [false, 0]);
  });

  it('asks twenty-five queues with three calls', async () => {
    const { browsing, queueIds, find } = await setUp();
    const many = Array.from({ length: 25 }, (_, index) => queueIds[index % queueIds.length] ?? assert.fail());
    await find(many, 'nothing has such a name');
    assert.deepEqual(browsing.asked(), ['SearchJobs', 'SearchJobs', 'SearchJobs']);
  });

  it('tells which queue may not be searched, and finds what is in the others', async () => {
    const { browsing, queueIds, find } = await setUp();
    const [first = assert.fail()] = queueIds;
    const isFirst = ({ path, body }: { readonly path: string; readonly body: string }) => (path + body).includes(first);
    browsing.farm.inject({ operation: 'SearchJobs', kind: 'accessDenied', when: isFirst });
    browsing.farm.inject({ operation: 'ListJobs', kind: 'accessDenied', when: isFirst });
    const { jobs, faults } = await find(queueIds, 'scale');
    assert.equal(jobs.length, 40);
    assert.deepEqual(
      [...faults].map(([queueId, { kind }]) => [queueId, kind]),
      [[first, 'accessDenied']],
    );
  });

  it('ends with whoever asked', async () => {
    const { queueIds, find } = await setUp();
    await assert.rejects(find(queueIds, 'sh', AbortSignal.abort()), { name: 'AbortError' });
  });

  it('counts what runs in each queue', async () => {
    const { browsing, queueIds, farmId } = await setUp();
    const activity = await findActivity(browsing.service, SAMPLE_CONNECTION, farmId, queueIds, signal);
    assert.deepEqual(browsing.asked(), ['SearchJobs']);
    assert.deepEqual([...activity.keys()], queueIds);
    assert.deepEqual(activity.get(queueIds[2] ?? assert.fail()), { activeJobs: 1, runningTasks: 1, isAtLeast: false });
    assert.deepEqual(activity.get(queueIds[1] ?? assert.fail()), { activeJobs: 0, runningTasks: 0, isAtLeast: false });
  });
});
