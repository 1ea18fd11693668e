/** Runs the integration tests in windows of VS Code. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { bundleForVSCode } from '../windows/bundleForVSCode';
import { findInFiles, SECRETS } from '../canaries';
import { writeDemoFolder } from '../windows/demoFolder';
import { writeHostileWorkspace } from '../windows/hostileWorkspace';
import { nobodysAccount } from '../farm/nobodysAccount';
import { runDir, runVSCode, type VSCodeRun } from '../windows/runVSCode';
import { trustedCertificate } from '../farm/trustedCertificate';
import { addResults, type Incident, PROJECT_DIR, readResults, reasonOf, resultsFile, writeResults } from './results';

type WindowSuite = 'integration' | 'floor';

/** How many tests of a run may be tried again. Where more have to be, something is wrong with the tests or the product. */
const MOST_TRIED_AGAIN = 2;
/** A test that passes in every window: the tests after a reload need one before it. */
const ALWAYS = 'has the extension of this checkout';

/** Two windows: one on a folder, and one on a workspace that is hostile and not trusted. The results are in the suite's file. */
export async function runInWindows(suite: WindowSuite): Promise<void> {
  const testsPath = await bundleForVSCode('windows/mochaInVSCode.ts', suite);
  const folder = runDir(`${suite}-folder`);
  const home = runDir(`${suite}-home`);
  const pictures = path.join(PROJECT_DIR, '.vscode-test/failures', suite);
  for (const dir of [folder, home, pictures]) {
    rmSync(dir, { recursive: true, force: true });
  }
  await writeDemoFolder(folder);
  const run = { version: suite === 'floor' ? 'floor' : 'newest', testsPath, settings: {} } as const;
  const env = {
    ...nobodysAccount(home),
    ...(await trustedCertificate(runDir(`${suite}-certificate`))),
    TEST_WINDOW_RESULTS_FILE: resultsFile(suite),
    TEST_PICTURES_DIR: pictures,
  };
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
  limitRetries(suite);
}

/** With `TEST_GREP` one window is enough: the first, or the one that `TEST_WINDOW` names. */
function isWanted(window: string): boolean {
  return process.env.TEST_GREP === undefined || window === (process.env.TEST_WINDOW ?? '.');
}

/** A window that fails without a failed test has broken off, which is a failure of its own. */
async function runWindow(suite: WindowSuite, run: VSCodeRun): Promise<void> {
  const file = resultsFile(suite);
  const before = readResults(file)?.failures.length ?? 0;
  const error = await broken(run);
  if (error !== undefined && (readResults(file)?.failures.length ?? 0) === before) {
    addResults(file, { failed: 1, failures: [{ title: `the window ${run.name}`, reason: reasonOf(error) }] });
  }
  await tryAgain(file, run, readResults(file)?.failures.slice(before) ?? []);
  nameLogs(file, run);
  countSecrets(suite, run.name);
}

async function broken(run: VSCodeRun): Promise<unknown> {
  try {
    await runVSCode(run);
    return undefined;
  } catch (error) {
    console.log(String(error));
    return error;
  }
}

/**
 * What one test leaves behind may disturb the next. What failed is tried once more, alone in a new window, and counts as tried
 * again; what fails there too has failed.
 */
async function tryAgain(file: string, run: VSCodeRun, failures: readonly Incident[]): Promise<void> {
  // The failure of a hook is one of all the tests that it is for. A hook for all tests has no title left.
  const titles = failures.map(({ title }) => title.replace(/ ?"(?:before|after) (?:all|each)" hook.*$/s, ''));
  const first = readResults(file);
  if (first === undefined || titles.length === 0 || titles.length > MOST_TRIED_AGAIN || titles.includes('')) {
    return;
  }
  console.log(`\nOnce more, in a new window:\n${titles.join('\n')}\n`);
  const again = `${file}.again`;
  rmSync(again, { force: true });
  const TEST_GREP = [...titles, ALWAYS].map(escaped).join('|');
  await broken({
    ...run,
    name: `${run.name}-2`,
    env: { ...run.env, TEST_WINDOW_RESULTS_FILE: again, TEST_GREP },
  });
  const second = readResults(again);
  if (second === undefined || second.failed > 0 || second.passed < titles.length) {
    return;
  }
  const known = new Set(first.retried.map(({ title }) => title));
  writeResults(file, {
    ...first,
    passed: first.passed + failures.length,
    failed: first.failed - failures.length,
    failures: first.failures.filter((one) => !failures.includes(one)),
    retried: [...first.retried, ...failures.filter(({ title }) => !known.has(title))],
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Names the logs of VS Code beside what went wrong in its window. */
function nameLogs(file: string, { name }: VSCodeRun): void {
  const results = readResults(file);
  if (results === undefined) {
    return;
  }
  const dir = path.join(runDir(name), 'logs');
  const newest = readdirSync(dir).sort().at(-1) ?? '';
  const logs = path.relative(PROJECT_DIR, path.join(dir, newest));
  const named = (all: readonly Incident[]): Incident[] => all.map((one) => ({ logs, ...one }));
  writeResults(file, { ...results, failures: named(results.failures), retried: named(results.retried) });
}

/**
 * Counts one test more: that nothing a window left on disk (state, logs, the browser's storage) holds a secret. It counts only
 * where the same search finds what must be there: IDs of sessions that were looked up.
 */
function countSecrets(suite: WindowSuite, window: string): void {
  const found = findInFiles(runDir(window), SECRETS);
  const seen = findInFiles(runDir(window), ['"sessionId":"session-']);
  const isGood = found.length === 0 && seen.length > 0;
  const reason = `secrets in: ${found.join(', ') || 'no file'}; sessions in ${seen.length} files`;
  console.log(`  No secret is left on disk (${reason})`);
  const title = `the window ${window} leaves no secret on disk`;
  addResults(resultsFile(suite), isGood ? { passed: 1 } : { failed: 1, failures: [{ title, reason }] });
}

/** A run in which many tests had to be tried again has failed, even if they passed then. */
function limitRetries(suite: WindowSuite): void {
  const file = resultsFile(suite);
  const count = readResults(file)?.retried.length ?? 0;
  if (count > MOST_TRIED_AGAIN) {
    const reason = `${count} tests were tried again; a run may have ${MOST_TRIED_AGAIN}.`;
    addResults(file, { failed: 1, failures: [{ title: 'few tests are tried again', reason }] });
  }
}
