import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { ClientTokens } from '../../../../src/core/farm/clientTokens';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { type Answer, FARM, JOB, QUEUE, STEP, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, signal } from '../../../support/aws/service';

const JOB_PATH = { farmId: FARM, queueId: QUEUE, jobId: JOB };
const STEP_PATH = { ...JOB_PATH, stepId: STEP };
const taskPath = (index: number) => ({ ...STEP_PATH, taskId: `task-${STEP.slice(5)}-${index}` as const });
const paths = (count: number) => Array.from({ length: count }, (_, index) => taskPath(index));

describe('aws/runControl', () => {
  const serve = (answers: Readonly<Record<string, Answer>>) => {
    const farm = createHandFarm(answers);
    const clock = new HurriedClock();
    const { service } = createTestService(farm.handle, { clock });
    const click = new ClientTokens(randomUUID);
    const update = (tasks: ReturnType<typeof paths>) =>
      hurry(clock, service.updateTasks(SAMPLE_CONNECTION, tasks, 'PENDING', click, signal));
    return { farm, clock, service, click, update };
  };
  const tokens = ({ asked }: ReturnType<typeof createHandFarm>) =>
    asked.map(({ request }) => request.headers['x-amz-client-token'] ?? 'none');
  const asPart = (part: { readonly ok: boolean }) => part.ok;

  it('requeues 250 tasks in three calls, each task once', async () => {
    const { farm, update } = serve({ BatchUpdateTask: { errors: [] } });
    const parts = await update([...paths(250), taskPath(0)]);
    assert.equal(parts.length, 251);
    assert.ok(parts.every(asPart));
    const asked = farm.asked.flatMap(({ body }) => body.tasks as { taskId: string; targetRunStatus: string }[]);
    assert.deepEqual(farm.operations(), ['BatchUpdateTask', 'BatchUpdateTask', 'BatchUpdateTask']);
    assert.equal(new Set(asked.map(({ taskId }) => taskId)).size, 250);
    assert.equal(asked.length, 250);
    assert.ok(asked.every(({ targetRunStatus }) => targetRunStatus === 'PENDING'));
    assert.equal(new Set(tokens(farm)).size, 3);
  });

  it('says of each task whether it was accepted', async () => {
    const { update } = serve({
      BatchUpdateTask: {
        errors: [{ ...taskPath(1), code: 'ConflictException', message: 'The job is archived' }],
      },
    });
    const parts = await update(paths(3));
    assert.deepEqual(parts.map(asPart), [true, false, true]);
    const [, refused] = parts;
    assert.ok(refused && !refused.ok);
    assert.equal(refused.fault.kind, 'conflict');
    assert.match(refused.fault.message, /The job is archived/);
  });

  it('sends a request again with the same client token, so that it takes effect once', async () => {
    let tries = 0;
    const { farm, update } = serve({
      BatchUpdateTask: () => (++tries === 1 ? failing(500, 'InternalServerErrorException', 'Oops') : { errors: [] }),
    });
    assert.deepEqual((await update(paths(2))).map(asPart), [true, true]);
    assert.equal(farm.asked.length, 2);
    assert.equal(new Set(tokens(farm)).size, 1);
  });

  it('keeps the client token of a request that was not answered for the next time it is made', async () => {
    let isHealthy = false;
    const { farm, update } = serve({
      BatchUpdateTask: () => (isHealthy ? { errors: [] } : failing(500, 'InternalServerErrorException', 'Oops')),
    });
    assert.deepEqual((await update(paths(2))).map(asPart), [false, false]);
    isHealthy = true;
    assert.deepEqual((await update(paths(2))).map(asPart), [true, true]);
    assert.equal(new Set(tokens(farm)).size, 1);
    await update(paths(2));
    assert.equal(new Set(tokens(farm)).size, 2, 'what was answered and is asked for again is a new request');
  });

  it('leaves a task alone that the service may have changed before it failed', async () => {
    const { farm, update } = serve({
      BatchUpdateTask: { errors: [{ ...taskPath(1), code: 'InternalServerErrorException', message: 'Oops' }] },
    });
    const [, second] = await update(paths(2));
    assert.equal(second?.ok === false && second.fault.kind, 'serviceFault');
    assert.deepEqual(farm.operations(), ['BatchUpdateTask']);
  });

  it('asks again only for the tasks that the service was too busy for, with a client token of their own', async () => {
    let tries = 0;
    const { farm, update } = serve({
      BatchUpdateTask: () =>
        ++tries === 1
          ? { errors: [{ ...taskPath(1), code: 'ThrottlingException', message: 'Slow down' }] }
          : { errors: [] },
    });
    assert.deepEqual((await update(paths(3))).map(asPart), [true, true, true]);
    assert.deepEqual(
      farm.asked.map(({ body }) => (body.tasks as unknown[]).length),
      [3, 1],
    );
    assert.equal(new Set(tokens(farm)).size, 2);
  });

  it('updates tasks one by one where batches are not allowed', async () => {
    const { farm, update } = serve({ UpdateTask: {} });
    assert.deepEqual((await update(paths(3))).map(asPart), [true, true, true]);
    assert.deepEqual(farm.operations(), ['BatchUpdateTask', 'UpdateTask', 'UpdateTask', 'UpdateTask']);
    assert.deepEqual(farm.asked[1]?.body, { targetRunStatus: 'PENDING' });
    assert.equal(new Set(tokens(farm)).size, 4);
  });

  it('names the missing permission, and tries no further task of the job', async () => {
    const { farm, update } = serve({});
    const parts = await update(paths(3));
    assert.ok(parts.every((part) => !part.ok && part.fault.message.includes('deadline:UpdateTask on this queue')));
    assert.deepEqual(farm.operations(), ['BatchUpdateTask', 'UpdateTask']);
  });

  it('changes steps and jobs one call each, and says how each went', async () => {
    const { farm, clock, service, click } = serve({
      UpdateStep: ({ request }) =>
        request.path.includes(STEP) ? {} : failing(409, 'ConflictException', 'The job is archived'),
      UpdateJob: {},
    });
    const other = { ...JOB_PATH, stepId: `step-${'9'.repeat(32)}` as const };
    const steps = await hurry(
      clock,
      service.updateSteps(SAMPLE_CONNECTION, [STEP_PATH, other, STEP_PATH], 'CANCELED', click, signal),
    );
    assert.deepEqual(steps.map(asPart), [true, false, true]);
    assert.deepEqual(
      await hurry(clock, service.updateJobs(SAMPLE_CONNECTION, [JOB_PATH], 'SUSPENDED', click, signal)),
      [{ ok: true, value: true }],
    );
    assert.deepEqual(
      farm.asked.map(({ operation, body }) => [operation, body]),
      [
        ['UpdateStep', { targetTaskRunStatus: 'CANCELED' }],
        ['UpdateStep', { targetTaskRunStatus: 'CANCELED' }],
        ['UpdateJob', { targetTaskRunStatus: 'SUSPENDED' }],
      ],
    );
    assert.equal(new Set(tokens(farm)).size, 3);
  });
});
