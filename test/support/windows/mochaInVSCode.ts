/**
 * What VS Code runs as `extensionTestsPath`: mocha, inside the extension host.
 *
 * The window is reloaded once between `test/integration/*.test.ts` and `test/integration/afterReload/*.test.ts`: VS Code starts
 * this file again in the reloaded window, which the results on disk tell. Where `TEST_STAGE` names a folder, its tests are run and
 * no others. After every test the window is searched for secrets.
 */
import * as inspector from 'node:inspector';
import path from 'node:path';

import Mocha from 'mocha';
import * as vscode from 'vscode';

import { SECRETS } from '../canaries';
import { collectIncidents } from '../suites/incidents';
import ProgressReporter from '../suites/progressReporter';
import { addResults, type Incident, readResults, type SuiteResults } from '../suites/results';
import { FailurePictures } from '../ui/failurePictures';
import { findInWindow } from '../ui/window';

import { testFiles } from 'test-files';

/** `out`, where this is bundled, is in the project's folder. */
const PROJECT_DIR = path.dirname(__dirname);
const LEAKS = 'no secret can be seen after any test';

/** Resolves when the tests of this stage have passed; rejects with how many have not. */
export async function run(): Promise<void> {
  const inspectPort = process.env.TEST_INSPECT_PORT;
  if (inspectPort !== undefined) {
    inspector.open(Number(inspectPort));
    inspector.waitForDebugger();
  }
  const file = process.env.TEST_WINDOW_RESULTS_FILE;
  const isReloaded = file !== undefined && readResults(file) !== undefined;
  const stage = process.env.TEST_STAGE ?? (isReloaded ? 'afterReload' : '.');
  const results = await runMocha(Object.keys(testFiles).filter((name) => path.dirname(name) === stage));
  if (file !== undefined) {
    addResults(file, results);
    if (stage === '.') {
      // The next extension host opens the same port.
      inspector.close();
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
      return new Promise(() => undefined);
    }
  }
  // What failed before, in this window or another one, is in the file already.
  if (results.failed > 0) {
    throw new Error(`${results.failed} failed`);
  }
}

async function runMocha(files: readonly string[]): Promise<SuiteResults> {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: ProgressReporter,
    color: false,
    forbidOnly: true,
    forbidPending: true,
    timeout: inspector.url() === undefined ? 240_000 : 0,
    // A window shared with a busy machine may lose a key or a hover. What is tried again is counted, and its number is limited.
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
  const pictures = new FailurePictures(
    process.env.TEST_PICTURES_DIR ?? path.join(PROJECT_DIR, '.vscode-test/failures'),
  );
  const pictured = (incidents: readonly Incident[]): Promise<Incident[]> =>
    Promise.all(
      incidents.map(async (incident) => {
        const picture = await pictures.pictureOf(incident.title);
        return { ...incident, ...(picture === undefined ? {} : { picture: path.relative(PROJECT_DIR, picture) }) };
      }),
    );
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const leaked = leaks.map((title) => ({ title: LEAKS, reason: `after: ${title}` }));
      console.log(leaks.length === 0 ? `  ${LEAKS}` : `  SECRETS SEEN: ${leaks.join('; ')}`);
      const { failures, retried } = incidentsOf();
      void Promise.all([pictured(failures), pictured(retried)]).then(([withPictures, again]) => {
        resolve({
          passed: runner.stats?.passes ?? 0,
          failed: failed + leaks.length,
          failures: [...withPictures, ...leaked],
          retried: again,
        });
      });
    });
    const incidentsOf = collectIncidents(runner);
    pictures.follow(mocha.suite, runner);
  });
}
