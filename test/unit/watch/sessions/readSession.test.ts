import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import type { WatchedSession } from '../../../../src/core/session/watchedSession';
import * as causes from '../../../../src/failureCauses';
import { readSession } from '../../../../src/watch/sessions/readSession';
import { MemoryService } from '../../../support/farm/memoryService';
import { activeSession, diagnosis, failedSession, KEY, NOW_MS, UNREACHABLE } from '../../../support/sessions/sessions';

describe('readSession', () => {
  function read(
    service: MemoryService,
    known?: WatchedSession,
    signal = new AbortController().signal,
  ): Promise<WatchedSession> {
    const reading = { causes, source: service, nowMs: NOW_MS, studioRules: [], signal, onError: () => undefined };
    return readSession(reading, KEY, known);
  }

  function serving({ snapshot }: WatchedSession): MemoryService {
    const service = new MemoryService();
    assert.ok(snapshot);
    service.put(snapshot);
    return service;
  }

  it('reads a session once, and its log where it failed', async () => {
    const service = serving(failedSession());
    const session = await read(service);
    assert.equal(session.diagnosis?.sessionActionId, `${KEY.sessionId.replace('session', 'sessionaction')}-4`);
    assert.deepEqual(service.calls, ['fetchSnapshot', 'between']);
  });

  it('asks for nothing where a session has ended and its cause is known', async () => {
    const service = serving(failedSession());
    const known = failedSession();
    assert.equal(await read(service, known), known);
    assert.deepEqual(service.calls, []);
  });

  it('reads again what is active, and what failed without its log', async () => {
    const unexplained = failedSession({ watched: { diagnosis: diagnosis([], { isLogRead: false }) } });
    for (const known of [activeSession(), unexplained]) {
      const service = serving(known);
      assert.notEqual(await read(service, known), known);
      assert.equal(service.calls[0], 'fetchSnapshot');
    }
  });

  it('rejects with why it cannot be read, or that it was aborted', async () => {
    const service = serving(failedSession());
    service.failure = new UserError(UNREACHABLE);
    await assert.rejects(read(service), { name: 'UserError' });
    await assert.rejects(read(serving(failedSession()), undefined, AbortSignal.abort()), { name: 'AbortError' });
  });
});
