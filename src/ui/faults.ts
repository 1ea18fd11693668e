import * as vscode from 'vscode';
import { isAbort, type Remedy, toFault } from '../core/errors';
import type { App } from './app';
import { COMMANDS } from './names';

/** What each remedy is called on a button, and the command that does it. `retry` has none: only the one who failed can. */
export const REMEDIES: Readonly<Record<Remedy, { readonly title: string; readonly command: string | undefined }>> = {
  retry: { title: 'Try Again', command: undefined },
  chooseConnection: { title: 'Choose Connection…', command: COMMANDS.chooseConnection },
  lookUp: { title: 'Look Up Session…', command: COMMANDS.lookUp },
  openSampleFarm: { title: 'Open the Sample Farm', command: COMMANDS.openSampleFarm },
  openLog: { title: 'Open Log Anyway', command: COMMANDS.openLog },
  editAwsConfig: { title: 'Open AWS Config', command: COMMANDS.editAwsConfig },
  showOutput: { title: 'Show Output', command: COMMANDS.showOutput },
};

/** Shows a failure once, at the edge: its sentence and its ways out. Cancelled work is silent. */
export async function presentError(app: Pick<App, 'output'>, error: unknown, retry?: () => unknown): Promise<void> {
  if (isAbort(error) || error instanceof vscode.CancellationError) {
    return;
  }
  logError(app, error);
  const { message, remedies } = toFault(error);
  const offered = remedies.filter((remedy) => REMEDIES[remedy].command !== undefined || retry !== undefined);
  const titles = offered.slice(0, 3).map((remedy) => REMEDIES[remedy].title);
  const chosen = await vscode.window.showErrorMessage(message, ...titles);
  const remedy = offered.find((one) => REMEDIES[one].title === chosen);
  if (remedy !== undefined) {
    await applyRemedy(remedy, retry);
  }
}

/** Does something with the one way to tell a person what went wrong. */
export async function reporting(app: Pick<App, 'output'>, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    await presentError(app, error, () => reporting(app, work));
  }
}

/** Does what a remedy's button says. `retry` and `argument` belong to the one who failed. */
export async function applyRemedy(remedy: Remedy, retry?: () => unknown, argument?: unknown): Promise<void> {
  const { command } = REMEDIES[remedy];
  if (command === undefined) {
    await retry?.();
  } else {
    await vscode.commands.executeCommand(command, argument);
  }
}

/** Writes a failure to the output channel: what people were told, the request's id, and the cause's own words. Never the whole error: it may hold credentials. */
export function logError({ output }: Pick<App, 'output'>, error: unknown): void {
  const { kind, message, requestId } = toFault(error);
  const cause =
    error instanceof Error && error.cause instanceof Error ? error.cause : kind === 'internal' ? error : undefined;
  const because = cause instanceof Error ? ` because ${JSON.stringify(`${cause.name}: ${cause.message}`)}` : '';
  output.error(
    `${kind}: ${JSON.stringify(message)}${requestId === undefined ? '' : ` request ${requestId}`}${because}`,
  );
  if (kind === 'internal' && error instanceof Error) {
    output.debug(error.stack ?? '');
  }
}
