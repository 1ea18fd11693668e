import assert from 'node:assert/strict';

import { UserError } from '../../../../src/core/errors';
import { indexOf } from '../../../../src/core/ids';
import type { SessionSource } from '../../../../src/core/service/ports';
import { readFirstActions } from '../../../../src/core/search/firstActions';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import { KEY, action } from '../../../support/sessions/sessions';

const { signal } = new AbortController();

/** Sessions by their statuses, and a service that has them and counts its calls as the real one does: a hundred IDs each. */
function farmOf(...sessions: readonly (readonly string[])[]) {
  const keys = sessions.map((_, index): SessionKey => ({
    ...KEY,
    sessionId: `session-${index.toString(16).padStart(32, '0')}`,
  }));
  const calls: number[] = [];
  const service: Pick<SessionSource, 'fetchActions'> = {
    fetchActions: (wanted) => {
      calls.push(Math.ceil(wanted.length / 100));
      return Promise.resolve(
        wanted.map(({ key, sessionActionId }) => {
          const index = indexOf(sessionActionId);
          const status = sessions[keys.indexOf(key)]?.[index];
          return status === 'DENIED'
            ? { ok: false, fault: new UserError({ kind: 'accessDenied', message: 'No.' }).fault }
            : { ok: true, value: status && action(index, { kind: 'unknown', name: 'x' }, status) };
        }) as Awaited<ReturnType<SessionSource['fetchActions']>>,
      );
    },
  };
  const read = async (most = 10) => {
    const found = await readFirstActions(service, keys, most, signal);
    return keys.map(({ sessionId }) => found.get(sessionId));
  };
  return { read, calls: () => calls.reduce((sum, count) => sum + count, 0) };
}

const GOOD = (count: number): string[] => Array.from({ length: count }, () => 'SUCCEEDED');

describe('the first actions of many sessions', () => {
  it('are all actions of short ones, after one call', async () => {
    const { read, calls } = farmOf(GOOD(3), GOOD(0), GOOD(5));
    assert.deepEqual(
      (await read()).map((one) => [one?.actions.length, one?.isWhole]),
      [
        [3, true],
        [0, true],
        [5, true],
      ],
    );
    assert.equal(calls(), 1);
  });

  it('of 25 sessions of ten actions take three calls', async () => {
    const { read, calls } = farmOf(...Array.from({ length: 25 }, () => GOOD(10)));
    assert.ok((await read()).every((one) => one?.isWhole && one.actions.length === 10));
    assert.equal(calls(), 3);
  });

  it('end with the first failure', async () => {
    const { read, calls } = farmOf([...GOOD(2), 'FAILED', ...GOOD(30)]);
    const [one] = await read();
    assert.ok(one && !one.isWhole && one.actions.some(({ status }) => status === 'FAILED'));
    assert.equal(calls(), 1);
  });

  it('end where the calls are used up', async () => {
    const { read, calls } = farmOf(...Array.from({ length: 100 }, () => GOOD(500)));
    const found = await read(6);
    assert.ok(found.every((one) => one && !one.isWhole && one.actions.length > 0));
    assert.equal(calls(), 6);
  });

  it('say why they could not be read on', async () => {
    const { read } = farmOf([...GOOD(2), 'DENIED']);
    const [one] = await read();
    assert.deepEqual([one?.actions.length, one?.isWhole, one?.fault?.kind], [2, false, 'accessDenied']);
  });
});
