import assert from 'node:assert/strict';
import { createService } from '../../../src/aws';
import { systemClock } from '../../../src/core/clock';
import { findSession } from '../../../src/core/findSession';
import { SAMPLE_PLACE } from '../../../src/core/sessionKey';
import { createSampleFarm } from '../../../src/sampleFarm';

const ANYWHERE = {
  place: SAMPLE_PLACE,
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
    it(`finds ${name} from its id alone, in fewer than twenty calls`, async () => {
      const result = await findSession(service, key.sessionId, ANYWHERE, 20, () => undefined, signal);
      assert.deepEqual(result.found, key);
    });
  }
});
