import * as vscode from 'vscode';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { activeKeys } from '../../core/farm/watchedParts';
import { isId } from '../../core/ids';
import { type JobKey, parseJobKey } from '../../core/session/sessionKey';
import { parsePlace } from '../../render/panel/panelProtocol';
import type { App } from '../app';
import { HOST_COMMANDS } from './hostCommands';
import { TASK_COMMANDS } from './taskCommands';
import { openFocusedRow, openRow } from './openRow';
import { attemptArgument, isFarmRow, stateOf, withSession, withSessions } from './sessionArgument';
import type { Command, Features } from './command';
import { chooseConnection, chooseRegionAlone, signIn } from '../connection/connection';
import { copyLines, copyPlain, copyText } from '../sessions/copy';
import { chooseOther } from '../sessions/chooseAlternative';
import { saveReport } from '../report/saveReport';
import { copyAs } from '../sessions/copyAs';
import { reporting } from '../showFault';
import { end, filterJobs, idsOfRows, reveal, revealPlace, revealSession } from './farmCommands';
import { findSessionsInFile } from '../lookUp/findInFile';
import { chooseJob } from '../farms/goToJob';
import { JOB_COMMANDS } from './jobCommands';
import { HELP_COMMANDS } from './helpCommands';
import { LOG_COMMANDS } from './logCommands';
import { openDetails } from './openDetails';
import { RUN_STATUS_COMMANDS } from './runStatusCommands';
import { WATCH_COMMANDS } from './watchCommands';
import { pathOfWatched, watchableArgument } from './watchableArgument';
import { lookUp, lookUpAtCursor } from '../lookUp/lookUp';
import { type CommandId, COMMANDS, FARMS_VIEW, SESSIONS_VIEW } from '../names';
import { saveConnection } from '../state/settings';
import { sessionUri } from '../sessions/sessionUri';
import { keyArgument, type TreeRow } from '../sessions/sessionsView';

/** Every command, by its id. Arguments come from links and other extensions too, so each is checked by the one who takes it. */
const TABLE: Readonly<Record<CommandId, Command>> = {
  [COMMANDS.lookUp]: (app, { farms }, text) => lookUp(app, farms, typeof text === 'string' ? text : undefined),
  [COMMANDS.lookUpAtCursor]: (app, { farms }) => lookUpAtCursor(app, farms),
  [COMMANDS.findInFile]: (app, _features, uri) => findSessionsInFile(app, uri instanceof vscode.Uri ? uri : undefined),
  [COMMANDS.openDetails]: (app, features, argument, actionId) => {
    const attempt = attemptArgument(argument);
    const action = attempt?.sessionActionId ?? (isId('sessionaction', actionId) ? actionId : undefined);
    return withSession(app, features, attempt?.key ?? argument, (key) => openDetails(app, features, key, { action }));
  },
  [COMMANDS.openRow]: openRow,
  [COMMANDS.openFocusedRow]: (_app, features) => openFocusedRow(features),
  [COMMANDS.keepOpen]: (app, { panels }) => {
    const key = panels.keep();
    if (key) {
      app.list.add(key);
    }
  },
  ...LOG_COMMANDS,
  ...HELP_COMMANDS,
  ...JOB_COMMANDS,
  ...TASK_COMMANDS,
  ...HOST_COMMANDS,
  ...RUN_STATUS_COMMANDS,
  ...WATCH_COMMANDS,
  [COMMANDS.refresh]: (app, features, argument, selected) =>
    withSessions(app, features, argument, selected, (keys) =>
      Promise.all(keys.map((key) => features.signIns.refresh(key))),
    ),
  [COMMANDS.refreshAll]: (app, { view }) =>
    Promise.all([
      ...[...view.keys, ...app.watchedParts.workers.all().flatMap(activeKeys)].map((key) => app.store.refresh(key)),
      ...app.watchedParts.all().map((part) => app.watchedParts.refresh(part)),
    ]),
  [COMMANDS.copyValue]: async (_app, { view, farms }, argument, selected) => {
    // Ctrl+C says where it was pressed, for keys bring no row.
    if (isFarmRow(argument) || argument === FARMS_VIEW) {
      const rows = Array.isArray(selected)
        ? (selected as readonly unknown[])
        : isFarmRow(argument)
          ? [argument]
          : await farms.rowsOfKey();
      const ids = idsOfRows(rows.filter(isFarmRow));
      return ids === undefined ? undefined : copyPlain(ids);
    }
    const pointedAt = argument as TreeRow;
    const rows =
      argument === SESSIONS_VIEW
        ? await view.rowsOfKey()
        : ((selected as readonly TreeRow[] | undefined) ?? [pointedAt]);
    const lines = rows.flatMap((row) => view.rowOf(row)?.copy ?? []);
    return lines.length === 0 ? undefined : copyLines(lines);
  },
  [COMMANDS.copySessionId]: (app, features, argument, selected) =>
    withSessions(app, features, argument, selected, (keys) =>
      copyPlain(keys.map(({ sessionId }) => sessionId).join('\n')),
    ),
  [COMMANDS.copyAllIds]: (app, features, argument) =>
    withSession(app, features, argument, (key) => copyText(app, 'allIds', stateOf(app, key))),
  [COMMANDS.copyCli]: (app, features, argument) =>
    withSession(app, features, argument, (key) => copyText(app, 'cli', stateOf(app, key))),
  [COMMANDS.copyLink]: (app, features, argument, selected) =>
    withSessions(app, features, argument, selected, (keys) =>
      copyPlain(keys.map((key) => sessionUri(app, key)).join('\n')),
    ),
  [COMMANDS.copyAs]: (app, features, argument) =>
    withSession(app, features, argument, (key) => copyAs(app, stateOf(app, key))),
  [COMMANDS.saveReport]: (app, features, argument) =>
    withSession(app, features, argument, (key) => saveReport(app, stateOf(app, key))),
  [COMMANDS.saveSupportBundle]: (app, features, argument) =>
    withSession(app, features, argument, (key) => features.supportBundle().saveSupportBundle(app, stateOf(app, key))),
  [COMMANDS.endSession]: (app, features, argument, selected) =>
    withSessions(app, features, argument, selected, (keys) => end(app, features.farms, keys)),
  [COMMANDS.goToJob]: async (app, { farms }) => {
    const path = await chooseJob(app, farms);
    await (path && reveal(farms, path));
  },
  [COMMANDS.filterJobs]: (_app, { farms }, row) =>
    isFarmRow(row) && row.kind === 'queue' ? filterJobs(farms, row) : undefined,
  [COMMANDS.refreshFarms]: (_app, { farms }, row) => farms.refresh(isFarmRow(row) ? row : undefined),
  [COMMANDS.revealInFarms]: (app, features, argument, named) => {
    const path = pathOfWatched(app, watchableArgument(argument));
    if (path) {
      return reveal(features.farms, path);
    }
    const job = isJobRow(argument) ? argument.job : parseJobKey(argument);
    const place = isJobRow(argument) ? 'job' : parsePlace(named);
    return job && place && place !== 'session'
      ? revealPlace(features.farms, job, place)
      : withSession(app, features, argument, (key) => revealSession(app, features.farms, key));
  },
  [COMMANDS.openSampleFarm]: openSampleFarm,
  [COMMANDS.chooseConnection]: (app, { signIns }, what) =>
    what === 'region' ? chooseRegionAlone(app) : chooseConnection(app, signIns),
  [COMMANDS.signIn]: (app, { signIns }, argument) => signIn(app, signIns, keyArgument(argument)),
  [COMMANDS.chooseOther]: (app, features, argument) =>
    withSession(app, features, argument, (key) => chooseOther(app, key)),
  [COMMANDS.editAwsConfig]: editAwsConfig,
  [COMMANDS.showOutput]: (app) => {
    app.output.show();
  },
};

/** Whether an argument is the row of a watched job in the Sessions view. */
function isJobRow(argument: unknown): argument is TreeRow & { readonly job: JobKey } {
  const { job, key } = (argument ?? {}) as Partial<TreeRow>;
  return key === undefined && parseJobKey(job) !== undefined;
}

/** Opens the AWS tools' own file, or begins it. */
async function editAwsConfig(): Promise<void> {
  const file = vscode.Uri.file(process.env.AWS_CONFIG_FILE ?? join(homedir(), '.aws', 'config'));
  try {
    await vscode.workspace.fs.stat(file);
    await vscode.window.showTextDocument(file);
  } catch {
    await vscode.window.showTextDocument(file.with({ scheme: 'untitled' }));
  }
}

/** Carries a command out, and tells the person what went wrong if it could not. */
export function runCommand(app: App, features: Features, id: string, args: readonly unknown[]): Promise<void> {
  const work = (): unknown => TABLE[id as CommandId](app, features, ...args);
  const about = keyArgument(args[0]) ?? features.panels.activeKey;
  return reporting(
    app,
    async () => {
      try {
        await work();
      } catch (error) {
        // A person who waits for an answer can be asked for a code at once, or wait for a slow program.
        if (!(await features.signIns.askFor(error, about?.connection))) {
          throw error;
        }
        await work();
      }
    },
    about,
  );
}

/** Makes the sample farm the place that is looked at, with its telling sessions in the list. */
export async function openSampleFarm(app: App, features: Features): Promise<void> {
  await saveConnection({ source: 'sampleFarm' });
  const featured = app.featuredSessions();
  app.list.add(...featured);
  await vscode.commands.executeCommand(`${SESSIONS_VIEW}.focus`);
  const telling = app.tellingSession();
  if (telling) {
    await openDetails(app, features, telling);
  }
}
