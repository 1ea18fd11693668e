import assert from 'node:assert/strict';
import { createService } from '../../../src/aws';
import { systemClock } from '../../../src/core/async/clock';
import { findSession, findStep } from '../../../src/core/search/findSession';
import { SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';
import { createSampleFarm } from '../../../src/sampleFarm';

const ANYWHERE = {
  connection: SAMPLE_CONNECTION,
  farmId: undefined,
  queueId: undefined,
  jobId: undefined,
  preferred: { farmId: undefined, queueId: undefined },
};

describe('aws/find session on the sample farm', () => {
  const farm = createSampleFarm({ now: Date.now, startedAtMs: Date.now() });
  const service = createService({
    sampleFarm: () => farm.handle,
    clock: systemClock,
    endpoint: () => undefined,
    environment: {},
    homeDirectory: '/nowhere',
  });
  const { signal } = new AbortController();

  for (const { name, key } of farm.examples.filter(({ name }) => name !== 'forbidden')) {
    it(`finds ${name} from its id alone, in at most 24 calls`, async () => {
      const result = await findSession(service, key.sessionId, ANYWHERE, 24, () => undefined, signal);
      assert.deepEqual(result.found, key);
    });
  }

  for (const { name, key, stepId } of farm.planted) {
    it(`finds the step of ${name} from its ID alone, in at most 24 calls`, async () => {
      const { connection, ...job } = key;
      const result = await findStep(service, stepId, { ...ANYWHERE, connection }, 24, () => undefined, signal);
      assert.deepEqual(result.found, job);
    });
  }
});
