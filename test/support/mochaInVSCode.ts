/**
 * What VS Code runs as `extensionTestsPath`: mocha, inside the extension host.
 *
 * The window is reloaded once between `test/integration/*.test.ts` and `test/integration/afterReload/*.test.ts`: VS Code starts
 * this file again in the reloaded window, which the counts on disk tell. Where `TEST_STAGE` names a folder, its tests are run and
 * no others. After every test the window is searched for secrets.
 */
import * as inspector from 'node:inspector';
import path from 'node:path';

import Mocha from 'mocha';
import * as vscode from 'vscode';

import { SECRETS } from './canaries';
import { addResults, readCounts, type TestCounts } from './testResults';
import { findInWindow } from './ui/window';

import { testFiles } from 'test-files';

/** Resolves when all tests have passed; rejects with how many have not. */
export async function run(): Promise<void> {
  const inspectPort = process.env.TEST_INSPECT_PORT;
  if (inspectPort !== undefined) {
    inspector.open(Number(inspectPort));
    inspector.waitForDebugger();
  }
  const results = process.env.TEST_RESULTS_FILE;
  const isReloaded = results !== undefined && readCounts(results) !== undefined;
  const stage = process.env.TEST_STAGE ?? (isReloaded ? 'afterReload' : '.');
  const counts = await runMocha(Object.keys(testFiles).filter((file) => path.dirname(file) === stage));
  if (results !== undefined) {
    addResults(results, counts);
    if (stage === '.') {
      // The next extension host opens the same port.
      inspector.close();
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
      return new Promise(() => undefined);
    }
  }
  const failed = results === undefined ? counts.failed : (readCounts(results)?.failed ?? 1);
  if (failed > 0) {
    throw new Error(`${failed} failed`);
  }
}

async function runMocha(files: readonly string[]): Promise<TestCounts> {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    forbidOnly: true,
    forbidPending: true,
    timeout: inspector.url() === undefined ? 30_000 : 0,
    slow: 5000,
    // A window shared with a busy machine may lose a key or a hover; what is wrong stays wrong when it is tried again.
    retries: 2,
    ...(process.env.TEST_GREP === undefined ? {} : { grep: process.env.TEST_GREP }),
  });
  for (const file of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    testFiles[file]?.();
  }
  const leaks: string[] = [];
  mocha.suite.afterEach(async function () {
    if (await findInWindow(SECRETS)) {
      leaks.push(this.currentTest?.fullTitle() ?? 'a test');
    }
  });
  const failures: string[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      console.log(
        leaks.length === 0 ? '  no secret was to be seen after any test' : `  SECRETS SEEN: ${leaks.join('; ')}`,
      );
      resolve({ passed: runner.stats?.passes ?? 0, failed: failed + leaks.length, failures });
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test: Mocha.Runnable) => {
      failures.push(test.fullTitle());
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
      console.log(`    tried again: ${test.title}: ${error.message.slice(0, 300)}`);
    });
  });
}
