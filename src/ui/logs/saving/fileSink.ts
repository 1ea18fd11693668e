import { randomBytes } from 'node:crypto';
import { lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Takes a log's bytes one after the other. */
export interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes what was written the file. */
  finish(): Promise<void>;
  /** Leaves nothing of it behind, and an older file as it was. */
  drop(): Promise<void>;
}

/**
 * Writes a new file beside the chosen one and puts it in its place at the end, so that an older file stays until then. The new
 * file's name is random and it must not exist (`wx` follows no link), so nothing else in the folder is touched, and two windows
 * that save to one path do not mix. A chosen link is followed: its target is replaced, with the mode that the target had.
 *
 * @param path absolute
 * @throws the error of the file system, e.g. `ENOENT`, `EACCES`, `ENOSPC`
 */
export async function openFileSink(path: string): Promise<Sink> {
  const target = await targetOf(path);
  const partial = join(dirname(target), `.deadline-log-${randomBytes(8).toString('hex')}.part`);
  const old = await stat(target).catch(() => undefined);
  if (old && !old.isFile()) {
    throw Object.assign(new Error(`${target} is not a file`), { code: 'EISDIR' });
  }
  const file = await open(partial, 'wx');
  const drop = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
  };
  return {
    write: async (bytes) => {
      await file.writeFile(bytes);
    },
    finish: async () => {
      if (old) {
        await file.chmod(old.mode & 0o7777);
      }
      await file.close();
      await rename(partial, target);
    },
    drop,
  };
}

/** The file itself where a path is a link to it. A link to nothing is an error. */
async function targetOf(path: string): Promise<string> {
  const isLink = await lstat(path).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );
  return isLink ? realpath(path) : join(await realpath(dirname(path)), basename(path));
}
