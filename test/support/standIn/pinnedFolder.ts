import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import type { PinnedPackage } from './pins';

const run = promisify(execFile);

/** Where all parts are kept, e.g. `…/.vscode-test/stand-in`; git ignores it. */
export const standInDir = path.resolve(__dirname, '../../../.vscode-test/stand-in');

/** The package for this machine's kind of processor. */
export function pinFor(pins: Readonly<Record<string, PinnedPackage>>, what: string): PinnedPackage {
  const pin = pins[process.arch];
  if (pin === undefined) {
    throw new Error(
      `No ${what} for ${process.arch} is known to the stand-in. Install it, or set VSCODE_EXECUTABLE to a VS Code on this machine.`,
    );
  }
  return pin;
}

/**
 * Unpacks a pinned package into a folder of its own and completes it; returns its path at once when that has been done before.
 *
 * The folder is put in place by one rename, so an interrupted preparation is simply done again.
 *
 * @throws {Error} no network, or an archive that is not the pinned one
 */
export async function preparePinnedFolder(
  pin: PinnedPackage,
  complete: (dir: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
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
