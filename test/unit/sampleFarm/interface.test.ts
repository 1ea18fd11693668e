import assert from 'node:assert/strict';

import { OPENED_MS, FarmCaller, find, listAt, textAt } from '../../support/farm/farmCaller';
import { DEADLINE, LOGS, factsOf, problemsOf, toRequest } from '../../support/farm/farmInterface';

const HOUR = 3_600_000;
/** Sums over sessions, which the inspector does not read, and a stream that is not HTTP. */
const NOT_ANSWERED = ['StartSessionsStatisticsAggregation', 'GetSessionsStatisticsAggregation', 'StartLiveTail'];
const OPERATIONS = [...Object.keys(DEADLINE.operations), ...Object.keys(LOGS.operations)].filter(
  (name) => !NOT_ANSWERED.includes(name),
);

/** One good input of every operation, about one session. */
async function inputsFor(caller: FarmCaller, example: string): Promise<Readonly<Record<string, object>>> {
  const ids = caller.ids(example);
  const { farmId, queueId, jobId } = ids;
  const job = { farmId, queueId, jobId };
  const session = await caller.ask('GetSession', ids);
  const fleetId = textAt(session, 'fleetId');
  const workers = listAt(await caller.ask('ListWorkers', { farmId, fleetId }), 'workers');
  const worker = { farmId, fleetId, workerId: textAt(workers, 0, 'workerId') };
  const step = { ...job, stepId: textAt(await caller.ask('ListSteps', job), 'steps', 0, 'stepId') };
  const task = { ...step, taskId: textAt(await caller.ask('ListTasks', step), 'tasks', 0, 'taskId') };
  const actions = listAt(
    await caller.ask('ListSessionActions', { ...job, sessionId: ids.sessionId }),
    'sessionActions',
  );
  const action = { ...job, sessionActionId: textAt(actions, -1 + actions.length, 'sessionActionId') };
  const nothing = { ...ids, sessionId: 'session-00000000000000000000000000000000' };
  const search = { farmId, queueIds: [queueId], itemOffset: 0 };
  const monitorId = textAt(await caller.ask('ListMonitors'), 'monitors', 0, 'monitorId');
  const { limitId, budgetId, storageProfileId } = await settingsOf(caller);
  const settings = { farmId: caller.ids('active').farmId };
  const queueLog = { logGroupName: `/aws/deadline/${farmId}/${queueId}` };
  return {
    GetSession: ids,
    BatchGetSession: { identifiers: [ids, nothing] },
    ListSessions: job,
    ListSessionsForWorker: worker,
    ListSessionActions: { ...job, maxResults: 20 },
    GetSessionAction: action,
    BatchGetSessionAction: {
      identifiers: [
        ...actions.map((one) => ({ ...job, sessionActionId: textAt(one, 'sessionActionId') })),
        { ...job, sessionActionId: 'sessionaction-00000000000000000000000000000000-0' },
      ],
    },
    UpdateSession: { ...ids, targetLifecycleStatus: 'ENDED', clientToken: 'once' },
    ListFarms: { principalId: '11111111-2222-4333-8444-555555555555' },
    ListQueues: { farmId },
    ListJobs: { farmId, queueId },
    ListFleets: { farmId },
    ListWorkers: { farmId, fleetId },
    ListSteps: job,
    ListTasks: step,
    GetFarm: { farmId },
    GetQueue: { farmId, queueId },
    GetJob: job,
    GetStep: step,
    GetTask: task,
    GetFleet: { farmId, fleetId },
    GetWorker: worker,
    BatchGetJob: { identifiers: [job, { ...job, jobId: 'job-00000000000000000000000000000000' }] },
    BatchGetStep: { identifiers: [step, { ...step, stepId: 'step-00000000000000000000000000000000' }] },
    BatchGetTask: { identifiers: [task, { ...task, taskId: 'task-00000000000000000000000000000000-7' }] },
    BatchGetWorker: { identifiers: [worker, { ...worker, workerId: 'worker-00000000000000000000000000000000' }] },
    SearchJobs: {
      ...search,
      filterExpressions: {
        filters: [
          { searchTermFilter: { searchTerm: 'SH0', matchType: 'CONTAINS' } },
          { stringFilter: { name: 'TASK_RUN_STATUS', operator: 'NOT_EQUAL', value: 'PENDING' } },
        ],
        operator: 'OR',
      },
      sortExpressions: [{ fieldSort: { name: 'CREATED_AT', sortOrder: 'DESCENDING' } }],
    },
    SearchSteps: { ...search, jobId },
    SearchTasks: { ...search, jobId, pageSize: 10 },
    SearchWorkers: { farmId, fleetIds: [fleetId], itemOffset: 0 },
    AssumeQueueRoleForRead: { farmId, queueId },
    AssumeQueueRoleForUser: { farmId, queueId },
    AssumeFleetRoleForRead: { farmId, fleetId },
    ListLimits: settings,
    GetLimit: { ...settings, limitId },
    ListQueueLimitAssociations: { ...settings, limitId },
    ListQueueFleetAssociations: { farmId, queueId },
    ListBudgets: { ...settings, status: 'ACTIVE' },
    GetBudget: { ...settings, budgetId },
    ListStorageProfiles: settings,
    ListStorageProfilesForQueue: { farmId, queueId },
    GetStorageProfileForQueue: { ...settings, queueId: caller.ids('active').queueId, storageProfileId },
    ListStepDependencies: { ...step, maxResults: 1_000 },
    ListStepConsumers: step,
    UpdateTask: { ...task, targetRunStatus: 'PENDING', clientToken: 'task' },
    UpdateStep: { ...step, targetTaskRunStatus: 'SUSPENDED', clientToken: 'step' },
    UpdateJob: { ...job, priority: 91, name: 'n'.repeat(512), clientToken: 'job' },
    BatchUpdateTask: {
      tasks: [
        { ...task, targetRunStatus: 'PENDING' },
        { ...task, taskId: `${textAt(task, 'taskId').slice(0, -1)}99999`, targetRunStatus: 'CANCELED' },
      ],
    },
    BatchUpdateJob: { jobs: [{ ...job, targetTaskRunStatus: 'PENDING', maxWorkerCount: -1 }] },
    ListMonitors: {},
    GetMonitor: { monitorId },
    GetLogEvents: { ...queueLog, logStreamName: ids.sessionId, limit: 200 },
    FilterLogEvents: { ...queueLog, logStreamNamePrefix: ids.sessionId, filterPattern: '"openjd_" -status', limit: 50 },
    DescribeLogStreams: { ...queueLog, orderBy: 'LastEventTime', descending: true, limit: 10 },
  };
}

/** A limit, a budget and a storage profile of the first farm. */
async function settingsOf(
  caller: FarmCaller,
): Promise<{ readonly limitId: string; readonly budgetId: string; readonly storageProfileId: string }> {
  const { farmId } = caller.ids('active');
  return {
    limitId: textAt(await caller.ask('ListLimits', { farmId }), 'limits', 0, 'limitId'),
    budgetId: textAt(await caller.ask('ListBudgets', { farmId }), 'budgets', 0, 'budgetId'),
    storageProfileId: textAt(
      await caller.ask('ListStorageProfiles', { farmId }),
      'storageProfiles',
      0,
      'storageProfileId',
    ),
  };
}

/** What callers change; every other operation only reads. */
const CHANGES = ['UpdateSession', 'UpdateTask', 'UpdateStep', 'UpdateJob', 'BatchUpdateTask', 'BatchUpdateJob'];
/** The operations that show a change afterwards. */
const TOLD = [
  'GetSession',
  'ListSessions',
  'BatchGetSessionAction',
  'ListSessionActions',
  'GetJob',
  'ListSteps',
  'GetTask',
  'SearchTasks',
];

/** Calls an operation and holds its request and its answer to the interface. */
async function check(caller: FarmCaller, operation: string, input: Readonly<Record<string, unknown>>): Promise<void> {
  const { api, facts } = factsOf(operation);
  const sent = toRequest(operation, input);
  const { status, headers, body } = await caller.send(sent);
  assert.equal(status, 200, `${operation}: ${JSON.stringify(body)}`);
  assert.match(headers['x-amzn-requestid'] ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.deepEqual(problemsOf(api, facts.output, body), [], operation);
  if (sent.body !== '') {
    assert.deepEqual(
      problemsOf(api, facts.input, JSON.parse(sent.body)).filter(
        (problem) => !problem.includes('not in the interface'),
      ),
      [],
      `${operation}'s request`,
    );
  }
}

describe('sample farm › interface', () => {
  it('answers every operation of the interface', async () => {
    const inputs = await inputsFor(new FarmCaller(), 'active');
    assert.deepEqual(Object.keys(inputs).toSorted(), OPERATIONS.toSorted());
  });

  for (const [moment, afterMs] of [
    ['when it is opened', 0],
    ['half an hour later', HOUR / 2],
    ['weeks later', 17 * 24 * HOUR],
  ] as const) {
    it(`keeps to the interface in every answer ${moment}`, async () => {
      for (const example of ['active', 'failedTask']) {
        const caller = new FarmCaller();
        caller.nowMs = OPENED_MS + afterMs;
        const inputs = await inputsFor(caller, example);
        for (const [operation, input] of Object.entries(inputs).filter(([name]) => !CHANGES.includes(name))) {
          await check(caller, operation, { ...input });
        }
        const isOver = find(await caller.ask('GetSession', caller.ids(example)), 'endedAt') !== undefined;
        for (const operation of CHANGES.filter((name) => name !== 'UpdateSession' || !isOver)) {
          await check(caller, operation, { ...inputs[operation] });
          for (const afterMs of [0, 12_000]) {
            caller.nowMs += afterMs;
            for (const told of TOLD) {
              await check(caller, told, { ...inputs[told] });
            }
          }
        }
      }
    });
  }

  it('keeps to the interface in what it says of every readable session worth looking at', async () => {
    const caller = new FarmCaller();
    for (const { name } of caller.farm.examples.filter((example) => example.name !== 'forbidden')) {
      const { sessionId, ...job } = caller.ids(name);
      await check(caller, 'GetSession', { ...job, sessionId });
      await check(caller, 'ListSessionActions', { ...job, sessionId });
      await check(caller, 'GetJob', job);
      await check(caller, 'ListSteps', job);
    }
  });

  it('keeps to the interface in every list of what is on the farms', async () => {
    const caller = new FarmCaller();
    for (const farm of listAt(await caller.ask('ListFarms'), 'farms')) {
      const farmId = textAt(farm, 'farmId');
      const queues = await caller.call('ListQueues', { farmId });
      if (queues.status === 403) {
        continue;
      }
      await check(caller, 'ListQueues', { farmId });
      for (const queueId of listAt(queues.body, 'queues').map((queue) => textAt(queue, 'queueId'))) {
        if ((await caller.call('GetQueue', { farmId, queueId })).status === 200) {
          await check(caller, 'ListJobs', { farmId, queueId });
        }
      }
      for (const fleet of listAt(await caller.ask('ListFleets', { farmId }), 'fleets')) {
        await check(caller, 'GetFleet', { farmId, fleetId: textAt(fleet, 'fleetId') });
        await check(caller, 'ListWorkers', { farmId, fleetId: textAt(fleet, 'fleetId') });
      }
    }
  });

  describe('refuses what is malformed, and names the field', () => {
    const refuses = (what: string, field: string, operation: string, change: (input: object) => object): void => {
      it(what, async () => {
        const caller = new FarmCaller();
        const inputs = await inputsFor(caller, 'active');
        const { status, headers, body } = await caller.call(operation, { ...change(inputs[operation] ?? {}) });
        assert.equal(status, 400);
        assert.equal(headers['x-amzn-errortype'], 'ValidationException');
        assert.deepEqual(problemsOf(DEADLINE, 'ValidationException', body), []);
        assert.equal(find(body, 'reason'), 'FIELD_VALIDATION_FAILED');
        assert.equal(find(body, 'fieldList', 0, 'name'), field);
      });
    };
    const hex = '0123456789abcdef0123456789abcdef';
    for (const [member, wrong] of [
      ['farmId', `farm-${hex.toUpperCase()}`],
      ['queueId', `queueenv-${hex}`],
      ['jobId', `job-${hex}0`],
      ['sessionId', `session-${hex.slice(1)}`],
    ] as const) {
      refuses(`a ${member} of the wrong form`, member, 'GetSession', (input) => ({ ...input, [member]: wrong }));
    }
    refuses('an index with a leading zero', 'sessionActionId', 'GetSessionAction', (input) => ({
      ...input,
      sessionActionId: `sessionaction-${hex}-01`,
    }));
    refuses('a page of none', 'maxResults', 'ListSessions', (input) => ({ ...input, maxResults: 0 }));
    refuses('a page of 101', 'maxResults', 'ListSessions', (input) => ({ ...input, maxResults: 101 }));
    refuses('a page of a word', 'maxResults', 'ListSessions', (input) => ({ ...input, maxResults: 'all' }));
    refuses('a token that the farm did not issue', 'nextToken', 'ListSessions', (input) => ({
      ...input,
      nextToken: hex,
    }));
    refuses('an unknown status', 'status', 'ListQueues', (input) => ({ ...input, status: 'BUSY' }));
    refuses('an end that is none', 'targetLifecycleStatus', 'UpdateSession', (input) => ({
      ...input,
      targetLifecycleStatus: 'STARTED',
    }));
    refuses('no end at all', 'targetLifecycleStatus', 'UpdateSession', (input) => ({
      ...input,
      targetLifecycleStatus: undefined,
    }));
    refuses('a client token that is too long', 'x-amz-client-token', 'UpdateSession', (input) => ({
      ...input,
      clientToken: 'x'.repeat(65),
    }));
    refuses('no identifiers', 'identifiers', 'BatchGetSession', () => ({}));
    refuses('an empty list of identifiers', 'identifiers', 'BatchGetSession', () => ({ identifiers: [] }));
    refuses('more than 100 identifiers', 'identifiers', 'BatchGetSession', (input) => ({
      identifiers: Array.from({ length: 101 }, () => find(input, 'identifiers', 0)),
    }));
    refuses('an identifier without its job', 'identifiers.0.jobId', 'BatchGetJob', () => ({
      identifiers: [{ farmId: `farm-${hex}`, queueId: `queue-${hex}` }],
    }));
    refuses('a search without an offset', 'itemOffset', 'SearchJobs', (input) => ({ ...input, itemOffset: undefined }));
    refuses('a search in no queue', 'queueIds', 'SearchJobs', (input) => ({ ...input, queueIds: [] }));
    refuses('a filter of two kinds', 'filterExpressions.filters.0', 'SearchJobs', (input) => ({
      ...input,
      filterExpressions: {
        operator: 'AND',
        filters: [
          {
            searchTermFilter: { searchTerm: 'x' },
            stringFilter: { name: 'JOB_NAME', operator: 'EQUAL', value: 'x' },
          },
        ],
      },
    }));
    refuses('a filter by what jobs do not have', 'filterExpressions', 'SearchJobs', (input) => ({
      ...input,
      filterExpressions: {
        operator: 'AND',
        filters: [{ stringFilter: { name: 'constructor', operator: 'EQUAL', value: 'x' } }],
      },
    }));
  });
});
