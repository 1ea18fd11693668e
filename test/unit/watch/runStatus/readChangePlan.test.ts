import assert from 'node:assert/strict';

import type { ChangePlan, Chosen } from '../../../../src/core/farm/changePlan';
import type { TargetRunStatus } from '../../../../src/core/farm/tasks';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { findTasks } from '../../../../src/watch/runStatus/findTasks';
import { readChangePlan } from '../../../../src/watch/runStatus/readChangePlan';
import { Changing } from '../../../support/windows/changing';

const { signal } = new AbortController();

describe('reading what a change of run statuses would do', () => {
  let farm: Changing;

  const plan = (chosen: Chosen, target: TargetRunStatus, onlyFailed = false): Promise<ChangePlan> =>
    farm.run(readChangePlan(farm.service, SAMPLE_CONNECTION, chosen, { target, onlyFailed }, signal));
  const dependents = ({ dependents }: ChangePlan): readonly string[] =>
    dependents.map(({ step, effect, tasks }) => `${step.name} ${effect} ${tasks}`);

  beforeEach(() => {
    farm = new Changing();
  });

  it('takes a call for a hundred tasks, one for their job and one for their steps', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 100);
    farm.counts();
    const { changing, jobs, stepNames } = await plan({ kind: 'tasks', paths }, 'PENDING', true);
    assert.equal(changing.length, 100);
    assert.deepEqual(
      [...jobs.values()].map(({ name, maxFailedTasksCount }) => [name, typeof maxFailedTasksCount]),
      [['sq11_wreck_v001', 'number']],
    );
    assert.deepEqual(Object.values(stepNames).length, 1);
    assert.deepEqual(farm.counts(), { BatchGetTask: 1, BatchGetJob: 1, BatchGetStep: 1 });
  });

  it('tells which tasks are left alone, and why', async () => {
    const paths = await farm.tasks('active', []);
    const { changing, left } = await plan({ kind: 'tasks', paths }, 'PENDING');
    const reasons = new Set(left.map(({ reason }) => reason));
    assert.ok(reasons.has('running') && reasons.has('waiting'), [...reasons].join());
    assert.ok(changing.length > 0);
    assert.equal(changing.length + left.length, paths.length);
  });

  it('leaves every task of an archived job alone', async () => {
    const paths = await farm.tasks('archivedFailure', ['FAILED']);
    const { changing, left } = await plan({ kind: 'tasks', paths }, 'PENDING');
    assert.deepEqual([changing, left.map(({ reason }) => reason)], [[], paths.map(() => 'archived')]);
  });

  it('finds the steps that wait for a step, and those that wait for them', async () => {
    const [step] = await farm.steps('waitingSteps');
    assert.ok(step);
    const canceled = await plan({ kind: 'steps', paths: [step] }, 'CANCELED');
    assert.deepEqual(
      dependents(canceled).map((text) => text.replace(/\d+/, 'n')),
      ['Render isCanceled n', 'Encode isCanceled n'],
    );
  });

  it('finds the steps that stay canceled when the step before them is retried', async () => {
    const paths = await farm.tasks('brokenChain', ['FAILED']);
    const retried = await plan({ kind: 'tasks', paths }, 'PENDING');
    assert.equal(retried.dependents.length, 1);
    assert.equal(retried.dependents[0]?.effect, 'staysOver');
  });

  it('asks about no dependent step where there is none, and of a whole job', async () => {
    farm.counts();
    await plan({ kind: 'jobs', paths: [farm.job('waitingSteps')] }, 'CANCELED');
    assert.equal(farm.counts().ListStepConsumers, undefined);
    await plan({ kind: 'tasks', paths: await farm.tasks('failedTask', ['FAILED']) }, 'PENDING');
    assert.equal(farm.counts().ListStepConsumers, undefined);
  });

  it('says why dependent steps are not known, and reads the rest', async () => {
    const [step] = await farm.steps('waitingSteps');
    assert.ok(step);
    farm.farm.inject({ operation: 'ListStepConsumers', kind: 'accessDenied' });
    const read = await plan({ kind: 'steps', paths: [step] }, 'CANCELED');
    assert.match(read.dependentsFault?.message ?? '', /deadline:ListStepConsumers/);
    assert.equal(read.changing.length, 1);
  });

  it('says what may not be read', async () => {
    const paths = await farm.tasks('wreck', ['FAILED'], 2);
    farm.farm.inject({ operation: 'BatchGetTask', kind: 'itemDenied' });
    const read = await plan({ kind: 'tasks', paths }, 'PENDING');
    assert.deepEqual([read.changing.length, read.unread.length], [0, 2]);
    assert.match(read.unread[0]?.fault.message ?? '', /deadline:GetTask/);
  });

  it('finds all failed tasks of a job, page by page', async () => {
    const found: number[] = [];
    const { paths, isCut } = await farm.run(
      findTasks(farm.service, SAMPLE_CONNECTION, [farm.job('wreck')], ['FAILED'], signal, (count) => found.push(count)),
    );
    assert.deepEqual([paths.length, isCut, found.length], [1_000, false, 10]);
    assert.deepEqual(Object.keys(paths[0] ?? {}).sort(), ['farmId', 'jobId', 'queueId', 'stepId', 'taskId']);
  });

  it('finds the failed tasks where the search is not allowed', async () => {
    farm.farm.inject({ operation: 'SearchTasks', kind: 'accessDenied' });
    const { paths } = await farm.run(
      findTasks(farm.service, SAMPLE_CONNECTION, [farm.job('failedTask')], ['FAILED'], signal, () => undefined),
    );
    assert.equal(paths.length, 1);
  });
});
