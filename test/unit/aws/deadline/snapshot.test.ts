import assert from 'node:assert/strict';

import type { SessionSnapshot } from '../../../../src/core/session/session';

import {
  ACTION,
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

describe('aws/snapshot', () => {
  const fetch = (answers: Parameters<typeof createHandFarm>[0]): Promise<SessionSnapshot> =>
    createTestService(createHandFarm({ ...VALID, ...answers }).handle).service.fetchSnapshot(KEY, signal);

  it('reads everything about a session in one pass', async () => {
    const farm = createHandFarm(VALID);
    const { service, calls } = createTestService(farm.handle);
    const { fetchedAtMs, raw, ...snapshot } = await service.fetchSnapshot(KEY, signal);
    const step = { stepId: STEP, taskId: TASK, kind: 'taskRun', parameters: { Frame: '1001' } };
    assert.deepEqual(snapshot, {
      key: KEY,
      session: {
        sessionId: SESSION,
        fleetId: FLEET,
        workerId: WORKER,
        startedAtMs: Date.UTC(2026, 2, 1, 10),
        endedAtMs: undefined,
        lifecycleStatus: 'STARTED',
        targetLifecycleStatus: undefined,
        updatedAtMs: undefined,
        updatedBy: undefined,
        log: {
          driver: 'awslogs',
          options: { logGroupName: `/aws/deadline/${FARM}/${QUEUE}`, logStreamName: SESSION },
          parameters: {},
          error: undefined,
        },
        host: {
          hostName: 'ip-10-3-0-17',
          ipV4Addresses: ['10.3.0.17'],
          ipV6Addresses: [],
          ec2InstanceArn: 'arn:aws:ec2:us-west-2:123456789012:instance/i-0abc',
          ec2InstanceType: 'c6i.8xlarge',
        },
        workerLog: {
          driver: 'awslogs',
          options: { logGroupName: `/aws/deadline/${FARM}/${FLEET}`, logStreamName: WORKER },
          parameters: {},
          error: undefined,
        },
      },
      farm: { ok: true, value: { farmId: FARM, displayName: 'Aurora' } },
      queue: {
        ok: true,
        value: {
          queueId: QUEUE,
          displayName: 'lighting',
          status: 'SCHEDULING',
          blockedReason: undefined,
          roleArn: undefined,
        },
      },
      job: {
        ok: true,
        value: {
          jobId: JOB,
          name: 'sh020_lighting_v012',
          lifecycleStatus: 'CREATE_COMPLETE',
          taskRunStatus: 'RUNNING',
          taskRunStatusCounts: { RUNNING: 1, SUCCEEDED: 7 },
          priority: 50,
          createdAtMs: Date.UTC(2026, 2, 1, 9, 58),
          maxFailedTasksCount: undefined,
          maxRetriesPerTask: undefined,
          createdBy: 'ada',
          startedAtMs: Date.UTC(2026, 2, 1, 10),
          endedAtMs: undefined,
        },
      },
      fleet: {
        ok: true,
        value: { fleetId: FLEET, displayName: 'spot-linux', status: 'ACTIVE', workerCount: undefined },
      },
      worker: { ok: true, value: { workerId: WORKER, status: 'RUNNING', host: NO_HOST } },
      actions: {
        ok: true,
        value: [
          action(0, 'SUCCEEDED', [0, 1], { kind: 'envEnter', environmentId: 'JOB:Conda' }),
          {
            ...action(1, 'FAILED', [1, 2], step),
            progressPercent: 40,
            processExitCode: 139,
            progressMessage: 'Segmentation fault',
            acquiredLimits: [{ limitId: 'limit-0123456789abcdef0123456789abcdef', count: 1 }],
            outputManifests: [{ path: 'manifests/1_output', hash: undefined }],
          },
          action(2, 'ASSIGNED', [], { kind: 'envExit', environmentId: 'JOB:Conda' }),
        ],
      },
      stepNames: { [STEP]: 'Render' },
    });
    assert.deepEqual(raw, { ...VALID.GetSession, startedAt: '2026-03-01T10:00:00.000Z' });
    assert.ok(Math.abs(fetchedAtMs - Date.now()) < 5000);
    assert.deepEqual(farm.operations().toSorted(), Object.keys(VALID).toSorted());
    assert.deepEqual(new Set(calls.map(({ outcome }) => outcome)), new Set(['ok']));
  });

  it('reaches the service under its own host names, signed', async () => {
    const farm = createHandFarm(VALID);
    await createTestService(farm.handle).service.fetchSnapshot(KEY, signal);
    const { request } = farm.asked.find(({ operation }) => operation === 'GetSession') ?? assert.fail();
    assert.equal(request.hostname, 'management.deadline.us-west-2.amazonaws.com');
    assert.equal(request.path, `/2023-10-12/farms/${FARM}/queues/${QUEUE}/jobs/${JOB}/sessions/${SESSION}`);
    assert.match(request.headers.authorization ?? '', /^AWS4-HMAC-SHA256 Credential=.*\/us-west-2\/deadline\//);
  });

  it('keeps what could be read when a part is refused', async () => {
    const snapshot = await fetch({ GetJob: failing(403, 'AccessDeniedException', 'No') });
    assert.deepEqual(snapshot.job, {
      ok: false,
      fault: {
        kind: 'accessDenied',
        message:
          'Not allowed to read the job: the sample farm user may not use deadline:GetJob on this queue in us-west-2, or the farm or queue ID is wrong.',
        remedies: ['chooseConnection', 'lookUp', 'retry'],
        permission: 'deadline:GetJob',
        requestId: 'request-1',
        retryAfterMs: undefined,
      },
    });
    assert.equal(snapshot.queue.ok, true);
    assert.equal(snapshot.actions.ok, true);
  });

  it('takes a deleted worker for the ordinary case', async () => {
    const snapshot = await fetch({
      GetWorker: failing(404, 'ResourceNotFoundException', 'Gone', { resourceType: 'worker', resourceId: WORKER }),
    });
    assert.deepEqual(snapshot.worker, { ok: true, value: undefined });
  });

  it('keeps actions without their details where those cannot be read', async () => {
    const snapshot = await fetch({
      BatchGetSessionAction: failing(500, 'InternalServerErrorException', 'Oops', {}, { 'retry-after': '60' }),
    });
    assert.ok(snapshot.actions.ok);
    assert.deepEqual(
      snapshot.actions.value.map(({ status, processExitCode }) => [status, processExitCode]),
      [
        ['SUCCEEDED', undefined],
        ['FAILED', undefined],
        ['ASSIGNED', undefined],
      ],
    );
  });

  it('is refused as a whole when the session is', async () => {
    const refused = await refusal(
      fetch({
        GetSession: failing(
          404,
          'ResourceNotFoundException',
          `Resource of type session with id ${SESSION} does not exist.`,
          {
            resourceType: 'session',
            resourceId: SESSION,
          },
        ),
      }),
    );
    assert.deepEqual(refused, {
      kind: 'notFound',
      message:
        'No session session-…55555555 in us-west-2. Jobs are deleted 120 days after they were submitted; the session’s log may live on.',
      remedies: ['openLog', 'chooseOther', 'chooseConnection'],
    });
  });

  it('refuses an answer about another session', async () => {
    const refused = await refusal(
      fetch({ GetSession: { ...VALID.GetSession, sessionId: `session-${'0'.repeat(32)}` } }),
    );
    assert.equal(refused.kind, 'unexpectedAnswer');
  });

  it('reads the actions of all pages', async () => {
    const [first, second, third] = VALID.ListSessionActions.sessionActions;
    const snapshot = await fetch({
      ListSessionActions: ({ request }) =>
        ({
          '': { sessionActions: [first, second], nextToken: 'two' },
          two: { sessionActions: [], nextToken: 'three' },
          three: { sessionActions: [third] },
        })[String(request.query.nextToken ?? '')] ?? assert.fail(),
    });
    assert.ok(snapshot.actions.ok);
    assert.deepEqual(
      snapshot.actions.value.map(({ sessionActionId }) => sessionActionId),
      [`${ACTION}-0`, `${ACTION}-1`, `${ACTION}-2`],
    );
  });

  it('keeps kinds of action that are newer than it', async () => {
    const snapshot = await fetch({
      ListSessionActions: {
        sessionActions: [
          { sessionActionId: `${ACTION}-0`, status: 'PONDERING', definition: { dream: { of: 'sheep' } } },
        ],
      },
    });
    assert.ok(snapshot.actions.ok);
    assert.deepEqual(snapshot.actions.value, [action(0, 'PONDERING', [], { kind: 'unknown', name: 'dream' })]);
  });

  it('ends all its calls at once when aborted, with the reason given', async () => {
    const controller = new AbortController();
    const reason = new DOMException('Enough', 'AbortError');
    const farm = createHandFarm(
      Object.fromEntries(
        Object.keys(VALID).map((operation) => [
          operation,
          () =>
            new Promise<never>(() => {
              controller.abort(reason);
            }),
        ]),
      ),
    );
    const { service, calls } = createTestService(farm.handle);
    await assert.rejects(service.fetchSnapshot(KEY, controller.signal), (error) => error === reason);
    assert.deepEqual(new Set(calls.map(({ outcome }) => outcome)), new Set(['aborted']));
  });

  it('freezes what it gives', async () => {
    const snapshot = await fetch({});
    assert.ok(
      [snapshot, snapshot.session, snapshot.session.host, snapshot.job, snapshot.stepNames].every(Object.isFrozen),
    );
  });
});

function action(index: number, status: string, minutes: readonly number[], definition: object) {
  const [startedAtMs, endedAtMs] = [0, 1].map((end) => {
    const minute = minutes[end];
    return minute === undefined ? undefined : Date.UTC(2026, 2, 1, 10, minute);
  });
  return {
    sessionActionId: `${ACTION}-${index}`,
    status,
    startedAtMs,
    endedAtMs,
    workerUpdatedAtMs: undefined,
    progressPercent: undefined,
    progressMessage: undefined,
    processExitCode: undefined,
    acquiredLimits: [],
    outputManifests: [],
    definition,
  };
}
