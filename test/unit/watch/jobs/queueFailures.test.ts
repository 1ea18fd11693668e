import assert from 'node:assert/strict';

import { systemClock } from '../../../../src/core/async/clock';
import type { JobTriage } from '../../../../src/core/triage/triage';
import type { QueueFailures } from '../../../../src/core/triage/queueFailures';
import * as causes from '../../../../src/failureCauses';
import {
  LOOK_BACK_MS,
  MOST_CALLS,
  QueueFailuresReader,
  type QueueFailuresSource,
} from '../../../../src/watch/jobs/queueFailuresReader';
import { listing } from '../../../../src/core/farm/farm';
import { createTestService } from '../../../support/aws/service';
import { FailedJobSource } from '../../../support/sessions/failedJobSource';
import { failedJob } from '../../../support/sessions/failures';
import { FarmCaller } from '../../../support/farm/farmCaller';
import { NOW_MS } from '../../../support/sessions/sessions';
import { JOB_KEY, jobTriage } from '../../../support/sessions/triages';

/** A queue in which a number of jobs failed of one cause; each submitted an hour before the other. */
class FailedQueueSource extends FailedJobSource implements QueueFailuresSource {
  failedEach = 1_000;

  constructor(public amount: number) {
    super(failedJob(10, 1, () => 'license'));
  }

  jobs: QueueFailuresSource['jobs'] = (_connection, _farm, _queues, query, signal) =>
    listing(async (token = '0') => {
      this.calls++;
      await this.onCall('jobs');
      signal.throwIfAborted();
      assert.deepEqual(query.statuses, ['FAILED']);
      const from = Number(token);
      const { job } = jobTriage([]);
      assert.ok(job);
      const items = Array.from({ length: Math.min(100, this.amount - from) }, (_, at) => ({
        ...job,
        queueId: JOB_KEY.queueId,
        jobId: `job-${String(from + at).padStart(32, '0')}` as const,
        name: `job ${from + at}`,
        createdAtMs: NOW_MS - (from + at) * 3_600_000,
        taskRunStatus: 'FAILED',
        taskRunStatusCounts: { FAILED: this.failedEach },
      }));
      return { items, next: from + 100 < this.amount ? String(from + 100) : undefined };
    });
}

function readerOf(
  service: QueueFailuresSource,
  queue = JOB_KEY,
  nowMs = NOW_MS,
): { readonly reader: QueueFailuresReader; readonly looked: JobTriage[]; readonly errors: unknown[] } {
  const looked: JobTriage[] = [];
  const errors: unknown[] = [];
  const { connection, farmId, queueId } = queue;
  const reader = new QueueFailuresReader(
    { connection, farmId, queueId },
    {
      service: () => service,
      clock: { ...systemClock, Date: { now: () => nowMs } },
      causes: () => causes,
      onLooked: (triage) => looked.push(triage),
      onError: (error) => errors.push(error),
    },
  );
  return { reader, looked, errors };
}

describe('looking through the failed jobs of a queue', () => {
  it('finds on the sample farm what several jobs failed of, within its calls, each job within its own', async () => {
    const caller = new FarmCaller();
    const wreck = caller.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
    const { service } = createTestService(caller.farm.handle);
    caller.farm.meter.reset();
    const { reader, looked, errors } = readerOf(service, wreck.key, caller.nowMs);
    await reader.read();
    const { state, failures, calls, notLooked, looked: count } = reader.failures;
    const made = caller.farm.meter.calls.length;
    assert.ok(made <= MOST_CALLS && made <= 2 + 12 * count, `${made} for ${count}`);
    assert.ok(calls >= made - 2, 'calls are counted');
    assert.deepEqual([state, notLooked, errors, count > 0], ['done', [], [], true]);
    assert.equal(looked.length, count);
    assert.ok(failures.length > 0);
    const truth = new Set(wreck.failures().map(({ cause }) => cause));
    const ofWreck = failures.filter(({ jobs }) => jobs.some(({ key }) => key.jobId === wreck.key.jobId));
    assert.ok(ofWreck.every(({ group }) => truth.has(group.cause as never)));
    reader.dispose();
    service.dispose();
  });

  it('ends where its calls are used up, says which jobs are left, and goes on with those', async () => {
    const source = new FailedQueueSource(60);
    const { reader, looked } = readerOf(source);
    await reader.read();
    const first = reader.failures;
    assert.equal(first.state, 'stopped');
    assert.ok(source.calls <= MOST_CALLS, `${source.calls}`);
    assert.ok(first.looked >= 25 && first.notLooked.length === 60 - first.looked, `${first.looked}`);
    assert.equal(first.notLooked.at(-1)?.name, 'job 59');
    assert.deepEqual(
      first.failures.map(({ group, jobs }) => [group.cause, jobs.length]),
      [['license', first.looked]],
    );
    assert.deepEqual([first.failedTasks, first.readTasks], [1_000 * first.looked, 10 * first.looked]);
    await reader.read();
    await reader.read();
    assert.deepEqual([reader.failures.state, reader.failures.looked], ['done', 60]);
    assert.equal(looked.length, 60, 'no job is looked at twice');
    reader.dispose();
  });

  it('can be stopped, also in the middle of a job, and keeps what it has', async () => {
    const source = new FailedQueueSource(20);
    const { reader, looked, errors } = readerOf(source);
    source.onCall = (operation) => {
      if (operation === 'tasks' && looked.length === 3) {
        reader.stop();
      }
    };
    await reader.read();
    assert.deepEqual(
      [reader.failures.state, reader.failures.looked, reader.failures.notLooked.length],
      ['stopped', 3, 17],
    );
    assert.equal(reader.failures.failures.length, 1);
    source.onCall = () => undefined;
    await reader.read();
    assert.deepEqual([reader.failures.state, reader.failures.looked], ['done', 20]);
    assert.deepEqual(errors, []);
    reader.dispose();
  });

  it('goes on at once where it is asked to while it stops', async () => {
    const source = new FailedQueueSource(5);
    const { reader, looked } = readerOf(source);
    source.onCall = (operation) => {
      if (operation === 'tasks' && looked.length === 2) {
        source.onCall = () => undefined;
        reader.stop();
        void reader.read();
      }
    };
    await reader.read();
    await reader.read();
    assert.deepEqual([reader.failures.state, reader.failures.looked], ['done', 5]);
    reader.dispose();
  });

  it('leaves out jobs of more than 7 days ago, and reads a job again in which more tasks failed', async () => {
    const source = new FailedQueueSource(300);
    const { reader, looked } = readerOf(source);
    const drawn: QueueFailures[] = [];
    reader.onDidChange((failures) => drawn.push(failures));
    await reader.read();
    const { looked: count, notLooked, isListWhole } = reader.failures;
    assert.equal(count + notLooked.length, LOOK_BACK_MS / 3_600_000 + 1);
    assert.ok(isListWhole);
    assert.ok(drawn.every(Object.isFrozen));
    source.amount = 2;
    source.failedEach = 1_001;
    looked.length = 0;
    await reader.read();
    assert.deepEqual([looked.length, reader.failures.looked], [2, 2]);
    reader.dispose();
  });

  it('says why the jobs cannot be listed, and has what it had', async () => {
    const source = new FailedQueueSource(2);
    const { reader, errors } = readerOf(source);
    await reader.read();
    source.onCall = (operation) => (operation === 'jobs' ? Promise.reject(new Error('broken')) : undefined);
    await reader.read();
    assert.deepEqual([reader.failures.state, reader.failures.looked, errors.length], ['failed', 2, 1]);
    assert.ok(reader.failures.fault);
    reader.dispose();
  });

  it('goes on with the next job where one cannot be read', async () => {
    const source = new FailedQueueSource(3);
    let tasks = 0;
    source.onCall = (operation) =>
      operation === 'tasks' && ++tasks === 2 ? Promise.reject(new Error('broken')) : undefined;
    const { reader } = readerOf(source);
    await reader.read();
    const { state, looked, unread, failures } = reader.failures;
    assert.deepEqual([state, looked, unread.map(({ what }) => what)], ['done', 3, ['tasks']]);
    assert.equal(failures[0]?.jobs.length, 2);
    reader.dispose();
  });
});
