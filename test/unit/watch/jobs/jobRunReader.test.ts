import assert from 'node:assert/strict';
import { jobLanes } from '../../../../src/core/timeline/jobLanes';
import type { JobRun } from '../../../../src/core/timeline/jobRun';
import { JobRunReader, MOST_RUN_CALLS } from '../../../../src/watch/jobs/jobRunReader';
import { systemClock } from '../../../../src/core/async/clock';
import { createTestService } from '../../../support/aws/service';
import { FarmCaller } from '../../../support/farm/farmCaller';
import { readerOf, refused, RunSource } from '../../../support/sessions/jobRunSource';
import { crowdedRun, smallRun } from '../../../support/sessions/jobRuns';

describe('reading all sessions and actions of a job', () => {
  it('finds everything, with the host of each worker, in as few calls as there are pages', async () => {
    const source = new RunSource(crowdedRun(13_000));
    const { reader, errors } = readerOf(source);
    await reader.read();
    const { run } = reader;
    assert.deepStrictEqual(errors, []);
    assert.deepStrictEqual(
      { ...run, key: undefined, readAtMs: undefined, progress: undefined },
      { ...source.run, key: undefined, readAtMs: undefined, progress: undefined },
    );
    assert.deepStrictEqual(run.progress, { state: 'done', phase: 'actions', calls: source.calls, isOverBudget: false });
    // The job, its steps, the consumers of one, its sessions, its hosts, and 130 pages of actions.
    assert.equal(source.calls, 5 + Math.ceil(source.run.actions.length / 100));
    reader.dispose();
  });

  it('reads 20,000 actions within the calls of one reading', async () => {
    const source = new RunSource(crowdedRun(20_000, 200));
    const { reader } = readerOf(source);
    await reader.read();
    assert.equal(reader.run.progress.state, 'done');
    assert.ok(source.calls <= MOST_RUN_CALLS, String(source.calls));
    reader.dispose();
  });

  it('stops where its calls are used up, and goes on there', async () => {
    const source = new RunSource(crowdedRun(35_000));
    const { reader } = readerOf(source);
    await reader.read();
    const first = reader.run;
    assert.deepStrictEqual([first.progress.state, first.progress.isOverBudget], ['stopped', true]);
    assert.equal(source.calls, MOST_RUN_CALLS);
    await reader.read();
    assert.equal(reader.run.progress.state, 'done');
    assert.equal(reader.run.actions.length, source.run.actions.length);
    assert.deepStrictEqual(reader.run.actions.slice(0, first.actions.length), first.actions, 'each keeps its place');
    assert.ok(source.calls < MOST_RUN_CALLS + 100, String(source.calls));
    reader.dispose();
  });

  it('tells what it has while it reads, ends when it is stopped, and goes on later', async () => {
    const source = new RunSource(crowdedRun(3000));
    const { reader, errors } = readerOf(source);
    const seen: JobRun[] = [];
    reader.onDidChange((run) => seen.push(run));
    source.onCall = (operation) => {
      if (operation === 'sessionActions' && reader.run.progress.state === 'reading' && source.calls === 20) {
        reader.stop();
      }
    };
    await reader.read();
    assert.equal(seen[0]?.progress.state, 'reading');
    assert.deepStrictEqual([reader.run.progress.state, reader.run.progress.isOverBudget], ['stopped', false]);
    const { length } = reader.run.actions;
    assert.ok(length > 0 && length < source.run.actions.length);
    await Promise.all([reader.read(), reader.read()]);
    assert.equal(reader.run.actions.length, source.run.actions.length);
    assert.deepStrictEqual(errors, []);
    reader.dispose();
  });

  it('goes on without a part that it may not read, and says which', async () => {
    const unread = {
      stepConsumers: 'dependencies',
      steps: 'steps',
      sessions: 'sessions',
      fetchSessions: 'hosts',
      fetchJobs: 'job',
    };
    for (const [refusedOne, what] of Object.entries(unread)) {
      const source = new RunSource(crowdedRun(300, 4));
      source.onCall = (operation) => {
        if (operation === refusedOne) {
          throw refused(`No ${refusedOne}.`);
        }
      };
      const { reader, errors } = readerOf(source);
      await reader.read();
      const { run } = reader;
      assert.deepStrictEqual(
        run.unread.map((part) => [part.what, part.fault.message]),
        [[what, `No ${refusedOne}.`]],
      );
      assert.equal(errors.length, 1);
      assert.equal(run.progress.state, 'done');
      assert.equal(run.actions.length, source.run.actions.length);
      assert.ok((jobLanes(run, 0)?.lanes.length ?? 0) > 0);
      reader.dispose();
    }
  });

  it('reads everything anew once all was read, and lets each action keep its place', async () => {
    const source = new RunSource(smallRun());
    const { reader } = readerOf(source);
    await reader.read();
    const before = reader.run;
    await reader.read();
    const calls = before.progress.calls - 1;
    assert.deepStrictEqual(
      reader.run,
      { ...before, progress: { ...before.progress, calls } },
      'hosts are asked for once',
    );
    reader.dispose();
  });

  it('says nothing more once it was given up', async () => {
    const source = new RunSource(crowdedRun(500));
    const { reader, errors } = readerOf(source);
    source.onCall = (_, call) => {
      if (call === 5) {
        reader.dispose();
      }
    };
    await reader.read();
    assert.equal(source.calls, 5);
    assert.deepStrictEqual(errors, []);
  });

  it('finds on the sample farm what ran where, and what steps wait for', async () => {
    const caller = new FarmCaller();
    const planted = caller.farm.planted.find(({ name }) => name === 'sq12_wreck_earlier_v001') ?? assert.fail();
    const { service } = createTestService(caller.farm.handle);
    caller.farm.meter.reset();
    const reader = new JobRunReader(planted.key, {
      service: () => service,
      background: () => service,
      clock: systemClock,
      onError: (error) => assert.fail(String(error)),
    });
    await reader.read();
    const { run } = reader;
    const lanes = jobLanes(run, caller.nowMs) ?? assert.fail();
    assert.deepStrictEqual(run.unread, []);
    assert.equal(lanes.figures.failed, planted.failures().length);
    assert.ok(lanes.lanes.every(({ hostName }) => hostName !== undefined));
    assert.equal(caller.farm.meter.calls.length, run.progress.calls);
    reader.dispose();
    service.dispose();
  });
});
