import * as vscode from 'vscode';
import { isAbort, UserError } from '../../core/errors';
import { linesOf } from '../../core/logs/logLines';
import { plainText } from '../../core/plainText';
import type { LogEvent } from '../../core/ports';
import { exactTime } from '../../render/time';
import { type App } from '../app';
import { presentError } from '../faults';
import type { Logs } from './logs';
import type { OpenLog } from './openLog';

/** More hits than these are not read by anybody; a longer text finds fewer. */
const MOST_HITS = 1000;

interface Hit extends vscode.QuickPickItem {
  readonly event?: LogEvent;
}

/**
 * Finds a text in all of a log, also in what is not loaded: by the service's own search where that is allowed, else by reading.
 * Choosing a hit loads the log up to there and shows it.
 */
export async function findInLog(app: App, logs: Logs): Promise<void> {
  const { active } = logs;
  const { log, editor } = active ?? {};
  if (!log?.location || !editor) {
    return;
  }
  const text = await vscode.window.showInputBox({
    prompt: 'Find in the whole log, also in what is not loaded. Capitals count.',
    value: editor.document.getText(editor.selection).split('\n')[0] ?? '',
  });
  if (!text) {
    return;
  }
  const event = await pickHit(app, log, text);
  if (!event) {
    return;
  }
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Reading the log…' }, () =>
    log.loadSince(event.timestampMs),
  );
  const shown = await logs.reveal(log, log.store?.lineAtTime(event.timestampMs));
  // Several events of one millisecond: the one that was chosen is among the next lines.
  const from = shown.selection.start.line;
  for (let line = from; line < Math.min(from + 200, shown.document.lineCount); line++) {
    const column = shown.document.lineAt(line).text.indexOf(text);
    if (column >= 0) {
      shown.selection = new vscode.Selection(line, column, line, column + text.length);
      shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenter);
      return;
    }
  }
}

function pickHit(app: App, log: OpenLog, text: string): Promise<LogEvent | undefined> {
  const picker = vscode.window.createQuickPick<Hit>();
  const ended = new AbortController();
  picker.title = `“${plainText(text, 60)}” in the whole log`;
  picker.matchOnDescription = true;
  picker.busy = true;
  const hits: Hit[] = [];
  const search = async (): Promise<void> => {
    try {
      for await (const events of find(app, log, text, ended.signal)) {
        for (const event of events) {
          const line = linesOf(event.message, log.kind).find((one) => one.includes(text)) ?? event.message;
          hits.push({ label: plainText(line.trim(), 200), description: exactTime(event.timestampMs), event });
        }
        picker.items = [...hits];
        picker.placeholder = `${hits.length.toLocaleString('en-US')} found so far`;
        if (hits.length >= MOST_HITS) {
          break;
        }
      }
      const more = hits.length >= MOST_HITS ? 'More than that are not listed.' : '';
      picker.placeholder = hits.length === 0 ? 'Not found.' : `${hits.length.toLocaleString('en-US')} found. ${more}`;
    } catch (error) {
      if (!isAbort(error)) {
        picker.hide();
        await presentError(app, error);
      }
    } finally {
      picker.busy = false;
    }
  };
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.event);
      picker.hide();
    });
    picker.onDidHide(() => {
      ended.abort();
      picker.dispose();
      resolve(undefined);
    });
    picker.show();
    // Ends with the picker; what goes wrong it tells itself.
    void search();
  });
}

/** The events with a text in them, by the service's search where the caller may use it. */
async function* find(app: App, log: OpenLog, text: string, signal: AbortSignal): AsyncIterable<readonly LogEvent[]> {
  const { location } = log;
  if (!location) {
    return;
  }
  try {
    yield* app.service().search(location, { ...log.span, text }, signal);
  } catch (error) {
    if (!(error instanceof UserError) || error.fault.kind !== 'accessDenied') {
      throw error;
    }
    for await (const events of app.wholeLog(location, log.span, signal)) {
      const found = events.filter(({ message }) => message.includes(text));
      if (found.length > 0) {
        yield found;
      }
    }
  }
}
