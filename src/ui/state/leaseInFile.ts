import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LeaseFile, LeaseRecord } from '../../watch/shared/lease';

/** A lease in a file; written as a whole, so that no window reads half of it. */
export class LeaseInFile implements LeaseFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async read(): Promise<LeaseRecord | undefined> {
    try {
      return parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  async write(record: LeaseRecord): Promise<void> {
    const next = `${this.#file}.${randomUUID()}`;
    await mkdir(path.dirname(this.#file), { recursive: true });
    await writeFile(next, JSON.stringify(record), { mode: 0o600 });
    try {
      await rename(next, this.#file);
    } catch (error) {
      await rm(next, { force: true });
      throw error;
    }
  }

  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

function parse(value: unknown): LeaseRecord | undefined {
  const { holder, beatMs, isFocused, workMs, name } = (value ?? {}) as Partial<Record<keyof LeaseRecord, unknown>>;
  return typeof holder === 'string' && typeof beatMs === 'number'
    ? {
        holder,
        beatMs,
        isFocused: isFocused === true,
        workMs: typeof workMs === 'number' ? workMs : undefined,
        name: typeof name === 'string' ? name : undefined,
      }
    : undefined;
}
