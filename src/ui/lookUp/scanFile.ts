import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { t } from '../../core/text/localize';
import { type FaultKind, UserError } from '../../core/errors';
import { IdBytes } from '../../core/references/idBytes';
import { plainText } from '../../core/text/plainText';
import { SessionTally, type TalliedSession } from '../../core/references/sessionTally';

/** What a file names. */
export interface FileScan {
  /** In the order in which the file first names them. */
  readonly sessions: readonly TalliedSession[];
  /** Whether it names more than could be kept. */
  readonly isFull: boolean;
}

/** As much is read and looked through at a time; between two of them everybody else has a turn. */
export const PIECE_BYTES = 1_048_576;

/** By the code of the system's error. */
const REFUSALS: Readonly<Record<string, readonly [kind: FaultKind, sentence: (name: string) => string]>> = {
  ENOENT: ['notFound', (name) => t('{0} is not there any more.', name)],
  EACCES: ['accessDenied', (name) => t('{0} may not be read.', name)],
  EPERM: ['accessDenied', (name) => t('{0} may not be read.', name)],
  EISDIR: ['invalid', isFolder],
};

function isFolder(name: string): string {
  return t('{0} is a folder.', name);
}

/**
 * Finds the sessions in a file of any size, on disk, in the same memory however large it is. `onProgress` is told how much of it is
 * done, from 0 to 1, after each piece. What is written to the file meanwhile is read too.
 *
 * @throws {UserError} the file is not there, is none, or may not be read; or it is UTF-16, in which ids are not to be seen
 */
export async function scanFile(
  path: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<FileScan> {
  signal.throwIfAborted();
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await scan(file, path, onProgress, signal);
  } catch (error) {
    throw refusal(path, error);
  } finally {
    await file?.close();
  }
}

async function scan(
  file: FileHandle,
  path: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<FileScan> {
  const stats = await file.stat();
  if (!stats.isFile()) {
    const sentence = stats.isDirectory() ? isFolder : (name: string): string => t('{0} is no file.', name);
    throw unreadable(path, 'invalid', sentence);
  }
  const tally = new SessionTally();
  const ids = new IdBytes(tally.take, PIECE_BYTES);
  const read = async (turn: number): Promise<Uint8Array> => {
    const room = ids.rooms[turn % 2 === 0 ? 0 : 1];
    return room.subarray(0, (await file.read(room, 0, room.length)).bytesRead);
  };
  let reading = read(0);
  for (let turn = 0, done = 0; ; turn++) {
    const piece = await reading;
    signal.throwIfAborted();
    if (piece.length === 0) {
      break;
    }
    if (turn === 0 && isUtf16(piece)) {
      throw unreadable(path, 'invalid', (name) => t('{0} is UTF-16 text. Save it as UTF-8, then try again.', name));
    }
    // The next piece is read while this one is looked through.
    reading = read(turn + 1);
    ids.add(piece.length);
    done += piece.length;
    onProgress(Math.min(1, done / stats.size));
  }
  ids.end();
  return { sessions: tally.sessions(), isFull: tally.isFull };
}

/** By the mark at its beginning: where PowerShell writes a log, it is often so. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function refusal(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) {
    return error;
  }
  const { code } = error;
  const [kind, sentence] = REFUSALS[String(code)] ?? [
    'invalid',
    (name: string): string => t('{0} cannot be read ({1}).', name, String(code)),
  ];
  return unreadable(path, kind, sentence, error);
}

function unreadable(path: string, kind: FaultKind, sentence: (name: string) => string, cause?: Error): UserError {
  return new UserError({ kind, message: sentence(plainText(basename(path))) }, cause && { cause });
}
