import assert from 'node:assert/strict';

import { FarmCaller, OPENED_MS, find, listAt, numberAt, textAt } from '../../support/farm/farmCaller';
import { toRequest } from '../../support/farm/farmInterface';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ACTIVE_STATUSES = ['STARTED', 'UPDATE_IN_PROGRESS'];

async function actionsOf(caller: FarmCaller, example: string): Promise<readonly unknown[]> {
  const { sessionId, ...job } = caller.ids(example);
  const listed = listAt(await caller.ask('ListSessionActions', { ...job, sessionId }), 'sessionActions');
  const identifiers = listed.map((action) => ({ ...job, sessionActionId: textAt(action, 'sessionActionId') }));
  return listAt(await caller.ask('BatchGetSessionAction', { identifiers }), 'sessionActions');
}

async function statusesOf(caller: FarmCaller, example: string): Promise<readonly string[]> {
  return (await actionsOf(caller, example)).map((action) => textAt(action, 'status'));
}

describe('sample farm › life', () => {
  it('says the same for the same clock, seed and calls, byte for byte', async () => {
    const record = async (): Promise<readonly string[]> => {
      const caller = new FarmCaller();
      const { sessionId, ...job } = caller.ids('active');
      const said: string[] = [caller.farm.demoWorkerLog()];
      for (const afterMs of [0, 20 * MINUTE, 3 * HOUR]) {
        caller.nowMs = OPENED_MS + afterMs;
        for (const [operation, input] of [
          ['GetSession', { ...job, sessionId }],
          ['ListSessionActions', job],
          ['ListJobs', { farmId: job.farmId, queueId: job.queueId }],
          ['GetLogEvents', caller.logOf('active')],
          ['GetSession', { ...job, sessionId: 'session-1' }],
          ['UpdateSession', { ...job, sessionId, targetLifecycleStatus: 'ENDED' }],
        ] as const) {
          said.push(JSON.stringify(await caller.farm.handle(toRequest(operation, input))));
        }
      }
      return said;
    };
    assert.deepEqual(await record(), await record());
  });

  it('has other ids for another seed, and the same ones whenever it is opened', () => {
    const ids = (caller: FarmCaller): readonly string[] => caller.farm.examples.map(({ key }) => key.sessionId);
    assert.deepEqual(ids(new FarmCaller({ startedAtMs: 0 })), ids(new FarmCaller()));
    assert.equal(
      new Set([...ids(new FarmCaller()), ...ids(new FarmCaller({ seed: 7 }))]).size,
      2 * new FarmCaller().farm.examples.length,
    );
  });

  it('opens with a render at work: frames done, one in progress, others waiting', async () => {
    const caller = new FarmCaller();
    const actions = await actionsOf(caller, 'active');
    assert.deepEqual(
      actions.map((action) => textAt(action, 'status')),
      [...Array.from({ length: 7 }, () => 'SUCCEEDED'), 'RUNNING', 'ASSIGNED', 'SCHEDULED'],
    );
    assert.deepEqual(find(actions[7], 'definition', 'taskRun', 'parameters'), { Frame: { int: '1006' } });
    const percent = numberAt(actions[7], 'progressPercent');
    assert.ok(percent > 0 && percent < 100, String(percent));
    assert.equal(find(actions[7], 'progressMessage'), 'Rendering frame 1006');
    assert.equal(find(actions[8], 'startedAt'), undefined);
  });

  it('is at work for another hour, and then ends well', async () => {
    const caller = new FarmCaller();
    let done = 0;
    for (let minute = 0; minute <= 60; minute += 4) {
      caller.nowMs = OPENED_MS + minute * MINUTE;
      assert.equal(find(await caller.ask('GetSession', caller.ids('active')), 'lifecycleStatus'), 'STARTED');
      const succeeded = (await statusesOf(caller, 'active')).filter((status) => status === 'SUCCEEDED').length;
      assert.ok(succeeded > done, `${minute} min: ${succeeded}`);
      done = succeeded;
    }
    caller.nowMs = OPENED_MS + 3 * HOUR;
    const session = await caller.ask('GetSession', caller.ids('active'));
    assert.equal(find(session, 'lifecycleStatus'), 'ENDED');
    assert.ok(Date.parse(textAt(session, 'endedAt')) > OPENED_MS + HOUR);
    assert.deepEqual(new Set(await statusesOf(caller, 'active')), new Set(['SUCCEEDED']));
    assert.equal(find(await caller.ask('GetJob', caller.ids('active')), 'taskRunStatus'), 'SUCCEEDED');
  });

  it('shows a session no sooner than it starts', async () => {
    const caller = new FarmCaller();
    caller.nowMs = OPENED_MS - 13 * MINUTE;
    assert.equal((await caller.call('GetSession', caller.ids('active'))).status, 404);
    assert.deepEqual(listAt(await caller.ask('ListSessions', caller.ids('active')), 'sessions'), []);
  });

  for (const days of [0, 1, 30]) {
    it(`has sessions at work after ${days} days`, async () => {
      const caller = new FarmCaller();
      caller.nowMs = OPENED_MS + days * 24 * HOUR + 7 * MINUTE;
      const { farmId, queueId } = caller.ids('active');
      const jobs = listAt(
        await caller.ask('SearchJobs', {
          farmId,
          queueIds: [queueId],
          itemOffset: 0,
          pageSize: 1,
          sortExpressions: [{ fieldSort: { name: 'CREATED_AT', sortOrder: 'DESCENDING' } }],
        }),
        'jobs',
      );
      const job = { farmId, queueId, jobId: textAt(jobs, 0, 'jobId') };
      const sessions = await caller.list('ListSessions', 'sessions', job);
      const active = sessions.filter((session) => ACTIVE_STATUSES.includes(textAt(session, 'lifecycleStatus')));
      assert.equal(active.length, 3);
      for (const session of active) {
        const { workerId, fleetId } = session as { workerId: string; fleetId: string };
        assert.equal(find(await caller.ask('GetWorker', { farmId, fleetId, workerId }), 'status'), 'RUNNING');
        const mine = await caller.list('ListSessionsForWorker', 'sessions', { farmId, fleetId, workerId });
        assert.equal(find(mine.at(-1), 'sessionId'), find(session, 'sessionId'));
      }
    });
  }

  it('gives a worker its next session when one ends, and replaces the worker in time', async () => {
    const caller = new FarmCaller();
    const { farmId } = caller.ids('active');
    const fleetId = textAt(await caller.ask('GetSession', caller.ids('active')), 'fleetId');
    const seen = new Set<string>();
    for (let hour = 0; hour < 14; hour += 2) {
      caller.nowMs = OPENED_MS + hour * HOUR;
      const workers = await caller.list('ListWorkers', 'workers', { farmId, fleetId });
      for (const worker of workers) {
        seen.add(textAt(worker, 'workerId'));
      }
    }
    const gone = await Promise.all(
      [...seen].map(async (workerId) => (await caller.call('GetWorker', { farmId, fleetId, workerId })).status),
    );
    assert.ok(gone.includes(404) && gone.includes(200), gone.join());
  });

  describe('a session that is asked to end', () => {
    it('stops what runs, never attempts what waits, and is over half a minute later', async () => {
      const caller = new FarmCaller();
      const ids = caller.ids('active');
      assert.deepEqual(await caller.ask('UpdateSession', { ...ids, targetLifecycleStatus: 'ENDED' }), {});
      const asked = await caller.ask('GetSession', ids);
      assert.equal(find(asked, 'lifecycleStatus'), 'UPDATE_IN_PROGRESS');
      assert.equal(find(asked, 'targetLifecycleStatus'), 'ENDED');
      assert.equal(find(asked, 'updatedAt'), new Date(OPENED_MS).toISOString());
      assert.deepEqual((await statusesOf(caller, 'active')).slice(6), [
        'SUCCEEDED',
        'CANCELING',
        'NEVER_ATTEMPTED',
        'NEVER_ATTEMPTED',
      ]);
      caller.nowMs += 26_000;
      const [canceled] = (await actionsOf(caller, 'active')).slice(7);
      assert.equal(find(canceled, 'status'), 'CANCELED');
      assert.equal(find(canceled, 'processExitCode'), 143);
      caller.nowMs += 5_000;
      const over = await caller.ask('GetSession', ids);
      assert.equal(find(over, 'lifecycleStatus'), 'ENDED');
      assert.equal(find(over, 'endedAt'), new Date(OPENED_MS + 30_000).toISOString());
      const log = await caller.ask('GetLogEvents', caller.logOf('active'));
      const messages = listAt(log, 'events').map((event) => textAt(event, 'message'));
      assert.ok(messages.some((message) => message.startsWith('Canceling subprocess ')));
      assert.equal(messages.at(-2), '==============================================');
    });

    it('may be asked again, but not after it ended by itself', async () => {
      const caller = new FarmCaller();
      const end = { targetLifecycleStatus: 'ENDED', clientToken: 'a' };
      await caller.ask('UpdateSession', { ...caller.ids('active'), ...end });
      await caller.ask('UpdateSession', { ...caller.ids('active'), ...end });
      const refused = await caller.call('UpdateSession', { ...caller.ids('failedTask'), ...end });
      assert.equal(refused.status, 409);
      assert.equal(refused.headers['x-amzn-errortype'], 'ConflictException');
      assert.equal(find(refused.body, 'reason'), 'STATUS_CONFLICT');
    });
  });
});
