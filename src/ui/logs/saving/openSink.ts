/** Where files are saved: on this computer as they come, elsewhere at the end. */
import * as vscode from 'vscode';
import { t } from '../../../core/text/localize';
import { UserError } from '../../../core/errors';
import { openFileSink, type Sink } from './fileSink';

/** Begins a file that is written piece by piece. Nothing is left behind of one that is dropped. */
export async function openSink(uri: vscode.Uri): Promise<Sink> {
  return uri.scheme === 'file' ? openFileSink(uri.fsPath) : memorySink(uri);
}

/**
 * A file system's error (the disk is full, the folder is missing or read-only) as a sentence with a way out. Any other error as it is.
 * @param what e.g. `the log`
 */
export function ofDisk(error: unknown, what: string): unknown {
  const code = error instanceof Error && 'code' in error && !(error instanceof UserError) ? error.code : undefined;
  if (typeof code !== 'string') {
    return error;
  }
  const message =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? t('Couldn’t save {0}: the disk is full ({1}). Free some space, or choose another folder.', what, code)
      : t('Couldn’t save {0} in this folder ({1}). Choose another folder.', what, code);
  return new UserError({ kind: 'invalid', message, remedies: ['retry'] }, { cause: error });
}

/** Other file systems take a file whole. */
function memorySink(uri: vscode.Uri): Sink {
  const pieces: Uint8Array[] = [];
  return {
    write: (bytes) => {
      pieces.push(bytes);
      return Promise.resolve();
    },
    finish: async () => {
      await vscode.workspace.fs.writeFile(uri, Buffer.concat(pieces));
    },
    drop: () => Promise.resolve(),
  };
}
