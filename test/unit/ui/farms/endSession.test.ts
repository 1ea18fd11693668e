import assert from 'node:assert/strict';
import { createClock } from '@sinonjs/fake-timers';
import { workspace } from 'vscode';
import { UserError } from '../../../../src/core/errors';
import { type SessionKey, keyId } from '../../../../src/core/session/sessionKey';
import type { WatchedSession } from '../../../../src/core/session/watchedSession';
import { endSessions } from '../../../../src/ui/farms/endSession';
import { MemoryService } from '../../../support/farm/memoryService';
import { activeSession, endedSession, KEY } from '../../../support/sessions/sessions';
import { hasLink } from '../../../support/vscode/interpreted';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';

const KEYS = [1, 2, 3].map((number): SessionKey => ({
  ...KEY,
  sessionId: `session-${number.toString().repeat(32)}`,
}));

describe('ending sessions', () => {
  let service: MemoryService;
  let asked: string[];
  let refreshed: string[];
  let watched: string[];
  let hear: (change: { session: WatchedSession }) => void;
  const clock = createClock();
  let refusals: Map<string, UserError>;
  const title = new Map<string, string>();

  const put = (key: SessionKey, watched = activeSession()): void => {
    assert.ok(watched.snapshot);
    service.put({ ...watched.snapshot, key });
  };
  const app = (): Parameters<typeof endSessions>[0] =>
    ({
      service: () => service,
      store: {
        get: (key: SessionKey) => {
          const name = title.get(keyId(key));
          const snapshot = activeSession().snapshot;
          return name === undefined || !snapshot?.job.ok
            ? undefined
            : { key, snapshot: { ...snapshot, job: { ok: true, value: { ...snapshot.job.value, name } } } };
        },
        watch: (key: SessionKey) => {
          watched.push(key.sessionId);
          return {
            session: { ...activeSession(), key },
            dispose: () => watched.splice(watched.indexOf(key.sessionId), 1),
          };
        },
        onDidChange: (listener: (change: { session: WatchedSession }) => void) => {
          hear = listener;
          return { dispose: () => (hear = () => undefined) };
        },
        refresh: (key: SessionKey) => {
          refreshed.push(key.sessionId);
          return Promise.resolve();
        },
      },
      clock,
      output: { error: () => undefined, debug: () => undefined },
    }) as unknown as Parameters<typeof endSessions>[0];
  const end = (key: SessionKey): Promise<void> => {
    asked.push(key.sessionId);
    const refusal = refusals.get(key.sessionId);
    return refusal ? Promise.reject(refusal) : Promise.resolve();
  };

  beforeEach(() => {
    resetVSCode();
    service = new MemoryService();
    asked = [];
    refreshed = [];
    watched = [];
    hear = () => undefined;
    refusals = new Map();
    title.clear();
    KEYS.forEach((key) => {
      put(key);
    });
    answers.message = (_text, [button]) => button;
  });

  const ids = (keys: readonly SessionKey[]): string[] => keys.map(({ sessionId }) => sessionId);

  it('asks in a modal dialog what it does, and ends nothing when that is closed', async () => {
    answers.message = () => undefined;
    await endSessions(app(), KEYS.slice(0, 1), end);
    const [question] = shown.messages;
    assert.ok(question?.modal);
    assert.match(question.text, /^End session-…11111111\?$/);
    assert.match(question.detail ?? '', /running task is canceled and loses its progress\. It goes back to the queue/);
    assert.deepEqual(question.buttons, ['End Session']);
    assert.deepEqual([asked, refreshed], [[], []]);
  });

  it('goes on after a refusal, reports each result and reads all rows again', async () => {
    const [, second] = KEYS;
    assert.ok(second);
    refusals.set(
      second.sessionId,
      new UserError({ kind: 'conflict', message: 'The session has ended.', remedies: [] }),
    );
    await endSessions(app(), KEYS, end);
    assert.deepEqual(asked, ids(KEYS));
    assert.deepEqual(refreshed, ids(KEYS));
    assert.equal(
      shown.messages.at(-1)?.text,
      '2 of 3 sessions are ending. Not ended: session-…22222222: The session has ended.',
    );
  });

  it('asks once for a session that is selected twice', async () => {
    await endSessions(app(), [...KEYS, ...KEYS], end);
    assert.deepEqual(asked, ids(KEYS));
    assert.equal(shown.messages[0]?.text, 'End 3 sessions?');
    assert.equal(shown.messages.at(-1)?.text, '3 sessions are ending.');
  });

  it('leaves sessions alone that have ended meanwhile', async () => {
    const [first, ...others] = KEYS;
    assert.ok(first);
    put(first, endedSession());
    await endSessions(app(), KEYS, end);
    assert.deepEqual(asked, ids(others));
    service.snapshots.clear();
    others.forEach((key) => {
      put(key, endedSession());
    });
    await assert.rejects(endSessions(app(), others, end), { message: 'None of these 2 sessions is active.' });
    await assert.rejects(endSessions(app(), others.slice(0, 1), end), /has already ended\.$/);
  });

  it('says when the session has ended, and what became of its task', async () => {
    const [first] = KEYS;
    assert.ok(first);
    await endSessions(app(), [first], end);
    assert.deepEqual(watched, ids([first]));
    hear({ session: { ...activeSession(), key: first } });
    assert.match(shown.messages.at(-1)?.text ?? '', /is ending\.$/);
    hear({ session: { ...endedSession(), key: first } });
    assert.match(shown.messages.at(-1)?.text ?? '', /: session ended\. Frame 1002 · Render went back to the queue\.$/);
    await clock.tickAsync(0);
    assert.deepEqual(watched, []);
  });

  it('waits for the end of a session for ten minutes at most', async () => {
    await endSessions(app(), KEYS.slice(0, 1), end);
    await clock.tickAsync(600_000);
    assert.deepEqual(watched, []);
  });

  it('throws the refusal of the only session', async () => {
    const [first] = KEYS;
    assert.ok(first);
    refusals.set(first.sessionId, new UserError({ kind: 'accessDenied', message: 'No permission.', remedies: [] }));
    await assert.rejects(endSessions(app(), [first], end), { message: 'No permission.' });
    assert.deepEqual(refreshed, [first.sessionId]);
  });

  it('asks nothing in a workspace that is not trusted', async () => {
    Object.assign(workspace, { isTrusted: false });
    try {
      await assert.rejects(endSessions(app(), KEYS, end), /untrusted workspace/);
    } finally {
      Object.assign(workspace, { isTrusted: true });
    }
    assert.deepEqual([asked, service.calls, shown.messages], [[], [], []]);
  });

  it('shows a job’s name in the question as text', async () => {
    const [first] = KEYS;
    assert.ok(first);
    title.set(keyId(first), '[OK](command:workbench.action.quit)');
    await endSessions(app(), [first], end);
    assert.ok(shown.messages[0]?.text.includes('OK'));
    assert.deepEqual(
      shown.messages.filter(({ text, detail = '' }) => hasLink(text) || hasLink(detail)),
      [],
    );
  });
});
