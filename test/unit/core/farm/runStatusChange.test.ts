import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  changingCounts,
  countByStatus,
  effectOn,
  hasTakenUp,
  hasWholeTakenUp,
  runningCount,
  whyJobIsLeft,
  whyLeft,
  whyWholeIsLeft,
} from '../../../../src/core/farm/runStatusChange';
import type { TargetRunStatus } from '../../../../src/core/farm/tasks';
import type { Step, Task } from '../../../../src/core/session/session';

const STATUSES = [
  'PENDING',
  'READY',
  'ASSIGNED',
  'STARTING',
  'SCHEDULED',
  'INTERRUPTING',
  'RUNNING',
  'SUSPENDED',
  'CANCELED',
  'FAILED',
  'SUCCEEDED',
  'NOT_COMPATIBLE',
] as const;

const why = (target: TargetRunStatus, onlyFailed = false): Record<string, string> =>
  Object.fromEntries(
    [...STATUSES, 'DREAMING'].map((runStatus) => [
      runStatus,
      whyLeft({ runStatus }, { target, onlyFailed }) ?? 'asked',
    ]),
  );

const task = (runStatus: string, action = 0): Task => ({
  taskId: `task-${'d'.repeat(32)}-1`,
  stepId: `step-${'d'.repeat(32)}`,
  runStatus,
  targetRunStatus: undefined,
  failureRetryCount: undefined,
  startedAtMs: undefined,
  endedAtMs: undefined,
  updatedAtMs: undefined,
  updatedBy: undefined,
  latestSessionActionId: `sessionaction-${'5'.repeat(32)}-${action}`,
  parameters: {},
});

const step = (taskRunStatusCounts: Record<string, number>): Step => ({
  stepId: `step-${'e'.repeat(32)}`,
  name: 'Comp',
  taskRunStatus: undefined,
  taskRunStatusCounts,
  consumerCount: 0,
  startedAtMs: undefined,
  endedAtMs: undefined,
});

describe('a change of run statuses', () => {
  it('retries what is over or held, and never what runs or waits', () => {
    assert.deepEqual(why('PENDING'), {
      PENDING: 'waiting',
      READY: 'waiting',
      ASSIGNED: 'running',
      STARTING: 'running',
      SCHEDULED: 'running',
      INTERRUPTING: 'stopping',
      RUNNING: 'running',
      SUSPENDED: 'asked',
      CANCELED: 'asked',
      FAILED: 'asked',
      SUCCEEDED: 'asked',
      NOT_COMPATIBLE: 'asked',
      DREAMING: 'unknownStatus',
    });
  });

  it('retries only what is still failed where only failed tasks were meant', () => {
    const asked = Object.entries(why('PENDING', true)).filter(([, reason]) => reason === 'asked');
    assert.deepEqual(asked, [['FAILED', 'asked']]);
    assert.equal(whyLeft({ runStatus: 'SUCCEEDED' }, { target: 'PENDING', onlyFailed: true }), 'notFailed');
  });

  it('cancels and suspends only what is not over', () => {
    assert.deepEqual(
      STATUSES.filter((status) => why('CANCELED')[status] === 'asked'),
      ['PENDING', 'READY', 'ASSIGNED', 'STARTING', 'SCHEDULED', 'RUNNING', 'SUSPENDED', 'NOT_COMPATIBLE'],
    );
    assert.deepEqual(
      STATUSES.filter((status) => why('SUSPENDED')[status] === 'asked'),
      ['PENDING', 'READY', 'ASSIGNED', 'STARTING', 'SCHEDULED', 'RUNNING', 'NOT_COMPATIBLE'],
    );
    assert.equal(why('CANCELED').INTERRUPTING, 'stopping');
  });

  it('marks a single task as failed although it succeeded, and leaves those of a whole step', () => {
    assert.equal(why('FAILED').SUCCEEDED, 'asked');
    assert.deepEqual(changingCounts({ SUCCEEDED: 3, CANCELED: 2, FAILED: 1 }, 'FAILED'), { CANCELED: 2 });
  });

  it('counts what a target changes in a whole job as the service’s guide says', () => {
    const counts = Object.fromEntries(STATUSES.map((status) => [status, 1]));
    const changing = (target: TargetRunStatus): readonly string[] => Object.keys(changingCounts(counts, target));
    assert.deepEqual(
      STATUSES.filter((status) => !changing('CANCELED').includes(status)),
      ['INTERRUPTING', 'CANCELED', 'FAILED', 'SUCCEEDED'],
    );
    assert.deepEqual(
      STATUSES.filter((status) => !changing('SUSPENDED').includes(status)),
      ['INTERRUPTING', 'SUSPENDED', 'CANCELED', 'FAILED', 'SUCCEEDED'],
    );
    assert.deepEqual(
      STATUSES.filter((status) => !changing('SUCCEEDED').includes(status)),
      ['INTERRUPTING', 'SUCCEEDED'],
    );
    assert.deepEqual(
      STATUSES.filter((status) => !changing('PENDING').includes(status)),
      ['PENDING', 'READY', 'INTERRUPTING'],
    );
    assert.equal(runningCount(counts), 4);
  });

  it('restarts a job only when nothing of it is at work', () => {
    assert.equal(whyWholeIsLeft({ SUCCEEDED: 5, RUNNING: 1 }, 'PENDING'), 'running');
    assert.equal(whyWholeIsLeft({ SUCCEEDED: 5, INTERRUPTING: 1 }, 'PENDING'), 'running');
    assert.equal(whyWholeIsLeft({ SUCCEEDED: 5 }, 'PENDING'), undefined);
    assert.equal(whyWholeIsLeft({ SUCCEEDED: 5 }, 'CANCELED'), 'noTasks');
    assert.equal(whyWholeIsLeft({}, 'PENDING'), 'noTasks');
  });

  it('leaves jobs alone that are archived, or not there in full', () => {
    assert.deepEqual(
      ['ARCHIVED', 'CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPLOAD_FAILED', 'CREATE_COMPLETE', 'UPDATE_FAILED'].map(
        (lifecycleStatus) => whyJobIsLeft({ lifecycleStatus }),
      ),
      ['archived', 'updating', 'updating', 'notCreated', undefined, undefined],
    );
  });

  it('is seen when a task waits, runs or ran again, or is stopped', () => {
    assert.ok(!hasTakenUp(task('FAILED'), task('FAILED'), 'PENDING'));
    assert.ok(hasTakenUp(task('FAILED'), task('READY'), 'PENDING'));
    assert.ok(hasTakenUp(task('FAILED'), task('FAILED', 1), 'PENDING'));
    assert.ok(!hasTakenUp(task('RUNNING'), task('RUNNING'), 'CANCELED'));
    assert.ok(hasTakenUp(task('RUNNING'), task('INTERRUPTING'), 'CANCELED'));
    assert.ok(hasTakenUp(task('RUNNING'), task('CANCELED'), 'CANCELED'));
    assert.ok(hasWholeTakenUp({ SUCCEEDED: 5 }, { SUCCEEDED: 4, READY: 1 }, 'PENDING'));
    assert.ok(!hasWholeTakenUp({ SUCCEEDED: 5 }, { SUCCEEDED: 5 }, 'PENDING'));
    assert.ok(hasWholeTakenUp({ RUNNING: 2 }, { INTERRUPTING: 1, CANCELED: 1 }, 'CANCELED'));
    assert.ok(!hasWholeTakenUp({ RUNNING: 2 }, { RUNNING: 1, CANCELED: 1 }, 'CANCELED'));
  });

  it('tells what it means for steps that depend on the changed one', () => {
    const effect = (counts: Record<string, number>, target: TargetRunStatus): string | undefined => {
      const found = effectOn(step(counts), target);
      return found && `${found.effect} ${found.tasks}`;
    };
    assert.equal(effect({ PENDING: 4 }, 'PENDING'), 'waits 4');
    assert.equal(effect({ CANCELED: 4 }, 'PENDING'), 'staysOver 4');
    assert.equal(effect({ SUCCEEDED: 4 }, 'PENDING'), 'isDone 4');
    assert.equal(effect({ PENDING: 4 }, 'CANCELED'), 'isCanceled 4');
    assert.equal(effect({ PENDING: 4 }, 'FAILED'), 'isCanceled 4');
    assert.equal(effect({ PENDING: 4 }, 'SUCCEEDED'), 'canStart 4');
    assert.equal(effect({ PENDING: 4 }, 'SUSPENDED'), 'waits 4');
    assert.equal(effect({ SUCCEEDED: 4 }, 'CANCELED'), undefined);
  });

  it('asks for no task twice: what it reached, or is on its way, is left alone', () => {
    const target = fc.constantFrom<TargetRunStatus>('PENDING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'SUSPENDED');
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), fc.constantFrom(...STATUSES), target, (before, now, wish) => {
        fc.pre(hasTakenUp(task(before), task(now), wish));
        assert.notEqual(whyLeft({ runStatus: now }, { target: wish, onlyFailed: false }), undefined);
      }),
    );
  });

  it('counts tasks by their status', () => {
    assert.deepEqual(countByStatus([task('FAILED'), task('FAILED'), task('RUNNING')]), { FAILED: 2, RUNNING: 1 });
  });
});
