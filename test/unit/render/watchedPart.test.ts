import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../src/core/errors';
import type { FailingJob, WatchedQueue, WatchedWorker } from '../../../src/core/farm/watchedParts';
import type { WorkerSession } from '../../../src/core/session/session';
import { keyId } from '../../../src/core/session/sessionKey';
import { newsLine, newsSentence, newsTone, partNews } from '../../../src/render/watching/news';
import { partState, partTitle, partTone } from '../../../src/render/watching/watchedPart';
import { partRow, watchingRow } from '../../../src/render/watching/watchingRows';
import { watchStatus } from '../../../src/render/watching/watchStatus';
import { activeSession, JOB_KEY, KEY, NOW_MS, QUEUE_KEY, WORKER_KEY } from '../../support/sessions/sessions';
import { runs } from '../../support/thorough';

const GONE = new UserError({ kind: 'notFound', message: 'There is no such worker.' }).fault;
const facts = { nowMs: NOW_MS, here: KEY.connection, session: () => undefined };

const ran = (changes: Partial<WorkerSession> = {}): WorkerSession => ({
  sessionId: KEY.sessionId,
  queueId: KEY.queueId,
  jobId: KEY.jobId,
  startedAtMs: NOW_MS - 60_000,
  endedAtMs: undefined,
  lifecycleStatus: 'STARTED',
  targetLifecycleStatus: undefined,
  ...changes,
});
const worker = (changes: Partial<WatchedWorker> = {}): WatchedWorker => ({
  kind: 'worker',
  key: WORKER_KEY,
  beganMs: NOW_MS,
  lastMs: 0,
  status: 'IDLE',
  hostName: 'render-17',
  sessions: [],
  isOldEnd: false,
  fault: undefined,
  ...changes,
});
const failing = (name: string, isOld = false): FailingJob => ({
  jobId: isOld ? 'job-00000000000000000000000000000009' : JOB_KEY.jobId,
  name,
  lifecycleStatus: 'CREATE_COMPLETE',
  taskRunStatus: 'RUNNING',
  taskRunStatusCounts: { SUCCEEDED: 3, FAILED: 2, RUNNING: 1 },
  sinceMs: NOW_MS,
  isOld,
});
const queue = (changes: Partial<WatchedQueue> = {}): WatchedQueue => ({
  kind: 'queue',
  key: QUEUE_KEY,
  beganMs: NOW_MS,
  lastMs: 0,
  name: 'lighting',
  failing: [],
  fault: undefined,
  ...changes,
});

describe('a watched worker or queue in words', () => {
  it('says what it is called and how it is doing', () => {
    const all = [
      worker({ beganMs: undefined, hostName: undefined }),
      worker(),
      worker({ status: 'NOT_RESPONDING' }),
      worker({ sessions: [ran(), ran({ endedAtMs: NOW_MS, lifecycleStatus: 'ENDED' })] }),
      worker({ status: 'STOPPED' }),
      worker({ fault: GONE }),
      queue({ beganMs: undefined, name: undefined }),
      queue({ beganMs: undefined, fault: GONE }),
      queue({ fault: GONE }),
      queue(),
      queue({ failing: [failing('sh010'), failing('sh020', true)] }),
      queue({ failing: [failing('sh020', true)] }),
    ];
    assert.deepEqual(
      all.map((part) => [partTitle(part), partState(part), partTone(part)]),
      [
        ['worker-…3f4d5e6c', 'loading…', 'neutral'],
        ['render-17', 'idle', 'neutral'],
        ['render-17', 'not responding', 'blocked'],
        ['render-17', '1 active session', 'running'],
        ['render-17', 'stopped', 'neutral'],
        ['render-17', 'deleted', 'neutral'],
        ['queue-…5c3f7d21', 'loading…', 'neutral'],
        ['lighting', 'could not be read', 'blocked'],
        ['lighting', 'not found', 'blocked'],
        ['lighting', 'no failures', 'neutral'],
        ['lighting', '1 job with new failures · 1 with older ones', 'failed'],
        ['lighting', 'no new failures · 1 job with older ones', 'neutral'],
      ],
    );
  });

  it('has below it the sessions of the worker, by the names of their jobs once these are read', () => {
    const sessions = [ran(), ran({ sessionId: 'session-00000000000000000000000000000009', lifecycleStatus: 'ENDED' })];
    const row = partRow(worker({ sessions }), {
      ...facts,
      session: (key) => (keyId(key) === keyId(KEY) ? activeSession() : undefined),
    });
    assert.deepEqual(
      row.children.map(({ label, description, opens }) => [label, description?.split(' · ')[0], opens?.kind]),
      [
        ['sh020_lighting_v012', 'active', 'session'],
        ['session-…00000009', 'ended', 'session'],
      ],
    );
    assert.equal(row.context, 'watchedWorker watched');
    assert.equal(new Set([row.id, ...row.children.map(({ id }) => id)]).size, 3);
  });

  it('has below it the jobs of the queue in which tasks failed', () => {
    const row = partRow(queue({ failing: [failing('sh010'), failing('sh020', true)] }), facts);
    assert.deepEqual(
      row.children.map(({ label, description, opens }) => [label, description, opens?.kind]),
      [
        ['sh010', '2 failed · 3 of 6 tasks done · 1 running', 'job'],
        ['sh020', '2 failed · 3 of 6 tasks done · 1 running · failed before it was watched', 'job'],
      ],
    );
  });

  it('is counted above all that is watched, a queue without new failures by itself', () => {
    const texts = [
      [worker({ sessions: [ran()] }), queue()],
      [worker({ status: 'NOT_RESPONDING' }), queue({ failing: [failing('sh010')] }), queue(), queue()],
      [worker(), queue({ fault: GONE })],
      [worker({ status: 'STOPPED' })],
    ].map((parts) => watchingRow([], parts).description);
    assert.deepEqual(texts, ['1 active, 1 queue', '2 failed, 2 queues', '1 can’t be read, 1 idle', '1 ended']);
  });

  it('is in the status bar while it goes on', () => {
    const textOf = (...parts: readonly (WatchedWorker | WatchedQueue)[]): string | undefined =>
      watchStatus({ sessions: [], parts, fresh: [] })?.text;
    assert.deepEqual(
      [
        textOf(worker({ sessions: [ran()] })),
        textOf(worker({ status: 'STOPPED' })),
        textOf(queue()),
        textOf(worker(), queue()),
        textOf(queue({ fault: GONE })),
      ],
      ['render-17: 1 active session', undefined, 'lighting: no failures', '1 idle, 1 queue', 'lighting: not found'],
    );
  });

  it('is told of with its name, and many at once by their queues', () => {
    const about = { kind: 'job', key: JOB_KEY } as const;
    const failed = partNews({ kind: 'queueFailed', about }, queue({ failing: [failing('sh010')] }));
    const one = { id: '1', kind: 'queueFailed', about, atMs: NOW_MS, ...failed } as const;
    assert.equal(newsLine(one), 'sh010: 2 tasks failed in the queue lighting: 3 of 6 tasks done · 1 running.');
    assert.equal(newsSentence([one, { ...one, id: '2' }]), '2 jobs with failures: 2 × in lighting.');
    const stopped = partNews({ kind: 'workerEnded', about: { kind: 'worker', key: WORKER_KEY } }, worker());
    const deleted = partNews({ kind: 'workerEnded', about }, worker({ fault: GONE }));
    assert.deepEqual([stopped.text, deleted.group], ['The worker was stopped.', 'deleted']);
    assert.equal(newsTone({ kind: 'workerEnded' }), 'neutral');
    const refused = partNews({ kind: 'unreadable', about: { kind: 'queue', key: QUEUE_KEY } }, queue({ fault: GONE }));
    assert.deepEqual([refused.title, refused.text], ['lighting', GONE.message]);
  });

  it('shows no control characters of names, whatever these are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        for (const part of [worker({ hostName: name }), queue({ name, failing: [failing(name)] })]) {
          const { label, tooltip, children } = partRow(part, facts);
          for (const text of [label, ...tooltip, ...children.flatMap((child) => [child.label, ...child.tooltip])]) {
            assert.doesNotMatch(text, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          }
        }
      }),
      runs(200),
    );
  });
});
