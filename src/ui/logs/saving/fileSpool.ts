import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Spool } from '../../../core/logs/pages/spool';

/**
 * A spool in a file of its own among the machine's temporary ones, readable by no other user. Where the system can, its name is
 * gone before the first byte is in it, so that nothing of a log is left behind even by a window that crashes.
 */
export async function openFileSpool(): Promise<Spool> {
  const directory = await mkdtemp(path.join(tmpdir(), 'deadline-log-'));
  const file = await open(path.join(directory, 'log'), 'wx+', 0o600).catch(async (error: unknown) => {
    await remove(directory);
    throw error;
  });
  const isNameless = process.platform !== 'win32' && (await remove(directory));
  return new FileSpool(file, isNameless ? undefined : directory);
}

class FileSpool implements Spool {
  readonly #file: FileHandle;
  readonly #directory: string | undefined;
  #end = 0;
  #work: Promise<unknown> = Promise.resolve();

  constructor(file: FileHandle, directory: string | undefined) {
    this.#file = file;
    this.#directory = directory;
  }

  append(bytes: Uint8Array): Promise<number> {
    return this.#after(async () => {
      const offset = this.#end;
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written, offset + written);
        written += bytesWritten;
      }
      this.#end = offset + bytes.length;
      return offset;
    });
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let read = 0; read < length;) {
      const { bytesRead } = await this.#file.read(bytes, read, length - read, offset + read);
      if (bytesRead === 0) {
        throw new Error(`The spool ends at ${offset + read}, before ${offset + length}`);
      }
      read += bytesRead;
    }
    return bytes;
  }

  dispose(): void {
    // No caller is left to be told that closing failed; the system closes what is still open.
    void this.#after(() => this.#file.close())
      .then(() => (this.#directory === undefined ? undefined : remove(this.#directory)))
      .catch(() => undefined);
  }

  #after<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work, work);
    this.#work = result.catch(() => undefined);
    return result;
  }
}

async function remove(directory: string): Promise<boolean> {
  return rm(directory, { recursive: true }).then(
    () => true,
    () => false,
  );
}
