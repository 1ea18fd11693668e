import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import { shortId } from '../../core/ids';
import type { JobRun } from '../../core/timeline/jobRun';
import { chromeTrace } from '../../render/chromeTrace';
import { showInfo } from '../window/messages';

/**
 * Saves what ran when as a Chrome trace where the person says; what still runs ends at `nowMs`.
 * @throws {UserError} the file cannot be written
 */
export async function saveTrace(run: JobRun, nowMs: number): Promise<void> {
  const name = t('{0} trace', run.job?.name ?? shortId(run.key.jobId))
    .slice(0, 100)
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: t('Save as Chrome Trace'),
    filters: { JSON: ['json'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}.json`) } : {}),
  });
  if (!uri) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(chromeTrace(run, nowMs)));
  } catch (error) {
    const message = t('Couldn’t save the file in this folder. Choose another folder.');
    throw new UserError({ kind: 'invalid', message, remedies: [] }, { cause: error });
  }
  await showInfo(t('Saved the trace. Open it at ui.perfetto.dev.'));
}
