/**
 * `npm run bench [-- --size <bytes>] [--only P4]`: measures the goals that are about speed, prints them as a table and writes them
 * to `out/bench.json`. Everything is compared with something that is measured by turns with it; nothing is asserted. The log of
 * P4 has a GiB if no size is given.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { benchActivation } from './activation';
import { benchDiagnosis } from './diagnosis';
import { BENCH_DIR, PROJECT } from './files';
import { benchFirstAnswer } from './firstAnswer';
import { benchLivingEditor } from './livingEditor';
import { benchLivingLog } from './livingLog';
import { benchLogPage } from './logPage';
import { benchPointing } from './pointing';
import { type BenchRow, tableOf } from './rows';
import { benchScanning } from './scanning';
import { benchTimeline } from './timeline';
import { benchTriage } from './triage';
import { benchWholeLog } from './wholeLog';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { size: { type: 'string', default: String(2 ** 30) }, only: { type: 'string', default: '' } },
  });
  const bytes = Number(values.size);
  if (!Number.isSafeInteger(bytes) || bytes <= 0) {
    throw new Error(`Not a number of bytes: ${values.size}`);
  }
  const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
    P1: benchActivation,
    P3: benchFirstAnswer,
    P4: () => benchScanning(bytes),
    P5: benchPointing,
    P7: benchWholeLog,
    'P7, a page': benchLogPage,
    P8: benchLivingLog,
    'P8 in VS Code': benchLivingEditor,
    P10: benchDiagnosis,
    P11: benchTriage,
    P12: benchTimeline,
  };
  mkdirSync(BENCH_DIR, { recursive: true });
  const rows: BenchRow[] = [];
  try {
    for (const [goal, bench] of Object.entries(benches)) {
      if (goal.startsWith(values.only)) {
        rows.push(...(await bench()));
      }
    }
  } finally {
    rmSync(BENCH_DIR, { recursive: true });
  }
  console.log(`Milliseconds, unless it says otherwise.\n${tableOf(rows)}`);
  writeFileSync(path.join(PROJECT, 'out', 'bench.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
}

void main();
