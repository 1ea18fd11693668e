/** A job's failures, taken elsewhere. */
import * as vscode from 'vscode';
import { plural, t } from '../../core/text/localize';
import { type Fault, UserError } from '../../core/errors';
import type { FailureGroup, JobTriage } from '../../core/triage/triage';
import { policyFor } from '../../render/missingPermissions';
import { missingPermissionsOf } from '../../render/panel/jobPicture';
import type { JobCopyable } from '../../render/panel/jobProtocol';
import { triageTitle } from '../../render/triage/triage';
import { onlyGroup, triageCsv, type TriageLinks, triageMarkdown } from '../../render/triage/triageExport';
import type { App } from '../app';
import { copyPlain } from '../sessions/copy';
import { jobUri, sessionUri } from '../sessions/sessionUri';
import { showInfo } from '../window/messages';

type OutApp = Pick<App, 'context' | 'now'>;

/**
 * Puts what is known of a job on the clipboard.
 * @param alsoUnread what could not be read of it elsewhere, for the policy
 */
export function copyOfJob(
  app: OutApp,
  what: JobCopyable,
  triage: JobTriage,
  alsoUnread: readonly { readonly fault: Fault }[],
): Promise<void> {
  return copyPlain(textOf(app, what, triage, alsoUnread));
}

/** Puts one cause on the clipboard, as Markdown. */
export function copyGroup(app: OutApp, triage: JobTriage, group: FailureGroup): Promise<void> {
  return copyPlain(triageMarkdown(onlyGroup(triage, group), linksOf(app), app.now()));
}

function textOf(
  app: OutApp,
  what: JobCopyable,
  triage: JobTriage,
  alsoUnread: readonly { readonly fault: Fault }[],
): string {
  const { key } = triage;
  switch (what) {
    case 'markdown':
      return triageMarkdown(triage, linksOf(app), app.now());
    case 'csv':
      return triageCsv(triage);
    case 'link':
      return jobUri(app, key);
    case 'policy':
      return policyFor(key, missingPermissionsOf([...triage.unread, ...alsoUnread]));
    case 'allIds':
      return [key.farmId, key.queueId, key.jobId].join('\n');
    default:
      return key[what];
  }
}

/** Addresses that open here what they name. */
function linksOf(app: OutApp): TriageLinks {
  return { job: (key) => jobUri(app, key), session: (key) => sessionUri(app, key) };
}

/**
 * Saves a row for each failed task where the person says.
 * @throws {UserError} the file cannot be written
 */
export async function saveCsv(triage: JobTriage): Promise<void> {
  const name = t('{0} failures', triageTitle(triage))
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: t('Save Failed Tasks as CSV'),
    filters: { CSV: ['csv'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}.csv`) } : {}),
  });
  if (!uri) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(triageCsv(triage)));
  } catch (error) {
    const message = t('Couldn’t save the file in this folder. Choose another folder.');
    throw new UserError({ kind: 'invalid', message, remedies: [] }, { cause: error });
  }
  const open = t('Open');
  if (
    (await showInfo(
      plural(triage.failedTasks, {
        one: 'Saved {0} failed task.',
        other: 'Saved {0} failed tasks.',
      }),
      open,
    )) === open
  ) {
    await vscode.window.showTextDocument(uri);
  }
}
