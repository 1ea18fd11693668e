import assert from 'node:assert/strict';

import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import type { FarmRow } from '../../../../src/ui/farms/farmsView';
import { chosenThings, failedTasksOf } from '../../../../src/ui/runStatus/chosenRows';

const JOB = { farmId: 'farm-f', queueId: 'queue-a', jobId: 'job-b' } as const;
const STEP = { ...JOB, stepId: 'step-d' } as const;
const row = (kind: string, path: object, more: object = {}): FarmRow =>
  ({ kind, id: `${kind} ${JSON.stringify(path)}`, connection: SAMPLE_CONNECTION, path, ...more }) as unknown as FarmRow;

const TASKS = [1, 2].map((index) => row('task', { ...STEP, taskId: `task-d-${index}` }));

describe('rows that are to be changed', () => {
  it('are all selected tasks, steps or jobs of one kind', () => {
    const chosen = chosenThings(TASKS);
    assert.deepEqual(chosen?.what, {
      kind: 'tasks',
      paths: [1, 2].map((index) => ({ ...STEP, taskId: `task-d-${index}` })),
    });
    assert.deepEqual(chosenThings([row('step', STEP)])?.what, { kind: 'steps', paths: [STEP] });
    assert.deepEqual(chosenThings([row('job', JOB)])?.what, { kind: 'jobs', paths: [JOB] });
  });

  it('stand for all tasks of a kind of status, which are found first', () => {
    const group = row('tasks', STEP, { group: { name: 'running', statuses: ['RUNNING', 'STARTING'] } });
    assert.deepEqual(chosenThings([group])?.what, {
      kind: 'sought',
      places: [STEP],
      statuses: ['RUNNING', 'STARTING'],
    });
  });

  it('stand for a task where they are its attempts, once', () => {
    const [task] = TASKS;
    const attempts = [1, 2].map((index) => row('attempt', { index }, { parent: task }));
    const { what } = chosenThings(attempts) ?? {};
    assert.equal(what?.kind === 'tasks' && what.paths.length, 1);
  });

  it('are refused where they are of several kinds or connections', () => {
    assert.throws(() => chosenThings([...TASKS, row('job', JOB)]), /of several kinds/);
    const elsewhere = row('task', STEP, { connection: { ...SAMPLE_CONNECTION, region: 'eu-west-1' } });
    assert.throws(() => chosenThings([...TASKS, elsewhere]), /of several connections/);
  });

  it('are none among rows of anything else', () => {
    assert.equal(chosenThings([row('queue', {}), row('session', {})]), undefined);
    assert.equal(failedTasksOf([row('queue', {}), ...TASKS]), undefined);
  });

  it('have failed tasks where they are jobs, steps or groups', () => {
    assert.deepEqual(failedTasksOf([row('job', JOB), row('step', STEP)])?.what, {
      kind: 'sought',
      places: [JOB, STEP],
      statuses: ['FAILED'],
    });
  });
});
