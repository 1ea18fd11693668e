import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../src/core/errors';
import type { SessionId } from '../../../src/core/ids';
import type { Job, SessionSummary } from '../../../src/core/session/session';
import { jobProgress, jobTitle, jobTone, watchedJobRow } from '../../../src/render/watching/watching';
import { watchingRow } from '../../../src/render/watching/watchingRows';
import type { WatchedJob } from '../../../src/core/farm/watchedParts';
import { activeSession, endedSession, failedSession, JOB_KEY, NOW_MS } from '../../support/sessions/sessions';
import { runs } from '../../support/thorough';

const { fault: FAULT } = new UserError({ kind: 'notFound', message: 'There is no such job.' });
const id = (index: number): SessionId => `session-${index.toString(16).padStart(32, '0')}`;

function job(counts: Readonly<Record<string, number>>, changes: Partial<Job> = {}): Job {
  const part = activeSession().snapshot?.job;
  assert.ok(part?.ok);
  return { ...part.value, taskRunStatusCounts: counts, ...changes };
}

function running(index: number, changes: Partial<SessionSummary> = {}): SessionSummary {
  return {
    sessionId: id(index),
    fleetId: 'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
    workerId: 'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
    startedAtMs: NOW_MS - 12 * 60_000,
    endedAtMs: undefined,
    lifecycleStatus: 'STARTED',
    targetLifecycleStatus: undefined,
    ...changes,
  };
}

const facts = (changes: Partial<WatchedJob> = {}): WatchedJob => ({
  kind: 'job',
  key: JOB_KEY,
  name: undefined,
  job: job({ SUCCEEDED: 97, RUNNING: 4, READY: 19, FAILED: 1 }),
  active: [],
  failed: [],
  fault: undefined,
  ...changes,
});

describe('a watched job in words', () => {
  const check = (counts: Readonly<Record<string, number>>, expected: string, changes: Partial<Job> = {}): void => {
    it(expected, () => {
      assert.equal(jobProgress(job(counts, changes)), expected);
    });
  };
  check({ SUCCEEDED: 97, RUNNING: 4, READY: 19, FAILED: 1 }, '97 of 121 tasks done · 1 failed · 4 running');
  check({ READY: 1 }, '0 of 1 task done');
  check(
    { ASSIGNED: 1, STARTING: 1, SUSPENDED: 2, CANCELED: 3 },
    '0 of 7 tasks done · 2 running · 3 canceled · 2 suspended',
  );
  check({}, 'create in progress', { taskRunStatus: undefined, lifecycleStatus: 'CREATE_IN_PROGRESS' });

  it('is failed as soon as one task failed', () => {
    assert.deepEqual(
      [jobTone(facts()), jobTone(facts({ job: job({ RUNNING: 1 }) })), jobTone(facts({ job: undefined }))],
      ['failed', 'running', 'neutral'],
    );
  });

  it('is called by its short ID until its name is known', () => {
    assert.deepEqual(
      [jobTitle(facts()), jobTitle(facts({ job: undefined }))],
      ['sh020_lighting_v012', 'job-…1c0d9e8f'],
    );
  });
});

describe('the row of a watched job', () => {
  it('has its failed sessions below it, then those that run', () => {
    const ending = running(3, { targetLifecycleStatus: 'ENDED', lifecycleStatus: 'UPDATE_IN_PROGRESS' });
    const row = watchedJobRow(facts({ active: [running(1), running(2), ending], failed: [id(2), id(9)] }), NOW_MS);
    assert.deepEqual(
      row.children.map(({ label, description, icon }) => [label, description, icon]),
      [
        ['session-…00000009', 'failed', { tone: 'failed' }],
        ['session-…00000001', 'active · 12 min', { tone: 'running' }],
        ['session-…00000002', 'active, failed · 12 min', { tone: 'failed' }],
        ['session-…00000003', 'ending · 12 min', { tone: 'ending' }],
      ],
    );
    assert.deepEqual(row.children[0]?.opens, { kind: 'session', key: { ...JOB_KEY, sessionId: id(9) } });
  });

  it('does not list thousands', () => {
    const active = Array.from({ length: 2_000 }, (_, index) => running(index));
    const { children, tooltip } = watchedJobRow(facts({ active }), NOW_MS);
    assert.equal(children.length, 51);
    assert.equal(children.at(-1)?.label, '1,950 more');
    assert.ok(tooltip.includes('2,000 active sessions'));
  });

  it('says that it is being read, or why it could not be', () => {
    const unread = watchedJobRow(facts({ job: undefined }), NOW_MS);
    const refused = watchedJobRow(facts({ job: undefined, fault: FAULT }), NOW_MS);
    assert.deepEqual([unread.description, unread.icon], ['loading… · sample data', { codicon: 'loading~spin' }]);
    assert.deepEqual([refused.description, refused.icon], ['could not be read · sample data', { tone: 'failed' }]);
    assert.ok(refused.tooltip.includes(FAULT.message));
  });

  it('has IDs of its own, one a row', () => {
    const row = watchedJobRow(facts({ active: [running(1), running(2)], failed: [id(1)] }), NOW_MS);
    const ids = [row.id, ...row.children.map((child) => child.id)];
    assert.equal(new Set(ids).size, 3);
    assert.ok(ids.every((one) => one.startsWith(row.id)));
  });

  it('shows no control characters of a job’s name, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const { label, tooltip } = watchedJobRow(facts({ job: job({ READY: 1 }, { name }) }), NOW_MS);
        for (const text of [label, ...tooltip]) {
          assert.doesNotMatch(text, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        }
      }),
      runs(200),
    );
  });
});

describe('the row above all that is watched', () => {
  it('counts what failed, what runs and what has ended', () => {
    const row = watchingRow(
      [failedSession(), activeSession(), activeSession(), endedSession()],
      [
        facts(),
        facts({ job: job({ RUNNING: 1 }) }),
        facts({ job: job({ SUCCEEDED: 1 }, { taskRunStatus: 'SUCCEEDED' }) }),
      ],
    );
    assert.equal(row.description, '2 failed, 3 active, 2 ended');
  });

  it('leaves out what is zero', () => {
    assert.equal(watchingRow([activeSession()], []).description, '1 active');
  });
});
