import assert from 'node:assert/strict';
import { findJob } from '../../../../src/core/search/findJob';
import { JobSessions } from '../../../../src/core/search/jobSessions';
import type { JobKey } from '../../../../src/core/session/sessionKey';
import { listedSessionText } from '../../../../src/render/session/listedSession';
import { Browsing } from '../../../support/windows/browsing';

const { signal } = new AbortController();

describe('the sessions of a job', () => {
  const browsing = new Browsing();
  const { farm, service } = browsing;
  const jobOf = (name: string): JobKey => {
    const key = farm.examples.find((example) => example.name === name)?.key;
    assert.ok(key);
    return key;
  };
  const texts = (list: JobSessions): string[] =>
    list.sessions.map((session) => {
      const { label, description, message } = listedSessionText(session, list.stepNames, browsing.clock.now);
      return [label, description, message].filter((part) => part !== '').join(' | ');
    });
  beforeEach(() => {
    browsing.asked();
  });

  it('tell which failed, on which frame and host, in five calls', async () => {
    const list = new JobSessions({ service, job: jobOf('failedTask'), stepId: undefined });
    await list.load(signal);
    await list.fill(signal);
    assert.deepEqual(browsing.asked().toSorted(), [
      'BatchGetSession',
      'BatchGetSessionAction',
      'BatchGetStep',
      'ListSessions',
      'SearchTasks',
    ]);
    const [failed, ...others] = texts(list);
    assert.match(failed ?? '', /^Frame 1005 · Render \| failed · exit 1 · \S+ · .+ – .+ \(\d+ \S+ ago\) \| /);
    for (const other of others) {
      assert.match(other, /^\S+ \| (ended|active) · /);
    }
  });

  it('are told without their hosts where those may not be read', async () => {
    const denial = farm.inject({ operation: 'BatchGetSession', kind: 'accessDenied' });
    const other = farm.inject({ operation: 'GetSession', kind: 'accessDenied' });
    const list = new JobSessions({ service, job: jobOf('failedTask'), stepId: undefined });
    await list.load(signal);
    await list.fill(signal);
    denial.dispose();
    other.dispose();
    assert.match(texts(list)[0] ?? '', /^Frame 1005 · Render \| failed · exit 1 · worker-…/);
  });

  it('that failed are there although the list is refused, and why it is', async () => {
    const denial = farm.inject({ operation: 'ListSessions', kind: 'accessDenied' });
    const list = new JobSessions({ service, job: jobOf('failedTask'), stepId: undefined });
    await list.load(signal);
    await list.fill(signal);
    denial.dispose();
    assert.equal(list.fault?.kind, 'accessDenied');
    assert.match(texts(list)[0] ?? '', /^Frame 1005/);
  });

  it('stop being read when nobody waits any more', async () => {
    const list = new JobSessions({ service, job: jobOf('failedTask'), stepId: undefined });
    await assert.rejects(list.load(AbortSignal.abort()), { name: 'AbortError' });
  });

  describe('of which only the job’s ID is known', () => {
    const scope = (job: JobKey) => ({
      connection: job.connection,
      farmId: undefined,
      queueId: undefined,
      preferred: { farmId: undefined, queueId: undefined },
    });

    it('are found by asking all queues at once', async () => {
      const job = jobOf('segmentationFault');
      const { connection, farmId, queueId, jobId } = job;
      const found = await findJob(service, jobId, scope(job), signal);
      assert.deepEqual(found, { connection, farmId, queueId, jobId });
      assert.equal(browsing.asked().filter((call) => call === 'BatchGetJob').length, 1);
    });

    it('are not found where no queue has the job', async () => {
      const job = jobOf('failedTask');
      assert.equal(await findJob(service, 'job-00000000000000000000000000000000', scope(job), signal), undefined);
    });
  });
});
