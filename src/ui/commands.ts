import * as vscode from 'vscode';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../core/errors';
import type { SessionKey } from '../core/sessionKey';
import type { App } from './app';
import { stateOf, withSession } from './chosenSession';
import type { Command, Features } from './command';
import { chooseConnection, signIn } from './connection';
import { copyPlain, copyText } from './copy';
import { chooseOther } from './chooseOther';
import { copyAs } from './copyAs';
import { reporting } from './faults';
import {
  end,
  filterJobs,
  idsOfRows,
  isFarmRow,
  keysOf,
  openNote,
  reveal,
  revealSession,
  unwatch,
  watch,
  watchActive,
} from './farms/farmCommands';
import { findSessionsInFile } from './findInFile';
import { chooseJob } from './farms/goToJob';
import { LOG_COMMANDS } from './logs/logCommands';
import { lookUp, lookUpAtCursor } from './lookUp';
import { type CommandId, COMMANDS, FARMS_VIEW, SESSIONS_VIEW } from './names';
import { saveConnection } from './settings';
import { sessionUri } from './sessionUri';
import { keyArgument, type TreeRow } from './sessionsView';

/** Every command, by its id. Arguments come from links and other extensions too, so each is checked by the one who takes it. */
const TABLE: Readonly<Record<CommandId, Command>> = {
  [COMMANDS.lookUp]: (app, _features, text) => lookUp(app, typeof text === 'string' ? text : undefined),
  [COMMANDS.lookUpAtCursor]: (app) => lookUpAtCursor(app),
  [COMMANDS.findInFile]: (app, _features, uri) => findSessionsInFile(app, uri instanceof vscode.Uri ? uri : undefined),
  [COMMANDS.openDetails]: (app, features, argument) =>
    withSession(app, features, argument, (key) => openDetails(app, features, key)),
  [COMMANDS.openRow]: openRow,
  ...LOG_COMMANDS,
  [COMMANDS.refresh]: (app, features, argument) =>
    withSession(app, features, argument, (key) => features.signIns.refresh(key)),
  [COMMANDS.refreshAll]: (app) => Promise.all(app.list.keys.map((key) => app.store.refresh(key))),
  [COMMANDS.remove]: (app, { view }, argument) => {
    const key = keyArgument(argument ?? view.selection);
    if (key) {
      app.list.remove(key);
    }
  },
  [COMMANDS.copyValue]: (_app, { view, farms }, argument, selected) => {
    // Ctrl+C in the Farms view says where it was pressed, for keys bring no row.
    if (isFarmRow(argument) || argument === FARMS_VIEW) {
      const rows = Array.isArray(selected)
        ? (selected as readonly unknown[])
        : isFarmRow(argument)
          ? [argument]
          : farms.selection;
      const ids = idsOfRows(rows.filter(isFarmRow));
      return ids === undefined ? undefined : copyPlain(ids);
    }
    const row = (argument as TreeRow | undefined) ?? view.selection;
    const text = row && view.rowOf(row)?.copy;
    return text === undefined ? undefined : copyPlain(text);
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
  [COMMANDS.showWatched]: (_app, { statusBar }) => statusBar.pick(),
  [COMMANDS.watch]: (app, _features, argument, selected) => {
    watch(app, keysOf(argument, selected));
  },
  [COMMANDS.unwatch]: (app, _features, argument, selected) => {
    unwatch(app, keysOf(argument, selected));
  },
  [COMMANDS.watchActive]: (app, { farms }, row) =>
    isFarmRow(row) && row.kind === 'job' ? watchActive(app, farms, row) : undefined,
  [COMMANDS.endSession]: (app, features, argument, selected) =>
    withSessions(app, features, argument, selected, (keys) => end(app, features.farms, keys)),
  [COMMANDS.goToJob]: async (app, { farms }) => {
    const path = await chooseJob(app, farms);
    await (path && reveal(farms, path));
  },
  [COMMANDS.filterJobs]: (_app, { farms }, row) =>
    isFarmRow(row) && row.kind === 'queue' ? filterJobs(farms, row) : undefined,
  [COMMANDS.refreshFarms]: (_app, { farms }, row) => farms.refresh(isFarmRow(row) ? row : undefined),
  [COMMANDS.revealInFarms]: (app, features, argument) =>
    withSession(app, features, argument, (key) => revealSession(app, features.farms, key)),
  [COMMANDS.openSampleFarm]: openSampleFarm,
  [COMMANDS.chooseConnection]: (app, { signIns }) => chooseConnection(app, signIns),
  [COMMANDS.signIn]: (app, { signIns }, argument) => signIn(app, signIns, keyArgument(argument)),
  [COMMANDS.chooseOther]: (app, features, argument) =>
    withSession(app, features, argument, (key) => chooseOther(app, key)),
  [COMMANDS.editAwsConfig]: editAwsConfig,
  [COMMANDS.showOutput]: (app) => {
    app.output.show();
  },
};

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
        // Whoever waits for an answer can be asked for a code at once, or wait for a slow program.
        if (!(await features.signIns.askFor(error, about?.place))) {
          throw error;
        }
        await work();
      }
    },
    about,
  );
}

/** Opens a session's page and row, and says so if it cannot be read. */
async function openDetails(app: App, { view, panels }: Features, key: SessionKey): Promise<void> {
  const isNew = !app.list.has(key);
  app.list.add(key);
  panels.show(key);
  const known = app.store.get(key);
  if (!known?.snapshot) {
    await app.store.refresh(key);
  }
  if (isNew && view.visible) {
    await view.reveal(key);
  }
  const { snapshot, fault } = stateOf(app, key);
  if (fault && !snapshot) {
    throw new UserError(fault);
  }
}

async function openRow(app: App, features: Features, argument: unknown): Promise<void> {
  if (isFarmRow(argument)) {
    await (argument.kind === 'note'
      ? openNote(app, features.farms, argument)
      : argument.kind === 'session' && openDetails(app, features, argument.key));
    return;
  }
  const row = argument as TreeRow;
  const opens = features.view.rowOf(row)?.opens;
  if (opens?.kind === 'details') {
    await openDetails(app, features, row.key);
  } else if (opens?.kind === 'log') {
    await features.logs.show(row.key, opens.log, { kind: 'end' });
  } else if (opens?.kind === 'action') {
    await features.logs.show(row.key, 'session', { kind: 'action', actionId: opens.sessionActionId });
  }
}

/** Makes the sample farm the place that is looked at, with its telling sessions in the list. */
export async function openSampleFarm(app: App, features: Features): Promise<void> {
  await saveConnection({ source: 'sampleFarm' });
  const featured = app.featuredSessions();
  for (const key of [...featured].reverse()) {
    app.list.add(key);
  }
  await vscode.commands.executeCommand(`${SESSIONS_VIEW}.focus`);
  const [first] = featured;
  if (first) {
    await openDetails(app, features, first);
  }
}

/** The same for commands that take several rows at once. */
async function withSessions(
  app: App,
  features: Features,
  argument: unknown,
  selected: unknown,
  use: (keys: readonly SessionKey[]) => unknown,
): Promise<void> {
  const keys = keysOf(argument, selected);
  await (keys.length > 0 ? use(keys) : withSession(app, features, undefined, (key) => use([key])));
}
