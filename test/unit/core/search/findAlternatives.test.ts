import assert from 'node:assert/strict';

import { type Sought, findAlternatives } from '../../../../src/core/search/findAlternatives';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { type FaultKind, UserError } from '../../../../src/core/errors';
import { sessionLogOf, workerLogOf } from '../../../../src/core/logs/pages/logLocation';

import {
  type Answer,
  FARM,
  FLEET,
  JOB,
  KEY,
  QUEUE,
  SESSION,
  STEP,
  TASK,
  WORKER,
  createHandFarm,
  failing,
} from '../../../support/aws/handFarm';
import { createTestService, signal } from '../../../support/aws/service';

describe('core/alternatives', () => {
  const OF_QUEUE = { farmId: FARM, queueId: QUEUE } as const;
  const OF_JOB = { ...OF_QUEUE, jobId: JOB };
  const SOUGHT: Sought = { kind: 'session', ...OF_JOB, sessionId: SESSION };
  const FARMS: Answer = { farms: [{ farmId: FARM, displayName: 'Studio' }] };
  const QUEUES: Answer = { queues: [{ queueId: QUEUE, displayName: 'Night', status: 'IDLE' }] };
  const job = {
    jobId: JOB,
    name: 'Shot 7',
    lifecycleStatus: 'CREATE_COMPLETE',
    taskRunStatus: 'FAILED',
    createdAt: '2026-03-01T10:00:00Z',
    createdBy: 'ada',
    priority: 50,
  };
  const session = {
    sessionId: SESSION,
    fleetId: FLEET,
    workerId: WORKER,
    startedAt: '2026-03-01T10:00:00Z',
    lifecycleStatus: 'ENDED',
    endedAt: '2026-03-01T11:00:00Z',
  };
  const missing = failing(404, 'ResourceNotFoundException', 'No');

  const find = async (answers: Readonly<Record<string, Answer>>, sought: Sought = SOUGHT) => {
    const farm = createHandFarm(answers);
    const found = await findAlternatives(createTestService(farm.handle).service, SAMPLE_CONNECTION, sought, signal);
    return { ...found, refusal: found.refusal?.kind, operations: farm.operations() };
  };
  const check = async (
    answers: Readonly<Record<string, Answer>>,
    sought: Sought,
    items: readonly object[],
    refusal: FaultKind | undefined,
    operations: readonly string[],
  ): Promise<void> => {
    assert.deepEqual(await find(answers, sought), { items, hasMore: false, refusal, operations });
  };

  it('offers the other sessions of the job', () =>
    check(
      { ListSessions: { sessions: [session] } },
      SOUGHT,
      [{ thing: SOUGHT, name: undefined, status: 'ENDED' }],
      undefined,
      ['ListSessions'],
    ));
  it('offers the jobs of the queue where the job is not there', () =>
    check(
      { ListSessions: missing, SearchJobs: { jobs: [job] } },
      SOUGHT,
      [{ thing: { kind: 'job', ...OF_JOB }, name: 'Shot 7', status: 'FAILED' }],
      'notFound',
      ['ListSessions', 'SearchJobs'],
    ));
  it('offers queues where jobs may not be listed, for a task as for its job', () =>
    check(
      { ListQueues: QUEUES },
      { kind: 'task', ...OF_JOB, stepId: STEP, taskId: TASK },
      [{ thing: { kind: 'queue', ...OF_QUEUE }, name: 'Night', status: 'IDLE' }],
      'accessDenied',
      ['SearchJobs', 'ListJobs', 'ListQueues'],
    ));
  it('offers farms where the farm is not there', () =>
    check(
      { ListQueues: missing, ListFarms: FARMS },
      { kind: 'queue', ...OF_QUEUE },
      [{ thing: { kind: 'farm', farmId: FARM }, name: 'Studio', status: undefined }],
      'notFound',
      ['ListQueues', 'ListFarms'],
    ));
  it('offers workers, then fleets, then farms', () =>
    check(
      { ListWorkers: { workers: [] }, ListFleets: missing, ListFarms: FARMS },
      { kind: 'worker', farmId: FARM, fleetId: FLEET, workerId: WORKER },
      [{ thing: { kind: 'farm', farmId: FARM }, name: 'Studio', status: undefined }],
      undefined,
      ['ListWorkers', 'ListFleets', 'ListFarms'],
    ));
  it('says why nothing can be offered', () =>
    check({}, { kind: 'farm', farmId: FARM }, [], 'accessDenied', ['ListFarms']));

  it('offers ten, and says that there are more', async () => {
    const farms = Array.from({ length: 11 }, (_, index) => ({ farmId: FARM, displayName: String(index) }));
    const { items, hasMore } = await find({ ListFarms: { farms } }, { kind: 'farm', farmId: FARM });
    assert.deepEqual([items.length, hasMore], [10, true]);
  });

  it('stops at a fault that no other id would mend', async () => {
    const busy = failing(429, 'ThrottlingException', 'No', {}, { 'retry-after': '60' });
    await assert.rejects(find({ ListSessions: busy }), (error) => {
      assert.ok(error instanceof UserError);
      return error.fault.kind === 'throttled';
    });
  });

  it('knows where the log of a session and of a worker are, whether or not they are still there', () => {
    const log = (owner: string, stream: string) => ({
      connection: SAMPLE_CONNECTION,
      farmId: FARM,
      owner,
      configuration: {
        driver: 'awslogs',
        options: { logGroupName: `/aws/deadline/${FARM}/${owner}`, logStreamName: stream },
        parameters: {},
        error: undefined,
      },
    });
    assert.deepEqual(sessionLogOf(KEY), log(QUEUE, SESSION));
    assert.deepEqual(workerLogOf(SAMPLE_CONNECTION, FARM, FLEET, WORKER), log(FLEET, WORKER));
  });
});
