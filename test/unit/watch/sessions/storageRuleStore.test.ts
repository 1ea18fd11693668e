import assert from 'node:assert/strict';
import { type Fault, UserError } from '../../../../src/core/errors';
import { listing } from '../../../../src/core/farm/farm';
import type { StorageProfile } from '../../../../src/core/references/storageRules';
import { StorageRuleStore } from '../../../../src/watch/sessions/storageRuleStore';
import { DENIED, KEY, UNREACHABLE } from '../../../support/sessions/sessions';

const OWN = 'sp-00000000000000000000000000000001';
const NODES = 'sp-00000000000000000000000000000002';
const PROFILES: Readonly<Record<string, StorageProfile>> = {
  [OWN]: { storageProfileId: OWN, osFamily: 'LINUX', locations: [{ name: 'Shots', path: '/home/me/shots' }] },
  [NODES]: { storageProfileId: NODES, osFamily: 'LINUX', locations: [{ name: 'Shots', path: '/mnt/shots' }] },
};

describe('the storage rules of queues', () => {
  const { signal } = new AbortController();

  function storeOf({ own = OWN, fault }: { own?: string | undefined; fault?: Fault } = {}) {
    const calls: string[] = [];
    const refused: Fault[] = [];
    const state = { fault };
    const store = new StorageRuleStore({
      platform: 'linux',
      onRefused: (one) => refused.push(one),
      onError: () => undefined,
      service: () => ({
        storageProfileId: () => Promise.resolve(own === '' ? undefined : own),
        storageProfiles: () =>
          listing(() => {
            calls.push('list');
            return state.fault
              ? Promise.reject(new UserError(state.fault))
              : Promise.resolve({ items: Object.keys(PROFILES), next: undefined });
          }),
        fetchStorageProfile: (_connection, { storageProfileId }) => {
          calls.push(storageProfileId.slice(-1));
          const found = PROFILES[storageProfileId];
          return found ? Promise.resolve(found) : Promise.reject(new Error('There is no such profile.'));
        },
      }),
    });
    return { store, calls, refused, state };
  }

  it('are read once a window, with a call for the list and one for each profile', async () => {
    const { store, calls } = storeOf();
    const [rule] = await store.rulesOf(KEY, signal);
    assert.deepEqual(rule, { from: ['mnt', 'shots'], ignoresCase: false, root: '/home/me/shots' });
    await Promise.all([store.rulesOf(KEY, signal), store.rulesOf(KEY, signal)]);
    assert.deepEqual(calls, ['list', '1', '2']);
  });

  it('are none, and cost no call, where the person has no storage profile for the farm', async () => {
    const { store, calls } = storeOf({ own: '' });
    assert.deepEqual(await store.rulesOf(KEY, signal), []);
    assert.deepEqual(calls, []);
  });

  it('are none where the queue does not allow the person’s profile', async () => {
    const { store, calls } = storeOf({ own: 'sp-00000000000000000000000000000009' });
    assert.deepEqual(await store.rulesOf(KEY, signal), []);
    assert.deepEqual(calls, ['list']);
  });

  it('are none without the permission, which is said once', async () => {
    const { store, calls, refused } = storeOf({ fault: DENIED });
    assert.deepEqual([await store.rulesOf(KEY, signal), await store.rulesOf(KEY, signal)], [[], []]);
    assert.deepEqual([calls, refused.length], [['list'], 1]);
  });

  it('are asked for again where the service could not be reached', async () => {
    const { store, calls, refused, state } = storeOf({ fault: UNREACHABLE });
    assert.deepEqual(await store.rulesOf(KEY, signal), []);
    state.fault = undefined;
    assert.equal((await store.rulesOf(KEY, signal)).length, 1);
    assert.deepEqual([calls, refused], [['list', 'list', '1', '2'], []]);
  });
});
