import assert from 'node:assert/strict';

import type { HttpRequest } from '../../../src/core/service/http';
import { type FarmFault } from '../../../src/sampleFarm/index';
import { type Answer, FarmCaller, OPENED_MS, find, listAt, textAt } from '../../support/farm/farmCaller';
import { DEADLINE, problemsOf, toRequest } from '../../support/farm/farmInterface';
import { startFarmServer } from '../../support/farm/farmServer';

const UNKNOWN = '0'.repeat(32);

function failsWith({ status, headers }: Answer, expected: number, type: string): void {
  assert.deepEqual([status, headers['x-amzn-errortype']], [expected, type]);
}

describe('sample farm › protocol', () => {
  const caller = new FarmCaller();
  const ids = caller.ids('active');
  const getSession = toRequest('GetSession', ids);

  describe('says what does not exist', () => {
    for (const [type, operation, change] of [
      ['farm', 'GetFarm', { farmId: `farm-${UNKNOWN}` }],
      ['queue', 'GetQueue', { queueId: `queue-${UNKNOWN}` }],
      ['job', 'GetJob', { jobId: `job-${UNKNOWN}` }],
      ['session', 'GetSession', { sessionId: `session-${UNKNOWN}` }],
      ['step', 'GetStep', { stepId: `step-${UNKNOWN}` }],
      ['sessionaction', 'GetSessionAction', { sessionActionId: `sessionaction-${UNKNOWN}-0` }],
      ['fleet', 'GetFleet', { fleetId: `fleet-${UNKNOWN}` }],
    ] as const) {
      it(type, async () => {
        const [resourceId] = Object.values(change);
        const { sessionId, ...job } = ids;
        const answer = await caller.call(operation, {
          ...(operation === 'GetSession' ? { sessionId } : {}),
          ...job,
          ...change,
        });
        failsWith(answer, 404, 'ResourceNotFoundException');
        assert.deepEqual(answer.body, {
          message: `Resource of type ${type} with id ${resourceId} does not exist.`,
          resourceType: type,
          resourceId,
        });
      });
    }

    it('a session below another job, queue or farm than its own', async () => {
      const other = caller.ids('failedTask');
      for (const wrong of [{ jobId: other.jobId }, { queueId: caller.ids('timeout').queueId }]) {
        failsWith(await caller.call('GetSession', { ...ids, ...wrong }), 404, 'ResourceNotFoundException');
      }
      const { farmId } = caller.ids('scripts');
      failsWith(await caller.call('GetSession', { ...ids, farmId }), 404, 'ResourceNotFoundException');
    });
  });

  it('refuses what is not signed, or signed for another service', async () => {
    const { authorization, ...headers } = getSession.headers;
    failsWith(await caller.send({ ...getSession, headers }), 403, 'MissingAuthenticationTokenException');
    const elsewhere = { ...headers, authorization: (authorization ?? '').replace('/deadline/', '/s3/') };
    failsWith(await caller.send({ ...getSession, headers: elsewhere }), 403, 'InvalidSignatureException');
    const basic = { ...headers, authorization: 'Basic eDp5' };
    failsWith(await caller.send({ ...getSession, headers: basic }), 403, 'IncompleteSignatureException');
  });

  it('answers at custom endpoints without the host prefix, but not at the service’s own', async () => {
    for (const [hostname, status] of [
      ['management.deadline.us-west-2.amazonaws.com', 200],
      ['localhost', 200],
      ['management.localhost', 200],
      ['deadline.us-west-2.amazonaws.com', 400],
      ['deadline-fips.us-east-1.amazonaws.com', 400],
    ] as const) {
      assert.equal((await caller.send({ ...getSession, hostname })).status, status, hostname);
    }
  });

  it('knows no other operations', async () => {
    for (const wrong of [
      { method: 'DELETE' },
      { path: `${getSession.path}/` },
      { path: '/2023-10-12/%' },
      { path: '/' },
    ]) {
      const answer = await caller.send({ ...getSession, ...wrong });
      failsWith(answer, 400, 'ValidationException');
      assert.equal(find(answer.body, 'reason'), 'UNKNOWN_OPERATION');
    }
    const signed = toRequest('GetLogEvents', caller.logOf('active'));
    const target = { ...signed.headers, 'x-amz-target': 'Logs_20140328.PutLogEvents' };
    const logs = await caller.send({ ...signed, headers: target });
    assert.equal(find(logs.body, '__type'), 'UnknownOperationException');
  });

  it('cannot parse what is not JSON', async () => {
    const answer = await caller.send({
      ...toRequest('BatchGetSession', { identifiers: [ids] }),
      body: '{"identifiers":',
    });
    failsWith(answer, 400, 'ValidationException');
    assert.equal(find(answer.body, 'reason'), 'CANNOT_PARSE');
  });

  it('takes ids percent-encoded', async () => {
    const path = getSession.path.replaceAll('-', '%2D').replace('2023%2D10%2D12', '2023-10-12');
    assert.equal((await caller.send({ ...getSession, path })).status, 200);
  });

  it('gives another request id to each call', async () => {
    const seen = new Set<string | undefined>();
    for (let call = 0; call < 20; call++) {
      seen.add((await caller.send(getSession)).headers['x-amzn-requestid']);
    }
    assert.equal(seen.size, 20);
  });

  it('lists page by page, with tokens for one list and one day', async () => {
    const { farmId, queueId } = ids;
    const all = await caller.list('ListJobs', 'jobs', { farmId, queueId });
    const paged = await caller.list('ListJobs', 'jobs', { farmId, queueId, maxResults: 7 });
    assert.deepEqual(paged, all);
    const own = new FarmCaller();
    const page = await own.ask('ListJobs', { farmId, queueId, maxResults: 7 });
    const nextToken = textAt(page, 'nextToken');
    const other = { farmId, queueId: caller.ids('timeout').queueId, nextToken };
    failsWith(await own.call('ListJobs', other), 400, 'ValidationException');
    own.nowMs += 24 * 3_600_000 + 1_000;
    failsWith(await own.call('ListJobs', { farmId, queueId, nextToken }), 400, 'ValidationException');
  });

  it('answers a batch in part', async () => {
    const identifiers = [ids, { ...ids, sessionId: `session-${UNKNOWN}` }, caller.ids('timeout')];
    const body = await caller.ask('BatchGetSession', { identifiers });
    assert.deepEqual(
      listAt(body, 'sessions').map((session) => find(session, 'sessionId')),
      [ids.sessionId, caller.ids('timeout').sessionId],
    );
    assert.deepEqual(find(body, 'errors'), [
      {
        ...identifiers[1],
        code: 'ResourceNotFoundException',
        message: `Resource of type session with id session-${UNKNOWN} does not exist.`,
      },
    ]);
  });

  it('has no role to lend for a queue that has none', async () => {
    const { farmId } = caller.ids('scripts');
    const queues = await caller.list('ListQueues', 'queues', { farmId });
    const queueId = textAt(
      queues.find((queue) => find(queue, 'displayName') === 'environments'),
      'queueId',
    );
    failsWith(await caller.call('AssumeQueueRoleForRead', { farmId, queueId }), 400, 'ValidationException');
    const lent = await caller.ask('AssumeQueueRoleForRead', ids);
    const leftMs = Date.parse(textAt(lent, 'credentials', 'expiration')) - OPENED_MS;
    assert.ok(leftMs > 14 * 60_000 && leftMs <= 15 * 60_000);
  });

  it('searches a hundred thousand jobs of three thousand sessions', async () => {
    const large = new FarmCaller({ scale: { jobs: 100_000, sessionsPerJob: 3_000 } });
    const { farmId } = large.ids('scripts');
    const queues = await large.list('ListQueues', 'queues', { farmId });
    const queueId = textAt(
      queues.find((queue) => find(queue, 'displayName') === 'scale-queue'),
      'queueId',
    );
    const found = await large.ask('SearchJobs', {
      farmId,
      queueIds: [queueId],
      itemOffset: 9_990,
      sortExpressions: [{ fieldSort: { name: 'CREATED_AT', sortOrder: 'DESCENDING' } }],
    });
    assert.equal(find(found, 'totalResults'), 10_000);
    assert.equal(listAt(found, 'jobs').length, 10);
    const jobId = textAt(found, 'jobs', 0, 'jobId');
    const sessions = await large.list('ListSessions', 'sessions', { farmId, queueId, jobId });
    assert.equal(sessions.length, 3_000);
    const sessionId = textAt(sessions[1_234], 'sessionId');
    assert.equal((await large.call('GetSession', { farmId, queueId, jobId, sessionId })).status, 200);
  });

  it('counts its calls', async () => {
    const own = new FarmCaller();
    await own.call('GetSession', ids);
    await own.call('GetSession', { ...ids, sessionId: 'session-1' });
    await own.call('BatchGetSession', { identifiers: [ids, ids] });
    await own.send({ ...getSession, path: '/' });
    assert.deepEqual(own.farm.meter.calls, [
      { operation: 'GetSession', status: 200, atMs: OPENED_MS, items: 1 },
      { operation: 'GetSession', status: 400, atMs: OPENED_MS, items: 0 },
      { operation: 'BatchGetSession', status: 200, atMs: OPENED_MS, items: 2 },
      { operation: 'unknown', status: 400, atMs: OPENED_MS, items: 0 },
    ]);
    own.farm.meter.reset();
    assert.deepEqual(own.farm.meter.calls, []);
  });
});

describe('sample farm › faults', () => {
  const ids = new FarmCaller().ids('active');
  const suffer = async (
    fault: Omit<FarmFault, 'operation'>,
  ): Promise<Awaited<ReturnType<FarmCaller['farm']['handle']>>> => {
    const { farm } = new FarmCaller();
    farm.inject({ operation: 'GetSession', ...fault });
    return farm.handle(toRequest('GetSession', ids));
  };

  for (const [kind, status, type] of [
    ['accessDenied', 403, 'AccessDeniedException'],
    ['notFound', 404, 'ResourceNotFoundException'],
    ['throttled', 429, 'ThrottlingException'],
    ['serverError', 500, 'InternalServerErrorException'],
    ['invalid', 400, 'ValidationException'],
    ['expiredToken', 403, 'ExpiredTokenException'],
    ['unrecognizedClient', 403, 'UnrecognizedClientException'],
  ] as const) {
    it(`answers ${status} for ${kind}`, async () => {
      const answer = await suffer({ kind, retryAfterSeconds: 7 });
      assert.equal(answer.status, status);
      assert.equal(answer.headers['x-amzn-errortype'], type);
      assert.equal(answer.headers['retry-after'], status === 429 || status === 500 ? '7' : undefined);
      if (type in DEADLINE.shapes) {
        assert.deepEqual(problemsOf(DEADLINE, type, JSON.parse(answer.body)), []);
        assert.equal(DEADLINE.shapes[type]?.error?.httpStatusCode, status);
      }
    });
  }

  it('answers 200 with something else', async () => {
    assert.match((await suffer({ kind: 'captivePortal' })).body, /^<!doctype html>/);
    assert.equal((await suffer({ kind: 'emptyAnswer' })).body, '');
    assert.equal((await suffer({ kind: 'wrongAnswer' })).body, '{"ok":true}');
  });

  it('does not answer until the caller gives up', async () => {
    const { farm } = new FarmCaller();
    farm.inject({ operation: '*', kind: 'hang' });
    const reason = new Error('enough');
    const controller = new AbortController();
    const answer = farm.handle(toRequest('GetSession', ids), controller.signal);
    controller.abort(reason);
    await assert.rejects(answer, reason);
    await assert.rejects(farm.handle(toRequest('GetSession', ids), AbortSignal.abort(reason)), reason);
  });

  it('goes wrong as often as asked, for the calls meant, until it is disposed of', async () => {
    const caller = new FarmCaller();
    const other = caller.ids('timeout');
    const status = async (input: object): Promise<number> => (await caller.call('GetSession', { ...input })).status;
    caller.farm.inject({ operation: 'GetSession', kind: 'throttled', times: 2 });
    assert.deepEqual([await status(ids), await status(ids), await status(ids)], [429, 429, 200]);
    const fault = caller.farm.inject({
      operation: '*',
      kind: 'serverError',
      when: (request: HttpRequest) => request.path.endsWith(ids.sessionId),
    });
    assert.deepEqual([await status(ids), await status(other)], [500, 200]);
    fault.dispose();
    assert.equal(await status(ids), 200);
  });
});

describe('sample farm › server', () => {
  it('answers over real HTTP as it does in process', async () => {
    const caller = new FarmCaller();
    const server = await startFarmServer(caller.farm);
    try {
      const { path, headers } = toRequest('ListSessions', caller.ids('manySessions'));
      const answer = await fetch(`${server.url}${path}?maxResults=3`, { headers });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), 'application/json');
      assert.equal(listAt(await answer.json(), 'sessions').length, 3);
      const logs = toRequest('GetLogEvents', { ...caller.logOf('scripts'), startFromHead: true });
      const log = await fetch(server.url, { method: 'POST', headers: logs.headers, body: logs.body });
      assert.equal(log.headers.get('content-type'), 'application/x-amz-json-1.1');
      assert.ok((await log.text()).includes('カメラ１ · الكاميرا · 🎥'));
      assert.equal((await fetch(server.url)).status, 403);
    } finally {
      await server.close();
    }
  });

  it('breaks the connection where the farm does', async () => {
    const { farm } = new FarmCaller();
    farm.inject({ operation: '*', kind: 'disconnect' });
    const server = await startFarmServer(farm);
    try {
      await assert.rejects(fetch(server.url), TypeError);
    } finally {
      await server.close();
    }
  });
});
