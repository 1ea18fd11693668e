/** P8, as far as it happens outside of the editor: a followed log gets a hundred lines more. */
import { systemClock } from '../../src/core/async/clock';
import { exportEvents } from '../../src/core/logs/pages/logExport';
import type { LogEvent } from '../../src/core/service/ports';
import { openFileSpool } from '../../src/ui/logs/saving/fileSpool';
import { LogStore } from '../../src/watch/logs/logStore';
import { LogTable, TABLE_LOCATION } from '../support/logs/logTable';
import { measure, timed } from './rounds';
import type { BenchRow } from './rows';

const LINES = 100_000;
const MORE = 100;
const LINE = 'Fra:1003 Mem:3412M | Sample 512/800 | residual 0.004211 | wave 1024 | tile 17 of 64 | denoiser on';

/** Appends to a log of ten mebibytes: the new lines read, put away and understood; peer: the whole text made anew. */
export async function benchLivingLog(): Promise<BenchRow[]> {
  const { signal } = new AbortController();
  let written = 0;
  const write = (count: number): LogEvent[] =>
    Array.from({ length: count }, () => ({ timestampMs: ++written * 20, message: LINE }));
  const table = new LogTable(write(LINES), { clock: systemClock });
  const store = new LogStore({
    reader: table,
    location: TABLE_LOCATION,
    kind: 'session',
    isGrowing: true,
    clock: systemClock,
    openSpool: openFileSpool,
  });
  try {
    await store.loadAll(signal);
    store.outline(undefined);
    const { ours, peer } = await measure(
      {
        ours: () => {
          table.events.push(...write(MORE));
          return timed(async () => {
            await store.loadNewer(signal);
            store.outline(undefined);
          });
        },
        peer: () => timed(() => exportEvents(table.events, 'text', 'session')),
      },
      { rounds: 20, budgetMs: 20_000 },
    );
    return [
      {
        goal: 'P8',
        what: `${MORE} lines more in a log of ${LINES.toLocaleString('en-US')} (10 MiB), outside of the editor; peer: the whole text anew`,
        ours,
        peer,
        wanted: 'peer ÷ ours ≥ 10',
        reached: peer.p50 / ours.p50,
        met: peer.p50 / ours.p50 >= 10,
      },
    ];
  } finally {
    store.dispose();
  }
}
