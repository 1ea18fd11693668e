import assert from 'node:assert/strict';

import { findWorkers, fleetsOf } from '../../../../src/core/search/findWorkers';
import { Browsing } from '../../../support/windows/browsing';

const { signal } = new AbortController();

/** The farm that has the rack, and the IDs of its fleets. */
async function rackFarm(browsing: Browsing) {
  const { key, badHost } = browsing.farm.planted.find(({ name }) => name === 'sq11_wreck_v001') ?? assert.fail();
  const { connection, farmId } = key;
  const fleets = await fleetsOf(browsing.service, connection, farmId, signal);
  browsing.asked();
  const find = (text: string) =>
    findWorkers(
      browsing.service,
      connection,
      farmId,
      fleets.map(({ fleetId }) => fleetId),
      text,
      signal,
    );
  return { badHost, find };
}

describe('workers by their hosts', () => {
  it('are found by a part of the name, in all fleets', async () => {
    const browsing = new Browsing();
    const { badHost, find } = await rackFarm(browsing);
    const found = await find(badHost.hostName.slice(2).toUpperCase());
    assert.ok(found.some(({ workerId }) => workerId === badHost.workerId));
    assert.ok(found.every(({ host }) => host.hostName?.includes(badHost.hostName.slice(2))));
    const calls = browsing.asked();
    assert.ok(calls.length <= 5 && calls.every((operation) => operation === 'SearchWorkers'), calls.join());
  });

  it('are not found by anything else', async () => {
    const { find } = await rackFarm(new Browsing());
    assert.deepEqual(await find('no such host'), []);
  });

  it('are found in the other fleets where one is forbidden', async () => {
    const browsing = new Browsing();
    const { badHost, find } = await rackFarm(browsing);
    browsing.farm.inject({
      operation: 'SearchWorkers',
      kind: 'accessDenied',
      when: ({ body }) => (body.match(/fleet-/g) ?? []).length > 1,
    });
    assert.ok((await find(badHost.hostName)).length > 0);
  });

  it('cannot be found where all fleets are forbidden, and that is said', async () => {
    const browsing = new Browsing();
    const { find } = await rackFarm(browsing);
    browsing.farm.inject({ operation: 'SearchWorkers', kind: 'accessDenied' });
    await assert.rejects(find('rack'), /deadline:SearchWorkers/);
  });
});
