import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What one suite counted. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** The full titles of those that failed, where the suite tells them. */
  readonly failures?: readonly string[];
}

/** The suites that exist; `bundled` is the tests of AWS on the SDK as it is shipped, `panel` is the details page in a browser, `floor` is the integration tests on the oldest VS Code. */
export const suites = ['unit', 'network', 'bundled', 'panel', 'integration', 'floor'] as const;
export type Suite = (typeof suites)[number];

/** Where a suite's counts are kept while other programs run it, e.g. `…/.vscode-test/results/unit.json`. */
export function resultsFile(suite: Suite): string {
  return path.resolve(__dirname, '../../.vscode-test/results', `${suite}.json`);
}

/** Forgets what a suite counted last time, so that a run that breaks off cannot pass for it. */
export function forgetResults(suite: Suite): void {
  rmSync(resultsFile(suite), { force: true });
}

/** Adds to the counts in a file, or begins it. */
export function addResults(file: string, { passed, failed, failures = [] }: TestCounts): void {
  const before = readCounts(file) ?? { passed: 0, failed: 0 };
  writeCounts(file, {
    passed: before.passed + passed,
    failed: before.failed + failed,
    failures: [...(before.failures ?? []), ...failures],
  });
}

/** Puts these counts in the place of what the file held. */
export function writeCounts(file: string, counts: TestCounts): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(counts));
}

/** The counts in a file; missing when the suite never came to its end. */
export function readCounts(file: string): TestCounts | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestCounts) : undefined;
}

/** All suites together; one that did not come to its end, or ran no test, counts as a failure. */
export function sumResults(wanted: readonly Suite[]): TestCounts {
  const counts = wanted.map((suite) => {
    const found = readCounts(resultsFile(suite));
    return found === undefined || found.passed + found.failed === 0 ? { passed: 0, failed: 1 } : found;
  });
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}
