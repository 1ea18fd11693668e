import assert from 'node:assert/strict';
import type { SessionKey } from '../../../src/core/session/sessionKey';
import {
  type ArrangedSession,
  arrangeSessions,
  filterWords,
  parseArrangement,
  USUAL_ARRANGEMENT,
} from '../../../src/render/session/sessionArrangement';
import { sessionTitle } from '../../../src/render/session/session';
import { activeSession, endedSession, failedSession, KEY } from '../../support/sessions/sessions';

const numbered = (index: number): SessionKey => ({
  ...KEY,
  sessionId: `session-${String(index).padStart(32, '0')}`,
});
const [ENDED, ACTIVE, FAILED, UNREAD] = [0, 1, 2, 3].map(numbered) as [SessionKey, SessionKey, SessionKey, SessionKey];
const SESSIONS: readonly ArrangedSession[] = [
  { key: ENDED, title: 'sh020', watched: endedSession() },
  { key: ACTIVE, title: 'sh010', watched: activeSession() },
  { key: FAILED, title: 'sh100', watched: failedSession() },
  { key: UNREAD, title: 'sh9', watched: undefined },
];

const keys = (change: Partial<typeof USUAL_ARRANGEMENT>): readonly SessionKey[][] =>
  arrangeSessions(SESSIONS, { ...USUAL_ARRANGEMENT, ...change }).map((section) => [...section.keys]);

describe('the list of sessions', () => {
  it('is as people looked them up until they choose otherwise', () => {
    assert.deepEqual(keys({}), [[ENDED, ACTIVE, FAILED, UNREAD]]);
    assert.deepEqual(parseArrangement({ order: 'size', filter: 7 }), USUAL_ARRANGEMENT);
    assert.deepEqual(parseArrangement({ order: 'name' }), { ...USUAL_ARRANGEMENT, order: 'name' });
  });

  it('is sorted by state with what failed first, or by name with numbers as numbers', () => {
    assert.deepEqual(keys({ order: 'state' }), [[FAILED, ACTIVE, ENDED, UNREAD]]);
    assert.deepEqual(keys({ order: 'name' }), [[UNREAD, ACTIVE, ENDED, FAILED]]);
  });

  it('is grouped by state or by job', () => {
    const groups = arrangeSessions(SESSIONS, { ...USUAL_ARRANGEMENT, grouping: 'state' });
    assert.deepEqual(
      groups.map(({ label, keys: { length } }) => [label, length]),
      [
        ['Failed', 1],
        ['Active', 1],
        ['Ended', 1],
        ['Not read yet', 1],
      ],
    );
    const failed = failedSession();
    assert.deepEqual(
      arrangeSessions(SESSIONS.slice(2, 3), { ...USUAL_ARRANGEMENT, grouping: 'job' }).map(({ label }) => label),
      [sessionTitle(failed)],
    );
  });

  it('shows the sessions of one state alone, and says so', () => {
    assert.deepEqual(keys({ filter: 'failed' }), [[FAILED]]);
    assert.equal(
      filterWords(1, 4, { ...USUAL_ARRANGEMENT, filter: 'failed' }),
      'Showing 1 of 4 sessions: failed only.',
    );
    assert.equal(filterWords(4, 4, USUAL_ARRANGEMENT), undefined);
    // An empty list has its welcome, which VS Code shows only where nothing else is said.
    assert.equal(filterWords(0, 0, { ...USUAL_ARRANGEMENT, filter: 'failed' }), undefined);
  });
});
