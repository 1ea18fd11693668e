import assert from 'node:assert/strict';
import { pairOfSessions } from '../../../../src/core/compare/pairOfSessions';
import { isAlike, nearestActions, nearestTasks } from '../../../../src/core/compare/nearestRuns';
import { actionOfSession } from '../../../../src/core/ids';
import type { Task } from '../../../../src/core/session/session';
import {
  action,
  endedSession,
  ENTER,
  EXIT,
  failedSession,
  frame,
  KEY,
  STARTED_MS,
  STEP_ID,
  SYNC,
} from '../../../support/sessions/sessions';

const FAILED = action(5, frame(1005), 'FAILED', 500, 560);

describe('the nearest run that succeeded', () => {
  it('is the nearest before the failed one, then one after it', () => {
    const others = [
      action(2, frame(1002), 'SUCCEEDED', 100, 200),
      action(3, frame(1003), 'SUCCEEDED', 250, 350),
      action(4, frame(1004), 'FAILED', 400, 450),
      FAILED,
      action(6, frame(1006), 'SUCCEEDED', 600, 700),
    ];
    assert.deepEqual(
      nearestActions(FAILED, others).map(({ sessionActionId }) => sessionActionId.slice(-1)),
      ['6', '3', '2'],
    );
  });

  it('is of its own step, environment or kind', () => {
    const elsewhere = { ...frame(1), stepId: 'step-00000000000000000000000000000001' } as const;
    assert.ok(!isAlike(FAILED, action(1, elsewhere, 'SUCCEEDED', 1, 2)));
    assert.ok(!isAlike(action(0, ENTER, 'FAILED'), action(1, EXIT, 'SUCCEEDED')));
    assert.ok(
      isAlike(
        action(0, ENTER, 'FAILED'),
        action(1, { kind: 'envEnter', environmentId: 'JOB:job-1:Conda' }, 'SUCCEEDED'),
      ),
    );
    assert.ok(isAlike(action(0, SYNC, 'FAILED'), action(1, SYNC, 'SUCCEEDED')));
    assert.ok(!isAlike(action(0, SYNC, 'FAILED'), FAILED));
  });

  const task = (number: number, session: number, startedAtMs: number | undefined, runStatus = 'SUCCEEDED'): Task => ({
    taskId: `task-${STEP_ID.slice('step-'.length)}-${number}`,
    stepId: STEP_ID,
    runStatus,
    targetRunStatus: undefined,
    failureRetryCount: 0,
    startedAtMs,
    endedAtMs: undefined,
    updatedAtMs: undefined,
    updatedBy: undefined,
    latestSessionActionId: actionOfSession(`session-${String(session).padStart(32, '0')}`, number),
    parameters: {},
  });
  const numbers = (tasks: readonly Task[]): readonly string[] =>
    tasks.map(({ taskId }) => taskId.split('-').at(-1) ?? '');

  it('is another try of the same task, then what ran at the time, of different sessions', () => {
    const at = (seconds: number): number => STARTED_MS + seconds * 1000;
    const tasks = [
      task(1, 1, at(490)),
      task(2, 1, at(495)),
      task(3, 2, at(0)),
      task(1005, 3, at(9_000)),
      task(4, 4, at(499), 'FAILED'),
    ];
    assert.deepEqual(numbers(nearestTasks(FAILED, tasks)), ['1005', '2', '3']);
  });

  it('is any, where there are no times and few sessions', () => {
    assert.deepEqual(numbers(nearestTasks(FAILED, [task(1, 1, undefined), task(2, 1, undefined)])), ['1', '2']);
    assert.deepEqual(nearestTasks(FAILED, []), []);
  });
});

describe('a pair of sessions', () => {
  const failed = failedSession().snapshot ?? assert.fail();
  const good = endedSession().snapshot ?? assert.fail();

  it('is compared by the action that failed and the like of it, whichever comes first', () => {
    for (const { subject, reference } of [pairOfSessions(failed, good), pairOfSessions(good, failed)]) {
      assert.equal(subject.action?.status, 'FAILED');
      assert.equal(reference.action?.status, 'SUCCEEDED');
      assert.equal(reference.action.definition.kind, subject.action.definition.kind);
    }
  });

  it('is compared as wholes where nothing failed, or nothing like it succeeded', () => {
    const other = { ...good, key: { ...KEY, sessionId: `session-${'0'.repeat(32)}` } as const };
    const pair = pairOfSessions(good, other);
    assert.equal(pair.subject.key, good.key);
    assert.equal(pair.subject.action, undefined);
    const unread = { ...good, actions: { ok: true, value: [] } } as const;
    assert.equal(pairOfSessions(unread, failed).subject.key, failed.key);
    assert.equal(pairOfSessions(unread, failed).subject.action, undefined);
  });
});
