/**
 * Makes `out/deadline-session-inspector.vsix` of what has been built: the same bytes whenever and wherever it is made. `out/package` is
 * the folder that is packed.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

import { isPreRelease, PROJECT_DIR, readManifest } from './manifest';

const PACKED_DIR = path.join(PROJECT_DIR, 'out/package');
const VSIX = path.join(PROJECT_DIR, 'out/deadline-session-inspector.vsix');

/** A zip keeps the local time of each file. vsce takes the time from this variable. */
const FIXED_TIME = { TZ: 'UTC', SOURCE_DATE_EPOCH: String(Date.UTC(1980, 0, 1) / 1000) };

void packExtension();

async function packExtension(): Promise<void> {
  const { repository, version } = readManifest();
  const hasRepository = repository !== undefined;
  await fillPackedDir(hasRepository);
  Object.assign(process.env, FIXED_TIME);
  await createVSIX({
    cwd: PACKED_DIR,
    packagePath: VSIX,
    dependencies: false,
    preRelease: isPreRelease(version),
    // vsce would ask about it and wait for an answer; the release asks for it by itself.
    allowMissingRepository: !hasRepository,
  });
  if (!hasRepository) {
    console.log('package.json names no repository, so the README in the package has no pictures. See RELEASING.md.');
  }
}

/** Copies what `.vscodeignore` lets in, with the same mode for all, because a zip keeps that, too. */
async function fillPackedDir(hasRepository: boolean): Promise<void> {
  rmSync(PACKED_DIR, { recursive: true, force: true });
  const files = await listFiles({ cwd: PROJECT_DIR, packageManager: PackageManager.None });
  for (const file of [...files, '.vscodeignore']) {
    const copy = path.join(PACKED_DIR, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    writeFileSync(copy, packed(file, readFileSync(path.join(PROJECT_DIR, file)), hasRepository));
    chmodSync(copy, 0o644);
  }
}

function packed(file: string, contents: Buffer, hasRepository: boolean): Buffer | string {
  if (file === 'package.json') {
    return withoutDevelopment(contents.toString());
  }
  return file.endsWith('.md') && !hasRepository ? withoutProjectLinks(contents.toString()) : contents;
}

/** Who installs the extension needs no scripts and no dependencies: those are in the bundles. */
function withoutDevelopment(manifest: string): string {
  return JSON.stringify({
    ...(JSON.parse(manifest) as object),
    scripts: undefined,
    dependencies: undefined,
    devDependencies: undefined,
  });
}

/**
 * VS Code and the marketplaces show pictures from `https:` addresses only. With a repository vsce makes such addresses of paths in the
 * project. Without one, pictures are left out, and only the text of links is kept.
 */
function withoutProjectLinks(markdown: string): string {
  return markdown
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n/gm, '')
    .replace(/\[([^\]]*)\]\((?!https:|#)[^)]*\)/g, '$1');
}
