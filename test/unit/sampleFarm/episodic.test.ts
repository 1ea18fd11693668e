import assert from 'node:assert/strict';

import { FarmCaller, find, listAt, textAt } from '../../support/farm/farmCaller';

interface Told {
  readonly actions: readonly unknown[];
  readonly log: readonly string[];
}

async function tell(caller: FarmCaller, example: string): Promise<Told> {
  const { sessionId, ...job } = caller.ids(example);
  const listed = await caller.list('ListSessionActions', 'sessionActions', { ...job, sessionId });
  const identifiers = listed.map((action) => ({ ...job, sessionActionId: textAt(action, 'sessionActionId') }));
  const log = await caller.ask('GetLogEvents', { ...caller.logOf(example), startFromHead: true });
  return {
    actions: listAt(await caller.ask('BatchGetSessionAction', { identifiers }), 'sessionActions'),
    log: listAt(log, 'events').map((event) => textAt(event, 'message')),
  };
}

/** Where the lines of each task begin. */
function taskLines({ log }: Told): readonly (readonly string[])[] {
  const begins = log.flatMap((line, index) => (line === '--------- Running Task' ? [index] : []));
  return begins.map((begin, index) => log.slice(begin, begins[index + 1]));
}

describe('sample farm › episodic stories', () => {
  const caller = new FarmCaller();

  for (const [example, exitCode, words] of [
    ['licenseServerDown', 1, 'license could not be checked out'],
    ['gpuMemory', 1, 'Insufficient GPU memory'],
    ['hostMemory', 137, 'Killed'],
    ['adaptorTexture', 1, 'ADAPTOR_OUTPUT: STDOUT: 00:00:12  1823MB ERROR   |   [texturesys]'],
    ['diskFull', 3, 'No space left on device'],
    ['missingModule', 1, 'ModuleNotFoundError'],
    ['timeLimit', 143, 'TIMEOUT - Runtime limit reached at '],
    ['scriptError', 1, 'ZeroDivisionError'],
    ['silentFailure', 1, 'exited with code: 1 (unsigned)'],
  ] as const) {
    it(`fail a task after good ones: ${example}`, async () => {
      const told = await tell(caller, example);
      const runs = told.actions.filter((action) => find(action, 'definition', 'taskRun') !== undefined);
      const failed = runs.findIndex((action) => find(action, 'status') === 'FAILED');
      assert.ok(failed >= 2 && runs.slice(0, failed).every((action) => find(action, 'status') === 'SUCCEEDED'));
      assert.equal(find(runs[failed], 'processExitCode'), exitCode);
      const tasks = taskLines(told);
      assert.ok(
        tasks[failed]?.some((line) => line.includes(words)),
        tasks[failed]?.join('\n'),
      );
      assert.ok(!tasks.slice(0, failed).some((lines) => lines.some((line) => line.includes(words))));
    });
  }

  it('have harmless noise in good tasks', async () => {
    for (const example of ['licenseServerDown', 'gpuMemory', 'hostMemory', 'diskFull', 'missingModule']) {
      const [good = []] = taskLines(await tell(caller, example));
      assert.ok(
        good.some((line) => /error|critical|failed|permission denied/i.test(line)),
        example,
      );
    }
  });

  it('are interrupted without an exit code, and give the same message to what waited', async () => {
    const { actions, log } = await tell(caller, 'spotInterruption');
    const ends = actions
      .slice(-3)
      .map((action) => ['status', 'processExitCode', 'progressMessage'].map((member) => find(action, member)));
    const message = 'The Worker received an EC2 spot interruption';
    assert.deepEqual(ends, [
      ['INTERRUPTED', undefined, message],
      ['NEVER_ATTEMPTED', undefined, message],
      ['NEVER_ATTEMPTED', undefined, message],
    ]);
    assert.ok(log.some((line) => line.includes('signal caught: SIGTERM')));
  });

  it('try a task three times on three hosts', async () => {
    const { sessionId, ...job } = caller.ids('adaptorTexture');
    const stepId = textAt(await caller.ask('ListSteps', job), 'steps', 0, 'stepId');
    const taskId = `${stepId.replace('step', 'task')}-0`;
    const tries = listAt(await caller.ask('ListSessionActions', { ...job, taskId }), 'sessionActions');
    assert.deepEqual(
      tries.map((action) => find(action, 'status')),
      ['FAILED', 'FAILED', 'FAILED'],
    );
    assert.equal(find(await caller.ask('GetTask', { ...job, stepId, taskId }), 'failureRetryCount'), 2);
    assert.equal(find(await caller.ask('GetJob', job), 'taskFailureRetryCount'), 2);
    assert.ok(sessionId.length > 0);
  });

  it('let steps wait for others, and cancel those whose source failed', async () => {
    const steps = async (example: string): Promise<readonly unknown[]> =>
      listAt(await caller.ask('ListSteps', caller.ids(example)), 'steps');
    const waiting = await steps('waitingSteps');
    assert.deepEqual(
      waiting.map((step) => [find(step, 'name'), find(step, 'taskRunStatus')]),
      [
        ['Simulate', 'RUNNING'],
        ['Render', 'PENDING'],
        ['Encode', 'PENDING'],
      ],
    );
    const { sessionId, ...job } = caller.ids('waitingSteps');
    const render = { ...job, stepId: textAt(waiting, 1, 'stepId') };
    assert.deepEqual(find(await caller.ask('ListStepDependencies', render), 'dependencies'), [
      { stepId: find(waiting, 0, 'stepId'), status: 'UNRESOLVED' },
    ]);
    assert.deepEqual(find(await caller.ask('ListStepConsumers', render), 'consumers'), [
      { stepId: find(waiting, 2, 'stepId'), status: 'UNRESOLVED' },
    ]);
    assert.deepEqual(
      (await steps('brokenChain')).map((step) => find(step, 'taskRunStatus')),
      ['FAILED', 'CANCELED'],
    );
    assert.ok(sessionId.length > 0);
  });

  it('run a canceled step again only after the step it waits for', async () => {
    const own = new FarmCaller();
    const { sessionId, ...job } = own.ids('brokenChain');
    await own.ask('UpdateJob', { ...job, targetTaskRunStatus: 'PENDING' });
    own.nowMs += 20_000;
    const steps = async (): Promise<readonly unknown[]> =>
      listAt(await own.ask('ListSteps', job), 'steps').map((step) => find(step, 'taskRunStatus'));
    const early = await steps();
    assert.equal(early[1], 'PENDING');
    own.nowMs += 3 * 3_600_000;
    assert.equal((await steps())[1], 'PENDING', 'the first step fails again');
    assert.ok(sessionId.length > 0);
  });

  it('have chunks of frames whose actions do not name their tasks', async () => {
    const { actions } = await tell(caller, 'chunks');
    const run = find(actions[2], 'definition', 'taskRun');
    assert.equal(find(run, 'taskId'), undefined);
    assert.deepEqual(find(run, 'parameters'), { Frame: { chunkInt: '1061-1070' } });
    const { sessionId, ...job } = caller.ids('chunks');
    const stepId = textAt(await caller.ask('ListSteps', job), 'steps', 0, 'stepId');
    const space = find(await caller.ask('GetStep', { ...job, stepId }), 'parameterSpace', 'parameters', 0);
    assert.equal(find(space, 'type'), 'CHUNK_INT');
    const task = { ...job, stepId, taskId: `${stepId.replace('step', 'task')}-6` };
    assert.equal(find(await caller.ask('GetTask', task), 'latestSessionActionId'), find(actions[2], 'sessionActionId'));
    assert.deepEqual(
      find(await caller.ask('ListSessionActions', { ...job, taskId: task.taskId }), 'sessionActions'),
      [],
    );
    assert.ok(sessionId.length > 0);
  });

  it('have tasks of ten parameters, long names, and job parameters of every kind', async () => {
    const { actions } = await tell(caller, 'tenParameters');
    const parameters = find(actions[2], 'definition', 'taskRun', 'parameters') as object;
    assert.equal(Object.keys(parameters).length, 10);
    const job = await caller.ask('GetJob', caller.ids('longNames'));
    assert.ok(textAt(job, 'name').length > 300);
    const kinds = Object.values(find(job, 'parameters') as object).flatMap((value) => Object.keys(value as object));
    for (const kind of [
      'bool',
      'rangeExpr',
      'stringList',
      'pathList',
      'intList',
      'floatList',
      'boolList',
      'intListList',
    ]) {
      assert.ok(kinds.includes(kind), kind);
    }
  });

  it('take a license each while they run', async () => {
    const { actions } = await tell(caller, 'licenseServerDown');
    const { farmId } = caller.ids('licenseServerDown');
    const limits = await caller.list('ListLimits', 'limits', { farmId });
    assert.deepEqual(find(actions[2], 'acquiredLimits'), [{ limitId: find(limits, 0, 'limitId'), count: 1 }]);
    assert.equal(find(actions[1], 'acquiredLimits'), undefined);
  });

  it('may be looked at but not changed in a queue of viewers', async () => {
    const { sessionId, ...job } = caller.ids('viewerOnly');
    const stepId = textAt(await caller.ask('ListSteps', job), 'steps', 0, 'stepId');
    const task = { ...job, stepId, taskId: `${stepId.replace('step', 'task')}-2` };
    for (const [operation, input] of [
      ['UpdateTask', { ...task, targetRunStatus: 'PENDING' }],
      ['UpdateStep', { ...task, targetTaskRunStatus: 'PENDING' }],
      ['UpdateJob', { ...job, priority: 3 }],
      ['UpdateSession', { ...job, sessionId, targetLifecycleStatus: 'ENDED' }],
      ['SearchTasks', { farmId: job.farmId, queueIds: [job.queueId], itemOffset: 0 }],
    ] as const) {
      const refused = await caller.call(operation, input);
      assert.equal(refused.status, 403, operation);
      assert.match(textAt(refused.body, 'message'), new RegExp(`perform: deadline:${operation} on resource`));
    }
    const denied = await caller.ask('BatchUpdateTask', { tasks: [{ ...task, targetRunStatus: 'PENDING' }] });
    assert.equal(find(denied, 'errors', 0, 'code'), 'AccessDeniedException');
    assert.equal(find(await caller.ask('GetTask', task), 'runStatus'), 'FAILED');
  });
});
