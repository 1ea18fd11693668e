/** What the suites counted, kept in files, because other programs run them: Mocha in Node, and the extension host of VS Code. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const PROJECT_DIR = path.resolve(__dirname, '../../..');

/** A test that failed, or that failed and was tried again. */
export interface Incident {
  /** The full title, e.g. `the farms view lists fleets, their workers by host, and what those ran`. */
  readonly title: string;
  /** The error's message in one line, cut short. */
  readonly reason: string;
  /** A picture of the window when it failed, e.g. `.vscode-test/failures/integration/lists-fleets.png`; missing without a window. */
  readonly picture?: string;
  /** The folder of VS Code's logs, relative to the project's; missing without a window. */
  readonly logs?: string;
}

/** What one suite counted. */
export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly Incident[];
  /** Tests that were tried more than once, whether or not they passed in the end. */
  readonly retried: readonly Incident[];
  /** Missing until the suite has ended. */
  readonly tookMs?: number;
}

/**
 * The suites that exist. `zones` is the unit tests of what people read, in other time zones and languages; `bundled` is the tests of AWS on the SDK as it is shipped, `panel` is the details page in a browser,
 * `package` is what is shipped, `integration` is the tests in the newest VS Code, and `floor` is the same tests in the oldest.
 */
export const suites = ['unit', 'zones', 'network', 'bundled', 'panel', 'package', 'integration', 'floor'] as const;
export type Suite = (typeof suites)[number];

const NOTHING: SuiteResults = { passed: 0, failed: 0, failures: [], retried: [] };

/** Where a suite's results are kept, e.g. `…/.vscode-test/results/unit.json`. */
export function resultsFile(suite: Suite): string {
  return path.join(PROJECT_DIR, '.vscode-test/results', `${suite}.json`);
}

/** Deletes a suite's results, so that a run that breaks off cannot pass for the one before it. */
export function forgetResults(suite: Suite): void {
  rmSync(resultsFile(suite), { force: true });
}

/** The results in a file; undefined when the suite did not come to its end. */
export function readResults(file: string): SuiteResults | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SuiteResults) : undefined;
}

/** Replaces the results in a file. */
export function writeResults(file: string, results: SuiteResults): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}

/** Adds to the results in a file, which need not exist. */
export function addResults(file: string, more: Partial<SuiteResults>): void {
  const before = readResults(file) ?? NOTHING;
  writeResults(file, {
    ...before,
    ...more,
    passed: before.passed + (more.passed ?? 0),
    failed: before.failed + (more.failed ?? 0),
    failures: [...before.failures, ...(more.failures ?? [])],
    retried: [...before.retried, ...(more.retried ?? [])],
  });
}

/** The results of a suite; one that did not come to its end, or ran no test, has failed. */
export function resultsOf(suite: Suite): SuiteResults {
  const found = readResults(resultsFile(suite));
  return found === undefined || found.passed + found.failed === 0
    ? { ...NOTHING, failed: 1, failures: [{ title: suite, reason: 'The suite did not come to its end.' }] }
    : found;
}

/** An error as the reason of an {@link Incident}. */
export function reasonOf(error: unknown): string {
  // An error of another process is a plain object with its message.
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
  const text = typeof message === 'string' ? message : String(error);
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
