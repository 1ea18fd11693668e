import { open, rename, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isAbort, UserError } from '../../core/errors';
import type { LogEvent } from '../../core/ports';
import { renderLogEvents } from '../../render/logText';
import { type App, toSignal } from '../app';
import { encoded } from './logDrawing';
import type { Logs } from './logs';
import type { OpenLog } from './openLog';

/** Takes a log's bytes one after the other. */
interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes what was written the file. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  drop(): Promise<void>;
}

/**
 * Saves all of the log in front, not just what is loaded: as text with the times it is shown with, or as NDJSON, an event as the
 * service keeps it in each line. It goes to disk as it is read; a file that is not whole is not left behind.
 */
export async function saveLog(app: App, logs: Logs): Promise<void> {
  const { log } = logs.active ?? {};
  const { location } = log ?? {};
  if (!log || !location) {
    void vscode.window.showInformationMessage('Open a log to save it.');
    return;
  }
  const name = `${log.title} ${log.kind} ${log.logKey.key.sessionId.slice(-6)}`
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: 'Save the Whole Log',
    filters: { Text: ['log', 'txt'], 'Events, one JSON object a line': ['ndjson'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}.log`) } : {}),
  });
  if (!uri) {
    return;
  }
  const asEvents = uri.path.endsWith('.ndjson');
  const lines = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Saving the log', cancellable: true },
    async (progress, token) => {
      const signal = toSignal(token);
      const pages = app.wholeLog(location, log.span, signal);
      return writeAll(uri, pages, asEvents ? toRecords : toText(log), signal, (events) => {
        progress.report({ message: `${events.toLocaleString('en-US')} events` });
      });
    },
  );
  if (lines !== undefined) {
    const show = 'Open';
    const chosen = await vscode.window.showInformationMessage(`Saved ${lines.toLocaleString('en-US')} events.`, show);
    if (chosen === show) {
      await vscode.window.showTextDocument(uri);
    }
  }
}

/** Resolves with how many events were written; undefined where a person changed their mind. */
async function writeAll(
  uri: vscode.Uri,
  pages: AsyncIterable<readonly LogEvent[]>,
  write: (events: readonly LogEvent[]) => string,
  signal: AbortSignal,
  onProgress: (events: number) => void,
): Promise<number | undefined> {
  let sink: Sink | undefined;
  let count = 0;
  try {
    sink = uri.scheme === 'file' ? await fileSink(uri.fsPath) : memorySink(uri);
    for await (const events of pages) {
      signal.throwIfAborted();
      await sink.write(encoded(write(events)));
      count += events.length;
      onProgress(count);
    }
    signal.throwIfAborted();
    await sink.finish();
    return count;
  } catch (error) {
    await sink?.drop();
    if (isAbort(error)) {
      return undefined;
    }
    throw ofDisk(error);
  }
}

/** What a disk refuses (it is full, the folder is not there or not the person's) is nobody's mistake but has a way out. */
function ofDisk(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && !(error instanceof UserError) ? error.code : undefined;
  return typeof code === 'string'
    ? new UserError(
        {
          kind: 'invalid',
          message: `The log could not be written there: ${code}. Save it in another folder.`,
          remedies: ['retry'],
        },
        { cause: error },
      )
    : error;
}

/** Writes beside the file and puts the whole in its place at the end, so that an older one stays until then. */
async function fileSink(path: string): Promise<Sink> {
  const partial = `${path}.part`;
  const file = await open(partial, 'w');
  return {
    write: async (bytes) => {
      await file.writeFile(bytes);
    },
    finish: async () => {
      await file.close();
      await rename(partial, path);
    },
    drop: async () => {
      await file.close();
      await rm(partial, { force: true });
    },
  };
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

function toRecords(events: readonly LogEvent[]): string {
  return events.map(({ timestampMs, message }) => `${JSON.stringify({ timestamp: timestampMs, message })}\n`).join('');
}

function toText(log: OpenLog): (events: readonly LogEvent[]) => string {
  const write = log.writer(undefined);
  return (events) => renderLogEvents(events, log.kind, write);
}
