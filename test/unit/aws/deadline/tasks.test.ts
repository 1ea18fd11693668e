import assert from 'node:assert/strict';

import type { TaskQuery } from '../../../../src/core/farm/tasks';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { DEADLINE, problemsOf } from '../../../support/farm/farmInterface';
import {
  ACTION,
  type Answer,
  FARM,
  FLEET,
  JOB,
  QUEUE,
  STEP,
  TASK,
  WORKER,
  createHandFarm,
  failing,
} from '../../../support/aws/handFarm';
import { createTestService, refusal, signal } from '../../../support/aws/service';

const JOB_PATH = { farmId: FARM, queueId: QUEUE, jobId: JOB };
const STEP_PATH = { ...JOB_PATH, stepId: STEP };
const OTHER_STEP = `step-${'9'.repeat(32)}` as const;
const taskOf = (index: number, runStatus = 'FAILED', step: string = STEP) => ({
  taskId: `task-${step.slice(5)}-${index}`,
  runStatus,
  createdAt: '2026-03-01T10:00:00Z',
  createdBy: 'ada',
});

describe('aws/tasks', () => {
  const collect = async <T>(listing: AsyncIterable<readonly T[]>): Promise<(readonly T[])[]> => {
    const all: (readonly T[])[] = [];
    for await (const page of listing) {
      all.push(page);
    }
    return all;
  };
  const serve = (answers: Readonly<Record<string, Answer>>) => {
    const farm = createHandFarm(answers);
    return { farm, ...createTestService(farm.handle) };
  };
  const tasks = async (service: ReturnType<typeof serve>['service'], query: TaskQuery) =>
    (await collect(service.tasks(SAMPLE_CONNECTION, JOB_PATH, query, signal))).map((page) =>
      page.map(({ taskId, runStatus }) => `${taskId.slice(-1)} ${runStatus}`),
    );

  it('lists all tasks of a step, page by page', async () => {
    const { farm, service } = serve({
      ListTasks: ({ request }) =>
        request.query.nextToken === 'two'
          ? { tasks: [taskOf(2, 'READY')] }
          : { tasks: [taskOf(0), taskOf(1, 'RUNNING')], nextToken: 'two' },
    });
    assert.deepEqual(await tasks(service, { stepId: STEP, statuses: [] }), [['0 FAILED', '1 RUNNING'], ['2 READY']]);
    assert.deepEqual(farm.operations(), ['ListTasks', 'ListTasks']);
    assert.match(farm.asked[0]?.request.path ?? '', new RegExp(`/jobs/${JOB}/steps/${STEP}/tasks$`));
  });

  it('searches the failed tasks of a job in one call for each hundred', async () => {
    const { farm, service } = serve({
      SearchTasks: ({ body }) =>
        body.itemOffset === 0
          ? { tasks: [taskOf(0)], totalResults: 101, nextItemOffset: 100 }
          : { tasks: [taskOf(1)], totalResults: 101 },
    });
    const first = await service
      .tasks(SAMPLE_CONNECTION, JOB_PATH, { stepId: undefined, statuses: ['FAILED'] }, signal)
      .page();
    assert.equal(first.total, 101);
    assert.deepEqual(await tasks(service, { stepId: undefined, statuses: ['FAILED'] }), [['0 FAILED'], ['1 FAILED']]);
    const { body } = farm.asked[0] ?? assert.fail();
    assert.deepEqual(body, {
      queueIds: [QUEUE],
      jobId: JOB,
      itemOffset: 0,
      filterExpressions: {
        filters: [{ stringFilter: { name: 'RUN_STATUS', operator: 'EQUAL', value: 'FAILED' } }],
        operator: 'AND',
      },
    });
    assert.deepEqual(problemsOf(DEADLINE, 'SearchTasksRequest', body), []);
  });

  it('searches several statuses of a step in one call, and all tasks of a job without a filter', async () => {
    const { farm, service } = serve({ SearchTasks: { tasks: [], totalResults: 0 } });
    await tasks(service, { stepId: STEP, statuses: ['FAILED', 'CANCELED'] });
    await tasks(service, { stepId: undefined, statuses: [] });
    assert.deepEqual(
      farm.asked.map(({ body }) => body.filterExpressions),
      [
        {
          filters: [
            { stringFilter: { name: 'STEP_ID', operator: 'EQUAL', value: STEP } },
            { stringListFilter: { name: 'RUN_STATUS', operator: 'ANY_EQUALS', values: ['FAILED', 'CANCELED'] } },
          ],
          operator: 'AND',
        },
        undefined,
      ],
    );
  });

  it('lists the steps that have such tasks where the service refuses the filter, and remembers it', async () => {
    const { farm, service } = serve({
      SearchTasks: failing(400, 'ValidationException', 'Unknown field', { reason: 'FIELD_VALIDATION_FAILED' }),
      ListSteps: {
        steps: [
          { stepId: STEP, name: 'Render', taskRunStatus: 'FAILED', taskRunStatusCounts: { FAILED: 2, SUCCEEDED: 1 } },
          { stepId: OTHER_STEP, name: 'Encode', taskRunStatus: 'READY', taskRunStatusCounts: { FAILED: 0, READY: 4 } },
        ],
      },
      ListTasks: ({ request }) =>
        request.query.nextToken === 'two'
          ? { tasks: [taskOf(2)] }
          : { tasks: [taskOf(0), taskOf(1, 'SUCCEEDED')], nextToken: 'two' },
    });
    const query = { stepId: undefined, statuses: ['FAILED'] };
    assert.deepEqual(await tasks(service, query), [['0 FAILED'], ['2 FAILED']]);
    assert.deepEqual(farm.operations(), ['SearchTasks', 'ListSteps', 'ListTasks', 'ListTasks']);
    await tasks(service, query);
    assert.deepEqual(farm.operations().slice(4), ['ListSteps', 'ListTasks', 'ListTasks']);
    assert.ok(farm.asked.every(({ request }) => !request.path.includes(OTHER_STEP)));
  });

  it('goes through several steps with pages that another listing can continue', async () => {
    const { service } = serve({
      ListSteps: {
        steps: [STEP, OTHER_STEP].map((stepId) => ({ stepId, name: 'Render', taskRunStatusCounts: { FAILED: 1 } })),
      },
      ListTasks: ({ request }) => ({
        tasks: [taskOf(request.path.includes(STEP) ? 1 : 2, 'FAILED', request.path.includes(STEP) ? STEP : OTHER_STEP)],
      }),
    });
    const query = { stepId: undefined, statuses: ['FAILED'] };
    const list = () => service.tasks(SAMPLE_CONNECTION, JOB_PATH, query, signal);
    const first = await list().page();
    assert.deepEqual(
      first.items.map(({ stepId }) => stepId),
      [STEP],
    );
    const second = await list().page(first.next);
    assert.deepEqual(
      second.items.map(({ stepId }) => stepId),
      [OTHER_STEP],
    );
    assert.equal(second.next, undefined);
  });

  it('does not list what failed for another reason than the search', async () => {
    const { farm, service } = serve({ SearchTasks: failing(404, 'ResourceNotFoundException', 'No') });
    const listing = service.tasks(SAMPLE_CONNECTION, JOB_PATH, { stepId: undefined, statuses: [] }, signal);
    assert.equal((await refusal(listing.page())).kind, 'notFound');
    assert.deepEqual(farm.operations(), ['SearchTasks']);
  });

  it('reads tasks in one batch, with their latest attempt and the status that was asked for', async () => {
    const { farm, service } = serve({
      BatchGetTask: {
        tasks: [
          {
            ...STEP_PATH,
            ...taskOf(7, 'RUNNING'),
            targetRunStatus: 'CANCELED',
            failureRetryCount: 2,
            startedAt: '2026-03-01T10:01:00Z',
            updatedAt: '2026-03-01T10:02:00Z',
            updatedBy: 'ada',
            latestSessionActionId: `${ACTION}-1`,
            parameters: { Frame: { int: '1001' }, Range: { chunkInt: '1-10:2' }, New: { boolList: 'true,false' } },
          },
        ],
        errors: [],
      },
    });
    const [part] = await service.fetchTasks(SAMPLE_CONNECTION, [{ ...STEP_PATH, taskId: TASK }], signal);
    assert.deepEqual(part, {
      ok: true,
      value: {
        taskId: TASK,
        stepId: STEP,
        runStatus: 'RUNNING',
        targetRunStatus: 'CANCELED',
        failureRetryCount: 2,
        startedAtMs: Date.UTC(2026, 2, 1, 10, 1),
        endedAtMs: undefined,
        updatedAtMs: Date.UTC(2026, 2, 1, 10, 2),
        updatedBy: 'ada',
        latestSessionActionId: `${ACTION}-1`,
        parameters: { Frame: '1001', Range: '1-10:2', New: 'true,false' },
      },
    });
    assert.deepEqual(farm.asked[0]?.body, { identifiers: [{ ...STEP_PATH, taskId: TASK }] });
  });

  it('reads tasks one by one where the batch is not allowed', async () => {
    const { farm, service } = serve({ GetTask: taskOf(7) });
    const [part] = await service.fetchTasks(SAMPLE_CONNECTION, [{ ...STEP_PATH, taskId: TASK }], signal);
    assert.equal(part?.ok && part.value.stepId, STEP);
    assert.deepEqual(farm.operations(), ['BatchGetTask', 'GetTask']);
  });

  it('lists the attempts of one task, and the actions of a whole job', async () => {
    const { farm, service } = serve({
      ListSessionActions: {
        sessionActions: [
          {
            sessionActionId: `${ACTION}-1`,
            status: 'FAILED',
            definition: { taskRun: { stepId: STEP, taskId: TASK, parameters: {} } },
          },
        ],
      },
    });
    const [attempts] = await collect(service.sessionActions(SAMPLE_CONNECTION, JOB_PATH, TASK, signal));
    assert.deepEqual(
      attempts?.map(({ sessionActionId }) => sessionActionId),
      [`${ACTION}-1`],
    );
    await collect(service.sessionActions(SAMPLE_CONNECTION, JOB_PATH, undefined, signal));
    assert.deepEqual(
      farm.asked.map(({ request }) => request.query.taskId),
      [TASK, undefined],
    );
  });

  it('lists the steps that depend on a step', async () => {
    const { service } = serve({
      ListStepConsumers: { consumers: [{ stepId: OTHER_STEP, status: 'UNRESOLVED' }] },
    });
    assert.deepEqual(await collect(service.stepConsumers(SAMPLE_CONNECTION, STEP_PATH, signal)), [[OTHER_STEP]]);
  });

  describe('searching workers', () => {
    const worker = (hostName: string) => ({
      fleetId: FLEET,
      workerId: WORKER,
      status: 'IDLE',
      hostProperties: { hostName },
    });

    it('asks the service to look for the text', async () => {
      const { farm, service } = serve({ SearchWorkers: { workers: [worker('render-07')], totalResults: 1 } });
      const [page] = await collect(service.searchWorkers(SAMPLE_CONNECTION, FARM, [FLEET], ' render-07 ', signal));
      assert.deepEqual(
        page?.map(({ fleetId, host }) => [fleetId, host.hostName]),
        [[FLEET, 'render-07']],
      );
      assert.deepEqual(farm.asked[0]?.body, {
        fleetIds: [FLEET],
        itemOffset: 0,
        filterExpressions: {
          filters: [{ searchTermFilter: { searchTerm: 'render-07', matchType: 'CONTAINS' } }],
          operator: 'AND',
        },
      });
    });

    it('looks itself where the service refuses to, and remembers it', async () => {
      const { farm, service } = serve({
        SearchWorkers: ({ body }) =>
          body.filterExpressions === undefined
            ? { workers: [worker('render-07'), worker('render-08')], totalResults: 2 }
            : failing(400, 'ValidationException', 'No'),
      });
      for (const calls of [2, 3]) {
        const [page] = await collect(service.searchWorkers(SAMPLE_CONNECTION, FARM, [FLEET], 'RENDER-08', signal));
        assert.deepEqual(
          page?.map(({ host }) => host.hostName),
          ['render-08'],
        );
        assert.equal(farm.asked.length, calls);
      }
    });
  });
});
