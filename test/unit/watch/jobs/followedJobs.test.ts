import assert from 'node:assert/strict';

import { UserError } from '../../../../src/core/errors';
import { type Listing, listing } from '../../../../src/core/farm/farm';
import type { Job, Part, SessionAction } from '../../../../src/core/session/session';
import * as causes from '../../../../src/failureCauses';
import { type TriageHandle, TriageStore } from '../../../../src/watch/jobs/triageStore';
import { FailedJobSource } from '../../../support/sessions/failedJobSource';
import { failedJob } from '../../../support/sessions/failures';
import { SimulatedClock } from '../../../support/simulatedClock';
import { JOB_KEY, jobTriage } from '../../../support/sessions/triages';

/** A job that runs, of which the first failed tasks of a list have failed by now. */
class RunningJobSource extends FailedJobSource {
  failed = 20;
  succeeded = 100;
  status = 'RUNNING';
  asked = 0;
  fault: UserError | undefined;
  readonly #all = this.job.failures;

  constructor() {
    super(failedJob(100, 1, () => 'license'));
    this.fail(20);
  }

  fail(tasks: number): void {
    this.failed = tasks;
    Object.assign(this.job, { failures: this.#all.slice(0, tasks) });
  }

  override sessionActions(): Listing<SessionAction> {
    return listing(() => Promise.resolve({ items: [], next: undefined }));
  }

  override fetchJobs(...[, , signal]: Parameters<FailedJobSource['fetchJobs']>): Promise<readonly Part<Job>[]> {
    this.asked++;
    signal.throwIfAborted();
    const { job } = jobTriage([]);
    assert.ok(job);
    if (this.fault) {
      return Promise.resolve([{ ok: false, fault: this.fault.fault }]);
    }
    const taskRunStatusCounts = { FAILED: this.failed, SUCCEEDED: this.succeeded, RUNNING: 3 };
    return Promise.resolve([
      {
        ok: true,
        value: {
          ...job,
          taskRunStatus: this.status,
          taskRunStatusCounts,
          endedAtMs: this.status === 'RUNNING' ? undefined : 1,
        },
      },
    ]);
  }
}

describe('a job that still runs', () => {
  let source: RunningJobSource;
  let clock: SimulatedClock;
  let store: TriageStore;
  let handle: TriageHandle;

  beforeEach(async () => {
    source = new RunningJobSource();
    clock = new SimulatedClock();
    store = new TriageStore({
      service: () => source,
      clock,
      random: () => 0,
      causes: () => causes,
      onError: (error) => assert.fail(String(error)),
    });
    handle = store.open(JOB_KEY);
    await clock.run(handle.done);
    source.asked = 0;
    source.calls = 0;
  });
  afterEach(() => {
    store.dispose();
    assert.equal(clock.timers, 0);
  });

  /** Lets a quarter of a minute pass, and what then is read come to its end. */
  const round = async (): Promise<void> => {
    await clock.pass(15_000);
    for (let turn = 0; turn < 200; turn++) {
      await clock.pass(0);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await clock.pass(300);
  };

  it('is asked for while a person sees it in a window that has the focus, and at no other time', async () => {
    await round();
    handle.look(true);
    await round();
    assert.equal(source.asked, 0);
    store.setAttention(true);
    await round();
    assert.equal(source.asked, 1);
    handle.look(false);
    await round();
    store.setAttention(false);
    handle.look(true);
    await round();
    assert.equal(source.asked, 1);
    assert.equal(clock.timers, 0);
  });

  it('costs one call a round as long as no other task has failed, and shows how many succeeded', async () => {
    store.setAttention(true);
    handle.look(true);
    await round();
    assert.deepEqual([source.asked, source.calls], [1, 0]);
    source.succeeded = 101;
    await round();
    assert.deepEqual([source.asked, source.calls], [2, 0]);
    assert.equal(handle.triage.job?.taskRunStatusCounts.SUCCEEDED, 101);
  });

  it('has new failures in its groups by itself, and what was read is not read again', async () => {
    store.setAttention(true);
    handle.look(true);
    source.fail(45);
    await round();
    assert.deepEqual([handle.triage.failedTasks, handle.triage.progress.state], [45, 'done']);
    assert.ok(source.calls <= 12, `${source.calls}`);
  });

  it('is read a last time when it ends, and is never asked for again', async () => {
    store.setAttention(true);
    handle.look(true);
    source.status = 'FAILED';
    source.fail(21);
    await round();
    assert.deepEqual([handle.triage.goesOn, handle.triage.failedTasks], [false, 21]);
    const { asked } = source;
    await round();
    assert.equal(source.asked, asked);
    assert.equal(clock.timers, 0);
  });

  it('is not asked for any more once its page is closed', async () => {
    store.setAttention(true);
    handle.look(true);
    handle.dispose();
    handle.look(true);
    await round();
    assert.deepEqual([source.asked, clock.timers], [0, 0]);
  });

  it('keeps what it shows while the service does not answer, and is asked for less often', async () => {
    store.setAttention(true);
    handle.look(true);
    source.fault = new UserError({ kind: 'throttled', message: 'Too many calls.' });
    await round();
    await round();
    assert.equal(source.asked, 1);
    await round();
    assert.equal(source.asked, 2);
    assert.equal(handle.triage.failedTasks, 20);
  });
});
