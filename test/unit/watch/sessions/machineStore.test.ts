import assert from 'node:assert/strict';
import FakeTimers from '@sinonjs/fake-timers';
import type { LogEvent } from '../../../../src/core/service/ports';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import { MachineStore } from '../../../../src/watch/sessions/machineStore';
import { NOW_MS, STARTED_MS, activeSession, endedSession } from '../../../support/sessions/sessions';

const MINUTE = 60_000;

function snapshotOf(session: ReturnType<typeof activeSession>): SessionSnapshot {
  assert.ok(session.snapshot);
  return session.snapshot;
}

const line = (timestampMs: number): LogEvent => ({
  timestampMs,
  message: JSON.stringify({
    type: 'Metrics',
    subtype: 'System',
    'memory-total-bytes': '100',
    'memory-used-bytes': '50',
  }),
});

describe('measurements of a host', () => {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  function storeOf(events: readonly LogEvent[] | Error) {
    const clock = FakeTimers.createClock(NOW_MS);
    const asked: (readonly [string, number, number])[] = [];
    const errors: unknown[] = [];
    let told = 0;
    const store = new MachineStore({
      clock,
      onError: (error) => errors.push(error),
      service: () => ({
        between: ({ configuration }, fromMs, untilMs) => {
          asked.push([configuration.options.logStreamName ?? '', fromMs, untilMs]);
          return events instanceof Error ? Promise.reject(events) : Promise.resolve(events);
        },
      }),
    });
    store.onDidRead(() => (told += 1));
    return { store, clock, asked, errors, told: () => told };
  }

  it('are read once from the worker’s log, for the time of the session, and told', async () => {
    const { store, asked, told } = storeOf([line(STARTED_MS + 10)]);
    const snapshot = snapshotOf(endedSession());
    assert.equal(store.get(snapshot), undefined);
    await turn();
    assert.equal(store.get(snapshot)?.[0]?.memory, 0.5);
    assert.equal(told(), 1);
    const endMs = snapshot.session.endedAtMs ?? 0;
    assert.deepEqual(asked, [[snapshot.session.workerId, STARTED_MS - MINUTE, endMs + MINUTE]]);
    store.dispose();
  });

  it('of an active session are read again two minutes later, not sooner, and shown meanwhile', async () => {
    const { store, clock, asked } = storeOf([line(STARTED_MS + 10)]);
    const snapshot = snapshotOf(activeSession());
    store.get(snapshot);
    await turn();
    clock.tick(2 * MINUTE - 1);
    store.get(snapshot);
    assert.equal(asked.length, 1);
    clock.tick(1);
    assert.equal(store.get(snapshot)?.length, 1);
    assert.equal(asked.length, 2);
    store.dispose();
  });

  it('are nothing where the agent writes none, the worker keeps its log to itself, or it may not be read', async () => {
    const silent = storeOf([{ timestampMs: STARTED_MS, message: 'INFO idle' }]);
    silent.store.get(snapshotOf(endedSession()));
    await turn();
    assert.equal(silent.store.get(snapshotOf(endedSession())), undefined);
    assert.equal(silent.told(), 0);

    const closed = storeOf([line(STARTED_MS)]);
    closed.store.get(snapshotOf(endedSession({ session: { workerLog: undefined } })));
    await turn();
    assert.deepEqual([closed.asked.length, closed.told()], [0, 0]);

    const denied = storeOf(new Error('denied'));
    denied.store.get(snapshotOf(endedSession()));
    await turn();
    assert.deepEqual([denied.errors.length, denied.told()], [1, 0]);
  });
});
