import assert from 'node:assert/strict';

import { FarmCaller, OPENED_MS, find, listAt, numberAt, textAt } from '../../support/farm/farmCaller';

interface Told {
  readonly session: unknown;
  readonly job: unknown;
  readonly actions: readonly unknown[];
  readonly log: readonly string[];
}

async function tell(caller: FarmCaller, example: string): Promise<Told> {
  const { sessionId, ...job } = caller.ids(example);
  const listed = await caller.list('ListSessionActions', 'sessionActions', { ...job, sessionId });
  const identifiers = listed.map((action) => ({ ...job, sessionActionId: textAt(action, 'sessionActionId') }));
  const log = await caller.call('GetLogEvents', caller.logOf(example));
  return {
    session: await caller.ask('GetSession', { ...job, sessionId }),
    job: await caller.ask('GetJob', job),
    actions: listAt(await caller.ask('BatchGetSessionAction', { identifiers }), 'sessionActions'),
    log: log.status === 200 ? listAt(log.body, 'events').map((event) => textAt(event, 'message')) : [],
  };
}

/** Statuses with exit codes, e.g. `SUCCEEDED 0`. */
function outcomes({ actions }: Told): readonly string[] {
  return actions.map((action) => [find(action, 'status'), find(action, 'processExitCode')].join(' ').trim());
}

describe('sample farm › stories', () => {
  const caller = new FarmCaller();

  it('fails a task with a traceback', async () => {
    const told = await tell(caller, 'failedTask');
    const good = ['SUCCEEDED', ...Array.from({ length: 5 }, () => 'SUCCEEDED 0')];
    assert.deepEqual(outcomes(told), [...good, 'FAILED 1', 'NEVER_ATTEMPTED', 'NEVER_ATTEMPTED', 'SUCCEEDED 0']);
    assert.equal(find(told.actions[6], 'progressMessage'), 'Missing texture wetRock_basecolor.1013.exr');
    assert.ok(told.log.includes('Traceback (most recent call last):'));
    assert.ok(told.log.some((line) => /^Process pid \d+ exited with code: 1 \(unsigned\) \/ 0x1 \(hex\)$/.test(line)));
    assert.equal(find(told.job, 'taskRunStatus'), 'FAILED');
  });

  it('tried the failed task before', async () => {
    const { sessionId, ...job } = caller.ids('failedTask');
    const failed = (await tell(caller, 'failedTask')).actions[6];
    const { stepId, taskId } = find(failed, 'definition', 'taskRun') as { stepId: string; taskId: string };
    const tries = listAt(await caller.ask('ListSessionActions', { ...job, taskId }), 'sessionActions');
    assert.deepEqual(
      tries.map((action) => find(action, 'status')),
      ['FAILED', 'FAILED'],
    );
    const task = await caller.ask('GetTask', { ...job, stepId, taskId });
    assert.equal(find(task, 'latestSessionActionId'), `sessionaction-${sessionId.slice(8)}-6`);
    assert.equal(find(task, 'failureRetryCount'), 1);
  });

  for (const [example, exitCode, words] of [
    ['segmentationFault', 139, 'Segmentation fault'],
    ['outOfMemory', 137, 'Killed'],
    ['windowsCrash', -1073741819, '3221225477 (unsigned) / 0xc0000005 (hex)'],
  ] as const) {
    it(`crashes with ${exitCode}`, async () => {
      const told = await tell(caller, example);
      assert.ok(outcomes(told).includes(`FAILED ${exitCode}`));
      assert.ok(told.log.some((line) => line.includes(words)));
    });
  }

  it('cancels what takes too long', async () => {
    const told = await tell(caller, 'timeout');
    const timedOut = told.actions.find((action) => find(action, 'status') === 'FAILED');
    assert.equal(find(timedOut, 'progressMessage'), 'TIMEOUT - Exceeded the allotted runtime limit.');
    assert.ok(told.log.some((line) => line.startsWith('TIMEOUT - Runtime limit reached at ')));
    assert.ok(told.log.some((line) => line.includes('via notify then terminate method at ')));
  });

  it('attempts nothing after an environment failed', async () => {
    const told = await tell(caller, 'failedEnvironment');
    assert.deepEqual(outcomes(told), ['SUCCEEDED', 'FAILED 1', ...Array.from({ length: 4 }, () => 'NEVER_ATTEMPTED')]);
    assert.equal(find(told.session, 'hostProperties', 'ec2InstanceArn'), undefined);
    assert.match(textAt(told.session, 'hostProperties', 'hostName'), /^rack\d-node\d\d\.basement-rack$/);
  });

  it('is in the middle of ending a session', async () => {
    const told = await tell(caller, 'ending');
    assert.equal(find(told.session, 'lifecycleStatus'), 'UPDATE_IN_PROGRESS');
    assert.equal(find(told.session, 'targetLifecycleStatus'), 'ENDED');
    assert.deepEqual(outcomes(told).slice(2), ['CANCELING', 'NEVER_ATTEMPTED', 'NEVER_ATTEMPTED']);
  });

  it('has a session whose log could not be set up', async () => {
    const { session, log } = await tell(caller, 'logError');
    assert.deepEqual(find(session, 'log'), {
      logDriver: 'awslogs',
      error: 'AccessDeniedException: Could not create log stream',
    });
    assert.deepEqual(log, []);
  });

  it('has deleted a worker, but not its sessions and its log', async () => {
    const { session } = await tell(caller, 'deletedWorker');
    const { fleetId, workerId } = session as { fleetId: string; workerId: string };
    const { farmId } = caller.ids('deletedWorker');
    assert.equal((await caller.call('GetWorker', { farmId, fleetId, workerId })).status, 404);
    const { logGroupName, logStreamName } = find(session, 'workerLog', 'options') as Record<string, string>;
    assert.ok(listAt(await caller.ask('GetLogEvents', { logGroupName, logStreamName }), 'events').length > 20);
  });

  it('has an archived job, a blocked queue, and a job that could not be made', async () => {
    assert.equal(find((await tell(caller, 'archivedJob')).job, 'lifecycleStatus'), 'ARCHIVED');
    const { farmId, queueId } = caller.ids('archivedJob');
    const queues = listAt(await caller.ask('ListQueues', { farmId, status: 'SCHEDULING_BLOCKED' }), 'queues');
    assert.deepEqual(
      queues.map((queue) => find(queue, 'blockedReason')),
      ['BUDGET_THRESHOLD_REACHED'],
    );
    const jobs = await caller.list('ListJobs', 'jobs', { farmId, queueId });
    const failed = jobs.find((job) => find(job, 'lifecycleStatus') === 'CREATE_FAILED');
    assert.equal(
      find(failed, 'lifecycleStatusMessage'),
      "The job template is not valid: steps[0] -> script: 'actions' is missing.",
    );
  });

  it('has a job of some hundreds of sessions', async () => {
    const { sessionId, ...job } = caller.ids('manySessions');
    const sessions = await caller.list('ListSessions', 'sessions', { ...job, maxResults: 100 });
    assert.ok(sessions.length > 300, String(sessions.length));
    assert.equal(new Set(sessions.map((session) => textAt(session, 'sessionId'))).size, sessions.length);
    assert.ok(sessions.some((session) => find(session, 'sessionId') === sessionId));
  });

  it('has names in many scripts, and one that tries everything', async () => {
    const scripts = await tell(caller, 'scripts');
    const name = textAt(scripts.job, 'name');
    for (const script of [
      /\p{Script=Han}/u,
      /\p{Script=Hiragana}/u,
      /\p{Script=Arabic}/u,
      /\p{Emoji_Presentation}/u,
      /ê/,
    ]) {
      assert.match(name, script);
    }
    assert.ok(scripts.log.some((line) => line === 'Caméra(STRING) = カメラ１ · الكاميرا · 🎥'));
    const hostile = textAt((await tell(caller, 'hostileName')).job, 'name');
    for (const part of ['<img', 'onerror', '](command:', '$(zap)', '\u202e']) {
      assert.ok(hostile.includes(part), part);
    }
  });

  it('refuses what may not be read, and what is below it', async () => {
    const { sessionId, ...job } = caller.ids('forbidden');
    for (const answer of [
      await caller.call('GetSession', { ...job, sessionId }),
      await caller.call('GetQueue', job),
      await caller.call('BatchGetSession', { identifiers: [{ ...job, sessionId }] }),
    ]) {
      assert.equal(answer.status, 403);
      assert.equal(answer.headers['x-amzn-errortype'], 'AccessDeniedException');
    }
    const refused = find(await caller.ask('BatchGetJob', { identifiers: [job] }), 'errors', 0, 'code');
    assert.equal(refused, 'AccessDeniedException');
    const farms = listAt(await caller.ask('ListFarms'), 'farms').map((farm) => textAt(farm, 'farmId'));
    const statuses = await Promise.all(farms.map(async (farmId) => (await caller.call('GetFarm', { farmId })).status));
    assert.deepEqual(statuses, [200, 200, 403]);
  });

  it('writes each action’s lines while it runs, the last one a little later at most', async () => {
    for (const { name } of caller.farm.examples.filter(
      (one) => !['forbidden', 'logError', 'millionLines'].includes(one.name),
    )) {
      const { actions } = await tell(caller, name);
      const events = listAt(await caller.ask('GetLogEvents', caller.logOf(name)), 'events');
      const times = events.map((event) => numberAt(event, 'timestamp'));
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
        name,
      );
      const ended = actions.filter((action) => find(action, 'processExitCode') !== undefined);
      const exits = events.filter((event) => textAt(event, 'message').startsWith('Process pid '));
      assert.equal(exits.length, ended.length, name);
      ended.forEach((action, index) => {
        const lateMs = numberAt(exits[index], 'timestamp') - Date.parse(textAt(action, 'endedAt'));
        assert.ok(lateMs > 0 && lateMs < 500, `${name}: ${lateMs} ms`);
      });
    }
  });

  it('has a worker’s log file of today that names the examples', () => {
    const text = caller.farm.demoWorkerLog();
    for (const name of ['active', 'failedTask', 'timeout', 'windowsCrash', 'ending']) {
      assert.ok(text.includes(caller.ids(name).sessionId), name);
    }
    assert.match(
      text,
      /^\[2026-11-23 \d\d:\d\d:\d\d,\d{3}\]\[INFO {4}\] 🟢 Action\.Start 🟢 \[session-[0-9a-f]{32}\]\(sessionaction-[0-9a-f]{32}-0\) Action started\. \(Kind: JobAttachSyncInput\) \[queue-[0-9a-f]{32}\/job-[0-9a-f]{32}\]$/m,
    );
    const times = text
      .trimEnd()
      .split('\n')
      .map((line) => Date.parse(`${line.slice(1, 20).replace(' ', 'T')}.${line.slice(21, 24)}Z`));
    assert.ok(times.every((time) => time <= OPENED_MS && time > OPENED_MS - 24 * 3_600_000));
  });
});
