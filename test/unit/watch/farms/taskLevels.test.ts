import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { ClientTokens } from '../../../../src/core/farm/clientTokens';
import type { FarmNode, Level } from '../../../../src/core/farm/farmNode';
import { groupOf as groupOfStatus } from '../../../../src/core/farm/tasks';
import { FRESH_MS } from '../../../../src/watch/farms/farmTree';
import { Browsing, isOfKind } from '../../../support/windows/browsing';

const { signal } = new AbortController();
const tasksOf = (level: Level | undefined) => (level?.nodes ?? []).filter((node) => isOfKind(node, 'task'));
const attemptsOf = (level: Level | undefined) => (level?.nodes ?? []).filter((node) => isOfKind(node, 'attempt'));
const gapsOf = (level: Level | undefined): readonly string[] => (level?.gaps ?? []).map(({ message }) => message);

/** Where an example is in the tree. */
function pathOf(browsing: Browsing, example: string) {
  const { key } = browsing.farm.examples.find(({ name }) => name === example) ?? assert.fail(example);
  const { connection, farmId, queueId, jobId } = key;
  return { connection, farm: farmId, queue: queueId, job: jobId } as const;
}

/** The step of the job that an example is of, with nothing listed below it; the meter is at zero. */
async function stepOf(browsing: Browsing, example: string) {
  const job = await browsing.tree.reveal(pathOf(browsing, example), signal);
  for (const above of [undefined, job.parent?.parent, job.parent]) {
    await browsing.tree.open(above);
  }
  const steps = (await browsing.tree.open(job)).nodes.find(({ kind }) => kind === 'steps');
  const [step] = (await browsing.tree.open(steps)).nodes;
  assert.ok(step && isOfKind(step, 'step'));
  await settled(browsing);
  return step;
}

async function groupOf(browsing: Browsing, step: FarmNode, name: string) {
  const { nodes } = await browsing.tree.open(step);
  return nodes.find((node) => isOfKind(node, 'tasks') && node.group.name === name) ?? assert.fail(name);
}

/** Lets everything under way come to its end, and sets the meter to zero. */
async function settled(browsing: Browsing): Promise<Record<string, number>> {
  await browsing.clock.tickAsync(0);
  for (let turn = 0; turn < 50; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return browsing.counts();
}

describe('tasks in the farm tree', () => {
  it('are below their step, after one call, where there are few: failed ones first', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'tenParameters');
    const level = await browsing.tree.open(step);
    assert.deepEqual(browsing.asked()[0], 'ListTasks');
    assert.deepEqual(
      tasksOf(level).map(({ facts }) => facts.runStatus),
      ['FAILED', 'CANCELED', 'SUCCEEDED', 'SUCCEEDED'],
    );
    assert.deepEqual([level.hasMore, level.faults], [false, []]);
  });

  it('are below a row for each kind of status where there are thousands: none costs a call before it is expanded', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'wreck');
    const { nodes } = await browsing.tree.open(step);
    assert.deepEqual(
      nodes.map((node) => isOfKind(node, 'tasks') && node.group.name),
      ['failed', 'succeeded'],
    );
    assert.deepEqual(await settled(browsing), {});
  });

  it('of one kind come a hundred a call, by their frames, and say where they ran with one call more', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'wreck');
    const group = await groupOf(browsing, step, 'failed');
    const level = await browsing.tree.open(group);
    const tasks = tasksOf(level);
    assert.deepEqual([tasks.length, level.hasMore], [100, true]);
    assert.equal(level.total, step.facts.taskRunStatusCounts.FAILED);
    assert.ok(tasks.every(({ facts }) => facts.runStatus === 'FAILED'));
    const frames = tasks.map(({ facts }) => Number(facts.parameters.Frame));
    assert.deepEqual(
      frames,
      frames.toSorted((a, b) => a - b),
    );
    await browsing.until(() => tasks.every(({ hostName }) => hostName !== undefined));
    assert.deepEqual(await settled(browsing), { SearchTasks: 1, BatchGetSession: 1 });
    assert.equal(tasksOf(await browsing.tree.more(group)).length, 200);
    assert.ok(((await settled(browsing)).BatchGetSession ?? 0) <= 1);
  });

  it('of a step of ten thousand are there after one call', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'tenThousandTasks');
    const level = await browsing.tree.open(await groupOf(browsing, step, 'succeeded'));
    assert.deepEqual([tasksOf(level).length, level.total], [100, step.facts.taskRunStatusCounts.SUCCEEDED]);
    assert.deepEqual(browsing.asked().slice(0, 1), ['SearchTasks']);
  });

  it('are found among all of the step where they may not be searched', async () => {
    const browsing = new Browsing();
    browsing.farm.inject({ operation: 'SearchTasks', kind: 'accessDenied' });
    const step = await stepOf(browsing, 'wreck');
    const level = await browsing.tree.open(await groupOf(browsing, step, 'failed'));
    assert.ok(tasksOf(level).length > 0);
    assert.ok(tasksOf(level).every(({ facts }) => facts.runStatus === 'FAILED'));
    assert.deepEqual(level.faults, []);
  });

  it('cost nothing when they are expanded again within half a minute', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'failedTask');
    const [task] = tasksOf(await browsing.tree.open(step));
    assert.ok(task);
    const attempts = await browsing.tree.open(task);
    await settled(browsing);
    browsing.tree.close(step);
    browsing.clock.tick(FRESH_MS - 1);
    await browsing.tree.open(step);
    assert.deepEqual((await browsing.tree.open(task)).nodes, attempts.nodes);
    assert.deepEqual(await settled(browsing), {});
  });

  it('are listed again on request, after the step’s own counts were read', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'failingNow');
    const group = await groupOf(browsing, step, 'failed');
    await browsing.tree.open(group);
    await settled(browsing);
    const before = step.facts.taskRunStatusCounts.FAILED ?? 0;
    browsing.clock.setSystemTime(browsing.clock.now + 10 * 60_000);
    const level = await browsing.tree.refresh(step);
    assert.deepEqual(level.faults, []);
    const { BatchGetStep, SearchTasks } = await settled(browsing);
    assert.deepEqual([BatchGetStep, SearchTasks], [1, 1]);
    assert.ok((step.facts.taskRunStatusCounts.FAILED ?? 0) > before);
    assert.equal(browsing.tree.level(group)?.total, step.facts.taskRunStatusCounts.FAILED);
  });

  it('change while somebody looks, and so do those of each kind', async () => {
    const browsing = new Browsing();
    const step = await stepOf(browsing, 'failingNow');
    const running = await groupOf(browsing, step, 'running');
    const before = tasksOf(await browsing.tree.open(running));
    assert.ok(before.length > 0);
    browsing.tree.setAttention(true);
    for (let minute = 0; minute < 2; minute++) {
      await browsing.clock.tickAsync(60_000);
      await settled(browsing);
    }
    const after = tasksOf(browsing.tree.level(running));
    assert.ok(after.every(({ facts }) => groupOfStatus(facts.runStatus).name === 'running'));
    assert.ok(before.some((task) => !after.includes(task)));
  });

  describe('attempts', () => {
    it('are below their task after three calls, the latest first, with hosts and exit codes', async () => {
      const browsing = new Browsing();
      const step = await stepOf(browsing, 'adaptorTexture');
      const task = tasksOf(await browsing.tree.open(step)).find(({ facts }) => facts.failureRetryCount === 2);
      assert.ok(task);
      await settled(browsing);
      const attempts = attemptsOf(await browsing.tree.open(task));
      assert.equal(browsing.farm.meter.calls[0]?.operation, 'ListSessionActions');
      assert.equal(task.tries, 3);
      await browsing.until(() => attempts.every(({ hostName, facts }) => hostName && facts.processExitCode));
      const calls = await settled(browsing);
      assert.equal(calls.ListSessionActions, 1);
      assert.ok((calls.BatchGetSession ?? 0) <= 1 && calls.BatchGetSessionAction === 1);
      assert.equal(attempts[0]?.facts.sessionActionId, task.facts.latestSessionActionId);
      const starts = attempts.map(({ facts }) => facts.startedAtMs ?? 0);
      assert.deepEqual(
        starts,
        starts.toSorted((a, b) => b - a),
      );
    });

    it('that do not name their task are found by the ID of the latest', async () => {
      const browsing = new Browsing();
      const step = await stepOf(browsing, 'chunks');
      const tasks = tasksOf(await browsing.tree.open(step)).filter(({ facts }) => facts.latestSessionActionId);
      assert.ok(tasks.length > 0);
      for (const task of tasks) {
        browsing.asked();
        const [attempt] = attemptsOf(await browsing.tree.open(task));
        assert.equal(attempt?.facts.sessionActionId, task.facts.latestSessionActionId);
        const calls = Object.values(await settled(browsing)).reduce((sum, count) => sum + count, 0);
        assert.ok(calls <= 3, `${calls} calls`);
      }
    });

    it('keep their exit codes when they are listed again', async () => {
      const browsing = new Browsing();
      const step = await stepOf(browsing, 'failedTask');
      const [task] = tasksOf(await browsing.tree.open(step));
      assert.ok(task);
      const attempts = attemptsOf(await browsing.tree.open(task));
      await browsing.until(() => attempts.every(({ facts }) => facts.processExitCode !== undefined));
      await browsing.tree.refresh(task);
      assert.ok(attempts.every(({ facts }) => facts.processExitCode !== undefined));
    });

    it('are there without what may not be read, and a note names the permission', async () => {
      const browsing = new Browsing();
      for (const operation of ['BatchGetSession', 'GetSession', 'BatchGetSessionAction', 'GetSessionAction']) {
        browsing.farm.inject({ operation, kind: 'accessDenied' });
      }
      const step = await stepOf(browsing, 'failedTask');
      const [task] = tasksOf(await browsing.tree.open(step));
      assert.ok(task);
      const attempts = attemptsOf(await browsing.tree.open(task));
      await browsing.until(() => gapsOf(browsing.tree.level(task)).length === 2);
      assert.deepEqual([attempts.length, browsing.tree.level(task)?.faults], [2, []]);
      const gaps = gapsOf(browsing.tree.level(task)).join(' ');
      assert.match(gaps, /deadline:GetSession /);
      assert.match(gaps, /deadline:GetSessionAction /);
    });
  });

  describe('revealing', () => {
    it('finds a task of few below its step', async () => {
      const browsing = new Browsing();
      const step = await stepOf(browsing, 'failedTask');
      const [task] = tasksOf(await browsing.tree.open(step));
      assert.ok(task);
      const { stepId, taskId } = task.path;
      const path = { ...pathOf(browsing, 'failedTask'), step: stepId, task: taskId };
      await settled(browsing);
      assert.equal(await browsing.tree.reveal(path, signal), task);
      assert.deepEqual(await settled(browsing), {});
    });

    it('finds a task of thousands below its kind of status, with a call for the task', async () => {
      const browsing = new Browsing();
      const step = await stepOf(browsing, 'wreck');
      const last: typeof step.path & { taskId: `task-${string}` } = {
        ...step.path,
        taskId: `task-${step.path.stepId.slice('step-'.length)}-3999`,
      };
      const path = { ...pathOf(browsing, 'wreck'), step: last.stepId, task: last.taskId };
      const task = await browsing.tree.reveal(path, signal);
      assert.ok(isOfKind(task, 'task') && task.parent && isOfKind(task.parent, 'tasks'));
      assert.ok(task.parent.group.statuses.includes(task.facts.runStatus));
      assert.ok(tasksOf(browsing.tree.level(task.parent)).includes(task));
      const { BatchGetTask, SearchTasks } = await settled(browsing);
      assert.deepEqual([BatchGetTask, SearchTasks], [1, 1]);
    });
  });

  describe('that were retried', () => {
    it('show it at once, and the new attempt when it begins', async () => {
      const browsing = new Browsing();
      const { tree, service, farm, clock } = browsing;
      const step = await stepOf(browsing, 'failedTask');
      const failed = tasksOf(await tree.open(step)).find(({ facts }) => facts.runStatus === 'FAILED');
      assert.ok(failed);
      const attempts = attemptsOf(await tree.open(failed)).length;
      const { connection, path } = failed;
      await service.updateTasks(connection, [path], 'PENDING', new ClientTokens(randomUUID), signal);
      await settled(browsing);
      await tree.follow([{ connection, ...path }]);
      const reads = ['BatchGetJob', 'BatchGetStep', 'BatchGetTask'];
      const asked = await settled(browsing);
      assert.deepEqual(
        reads.map((operation) => asked[operation]),
        [1, 1, 1],
      );
      assert.deepEqual([failed.facts.runStatus, step.facts.taskRunStatusCounts.READY], ['READY', 1]);
      tree.setAttention(true);
      while (attemptsOf(tree.level(failed) ?? assert.fail()).length === attempts) {
        await clock.tickAsync(5_000);
      }
      assert.notEqual(failed.facts.runStatus, 'READY');
      tree.dispose();
      assert.ok(farm.meter.calls.length > 0);
    });

    it('are not read where they are of another job', async () => {
      const browsing = new Browsing();
      const step = await stepOf(browsing, 'failedTask');
      await browsing.tree.open(step);
      await settled(browsing);
      await browsing.tree.follow([{ ...pathOf(browsing, 'wreck'), ...step.path, jobId: `job-${'0'.repeat(32)}` }]);
      assert.deepEqual(await settled(browsing), {});
    });
  });
});
