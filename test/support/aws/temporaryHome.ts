import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A person's home directory with the files a test needs. */
export interface TemporaryHome {
  readonly path: string;
  /** Writes a file below it, e.g. `.aws/config`. */
  write(name: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function createTemporaryHome(files: Readonly<Record<string, string>> = {}): Promise<TemporaryHome> {
  const path = await mkdtemp(join(tmpdir(), 'inspector-home-'));
  const write = async (name: string, text: string): Promise<void> => {
    const file = join(path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  for (const [name, text] of Object.entries(files)) {
    await write(name, text);
  }
  // A program that was just ended can still write a line into it.
  return { path, write, remove: () => rm(path, { recursive: true, maxRetries: 20, retryDelay: 50 }) };
}
