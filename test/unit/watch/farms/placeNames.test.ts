import assert from 'node:assert/strict';

import { placeNames } from '../../../../src/watch/farms/placeNames';
import { endedSession, JOB_KEY } from '../../../support/sessions/sessions';

const NO_ROWS = { get: () => undefined };

describe('the names of a job’s farm and queue', () => {
  const session = endedSession();
  const { farm, queue } = session.snapshot ?? {};

  it('are unknown where no row and no session has them', () => {
    assert.deepEqual(placeNames(NO_ROWS, JOB_KEY), {});
  });

  it('are those that a session of the same queue was read with', () => {
    assert.ok(farm?.ok && queue?.ok);
    const names = { farm: farm.value.displayName, queue: queue.value.displayName };
    assert.deepEqual(placeNames(NO_ROWS, session.key, [session]), names);
  });

  it('are never those of another queue, farm or connection', () => {
    const otherQueue = { ...session.key, queueId: 'queue-00000000000000000000000000000001' } as const;
    assert.ok(farm?.ok);
    assert.deepEqual(placeNames(NO_ROWS, otherQueue, [session]), { farm: farm.value.displayName });
    const otherConnection = {
      ...session.key,
      connection: { source: 'aws', region: 'eu-west-1', profile: 'other' },
    } as const;
    assert.deepEqual(placeNames(NO_ROWS, otherConnection, [session]), {});
  });
});
