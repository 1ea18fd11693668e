import assert from 'node:assert/strict';

import type { AttemptRow, StepRow, TaskRow, TasksRow } from '../../../../src/core/farm/farmNode';
import { groupOf } from '../../../../src/core/farm/tasks';
import type { SessionAction, Task } from '../../../../src/core/session/session';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { attemptText, attemptTooltip, taskText, taskTooltip, tasksText } from '../../../../src/render/farms/taskRows';
import { KEY, NOW_MS, action } from '../../../support/sessions/sessions';

const HEX = '5d20c7e1f8a94b3693d4e6f70a1b2c3d';
const MINUTE = 60_000;
const HOST = 'rack2-node40.studio.example';

const STEP: StepRow = {
  kind: 'step',
  id: 'step',
  connection: SAMPLE_CONNECTION,
  parent: undefined,
  path: { ...KEY, stepId: `step-${HEX}` },
  facts: {
    stepId: `step-${HEX}`,
    name: 'Render',
    taskRunStatus: 'FAILED',
    taskRunStatusCounts: { FAILED: 12, SUCCEEDED: 3_985, READY: 1, PENDING: 2 },
    consumerCount: undefined,
    startedAtMs: undefined,
    endedAtMs: undefined,
  },
};

function task(facts: Partial<Task> = {}, rest: Partial<TaskRow> = {}): TaskRow {
  const path = { ...STEP.path, taskId: `task-${HEX}-16` as const };
  return {
    kind: 'task',
    id: 'task',
    connection: SAMPLE_CONNECTION,
    parent: STEP,
    path,
    facts: {
      taskId: path.taskId,
      stepId: path.stepId,
      runStatus: 'FAILED',
      targetRunStatus: undefined,
      failureRetryCount: 2,
      startedAtMs: NOW_MS - 10 * MINUTE,
      endedAtMs: NOW_MS - 8 * MINUTE + 10_000,
      updatedAtMs: undefined,
      updatedBy: undefined,
      latestSessionActionId: undefined,
      parameters: { Frame: '1017' },
      ...facts,
    },
    hostName: HOST,
    tries: undefined,
    ...rest,
  };
}

function attempt(facts: Partial<SessionAction> = {}): AttemptRow {
  return {
    kind: 'attempt',
    id: 'attempt',
    connection: SAMPLE_CONNECTION,
    parent: task(),
    key: KEY,
    facts: {
      ...action(3, { kind: 'taskRun', stepId: STEP.path.stepId, taskId: undefined, parameters: {} }, 'FAILED'),
      startedAtMs: NOW_MS - 70 * MINUTE,
      endedAtMs: NOW_MS - 65 * MINUTE,
      processExitCode: 139,
      ...facts,
    },
    hostName: HOST,
  };
}

describe('task rows', () => {
  it('say where and how long a task ran last, and how often it was tried', () => {
    const { label, description, spoken, tone } = taskText(task(), NOW_MS);
    assert.deepEqual([label, description, tone], ['Frame 1017', 'rack2-node40 · 3 tries · 2 min 10 s', 'failed']);
    assert.equal(spoken, 'Frame 1017, task, failed, rack2-node40, 3 tries, 2 min 10 s');
  });

  it('say in words what the sign alone does not tell', () => {
    const description = (facts: Partial<Task>) =>
      taskText(
        task({ failureRetryCount: 0, startedAtMs: undefined, endedAtMs: undefined, ...facts }, { hostName: undefined }),
        NOW_MS,
      ).description;
    assert.equal(description({ runStatus: 'READY' }), 'ready');
    assert.equal(description({ runStatus: 'NOT_COMPATIBLE' }), 'not compatible');
    assert.equal(description({ runStatus: 'SUCCEEDED' }), '');
    assert.equal(description({ runStatus: 'NEWER_WORD' }), 'newer word');
  });

  it('say that a task is canceling only while it is', () => {
    const canceling = taskText(task({ runStatus: 'RUNNING', targetRunStatus: 'CANCELED' }), NOW_MS);
    assert.match(canceling.description, /^canceling · /);
    assert.equal(canceling.tone, 'ending');
    assert.doesNotMatch(taskText(task({ targetRunStatus: 'FAILED' }), NOW_MS).description, /→|failed/);
  });

  it('say how long a task has been running without counting seconds', () => {
    const running = task({ runStatus: 'RUNNING', endedAtMs: undefined, failureRetryCount: 0 });
    assert.equal(taskText(running, NOW_MS).description, 'rack2-node40 · 10 min');
  });

  it('have tooltips with all parameters, times and IDs, and nothing hostile', () => {
    const tooltip = taskTooltip(
      task({ parameters: { Frame: '1017', Note: 'a\nb\u202e' }, updatedAtMs: NOW_MS, updatedBy: 'ana' }),
    );
    assert.deepEqual(tooltip.slice(0, 4), [
      'Task, failed',
      'Frame 1017',
      'Note a b\\u202e',
      'Retried by the service: 2×',
    ]);
    assert.match(tooltip.join('\n'), /Changed 20.* by ana/);
    assert.deepEqual(tooltip.slice(-2), [`task-${HEX}-16`, `step-${HEX}`]);
  });

  it('of a kind of status say how many', () => {
    const row = (status: string): TasksRow => ({
      kind: 'tasks',
      id: status,
      connection: SAMPLE_CONNECTION,
      parent: STEP,
      path: STEP.path,
      group: groupOf(status),
    });
    const inShort = (status: string) => {
      const { label, description } = tasksText(row(status));
      return `${label} ${description}`;
    };
    assert.deepEqual(['SUCCEEDED', 'PENDING', 'CANCELED'].map(inShort), ['Succeeded 3,985', 'Waiting 3', 'Canceled 0']);
    assert.equal(tasksText(row('FAILED')).spoken, 'Failed, 12 tasks');
  });
});

describe('attempt rows', () => {
  it('say which try it is, where it ran, how it ended, how long it took and when', () => {
    const { label, description, spoken, tone } = attemptText(attempt(), 2, NOW_MS);
    assert.deepEqual(
      [label, description, tone],
      ['Try 2', 'rack2-node40 · exit 139 (SIGSEGV) · 5 min 00 s · 1 h ago', 'failed'],
    );
    assert.equal(spoken, 'Try 2, attempt, failed, rack2-node40, exit 139 (SIGSEGV), 5 min 00 s, 1 h ago');
  });

  it('say of one that never began just that', () => {
    const never = attempt({
      status: 'NEVER_ATTEMPTED',
      startedAtMs: undefined,
      endedAtMs: undefined,
      processExitCode: undefined,
    });
    const { label, description } = attemptText({ ...never, hostName: undefined }, undefined, NOW_MS);
    assert.deepEqual([label, description], ['Not run', '']);
  });

  it('have tooltips with what the program said last and the IDs', () => {
    const tooltip = attemptTooltip(attempt({ progressMessage: 'no\nspace' }));
    assert.deepEqual(tooltip.slice(0, 3), ['Try, failed', 'exit 139 (SIGSEGV)', 'no space']);
    assert.deepEqual(tooltip.slice(-2), [KEY.sessionId, attempt().facts.sessionActionId]);
  });
});
