import assert from 'node:assert/strict';

import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import type { FarmNode, Level } from '../../../../src/core/farm/farmNode';
import { type Connection, SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { LevelState, newSource, takePage } from '../../../../src/watch/farms/farmLevel';
import { FRESH_MS } from '../../../../src/watch/farms/farmTree';
import { Browsing, isOfKind, labelOf } from '../../../support/windows/browsing';

const { signal } = new AbortController();
const SMALL = { jobs: 20, sessionsPerJob: 10 };
const labels = ({ nodes }: Level): string[] => nodes.map(labelOf);
const faultsOf = ({ faults }: Level): string[] => faults.map(({ fault }) => fault.kind);
const sessionsOf = ({ nodes }: Level) => nodes.filter((node) => isOfKind(node, 'session'));

/** The queue of any size, and its n-th newest job. */
const scaleQueue = (browsing: Browsing) => browsing.way('queue', 'Lanternfish VFX', 'scale-queue');
async function scaleJob(browsing: Browsing, index: number) {
  const { nodes } = await browsing.tree.open(await scaleQueue(browsing));
  const job = nodes[index];
  assert.ok(job && isOfKind(job, 'job'));
  return job;
}

describe('farm tree', () => {
  it('lists each level with one call', async () => {
    const browsing = new Browsing(SMALL);
    const { tree } = browsing;
    assert.deepEqual(labels(await tree.open(undefined)), ['Aurora', 'Lanternfish VFX', 'Meridian Trailers']);
    assert.deepEqual(browsing.asked(), ['ListFarms']);
    const farm = await browsing.way('farm', 'Lanternfish VFX');
    assert.deepEqual(labels(await tree.open(farm)), ['environments', '夜間レンダー', 'scale-queue', 'fleets']);
    assert.equal(browsing.asked()[0], 'ListQueues');
    const fleets = await browsing.way('fleets', 'Lanternfish VFX', 'fleets');
    assert.deepEqual(labels(await tree.open(fleets)), ['gpu-linux', 'studio-rack', 'scale-fleet']);
    const fleet = await browsing.way('fleet', 'Lanternfish VFX', 'fleets', 'scale-fleet');
    const [worker] = (await tree.open(fleet)).nodes;
    assert.ok(worker && isOfKind(worker, 'worker'));
    assert.match(worker.facts.host.hostName ?? '', /./);
    await tree.open(worker);
    const job = await scaleJob(browsing, 0);
    const steps = (await tree.open(job)).nodes[0];
    assert.ok(steps && isOfKind(steps, 'steps'));
    assert.deepEqual(labels(await tree.open(steps)), ['Render']);
    const counts = browsing.counts();
    for (const operation of ['ListFleets', 'ListWorkers', 'ListSessionsForWorker', 'ListSessions', 'ListSteps']) {
      assert.equal(counts[operation], 1, operation);
    }
  });

  it('knows a worker’s sessions by job and queue, as those below the job', async () => {
    const browsing = new Browsing(SMALL);
    const fleet = await browsing.way('fleet', 'Lanternfish VFX', 'fleets', 'scale-fleet');
    const [worker] = (await browsing.tree.open(fleet)).nodes;
    const [running] = sessionsOf(await browsing.tree.open(worker));
    const [session] = sessionsOf(await browsing.tree.open(await scaleJob(browsing, 0)));
    assert.deepEqual(running?.key, session?.key);
    assert.deepEqual(running?.facts, session?.facts);
    assert.notEqual(running?.id, session?.id);
  });

  describe('what runs in queues', () => {
    it('takes one search', async () => {
      const browsing = new Browsing(SMALL);
      const queue = await scaleQueue(browsing);
      await browsing.until(() => queue.activity !== undefined);
      assert.deepEqual(browsing.asked(), ['ListFarms', 'ListQueues', 'SearchJobs']);
      assert.deepEqual(queue.activity, { activeJobs: 1, runningTasks: 1, isAtLeast: false });
    });

    it('is known of the other queues where one is forbidden', async () => {
      const browsing = new Browsing();
      const farm = await browsing.way('farm', 'Aurora');
      const { nodes } = await browsing.tree.open(farm);
      const queues = nodes.filter((node) => isOfKind(node, 'queue'));
      browsing.farm.inject({
        operation: 'SearchJobs',
        kind: 'accessDenied',
        when: ({ body }) => body.includes(queues[0]?.facts.queueId ?? '-'),
      });
      browsing.farm.inject({ operation: 'ListJobs', kind: 'accessDenied' });
      await browsing.tree.refresh(farm);
      await browsing.until(() =>
        queues.some(({ facts, activity }) => facts.status !== 'IDLE' && activity !== undefined),
      );
      assert.equal(queues[0]?.activity, undefined);
      assert.ok(queues.find(({ facts }) => facts.displayName === 'comp')?.activity?.activeJobs);
    });
  });

  describe('a level', () => {
    it('is asked for once, however many want it', async () => {
      const browsing = new Browsing();
      const [one, two] = await Promise.all([browsing.tree.open(undefined), browsing.tree.open(undefined)]);
      assert.equal(one, two);
      assert.deepEqual(browsing.asked(), ['ListFarms']);
    });

    it('costs nothing when it is opened again within half a minute, and one call afterwards', async () => {
      const browsing = new Browsing(SMALL);
      const { tree } = browsing;
      const queue = await scaleQueue(browsing);
      await browsing.until(() => queue.activity !== undefined);
      const first = await tree.open(queue);
      tree.close(queue);
      browsing.asked();
      browsing.clock.tick(FRESH_MS - 1);
      assert.equal(await tree.open(queue), first);
      assert.deepEqual(browsing.asked(), []);
      browsing.clock.tick(1);
      const again = await tree.open(queue);
      assert.deepEqual(browsing.asked(), ['SearchJobs']);
      assert.deepEqual(again.nodes, first.nodes);
    });

    it('shows a hundred rows after one call, and goes on where it stopped', async () => {
      const browsing = new Browsing({ jobs: 210, sessionsPerJob: 2 });
      const { tree } = browsing;
      const queue = await scaleQueue(browsing);
      await browsing.until(() => queue.activity !== undefined);
      browsing.asked();
      const first = await tree.open(queue);
      assert.deepEqual([first.nodes.length, first.hasMore, first.total], [100, true, 210]);
      assert.deepEqual(browsing.asked(), ['SearchJobs']);
      const second = await tree.more(queue);
      assert.deepEqual([second.nodes.length, second.hasMore], [200, true]);
      assert.deepEqual(second.nodes.slice(0, 100), first.nodes);
      const third = await tree.more(queue);
      assert.deepEqual([third.nodes.length, third.hasMore], [210, false]);
      await tree.more(queue);
      assert.deepEqual(browsing.asked(), ['SearchJobs', 'SearchJobs']);
    });

    it('keeps the rows of later pages when it is opened again, until a person asks for it anew', async () => {
      const browsing = new Browsing({ jobs: 210, sessionsPerJob: 2 });
      const { tree } = browsing;
      const queue = await scaleQueue(browsing);
      await tree.open(queue);
      const { nodes } = await tree.more(queue);
      browsing.clock.tick(FRESH_MS);
      assert.deepEqual((await tree.open(queue)).nodes, nodes);
      const anew = await tree.refresh(queue);
      assert.deepEqual(anew.nodes, nodes.slice(0, 100));
      assert.equal(tree.get(nodes[150]?.id ?? ''), undefined);
    });

    it('says when there is more than the search reaches', () => {
      const ended = { next: undefined, total: 10_000 };
      const source = newSource(SAMPLE_CONNECTION, () => assert.fail('nothing is to be listed'));
      takePage(source, { ...ended, next: '100' }, [], 'anew');
      const shelf = new LevelState(undefined, [source]);
      assert.deepEqual([shelf.toLevel().total, shelf.toLevel().isBeyondReach], [10_000, false]);
      takePage(source, ended, [], 'more');
      assert.equal(shelf.toLevel().isBeyondReach, true);
    });

    it('is read again with the open ones below it when a person asks, and its rows stay the same objects', async () => {
      const browsing = new Browsing(SMALL);
      const { tree } = browsing;
      const [open, closed] = [await scaleJob(browsing, 0), await scaleJob(browsing, 1)];
      await tree.open(open);
      await tree.open(closed);
      tree.close(closed);
      const queue = await scaleQueue(browsing);
      await browsing.until(() => queue.activity !== undefined);
      browsing.asked();
      const before = tree.level(queue)?.nodes;
      assert.deepEqual((await tree.refresh(queue)).nodes, before);
      assert.equal(browsing.counts().ListSessions, 1);
    });
  });

  describe('the sessions of a job', () => {
    it('come active first, then failed, then the others, with the names of their hosts', async () => {
      const browsing = new Browsing({ jobs: 3, sessionsPerJob: 100 });
      const { tree } = browsing;
      const running = await scaleJob(browsing, 0);
      const level = await tree.open(running);
      await browsing.until(() =>
        sessionsOf(tree.level(running) ?? level).every(({ hostName }) => hostName !== undefined),
      );
      assert.deepEqual(new Set(sessionsOf(level).map(({ group }) => group)), new Set(['active']));
      const over = await scaleJob(browsing, 1);
      assert.ok(over.facts.taskRunStatusCounts.FAILED);
      await tree.open(over);
      const sessions = () => sessionsOf(tree.level(over) ?? level);
      await browsing.until(() => sessions()[0]?.group === 'failed' && sessions()[0]?.hostName !== undefined);
      const groups = sessions().map(({ group }) => group);
      assert.deepEqual(
        groups,
        groups.toSorted((a, b) => b.localeCompare(a)),
      );
      const failed = groups.filter((group) => group === 'failed').length;
      assert.equal(failed, over.facts.taskRunStatusCounts.FAILED);
      for (const group of ['failed', 'ended']) {
        const ends = sessions().flatMap((row) => (row.group === group ? [row.facts.endedAtMs ?? 0] : []));
        assert.deepEqual(
          ends,
          ends.toSorted((a, b) => b - a),
        );
      }
    });

    it('are listed again when the only one turns out to have failed, so that it comes to be below the failed ones', async () => {
      const browsing = new Browsing();
      const { tree } = browsing;
      const job = await browsing.way('job', 'Aurora', 'episodic', 'ep101_sh020_fur_v011');
      const [session, ...others] = sessionsOf(await tree.open(job));
      assert.deepEqual([session?.group, others.length], ['ended', 0]);
      browsing.changes.length = 0;
      await browsing.until(() => session?.group === 'failed');
      assert.ok(browsing.changes.some(({ listed }) => listed.includes(job)));
    });

    it('stay listed where nothing more of them may be read', async () => {
      const browsing = new Browsing({ jobs: 3, sessionsPerJob: 100 });
      const { tree } = browsing;
      const job = await scaleJob(browsing, 1);
      for (const operation of ['BatchGetSession', 'GetSession', 'SearchTasks', 'ListSteps']) {
        browsing.farm.inject({ operation, kind: 'accessDenied' });
      }
      const queue = await scaleQueue(browsing);
      await browsing.until(() => queue.activity !== undefined);
      browsing.asked();
      const level = await tree.open(job);
      await browsing.tickUntilAsked('GetSession');
      assert.equal(sessionsOf(level).length, 100);
      assert.deepEqual(faultsOf(level), []);
      assert.deepEqual(browsing.asked().toSorted(), [
        'BatchGetSession',
        'GetSession',
        'ListSessions',
        'ListSteps',
        'SearchTasks',
      ]);
    });

    it('of 3,000 in a queue of 100,000 jobs cost 30 lists, at most 30 batches, and one search for those that failed', async () => {
      const browsing = new Browsing({ jobs: 100_000, sessionsPerJob: 3_000 });
      const { tree } = browsing;
      browsing.farm.inject({
        operation: 'SearchJobs',
        kind: 'notFound',
        when: ({ body }) => body.includes('RUNNING'),
      });
      const jobs = await tree.open(await scaleQueue(browsing));
      assert.deepEqual([jobs.nodes.length, jobs.total, jobs.hasMore], [100, 10_000, true]);
      assert.deepEqual(browsing.counts(), { ListFarms: 1, ListQueues: 1, SearchJobs: 1 });
      const job = await scaleJob(browsing, 1);
      const level = await tree.all(job, signal);
      assert.equal(sessionsOf(level).length, 3_000);
      await browsing.until(() => sessionsOf(tree.level(job) ?? level).every(({ hostName }) => hostName !== undefined));
      await browsing.until(() => sessionsOf(tree.level(job) ?? level)[0]?.group === 'failed');
      const { ListSessions, BatchGetSession = 0, ...others } = browsing.counts();
      assert.equal(ListSessions, 30);
      assert.ok(BatchGetSession <= 30, `${BatchGetSession} batches`);
      assert.deepEqual(others, { SearchTasks: 1 });
      tree.close(job);
      assert.equal((await tree.open(job)).nodes.length, 3_001);
      assert.deepEqual(browsing.asked(), []);
    });
  });

  describe('a row that is collapsed', () => {
    it('ends what is under way at it and below it, and nothing else', async () => {
      const browsing = new Browsing(SMALL);
      const { tree } = browsing;
      const [job, other] = [await scaleJob(browsing, 1), await scaleJob(browsing, 2)];
      const isJob = (id: string) => (request: { readonly path: string }) => request.path.includes(id);
      browsing.farm.inject({ operation: 'ListSessions', kind: 'hang', times: 1, when: isJob(job.path.jobId) });
      const opening = tree.open(job);
      const opened = await tree.open(other);
      tree.close(await scaleQueue(browsing));
      assert.deepEqual(labels(await opening), []);
      assert.deepEqual(browsing.errors, []);
      assert.equal(tree.level(other), opened);
      assert.equal(tree.level(job), undefined);
      const changes = browsing.changes.length;
      assert.equal(sessionsOf(await tree.open(job)).length, 10);
      assert.ok(
        browsing.changes.slice(changes).some(({ listed }) => listed.includes(job)),
        'who saw nothing is told',
      );
    });

    it('finds out what its rows lack when it is expanded again', async () => {
      const browsing = new Browsing(SMALL);
      const { tree } = browsing;
      const job = await scaleJob(browsing, 0);
      const asked = new Promise<void>((resolve) => {
        const when = () => {
          resolve();
          return true;
        };
        browsing.farm.inject({ operation: 'BatchGetSession', kind: 'hang', times: 1, when });
      });
      const [session] = sessionsOf(await tree.open(job));
      await asked;
      tree.close(job);
      assert.equal(session?.hostName, undefined);
      browsing.asked();
      await tree.open(job);
      await browsing.until(() => session?.hostName !== undefined);
      assert.equal(browsing.counts().ListSessions, undefined);
    });
  });

  describe('a level that may not be listed', () => {
    for (const [operation, way] of [
      ['ListQueues', ['Aurora']],
      ['ListFleets', ['Lanternfish VFX', 'fleets']],
      ['ListWorkers', ['Lanternfish VFX', 'fleets', 'gpu-linux']],
      ['SearchJobs', ['Lanternfish VFX', 'scale-queue']],
      ['ListSessions', ['Lanternfish VFX', 'scale-queue', 'sh100_scale_v001']],
      ['ListSteps', ['Lanternfish VFX', 'scale-queue', 'sh100_scale_v001', 'steps']],
    ] as const) {
      it(`says so in its place: ${operation}`, async () => {
        const browsing = new Browsing({ jobs: 1, sessionsPerJob: 2 });
        const { tree } = browsing;
        let row: FarmNode | undefined;
        for (const label of way) {
          row = (await tree.open(row)).nodes.find((node) => labelOf(node) === label) ?? assert.fail(label);
        }
        const denied = [operation, ...(operation === 'SearchJobs' ? ['ListJobs'] : [])].map((one) =>
          browsing.farm.inject({ operation: one, kind: 'accessDenied' }),
        );
        const level = await tree.open(row);
        assert.deepEqual(faultsOf(level), ['accessDenied']);
        assert.ok(level.nodes.every(({ kind }) => kind === 'steps' || kind === 'fleets'));
        assert.deepEqual(faultsOf(tree.level(undefined) ?? level), []);
        denied.forEach((fault) => {
          fault.dispose();
        });
        const retried = await tree.more(row);
        assert.deepEqual(faultsOf(retried), []);
        assert.ok(retried.nodes.length > 0);
      });
    }

    it('is listed again once the reason is over, and no other is', async () => {
      const browsing = new Browsing(SMALL);
      const { tree } = browsing;
      const queue = await scaleQueue(browsing);
      const farm = queue.parent ?? assert.fail();
      const fault = browsing.farm.inject({ operation: 'SearchJobs', kind: 'expiredToken' });
      const { faults } = await tree.open(queue);
      fault.dispose();
      tree.retry(() => false);
      await tree.open(farm);
      browsing.asked();
      tree.retry((connection, { kind }) => connection === queue.connection && kind === faults[0]?.fault.kind);
      await browsing.until(() => (tree.level(queue)?.nodes.length ?? 0) > 0);
      assert.deepEqual([browsing.counts().SearchJobs, browsing.counts().ListQueues], [1, undefined]);
    });

    it('leaves the rows that were listed before', async () => {
      const browsing = new Browsing({ jobs: 210, sessionsPerJob: 2 });
      const { tree } = browsing;
      const queue = await scaleQueue(browsing);
      const { nodes } = await tree.open(queue);
      const fault = browsing.farm.inject({ operation: 'SearchJobs', kind: 'notFound' });
      const failed = await tree.more(queue);
      assert.deepEqual([failed.nodes, failed.hasMore, faultsOf(failed)], [nodes, true, ['notFound']]);
      fault.dispose();
      assert.equal((await tree.more(queue)).nodes.length, 200);
    });

    it('does not hurt its siblings on a farm where half the levels are forbidden', async () => {
      const browsing = new Browsing(SMALL);
      const { tree } = browsing;
      const farms = await tree.open(undefined);
      for (const operation of ['ListFleets', 'ListSessions', 'ListSteps', 'SearchTasks', 'BatchGetSession']) {
        browsing.farm.inject({ operation, kind: 'accessDenied' });
      }
      for (const farm of farms.nodes) {
        const level = await tree.open(farm);
        assert.deepEqual(faultsOf(level), labelOf(farm) === 'Meridian Trailers' ? ['accessDenied'] : []);
        assert.equal(level.nodes.at(-1)?.kind, 'fleets');
      }
      const job = await scaleJob(browsing, 1);
      const level = await tree.open(job);
      assert.deepEqual([labels(level), faultsOf(level)], [['steps'], ['accessDenied']]);
      assert.equal((await tree.open(await scaleQueue(browsing))).nodes.length, 20);
    });
  });

  it('has no farms where there is no place', async () => {
    const browsing = new Browsing(undefined, []);
    assert.deepEqual(labels(await browsing.tree.open(undefined)), []);
    browsing.tree.setConnections([SAMPLE_CONNECTION]);
    await browsing.until(() => browsing.tree.level(undefined)?.nodes.length === 3);
  });

  describe('several Regions', () => {
    const ELSEWHERE: Connection = { ...SAMPLE_CONNECTION, region: 'eu-west-1' };

    it('have a warning each for those that fail', async () => {
      const browsing = new Browsing(undefined, [ELSEWHERE, SAMPLE_CONNECTION]);
      browsing.farm.inject({
        operation: 'ListFarms',
        kind: 'accessDenied',
        when: ({ hostname }) => hostname.includes('eu-west-1'),
      });
      await browsing.tree.open(undefined);
      const level = () => browsing.tree.level(undefined) ?? assert.fail();
      await browsing.until(() => !level().isLoading);
      assert.deepEqual(labels(level()), ['Aurora', 'Lanternfish VFX', 'Meridian Trailers']);
      assert.deepEqual(
        level().faults.map(({ connection, fault }) => [connection.region, fault.kind]),
        [['eu-west-1', 'accessDenied']],
      );
    });

    it('do not wait for each other', async () => {
      const browsing = new Browsing(undefined, [ELSEWHERE, SAMPLE_CONNECTION]);
      browsing.farm.inject({
        operation: 'ListFarms',
        kind: 'hang',
        when: ({ hostname }) => hostname.includes('eu-west-1'),
      });
      const level = await browsing.tree.open(undefined);
      assert.deepEqual([level.nodes.length, level.isLoading], [3, true]);
      browsing.tree.dispose();
    });

    it('keep what is known when another one is added', async () => {
      const browsing = new Browsing();
      const { tree } = browsing;
      const { nodes } = await tree.open(undefined);
      tree.setConnections([SAMPLE_CONNECTION, ELSEWHERE]);
      await browsing.until(() => tree.level(undefined)?.nodes.length === 6);
      assert.deepEqual(tree.level(undefined)?.nodes.slice(0, 3), nodes);
      tree.setConnections([ELSEWHERE]);
      await browsing.until(() => tree.level(undefined)?.nodes.length === 3);
      assert.equal(tree.get(nodes[0]?.id ?? ''), undefined);
    });
  });

  it('shows other jobs of a queue when its query is another one', async () => {
    const browsing = new Browsing(SMALL);
    const { tree } = browsing;
    const queue = await scaleQueue(browsing);
    await tree.open(queue);
    const level = await tree.setQuery(queue, { ...NEWEST_JOBS, text: 'SH110', order: 'oldest' });
    assert.deepEqual(labels(level), ['sh110_scale_v002']);
    assert.equal(queue.query.text, 'SH110');
    assert.ok(browsing.changes.some(({ painted }) => painted.includes(queue)));
  });

  describe('revealing', () => {
    it('finds what is listed without another call', async () => {
      const browsing = new Browsing(SMALL);
      const job = await scaleJob(browsing, 3);
      browsing.asked();
      const { farmId, queueId, jobId } = job.path;
      const path = { connection: SAMPLE_CONNECTION, farm: farmId, queue: queueId, job: jobId };
      assert.equal(await browsing.tree.reveal(path, signal), job);
      assert.deepEqual(
        browsing.asked().filter((operation) => !operation.startsWith('Search')),
        [],
      );
    });

    it('adds what is not among the first rows, each read by its id', async () => {
      const browsing = new Browsing({ jobs: 110, sessionsPerJob: 110 });
      const { tree } = browsing;
      const queue = await scaleQueue(browsing);
      await tree.open(queue);
      const far = (await tree.more(queue)).nodes[105];
      assert.ok(far && isOfKind(far, 'job'));
      const sessions = await tree.all(far, signal);
      const { key } = sessionsOf(sessions).find(({ id }) => id === sessions.nodes.at(-1)?.id) ?? assert.fail();
      await tree.refresh(queue);
      assert.equal(tree.get(far.id), undefined);
      await browsing.until(() => queue.activity !== undefined);
      browsing.asked();
      const { farmId, queueId, jobId, sessionId, connection } = key;
      const path = { connection, farm: farmId, queue: queueId, job: jobId, session: sessionId };
      const session = await tree.reveal(path, signal);
      assert.equal(session.id, `${far.id}/${sessionId}`);
      assert.ok(tree.level(session.parent)?.nodes.includes(session));
      assert.equal(tree.level(queue)?.nodes[0], session.parent);
      const { BatchGetJob, ListSessions } = browsing.counts();
      assert.deepEqual([BatchGetJob, ListSessions], [1, 1]);
    });

    it('goes on below a farm and a queue that may not be read', async () => {
      const browsing = new Browsing();
      const { key } = browsing.farm.examples[0] ?? assert.fail();
      for (const operation of ['ListFarms', 'ListQueues', 'GetFarm', 'GetQueue', 'SearchJobs', 'ListJobs']) {
        browsing.farm.inject({ operation, kind: 'accessDenied' });
      }
      const { connection, farmId, queueId, jobId, sessionId } = key;
      const path = { connection, farm: farmId, queue: queueId, job: jobId, session: sessionId };
      const session = await browsing.tree.reveal(path, signal);
      assert.equal(session.kind, 'session');
      assert.equal(labelOf(session.parent?.parent ?? assert.fail()), queueId);
      assert.deepEqual(faultsOf(browsing.tree.level(undefined) ?? assert.fail()), ['accessDenied']);
    });
  });

  describe('revealing where nothing may be listed', () => {
    const LISTS = ['ListFarms', 'ListQueues', 'SearchJobs', 'ListJobs', 'ListSessions'];

    it('makes rows of the facts that it is given, without reading them', async () => {
      const known = new Browsing(SMALL);
      const queue = await scaleQueue(known);
      const job = await scaleJob(known, 1);
      const session = sessionsOf(await known.tree.open(job))[0] ?? assert.fail();
      const farm = queue.parent?.kind === 'farm' ? queue.parent : assert.fail();
      const browsing = new Browsing(SMALL);
      for (const operation of LISTS) {
        browsing.farm.inject({ operation, kind: 'accessDenied' });
      }
      const facts = { farm: farm.facts, queue: queue.facts, job: job.facts, session: session.facts };
      const row = await browsing.tree.reveal({ connection: SAMPLE_CONNECTION, ...facts }, signal);
      assert.deepEqual([row.id, labelOf(row.parent ?? row)], [session.id, labelOf(job)]);
      assert.deepEqual(
        browsing.asked().filter((operation) => operation.includes('Get')),
        [],
      );
    });

    it('says why a job cannot be read', async () => {
      const { key } = new Browsing().farm.examples[0] ?? assert.fail();
      const browsing = new Browsing();
      for (const operation of [...LISTS, 'BatchGetJob', 'GetJob']) {
        browsing.farm.inject({ operation, kind: 'accessDenied' });
      }
      const path = { connection: key.connection, farm: key.farmId, queue: key.queueId, job: key.jobId };
      await assert.rejects(browsing.tree.reveal(path, signal), /Not allowed to read the jobs?: /);
    });
  });

  describe('what changes', () => {
    it('is painted, not listed, while somebody looks', async () => {
      const browsing = new Browsing(SMALL);
      const { tree, clock } = browsing;
      const job = await scaleJob(browsing, 0);
      assert.equal(job.facts.taskRunStatus, 'RUNNING');
      tree.setAttention(true);
      clock.tick(20 * 60_000);
      await browsing.until(() => job.facts.taskRunStatus !== 'RUNNING');
      const change = browsing.changes.find(({ painted }) => painted.includes(job));
      assert.deepEqual(change?.listed, []);
      assert.equal(job.facts.endedAtMs !== undefined, true);
      tree.dispose();
    });

    it('costs one call a round, for jobs and sessions in turn', async () => {
      const browsing = new Browsing(SMALL);
      const { tree, clock } = browsing;
      const job = await scaleJob(browsing, 0);
      const [session] = sessionsOf(await tree.open(job));
      await browsing.until(() => session?.hostName !== undefined);
      browsing.asked();
      tree.setAttention(true);
      for (const operation of ['BatchGetJob', 'BatchGetSession', 'BatchGetJob']) {
        const fromMs = clock.now;
        await browsing.tickUntilAsked(operation);
        assert.ok(clock.now - fromMs >= 14_000);
      }
      assert.equal(browsing.asked().length, 3);
      tree.dispose();
    });

    it('costs no call while nobody looks, or nothing can change', async () => {
      const browsing = new Browsing(SMALL);
      const { tree, clock } = browsing;
      const job = await scaleJob(browsing, 0);
      const queue = await scaleQueue(browsing);
      await browsing.until(() => queue.activity !== undefined);
      browsing.asked();
      clock.tick(3_600_000);
      tree.setAttention(true);
      tree.close(queue);
      clock.tick(3_600_000);
      tree.setAttention(false);
      await tree.open(queue);
      await browsing.until(() => job.facts.taskRunStatus !== 'RUNNING');
      assert.equal(browsing.counts().BatchGetJob, undefined);
    });

    it('is a session’s end that was asked for: first as its target, then as its status', async () => {
      const browsing = new Browsing(SMALL);
      const { tree, clock } = browsing;
      const job = await scaleJob(browsing, 0);
      const session = sessionsOf(await tree.open(job)).find(({ group }) => group === 'active') ?? assert.fail();
      await tree.endSession(session.key, signal);
      assert.deepEqual([session.group, session.facts.targetLifecycleStatus], ['active', 'ENDED']);
      tree.setAttention(true);
      while (session.group === 'active') {
        const changes = browsing.changes.length;
        const asked = browsing.farm.meter.calls.length;
        clock.tick(19_000);
        await browsing.until(() => browsing.changes.length > changes || browsing.farm.meter.calls.length > asked);
        await tree.open(undefined);
      }
      assert.equal(session.facts.lifecycleStatus, 'ENDED');
      const over = sessionsOf(await tree.open(await scaleJob(browsing, 1)))[0] ?? assert.fail();
      await assert.rejects(tree.endSession(over.key, signal), { name: 'UserError' });
      assert.equal(over.facts.targetLifecycleStatus, undefined);
      tree.dispose();
    });
  });
});
