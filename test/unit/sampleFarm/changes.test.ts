import assert from 'node:assert/strict';

import { type Answer, FarmCaller, find, listAt, numberAt, textAt } from '../../support/farm/farmCaller';
import { DEADLINE, problemsOf } from '../../support/farm/farmInterface';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface TaskIds {
  readonly farmId: string;
  readonly queueId: string;
  readonly jobId: string;
  readonly stepId: string;
  readonly taskId: string;
}

/** The only step of an example's job, and its tasks. */
async function stepOf(caller: FarmCaller, example: string): Promise<Omit<TaskIds, 'taskId'>> {
  const { farmId, queueId, jobId } = caller.ids(example);
  const stepId = textAt(await caller.ask('ListSteps', { farmId, queueId, jobId }), 'steps', 0, 'stepId');
  return { farmId, queueId, jobId, stepId };
}

/** A step's n-th task. */
async function taskOf(caller: FarmCaller, example: string, index: number): Promise<TaskIds> {
  const step = await stepOf(caller, example);
  return { ...step, taskId: `${step.stepId.replace('step', 'task')}-${index}` };
}

async function statusOf(caller: FarmCaller, task: TaskIds): Promise<string> {
  return textAt(await caller.ask('GetTask', { ...task }), 'runStatus');
}

/** Every state a task goes through, each once, looked at every two seconds. */
async function statesOf(caller: FarmCaller, task: TaskIds, forMs: number): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const endMs = caller.nowMs + forMs; caller.nowMs <= endMs; caller.nowMs += 2 * SECOND) {
    const status = await statusOf(caller, task);
    if (seen.at(-1) !== status) {
      seen.push(status);
    }
  }
  return seen;
}

function refusedWith({ status, headers, body }: Answer, expected: number, type: string): void {
  assert.deepEqual([status, headers['x-amzn-errortype']], [expected, type]);
  assert.deepEqual(problemsOf(DEADLINE, type, body), []);
}

/** Counts of a job, its steps added up, and its tasks counted one by one. They must be the same. */
async function countedTwice(caller: FarmCaller, example: string): Promise<Readonly<Record<string, number>>> {
  const step = await stepOf(caller, example);
  const tasks = await caller.list('ListTasks', 'tasks', { ...step });
  const counts: Record<string, number> = {};
  for (const task of tasks) {
    const status = textAt(task, 'runStatus');
    counts[status] = (counts[status] ?? 0) + 1;
  }
  for (const [operation, input] of [
    ['GetJob', { ...step }],
    ['GetStep', step],
  ] as const) {
    const told = find(await caller.ask(operation, { ...input }), 'taskRunStatusCounts') as Record<string, number>;
    assert.deepEqual(Object.fromEntries(Object.entries(told).filter(([, count]) => count > 0)), counts, operation);
  }
  for (const [status, count] of Object.entries(counts)) {
    const found = await caller.ask('SearchTasks', {
      farmId: step.farmId,
      queueIds: [step.queueId],
      jobId: step.jobId,
      itemOffset: 0,
      filterExpressions: {
        operator: 'AND',
        filters: [{ stringFilter: { name: 'RUN_STATUS', operator: 'EQUAL', value: status } }],
      },
    });
    assert.equal(numberAt(found, 'totalResults'), count, status);
  }
  return counts;
}

describe('sample farm › changes', () => {
  it('runs a failed task again on another host, in a new session, and fails it in the same way', async () => {
    const caller = new FarmCaller();
    const task = await taskOf(caller, 'failedTask', 4);
    const before = await caller.ask('GetTask', { ...task });
    assert.equal(find(before, 'runStatus'), 'FAILED');
    assert.deepEqual(await caller.ask('UpdateTask', { ...task, targetRunStatus: 'PENDING' }), {});
    assert.deepEqual(await statesOf(caller, task, 3 * MINUTE), ['READY', 'SCHEDULED', 'ASSIGNED', 'RUNNING', 'FAILED']);
    const after = await caller.ask('GetTask', { ...task });
    assert.notEqual(find(after, 'latestSessionActionId'), find(before, 'latestSessionActionId'));
    const { stepId, taskId, ...job } = task;
    const tries = listAt(await caller.ask('ListSessionActions', { ...job, taskId }), 'sessionActions');
    assert.equal(find(tries.at(-1), 'sessionActionId'), find(after, 'latestSessionActionId'));
    const sessions = new Set(tries.map((action) => textAt(action, 'sessionActionId').slice(14, 46)));
    assert.equal(sessions.size, 3);
    const identifiers = [...sessions].map((hex) => ({ ...job, sessionId: `session-${hex}` }));
    const hosts = listAt(await caller.ask('BatchGetSession', { identifiers }), 'sessions');
    assert.equal(new Set(hosts.map((host) => find(host, 'hostProperties', 'hostName'))).size, 3);
    const last = await caller.ask('GetSessionAction', {
      ...job,
      sessionActionId: textAt(after, 'latestSessionActionId'),
    });
    assert.equal(find(last, 'progressMessage'), 'Missing texture wetRock_basecolor.1013.exr');
    assert.equal(find(after, 'failureRetryCount'), find(before, 'failureRetryCount'), 'retries by hand do not count');
    assert.ok(stepId.length > 0);
  });

  it('writes the log of the new session, and lists it with its worker', async () => {
    const caller = new FarmCaller();
    const { stepId, taskId, ...job } = await taskOf(caller, 'failedTask', 4);
    await caller.ask('UpdateTask', { ...job, stepId, taskId, targetRunStatus: 'PENDING' });
    caller.nowMs += 4 * MINUTE;
    const sessions = await caller.list('ListSessions', 'sessions', job);
    assert.equal(sessions.length, 3);
    const { sessionId, workerId, fleetId } = sessions[2] as { sessionId: string; workerId: string; fleetId: string };
    const log = { logGroupName: `/aws/deadline/${job.farmId}/${job.queueId}`, logStreamName: sessionId };
    const messages = listAt(await caller.ask('GetLogEvents', log), 'events').map((event) => textAt(event, 'message'));
    assert.ok(messages.includes('Frame(INT) = 1005'));
    assert.ok(messages.includes('openjd_fail: Missing texture wetRock_basecolor.1013.exr'));
    const worker = { farmId: job.farmId, fleetId, workerId };
    const ran = await caller.list('ListSessionsForWorker', 'sessions', worker);
    assert.deepEqual(
      ran.map((session) => find(session, 'sessionId')),
      [sessionId],
    );
    assert.equal(find(await caller.ask('GetWorker', worker), 'status'), 'IDLE');
  });

  it('counts the same in every listing, before and after each change', async () => {
    const caller = new FarmCaller();
    const tasks = await Promise.all([0, 4, 5].map(async (index) => taskOf(caller, 'failedTask', index)));
    const counted = [await countedTwice(caller, 'failedTask')];
    for (const targetRunStatus of ['PENDING', 'SUCCEEDED', 'SUSPENDED', 'PENDING', 'CANCELED', 'FAILED', 'READY']) {
      await caller.ask('BatchUpdateTask', { tasks: tasks.map((task) => ({ ...task, targetRunStatus })) });
      counted.push(await countedTwice(caller, 'failedTask'));
      caller.nowMs += 45 * SECOND;
      counted.push(await countedTwice(caller, 'failedTask'));
    }
    caller.nowMs += 60 * MINUTE;
    counted.push(await countedTwice(caller, 'failedTask'));
    assert.deepEqual(counted[0], { SUCCEEDED: 4, FAILED: 1, CANCELED: 19 });
    assert.deepEqual(counted.at(-1), { SUCCEEDED: 5, FAILED: 1, CANCELED: 18 });
  });

  it('cancels a task at work, and lets another session do what was to come after it', async () => {
    const caller = new FarmCaller();
    const running = await taskOf(caller, 'active', 5);
    const next = await taskOf(caller, 'active', 6);
    assert.equal(await statusOf(caller, running), 'RUNNING');
    await caller.ask('UpdateTask', { ...running, targetRunStatus: 'CANCELED' });
    const asked = await caller.ask('GetTask', { ...running });
    assert.equal(find(asked, 'runStatus'), 'INTERRUPTING');
    assert.equal(find(asked, 'targetRunStatus'), 'CANCELED');
    caller.nowMs += 26 * SECOND;
    assert.equal(await statusOf(caller, running), 'CANCELED');
    const { sessionId, ...job } = caller.ids('active');
    const actions = listAt(await caller.ask('ListSessionActions', { ...job, sessionId }), 'sessionActions');
    assert.deepEqual(
      actions.slice(7, 10).map((action) => find(action, 'status')),
      ['CANCELED', 'NEVER_ATTEMPTED', 'NEVER_ATTEMPTED'],
    );
    assert.equal(await statusOf(caller, next), 'READY');
    caller.nowMs += 60 * SECOND;
    assert.equal(await statusOf(caller, next), 'RUNNING');
    await countedTwice(caller, 'active');
    caller.nowMs += 24 * 60 * MINUTE;
    assert.deepEqual(await countedTwice(caller, 'active'), { SUCCEEDED: 47, CANCELED: 1 });
  });

  it('leaves out a task that is suspended before it begins', async () => {
    const caller = new FarmCaller();
    const later = await taskOf(caller, 'active', 20);
    await caller.ask('UpdateTask', { ...later, targetRunStatus: 'SUSPENDED' });
    assert.equal(await statusOf(caller, later), 'SUSPENDED');
    caller.nowMs += 150 * MINUTE;
    assert.deepEqual(await countedTwice(caller, 'active'), { SUSPENDED: 1, SUCCEEDED: 47 });
    await caller.ask('UpdateTask', { ...later, targetRunStatus: 'PENDING' });
    caller.nowMs += 5 * MINUTE;
    assert.deepEqual(await countedTwice(caller, 'active'), { SUCCEEDED: 48 });
  });

  it('cancels a job: what runs is interrupted, what waits is canceled, what is over stays', async () => {
    const caller = new FarmCaller();
    const { sessionId, ...job } = caller.ids('active');
    await caller.ask('UpdateJob', { ...job, targetTaskRunStatus: 'CANCELED' });
    const updating = await caller.ask('GetJob', job);
    assert.equal(find(updating, 'lifecycleStatus'), 'UPDATE_IN_PROGRESS');
    assert.equal(find(updating, 'targetTaskRunStatus'), 'CANCELED');
    assert.deepEqual(await countedTwice(caller, 'active'), { SUCCEEDED: 5, INTERRUPTING: 1, CANCELED: 42 });
    refusedWith(
      await caller.call('UpdateTask', { ...(await taskOf(caller, 'active', 0)), targetRunStatus: 'PENDING' }),
      409,
      'ConflictException',
    );
    caller.nowMs += 3 * SECOND;
    assert.equal(find(await caller.ask('GetJob', job), 'lifecycleStatus'), 'UPDATE_SUCCEEDED');
    caller.nowMs += MINUTE;
    const over = await caller.ask('GetJob', job);
    assert.equal(find(over, 'taskRunStatus'), 'CANCELED');
    assert.equal(find(over, 'targetTaskRunStatus'), undefined);
    assert.equal(find(await caller.ask('GetSession', { ...job, sessionId }), 'lifecycleStatus'), 'ENDED');
  });

  it('restarts a whole step, also what succeeded', async () => {
    const caller = new FarmCaller();
    const step = await stepOf(caller, 'segmentationFault');
    await caller.ask('UpdateStep', { ...step, targetTaskRunStatus: 'PENDING' });
    assert.deepEqual(await countedTwice(caller, 'segmentationFault'), { READY: 8 });
    caller.nowMs += 60 * MINUTE;
    assert.deepEqual(await countedTwice(caller, 'segmentationFault'), { SUCCEEDED: 7, FAILED: 1 });
  });

  it('sets what a job has, and finds it by its new name', async () => {
    const caller = new FarmCaller();
    const { sessionId, ...job } = caller.ids('segmentationFault');
    await caller.ask('UpdateJob', { ...job, name: 'renamed', priority: 0, maxWorkerCount: 3, description: '' });
    const told = await caller.ask('GetJob', job);
    assert.deepEqual(
      ['name', 'priority', 'maxWorkerCount', 'description', 'lifecycleStatus', 'updatedAt'].map((member) =>
        find(told, member),
      ),
      ['renamed', 0, 3, '', 'UPDATE_SUCCEEDED', new Date(caller.nowMs).toISOString()],
    );
    const found = await caller.ask('SearchJobs', {
      farmId: job.farmId,
      queueIds: [job.queueId],
      itemOffset: 0,
      filterExpressions: {
        operator: 'AND',
        filters: [{ stringFilter: { name: 'JOB_NAME', operator: 'EQUAL', value: 'renamed' } }],
      },
    });
    assert.equal(find(found, 'jobs', 0, 'jobId'), job.jobId);
    assert.ok(sessionId.length > 0);
  });

  it('refuses changes of an archived job and of one that could not be created', async () => {
    const caller = new FarmCaller();
    const task = await taskOf(caller, 'archivedJob', 0);
    const refused = await caller.call('UpdateTask', { ...task, targetRunStatus: 'PENDING' });
    refusedWith(refused, 409, 'ConflictException');
    assert.equal(find(refused.body, 'context', 'status'), 'ARCHIVED');
    const { sessionId, ...job } = caller.ids('timeout');
    await caller.ask('UpdateJob', { ...job, lifecycleStatus: 'ARCHIVED' });
    assert.equal(find(await caller.ask('GetJob', job), 'lifecycleStatus'), 'ARCHIVED');
    refusedWith(await caller.call('UpdateJob', { ...job, priority: 1 }), 409, 'ConflictException');
    assert.ok(sessionId.length > 0);
  });

  it('lists what a batch refuses, item by item, and does the rest', async () => {
    const caller = new FarmCaller();
    const good = await taskOf(caller, 'failedTask', 4);
    const archived = await taskOf(caller, 'archivedJob', 0);
    const unknown = { ...good, taskId: good.taskId.replace(/\d+$/, '4000') };
    const forbidden = {
      ...caller.ids('forbidden'),
      stepId: good.stepId,
      taskId: good.taskId,
    };
    const { sessionId, ...denied } = forbidden;
    const tasks = [archived, good, unknown, denied].map((ids) => ({ ...ids, targetRunStatus: 'PENDING' }));
    const errors = listAt(await caller.ask('BatchUpdateTask', { tasks, clientToken: 'x' }), 'errors');
    assert.deepEqual(
      errors.map((error) => [find(error, 'taskId'), find(error, 'code')]),
      [
        [archived.taskId, 'ConflictException'],
        [unknown.taskId, 'ResourceNotFoundException'],
        [good.taskId, 'AccessDeniedException'],
      ],
    );
    assert.equal(await statusOf(caller, good), 'READY');
    assert.ok(sessionId.length > 0);
  });

  it('refuses the items that an injected fault names', async () => {
    const caller = new FarmCaller();
    const tasks = await Promise.all([4, 5, 6].map(async (index) => taskOf(caller, 'failedTask', index)));
    caller.farm.inject({
      operation: 'BatchUpdateTask',
      kind: 'itemThrottled',
      times: 1,
      items: ({ taskId }) => taskId === tasks[1]?.taskId,
    });
    const input = { tasks: tasks.map((task) => ({ ...task, targetRunStatus: 'SUCCEEDED' })) };
    assert.deepEqual(
      listAt(await caller.ask('BatchUpdateTask', input), 'errors').map((error) => [
        find(error, 'taskId'),
        find(error, 'code'),
      ]),
      [[tasks[1]?.taskId, 'ThrottlingException']],
    );
    assert.deepEqual(find(await caller.ask('BatchUpdateTask', input), 'errors'), []);
    assert.deepEqual(await Promise.all(tasks.map(async (task) => statusOf(caller, task))), [
      'SUCCEEDED',
      'SUCCEEDED',
      'SUCCEEDED',
    ]);
  });

  it('does the same call with the same token once', async () => {
    const caller = new FarmCaller();
    const task = await taskOf(caller, 'failedTask', 4);
    const input = { ...task, targetRunStatus: 'PENDING', clientToken: 'once' };
    await caller.ask('UpdateTask', input);
    caller.nowMs += 10 * MINUTE;
    assert.equal(await statusOf(caller, task), 'FAILED');
    assert.deepEqual(await caller.ask('UpdateTask', input), {});
    assert.equal(await statusOf(caller, task), 'FAILED');
    refusedWith(await caller.call('UpdateTask', { ...input, targetRunStatus: 'CANCELED' }), 400, 'ValidationException');
    await caller.ask('UpdateTask', { ...input, clientToken: 'again' });
    assert.equal(await statusOf(caller, task), 'READY');
  });

  it('runs no task in a queue whose budget is used up', async () => {
    const caller = new FarmCaller();
    const { farmId } = caller.ids('active');
    const queues = await caller.list('ListQueues', 'queues', { farmId });
    const queueId = textAt(
      queues.find((queue) => find(queue, 'displayName') === 'previz'),
      'queueId',
    );
    const jobId = textAt(await caller.ask('ListJobs', { farmId, queueId }), 'jobs', 0, 'jobId');
    await caller.ask('UpdateJob', { farmId, queueId, jobId, targetTaskRunStatus: 'CANCELED' });
    caller.nowMs += MINUTE;
    await caller.ask('UpdateJob', { farmId, queueId, jobId, targetTaskRunStatus: 'PENDING' });
    caller.nowMs += 60 * MINUTE;
    const job = await caller.ask('GetJob', { farmId, queueId, jobId });
    assert.equal(find(job, 'taskRunStatusCounts', 'READY'), 40);
  });

  for (const [what, operation, member, value] of [
    ['a target that is none', 'UpdateTask', 'targetRunStatus', 'RUNNING'],
    ['no target', 'UpdateStep', 'targetTaskRunStatus', undefined],
    ['a priority above 100', 'UpdateJob', 'priority', 101],
    ['no workers at all', 'UpdateJob', 'maxWorkerCount', 0],
    ['a job without a name', 'UpdateJob', 'name', ''],
    ['a job that is to be created again', 'UpdateJob', 'lifecycleStatus', 'CREATE_COMPLETE'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const caller = new FarmCaller();
      const refused = await caller.call(operation, { ...(await taskOf(caller, 'failedTask', 4)), [member]: value });
      refusedWith(refused, 400, 'ValidationException');
      assert.equal(find(refused.body, 'fieldList', 0, 'name'), member);
    });
  }
});
