import * as vscode from 'vscode';
import type { App } from '../app';
import type { FarmRow } from '../farms/farmsView';
import type { TreeRow } from '../sessions/sessionsView';
import type { Features } from './command';
import { runPlaceholder } from './farmCommands';
import { openDetails } from './openDetails';
import type { RowChoice } from './rowChoices';
import { attemptArgument, isFarmRow } from './sessionArgument';

/** Opens what a row of either view stands for, as a preview or to stay. */
export async function openRow(app: App, features: Features, argument: unknown): Promise<void> {
  if (isFarmRow(argument)) {
    await openFarmRow(app, features, argument);
  } else {
    await openSessionRow(app, features, argument as TreeRow);
  }
}

/** Enter on a row: what it opens is kept and gets the keyboard. Rows with rows below expand or collapse as always. */
export async function openFocusedRow({ rowChoices }: Features): Promise<void> {
  rowChoices.enter();
  await vscode.commands.executeCommand('list.select');
}

async function openFarmRow(app: App, features: Features, row: FarmRow): Promise<void> {
  if (row.kind === 'note') {
    await runPlaceholder(app, features.farms, row);
    return;
  }
  const attempt = attemptArgument(row);
  const key = attempt?.key ?? (row.kind === 'session' ? row.key : undefined);
  if (key) {
    const choice = features.rowChoices.choose(row.id);
    await openDetails(app, features, key, { ...choice, action: attempt?.sessionActionId });
  }
}

async function openSessionRow(app: App, { view, logs, ...features }: Features, row: TreeRow): Promise<void> {
  const opens = view.rowOf(row)?.opens;
  if (opens?.kind === 'more') {
    app.list.showMore();
    return;
  }
  if (opens?.kind === 'job') {
    features.jobs.show(opens.key);
    return;
  }
  if (!row.key || !opens) {
    return;
  }
  const choice: RowChoice = features.rowChoices.choose(row.id);
  if (opens.kind === 'details' || opens.kind === 'session') {
    await openDetails(app, { view, logs, ...features }, row.key, choice);
  } else if (opens.kind === 'log') {
    await logs.show(row.key, opens.log, { kind: 'end' }, choice);
  } else {
    await logs.show(row.key, 'session', { kind: 'action', actionId: opens.sessionActionId }, choice);
  }
}
