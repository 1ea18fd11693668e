import assert from 'node:assert/strict';

import type { Comparison } from '../../../../src/core/compare/comparison';
import { runOf } from '../../../../src/core/compare/pairOfSessions';
import { sessionOfAction, type SessionActionId } from '../../../../src/core/ids';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { failingAction } from '../../../../src/core/session/status';
import type { PlantedCause } from '../../../../src/sampleFarm/world/jobs/causes';
import { compareWithGood } from '../../../../src/watch/compare/readComparison';
import { createTestService, signal } from '../../../support/aws/service';
import { FarmCaller } from '../../../support/farm/farmCaller';

/** What a person must see of each of the farm's stories. */
const STORIES: Readonly<Record<string, string>> = {
  failedTask: 'MissingTexture',
  segmentationFault: 'signal 11',
  windowsCrash: 'exception code 0xc0000005',
  licenseServerDown: 'error checking out license',
  gpuMemory: 'Insufficient GPU memory',
  hostMemory: 'Killed',
  adaptorTexture: 'could not be opened',
  diskFull: 'No space left on device',
  missingModule: 'ModuleNotFoundError',
  timeLimit: 'TIMEOUT',
  scriptError: 'ZeroDivisionError',
  spotInterruption: 'SIGTERM',
  tenParameters: 'ZeroDivisionError',
  archivedFailure: 'No space left on device',
};

/** The same of planted failures, in sessions whose first task failed: what succeeded is in other sessions. */
const CAUSES: Readonly<Record<PlantedCause, string>> = {
  'missing-input': 'could not be opened: file not found',
  license: 'error checking out license',
  'gpu-memory': 'out of memory',
  'script-error': 'KeyError',
  crash: 'Segmentation fault',
  storage: 'Stale file handle',
};

const MOST_CALLS = 17;

describe('comparisons with a run that succeeded, of 20 planted pairs', () => {
  const caller = new FarmCaller();
  const { service } = createTestService(caller.farm.handle);
  const found: string[] = [];

  after(() => {
    service.dispose();
  });

  async function compare(
    key: SessionKey,
    actionId?: SessionActionId,
  ): Promise<{ comparison: Comparison; calls: number }> {
    const snapshot = await service.fetchSnapshot(key, signal);
    const action = snapshot.actions.ok
      ? (snapshot.actions.value.find(({ sessionActionId }) => sessionActionId === actionId) ?? failingAction(snapshot))
      : undefined;
    assert.ok(action);
    caller.farm.meter.reset();
    const reading = { source: service, signal, onProgress: () => undefined };
    const comparison = await compareWithGood(reading, { ...runOf(snapshot, action), action });
    return { comparison, calls: caller.farm.meter.calls.length };
  }

  function see(name: string, { differences }: Comparison, words: string): void {
    const first = differences?.lines.slice(0, 5).map(({ text }) => text) ?? [];
    const isSeen = first.some((text) => text.includes(words));
    if (isSeen) {
      found.push(name);
    } else {
      console.log(name, first);
    }
  }

  for (const [name, words] of Object.entries(STORIES)) {
    it(`${name}: reads whole actions of the same session`, async () => {
      const key = caller.farm.examples.find((example) => example.name === name)?.key ?? assert.fail(name);
      const { comparison, calls } = await compare(key);
      see(name, comparison, words);
      assert.equal(comparison.reference.key.sessionId, key.sessionId);
      assert.equal(comparison.calls, calls);
      assert.ok(calls <= MOST_CALLS, `${calls} calls`);
    });
  }

  const wreck = caller.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
  for (const [cause, words] of Object.entries(CAUSES)) {
    it(`${cause}: reads whole actions of other sessions`, async () => {
      const failure =
        wreck.failures().find((one) => one.cause === cause && one.sessionActionId.endsWith('-2')) ?? assert.fail(cause);
      const key = { ...wreck.key, sessionId: sessionOfAction(failure.sessionActionId) };
      const { comparison, calls } = await compare(key, failure.sessionActionId);
      see(cause, comparison, words);
      assert.notEqual(comparison.reference.key.sessionId, key.sessionId);
      assert.equal(comparison.reference.action?.status, 'SUCCEEDED');
      assert.equal(comparison.calls, calls);
      assert.ok(calls <= MOST_CALLS, `${calls} calls`);
    });
  }

  it('show the cause within the first five lines of at least 18', () => {
    assert.equal(Object.keys(STORIES).length + Object.keys(CAUSES).length, 20);
    assert.ok(found.length >= 18, found.join(', '));
  });
});
