import assert from 'node:assert/strict';

import type { LogEvent } from '../../../../src/core/service/ports';
import { searchLog } from '../../../../src/watch/logs/logSearch';
import { eventsOf } from '../../../support/logs/logs';
import { LogTable, TABLE_LOCATION } from '../../../support/logs/logTable';
import { SimulatedClock } from '../../../support/simulatedClock';

describe('search in a log', () => {
  const signal = new AbortController().signal;
  const events = eventsOf(['frame 1', 'no texture', 'frame 2', 'No Texture', 'no texture again']);

  const search = async (prepare: (table: LogTable) => void) => {
    const clock = new SimulatedClock();
    const table = new LogTable(events, { clock, pageSize: 2, emptyEvery: 2 });
    prepare(table);
    const found: LogEvent[] = [];
    const work = (async () => {
      for await (const hits of searchLog(table, TABLE_LOCATION, { text: 'no texture' }, signal)) {
        found.push(...hits.events);
      }
    })();
    await clock.run(work);
    return { found: found.map(({ message }) => message), calls: table.calls };
  };

  it('lets the service look', async () => {
    assert.deepEqual(await search(() => undefined), { found: ['no texture', 'no texture again'], calls: ['search'] });
  });

  it('reads every page where the service may not be asked to look', async () => {
    const { found, calls } = await search((table) => {
      table.searchable = false;
    });
    assert.deepEqual(found, ['no texture', 'no texture again']);
    assert.deepEqual(new Set(calls), new Set(['search', 'newer']));
  });
});
