import * as vscode from 'vscode';
import { plural, t } from '../../../core/text/localize';
import { isAbort } from '../../../core/errors';
import type { LogEvent } from '../../../core/service/ports';
import { renderLogEvents } from '../../../render/logs/logText';
import type { App } from '../../app';
import { showInfo, withProgress } from '../../window/messages';
import type { Sink } from './fileSink';
import { encoded } from '../drawing/logDrawing';
import type { Logs } from '../logs';
import type { OpenLog } from '../openLog';
import { ofDisk, openSink } from './openSink';

/**
 * Saves all of the log in front, not just what is loaded: as text with the times it is shown with, or as NDJSON, an event as the
 * service keeps it in each line. It goes to disk as it is read; a file that is not whole is not left behind.
 */
export async function saveLog(app: App, logs: Logs): Promise<void> {
  const { log } = logs.active ?? {};
  const { location } = log ?? {};
  if (!log || !location) {
    void showInfo(t('Open a log to save it.'));
    return;
  }
  const name = `${log.title} ${log.kind} ${log.logKey.key.sessionId.slice(-6)}`
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: t('Save the Whole Log'),
    filters: { Text: ['log', 'txt'], 'Events, one JSON object a line': ['ndjson'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}.log`) } : {}),
  });
  if (!uri) {
    return;
  }
  const asEvents = uri.path.endsWith('.ndjson');
  const saved = await withProgress(t('Saving the log'), (signal, report) => {
    const pages = app.wholeLog(location, log.span, signal);
    return writeAll(uri, pages, asEvents ? toRecords : toText(log), signal, (events) => {
      report(plural(events, { one: '{0} event', other: '{0} events' }));
    });
  });
  if (saved !== undefined) {
    const show = t('Open');
    if ((await showInfo(plural(saved, { one: 'Saved {0} event.', other: 'Saved {0} events.' }), show)) === show) {
      await vscode.window.showTextDocument(uri);
    }
  }
}

/** Resolves with how many events were written; undefined if the person canceled. */
export async function writeAll(
  uri: vscode.Uri,
  pages: AsyncIterable<readonly LogEvent[]>,
  write: (events: readonly LogEvent[]) => string,
  signal: AbortSignal,
  onProgress: (events: number) => void,
): Promise<number | undefined> {
  let sink: Sink | undefined;
  let count = 0;
  try {
    sink = await openSink(uri);
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
    throw ofDisk(error, t('the log'));
  }
}

function toRecords(events: readonly LogEvent[]): string {
  return events.map(({ timestampMs, message }) => `${JSON.stringify({ timestamp: timestampMs, message })}\n`).join('');
}

function toText(log: OpenLog): (events: readonly LogEvent[]) => string {
  const write = log.writer(undefined);
  return (events) => renderLogEvents(events, log.kind, write);
}
