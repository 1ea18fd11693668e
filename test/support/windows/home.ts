/** The home folder of the window under test: nobody's, until a test writes something into it. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Writes a file below the home folder, e.g. `.aws/config`; makes its folders. */
export async function writeHome(file: string, content: string): Promise<void> {
  const target = path.join(homedir(), file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
}

/** Puts a program there that is found before the machine's own, e.g. `aws`; `script` is Node. It does not exist on Windows. */
export async function writeProgram(name: string, script: string): Promise<void> {
  const file = path.join('bin', name);
  await writeHome(file, `#!${process.execPath}\nprocess.env.ELECTRON_RUN_AS_NODE = '1';\n${script}`);
  await chmod(path.join(homedir(), file), 0o755);
  const bin = path.join(homedir(), 'bin');
  const others = (process.env.PATH ?? '').split(path.delimiter).filter((dir) => dir !== bin);
  process.env.PATH = [bin, ...others].join(path.delimiter);
}

/** Leaves the home folder as empty as it was. */
export async function clearHome(): Promise<void> {
  await Promise.all(
    ['.aws', '.deadline', 'bin'].map((name) => rm(path.join(homedir(), name), { recursive: true, force: true })),
  );
}
