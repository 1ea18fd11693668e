import assert from 'node:assert/strict';

import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { DEADLINE, problemsOf } from '../../../support/farm/farmInterface';

import {
  ACTION,
  type Answer,
  FARM,
  FLEET,
  JOB,
  KEY,
  QUEUE,
  SESSION,
  STEP,
  TASK,
  VALID,
  WORKER,
  createHandFarm,
  failing,
} from '../../../support/aws/handFarm';
import { createTestService, refusal, signal } from '../../../support/aws/service';
import { NO_HOST } from '../../../support/sessions/sessions';

describe('aws/directory', () => {
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
  const job = (digit: string, createdAt: string) => ({ ...VALID.GetJob, jobId: `job-${digit.repeat(32)}`, createdAt });

  it('lists farms, queues, fleets and workers', async () => {
    const { service } = serve({
      ListFarms: { farms: [{ ...VALID.GetFarm, createdAt: '2026-01-01T00:00:00Z', createdBy: 'ada' }] },
      ListQueues: { queues: [VALID.GetQueue] },
      ListFleets: { fleets: [VALID.GetFleet] },
      ListWorkers: { workers: [VALID.GetWorker] },
    });
    assert.deepEqual(await collect(service.farms(SAMPLE_CONNECTION, signal)), [
      [{ farmId: FARM, displayName: 'Aurora' }],
    ]);
    assert.deepEqual(await collect(service.queues(SAMPLE_CONNECTION, FARM, signal)), [
      [{ queueId: QUEUE, displayName: 'lighting', status: 'SCHEDULING', blockedReason: undefined, roleArn: undefined }],
    ]);
    assert.deepEqual(await collect(service.fleets(SAMPLE_CONNECTION, FARM, signal)), [
      [{ fleetId: FLEET, displayName: 'spot-linux', status: 'ACTIVE', workerCount: undefined }],
    ]);
    assert.deepEqual(await collect(service.workers(SAMPLE_CONNECTION, FARM, FLEET, signal)), [
      [{ workerId: WORKER, status: 'RUNNING', host: NO_HOST }],
    ]);
  });

  it('asks for the next page only when somebody wants it', async () => {
    const { farm, service } = serve({
      ListFarms: ({ request }) =>
        request.query.nextToken === 'two'
          ? { farms: [{ farmId: FARM, displayName: 'Second' }] }
          : { farms: [{ farmId: FARM, displayName: 'First' }], nextToken: 'two' },
    });
    const listing = service.farms(SAMPLE_CONNECTION, signal)[Symbol.asyncIterator]();
    await listing.next();
    assert.equal(farm.asked.length, 1);
    assert.deepEqual(await listing.next(), { done: false, value: [{ farmId: FARM, displayName: 'Second' }] });
    assert.deepEqual(await listing.next(), { done: true, value: undefined });
    assert.equal(farm.asked.length, 2);
  });

  it('ends a listing whose token never changes', async () => {
    const { farm, service } = serve({ ListFarms: { farms: [VALID.GetFarm], nextToken: 'again' } });
    assert.equal((await collect(service.farms(SAMPLE_CONNECTION, signal))).length, 2);
    assert.equal(farm.asked.length, 2);
  });

  it('leaves out the entries that make no sense', async () => {
    const { service } = serve({ ListFarms: { farms: [{ farmId: 'farm-1', displayName: 'x' }, VALID.GetFarm] } });
    assert.deepEqual(await collect(service.farms(SAMPLE_CONNECTION, signal)), [
      [{ farmId: FARM, displayName: 'Aurora' }],
    ]);
  });

  it('searches for jobs, the newest first, as far as the search reaches', async () => {
    const { farm, service } = serve({
      SearchJobs: ({ body }) => ({
        jobs: [VALID.GetJob, { name: 'being made' }],
        totalResults: 12_000,
        nextItemOffset: Number(body.itemOffset) + 4_000,
      }),
    });
    const jobs = await collect(service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], NEWEST_JOBS, signal));
    assert.deepEqual(
      jobs.map((page) => page.map(({ name }) => name)),
      [['sh020_lighting_v012'], ['sh020_lighting_v012'], ['sh020_lighting_v012']],
    );
    assert.deepEqual(
      farm.asked.map(({ body }) => body),
      [0, 4_000, 8_000].map((itemOffset) => ({
        queueIds: [QUEUE],
        itemOffset,
        sortExpressions: [{ fieldSort: { name: 'CREATED_AT', sortOrder: 'DESCENDING' } }],
      })),
    );
  });

  it('lists jobs where they may not be searched, and remembers it', async () => {
    const { farm, service } = serve({
      SearchJobs: failing(403, 'AccessDeniedException', 'No'),
      ListJobs: { jobs: [job('1', '2026-01-01T00:00:00Z'), job('2', '2026-02-01T00:00:00Z')] },
    });
    for (let round = 0; round < 2; round++) {
      const [page = []] = await collect(service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], NEWEST_JOBS, signal));
      assert.deepEqual(
        page.map(({ jobId }) => jobId.at(-1)),
        ['2', '1'],
      );
    }
    assert.deepEqual(farm.operations(), ['SearchJobs', 'ListJobs', 'ListJobs']);
  });

  it('puts active sessions first, then those that ended last', async () => {
    const session = (digit: string, times: object) => ({
      ...VALID.GetSession,
      sessionId: `session-${digit.repeat(32)}`,
      ...times,
    });
    const { service } = serve({
      ListSessions: {
        sessions: [
          session('1', { endedAt: '2026-03-01T11:00:00Z' }),
          session('2', { startedAt: '2026-03-01T09:00:00Z' }),
          session('3', { endedAt: '2026-03-01T12:00:00Z' }),
          session('4', { startedAt: '2026-03-01T10:00:00Z' }),
        ],
      },
    });
    const [page = []] = await collect(service.sessions(SAMPLE_CONNECTION, FARM, QUEUE, JOB, signal));
    assert.deepEqual(
      page.map(({ sessionId }) => sessionId.at(-1)),
      ['4', '2', '3', '1'],
    );
  });

  it('lists the steps of a job, with what their tasks do', async () => {
    const { service } = serve({
      ListSteps: {
        steps: [
          {
            stepId: STEP,
            name: 'Render',
            lifecycleStatus: 'CREATE_COMPLETE',
            taskRunStatus: 'RUNNING',
            taskRunStatusCounts: { RUNNING: 2 },
            dependencyCounts: {
              dependenciesResolved: 0,
              dependenciesUnresolved: 0,
              consumersResolved: 1,
              consumersUnresolved: 2,
            },
            createdAt: '2026-03-01T09:58:00Z',
            createdBy: 'ada',
            startedAt: '2026-03-01T10:00:00Z',
          },
        ],
      },
    });
    const job = { farmId: FARM, queueId: QUEUE, jobId: JOB };
    assert.deepEqual(await collect(service.steps(SAMPLE_CONNECTION, job, signal)), [
      [
        {
          stepId: STEP,
          name: 'Render',
          taskRunStatus: 'RUNNING',
          taskRunStatusCounts: { RUNNING: 2 },
          consumerCount: 3,
          startedAtMs: Date.UTC(2026, 2, 1, 10),
          endedAtMs: undefined,
        },
      ],
    ]);
  });

  it('finds the sessions that failed by the tasks that failed in them, each once', async () => {
    const { farm, service } = serve({
      SearchTasks: {
        tasks: [
          { latestSessionActionId: `${ACTION}-1` },
          { latestSessionActionId: `${ACTION}-3` },
          { latestSessionActionId: `sessionaction-${'6'.repeat(32)}-0` },
          { taskId: TASK },
        ],
        totalResults: 4,
      },
    });
    const job = { farmId: FARM, queueId: QUEUE, jobId: JOB };
    const page = await service.failedSessions(SAMPLE_CONNECTION, job, signal).page();
    assert.deepEqual(page.items, [SESSION, `session-${'6'.repeat(32)}`]);
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

  it('asks for a page that failed again', async () => {
    let isBroken = true;
    const { service } = serve({
      ListFarms: () => (isBroken ? failing(404, 'ResourceNotFoundException', 'No') : { farms: [VALID.GetFarm] }),
    });
    const farms = service.farms(SAMPLE_CONNECTION, signal);
    assert.equal((await refusal(farms.page())).kind, 'notFound');
    isBroken = false;
    assert.deepEqual(await farms.page(), { items: [{ farmId: FARM, displayName: 'Aurora' }], next: undefined });
  });

  it('ends a page that nobody waits for any more', async () => {
    const { service } = serve({
      ListFarms: (_, abort) =>
        new Promise((_, reject) => {
          abort?.addEventListener('abort', () => {
            reject(abort.reason as Error);
          });
        }),
    });
    const ended = new AbortController();
    const page = service.farms(SAMPLE_CONNECTION, ended.signal).page();
    ended.abort();
    await assert.rejects(page, { name: 'AbortError' });
  });

  it('asks a session to end', async () => {
    const { farm, service } = serve({ UpdateSession: {} });
    await service.endSession(KEY, signal);
    const { request, body } = farm.asked[0] ?? assert.fail();
    assert.equal(request.method, 'PATCH');
    assert.deepEqual(body, { targetLifecycleStatus: 'ENDED' });
    assert.deepEqual(problemsOf(DEADLINE, 'UpdateSessionRequest', body), []);
    assert.match(request.headers['x-amz-client-token'] ?? '', /^[0-9a-f-]{36}$/);
  });

  it('says when a session has ended already', async () => {
    const { service } = serve({
      UpdateSession: failing(409, 'ConflictException', 'Session has ended', {
        reason: 'STATUS_CONFLICT',
        resourceId: SESSION,
        resourceType: 'session',
      }),
    });
    assert.equal((await refusal(service.endSession(KEY, signal))).kind, 'conflict');
  });
});
