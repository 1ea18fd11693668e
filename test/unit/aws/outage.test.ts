import assert from 'node:assert/strict';
import * as failureCauses from '../../../src/failureCauses';

import { UserError } from '../../../src/core/errors';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import type { HttpHandler } from '../../../src/core/service/http';
import { SessionStore } from '../../../src/watch/sessions/sessionStore';
import { SimulatedClock } from '../../support/simulatedClock';

import { type Answer, KEY, SESSION, VALID, createHandFarm, failing } from '../../support/aws/handFarm';
import { createTestService } from '../../support/aws/service';

const HOUR_MS = 3_600_000;

/** Three active sessions, watched through the real service for an hour after the service went away. */
async function watchOutage(outage: Answer | 'refused') {
  const clock = new SimulatedClock();
  let isOut = false;
  const answer =
    (good: Answer): Answer =>
    () =>
      isOut && outage !== 'refused' ? outage : good;
  const farm = createHandFarm({
    ...Object.fromEntries(Object.entries(VALID).map(([name, good]) => [name, answer(good)])),
    BatchGetSession: answer({ sessions: [], errors: [] }),
    GetSession: ({ request }) => {
      const sessionId = /session-[0-9a-f]{32}/.exec(request.path)?.[0] ?? SESSION;
      return answer({ ...VALID.GetSession, sessionId });
    },
    GetLogEvents: { events: [], nextForwardToken: 'f', nextBackwardToken: 'b' },
  });
  const handle: HttpHandler = (request, signal) => {
    if (isOut && outage === 'refused') {
      return Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    }
    return farm.handle(request, signal);
  };
  const { service } = createTestService(handle, { clock });
  const roundsAtMs: number[] = [];
  const errors: unknown[] = [];
  const counted = Object.assign(Object.create(service) as typeof service, {
    fetchSessions: (...args: Parameters<typeof service.fetchSessions>) => {
      roundsAtMs.push(clock.Date.now());
      return service.fetchSessions(...args);
    },
    fetchActions: (...args: Parameters<typeof service.fetchActions>) => {
      roundsAtMs.push(clock.Date.now());
      return service.fetchActions(...args);
    },
  });
  const store = new SessionStore({
    causes: () => failureCauses,
    service: () => counted,
    clock,
    random: () => 0.5,
    onError: (error) => errors.push(error),
  });
  const keys = ['1', '2', '3'].map((digit): SessionKey => ({ ...KEY, sessionId: `session-${digit.repeat(32)}` }));
  store.setAttention(true);
  const handles = keys.map((key) => store.watch(key));
  for (let turn = 0; turn < 1_000 && !handles.every(({ session }) => session.snapshot); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(handles.every(({ session }) => session.snapshot && !session.fault));
  isOut = true;
  roundsAtMs.length = 0;
  errors.length = 0;
  const endsMs = clock.Date.now() + HOUR_MS;
  while (clock.Date.now() < endsMs) {
    await clock.pass(5_000);
    for (let turn = 0; turn < 12; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const faults = handles.map(({ session }) => session.fault?.kind);
  store.dispose();
  service.dispose();
  return { rounds: roundsAtMs.length, errors, faults };
}

describe('watching through the real service in an outage of an hour', () => {
  for (const [name, outage, kind] of [
    ['500', failing(500, 'InternalServerErrorException', 'Oops'), 'serviceFault'],
    ['503', failing(503, 'ServiceUnavailable', 'Down'), 'serviceFault'],
    ['429', failing(429, 'ThrottlingException', 'Rate exceeded'), 'throttled'],
    ['refused connections', 'refused', 'network'],
    [
      '429 with a Retry-After of five minutes',
      failing(429, 'ThrottlingException', 'Rate exceeded', {}, { 'retry-after': '300' }),
      'throttled',
    ],
  ] as const) {
    it(`costs at most 20 rounds, and shows why: ${name}`, async () => {
      const { rounds, errors, faults } = await watchOutage(outage);
      assert.ok(rounds >= 5 && rounds <= 20, `${rounds} rounds`);
      assert.deepEqual(faults, [kind, kind, kind]);
      assert.ok(errors.length <= rounds, `${errors.length} errors reported in ${rounds} rounds`);
      assert.ok(errors.length > 0 && errors.every((error) => error instanceof UserError));
    }).timeout(30_000);
  }
});
