import assert from 'node:assert/strict';
import type { LogEvent } from '../../../../src/core/service/ports';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { LogWaits } from '../../../../src/ui/logs/logWaits';
import type { OpenLog } from '../../../../src/ui/logs/openLog';
import { activeSession, KEY } from '../../../support/sessions/sessions';

const EVENTS: readonly LogEvent[] = [
  { timestampMs: 1, message: 'loading' },
  { timestampMs: 2, message: 'waiting' },
];

/** A loaded log in two chunks, and what is heard of it. */
function start(changes: Partial<OpenLog> = {}): { draw: () => Promise<void>; heard: [SessionKey, number][] } {
  const { snapshot } = activeSession();
  const chunks = EVENTS.map((event) => ({ events: () => Promise.resolve([event]) }));
  const log = {
    kind: 'session',
    isActive: true,
    actions: snapshot?.actions.ok ? snapshot.actions.value : [],
    logKey: { key: KEY },
    store: { lineCount: 2, segments: [{ chunks }] },
    ...changes,
  } as unknown as OpenLog;
  const heard: [SessionKey, number][] = [];
  let listener: (log: OpenLog) => void = () => assert.fail();
  const logs = {
    onDidChange: (one: typeof listener) => {
      listener = one;
      return { dispose: () => undefined };
    },
  };
  const stuck = { hear: (key: SessionKey, events: readonly LogEvent[]) => void heard.push([key, events.length]) };
  new LogWaits((() => assert.fail()) as never, logs as never, stuck);
  return {
    heard,
    draw: () => {
      listener(log);
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('the loaded log of a running action', () => {
  it('is heard once for each state of it', async () => {
    const { draw, heard } = start();
    await draw();
    await draw();
    assert.deepEqual(heard, [[KEY, 2]]);
  });

  for (const [what, changes] of [
    ['of a session that has ended', { isActive: false }],
    ['of a worker', { kind: 'worker' }],
    ['of which nothing is loaded', { store: undefined }],
    ['between two actions', { actions: [] }],
  ] as const) {
    it(`is not heard: one ${what}`, async () => {
      const { draw, heard } = start(changes);
      await draw();
      assert.deepEqual(heard, []);
    });
  }
});
