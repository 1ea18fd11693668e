import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PROJECT_DIR } from '../../build/manifest';

/** What a build reads. */
const SOURCES = [
  'build',
  'media',
  'skills',
  'src',
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'esbuild.mjs',
  'l10n',
  'package.json',
  'tsconfig.json',
  ...readdirSync(PROJECT_DIR).filter((name) => /^package\.nls\b.*\.json$/.test(name)),
];

describe('the package', () => {
  let copy: string;

  before(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'another folder '));
    for (const source of SOURCES) {
      cpSync(path.join(PROJECT_DIR, source), path.join(copy, source), { recursive: true });
    }
    symlinkSync(path.join(PROJECT_DIR, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    writeFileSync(path.join(PROJECT_DIR, 'dist/earlier.js'), '// of an earlier version');
    buildAndPack(PROJECT_DIR, { TZ: 'UTC' });
  });

  after(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it('has the same bytes when it is built again later, in another folder and in another time zone', () => {
    buildAndPack(copy, { TZ: 'Asia/Kolkata', LC_ALL: 'ja_JP.UTF-8' });
    assert.equal(hashOfPackage(copy), hashOfPackage(PROJECT_DIR));
  });

  it('says whose code the bundles contain, and each license once', () => {
    const notices = readPacked('ThirdPartyNotices.txt');
    for (const name of ['@aws-sdk/client-deadline', '@smithy/core', 'js-ini', 'preact']) {
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
    }
    assert.equal(notices.split('TERMS AND CONDITIONS FOR USE').length, 2);
    assert.equal(notices.split('Permission is hereby granted').length, 2);
  });

  it('has a README and a changelog without links into a project that is not there', () => {
    for (const file of ['README.md', 'CHANGELOG.md']) {
      assert.deepEqual(readPacked(file).match(/\]\((?!https:|#)[^)]*\)/g), null, file);
    }
  });
});

function buildAndPack(dir: string, env: Readonly<Record<string, string>>): void {
  for (const args of [['esbuild.mjs'], ['--import', 'tsx', 'build/package.ts']]) {
    execFileSync(process.execPath, args, {
      cwd: dir,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}

function hashOfPackage(dir: string): string {
  const file = path.join(dir, 'out/deadline-session-inspector.vsix');
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function readPacked(file: string): string {
  return readFileSync(path.join(PROJECT_DIR, 'out/package', file), 'utf8');
}
