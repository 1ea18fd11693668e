import assert from 'node:assert/strict';

import type { SessionKey } from '../../../../src/core/session/sessionKey';
import type { TaskTries } from '../../../../src/core/triage/taskTries';
import { sessionOfAction } from '../../../../src/core/ids';
import { failedRun, readTries } from '../../../../src/watch/sessions/readTries';
import { TriesStore } from '../../../../src/watch/sessions/triesStore';
import { Browsing } from '../../../support/windows/browsing';

const { signal } = new AbortController();

const keyOf = (browsing: Browsing, example: string): SessionKey =>
  browsing.farm.examples.find(({ name }) => name === example)?.key ?? assert.fail(example);

/** What is read of the failed task of a session, after which calls. */
async function triesOf(
  browsing: Browsing,
  key: SessionKey,
): Promise<TaskTries & { readonly calls: readonly string[] }> {
  const snapshot = await browsing.service.fetchSnapshot(key, signal);
  const run = failedRun(snapshot) ?? assert.fail('No task failed.');
  browsing.asked();
  const tries = (await readTries(browsing.service, snapshot, run, signal)) ?? assert.fail('The task was not found.');
  return { ...tries, calls: browsing.asked() };
}

const wreckOf = (browsing: Browsing) =>
  browsing.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();

/** A session in which a task of a planted job failed on its bad host. */
function badKey(browsing: Browsing): SessionKey {
  const wreck = wreckOf(browsing);
  const failure = wreck.failures().find(({ workerId }) => workerId === wreck.badHost.workerId) ?? assert.fail();
  return { ...wreck.key, sessionId: sessionOfAction(failure.sessionActionId) };
}

describe('the tries of a failed task', () => {
  it('are read in three calls: where they ran and how each ended', async () => {
    const browsing = new Browsing();
    const read = await triesOf(browsing, keyOf(browsing, 'adaptorTexture'));
    const { tries, isWhole, unread, calls } = read;
    assert.deepEqual([tries.length, isWhole, read.speaksFor, unread], [3, true, 'manyHosts', []]);
    assert.ok(tries.every(({ host, action }) => host?.hostName && action.processExitCode === 1));
    const starts = tries.map(({ action }) => action.startedAtMs ?? 0);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
    assert.deepEqual([...calls].sort(), ['BatchGetSession', 'BatchGetSessionAction', 'ListSessionActions']);
  });

  it('of a task that was tried once leave two calls for what else its host ran', async () => {
    const browsing = new Browsing();
    const { tries, otherTasks, speaksFor, calls } = await triesOf(browsing, badKey(browsing));
    assert.equal(tries.length, 1);
    assert.ok(otherTasks && otherTasks.failedHere > 3);
    assert.equal(speaksFor, 'oneHost');
    assert.deepEqual([...calls].sort(), ['BatchGetSessionAction', 'ListSessionActions', 'ListSessionsForWorker']);
  });

  it('on a healthy host of the same job blame no machine', async () => {
    const browsing = new Browsing();
    const wreck = wreckOf(browsing);
    const healthy = wreck.failures().filter(({ workerId }) => workerId !== wreck.badHost.workerId);
    for (const { sessionActionId } of [healthy[0], healthy[100], healthy[300], healthy[500]].flatMap(
      (one) => one ?? [],
    )) {
      const { speaksFor } = await triesOf(browsing, { ...wreck.key, sessionId: sessionOfAction(sessionActionId) });
      assert.equal(speaksFor, 'tooLittle');
    }
  });

  it('that may not be listed leave the one that is known, and a reason that names the permission', async () => {
    const browsing = new Browsing();
    const snapshot = await browsing.service.fetchSnapshot(keyOf(browsing, 'failedTask'), signal);
    browsing.farm.inject({ operation: 'ListSessionActions', kind: 'accessDenied' });
    const run = failedRun(snapshot) ?? assert.fail();
    const tries = (await readTries(browsing.service, snapshot, run, signal)) ?? assert.fail();
    assert.deepEqual([tries.tries.length, tries.isWhole, tries.otherTasks], [1, false, undefined]);
    assert.match(tries.unread[0]?.message ?? '', /deadline:ListSessionActions /);
  });

  it('are there without what else may not be read', async () => {
    const browsing = new Browsing();
    const key = badKey(browsing);
    browsing.farm.inject({ operation: 'ListSessionsForWorker', kind: 'accessDenied' });
    const { tries, speaksFor, unread } = await triesOf(browsing, key);
    assert.deepEqual([tries.length, speaksFor], [1, 'tooLittle']);
    assert.match(unread[0]?.message ?? '', /deadline:ListSessionsForWorker /);
  });

  it('of a chunk that does not name its task are found by its frames, with a call more', async () => {
    const browsing = new Browsing();
    const { task, tries, calls } = await triesOf(browsing, keyOf(browsing, 'chunks'));
    assert.match(task.taskId, /^task-/);
    assert.match(Object.values(task.parameters)[0] ?? '', /^\d+-\d+$/);
    assert.ok(tries.some(({ action }) => action.status === 'FAILED'));
    assert.equal(calls[0], 'ListTasks');
    assert.ok(calls.length <= 5, calls.join());
  });

  it('are none of a session in which no task failed', async () => {
    const browsing = new Browsing();
    for (const example of ['tenThousandTasks', 'failedEnvironment']) {
      assert.equal(
        failedRun(await browsing.service.fetchSnapshot(keyOf(browsing, example), signal)),
        undefined,
        example,
      );
    }
  });

  describe('while somebody looks', () => {
    function storeOf(browsing: Browsing) {
      const errors: unknown[] = [];
      const store = new TriesStore({
        service: () => browsing.service,
        clock: browsing.clock,
        onError: (error) => errors.push(error),
      });
      const read = (): Promise<SessionKey> =>
        new Promise((resolve) => {
          const listener = store.onDidRead((key) => {
            listener.dispose();
            resolve(key);
          });
        });
      return { store, read, errors };
    }

    it('are read once, and told', async () => {
      const browsing = new Browsing();
      const { store, read } = storeOf(browsing);
      const snapshot = await browsing.service.fetchSnapshot(keyOf(browsing, 'failedTask'), signal);
      const told = read();
      assert.equal(store.get(snapshot), undefined);
      assert.equal(store.get(snapshot), undefined);
      assert.deepEqual(await told, snapshot.key);
      browsing.asked();
      assert.equal(store.get(snapshot)?.tries.length, 2);
      store.close(snapshot.key);
      store.open(snapshot.key);
      assert.equal(store.get(snapshot)?.tries.length, 2);
      assert.deepEqual(browsing.asked(), []);
      store.dispose();
    });

    it('are read again a minute later or when a person asks, and shown meanwhile', async () => {
      const browsing = new Browsing();
      const { store, read } = storeOf(browsing);
      const snapshot = await browsing.service.fetchSnapshot(keyOf(browsing, 'failedTask'), signal);
      const first = read();
      store.get(snapshot);
      await first;
      for (const look of [
        () => {
          store.refresh(snapshot.key);
        },
        () => {
          store.close(snapshot.key);
          browsing.clock.tick(60_000);
          store.open(snapshot.key);
        },
      ]) {
        look();
        browsing.asked();
        const again = read();
        assert.equal(store.get(snapshot)?.tries.length, 2);
        await again;
        assert.ok(browsing.asked().includes('ListSessionActions'));
      }
      store.dispose();
    });

    it('are not read on once nobody looks', async () => {
      const browsing = new Browsing();
      const { store, read, errors } = storeOf(browsing);
      const snapshot = await browsing.service.fetchSnapshot(keyOf(browsing, 'failedTask'), signal);
      const fault = browsing.farm.inject({ operation: 'ListSessionActions', kind: 'hang' });
      store.get(snapshot);
      store.close(snapshot.key);
      fault.dispose();
      const told = read();
      assert.equal(store.get(snapshot), undefined);
      await told;
      assert.deepEqual(errors, []);
      store.dispose();
    });
  });
});
