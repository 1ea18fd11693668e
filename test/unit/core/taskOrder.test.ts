import assert from 'node:assert/strict';
import fc from 'fast-check';

import { compareAttempts, compareTasks } from '../../../src/core/farm/taskOrder';
import { countOf, isTaskSettled, statusGroupsOf } from '../../../src/core/farm/tasks';
import type { SessionAction, Task } from '../../../src/core/session/session';
import { action } from '../../support/sessions/sessions';

const HEX = '5d20c7e1f8a94b3693d4e6f70a1b2c3d';

function task(parameters: Readonly<Record<string, string>>, runStatus = 'SUCCEEDED', index = 0): Task {
  return {
    taskId: `task-${HEX}-${index}`,
    stepId: `step-${HEX}`,
    runStatus,
    targetRunStatus: undefined,
    failureRetryCount: undefined,
    startedAtMs: undefined,
    endedAtMs: undefined,
    updatedAtMs: undefined,
    updatedBy: undefined,
    latestSessionActionId: undefined,
    parameters,
  };
}

const sorted = (tasks: readonly Task[], name = 'Frame'): string[] =>
  tasks.toSorted(compareTasks).map(({ parameters }) => parameters[name] ?? '');

describe('the order of tasks', () => {
  it('puts what needs a person first, then what goes on, then what is over', () => {
    const statuses = ['SUCCEEDED', 'CANCELED', 'READY', 'RUNNING', 'NOT_COMPATIBLE', 'FAILED', 'NEWER'];
    assert.deepEqual(
      statuses
        .map((status) => task({}, status))
        .toSorted(compareTasks)
        .map(({ runStatus }) => runStatus),
      ['FAILED', 'NOT_COMPATIBLE', 'RUNNING', 'READY', 'CANCELED', 'SUCCEEDED', 'NEWER'],
    );
  });

  it('counts frames as people do', () => {
    assert.deepEqual(sorted(['10', '9', '-3', '1.5e-3', '-20', '1001'].map((Frame) => task({ Frame }))), [
      '-20',
      '-3',
      '1.5e-3',
      '9',
      '10',
      '1001',
    ]);
  });

  it('goes by the first frame of a chunk, and by the next parameter among equals', () => {
    assert.deepEqual(sorted(['101-110', '11-20', '1-10'].map((Frame) => task({ Frame }))), [
      '1-10',
      '11-20',
      '101-110',
    ]);
    assert.deepEqual(
      sorted(
        ['take10', 'take9'].map((Layer) => task({ Frame: '1', Layer })),
        'Layer',
      ),
      ['take9', 'take10'],
    );
  });

  it('goes by the number in the ID where there are no parameters', () => {
    assert.deepEqual(
      [12, 2, 100]
        .map((index) => task({}, 'FAILED', index))
        .toSorted(compareTasks)
        .map(({ taskId }) => taskId.slice(38)),
      ['2', '12', '100'],
    );
  });

  it('is an order, whatever the values are', () => {
    const value = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
    const some = fc.record({ Frame: value, Layer: value }).map((parameters) => task(parameters));
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        assert.equal(Math.sign(compareTasks(a, b)) + Math.sign(compareTasks(b, a)), 0);
        assert.ok(!(compareTasks(a, b) <= 0 && compareTasks(b, c) <= 0) || compareTasks(a, c) <= 0);
      }),
    );
  });

  it('puts the latest attempt first, and one that never began last', () => {
    const attempt = (index: number, startedAtMs: number | undefined): SessionAction => ({
      ...action(index, { kind: 'envEnter', environmentId: 'Conda' }, 'SUCCEEDED'),
      startedAtMs,
    });
    assert.deepEqual(
      [attempt(1, 10), attempt(2, undefined), attempt(3, 20)]
        .toSorted(compareAttempts)
        .map(({ startedAtMs }) => startedAtMs),
      [20, 10, undefined],
    );
  });
});

describe('kinds of status', () => {
  it('are those that some tasks are of', () => {
    assert.deepEqual(
      statusGroupsOf({ SUCCEEDED: 3, FAILED: 1, READY: 0, PENDING: 2, STARTING: 1, NEWER: 1 }).map(({ name }) => name),
      ['failed', 'running', 'waiting', 'succeeded', 'NEWER'],
    );
    assert.deepEqual(statusGroupsOf({}), []);
  });

  it('count their tasks', () => {
    assert.equal(countOf({ READY: 2, PENDING: 3, FAILED: 1 }, ['READY', 'PENDING', 'NEWER']), 5);
    assert.equal(countOf({ READY: 2, PENDING: 3, FAILED: 1 }), 6);
  });

  it('are final only where nobody asked for another one', () => {
    const isSettled = (runStatus: string, targetRunStatus?: string) => isTaskSettled({ runStatus, targetRunStatus });
    assert.deepEqual(
      [isSettled('FAILED'), isSettled('FAILED', 'FAILED'), isSettled('FAILED', 'PENDING'), isSettled('RUNNING')],
      [true, true, false, false],
    );
  });
});
