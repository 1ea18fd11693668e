import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

import { chromiumPins, nodePins, vscodePins, type PinnedPackage, type VSCodeVersion } from './pins';

const run = promisify(execFile);
const projectDir = path.resolve(__dirname, '../../..');
const standInDir = path.join(projectDir, '.vscode-test', 'stand-in');

/** VS Code's server and the Node it runs on, as absolute paths. */
export interface ServerParts {
  readonly node: string;
  readonly serverMain: string;
}

/**
 * The parts the stand-in is put together from, all absolute paths.
 *
 * `chromiumEnv` is what Chromium needs in its environment on a machine that lacks the libraries or fonts it wants.
 */
export interface StandInParts extends ServerParts {
  readonly chromium: string;
  readonly chromiumEnv: Readonly<Record<string, string>>;
}

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
  return prepareFolder(pinFor(nodePins, 'Node'), () => Promise.resolve());
}

async function prepareVSCode(version: VSCodeVersion): Promise<string> {
  return prepareFolder(vscodePins[version], async (dir) => {
    // Native modules stay unbuilt: VS Code misses only terminals and file search, and no compiler is needed. No audit, no saving:
    // the versions are those of the shrinkwrap in the archive.
    const serverDir = path.join(dir, 'lib', 'vscode');
    const flags = ['--omit=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', '--prefix', serverDir, ...flags], { cwd: serverDir });
  });
}

async function prepareChromium(): Promise<Pick<StandInParts, 'chromium' | 'chromiumEnv'>> {
  const installed = await findInstalledChromium();
  if (installed !== undefined) {
    return { chromium: installed, chromiumEnv: {} };
  }
  const dir = await prepareFolder(pinFor(chromiumPins, 'Chromium'), async (packageDir) => {
    const bin = path.join(packageDir, 'bin');
    for (const archive of await readdir(bin)) {
      const unpacked = path.join(bin, archive.replace(/\.br$/, ''));
      await pipeline(
        createReadStream(path.join(bin, archive)),
        createBrotliDecompress(),
        createWriteStream(unpacked, { mode: 0o755 }),
      );
      await rm(path.join(bin, archive));
      if (unpacked.endsWith('.tar')) {
        await run('tar', ['-xf', unpacked, '-C', bin]);
        await rm(unpacked);
      }
    }
  });
  const bin = path.join(dir, 'bin');
  const chromium = path.join(bin, 'chromium');
  const runsAsItIs = (await majorVersion(chromium)) !== undefined;
  return {
    chromium,
    chromiumEnv: {
      ...(runsAsItIs ? {} : { LD_LIBRARY_PATH: path.join(bin, 'lib') }),
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: bin }),
    },
  };
}

/** A Chromium or Chrome of this machine that is new enough for VS Code. Snaps are left out: they cannot reach hidden folders. */
async function findInstalledChromium(): Promise<string | undefined> {
  for (const dir of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of ['google-chrome', 'google-chrome-stable', 'chromium']) {
      const file = path.join(dir, name);
      if (!dir.startsWith('/snap') && existsSync(file) && ((await majorVersion(file)) ?? 0) >= 128) {
        return file;
      }
    }
  }
  return undefined;
}

async function majorVersion(chromium: string): Promise<number | undefined> {
  try {
    const { stdout } = await run(chromium, ['--version'], { timeout: 10_000 });
    const major = /(?<major>\d+)\.\d+\.\d+/.exec(stdout)?.groups?.major;
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}

function pinFor(pins: Readonly<Record<string, PinnedPackage>>, what: string): PinnedPackage {
  const pin = pins[process.arch];
  if (pin === undefined) {
    throw new Error(
      `No ${what} for ${process.arch} is known to the stand-in. Install it, or set VSCODE_EXECUTABLE to a VS Code on this machine.`,
    );
  }
  return pin;
}

/** Unpacks a pinned package into a folder of its own and completes it; returns at once when that has been done before. */
async function prepareFolder(pin: PinnedPackage, complete: (dir: string) => Promise<void>): Promise<string> {
  const target = path.join(standInDir, `${path.basename(pin.name)}-${pin.version}`);
  if (existsSync(target)) {
    return target;
  }
  console.log(`Preparing ${pin.name} ${pin.version} …`);
  const partial = `${target}.partial-${process.pid}`;
  await removeLeftovers(target);
  await mkdir(partial, { recursive: true });
  try {
    await unpack(pin, partial);
    await complete(path.join(partial, 'package'));
    await rename(path.join(partial, 'package'), target);
  } catch (error) {
    // Another run may have been faster, which is as good.
    if (!existsSync(target)) {
      throw error;
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return target;
}

async function unpack(pin: PinnedPackage, dir: string): Promise<void> {
  const flags = ['--pack-destination', dir, '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['pack', `${pin.name}@${pin.version}`, ...flags], { cwd: dir });
  const archive = (await readdir(dir)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) {
    throw new Error(`npm pack ${pin.name}@${pin.version} left no archive.`);
  }
  const file = path.join(dir, archive);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== pin.integrity) {
    throw new Error(`${pin.name}@${pin.version} is not the pinned package: ${integrity} instead of ${pin.integrity}.`);
  }
  await run('tar', ['-xzf', file, '-C', dir]);
  // A package may be packed in a folder of any name; npm's own is `package`.
  await rm(file);
}

/** Removes what interrupted preparations left, but not what another process is at work on. */
async function removeLeftovers(target: string): Promise<void> {
  await mkdir(standInDir, { recursive: true });
  const prefix = `${path.basename(target)}.partial-`;
  for (const name of await readdir(standInDir)) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      await rm(path.join(standInDir, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
