import assert from 'node:assert/strict';

import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { type Answer, FARM, JOB, KEY, QUEUE, Response, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, signal } from '../../../support/aws/service';

describe('aws in a storm of ten minutes', () => {
  const ROUND_MS = 15_000;
  const ROUNDS = 40;

  /** Asks twice a round, as a poller does, and counts the requests. */
  const requestsIn = async (answers: Readonly<Record<string, Answer>>): Promise<number> => {
    const clock = new HurriedClock();
    const farm = createHandFarm(answers);
    const { service } = createTestService(farm.handle, { clock });
    for (let round = 1; round <= ROUNDS; round++) {
      const endsMs = clock.Date.now() + ROUND_MS;
      const work = Promise.allSettled([
        service.fetchSessions([KEY], signal),
        service.sessions(SAMPLE_CONNECTION, FARM, QUEUE, JOB, signal).page(),
      ]);
      await hurry(clock, work);
      clock.tick(Math.max(0, endsMs - clock.Date.now()));
    }
    service.dispose();
    return farm.asked.length;
  };

  const { farmId, queueId, jobId, sessionId } = KEY;
  const busyItem = { farmId, queueId, jobId, sessionId, code: 'ThrottlingException', message: 'Rate exceeded' };
  const STORMS: readonly (readonly [name: string, answer: Answer])[] = [
    ['429', failing(429, 'ThrottlingException', 'Rate exceeded')],
    [
      '429 with a Retry-After of a second',
      failing(429, 'ThrottlingException', 'Rate exceeded', {}, { 'retry-after': '1' }),
    ],
    [
      '429 with a Retry-After of a minute',
      failing(429, 'ThrottlingException', 'Rate exceeded', {}, { 'retry-after': '60' }),
    ],
    ['503', new Response(503, '<html>Service Unavailable</html>')],
    ['500', failing(500, 'InternalServerErrorException', 'Oops')],
    ['throttled items', { sessions: [], errors: [busyItem] }],
  ];
  for (const [name, answer] of STORMS) {
    it(`asks at most a tenth more than when it is quiet: ${name}`, async () => {
      const quiet = ROUNDS * 2;
      const requests = await requestsIn({ BatchGetSession: answer, ListSessions: answer });
      assert.ok(requests <= quiet * 1.1, `${requests} requests, ${quiet} when quiet`);
    });
  }

  it('is over for people with the first answer that is good', async () => {
    const clock = new HurriedClock();
    let isStorm = true;
    const farm = createHandFarm({
      ListSessions: () => (isStorm ? new Response(503, '') : { sessions: [] }),
    });
    const { service } = createTestService(farm.handle, { clock });
    const list = () => hurry(clock, service.sessions(SAMPLE_CONNECTION, FARM, QUEUE, JOB, signal).page());
    for (let round = 0; round < 10; round++) {
      await assert.rejects(list());
    }
    assert.equal(farm.asked.length, 13);
    isStorm = false;
    assert.deepEqual((await list()).items, []);
    for (let good = 0; good < 19; good++) {
      await list();
    }
    const before = farm.asked.length;
    isStorm = true;
    await assert.rejects(list());
    assert.equal(farm.asked.length - before, 2);
  });
});
