/** What the hosts of a group of failures say: a machine, or not a machine. */
import { chanceOfAtLeast } from './exactTest';
import type { FailureSpread } from './triage';

/** How often a group may blame a host by chance. */
const FALSE_ALARMS = 0.005;
const FEWEST_FAILURES = 3;
/** Which part of a group one host must have for the group to be that host's. */
const MOST_OF_IT = 2 / 3;

/**
 * @param own failures of the group by host.
 * @param base by host, what the group is compared with: attempts of tasks where they are known, else all failures of the job. Both
 *   hold the group itself.
 */
export function spreadOf(own: ReadonlyMap<string, number>, base: ReadonlyMap<string, number>): FailureSpread {
  const [[topHost, top] = ['', 0], [, second] = ['', 0]] = [...own].sort(([, a], [, b]) => b - a);
  const failures = sum(own);
  if (top >= FEWEST_FAILURES && top >= failures * MOST_OF_IT) {
    const here = Math.max(top, base.get(topHost) ?? 0);
    const all = Math.max(failures, sum(base));
    const chance = chanceOfAtLeast({ hits: top, drawn: here, marked: failures, all }) * Math.max(1, base.size);
    return chance <= FALSE_ALARMS ? 'oneHost' : 'tooLittle';
  }
  return own.size >= 3 || second >= 2 ? 'manyHosts' : 'tooLittle';
}

function sum(counts: ReadonlyMap<string, number>): number {
  let all = 0;
  for (const count of counts.values()) {
    all += count;
  }
  return all;
}
