import assert from 'node:assert/strict';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { SeenSessions } from '../../../../src/ui/state/seenSessions';
import { MemoryMemento } from '../../../support/memoryMemento';
import { KEY } from '../../../support/sessions/sessions';

const numbered = (index: number): SessionKey => ({
  ...KEY,
  sessionId: `session-${index.toString(16).padStart(32, '0')}`,
});

describe('seen sessions', () => {
  it('lead from an id alone to all of a key, in the next window too', () => {
    const memento = new MemoryMemento();
    new SeenSessions(memento).add(KEY);
    assert.deepEqual(new SeenSessions(memento).find({ sessionId: KEY.sessionId }), { ...KEY });
  });

  it('do not answer where what is asked for contradicts them', () => {
    const seen = new SeenSessions(new MemoryMemento());
    seen.add(KEY);
    assert.equal(seen.find({ sessionId: KEY.sessionId, jobId: 'job-00000000000000000000000000000000' }), undefined);
    assert.ok(seen.find({ sessionId: KEY.sessionId, jobId: KEY.jobId }));
    assert.equal(seen.find({ jobId: KEY.jobId }), undefined);
  });

  it('do not guess between two places', () => {
    const seen = new SeenSessions(new MemoryMemento());
    seen.add(KEY, { ...KEY, connection: { source: 'aws', profile: 'studio', region: 'us-west-2' } });
    assert.equal(seen.find({ sessionId: KEY.sessionId }), undefined);
  });

  it('keep the latest five hundred', () => {
    const memento = new MemoryMemento();
    const seen = new SeenSessions(memento);
    for (let index = 0; index < 502; index += 1) {
      seen.add(numbered(index));
    }
    seen.add(numbered(2));
    assert.equal(memento.get<readonly unknown[]>('seen').length, 500);
    assert.equal(seen.find({ sessionId: numbered(1).sessionId }), undefined);
    assert.ok(seen.find({ sessionId: numbered(2).sessionId }));
  });

  it('do not believe what is stored where it is no key', () => {
    const memento = new MemoryMemento();
    memento.stored.set('seen', [{ ...KEY, farmId: 'farm-../../x' }, null, 'x', KEY]);
    const seen = new SeenSessions(memento);
    assert.deepEqual(seen.find({ sessionId: KEY.sessionId }), KEY);
  });
});
