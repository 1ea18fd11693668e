import assert from 'node:assert/strict';

import { systemClock } from '../../../../src/core/async/clock';
import { listing } from '../../../../src/core/farm/farm';
import * as causes from '../../../../src/failureCauses';
import { QueueFailuresLists } from '../../../../src/ui/jobs/queueFailures';
import type { QueueFailuresSource } from '../../../../src/watch/jobs/queueFailuresReader';
import { FailedJobSource } from '../../../support/sessions/failedJobSource';
import { failedJob } from '../../../support/sessions/failures';
import { NOW_MS } from '../../../support/sessions/sessions';
import { JOB_KEY, jobTriage } from '../../../support/sessions/triages';
import { resetVSCode, shown, run } from '../../../support/vscode/shown';

const QUEUE = { connection: JOB_KEY.connection, farmId: JOB_KEY.farmId, queueId: JOB_KEY.queueId };

class Source extends FailedJobSource implements QueueFailuresSource {
  amount = 2;

  jobs: QueueFailuresSource['jobs'] = () =>
    listing(() => {
      const { job } = jobTriage([]);
      assert.ok(job);
      const items = Array.from({ length: this.amount }, (_, at) => ({
        ...job,
        queueId: JOB_KEY.queueId,
        jobId: `job-${String(at).padStart(32, '0')}` as const,
        name: `$(bug) sh0${at}`,
        createdAtMs: NOW_MS - at,
        taskRunStatusCounts: { FAILED: 250 },
      }));
      return Promise.resolve({ items, next: undefined });
    });
}

describe('the list of what failed alike in a queue', () => {
  let source: Source;
  let lists: QueueFailuresLists;

  beforeEach(() => {
    resetVSCode();
    source = new Source(failedJob(10, 1, () => 'license'));
    lists = new QueueFailuresLists({
      run,
      service: () => source,
      clock: { ...systemClock, Date: { now: () => NOW_MS } },
      causes: () => causes,
      onLooked: () => undefined,
      onError: (error) => assert.fail(String(error)),
    });
  });
  afterEach(() => {
    lists.dispose();
  });

  const pickerTitled = async (title: RegExp, isReady: (labels: readonly string[]) => boolean = () => true) => {
    for (let turn = 0; turn < 5_000; turn++) {
      const picker = shown.picks.at(-1);
      if (picker && title.test(picker.title) && isReady(picker.items.map(({ label }) => label))) {
        return picker;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return assert.fail(`${String(title)}: ${JSON.stringify(shown.picks.at(-1)?.items)}`);
  };
  const isDone = (labels: readonly string[]): boolean => labels.some((label) => label.includes('Look Again'));

  it('has a row for each failure, with its jobs below it, and leads to the page of one', async () => {
    const closed = lists.show(QUEUE, 'fx');
    const picker = await pickerTitled(/^Failures of the Last 7 Days in fx$/, isDone);
    const rows = picker.items.map(({ label, description }) => `${label} | ${description ?? ''}`);
    assert.match(rows[0] ?? '', /^\$\(refresh\) Look Again \| 2 of 2 failed jobs looked at, \d+ of at most 300 calls$/);
    assert.equal(rows[1], 'The same in several jobs | ');
    assert.match(rows[2] ?? '', /^\$\(error\) .*license.* \| 20 tasks in 2 jobs$/i);
    assert.doesNotMatch(picker.items[2]?.detail ?? '', /^\$\(/);
    assert.deepEqual(rows.slice(3), [
      'Not looked at | ',
      '$(info) 480 of 500 failed tasks | about a hundred of each job are looked at',
    ]);
    picker.accept(/license/i);
    const jobs = await pickerTitled(/license/i);
    assert.deepEqual(
      jobs.items.map(({ description }) => description),
      ['10 tasks', '10 tasks'],
    );
    jobs.accept(/sh01/);
    await closed;
    const [command, key] = shown.commands.at(-1) ?? [];
    assert.equal(command, 'deadlineSessions.whyJobFailed');
    assert.equal((key as { jobId: string }).jobId, `job-${'1'.padStart(32, '0')}`);
  });

  it('comes back from the jobs of a failure, and opens the page of its only job at once', async () => {
    const closed = lists.show(QUEUE, 'fx');
    (await pickerTitled(/^Failures of/, isDone)).accept(/license/i);
    (await pickerTitled(/license/i)).hide();
    (await pickerTitled(/^Failures of/, isDone)).hide();
    await closed;
    source.amount = 1;
    const again = lists.show(QUEUE, 'fx');
    const picker = await pickerTitled(/^Failures of/, (labels) => isDone(labels) && labels.includes('In one job'));
    picker.accept(/license/i);
    await again;
    assert.equal(shown.commands.length, 1);
  });

  it('can be stopped and goes on, says what was not looked at, and reads no job twice', async () => {
    source.amount = 12;
    source.onCall = () => new Promise((resolve) => setImmediate(resolve));
    const closed = lists.show(QUEUE, 'fx');
    const reading = await pickerTitled(/^Failures of/, (labels) => labels.includes('The same in several jobs'));
    reading.accept(/Stop/);
    const stopped = await pickerTitled(/^Failures of/, (labels) => labels[0] === '$(refresh) Go On');
    const left = stopped.items.find(({ label }) => /^\$\(info\) \d+ jobs$/.test(label));
    assert.equal(left?.description, 'stopped before');
    const callsBefore = source.calls;
    stopped.accept(/Go On/);
    await pickerTitled(/^Failures of/, isDone).catch(() => undefined);
    assert.ok(source.calls > callsBefore);
    stopped.hide();
    await closed;
  });

  it('says that nothing failed', async () => {
    source.amount = 0;
    const closed = lists.show(QUEUE, 'fx');
    const picker = await pickerTitled(/^Failures of/, isDone);
    assert.deepEqual(
      picker.items.slice(1).map(({ label }) => label),
      ['No job of the last 7 days failed in this queue.'],
    );
    picker.hide();
    await closed;
  });
});
