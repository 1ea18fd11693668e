import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/async/event';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { followFront } from '../../../../src/ui/sessions/followFront';
import { KEY } from '../../../support/sessions/sessions';

describe('the selected rows', () => {
  it('follow the page or the log in front, and stay where they are when neither is', () => {
    const pages = new Emitter<void>();
    const never = new Emitter<void>();
    const followed: (readonly [view: string, key: SessionKey])[] = [];
    const view = (name: string) => ({
      follow: (key: SessionKey) => followed.push([name, key]),
      onDidChangeVisibility: never.event,
    });
    const front: { page?: SessionKey; log?: SessionKey } = {};
    const following = followFront({
      app: { list: { onDidChange: never.event } },
      panels: {
        get activeKey() {
          return front.page;
        },
        onDidChangeVisibility: pages.event,
      },
      logs: {
        get active() {
          return front.log && { log: { logKey: { key: front.log } } };
        },
      },
      view: view('sessions'),
      farms: view('farms'),
    } as unknown as Parameters<typeof followFront>[0]);
    pages.fire();
    assert.deepEqual(followed, []);
    front.page = KEY;
    pages.fire();
    assert.deepEqual(followed.splice(0), [
      ['sessions', KEY],
      ['farms', KEY],
    ]);
    pages.fire();
    assert.deepEqual(followed, [], 'what the person selects meanwhile stays selected');
    delete front.page;
    front.log = { ...KEY, sessionId: 'session-00000000000000000000000000000001' };
    pages.fire();
    assert.equal(followed.splice(0).length, 2);
    following.dispose();
    pages.fire();
    assert.deepEqual(followed, []);
  });
});
