import assert from 'node:assert/strict';

import { FarmCaller, find, listAt, numberAt, textAt } from '../../support/farm/farmCaller';

/** Every task of a job with one status, by the search's pages. */
async function tasksWith(
  caller: FarmCaller,
  job: { readonly farmId: string; readonly queueId: string; readonly jobId: string },
  status: string,
): Promise<readonly unknown[]> {
  const tasks: unknown[] = [];
  for (let itemOffset: unknown = 0; itemOffset !== undefined;) {
    const page = await caller.ask('SearchTasks', {
      farmId: job.farmId,
      queueIds: [job.queueId],
      jobId: job.jobId,
      itemOffset,
      filterExpressions: {
        operator: 'AND',
        filters: [{ stringFilter: { name: 'RUN_STATUS', operator: 'EQUAL', value: status } }],
      },
    });
    tasks.push(...listAt(page, 'tasks'));
    itemOffset = find(page, 'nextItemOffset');
  }
  return tasks;
}

describe('sample farm › planted failures', () => {
  const caller = new FarmCaller();
  const wreck = caller.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
  const { farmId, queueId, jobId } = wreck.key;
  const job = { farmId, queueId, jobId };

  it('are a thousand tasks of four thousand, of six causes', async () => {
    const counts = find(await caller.ask('GetJob', job), 'taskRunStatusCounts');
    assert.equal(find(counts, 'FAILED'), 1_000);
    assert.equal(find(counts, 'SUCCEEDED'), 3_000);
    const byCause = new Map<string, number>();
    for (const { cause } of wreck.failures()) {
      byCause.set(cause, (byCause.get(cause) ?? 0) + 1);
    }
    assert.equal(byCause.size, 6);
    assert.ok([...byCause.values()].every((count) => count > 40));
  });

  it('are found by a search, each with the action that failed', async () => {
    const failed = await tasksWith(caller, job, 'FAILED');
    assert.deepEqual(
      new Map(failed.map((task) => [find(task, 'taskId'), find(task, 'latestSessionActionId')])),
      new Map(
        wreck
          .failures()
          .toSorted((a, b) => Number(a.taskId.slice(38)) - Number(b.taskId.slice(38)))
          .map(({ taskId, sessionActionId }) => [taskId, sessionActionId]),
      ),
    );
  });

  it('write the words of their cause into the log of the host that ran them', async () => {
    const words = {
      'missing-input': 'could not be opened: file not found',
      license: 'error checking out license',
      'gpu-memory': 'CUDA error: out of memory',
      'script-error': 'KeyError: ',
      crash: 'Segmentation fault',
      storage: 'Stale file handle',
    } as const;
    for (const { cause, sessionActionId, hostName, parameters } of wreck
      .failures()
      .filter((_, index) => index % 40 === 0)) {
      const action = await caller.ask('GetSessionAction', { ...job, sessionActionId });
      assert.equal(find(action, 'status'), 'FAILED');
      assert.deepEqual(find(action, 'definition', 'taskRun', 'parameters'), parameters);
      const sessionId = textAt(action, 'sessionId');
      const session = await caller.ask('GetSession', { ...job, sessionId });
      assert.equal(find(session, 'hostProperties', 'hostName'), hostName);
      const log = await caller.ask('GetLogEvents', {
        logGroupName: `/aws/deadline/${farmId}/${queueId}`,
        logStreamName: sessionId,
        startTime: Date.parse(textAt(action, 'startedAt')),
        endTime: Date.parse(textAt(action, 'endedAt')) + 500,
      });
      const messages = listAt(log, 'events').map((event) => textAt(event, 'message'));
      const others = Object.entries(words).filter(([other]) => other !== cause);
      assert.ok(
        messages.some((message) => message.includes(words[cause])),
        `${cause}: ${messages.join('\n')}`,
      );
      assert.ok(!messages.some((message) => others.some(([, word]) => message.includes(word))), cause);
    }
  });

  it('give three causes the same message and exit code, so that only the log says which', async () => {
    const same = new Set<string>();
    for (const cause of ['missing-input', 'license', 'script-error']) {
      const one = wreck.failures().find((failure) => failure.cause === cause) ?? assert.fail();
      const action = await caller.ask('GetSessionAction', { ...job, sessionActionId: one.sessionActionId });
      same.add(`${numberAt(action, 'processExitCode')} ${textAt(action, 'progressMessage')}`);
    }
    assert.equal(same.size, 1);
  });

  it('name one bad host of fifty, which fails in two other jobs as well', async () => {
    const hosts = new Set(wreck.failures().map(({ hostName }) => hostName));
    assert.equal(hosts.size, 50);
    assert.equal(wreck.badHost.hostName, 'rack2-node40.render-rack');
    const session = await caller.ask('GetSession', caller.ids('wreck'));
    const worker = { farmId, fleetId: textAt(session, 'fleetId'), workerId: wreck.badHost.workerId };
    const ran = await caller.list('ListSessionsForWorker', 'sessions', worker);
    assert.deepEqual(
      new Set(ran.map((one) => find(one, 'jobId'))),
      new Set(caller.farm.planted.map(({ key }) => key.jobId)),
    );
    for (const other of caller.farm.planted.filter(({ name }) => name !== wreck.name)) {
      const failures = other.failures();
      const onBadHost = failures.filter(({ hostName }) => hostName === other.badHost.hostName).length;
      assert.ok(onBadHost >= 10 && failures.length - onBadHost < 6, `${onBadHost} of ${failures.length}`);
    }
  });

  it('mostly vanish when they are tried again, but for what lies in the scene', async () => {
    const own = new FarmCaller();
    const tasks = wreck
      .failures()
      .map(({ taskId }) => ({ ...job, stepId: wreck.stepId, taskId, targetRunStatus: 'PENDING' }));
    for (let first = 0; first < tasks.length; first += 100) {
      assert.deepEqual(await own.ask('BatchUpdateTask', { tasks: tasks.slice(first, first + 100) }), { errors: [] });
    }
    const waiting = find(await own.ask('GetJob', job), 'taskRunStatusCounts');
    assert.equal(find(waiting, 'READY'), 1_000);
    own.nowMs += 3 * 3_600_000;
    const inScene = wreck
      .failures()
      .filter(({ cause }) => ['missing-input', 'gpu-memory', 'script-error'].includes(cause)).length;
    const after = find(await own.ask('GetJob', job), 'taskRunStatusCounts');
    assert.equal(find(after, 'FAILED'), inScene);
    assert.equal(find(after, 'SUCCEEDED'), 4_000 - inScene);
    const sessions = await own.list('ListSessions', 'sessions', job);
    assert.equal(new Set(sessions.map((one) => find(one, 'sessionId'))).size, sessions.length);
  });
});

describe('sample farm › large and living jobs', () => {
  it('have ten thousand tasks, none of which failed', async () => {
    const caller = new FarmCaller();
    const { sessionId, ...job } = caller.ids('tenThousandTasks');
    const step = { ...job, stepId: textAt(await caller.ask('ListSteps', job), 'steps', 0, 'stepId') };
    const tasks = await caller.list('ListTasks', 'tasks', step);
    assert.equal(tasks.length, 10_000);
    assert.ok(tasks.every((task) => find(task, 'runStatus') !== 'FAILED'));
    caller.nowMs += 5 * 3_600_000;
    assert.equal(find(await caller.ask('GetJob', job), 'taskRunStatusCounts', 'SUCCEEDED'), 10_000);
    assert.ok(sessionId.length > 0);
  });

  it('change while they are read', async () => {
    const caller = new FarmCaller();
    const { sessionId, ...job } = caller.ids('failingNow');
    const seen: number[] = [];
    for (let minute = 0; minute < 30; minute += 6) {
      seen.push(numberAt(find(await caller.ask('GetJob', job), 'taskRunStatusCounts'), 'FAILED'));
      caller.nowMs += 6 * 60_000;
    }
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(seen).size, seen.length, seen.join());
    assert.ok(sessionId.length > 0);
  });
});
