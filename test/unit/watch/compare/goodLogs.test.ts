import assert from 'node:assert/strict';
import { isAloneInSession } from '../../../../src/core/compare/pairOfSessions';
import { sessionOfAction } from '../../../../src/core/ids';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import * as failureCauses from '../../../../src/failureCauses';
import { readGoodLogs } from '../../../../src/watch/compare/goodLogs';
import { readDiagnosis } from '../../../../src/watch/sessions/readDiagnosis';
import { createTestService, refusal, signal } from '../../../support/aws/service';
import { FarmCaller } from '../../../support/farm/farmCaller';

describe('checking a cause against runs of other sessions', () => {
  const caller = new FarmCaller();
  const { service } = createTestService(caller.farm.handle);
  const wreck = caller.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
  after(() => {
    service.dispose();
  });

  /** A session whose first task failed: nothing of its kind succeeded in it before, and often nothing after. */
  async function readAlone(): Promise<SessionSnapshot> {
    for (const { sessionActionId } of wreck.failures()) {
      const snapshot = await service.fetchSnapshot(
        { ...wreck.key, sessionId: sessionOfAction(sessionActionId) },
        signal,
      );
      if (isAloneInSession(snapshot)) {
        return snapshot;
      }
    }
    return assert.fail('No session has only failures.');
  }

  const toolsFor = (snapshot: SessionSnapshot): Parameters<typeof readDiagnosis>[0] => ({
    causes: failureCauses,
    source: service,
    snapshot,
    nowMs: Date.now(),
    studioRules: [],
    signal,
    onError: (error) => {
      throw error;
    },
  });

  it('says as evidence that those that succeeded do not have the line', async () => {
    const snapshot = await readAlone();
    const before = await readDiagnosis(toolsFor(snapshot));
    assert.ok(before);
    assert.ok(before.evidence.every(({ why }) => !why.includes('succeeded')));
    assert.equal(before.runsElsewhere, undefined);
    const goodLogs = await readGoodLogs({ source: service, signal }, snapshot);
    const after = await readDiagnosis(toolsFor(snapshot), goodLogs);
    assert.equal(after?.runsElsewhere, goodLogs.length);
    assert.equal(after.cause, before.cause);
    assert.ok(
      after.evidence.some(({ why }) =>
        /^not in (?:a task of another session|\d tasks of other sessions), which succeeded/.test(why),
      ),
      JSON.stringify(after.evidence),
    );
  });

  it('is not offered where something of the kind succeeded in the session', async () => {
    const { key } = caller.farm.examples.find(({ name }) => name === 'failedTask') ?? assert.fail();
    assert.equal(isAloneInSession(await service.fetchSnapshot(key, signal)), false);
  });

  it('says why it cannot be done where nothing of the kind succeeded yet', async () => {
    const { key } = caller.farm.examples.find(({ name }) => name === 'outOfMemory') ?? assert.fail();
    const snapshot = await service.fetchSnapshot(key, signal);
    const { message } = await refusal(readGoodLogs({ source: service, signal }, snapshot));
    assert.match(message, /^No task of this step has succeeded yet/);
  });
});
