import assert from 'node:assert/strict';
import { keyId, SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import type { WatchedSession } from '../../../../src/core/session/watchedSession';
import { sessionOutline } from '../../../../src/render/session/outline';
import { SessionOutlines } from '../../../../src/ui/sessions/sessionOutlines';
import { action, endedSession, frame, KEY, NOW_MS } from '../../../support/sessions/sessions';

const ACTIONS = 2_000;

function longSession(): WatchedSession {
  const session = endedSession();
  assert.ok(session.snapshot);
  const value = Array.from({ length: ACTIONS }, (_, index) =>
    action(index, frame(index), 'SUCCEEDED', index, index + 1),
  );
  return { ...session, snapshot: { ...session.snapshot, actions: { ok: true, value } } };
}

describe('the outlines of sessions', () => {
  let session: WatchedSession | undefined;
  let nowMs: number;
  let drawings: number;
  const outlines = (): SessionOutlines =>
    new SessionOutlines(
      { now: () => nowMs, store: { get: () => session }, currentConnection: { here: SAMPLE_CONNECTION } },
      (...args) => {
        drawings++;
        return sessionOutline(...args);
      },
    );
  beforeEach(() => {
    session = longSession();
    nowMs = NOW_MS;
    drawings = 0;
  });

  it('draw a session of 2,000 actions once for all its rows', () => {
    const view = outlines();
    const expand = (id: string): number => {
      const children = view.row(KEY, id)?.children ?? [];
      return children.reduce((count, child) => count + expand(child.id), 1);
    };
    assert.ok(expand(keyId(KEY)) > ACTIONS);
    assert.equal(drawings, 1);
  });

  it('draw it again when the session is another one, and say whether a row differs', () => {
    const view = outlines();
    assert.equal(view.redraw(KEY), true);
    assert.equal(view.redraw(KEY), false);
    session = session && { ...session };
    assert.ok(view.row(KEY, keyId(KEY)));
    assert.equal(drawings, 3);
    assert.equal(view.redraw(KEY), false);
    nowMs += 3_600_000;
    assert.equal(view.redraw(KEY), true);
  });

  it('have no rows of a session that is gone', () => {
    const view = outlines();
    assert.ok(view.row(KEY, keyId(KEY)));
    session = undefined;
    assert.equal(view.row(KEY, keyId(KEY)), undefined);
    assert.equal(view.redraw(KEY), false);
  });
});
