import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { build } from 'esbuild';

/** The project's folder. */
export const PROJECT = path.resolve(__dirname, '../..');

/** Where all that measuring writes goes; git does not see it. */
export const BENCH_DIR = path.join(PROJECT, 'out', 'bench');

/** A file of `dist`, as it is shipped. */
export function shipped(name: string): string {
  return path.join(PROJECT, 'dist', name);
}

/** Bundles a program of `test/bench/children` as what is shipped is bundled, and returns its path. */
export async function bundleChild(name: string): Promise<string> {
  const outfile = path.join(BENCH_DIR, `${name}.js`);
  await build({
    entryPoints: [path.join(__dirname, 'children', `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}

/** Runs a program in a process of its own and returns what it prints, parsed. */
export async function runChild(program: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args]);
  return JSON.parse(stdout) as unknown;
}

/** ripgrep: VS Code brings its own, below what the tests run in; else the one on the PATH. Undefined where there is none. */
export async function findRipgrep(): Promise<string | undefined> {
  const own = path.join(`${process.platform}-${process.arch}`, process.platform === 'win32' ? 'rg.exe' : 'rg');
  const tests = path.join(PROJECT, '.vscode-test');
  const candidates = ['rg', ...filesBelow(tests).filter((file) => file.endsWith(path.join('bin', own)))];
  for (const candidate of candidates) {
    try {
      await promisify(execFile)(candidate, ['--version']);
      return candidate;
    } catch {
      // Not there, or not for this machine.
    }
  }
  return undefined;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
