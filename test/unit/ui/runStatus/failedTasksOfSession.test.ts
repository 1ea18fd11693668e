import assert from 'node:assert/strict';

import type { SessionAction, SessionSnapshot } from '../../../../src/core/session/session';
import { failedTasksOfSession } from '../../../../src/ui/runStatus/failedTasksOfSession';
import { activeSession, KEY } from '../../../support/sessions/sessions';

const STEP = `step-${'d'.repeat(32)}` as const;
const run = (status: string, index: number | undefined): SessionAction =>
  ({
    sessionActionId: `sessionaction-${'5'.repeat(32)}-${index ?? 0}`,
    status,
    definition: {
      kind: 'taskRun',
      stepId: STEP,
      taskId: index === undefined ? undefined : `task-${'d'.repeat(32)}-${index}`,
      parameters: {},
    },
  }) as unknown as SessionAction;
const enter = (status: string): SessionAction => ({
  ...run(status, 0),
  definition: { kind: 'envEnter', environmentId: 'JOB:job-b:Maya' },
});
const snapshot = (...actions: readonly SessionAction[]): SessionSnapshot => {
  const known = activeSession().snapshot;
  assert.ok(known);
  return { ...known, key: KEY, actions: { ok: true, value: actions } };
};

describe('the tasks that failed in a session', () => {
  it('are each named once, with the step and the job', () => {
    const { paths, haveFailed } = failedTasksOfSession(
      snapshot(run('SUCCEEDED', 1), run('FAILED', 2), run('FAILED', 2), run('FAILED', 3)),
    );
    assert.deepEqual(
      paths.map(({ taskId }) => taskId.slice(-2)),
      ['-2', '-3'],
    );
    assert.deepEqual([paths[0]?.jobId, paths[0]?.stepId, haveFailed], [KEY.jobId, STEP, true]);
  });

  it('are those that were canceled where none failed', () => {
    const { paths, haveFailed } = failedTasksOfSession(snapshot(run('SUCCEEDED', 1), run('CANCELED', 2)));
    assert.deepEqual([paths.length, haveFailed], [1, false]);
  });

  it('are none where an environment failed, or the worker names no task', () => {
    assert.throws(
      () => failedTasksOfSession(snapshot(enter('FAILED'))),
      /failed at “Enter Maya”, before it ran a task/,
    );
    assert.throws(() => failedTasksOfSession(snapshot(run('FAILED', undefined))), /did not report which task failed/);
    assert.throws(() => failedTasksOfSession(snapshot(run('SUCCEEDED', 1))), /No task failed in this session/);
  });

  it('are not known where the actions may not be read', () => {
    const fault = { kind: 'accessDenied', message: 'Not allowed.', remedies: [] } as never;
    assert.throws(() => failedTasksOfSession({ ...snapshot(), actions: { ok: false, fault } }), /Not allowed/);
  });
});
