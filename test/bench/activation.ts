/** P1: what loading the extension costs a window in which nobody looks at sessions. */
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { BENCH_DIR, bundleChild, runChild, shipped } from './files';
import { measure } from './rounds';
import type { BenchRow } from './rows';

/** Requires the extension and an empty module, each time in a new process. */
export async function benchActivation(): Promise<BenchRow[]> {
  const empty = path.join(BENCH_DIR, 'empty.js');
  writeFileSync(empty, 'exports.activate = () => undefined;\n');
  const load = await bundleChild('load');
  const { ours, floor } = await measure(
    {
      ours: async () => Number(await runChild(load, shipped('extension.js'))),
      floor: async () => Number(await runChild(load, empty)),
    },
    { rounds: 25, budgetMs: 12_000 },
  );
  const ratio = ours.p50 / floor.p50;
  const kilobytes = statSync(shipped('extension.js')).size / 1000;
  return [
    {
      goal: 'P1',
      what: 'require of dist/extension.js; floor: an empty module',
      ours,
      floor,
      wanted: 'ours ÷ floor ≤ 3',
      reached: ratio,
      met: ratio <= 3,
    },
    {
      goal: 'P1',
      what: 'dist/extension.js, kB',
      ours: kilobytes,
      wanted: '≤ 30 kB',
      reached: kilobytes,
      met: kilobytes <= 30,
    },
  ];
}
