import assert from 'node:assert/strict';

import { type FoundJob, type JobQuery, NEWEST_JOBS, isArchived } from '../../../src/core/farm/farm';
import type { StepId, TaskId } from '../../../src/core/ids';
import type { RawQuestion } from '../../../src/core/service/ports';
import type { Service } from '../../../src/core/service/service';
import { type Connection, SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';
import { createSampleFarm } from '../../../src/sampleFarm/index';

import { startFarmServer } from '../../support/farm/farmServer';

import { createTestService, refusal, signal } from '../../support/aws/service';

describe('aws with the sample farm', () => {
  const startedAtMs = Date.UTC(2026, 2, 1, 10);
  const farm = createSampleFarm({ now: () => startedAtMs + 60_000, startedAtMs });
  const { service } = createTestService(farm.handle);
  after(() => {
    service.dispose();
  });
  const key = (name: string) => farm.examples.find((example) => example.name === name)?.key ?? assert.fail(name);
  const collect = async <T>(listing: AsyncIterable<readonly T[]>): Promise<T[]> => {
    const all: T[] = [];
    for await (const page of listing) {
      all.push(...page);
    }
    return all;
  };

  /** All but the one that nobody may read. */
  const readable = farm.examples.filter(({ name }) => name !== 'forbidden');

  it('reads answers as they come, page by page', async () => {
    const session = await service.fetchSnapshot(key('failedTask'), signal);
    const { fleetId, workerId } = session.session;
    const read = async (question: RawQuestion): Promise<string> => {
      const { answer, next } = await service.rawAnswer(session.key, question, undefined, signal);
      assert.equal(next, undefined);
      return Object.keys(answer as object).join(' ');
    };
    assert.match(await read({ operation: 'GetJob' }), /\bjobId\b.*\bparameters\b/);
    assert.match(await read({ operation: 'ListSessionActions' }), /^sessionActions/);
    assert.match(await read({ operation: 'GetFleet', fleetId }), /\bfleetId\b.*\bconfiguration\b/);
    assert.match(await read({ operation: 'GetWorker', fleetId, workerId }), /\bworkerId\b/);
    const task = session.actions.ok
      ? session.actions.value.find(({ definition }) => definition.kind === 'taskRun')
      : undefined;
    const { stepId, taskId } = (task?.definition ?? {}) as { stepId?: StepId; taskId?: TaskId };
    assert.ok(stepId && taskId);
    assert.match(await read({ operation: 'GetStep', stepId }), /\bstepId\b/);
    assert.match(await read({ operation: 'GetTask', stepId, taskId }), /\btaskId\b/);
  });

  it('reads the storage profiles of a queue, with what each has by the same name', async () => {
    const { connection, farmId, queueId } = key('failedTask');
    const ids = (await collect(service.storageProfiles(connection, { farmId, queueId }, signal))).flat();
    const profiles = await Promise.all(
      ids.map((storageProfileId) =>
        service.fetchStorageProfile(connection, { farmId, queueId, storageProfileId }, signal),
      ),
    );
    assert.deepEqual(
      profiles.map(({ osFamily, locations }) => [osFamily, locations[0]]),
      [
        ['WINDOWS', { name: 'Shots', path: 'P:\\shots' }],
        ['LINUX', { name: 'Shots', path: '/mnt/shots' }],
      ],
    );
  });

  it('reads every example, each part of it', async () => {
    for (const { name, key } of readable) {
      const { farm, queue, job, fleet, worker, actions } = await service.fetchSnapshot(key, signal);
      const parts = { farm, queue, job, fleet, worker, actions };
      assert.deepEqual(
        Object.entries(parts).flatMap(([part, { ok }]) => (ok ? [] : [`${name}: ${part}`])),
        [],
      );
    }
  });

  it('names the steps of all tasks, and the exit codes of those that ended', async () => {
    const { actions, stepNames } = await service.fetchSnapshot(key('failedTask'), signal);
    assert.ok(actions.ok);
    for (const { definition } of actions.value) {
      assert.ok(definition.kind !== 'taskRun' || stepNames[definition.stepId]);
    }
    assert.ok(actions.value.some(({ processExitCode }) => processExitCode !== undefined && processExitCode !== 0));
  });

  it('finds each example by browsing down to it', async () => {
    const wanted = key('failedTask');
    const { farmId, queueId, jobId } = wanted;
    const farms = await collect(service.farms(SAMPLE_CONNECTION, signal));
    assert.ok(farms.some((farm) => farm.farmId === farmId));
    const queues = await collect(service.queues(SAMPLE_CONNECTION, farmId, signal));
    assert.ok(queues.some((queue) => queue.queueId === queueId));
    const jobs = await collect(service.jobs(SAMPLE_CONNECTION, farmId, [queueId], NEWEST_JOBS, signal));
    assert.ok(jobs.some((job) => job.jobId === jobId));
    assert.deepEqual(
      jobs.map(({ createdAtMs }) => createdAtMs),
      jobs.map(({ createdAtMs }) => createdAtMs).toSorted((a, b) => b - a),
    );
    const sessions = await collect(service.sessions(SAMPLE_CONNECTION, farmId, queueId, jobId, signal));
    assert.ok(sessions.some((session) => session.sessionId === wanted.sessionId));
    const [fleet] = await collect(service.fleets(SAMPLE_CONNECTION, farmId, signal));
    assert.ok(fleet);
    await collect(service.workers(SAMPLE_CONNECTION, farmId, fleet.fleetId, signal));
  });

  describe('finds jobs', () => {
    const find = async (change: Partial<JobQuery>, example = 'failedTask') => {
      const { farmId, queueId } = key(example);
      return collect(service.jobs(SAMPLE_CONNECTION, farmId, [queueId], { ...NEWEST_JOBS, ...change }, signal));
    };
    const check = (
      fact: string,
      change: Partial<JobQuery>,
      holds: (job: FoundJob) => boolean,
      example?: string,
    ): void => {
      it(fact, async () => {
        const [found, all] = [await find(change, example), await find({ archived: 'with' }, example)];
        assert.ok(found.length > 0 && found.length < all.length, `${found.length} of ${all.length}`);
        assert.deepEqual(
          found.map(({ jobId }) => jobId).toSorted(),
          all.flatMap((job) => (holds(job) ? [job.jobId] : [])).toSorted(),
        );
      });
    };
    check('by their state', { statuses: ['FAILED'], archived: 'with' }, (job) => job.taskRunStatus === 'FAILED');
    check('by a part of their name', { text: 'SH02', archived: 'with' }, ({ name }) => name.includes('sh02'));
    check('that are archived', { archived: 'only' }, isArchived, 'archivedJob');
    check('that are not', { archived: 'without' }, (job) => !isArchived(job), 'archivedJob');

    it('of one person', async () => {
      const [job] = await find({});
      assert.ok(job);
      const found = await find({ createdBy: job.createdBy });
      assert.ok(found.length > 0 && found.every(({ createdBy }) => createdBy === job.createdBy));
    });

    it('in every order, each the same ones', async () => {
      const newest = await find({});
      for (const order of ['oldest', 'failedFirst', 'priority', 'name'] as const) {
        const found = await find({ order });
        assert.deepEqual(
          found.map(({ jobId }) => jobId).toSorted(),
          newest.map(({ jobId }) => jobId).toSorted(),
          order,
        );
      }
      const states = (await find({ order: 'failedFirst' })).map(({ taskRunStatus }) => taskRunStatus === 'FAILED');
      assert.deepEqual(
        states,
        states.toSorted((a, b) => Number(b) - Number(a)),
      );
    });
  });

  it('watches all examples with one call', async () => {
    farm.meter.reset();
    const keys = readable.map((example) => example.key);
    const parts = await service.fetchSessions(keys, signal);
    assert.deepEqual(
      parts.map((part) => part.ok && part.value.sessionId),
      keys.map(({ sessionId }) => sessionId),
    );
    assert.deepEqual(
      farm.meter.calls.map(({ operation, items }) => ({ operation, items })),
      [{ operation: 'BatchGetSession', items: keys.length }],
    );
  });

  it('reads a log from its newest page back to its beginning, each line once', async () => {
    const wanted = key('failedTask');
    const { session } = await service.fetchSnapshot(wanted, signal);
    const log = {
      connection: SAMPLE_CONNECTION,
      farmId: wanted.farmId,
      owner: wanted.queueId,
      configuration: session.log,
    };
    let page = (await service.read(log, { direction: 'older' }, signal)) ?? assert.fail();
    const times = [...page.events.timesMs];
    while (!page.isEnd) {
      page = (await service.read(log, { direction: 'older', token: page.older }, signal)) ?? assert.fail();
      times.unshift(...page.events.timesMs);
    }
    assert.ok(times.length > 10);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    const first = times[0] ?? 0;
    const excerpt = (await service.between(log, first, first + 1, signal)) ?? assert.fail();
    assert.equal(excerpt.length, times.filter((time) => time === first).length);
  });

  it('is refused what the farm refuses, in one sentence', async () => {
    const wanted = key('failedTask');
    const gone = { ...wanted, sessionId: `session-${'0'.repeat(32)}` } as const;
    assert.deepEqual(await refusal(service.fetchSnapshot(gone, signal)), {
      kind: 'notFound',
      message:
        'No session session-…00000000 in us-west-2. Jobs are deleted 120 days after they were submitted; the session’s log may live on.',
      remedies: ['openLog', 'chooseOther', 'chooseConnection'],
    });
  });

  it('says why a log was never set up', async () => {
    const { key } = farm.examples.find(({ name }) => name === 'logError') ?? assert.fail();
    const { session } = await service.fetchSnapshot(key, signal);
    const log = { connection: SAMPLE_CONNECTION, farmId: key.farmId, owner: key.queueId, configuration: session.log };
    const { message } = await refusal(service.read(log, { direction: 'older' }, signal));
    assert.match(message, /^There is no log, because it could not be set up: .*Could not create log stream\.$/);
  });

  it('reads the same over real HTTP', async () => {
    const server = await startFarmServer(farm);
    const connection: Connection = { source: 'aws', profile: undefined, region: 'us-west-2' };
    const remote: Service = createTestService(farm.handle, {
      endpoint: () => server.url,
      environment: { AWS_ACCESS_KEY_ID: 'DUMMY', AWS_SECRET_ACCESS_KEY: 'secret' },
    }).service;
    try {
      const wanted = key('failedTask');
      const near = await service.fetchSnapshot(wanted, signal);
      const far = await remote.fetchSnapshot({ ...wanted, connection }, signal);
      assert.deepEqual({ ...far, key: wanted, fetchedAtMs: 0 }, { ...near, fetchedAtMs: 0 });
      const log = { farmId: wanted.farmId, owner: wanted.queueId, configuration: near.session.log };
      assert.deepEqual(
        (await remote.read({ ...log, connection }, { direction: 'older' }, signal))?.events.events(),
        (
          await service.read({ ...log, connection: SAMPLE_CONNECTION }, { direction: 'older' }, signal)
        )?.events.events(),
      );
    } finally {
      remote.dispose();
      await server.close();
    }
  });
});
