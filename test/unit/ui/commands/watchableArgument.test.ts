import assert from 'node:assert/strict';
import { pathOfWatched, watchableArgument, watchableArguments } from '../../../../src/ui/commands/watchableArgument';
import { JOB_KEY, KEY, QUEUE_KEY, WORKER_KEY } from '../../../support/sessions/sessions';

describe('what can be watched, out of the arguments of commands', () => {
  it('is the thing that a key names: the longest that it is', () => {
    assert.deepEqual(
      [KEY, JOB_KEY, WORKER_KEY, QUEUE_KEY].map((key) => watchableArgument(key)),
      [
        { kind: 'session', key: KEY },
        { kind: 'job', key: JOB_KEY },
        { kind: 'worker', key: WORKER_KEY },
        { kind: 'queue', key: QUEUE_KEY },
      ],
    );
  });

  it('is what rows of the Farms view are', () => {
    const { connection, farmId, fleetId, workerId } = WORKER_KEY;
    const { queueId } = QUEUE_KEY;
    const rows = [
      { id: '1', kind: 'worker', connection, farmId, fleetId, facts: { workerId, host: { hostName: 'render-17' } } },
      { id: '2', kind: 'queue', connection, farmId, facts: { queueId, displayName: 'lighting' } },
      { id: '3', kind: 'job', connection, path: { farmId, queueId, jobId: JOB_KEY.jobId }, facts: { name: 'sh010' } },
      { id: '4', kind: 'fleet', connection, farmId, facts: { fleetId } },
    ];
    assert.deepEqual(watchableArguments(rows[0], rows), [
      { kind: 'worker', key: WORKER_KEY, name: 'render-17' },
      { kind: 'queue', key: QUEUE_KEY, name: 'lighting' },
      { kind: 'job', key: JOB_KEY, name: 'sh010' },
    ]);
  });

  it('is what rows of the Sessions view are: a session or a job below a watched thing is itself', () => {
    const watchedQueue = { kind: 'queue', key: QUEUE_KEY } as const;
    const watchedWorker = { kind: 'worker', key: WORKER_KEY } as const;
    assert.deepEqual(
      [
        { id: '1', watched: watchedQueue },
        { id: '2', watched: watchedQueue, job: JOB_KEY },
        { id: '3', watched: watchedWorker },
        { id: '4', watched: watchedWorker, key: KEY },
      ].map((row) => watchableArgument(row)?.kind),
      ['queue', 'job', 'worker', 'session'],
    );
  });

  it('is nothing of other data', () => {
    for (const odd of [
      undefined,
      null,
      7,
      'x',
      {},
      { watched: { kind: 'farm' } },
      { ...QUEUE_KEY, queueId: 'queue-1' },
    ]) {
      assert.equal(watchableArgument(odd), undefined);
    }
  });

  it('leads to a worker and a queue in the Farms view', () => {
    const app = { watchedParts: { get: () => undefined } };
    const { connection, farmId, fleetId, workerId } = WORKER_KEY;
    const path = pathOfWatched(app, { kind: 'worker', key: WORKER_KEY });
    assert.deepEqual([path?.farm, path?.fleet, path?.worker?.workerId], [farmId, fleetId, workerId]);
    assert.deepEqual(pathOfWatched(app, { kind: 'queue', key: QUEUE_KEY }), {
      connection,
      farm: farmId,
      queue: QUEUE_KEY.queueId,
    });
    assert.equal(pathOfWatched(app, { kind: 'job', key: JOB_KEY }), undefined);
  });
});
