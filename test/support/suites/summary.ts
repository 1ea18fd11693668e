/** The end of a run, for a person: how each suite went, what was tried again and what failed, and one line that counts all. */
import { duration } from '../../../src/render/time';
import { type Incident, resultsOf, type Suite } from './results';

/** Prints the summary, whose last line reads `123 passed, 0 failed`, and returns whether all passed. */
export function printSummary(wanted: readonly Suite[]): boolean {
  const all = wanted.map((suite) => ({ suite, ...resultsOf(suite) }));
  console.log('');
  for (const { suite, passed, failed, retried, tookMs } of all) {
    const took = tookMs === undefined ? '' : `  ${duration(tookMs)}`;
    const again = retried.length === 0 ? '' : `  (${retried.length} tried again)`;
    console.log(`${suite.padEnd(12)} ${String(passed).padStart(5)} passed, ${failed} failed${took}${again}`);
  }
  printIncidents(
    'Tried again:',
    all.flatMap(({ suite, retried }) => retried.map((one) => ({ suite, ...one }))),
  );
  printIncidents(
    'Failed:',
    all.flatMap(({ suite, failures }) => failures.map((one) => ({ suite, ...one }))),
  );
  const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
  const failed = sum(all.map((one) => one.failed));
  console.log(`\n${sum(all.map(({ retried }) => retried.length))} tried again`);
  console.log(`${sum(all.map(({ passed }) => passed))} passed, ${failed} failed`);
  return failed === 0;
}

function printIncidents(heading: string, incidents: readonly (Incident & { suite: Suite })[]): void {
  if (incidents.length > 0) {
    console.log(`\n${heading}`);
  }
  for (const { suite, title, reason, picture, logs } of incidents) {
    console.log(`  ${suite}: ${title}\n    ${reason}`);
    for (const [name, file] of Object.entries({ picture, logs })) {
      if (file !== undefined) {
        console.log(`    ${name}: ${file}`);
      }
    }
  }
}
