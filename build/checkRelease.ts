/** Fails, and says why, when something that a release needs is missing. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { PROJECT_DIR, readManifest } from './manifest';
import { missingForRelease } from './releaseReadiness';

const missing = missingForRelease({
  manifest: readManifest(),
  changelog: readFileSync(path.join(PROJECT_DIR, 'CHANGELOG.md'), 'utf8'),
  changedFiles: git('status', '--porcelain').map((line) => line.slice(3)),
  tags: git('tag', '--points-at', 'HEAD'),
  env: process.env,
});
if (missing.length > 0) {
  console.error(['Nothing is released. See RELEASING.md.', ...missing.map((sentence) => `- ${sentence}`)].join('\n'));
  process.exitCode = 1;
}

/** The lines that git prints. */
function git(...args: readonly string[]): string[] {
  return execFileSync('git', args, { cwd: PROJECT_DIR, encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}
