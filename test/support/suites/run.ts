/**
 * Runs the suites that it is given (`unit`, `network`, `bundled`, `panel`, `package`, `integration`, `floor`) one after the other, all of them
 * even when one fails, and ends with a summary. Its last line counts all together: `123 passed, 0 failed`. With `--count` it prints
 * the summary of the last runs again; with `--together` the suites run side by side, and each line begins with its suite.
 */
import { runInNode } from './inNode';
import { runInWindows } from './inWindows';
import { addResults, forgetResults, readResults, resultsFile, type Suite, suites } from './results';
import { runTogether } from './together';
import { printSummary } from './summary';

const wanted = suites.filter((suite) => process.argv.includes(suite));

void main();

async function main(): Promise<void> {
  if (process.argv.includes('--together')) {
    await runTogether(wanted);
  } else if (!process.argv.includes('--count')) {
    for (const [index, suite] of wanted.entries()) {
      console.log(`\n== ${suite}${wanted.length > 1 ? ` (suite ${index + 1} of ${wanted.length})` : ''}`);
      await run(suite);
    }
  }
  process.exitCode = printSummary(wanted) ? 0 : 1;
}

async function run(suite: Suite): Promise<void> {
  const startedAtMs = Date.now();
  forgetResults(suite);
  await (suite === 'integration' || suite === 'floor' ? runInWindows(suite) : runInNode(suite));
  const file = resultsFile(suite);
  if (readResults(file) !== undefined) {
    addResults(file, { tookMs: Date.now() - startedAtMs });
  }
}
