import * as vscode from 'vscode';
import { isAbort, type Remedy, toFault } from '../core/errors';
import { withoutSecrets } from '../core/text/redact';
import { REMEDY_TITLES } from '../render/remedies';
import type { App } from './app';
import { type CommandId, COMMANDS } from './names';
import { showError } from './window/messages';

/** The command that does what a remedy says. `retry` has none: only the one who failed can. */
export const REMEDY_COMMANDS: Readonly<Record<Exclude<Remedy, 'retry'>, CommandId>> = {
  signIn: COMMANDS.signIn,
  chooseConnection: COMMANDS.chooseConnection,
  lookUp: COMMANDS.lookUp,
  chooseOther: COMMANDS.chooseOther,
  openSampleFarm: COMMANDS.openSampleFarm,
  openLog: COMMANDS.openLog,
  editAwsConfig: COMMANDS.editAwsConfig,
  showOutput: COMMANDS.showOutput,
  reportIssue: COMMANDS.reportIssue,
  getStarted: COMMANDS.getStarted,
};

/** Shows a failure once, at the edge: its sentence and its ways out. Cancelled work is silent. `about` is what the ways out are about. */
export async function presentError(
  app: Pick<App, 'output' | 'run'>,
  error: unknown,
  retry?: () => unknown,
  about?: unknown,
): Promise<void> {
  if (isAbort(error) || error instanceof vscode.CancellationError) {
    return;
  }
  logError(app, error);
  const { message, remedies } = toFault(error);
  const offered = remedies.filter(
    (remedy) => (remedy !== 'retry' || retry !== undefined) && (remedy !== 'chooseOther' || about !== undefined),
  );
  const titles = offered.slice(0, 3).map((remedy) => REMEDY_TITLES[remedy]);
  const chosen = await showError(message, ...titles);
  const remedy = offered.find((one) => REMEDY_TITLES[one] === chosen);
  if (remedy !== undefined) {
    await applyRemedy(app, remedy, retry, about);
  }
}

/** Does something with the one way to tell a person what went wrong. */
export async function reporting(app: Pick<App, 'output' | 'run'>, work: () => unknown, about?: unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    await presentError(app, error, () => reporting(app, work, about), about);
  }
}

/** Does what a remedy's button says. `retry` and `argument` belong to the one who failed. */
export async function applyRemedy(
  app: Pick<App, 'run'>,
  remedy: Remedy,
  retry?: () => unknown,
  argument?: unknown,
): Promise<void> {
  if (remedy === 'retry') {
    await retry?.();
  } else {
    await app.run(REMEDY_COMMANDS[remedy], argument);
  }
}

/** Writes a failure to the output channel: what people were told, the request's id, and the cause's own words. Never the whole error: it may hold credentials. */
export function logError({ output }: Pick<App, 'output'>, error: unknown): void {
  const { kind, message, requestId } = toFault(error);
  const cause =
    error instanceof Error && error.cause instanceof Error ? error.cause : kind === 'internal' ? error : undefined;
  const because =
    cause instanceof Error ? ` because ${JSON.stringify(withoutSecrets(`${cause.name}: ${cause.message}`))}` : '';
  output.error(
    withoutSecrets(
      `${kind}: ${JSON.stringify(message)}${requestId === undefined ? '' : ` request ${requestId}`}${because}`,
    ),
  );
  if (kind === 'internal' && error instanceof Error) {
    output.debug(withoutSecrets(error.stack ?? ''));
  }
}
