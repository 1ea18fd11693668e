import assert from 'node:assert/strict';
import { aboutIncomplete, aboutReading, aboutSession, aboutThing } from '../../../../src/ui/editor/hoverText';
import { failedSession, KEY, NOW_MS } from '../../../support/sessions/sessions';
import { stuckSession, WAITING } from '../../../support/sessions/stuckSessions';

/** The commands that a hover may run: they show, copy and look up, and each checks its argument. */
const READING = [
  'openDetails',
  'openLog',
  'openActionLog',
  'openWorkerLog',
  'goToFailure',
  'copySessionId',
  'revealInFarms',
  'lookUp',
  'whyJobFailed',
  'revealTask',
].map((name) => `deadlineSessions.${name}`);

describe('hovers', () => {
  it('say what a running action may be stuck on, with its line and what helps', () => {
    const { value } = aboutSession(stuckSession(WAITING), undefined, NOW_MS);
    assert.match(value, /\*\*May be stuck on a license: arnold\\?\.\*\*/);
    assert.ok(value.includes('error checking out license for arnold'), value);
    assert.ok(value.includes('license server address'), value);
  });

  it('may run the commands that only read, and no others', () => {
    const hovers = [
      aboutSession(failedSession(), undefined, NOW_MS),
      aboutIncomplete('session', { sessionId: KEY.sessionId }),
      aboutThing(
        { kind: 'farm', farmId: KEY.farmId },
        { name: 'x', status: undefined, taskRunStatusCounts: {} },
        { farmId: KEY.farmId },
        undefined,
      ),
    ];
    for (const { isTrusted } of hovers) {
      assert.ok(typeof isTrusted === 'object');
      assert.deepEqual(
        isTrusted.enabledCommands.filter((command) => !READING.includes(command)),
        [],
      );
    }
    assert.equal(aboutReading({ kind: 'session', id: KEY.sessionId }).isTrusted, undefined);
  });

  it('lead from a job with failed tasks to why it failed', () => {
    const { connection, farmId, queueId, jobId } = KEY;
    const ids = { farmId, queueId, jobId };
    const hover = (taskRunStatusCounts: Record<string, number>): string =>
      aboutThing({ kind: 'job', ...ids }, { name: 'x', status: 'FAILED', taskRunStatusCounts }, ids, connection).value;
    assert.match(hover({ FAILED: 3 }), /\[Why did it fail\?\]\(command:deadlineSessions\.whyJobFailed\?/);
    assert.doesNotMatch(hover({ SUCCEEDED: 3 }), /whyJobFailed/);
  });

  it('show a job’s name as text', () => {
    const session = failedSession();
    assert.ok(session.snapshot?.job.ok);
    const name = '[OK](command:workbench.action.quit) $(zap)';
    const job = { ok: true, value: { ...session.snapshot.job.value, name } } as const;
    const { value } = aboutSession({ ...session, snapshot: { ...session.snapshot, job } }, undefined, NOW_MS);
    assert.doesNotMatch(value, /\[OK\]\(command/);
    assert.doesNotMatch(value, /(?<!\\)\$\(zap\)/);
  });

  describe('of a task', () => {
    const stepId = 'step-5d20c7e1f8a94b3693d4e6f70a1b2c3d';
    const taskId = 'task-5d20c7e1f8a94b3693d4e6f70a1b2c3d-16';
    const { farmId, queueId, jobId, sessionId } = KEY;
    const ids = { farmId, queueId, jobId, stepId, taskId } as const;

    it('lead to its latest try and its place, whatever session is named beside it', () => {
      const facts = { name: 'Frame 1017', status: 'FAILED', taskRunStatusCounts: {} };
      const { value } = aboutThing({ kind: 'task', ...ids }, facts, { ...ids, sessionId }, undefined);
      assert.match(value, /\*\*Frame&nbsp;1017\*\*|\*\*Frame 1017\*\*/);
      assert.match(value, /failed/);
      assert.match(value, /\[Latest try\]\(command:deadlineSessions\.lookUp\?/);
      assert.match(value, /\[In its farm\]\(command:deadlineSessions\.revealTask\?/);
      assert.ok(value.includes(taskId) && !value.includes(sessionId));
    });

    it('of which the parents are not known look it up, not the session beside it', () => {
      const { value } = aboutIncomplete('task', { stepId, taskId, sessionId });
      assert.match(value, /\[Look it up\]\(command:deadlineSessions\.lookUp\?/);
      assert.ok(value.includes(taskId) && !value.includes(sessionId));
    });
  });
});
