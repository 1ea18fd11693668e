/**
 * Runs the suites that it is given (`unit`, `network`, `bundled`, `panel`, `integration`, `floor`) one after the other, all of them even when one fails, and
 * ends with one line that counts them together: `123 passed, 0 failed`. With `--count` it only prints that line again.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

import { bundleForNode } from './bundleForNode';
import { bundleForVSCode } from './bundleForVSCode';
import { findInFiles, SECRETS } from './canaries';
import { writeDemoFolder } from './demoFolder';
import { writeHostileWorkspace } from './hostileWorkspace';
import { trustedCertificate } from './trustedCertificate';
import { nobodysAccount } from './nobodysAccount';
import { runDir, runVSCode, type VSCodeRun } from './runVSCode';
import {
  addResults,
  forgetResults,
  readCounts,
  resultsFile,
  type Suite,
  suites,
  sumResults,
  writeCounts,
} from './testResults';

const projectDir = path.resolve(__dirname, '../..');
const wanted = suites.filter((suite) => process.argv.includes(suite));

void main();

async function main(): Promise<void> {
  if (!process.argv.includes('--count')) {
    for (const suite of wanted) {
      forgetResults(suite);
      await (suite === 'integration' || suite === 'floor' ? runIntegration(suite) : runInNode(suite));
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

async function runInNode(suite: 'unit' | 'network' | 'bundled' | 'panel'): Promise<void> {
  const mocha = path.join(projectDir, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(__dirname, 'countingReporter.ts');
  const config = suite === 'unit' ? '.mocharc.json' : `test/${suite}/.mocharc.json`;
  if (suite === 'bundled') {
    await bundleForNode();
  }
  spawnSync(process.execPath, [mocha, '--config', config, '--reporter', reporter], {
    cwd: projectDir,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_RESULTS_FILE: resultsFile(suite) },
  });
}

/** Two windows: one on a folder, and one on a workspace whose settings are hostile and which nobody has trusted. */
async function runIntegration(suite: 'integration' | 'floor'): Promise<void> {
  const testsPath = await bundleForVSCode('mochaInVSCode.ts', 'integration');
  const folder = runDir(`${suite}-folder`);
  const home = runDir(`${suite}-home`);
  const run = { version: suite === 'floor' ? 'floor' : 'newest', testsPath, settings: {} } as const;
  const env = {
    ...nobodysAccount(home),
    ...(await trustedCertificate(runDir(`${suite}-certificate`))),
    TEST_RESULTS_FILE: resultsFile(suite),
  };
  rmSync(folder, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
  await writeDemoFolder(folder);
  if (isWanted('.')) {
    await runWindow(suite, { ...run, name: suite, folder, env });
  }
  if (isWanted('hostileWorkspace')) {
    const name = `${suite}-workspace`;
    await runWindow(suite, {
      ...run,
      name,
      folder: writeHostileWorkspace(runDir(`${name}-folder`)),
      settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
      env: { ...env, TEST_STAGE: 'hostileWorkspace' },
    });
  }
}

/** With `TEST_GREP` one window is enough: the first, or the one that `TEST_WINDOW` names. */
function isWanted(window: string): boolean {
  return process.env.TEST_GREP === undefined || window === (process.env.TEST_WINDOW ?? '.');
}

/** The counts tell what failed; a window that failed without a count breaks off, which is a failure of its own. */
async function runWindow(suite: Suite, run: VSCodeRun): Promise<void> {
  const file = resultsFile(suite);
  const before = readCounts(file);
  const failedBefore = before?.failed ?? 0;
  try {
    await runVSCode(run);
  } catch (error) {
    console.log(String(error));
    if ((readCounts(file)?.failed ?? 0) === failedBefore) {
      addResults(file, { passed: 0, failed: 1 });
    }
  }
  await tryAgain(file, run, readCounts(file)?.failures?.slice(before?.failures?.length ?? 0) ?? []);
  countSecrets(suite, run.name);
}

/** How many tests a busy machine may have spoilt; where more have failed, something is wrong. */
const MOST_SPOILT = 5;
/** A test that passes in every window: what comes after a reload needs one before it. */
const ALWAYS = 'has the extension of this checkout';

/**
 * A window shared with a busy machine may lose keys, and what one test leaves behind may disturb the next. What failed is tried once
 * more, alone in a new window; what fails there too has failed. Both reports stand above the count.
 */
async function tryAgain(file: string, run: VSCodeRun, failures: readonly string[]): Promise<void> {
  const first = readCounts(file);
  // A hook’s failure is one of all the tests it is for. What is for all tests has no title left, and is no matter of luck.
  const titles = failures.map((title) => title.replace(/ ?"(?:before|after) (?:all|each)" hook.*$/s, ''));
  if (first === undefined || titles.length === 0 || titles.length > MOST_SPOILT || titles.includes('')) {
    return;
  }
  console.log(`\nOnce more, in a new window:\n${failures.join('\n')}\n`);
  const again = `${file}.again`;
  rmSync(again, { force: true });
  const TEST_GREP = [...titles, ALWAYS].map(escaped).join('|');
  await runVSCode({ ...run, name: `${run.name}-2`, env: { ...run.env, TEST_RESULTS_FILE: again, TEST_GREP } }).catch(
    (error: unknown) => {
      console.log(String(error));
    },
  );
  const { passed, failed } = readCounts(again) ?? { passed: 0, failed: 0 };
  const mended = passed + failed < failures.length ? 0 : Math.max(failures.length - failed, 0);
  writeCounts(file, { ...first, passed: first.passed + mended, failed: first.failed - mended });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * Counts one test more: that nothing a window left on disk (state, logs, the browser's storage) holds a secret. It counts only
 * where the same search finds what must be there: ids of sessions that were looked up.
 */
function countSecrets(suite: Suite, window: string): void {
  const found = findInFiles(runDir(window), SECRETS);
  const seen = findInFiles(runDir(window), ['"sessionId":"session-']);
  const isGood = found.length === 0 && seen.length > 0;
  console.log(
    `  ${isGood ? '✔' : '✗'} left no secret on disk ${found.join(', ')}, but sessions in ${seen.length} files`,
  );
  addResults(resultsFile(suite), { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });
}
