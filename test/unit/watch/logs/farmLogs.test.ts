import assert from 'node:assert/strict';

import { systemClock } from '../../../../src/core/async/clock';
import { LogStore } from '../../../../src/watch/logs/logStore';
import { FarmCaller } from '../../../support/farm/farmCaller';
import { createTestService, signal } from '../../../support/aws/service';

describe('logs of the sample farm', () => {
  const caller = new FarmCaller();
  const { service } = createTestService(caller.farm.handle, {});
  after(() => {
    service.dispose();
  });

  for (const { name, title, key } of caller.farm.examples.filter((example) => example.name !== 'millionLines')) {
    it(`have each started action where the service says it ran: ${name}, ${title}`, async () => {
      const snapshot = await service.fetchSnapshot(key, signal).catch(() => undefined);
      if (!snapshot?.actions.ok || snapshot.session.log.error !== undefined) {
        return;
      }
      const store = new LogStore({
        reader: service,
        location: {
          connection: key.connection,
          farmId: key.farmId,
          owner: key.queueId,
          configuration: snapshot.session.log,
        },
        kind: 'session',
        isGrowing: false,
        startedAtMs: snapshot.session.startedAtMs,
        clock: systemClock,
        openSpool: () => Promise.reject(new Error('Nothing here is that long.')),
      });
      await store.loadAll(signal);
      const actions = snapshot.actions.value;
      const { sections } = store.outline({ actions, asOfMs: caller.nowMs });
      const started = actions.filter(({ startedAtMs }) => startedAtMs !== undefined && startedAtMs < caller.nowMs);
      assert.deepEqual(
        sections.flatMap(({ kind, actionId }) => (kind === 'action' && actionId !== undefined ? [actionId] : [])),
        store.lineCount === 0 ? [] : started.map(({ sessionActionId }) => sessionActionId),
      );
      store.dispose();
    });
  }
});
