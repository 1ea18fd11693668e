/**
 * Runs the suites that it is given (`unit`, `panel`, `integration`, `floor`) one after the other, all of them even when one fails, and
 * ends with one line that counts them together: `123 passed, 0 failed`. With `--count` it only prints that line again.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

import { bundleForVSCode } from './bundleForVSCode';
import { writeDemoFolder } from './demoFolder';
import { nobodysAccount } from './nobodysAccount';
import { runDir, runVSCode } from './runVSCode';
import { forgetResults, readCounts, resultsFile, suites, sumResults } from './testResults';

const projectDir = path.resolve(__dirname, '../..');
const wanted = suites.filter((suite) => process.argv.includes(suite));

void main();

async function main(): Promise<void> {
  if (!process.argv.includes('--count')) {
    for (const suite of wanted) {
      forgetResults(suite);
      await (suite === 'unit' || suite === 'panel' ? runInNode(suite) : runIntegration(suite));
      const counts = readCounts(resultsFile(suite));
      console.log(
        counts === undefined ? `${suite}: broke off\n` : `${suite}: ${counts.passed} passed, ${counts.failed} failed\n`,
      );
    }
  }
  const { passed, failed } = sumResults(wanted);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function runInNode(suite: 'unit' | 'panel'): Promise<void> {
  const mocha = path.join(projectDir, 'node_modules/mocha/bin/mocha.js');
  const config = suite === 'unit' ? '.mocharc.json' : 'test/panel/.mocharc.json';
  const reporter = path.join(__dirname, 'countingReporter.ts');
  spawnSync(process.execPath, [mocha, '--config', config, '--reporter', reporter], {
    cwd: projectDir,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_RESULTS_FILE: resultsFile(suite) },
  });
  return Promise.resolve();
}

async function runIntegration(suite: 'integration' | 'floor'): Promise<void> {
  const testsPath = await bundleForVSCode('mochaInVSCode.ts', 'integration');
  const folder = runDir(`${suite}-folder`);
  rmSync(folder, { recursive: true, force: true });
  await writeDemoFolder(folder);
  try {
    await runVSCode({
      name: suite,
      version: suite === 'floor' ? 'floor' : 'newest',
      testsPath,
      folder,
      settings: {},
      env: { ...nobodysAccount(folder), TEST_RESULTS_FILE: resultsFile(suite) },
    });
  } catch (error) {
    // The counts tell what failed; a run that left none counts as a failure.
    console.log(String(error));
  }
}
