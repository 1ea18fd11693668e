import { randomUUID } from 'node:crypto';
import { type FSWatcher, fstatSync, mkdirSync, openSync, readFileSync, closeSync, watch } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Emitter } from '../../core/async/event';
import type { SharedLines, SharedLinesChange } from '../../core/text/sharedLines';

/** A lock that is older was left by a window that was killed. */
const STALE_LOCK_MS = 30_000;

/** Lines in a file that several processes append to. Only text of this user may be in the folder. */
export class SharedFile implements SharedLines {
  readonly #file: string;
  readonly #onError: (error: unknown) => void;
  readonly #changes = new Emitter<SharedLinesChange>();
  #watcher: FSWatcher | undefined;
  /** Which file was read: it is another one after its lines were replaced. */
  #identity = '';
  /** How many bytes of it were read. */
  #read = 0;
  /** Lines that wait until those before them are written. */
  #waiting: string[] = [];
  #appending: Promise<void> = Promise.resolve();
  #looking: Promise<void> | undefined;
  #isLookDue = false;
  #isDisposed = false;

  readonly onDidChange = this.#changes.event;

  /**
   * @param file its path; the folder is made where it is missing
   * @param onError told of what could not be read or watched
   */
  constructor(file: string, onError: (error: unknown) => void) {
    this.#file = file;
    this.#onError = onError;
  }

  readAll(): readonly string[] {
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      this.#watch();
    } catch (error) {
      this.#onError(error);
    }
    try {
      return this.#readWhole();
    } catch (error) {
      if (!isMissing(error)) {
        this.#onError(error);
      }
      return [];
    }
  }

  append(lines: readonly string[]): Promise<void> {
    this.#waiting.push(...lines);
    const work = this.#appending.then(() => this.#appendNow(this.#waiting.splice(0)));
    this.#appending = work.catch(() => undefined);
    return work;
  }

  async replace(shorten: (lines: readonly string[]) => readonly string[]): Promise<void> {
    const lock = await takeLock(`${this.#file}.lock`);
    if (!lock) {
      return;
    }
    const old = await open(this.#file, 'r');
    const next = `${this.#file}.${randomUUID()}`;
    try {
      const bytes = await readFrom(old, 0);
      await writeFile(next, textOf(shorten(linesOf(bytes))), { mode: 0o600 });
      await rename(next, this.#file);
      // What was appended to the old file since it was read is not in the new one yet.
      const late = linesOf(await readFrom(old, bytes.length));
      if (late.length > 0) {
        await this.append(late);
      }
    } finally {
      await old.close();
      await rm(next, { force: true });
      await lock.release();
    }
    await this.look();
  }

  look(): Promise<void> {
    this.#isLookDue = true;
    this.#looking ??= this.#lookWhileDue().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#watcher?.close();
    this.#changes.dispose();
  }

  #watch(): void {
    const name = path.basename(this.#file);
    this.#watcher = watch(path.dirname(this.#file), { persistent: false }, (_event, changed) => {
      if (changed === null || changed === name) {
        this.look().catch(this.#onError);
      }
    });
    this.#watcher.on('error', this.#onError);
  }

  #readWhole(): readonly string[] {
    const descriptor = openSync(this.#file, 'r');
    try {
      const bytes = readFileSync(descriptor);
      this.#identity = String(fstatSync(descriptor, { bigint: true }).ino);
      this.#read = wholeLength(bytes);
      return linesOf(bytes.subarray(0, this.#read));
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * Another window may replace the file between opening and writing: what was written is then in a file that no window reads any
   * more, and is written once more. A line that is there twice says nothing new.
   */
  async #appendNow(lines: readonly string[]): Promise<void> {
    while (lines.length > 0) {
      const handle = await open(this.#file, 'a', 0o600);
      try {
        // The first line end closes a line that a killed window did not finish.
        await handle.writeFile(`\n${textOf(lines)}`);
        const { ino } = await handle.stat({ bigint: true });
        const now = await stat(this.#file, { bigint: true }).catch(() => undefined);
        if (now?.ino === ino) {
          return;
        }
      } finally {
        await handle.close();
      }
    }
  }

  async #lookWhileDue(): Promise<void> {
    while (this.#isLookDue && !this.#isDisposed) {
      this.#isLookDue = false;
      const handle = await open(this.#file, 'r').catch(() => undefined);
      if (!handle) {
        return;
      }
      try {
        await this.#readNew(handle);
      } finally {
        await handle.close();
      }
    }
  }

  async #readNew(handle: FileHandle): Promise<void> {
    const { ino, size } = await handle.stat({ bigint: true });
    const isSame = String(ino) === this.#identity && Number(size) >= this.#read;
    const from = isSame ? this.#read : 0;
    const bytes = await readFrom(handle, from);
    const whole = wholeLength(bytes);
    this.#identity = String(ino);
    this.#read = from + whole;
    const lines = linesOf(bytes.subarray(0, whole));
    if (!this.#isDisposed && (lines.length > 0 || !isSame)) {
      this.#changes.fire({ kind: isSame ? 'appended' : 'replaced', lines });
    }
  }
}

/** What stands in a file from a byte on. */
async function readFrom(handle: FileHandle, from: number): Promise<Buffer> {
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(Math.max(0, size - from));
  let read = 0;
  while (read < bytes.length) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, from + read);
    if (bytesRead === 0) {
      break;
    }
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

/** Up to the last line end: behind it somebody may be writing. */
function wholeLength(bytes: Uint8Array): number {
  return bytes.lastIndexOf(LINE_END) + 1;
}

const LINE_END = 10;

function linesOf(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Undefined where another window has the lock. */
async function takeLock(file: string): Promise<{ release(): Promise<void> } | undefined> {
  // The time is in the file, because a file server can have another clock than this machine.
  const lockedAtMs = await readFile(file, 'utf8').then(Number, () => undefined);
  if (lockedAtMs !== undefined && !(Math.abs(Date.now() - lockedAtMs) <= STALE_LOCK_MS)) {
    await rm(file, { force: true });
  }
  try {
    await writeFile(file, String(Date.now()), { flag: 'wx', mode: 0o600 });
    return { release: () => rm(file, { force: true }) };
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'ENOENT';
}
