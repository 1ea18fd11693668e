import * as vscode from 'vscode';
import { shortId } from '../../core/ids';
import { parseSessionText } from '../../core/references/reference';
import { type JobKey, jobKeyId, parseJobKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import { chooseJob, jobKeyOf, type RecentJob } from '../farms/goToJob';
import { completeJob } from '../lookUp/completeKey';
import { keyArgument, type TreeRow } from '../sessions/sessionsView';
import type { Features } from './command';
import { isFarmRow } from './sessionArgument';

/**
 * The job that a command is about: that of its argument, else of the page or log in front, else the selected row of the Farms view,
 * else that of the selected text, else the one that the person chooses. Undefined if they canceled.
 */
export async function jobArgument(
  app: App,
  features: Pick<Features, 'farms' | 'panels' | 'jobs' | 'logs'>,
  argument: unknown,
  title: string,
): Promise<JobKey | undefined> {
  const named = jobOf(argument);
  if (named || isFarmRow(argument)) {
    return named;
  }
  const inFront =
    features.jobs.activeKey ?? parseJobKey(features.panels.activeKey ?? features.logs.active?.log.logKey.key);
  const selectedRow = features.farms.visible ? features.farms.selection.find(({ kind }) => kind === 'job') : undefined;
  if (inFront ?? selectedRow) {
    return inFront ?? jobOf(selectedRow);
  }
  const selected = parseSessionText(selectedText());
  if (selected.ids.jobId) {
    return completeJob(app, selected.ids, selected);
  }
  const text = parseSessionText(await vscode.env.clipboard.readText()).ids.jobId;
  return jobKeyOf(await chooseJob(app, features.farms, { title, text, recent: recentJobs(app) }));
}

/** The job that a command's argument names: a row, a key, or data that looks like one. */
export function jobOf(argument: unknown): JobKey | undefined {
  if (!isFarmRow(argument)) {
    return parseJobKey(keyArgument(argument) ?? (argument as Partial<TreeRow> | undefined)?.job ?? argument);
  }
  if ('key' in argument) {
    return parseJobKey(argument.key);
  }
  return 'path' in argument ? parseJobKey({ ...argument.path, connection: argument.connection }) : undefined;
}

/** The jobs of the sessions that were looked up lately, the newest first, by their names where one of their sessions was read. */
function recentJobs({ list }: App): readonly RecentJob[] {
  const jobs = new Map<string, RecentJob>();
  for (const { key, title } of list.recent) {
    const { connection, farmId, queueId, jobId } = key;
    const isNamed = !title.startsWith('session-');
    if (isNamed || !jobs.has(jobKeyId(key))) {
      const path = { connection, farm: farmId, queue: queueId, job: jobId };
      jobs.set(jobKeyId(key), { label: isNamed ? title : shortId(jobId), path });
    }
  }
  return [...jobs.values()];
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection) ?? '';
}
