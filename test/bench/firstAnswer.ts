/** P3: how long a person waits for the first answer, and for each one after that. */
import { bundleChild, runChild, shipped } from './files';
import { measure, type Times, timesOf } from './rounds';
import type { BenchRow } from './rows';

/** Asks the sample farm, each time in a new process: through our service, through the bare SDK, and directly. */
export async function benchFirstAnswer(): Promise<BenchRow[]> {
  const [service, sdk, farm, bareSdk] = await Promise.all(
    ['askService', 'askSdk', 'askFarm', 'bareSdk'].map((name) => bundleChild(name)),
  );
  const warm: Record<string, number[]> = {};
  const ask =
    (name: string, program = '', ...bundles: string[]) =>
    async () => {
      const times = (await runChild(program, shipped('sampleFarm.js'), ...bundles)) as { cold: number; warm: number[] };
      (warm[name] ??= []).push(...times.warm);
      return times.cold;
    };
  const cold = await measure(
    {
      ours: ask('ours', service, shipped('aws.js')),
      peer: ask('peer', sdk, bareSdk ?? ''),
      floor: ask('floor', farm),
    },
    { rounds: 20, budgetMs: 20_000 },
  );
  const warmTimes = (name: string): Times => timesOf(warm[name] ?? []);
  return [
    row('cold: require, first answer; peer: the bare SDK; floor: the farm alone', cold),
    row('warm: one answer', { ours: warmTimes('ours'), peer: warmTimes('peer'), floor: warmTimes('floor') }),
  ];
}

function row(what: string, times: Readonly<Record<'ours' | 'peer' | 'floor', Times>>): BenchRow {
  const ratio = times.ours.p50 / times.peer.p50;
  return { goal: 'P3', what, ...times, wanted: 'ours ÷ peer ≤ 1.2', reached: ratio, met: ratio <= 1.2 };
}
