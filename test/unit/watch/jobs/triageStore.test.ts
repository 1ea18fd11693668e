import assert from 'node:assert/strict';

import { systemClock } from '../../../../src/core/async/clock';
import type { StudioRule } from '../../../../src/core/diagnosis';
import type { CauseId } from '../../../../src/core/diagnosis/causeIds';
import type { JobTriage } from '../../../../src/core/triage/triage';
import type { JobKey } from '../../../../src/core/session/sessionKey';
import * as causes from '../../../../src/failureCauses';
import type { SampleFarmOptions } from '../../../../src/sampleFarm/index';
import type { TriageSource } from '../../../../src/watch/jobs/triageReading';
import { type TriageHandle, TriageStore } from '../../../../src/watch/jobs/triageStore';
import { createTestService } from '../../../support/aws/service';
import { FailedJobSource } from '../../../support/sessions/failedJobSource';
import { type Circumstances, failedJob } from '../../../support/sessions/failures';
import { FarmCaller } from '../../../support/farm/farmCaller';
import { JOB_KEY } from '../../../support/sessions/triages';
import { IS_THOROUGH } from '../../../support/thorough';

const byFrame = ({ frame }: Circumstances): CauseId =>
  frame < 1800 ? 'license' : frame < 2600 ? 'missing-input' : 'storage';

function storeOf(
  service: TriageSource,
  nowMs = Date.now,
  studioRules: readonly StudioRule[] = [],
): { readonly store: TriageStore; readonly errors: unknown[] } {
  const errors: unknown[] = [];
  const store = new TriageStore({
    service: () => service,
    clock: { ...systemClock, Date: { now: nowMs } },
    causes: () => causes,
    studioRules: () => studioRules,
    onError: (error) => errors.push(error),
  });
  return { store, errors };
}

/** Each task in how many groups, as one set of IDs. */
function tasksIn({ groups }: JobTriage): readonly string[] {
  return groups.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId)).sort();
}

describe('triages', () => {
  it('take at most 350 calls for 10,000 failed tasks, and group them rightly', async () => {
    const source = new FailedJobSource(failedJob(10_000, 1, byFrame));
    const { store, errors } = storeOf(source);
    const handle = store.open(JOB_KEY);
    await handle.done;
    const { groups, failedTasks, progress } = handle.triage;
    assert.ok(source.calls <= 350, `${source.calls}`);
    assert.deepEqual([failedTasks, progress.state, progress.read], [10_000, 'done', 10_000]);
    assert.equal(new Set(tasksIn(handle.triage)).size, 10_000);
    assert.deepEqual(new Set(groups.map(({ cause }) => cause)), new Set(['license', 'missing-input', 'storage']));
    const right = groups.flatMap(({ cause, tasks }) =>
      tasks.filter(({ sessionActionId = '' }) => source.job.causes.get(sessionActionId) === cause),
    );
    assert.ok(right.length >= 9_900, `${right.length}`);
    assert.deepEqual(errors, []);
    store.dispose();
  });

  it('show groups while they fill, and never fewer tasks than before', async () => {
    const source = new FailedJobSource(failedJob(2_000, 1, byFrame));
    source.onCall = () => new Promise((resolve) => setImmediate(resolve));
    const { store } = storeOf(source);
    const handle = store.open(JOB_KEY);
    const drawn: JobTriage[] = [];
    handle.onDidChange((triage) => drawn.push(triage));
    await handle.done;
    const counts = drawn.map(({ failedTasks }) => failedTasks);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
    const first = drawn.find(({ groups }) => groups.length > 0);
    assert.ok(first && first.failedTasks <= 200);
    assert.deepEqual([first.progress.state, first.progress.total], ['reading', 2_000]);
    assert.ok(drawn.every(Object.isFrozen));
    store.dispose();
  });

  it('can be stopped, keep what they have, and go on', async () => {
    const source = new FailedJobSource(failedJob(1_000, 1, byFrame));
    const { store, errors } = storeOf(source);
    const handle = store.open(JOB_KEY);
    let pages = 0;
    source.onCall = (operation) => {
      if (operation === 'tasks' && ++pages === 5) {
        handle.stop();
      }
    };
    await handle.done;
    const { failedTasks, groups, progress } = handle.triage;
    assert.equal(progress.state, 'stopped');
    assert.ok(failedTasks >= 400 && failedTasks < 1_000 && groups.length > 0);
    const callsBefore = source.calls;
    await handle.refresh();
    assert.equal(handle.triage.progress.state, 'done');
    assert.equal(handle.triage.failedTasks, 1_000);
    // What was read is not read again: of three calls a page only one.
    assert.ok(source.calls - callsBefore < 70 - 2 * 4, `${source.calls - callsBefore}`);
    assert.deepEqual(errors, []);
    store.dispose();
  });

  it('stop where they are when nobody looks any more, also in the middle of a call', async () => {
    const source = new FailedJobSource(failedJob(500, 1, byFrame));
    const { store, errors } = storeOf(source);
    const [one, other] = [store.open(JOB_KEY), store.open(JOB_KEY)];
    let heard = 0;
    one.onDidChange(() => heard++);
    let goOn = (): void => undefined;
    const isReading = new Promise<void>((reached) => {
      source.onCall = (operation) =>
        operation === 'fetchActions'
          ? new Promise((resolve) => {
              goOn = resolve;
              reached();
            })
          : undefined;
    });
    await isReading;
    one.dispose();
    one.dispose();
    assert.equal(store.open(JOB_KEY).triage, other.triage, 'it is still the same reading');
    other.dispose();
    store.dispose();
    const before = heard;
    goOn();
    await one.done;
    assert.equal(heard, before);
    assert.ok(source.calls < 8, `${source.calls}`);
    assert.deepEqual(errors, []);
  });

  it('name the causes again when the user’s own rules change', async () => {
    const source = new FailedJobSource(failedJob(60, 1, () => 'license'));
    const rules: StudioRule[] = [];
    const { store } = storeOf(source, Date.now, rules);
    const handle = store.open(JOB_KEY);
    await handle.done;
    assert.equal(handle.triage.groups[0]?.studio, undefined);
    rules.push({
      id: 'arnold-licenses',
      pattern: /error checking out license/,
      cause: 'license',
      certainty: 'sure',
      sentence: 'The license server of the studio is down.',
      advice: 'Call Mira.',
      link: undefined,
    });
    await store.diagnoseAgain();
    const [group] = handle.triage.groups;
    assert.equal(group?.studio?.id, 'arnold-licenses');
    assert.equal(group.advice, 'Call Mira.');
    store.dispose();
  });

  it('rest on what the service says where the logs are gone', async () => {
    const source = new FailedJobSource(failedJob(200, 1, byFrame));
    source.hasLogs = false;
    const { store } = storeOf(source);
    const handle = store.open(JOB_KEY);
    await handle.done;
    const [group, ...others] = handle.triage.groups;
    assert.ok(group);
    assert.deepEqual(others, []);
    assert.deepEqual([group.basis, group.cause, group.sampled, group.tasks.length], ['service', 'unknown', 0, 200]);
    assert.equal(handle.triage.progress.state, 'done');
    assert.ok(source.calls < 30, `${source.calls}`);
    store.dispose();
  });
});

describe('triages of the sample farm', () => {
  /** Opens a job's triage on a farm of its own and waits for its end. */
  async function triaged(
    name: string,
    prepare: (caller: FarmCaller, key: JobKey) => Promise<void> | void = () => undefined,
    options: Partial<SampleFarmOptions> = {},
  ): Promise<Opened> {
    const caller = new FarmCaller(options);
    const planted = caller.farm.planted.find((one) => one.name === name);
    const key = planted?.key ?? caller.farm.examples.find((one) => one.name === name)?.key ?? assert.fail(name);
    await prepare(caller, key);
    const { service } = createTestService(caller.farm.handle);
    const { store, errors } = storeOf(service, () => caller.nowMs);
    caller.farm.meter.reset();
    const handle = store.open(key);
    await handle.done;
    const dispose = (): void => {
      store.dispose();
      service.dispose();
    };
    return { caller, handle, errors, dispose };
  }
  interface Opened {
    readonly caller: FarmCaller;
    readonly handle: TriageHandle;
    readonly errors: readonly unknown[];
    readonly dispose: () => void;
  }
  const WRECK = 'sq11_wreck_v001';
  /** A job that fails in part, of which only `npm run fuzz` takes the large one: its thousand failures take a second for each test. */
  const JOB = IS_THOROUGH
    ? { name: WRECK, failures: 1_000, groups: 6, causes: 6 }
    : { name: 'sq10_wreck_before_v003', failures: 13, groups: 2, causes: 1 };

  for (const seed of IS_THOROUGH ? [7, 10] : [7]) {
    it(`tell all causes apart on farm ${seed} too`, async () => {
      const { caller, handle, dispose } = await triaged(WRECK, () => undefined, { seed });
      const wreck = caller.farm.planted.find(({ name }) => name === WRECK) ?? assert.fail();
      const truth = new Map(wreck.failures().map(({ taskId, cause }) => [taskId, cause]));
      const { groups } = handle.triage;
      const right = groups.flatMap(({ cause, tasks }) => tasks.filter(({ taskId }) => truth.get(taskId) === cause));
      assert.ok(right.length >= 950, `${right.length}`);
      assert.equal(groups.length, 6);
      assert.ok(caller.farm.meter.calls.length <= 70);
      dispose();
    });
  }

  it('ask once for a healthy job', async () => {
    const { caller, handle, dispose } = await triaged('tenThousandTasks');
    assert.deepEqual(
      caller.farm.meter.calls.map(({ operation }) => operation),
      ['BatchGetJob'],
    );
    assert.deepEqual([handle.triage.groups, handle.triage.progress.state], [[], 'done']);
    dispose();
  });

  it('say what failed outside of tasks where no task failed: the environment, its cause and its session', async () => {
    const { caller, handle, dispose } = await triaged('failedEnvironment');
    const { failedTasks, sessionFailures, progress } = handle.triage;
    const [failure, ...others] = sessionFailures;
    assert.deepEqual([failedTasks, others, progress.state], [0, [], 'done']);
    assert.deepEqual(
      [failure?.diagnosis.cause, failure?.sessions, failure?.hosts.length, failure?.diagnosis.isLogRead],
      ['job-said', 1, 1, true],
    );
    assert.equal(failure?.example.action.processExitCode, 1);
    assert.equal(failure.example.key.sessionId, caller.ids('failedEnvironment').sessionId);
    assert.ok(caller.farm.meter.calls.length <= 6, `${caller.farm.meter.calls.length}`);
    dispose();
  });

  it('follow a job that goes on failing', async () => {
    const { caller, handle, dispose } = await triaged('failingNow');
    const before = handle.triage;
    assert.ok(before.goesOn && before.failedTasks > 0);
    caller.nowMs += 12 * 60_000;
    await handle.refresh();
    assert.ok(handle.triage.failedTasks > before.failedTasks);
    assert.equal(new Set(tasksIn(handle.triage)).size, handle.triage.failedTasks);
    assert.ok((handle.triage.readAtMs ?? 0) > (before.readAtMs ?? 0));
    dispose();
  });

  it('hold each task once of a job that changes while it is read', async () => {
    const { handle, dispose } = await triaged('failingNow', (caller) => {
      caller.nowMs += 40 * 60_000;
      const passTime = (): boolean => {
        caller.nowMs += 20_000;
        return false;
      };
      caller.farm.inject({ operation: '*', kind: 'serverError', when: passTime });
    });
    const { failedTasks, groups, unread } = handle.triage;
    assert.ok(failedTasks > 10, `${failedTasks}`);
    assert.equal(new Set(tasksIn(handle.triage)).size, failedTasks);
    assert.ok(groups.some(({ basis }) => basis === 'log'));
    assert.deepEqual(unread, []);
    dispose();
  });

  it('forget the tasks that are sent again', async () => {
    const { caller, handle, dispose } = await triaged(WRECK);
    const [largest] = handle.triage.groups;
    assert.ok(largest);
    const { farmId, queueId, jobId } = handle.triage.key;
    const some = largest.tasks.slice(0, 100);
    await caller.ask('BatchUpdateTask', {
      tasks: some.map(({ stepId, taskId }) => ({ farmId, queueId, jobId, stepId, taskId, targetRunStatus: 'PENDING' })),
    });
    await handle.refresh();
    assert.equal(handle.triage.failedTasks, 1_000 - some.length);
    assert.equal(
      handle.triage.groups.find(({ id }) => id === largest.id)?.tasks.length,
      largest.tasks.length - some.length,
    );
    dispose();
  });

  it('compare the hosts by themselves where that is cheap', async () => {
    const small = new FarmCaller().farm.planted.find(({ name }) => name !== WRECK) ?? assert.fail();
    const { caller, handle, dispose } = await triaged(small.name, (own) => {
      own.nowMs += 3 * 3_600_000;
    });
    assert.equal(handle.triage.hosts.state, 'read');
    assert.deepEqual(
      handle.triage.hosts.suspects.map(({ host }) => host.id),
      [small.badHost.hostName],
    );
    assert.ok(caller.farm.meter.calls.length <= 41, `${caller.farm.meter.calls.length}`);
    dispose();
  });

  it('still find the failures of an archived job', async () => {
    const { handle, dispose } = await triaged(JOB.name, async (caller, { farmId, queueId, jobId }) => {
      await caller.ask('UpdateJob', { farmId, queueId, jobId, lifecycleStatus: 'ARCHIVED' });
    });
    assert.equal(handle.triage.failedTasks, JOB.failures);
    assert.equal(handle.triage.groups.length, JOB.groups);
    assert.equal(handle.triage.goesOn, false);
    dispose();
  });

  it('say of a job that is gone that it is gone', async () => {
    const { handle, dispose } = await triaged(JOB.name, (caller) => {
      caller.farm.inject({ operation: '*', kind: 'notFound' });
    });
    assert.equal(handle.triage.progress.state, 'failed');
    assert.ok(handle.triage.unread.every(({ fault }) => fault.kind === 'notFound'));
    assert.deepEqual(handle.triage.groups, []);
    dispose();
  });

  it('say what became of a host that was deleted meanwhile', async () => {
    const { caller, handle, dispose } = await triaged(JOB.name);
    await handle.compareHosts();
    caller.farm.inject({ operation: 'ListSessionsForWorker', kind: 'notFound' });
    const [suspect] = handle.triage.hosts.suspects;
    assert.ok(suspect);
    await handle.lookElsewhere(suspect.host.id);
    assert.equal(handle.triage.hosts.suspects[0]?.elsewhere?.state, 'failed');
    assert.deepEqual(
      handle.triage.unread.map(({ what }) => what),
      ['elsewhere'],
    );
    assert.equal(handle.triage.progress.state, 'done');
    assert.equal(handle.triage.groups.length, JOB.groups);
    dispose();
  });

  /** Denied operations, whether all tasks and all causes are found nonetheless, and what is said to be missing. */
  const denied: readonly (readonly [
    operations: readonly string[],
    tasks: number,
    causes: number,
    unread: readonly string[],
  ])[] = [
    [['BatchGetJob'], JOB.failures, JOB.causes, []],
    [['BatchGetJob', 'GetJob'], JOB.failures, JOB.causes, ['job']],
    [['BatchGetStep', 'GetStep'], JOB.failures, JOB.causes, ['steps']],
    [['SearchTasks'], JOB.failures, JOB.causes, []],
    [['SearchTasks', 'ListTasks'], JOB.failures, JOB.causes, ['tasks']],
    [['SearchTasks', 'ListSteps'], JOB.failures, JOB.causes, ['tasks']],
    [['SearchTasks', 'ListTasks', 'ListSessionActions'], 0, 0, ['tasks', 'tasks']],
    [['BatchGetSessionAction'], JOB.failures, 1, []],
    [['BatchGetSessionAction', 'GetSessionAction'], JOB.failures, JOB.causes, ['actions']],
    [['BatchGetSession'], JOB.failures, 1, []],
    [['BatchGetSession', 'GetSession'], JOB.failures, 0, ['sessions']],
    [['GetLogEvents'], JOB.failures, 0, ['logs']],
    [
      ['GetLogEvents', 'BatchGetSession', 'GetSession', 'BatchGetJob', 'GetJob', 'BatchGetStep', 'GetStep'],
      JOB.failures,
      0,
      ['job', 'sessions', 'steps'],
    ],
  ];
  for (const [operations, tasks, known, unread] of denied) {
    it(`show the rest without ${operations.join(', ')}`, async () => {
      const { caller, handle, dispose } = await triaged(JOB.name, ({ farm }) => {
        operations.forEach((operation) => farm.inject({ operation, kind: 'accessDenied' }));
      });
      const { triage } = handle;
      assert.equal(triage.failedTasks, tasks);
      assert.equal(new Set(tasksIn(triage)).size, tasks);
      const named = new Set(triage.groups.filter(({ basis }) => basis === 'log').map(({ cause }) => cause));
      assert.ok(named.size >= known, [...named].join());
      assert.deepEqual(triage.unread.map(({ what }) => what).sort(), unread);
      assert.ok(triage.unread.every(({ fault }) => fault.kind === 'accessDenied' && fault.message.length > 0));
      assert.notEqual(triage.progress.state, 'reading');
      assert.ok(caller.farm.meter.calls.length <= 410, `${caller.farm.meter.calls.length}`);
      dispose();
    });
  }

  for (const operation of ['BatchGetJob', 'SearchTasks', 'BatchGetSessionAction', 'BatchGetSession', 'GetLogEvents']) {
    it(`come through a hiccup of ${operation}`, async () => {
      const { handle, dispose } = await triaged(JOB.name, ({ farm }) => {
        farm.inject({ operation, kind: 'serverError', times: 1 });
      });
      assert.equal(handle.triage.failedTasks, JOB.failures);
      assert.equal(handle.triage.groups.length, JOB.groups);
      assert.deepEqual(handle.triage.unread, []);
      dispose();
    });
  }
});
