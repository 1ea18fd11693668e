import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { bundleForNode } from '../bundleForNode';
import { bundleUnitTests } from './bundleUnitTests';
import { PROJECT_DIR, resultsFile, type Suite } from './results';

/** Ahead of and behind UTC by no whole hours and by most of a day; languages with other digits, separators and directions. */
const ZONES = [
  ['UTC', 'en_US.UTF-8'],
  ['Asia/Kolkata', 'de_DE.UTF-8'],
  ['America/St_Johns', 'ja_JP.UTF-8'],
  ['Pacific/Kiritimati', 'ar_EG.UTF-8'],
] as const;
const READ_BY_PEOPLE = ['core/logs', 'render', 'ui'].map((folder) => `out/unit/${folder}/**/*.test.mjs`);
const UNIT_SETTINGS = ['--config', 'test/unit/.mocharc.json'];

/** Runs a suite with Mocha in Node. Its results are in its file. */
export async function runInNode(suite: Exclude<Suite, 'integration' | 'floor'>): Promise<void> {
  const mocha = path.join(PROJECT_DIR, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(__dirname, 'progressReporter.ts');
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): void => {
    spawnSync(process.execPath, [mocha, '--reporter', reporter, ...args], {
      cwd: PROJECT_DIR,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, TEST_RESULTS_FILE: resultsFile(suite), ...env },
    });
  };
  if (suite === 'unit') {
    await bundleUnitTests();
    run([...UNIT_SETTINGS, 'out/unit/**/*.test.mjs']);
  } else if (suite === 'zones') {
    await bundleUnitTests();
    for (const [TZ, LC_ALL] of ZONES) {
      console.log(`${TZ}, ${LC_ALL}`);
      run([...UNIT_SETTINGS, ...READ_BY_PEOPLE], { TZ, LC_ALL, LANG: LC_ALL });
    }
  } else {
    if (suite === 'bundled') {
      await bundleForNode();
    }
    run(['--config', `test/${suite}/.mocharc.${suite === 'bundled' ? 'json' : 'cjs'}`]);
  }
}
