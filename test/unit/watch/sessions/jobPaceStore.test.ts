import assert from 'node:assert/strict';
import FakeTimers from '@sinonjs/fake-timers';
import { type Listing, listing } from '../../../../src/core/farm/farm';
import type { JobRun } from '../../../../src/core/timeline/jobRun';
import { JobPaceStore, type JobPaceSource } from '../../../../src/watch/sessions/jobPaceStore';
import { actionOf, jobRun, sessionId, sessionOf, task } from '../../../support/sessions/jobRuns';
import { loaded, NOT_FOUND, NOW_MS } from '../../../support/sessions/sessions';
import { JOB_KEY } from '../../../support/sessions/triages';

const SESSIONS = [sessionOf(1, 1, 0, 100), sessionOf(2, 2, 0, 100)];
const ACTIONS = [actionOf(1, 0, task(1), 0, 30), actionOf(2, 0, task(2), 0, 60)];
/** The first of them as its page has it. */
const SNAPSHOT = { key: { ...JOB_KEY, sessionId: sessionId(1) }, actions: loaded(ACTIONS.slice(0, 1)) };

/** A job whose actions come on so many pages, of which the first holds all of them. */
function sourceOf(actionPages: number): { readonly source: JobPaceSource; readonly calls: string[] } {
  const calls: string[] = [];
  const pagesOf = <T>(name: string, items: readonly T[], pages: number): Listing<T> =>
    listing((token) => {
      calls.push(name);
      const page = Number(token ?? 1);
      return Promise.resolve({ items: page === 1 ? items : [], next: page < pages ? String(page + 1) : undefined });
    });
  return {
    calls,
    source: {
      sessions: () => pagesOf('sessions', SESSIONS, 1),
      sessionActions: () => pagesOf('actions', ACTIONS, actionPages),
    },
  };
}

describe('paces of jobs', () => {
  let store: JobPaceStore;
  let told: number;
  const { signal } = new AbortController();

  beforeEach(() => {
    store = new JobPaceStore(FakeTimers.createClock(NOW_MS));
    told = 0;
    store.onDidLearn(() => (told += 1));
  });

  it('are not known before somebody asks, and asking costs two calls', async () => {
    assert.equal(store.get(SNAPSHOT), undefined);
    const { source, calls } = sourceOf(1);
    await store.read(JOB_KEY, source, signal);
    assert.deepEqual(calls, ['sessions', 'actions']);
    assert.deepEqual([store.get(SNAPSHOT)?.medianTaskMs, store.get(SNAPSHOT)?.isWhole, told], [60_000, true, 1]);
  });

  it('of a large job are from its first pages, and say so', async () => {
    const { source, calls } = sourceOf(50);
    await store.read(JOB_KEY, source, signal);
    assert.equal(calls.length, 4);
    assert.deepEqual([store.get(SNAPSHOT)?.isWhole, store.get(SNAPSHOT)?.busyShare], [false, undefined]);
  });

  it('come without a call from a job that was read for its own page, once that is over', () => {
    const run: JobRun = jobRun({ sessions: SESSIONS, actions: ACTIONS });
    store.learn({ ...run, progress: { ...run.progress, state: 'reading' } });
    assert.equal(store.get(SNAPSHOT), undefined);
    store.learn(run);
    assert.equal(store.get(SNAPSHOT)?.isWhole, true);
  });

  it('of all of a job stay when a part of it is read', async () => {
    store.learn(jobRun({ sessions: SESSIONS, actions: ACTIONS }));
    await store.read(JOB_KEY, sourceOf(50).source, signal);
    assert.equal(store.get(SNAPSHOT)?.isWhole, true);
  });

  it('of a job whose list was refused are known in part only', () => {
    store.learn(jobRun({ sessions: SESSIONS, actions: ACTIONS, unread: [{ what: 'sessions', fault: NOT_FOUND }] }));
    assert.equal(store.get(SNAPSHOT)?.isWhole, false);
  });

  it('are the same object for the same actions, so that a page is not drawn again for nothing', () => {
    store.learn(jobRun({ sessions: SESSIONS, actions: ACTIONS }));
    assert.equal(store.get(SNAPSHOT), store.get(SNAPSHOT));
  });

  it('are kept of twenty jobs at most', () => {
    for (let job = 10; job < 31; job++) {
      store.learn(
        jobRun({
          key: { ...JOB_KEY, jobId: `job-${String(job).padStart(32, '0')}` },
          sessions: SESSIONS,
          actions: ACTIONS,
        }),
      );
    }
    const of = (job: number) =>
      store.get({ ...SNAPSHOT, key: { ...SNAPSHOT.key, jobId: `job-${String(job).padStart(32, '0')}` } });
    assert.deepEqual([of(10), of(11)?.sessions], [undefined, 1]);
  });
});
