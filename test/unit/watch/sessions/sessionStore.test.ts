import assert from 'node:assert/strict';
import * as failureCauses from '../../../../src/failureCauses';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';
import { UserError } from '../../../../src/core/errors';
import { actionOfSession, type SessionId } from '../../../../src/core/ids';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { SessionStore } from '../../../../src/watch/sessions/sessionStore';
import { MemoryService } from '../../../support/farm/memoryService';
import { activeSession, endedSession, failedSession, KEY, NOW_MS } from '../../../support/sessions/sessions';
import { upTo } from '../../../support/thorough';

interface Watching {
  readonly clock: FakeClock;
  readonly service: MemoryService;
  readonly store: SessionStore;
  readonly errors: unknown[];
}

function start(snapshots: SessionSnapshot | readonly SessionSnapshot[] = [], random = 0): Watching {
  const clock = createClock(NOW_MS);
  const service = new MemoryService();
  for (const snapshot of [snapshots].flat()) {
    service.put(snapshot);
  }
  const errors: unknown[] = [];
  const store = new SessionStore({
    causes: () => failureCauses,
    service: () => service,
    clock,
    random: () => random,
    onError: (error) => errors.push(error),
  });
  return { clock, service, store, errors };
}

/** The n-th of many sessions, each with a key of its own. */
function numbered(index: number): SessionSnapshot {
  const { snapshot } = activeSession();
  assert.ok(snapshot);
  const sessionId: SessionId = `session-${index.toString(16).padStart(32, '0')}`;
  const key: SessionKey = { ...KEY, sessionId };
  const actions = snapshot.actions.ok
    ? snapshot.actions.value.map((action, number) => ({
        ...action,
        sessionActionId: actionOfSession(sessionId, number),
      }))
    : [];
  return { ...snapshot, key, session: { ...snapshot.session, sessionId }, actions: { ok: true, value: actions } };
}

const settle = (clock: FakeClock): Promise<number> => clock.tickAsync(0);

describe('session store', () => {
  it('reads a session when it is first watched, once for all who watch it', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    store.setAttention(true);
    const first = store.watch(KEY);
    const second = store.watch({ ...KEY });
    assert.equal(first.session.loading, true);
    await settle(clock);
    assert.deepEqual(service.calls, ['fetchSnapshot']);
    assert.equal(second.session.snapshot?.session.sessionId, KEY.sessionId);
    assert.equal(first.session, second.session);
  });

  it('reads it once where a person asks before its turn has come', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    store.setAttention(true);
    store.watch(KEY);
    await store.refresh(KEY);
    await settle(clock);
    assert.deepEqual(service.calls, ['fetchSnapshot']);
  });

  it('reads few sessions at a time, and those first that a person asks for', async () => {
    const many = Array.from({ length: 50 }, (_, index) => numbered(index));
    const { clock, service, store } = start(many);
    let [open, most] = [0, 0];
    service.onCall = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => clock.setTimeout(resolve, 100));
      open -= 1;
    };
    store.setAttention(true);
    many.forEach(({ key }) => store.watch(key));
    const last = many.at(-1)?.key ?? KEY;
    void store.refresh(last);
    await clock.tickAsync(100);
    assert.ok(store.get(last)?.snapshot);
    await clock.tickAsync(3_000);
    assert.deepEqual([most, service.calls.length], [5, 50]);
  });

  it('makes no call without attention, and catches up when there is some', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    const handle = store.watch(KEY);
    await clock.tickAsync(3_600_000);
    assert.deepEqual(service.calls, []);
    store.setAttention(true);
    await settle(clock);
    assert.deepEqual(service.calls, ['fetchSnapshot']);
    assert.ok(handle.session.snapshot);
  });

  it('asks for sessions and actions in turn, 240 calls an hour at most', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    store.setAttention(true);
    store.watch(KEY);
    await clock.tickAsync(60_000);
    assert.deepEqual(service.calls, [
      'fetchSnapshot',
      'fetchSessions 1',
      'fetchActions 5',
      'fetchSessions 1',
      'fetchActions 5',
    ]);
  });

  it('asks for a hundred sessions in the calls of one', async () => {
    const many = Array.from({ length: 100 }, (_, index) => numbered(index));
    const { clock, service, store } = start(many);
    store.setAttention(true);
    many.forEach(({ key }) => store.watch(key));
    await settle(clock);
    service.calls.length = 0;
    await clock.tickAsync(3_600_000);
    assert.ok(service.calls.length <= 240, `${service.calls.length} calls`);
    assert.deepEqual([...new Set(service.calls)].sort(), ['fetchActions 100', 'fetchSessions 100']);
  });

  it('gives every one of very many actions its turn', async () => {
    const many = Array.from({ length: 100 }, (_, index) => numbered(index));
    const { clock, service, store } = start(many);
    store.setAttention(true);
    many.forEach(({ key }) => store.watch(key));
    await settle(clock);
    for (const snapshot of many) {
      const actions = snapshot.actions.ok ? snapshot.actions.value : [];
      service.put({
        ...snapshot,
        actions: { ok: true, value: actions.map((action) => ({ ...action, status: 'SUCCEEDED' })) },
      });
    }
    await clock.tickAsync(900_000);
    const stale = store
      .all()
      .filter(
        ({ snapshot }) => snapshot?.actions.ok && snapshot.actions.value.some(({ status }) => status !== 'SUCCEEDED'),
      );
    assert.deepEqual(stale, []);
  });

  it('shows an action that appears while it watches', async () => {
    const { snapshot } = activeSession();
    assert.ok(snapshot?.actions.ok);
    const actions = snapshot.actions.value;
    const { clock, service, store } = start({ ...snapshot, actions: { ok: true, value: actions.slice(0, 5) } });
    store.setAttention(true);
    const handle = store.watch(KEY);
    await settle(clock);
    service.put(snapshot);
    await clock.tickAsync(30_000);
    assert.deepEqual(handle.session.snapshot?.actions, snapshot.actions);
  });

  it('reads an ended session once more in full, and then never again', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    store.setAttention(true);
    const handle = store.watch(KEY);
    await settle(clock);
    const { snapshot: ended } = endedSession();
    assert.ok(ended);
    service.put(ended);
    await clock.tickAsync(15_000);
    assert.deepEqual(service.calls, ['fetchSnapshot', 'fetchSessions 1', 'fetchSnapshot']);
    assert.equal(handle.session.snapshot?.session.lifecycleStatus, 'ENDED');
    await clock.tickAsync(3_600_000);
    assert.equal(service.calls.length, 3);
    assert.equal(clock.countTimers(), 0);
  });

  it('never asks for an ended session that it is given', async () => {
    const { clock, service, store } = start();
    store.setAttention(true);
    const { snapshot, diagnosis } = failedSession();
    const handle = store.watch(KEY, { snapshot, diagnosis, asOfMs: undefined });
    await clock.tickAsync(3_600_000);
    assert.deepEqual(service.calls, []);
    assert.equal(handle.session.snapshot, snapshot);
  });

  it('stops when the window is left, and goes on when it is looked at again', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    store.setAttention(true);
    store.watch(KEY);
    await settle(clock);
    store.setAttention(false);
    await clock.tickAsync(3_600_000);
    assert.deepEqual(service.calls, ['fetchSnapshot']);
    store.setAttention(true);
    await settle(clock);
    assert.equal(service.calls.length > 1, true);
  });

  it('ends all work with the last watcher', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    store.setAttention(true);
    const first = store.watch(KEY);
    const second = store.watch(KEY);
    await settle(clock);
    first.dispose();
    first.dispose();
    await clock.tickAsync(15_000);
    assert.deepEqual(service.calls, ['fetchSnapshot', 'fetchSessions 1']);
    second.dispose();
    await clock.tickAsync(3_600_000);
    assert.equal(service.calls.length, 2);
    assert.equal(store.get(KEY), undefined);
    assert.equal(clock.countTimers(), 0);
  });

  it('keeps what it last knew when a reading fails, and says why', async () => {
    const { clock, service, store, errors } = start(activeSession().snapshot);
    store.setAttention(true);
    const handle = store.watch(KEY);
    await settle(clock);
    service.failure = new UserError({ kind: 'network', message: 'The network is away.' });
    await store.refresh(KEY);
    assert.equal(handle.session.fault?.message, 'The network is away.');
    assert.ok(handle.session.snapshot);
    assert.deepEqual(errors, [service.failure]);
    service.failure = undefined;
    await clock.tickAsync(60_000);
    assert.equal(handle.session.fault, undefined);
  });

  for (const random of [0, 0.5, 0.999]) {
    it(`asks again when the service wants it, and at most a fifth later: jitter ${random}`, async () => {
      const { clock, service, store, errors } = start(activeSession().snapshot, random);
      store.setAttention(true);
      const handle = store.watch(KEY);
      await settle(clock);
      service.failure = new UserError({ kind: 'throttled', message: 'Too many requests.', retryAfterMs: 30_000 });
      const askedAtMs: number[] = [];
      service.onCall = () => void askedAtMs.push(clock.now);
      await clock.tickAsync(10 * 60_000);
      const pausesMs = askedAtMs.slice(1).map((atMs, index) => atMs - (askedAtMs[index] ?? NaN));
      assert.deepEqual(
        pausesMs.filter((pauseMs) => !(pauseMs >= 30_000 && pauseMs <= 36_000)),
        [],
      );
      assert.ok(pausesMs.length >= 15);
      assert.equal(errors.length, askedAtMs.length);
      assert.equal(handle.session.fault?.kind, 'throttled');
      assert.ok(handle.session.snapshot);
      store.dispose();
    });
  }

  for (const kind of ['notFound', 'accessDenied', 'noCredentials', 'expiredCredentials'] as const) {
    it(`leaves it to a person to ask again after ${kind}`, async () => {
      const { clock, service, store } = start(activeSession().snapshot);
      service.failure = new UserError({ kind, message: 'No.' });
      store.setAttention(true);
      const handle = store.watch(KEY);
      await clock.tickAsync(3_600_000);
      assert.deepEqual(service.calls, ['fetchSnapshot']);
      service.failure = undefined;
      await store.refresh(KEY);
      assert.equal(handle.session.fault, undefined);
    });
  }

  it('says why an action failed, in one call', async () => {
    const { snapshot } = failedSession();
    const { clock, service, store } = start(snapshot);
    assert.ok(snapshot?.actions.ok);
    const failed = snapshot.actions.value.find(({ status }) => status === 'FAILED');
    assert.ok(failed?.startedAtMs && failed.endedAtMs);
    service.log.push(
      { timestampMs: failed.startedAtMs - 1, message: 'ERROR of an earlier action' },
      { timestampMs: failed.startedAtMs + 1, message: 'openjd_fail: texture wall.tx is missing' },
      { timestampMs: failed.endedAtMs + 60_000, message: 'ERROR of a later action' },
    );
    store.setAttention(true);
    const handle = store.watch(KEY);
    await settle(clock);
    assert.deepEqual(service.calls, ['fetchSnapshot', 'between']);
    assert.equal(handle.session.diagnosis?.cause, 'missing-input');
    assert.deepEqual(
      handle.session.diagnosis.evidence.map(({ text }) => text),
      ['openjd_fail: texture wall.tx is missing'],
    );
    await store.refresh(KEY);
    assert.deepEqual(service.calls, ['fetchSnapshot', 'between', 'fetchSnapshot']);
  });

  it('tells of each change once, with what was before', async () => {
    const { clock, service, store } = start(activeSession().snapshot);
    const heard: [boolean, string | undefined][] = [];
    store.onDidChange(({ session, previous }) =>
      heard.push([previous !== undefined, session.snapshot?.session.lifecycleStatus]),
    );
    store.setAttention(true);
    store.watch(KEY);
    await settle(clock);
    assert.deepEqual(heard, [
      [false, undefined],
      [true, undefined],
      [true, 'STARTED'],
    ]);
    await clock.tickAsync(120_000);
    assert.equal(heard.length, 3, 'rounds without news are silent');
    assert.equal(service.calls.length, 9);
  });

  it('freezes what it hands out', async () => {
    const { clock, store } = start(activeSession().snapshot);
    store.setAttention(true);
    const handle = store.watch(KEY);
    await settle(clock);
    assert.ok(Object.isFrozen(handle.session));
  });

  const DAYS = upTo(2, 30);
  it(`keeps no timer, listener or session after ${DAYS} days and a thousand comings and goings`, async () => {
    const { clock, store } = start(activeSession().snapshot);
    store.setAttention(true);
    const handle = store.watch(KEY);
    await clock.tickAsync(3_600_000);
    const timers = clock.countTimers();
    for (let cycle = 0; cycle < 1000; cycle += 1) {
      store.watch(numbered(cycle).key).dispose();
    }
    await clock.tickAsync(DAYS * 24 * 3_600_000);
    assert.equal(clock.countTimers(), timers);
    assert.equal(store.all().length, 1);
    handle.dispose();
    store.dispose();
    assert.equal(clock.countTimers(), 0);
  });
});
