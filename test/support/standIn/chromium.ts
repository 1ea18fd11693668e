import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

import { prepareFonts } from './fonts';
import { pinFor, preparePinnedFolder } from './pinnedFolder';
import { chromiumPins } from './pins';

const run = promisify(execFile);

/** The browser that shows VS Code's window. */
export interface ChromiumParts {
  /** An absolute path. */
  readonly chromium: string;
  /** What it needs in its environment: the window's fonts, and libraries that the machine lacks. */
  readonly chromiumEnv: Readonly<Record<string, string>>;
}

/** A Chromium or Chrome of this machine if it has one that is new enough, else one from npm. */
export async function prepareChromium(): Promise<ChromiumParts> {
  const [{ chromium, chromiumEnv }, fonts] = await Promise.all([findOrUnpackChromium(), prepareFonts()]);
  return { chromium, chromiumEnv: { ...chromiumEnv, FONTCONFIG_FILE: fonts } };
}

async function findOrUnpackChromium(): Promise<ChromiumParts> {
  const installed = await findInstalledChromium();
  if (installed !== undefined) {
    return { chromium: installed, chromiumEnv: {} };
  }
  const dir = await preparePinnedFolder(pinFor(chromiumPins, 'Chromium'), async (packageDir) => {
    const bin = path.join(packageDir, 'bin');
    for (const archive of await readdir(bin)) {
      await unpackBrotli(bin, archive);
    }
  });
  const bin = path.join(dir, 'bin');
  const chromium = path.join(bin, 'chromium');
  const runsAsItIs = (await majorVersion(chromium)) !== undefined;
  return { chromium, chromiumEnv: runsAsItIs ? {} : { LD_LIBRARY_PATH: path.join(bin, 'lib') } };
}

async function unpackBrotli(dir: string, archive: string): Promise<void> {
  const packed = path.join(dir, archive);
  const unpacked = path.join(dir, archive.replace(/\.br$/, ''));
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(unpacked, { mode: 0o755 }));
  await rm(packed);
  if (unpacked.endsWith('.tar')) {
    await run('tar', ['-xf', unpacked, '-C', dir]);
    await rm(unpacked);
  }
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
