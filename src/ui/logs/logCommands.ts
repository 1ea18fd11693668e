import * as vscode from 'vscode';
import { isId } from '../../core/ids';
import { logConsoleLink } from '../../render/copyable';
import { withSession } from '../chosenSession';
import type { Command } from '../command';
import { compareLogs } from './compareLogs';
import { copyLogLines } from './copyLog';
import { findInLog } from './findInLog';
import { COMMANDS } from '../names';
import { saveLog } from './saveLog';
import { keyArgument, type TreeRow } from '../sessionsView';

/** The commands that are about logs, by their ids. */
export const LOG_COMMANDS = {
  [COMMANDS.openLog]: (app, features, argument) =>
    withSession(app, features, argument, (key) => features.logs.show(key, 'session', { kind: 'end' })),
  [COMMANDS.openWorkerLog]: (app, features, argument) =>
    withSession(app, features, argument, (key) => features.logs.show(key, 'worker', { kind: 'end' })),
  [COMMANDS.openActionLog]: (app, features, argument, actionId) =>
    withSession(app, features, argument, (key) =>
      features.logs.show(
        key,
        'session',
        isId('sessionaction', actionId) ? { kind: 'action', actionId } : { kind: 'end' },
      ),
    ),
  [COMMANDS.openActionSlice]: (_app, { view, logs }, argument) => {
    const row = argument as TreeRow | undefined;
    const opens = row && view.rowOf(row)?.opens;
    return row && opens?.kind === 'action'
      ? logs.show(row.key, 'session', { kind: 'action', actionId: opens.sessionActionId }, opens.sessionActionId)
      : undefined;
  },
  [COMMANDS.loadOlderLog]: (_app, { logs }) => logs.loadOlder(),
  [COMMANDS.loadAllLog]: (_app, { logs }) => logs.loadAll(),
  [COMMANDS.followLog]: (_app, { logFollowing }) => {
    logFollowing.toggle(true);
  },
  [COMMANDS.unfollowLog]: (_app, { logFollowing }) => {
    logFollowing.toggle(false);
  },
  [COMMANDS.goToFailure]: (_app, { logFailures }, argument) => logFailures.goToFirst(keyArgument(argument)),
  [COMMANDS.nextFailure]: (_app, { logFailures }) => {
    logFailures.goOn('next');
  },
  [COMMANDS.previousFailure]: (_app, { logFailures }) => {
    logFailures.goOn('previous');
  },
  [COMMANDS.chooseLogTimes]: (_app, { logTimes }) => logTimes.choose(),
  [COMMANDS.goToTime]: (_app, { logTimes }) => logTimes.goTo(),
  [COMMANDS.openBothLogs]: (app, features, argument) =>
    withSession(app, features, argument, (key) => features.logTimes.showBoth(key)),
  [COMMANDS.saveLog]: (app, { logs }) => saveLog(app, logs),
  [COMMANDS.copyWithTimes]: (_app, { logs }) => copyLogLines(logs, 'with'),
  [COMMANDS.copyWithoutTimes]: (_app, { logs }) => copyLogLines(logs, 'without'),
  [COMMANDS.compareLogs]: (app, features, argument) =>
    withSession(app, features, argument, (key) => compareLogs(app, features.logs, key)),
  [COMMANDS.openCloudWatch]: (_app, { logs }) => {
    const { place, configuration } = logs.active?.log.location ?? {};
    const link = place && configuration && logConsoleLink(place, configuration);
    return link === undefined
      ? vscode.window.showInformationMessage('This log is not in the CloudWatch console.')
      : vscode.env.openExternal(vscode.Uri.parse(link));
  },
  [COMMANDS.findInLog]: (app, { logs }) => findInLog(app, logs),
} satisfies Readonly<Record<string, Command>>;
