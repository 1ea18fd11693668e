import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { isAbort, UserError } from '../../core/errors';
import { spanOfAction } from '../../core/logs/structure/logSpan';
import type { LogEvent } from '../../core/service/ports';
import { failingAction } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { reportData } from '../../render/report/reportData';
import { type ReportInput, sessionReport } from '../../render/report/sessionReport';
import { sessionTitle } from '../../render/session/session';
import type { App } from '../app';
import { logError } from '../showFault';
import { showInfo, withProgress } from '../window/messages';

/** How many of the last events of a failed action stand in a report. */
const MOST_EVENTS = 60;

/**
 * Saves a session as one HTML page that opens anywhere by itself, or as JSON, where the person says. Costs one call, for the end of
 * the failed action's log.
 *
 * @throws {UserError} the file cannot be written
 */
export async function saveReport(app: App, session: WatchedSession): Promise<void> {
  const name = t('{0} session {1}', sessionTitle(session), session.key.sessionId.slice(-6))
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: t('Save Report'),
    filters: { 'Web page': ['html'], JSON: ['json'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}.html`) } : {}),
  });
  if (!uri) {
    return;
  }
  const lastEvents = await withProgress(t('Saving the report'), (signal) => readLastEvents(app, session, signal));
  const input: ReportInput = { session, nowMs: app.now(), lastEvents };
  const isPage = !uri.path.endsWith('.json');
  await write(uri, isPage ? sessionReport(input) : reportData(input));
  const open = t('Open');
  if ((await showInfo(t('Saved the report.'), open)) === open) {
    await (isPage ? vscode.env.openExternal(uri) : vscode.window.showTextDocument(uri));
  }
}

/** The last events of the failed action’s log. None where nothing failed, and where the log cannot be read: the report says what is known without. */
export async function readLastEvents(
  app: Pick<App, 'service' | 'now' | 'output'>,
  { key, snapshot }: WatchedSession,
  signal: AbortSignal,
): Promise<readonly LogEvent[]> {
  const action = snapshot && failingAction(snapshot);
  const actions = snapshot?.actions.ok ? snapshot.actions.value : [];
  const { fromMs, untilMs = app.now() } = (action && spanOfAction(actions, action.sessionActionId)) ?? {};
  if (!snapshot || fromMs === undefined) {
    return [];
  }
  const { connection, farmId, queueId } = key;
  const location = { connection, farmId, owner: queueId, configuration: snapshot.session.log };
  try {
    return ((await app.service().between(location, fromMs, untilMs, signal)) ?? []).slice(-MOST_EVENTS);
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    logError(app, error);
    return [];
  }
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const message = t('Couldn’t save the report in this folder. Choose another folder.');
    throw new UserError({ kind: 'invalid', message, remedies: ['retry'] }, { cause: error });
  }
}
