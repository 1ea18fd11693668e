/** Measuring side by side: machines are noisy, so what is compared is measured by turns in the same minute. */

/** The times of one way, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly min: number;
  readonly rounds: number;
}

/** How often and how long ways are measured: `rounds` times, or fewer if `budgetMs` is spent first, but 3 times at least. */
export interface Rounds {
  readonly rounds: number;
  readonly budgetMs: number;
}

/** Runs all ways by turns, once to warm them up and then round by round. A way says how long it took, in milliseconds. */
export async function measure<W extends string>(
  ways: Readonly<Record<W, () => number | Promise<number>>>,
  { rounds, budgetMs }: Rounds,
): Promise<Readonly<Record<W, Times>>> {
  const names = Object.keys(ways) as W[];
  const taken = new Map<W, number[]>(names.map((name) => [name, []]));
  const end = performance.now() + budgetMs;
  for (let round = 0; round <= rounds && (round <= 3 || performance.now() < end); round++) {
    for (const name of names) {
      const ms = await ways[name]();
      if (round > 0) {
        taken.get(name)?.push(ms);
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, timesOf(taken.get(name) ?? [])])) as Record<W, Times>;
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** How much processor time something takes that nothing else runs beside, in milliseconds: a busy machine changes little of it. */
export function processorTime(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The middle and the ends of some times in milliseconds. */
export function timesOf(taken: readonly number[]): Times {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), min: at(0), rounds: sorted.length };
}
