import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { Comparison, Run } from '../../core/compare/comparison';
import { runLabel } from '../../render/panel/comparisonPicture';
import { MOST_EVENTS } from '../../watch/compare/runLog';
import type { Logs } from '../logs/logs';
import type { OpenLog } from '../logs/openLog';
import { withProgress } from '../window/messages';

/**
 * Shows the logs of both runs in the editor's own comparison, whole, without what differs in every run: times, IDs, temporary paths,
 * hosts, progress.
 */
export async function openDiff(logs: Logs, { subject, reference }: Comparison): Promise<void> {
  const [left, right] = [reference, subject].map((run) => bareLog(logs, run));
  if (!left || !right) {
    return;
  }
  await withProgress(t('Loading both logs'), (signal) =>
    Promise.all([loadWhole(left, signal), loadWhole(right, signal)]),
  );
  await vscode.commands.executeCommand(
    'vscode.diff',
    left.uriOf(left.newest),
    right.uriOf(right.newest),
    `${runLabel(reference)} ↔ ${runLabel(subject)}`,
  );
}

function bareLog(logs: Logs, { key, action }: Run): OpenLog {
  return logs.opened({ key, log: 'session', actionId: action?.sessionActionId, bare: true, segment: 0 });
}

/** What cannot be read is told in the document. */
async function loadWhole(log: OpenLog, signal: AbortSignal): Promise<void> {
  await log.load();
  const { store } = log;
  while (store?.before.kind === 'more' && store.lineCount < MOST_EVENTS) {
    await store.loadOlder(signal);
  }
}
