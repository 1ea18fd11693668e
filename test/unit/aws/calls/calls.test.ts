import assert from 'node:assert/strict';

import { type createService } from '../../../../src/aws/index';
import { UserError } from '../../../../src/core/errors';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { FARM, JOB, QUEUE, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, refusal, signal } from '../../../support/aws/service';

describe('aws/calls', () => {
  const list = (service: ReturnType<typeof createService>, abort = signal) =>
    service.sessions(SAMPLE_CONNECTION, FARM, QUEUE, JOB, abort)[Symbol.asyncIterator]().next();
  const busyOnce = (clock: HurriedClock, retryAfter: string, atMs: number[]) => {
    const answer = failing(429, 'ThrottlingException', 'Rate exceeded', {}, { 'retry-after': retryAfter });
    return createHandFarm({
      ListSessions: () => {
        atMs.push(clock.Date.now());
        return atMs.length === 1 ? answer : { sessions: [] };
      },
    });
  };

  for (const retryAfter of ['7', 'Sun, 01 Mar 2026 10:00:07 GMT']) {
    it(`waits in full when told to with “${retryAfter}”, and at most a fifth longer`, async () => {
      const [clock, atMs] = [new HurriedClock(), new Array<number>()];
      const { service, calls } = createTestService(busyOnce(clock, retryAfter, atMs).handle, { clock });
      await hurry(clock, list(service));
      const [first = 0, second = 0] = atMs;
      assert.ok(second - first >= 7_000 && second - first <= 8_400, `${second - first} ms`);
      assert.deepEqual(
        calls.map(({ attempts, outcome }) => ({ attempts, outcome })),
        [{ attempts: 2, outcome: 'ok' }],
      );
    });
  }

  it('tells how long to stay away when that is longer than a call may take, and keeps everybody away', async () => {
    const [clock, atMs] = [new HurriedClock(), new Array<number>()];
    const { service } = createTestService(busyOnce(clock, '30', atMs).handle, { clock });
    const retryAfterMs = async (): Promise<number | undefined> => {
      const error: unknown = await hurry(clock, list(service)).catch((thrown: unknown) => thrown);
      return error instanceof UserError ? error.fault.retryAfterMs : assert.fail(String(error));
    };
    assert.equal(await retryAfterMs(), 30_000);
    clock.tick(5_000);
    assert.equal(await retryAfterMs(), 25_000);
    assert.equal(atMs.length, 1);
    clock.tick(25_000);
    await hurry(clock, list(service));
    assert.deepEqual(
      atMs.map((ms) => ms - (atMs[0] ?? 0)),
      [0, 30_000],
    );
  });

  it('waits for the rest of the time that another caller was told, when that is short enough', async () => {
    const [clock, atMs] = [new HurriedClock(), new Array<number>()];
    const { service } = createTestService(busyOnce(clock, '30', atMs).handle, { clock });
    await refusal(hurry(clock, list(service)));
    clock.tick(20_000);
    await hurry(clock, list(service));
    assert.equal((atMs[1] ?? 0) - (atMs[0] ?? 0), 30_000);
  });

  it('gives up on what never answers after 20 s', async () => {
    const clock = new HurriedClock();
    let hear: ((abort: AbortSignal | undefined) => void) | undefined;
    const asked = new Promise<AbortSignal | undefined>((resolve) => (hear = resolve));
    const { service, calls } = createTestService(
      (_, abort) => {
        hear?.(abort);
        return new Promise(() => undefined);
      },
      { clock },
    );
    const refused = refusal(list(service));
    const abort = await asked;
    clock.tick(19_999);
    assert.equal(abort?.aborted, false);
    clock.tick(1);
    assert.deepEqual(await refused, {
      kind: 'timeout',
      message: 'Deadline Cloud in us-west-2 did not answer within 20 s. Check the network, then try again.',
      remedies: ['retry', 'chooseConnection'],
    });
    assert.equal(abort.aborted, true);
    assert.equal(clock.timers, 0);
    assert.deepEqual(
      calls.map(({ durationMs, attempts, outcome, status }) => ({ durationMs, attempts, outcome, status })),
      [{ durationMs: 20_000, attempts: 1, outcome: 'timeout', status: undefined }],
    );
  });

  it('asks nothing when nobody waits any more', async () => {
    const farm = createHandFarm({});
    const { service } = createTestService(farm.handle);
    const reason = new DOMException('Enough', 'AbortError');
    await assert.rejects(list(service, AbortSignal.abort(reason)), (error) => error === reason);
    assert.deepEqual(farm.asked, []);
  });

  it('stops waiting for its turn to try again when aborted', async () => {
    const clock = new HurriedClock();
    const controller = new AbortController();
    const farm = busyOnce(clock, '10', []);
    const { service } = createTestService(farm.handle, { clock });
    const listing = list(service, controller.signal);
    while (!clock.isAwaited) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    controller.abort();
    await assert.rejects(listing, { name: 'AbortError' });
    assert.equal(clock.timers, 0);
    assert.equal(farm.asked.length, 1);
  });

  it('asks eight at a time', async () => {
    let [now, most] = [0, 0];
    const farm = createHandFarm({
      ListSessions: async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return { sessions: [] };
      },
    });
    const { service } = createTestService(farm.handle);
    await Promise.all(Array.from({ length: 50 }, () => list(service)));
    assert.deepEqual([most, farm.asked.length], [8, 50]);
  });

  it('leaves no listener on a signal that lives long, and makes nobody warn', async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', warn);
    try {
      const { service } = createTestService(createHandFarm({ ListSessions: { sessions: [] } }).handle);
      await Promise.all(Array.from({ length: 30 }, () => list(service)));
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(warnings, []);
    } finally {
      process.off('warning', warn);
    }
  });

  it('says of each call what it was, but nothing secret', async () => {
    const { service, calls } = createTestService(createHandFarm({ ListSessions: { sessions: [] } }).handle, {
      clock: new HurriedClock(),
    });
    await list(service);
    assert.deepEqual(calls, [
      {
        connection: SAMPLE_CONNECTION,
        operation: 'ListSessions',
        startedAtMs: Date.UTC(2026, 2, 1, 10),
        durationMs: 0,
        attempts: 1,
        outcome: 'ok',
        status: 200,
        requestId: 'request-1',
      },
    ]);
  });

  it('ends everything under way when disposed', async () => {
    const { service } = createTestService(() => {
      service.dispose();
      return new Promise(() => undefined);
    });
    await assert.rejects(list(service), { name: 'AbortError' });
    await assert.rejects(list(service), { name: 'AbortError' });
  });
});
