import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import type { FoundJob, Listing } from '../../../../src/core/farm/farm';
import { findSession, findSessionOfWorker, type SearchScope } from '../../../../src/core/search/findSession';
import type { FarmId, JobId, QueueId, SessionId } from '../../../../src/core/ids';
import type { FarmDirectory, SessionSource } from '../../../../src/core/service/ports';
import type { Farm, Queue, WorkerSession } from '../../../../src/core/session/session';
import { type Connection, SAMPLE_CONNECTION, type SessionKey } from '../../../../src/core/session/sessionKey';

const hex = (number: number): string => number.toString(16).padStart(32, '0');
const farmId = (number: number): FarmId => `farm-${hex(number)}`;
const queueId = (number: number): QueueId => `queue-${hex(number)}`;
const jobId = (number: number): JobId => `job-${hex(number)}`;
const SESSION: SessionId = `session-${hex(7)}`;
const { signal } = new AbortController();

interface World {
  /** Farm → queues → how many jobs; jobs are numbered from the newest. */
  readonly farms: Readonly<Record<number, Readonly<Record<number, number>>>>;
  readonly at?: { readonly farm: number; readonly queue: number; readonly job: number };
  readonly deniedQueue?: number;
  readonly deniedFarms?: boolean;
}

/** A farm in memory, and the calls that were made to it. */
function service({ farms, at, deniedQueue, deniedFarms }: World): SessionSource & FarmDirectory & { calls: string[] } {
  const calls: string[] = [];
  const denied = (what: string): UserError => new UserError({ kind: 'accessDenied', message: `${what} denied` });
  const unused = (): never => {
    throw new Error('not asked for');
  };
  return {
    calls,
    farms: looped(async function* () {
      calls.push('farms');
      if (deniedFarms) {
        throw denied('farms');
      }
      yield await Promise.resolve(
        Object.keys(farms).map((farm): Farm => ({ farmId: farmId(Number(farm)), displayName: farm })),
      );
    }),
    queues: looped(async function* (_connection: Connection, farm: FarmId) {
      calls.push('queues');
      const queues = farms[parseInt(farm.slice(5), 16)] ?? {};
      yield await Promise.resolve(
        Object.keys(queues).map((queue): Queue => ({
          queueId: queueId(Number(queue)),
          displayName: queue,
          status: 'IDLE',
          blockedReason: undefined,
          roleArn: undefined,
        })),
      );
    }),
    jobs: looped(async function* (_connection: Connection, farm: FarmId, [queue = '']: readonly string[]) {
      const queueNumber = parseInt(queue.slice(6), 16);
      const total = farms[parseInt(farm.slice(5), 16)]?.[queueNumber] ?? 0;
      for (let from = 0; from < total; from += 100) {
        calls.push(`jobs ${queueNumber}`);
        if (queueNumber === deniedQueue) {
          throw denied('queue');
        }
        yield await Promise.resolve(
          Array.from(
            { length: Math.min(100, total - from) },
            (_, index) => ({ jobId: jobId(from + index) }) as FoundJob,
          ),
        );
      }
    }),
    fetchSessions(keys) {
      calls.push(`sessions ${keys.length}`);
      const found = (key: SessionKey): boolean =>
        at !== undefined &&
        key.farmId === farmId(at.farm) &&
        key.queueId === queueId(at.queue) &&
        key.jobId === jobId(at.job);
      return Promise.resolve(
        keys.map((key) => (found(key) ? { ok: true, value: {} as never } : { ok: false, fault: denied('x').fault })),
      );
    },
    fetchJobs: unused,
    steps: unused,
    sessions: unused,
    failedSessions: unused,
    fleets: unused,
    workers: unused,
    sessionsOfWorker: unused,
    fetchSnapshot: unused,
    fetchActions: unused,
  };
}

/** A list that is only looped over. */
function looped<A extends unknown[], T>(
  pages: (...args: A) => AsyncIterable<readonly T[]>,
): (...args: A) => Listing<T> {
  return (...args) => ({
    page: () => assert.fail('one page was asked for'),
    [Symbol.asyncIterator]: () => pages(...args)[Symbol.asyncIterator](),
  });
}

const ANYWHERE: SearchScope = {
  connection: SAMPLE_CONNECTION,
  farmId: undefined,
  queueId: undefined,
  jobId: undefined,
  preferred: { farmId: undefined, queueId: undefined },
};
const FARMS = { 1: { 11: 250, 12: 40 }, 2: { 21: 10 } };

describe('find session', () => {
  const check = (
    fact: string,
    world: World,
    scope: Partial<SearchScope>,
    expected: string | undefined,
    calls: readonly string[],
  ): void => {
    it(fact, async () => {
      const farm = service(world);
      const result = await findSession(farm, SESSION, { ...ANYWHERE, ...scope }, 100, () => undefined, signal);
      assert.equal(result.found && `${result.found.farmId}/${result.found.queueId}/${result.found.jobId}`, expected);
      assert.deepEqual(farm.calls, calls);
      assert.equal(result.progress.calls, farm.calls.length);
    });
  };

  check(
    'asks two calls for a recent session of the preferred queue',
    { farms: FARMS, at: { farm: 1, queue: 12, job: 3 } },
    { preferred: { farmId: farmId(1), queueId: queueId(12) } },
    `${farmId(1)}/${queueId(12)}/${jobId(3)}`,
    ['jobs 12', 'sessions 40'],
  );
  check(
    'looks into every queue of every farm where nothing is preferred',
    { farms: FARMS, at: { farm: 2, queue: 21, job: 9 } },
    {},
    `${farmId(2)}/${queueId(21)}/${jobId(9)}`,
    ['farms', 'queues', 'jobs 11', 'sessions 100', 'queues', 'jobs 12', 'jobs 21', 'sessions 40', 'sessions 10'],
  );
  check(
    'goes back in time only after it has seen the newest jobs of all queues',
    { farms: { 1: { 11: 250, 12: 40 } }, at: { farm: 1, queue: 11, job: 249 } },
    { farmId: farmId(1) },
    `${farmId(1)}/${queueId(11)}/${jobId(249)}`,
    [
      'queues',
      'jobs 11',
      'sessions 100',
      'jobs 12',
      'sessions 40',
      'jobs 11',
      'sessions 100',
      'jobs 11',
      'sessions 50',
    ],
  );
  check(
    'passes over a queue that may not be read',
    { farms: FARMS, at: { farm: 1, queue: 12, job: 0 }, deniedQueue: 11 },
    { farmId: farmId(1) },
    `${farmId(1)}/${queueId(12)}/${jobId(0)}`,
    ['queues', 'jobs 11', 'jobs 12', 'sessions 40'],
  );

  it('says that everything was searched', async () => {
    const result = await findSession(
      service({ farms: { 1: { 11: 5 } } }),
      SESSION,
      ANYWHERE,
      100,
      () => undefined,
      signal,
    );
    assert.deepEqual(result, { found: undefined, complete: true, progress: { calls: 4, jobs: 5, queues: 1 } });
  });

  it('says when it gave up', async () => {
    const farm = service({ farms: { 1: { 11: 5000 } } });
    const result = await findSession(farm, SESSION, ANYWHERE, 12, () => undefined, signal);
    assert.deepEqual(result, { found: undefined, complete: false, progress: { calls: 12, jobs: 500, queues: 1 } });
  });

  it('keeps to its bound among very many queues', async () => {
    const queues = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [index + 1, 100]));
    const farm = service({ farms: { 1: queues } });
    const result = await findSession(farm, SESSION, ANYWHERE, 20, () => undefined, signal);
    assert.equal(result.found, undefined);
    assert.ok(farm.calls.length <= 20, `${farm.calls.length} calls`);
    assert.ok(farm.calls.length >= 18, `${farm.calls.length} calls`);
  });

  it('looks for the queue of a job that is known', async () => {
    const farm = service({ farms: FARMS, at: { farm: 2, queue: 21, job: 4 } });
    const result = await findSession(farm, SESSION, { ...ANYWHERE, jobId: jobId(4) }, 100, () => undefined, signal);
    assert.equal(result.found?.queueId, queueId(21));
    assert.deepEqual(
      farm.calls.filter((call) => call.startsWith('jobs')),
      [],
    );
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    await findSession(service({ farms: FARMS }), SESSION, ANYWHERE, 100, ({ jobs }) => seen.push(jobs), signal);
    assert.equal(seen.at(-1), 300);
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
  });

  it('fails where nothing may be listed', async () => {
    await assert.rejects(
      findSession(service({ farms: FARMS, deniedFarms: true }), SESSION, ANYWHERE, 100, () => undefined, signal),
      /farms denied/,
    );
    await assert.rejects(
      findSession(
        service({ farms: { 1: { 11: 5 } }, deniedQueue: 11 }),
        SESSION,
        ANYWHERE,
        100,
        () => undefined,
        signal,
      ),
      /queue denied/,
    );
  });

  it('stops at once when nobody wants the answer', async () => {
    const controller = new AbortController();
    const farm = service({ farms: FARMS });
    const stop = (): void => {
      controller.abort();
    };
    await assert.rejects(findSession(farm, SESSION, ANYWHERE, 100, stop, controller.signal), { name: 'AbortError' });
    assert.ok(farm.calls.length <= 2);
  });

  it('leads from a worker to the job of one of its sessions', async () => {
    const pages = [
      [{ sessionId: `session-${hex(1)}`, queueId: queueId(11), jobId: jobId(1) } as WorkerSession],
      [{ sessionId: SESSION, queueId: queueId(12), jobId: jobId(2) } as WorkerSession],
    ];
    let asked = 0;
    const farm: FarmDirectory = {
      ...service({ farms: FARMS }),
      sessionsOfWorker: looped(async function* () {
        for (const page of pages) {
          asked += 1;
          yield await Promise.resolve(page);
        }
      }),
    };
    const worker = {
      connection: SAMPLE_CONNECTION,
      farmId: farmId(1),
      fleetId: `fleet-${hex(1)}`,
      workerId: `worker-${hex(1)}`,
    } as const;
    const found = await findSessionOfWorker(farm, SESSION, worker, 5, signal);
    assert.deepEqual([found?.queueId, found?.jobId, asked], [queueId(12), jobId(2), 2]);
    asked = 0;
    assert.equal(await findSessionOfWorker(farm, SESSION, worker, 1, signal), undefined);
    assert.equal(asked, 1);
  });
});
