/** The sample farm as it is shipped, and the question that is measured: one session, asked for as the extension asks. */
import { createRequire } from 'node:module';

import type { SessionKey } from '../../../src/core/session/sessionKey';
import type * as sampleFarmBundle from '../../../src/sampleFarm/index';

/** What a child of this kind is told: the bundles of the sample farm and of the service. */
export const [, , FARM_BUNDLE = '', SERVICE_BUNDLE = ''] = process.argv;

/** Requires a bundle. */
export const load = createRequire(__filename);

/** Requires the farm's bundle and opens the farm. */
export function openFarm(): { readonly farm: sampleFarmBundle.SampleFarm; readonly key: SessionKey } {
  const { createSampleFarm } = load(FARM_BUNDLE) as typeof sampleFarmBundle;
  const farm = createSampleFarm({ now: Date.now, startedAtMs: Date.now() });
  const key = farm.examples[0]?.key;
  if (!key) {
    throw new Error('The farm has no session.');
  }
  return { farm, key };
}

/** Answers `ask` first, from `start` on, then again and again, and prints the milliseconds of the first and the others. */
export async function printTimes(start: number, ask: () => Promise<unknown>): Promise<void> {
  await ask();
  const cold = performance.now() - start;
  const warm: number[] = [];
  for (let round = 0; round < 60; round++) {
    const begun = performance.now();
    await ask();
    warm.push(performance.now() - begun);
  }
  console.log(JSON.stringify({ cold, warm: warm.slice(20) }));
}
