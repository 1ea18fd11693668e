import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { isId, type SessionActionId } from '../../core/ids';
import type { StorageRule } from '../../core/references/storageRules';
import type { SessionKey } from '../../core/session/sessionKey';
import { logConsoleLink } from '../../render/consoleLinks';
import { keysOf, attemptArgument, isFarmRow, withSession } from './sessionArgument';
import type { Command, Features } from './command';
import { compareSessions } from '../compare/compareSessions';
import { chooseFailure } from '../farms/chooseFailure';
import { openSource, parseNamedSource } from '../editor/openSource';
import { copyLogLines } from '../logs/saving/copyLog';
import { COMMANDS, FARMS_VIEW, LOG_LANGUAGE, LOG_SCHEME, SESSIONS_VIEW } from '../names';
import { opensLogAtFailure } from '../state/settings';
import { saveLog } from '../logs/saving/saveLog';
import { showInfo, withProgressBeforeQuestion } from '../window/messages';
import { keyArgument, type TreeRow } from '../sessions/sessionsView';

/** The commands that are about logs, by their ids. */
export const LOG_COMMANDS = {
  [COMMANDS.openLog]: (app, features, argument) => {
    const attempt = attemptArgument(argument);
    return withSession(app, features, attempt?.key ?? argument, (key) =>
      features.logs.show(
        key,
        'session',
        attempt
          ? { kind: 'action', actionId: attempt.sessionActionId }
          : { kind: opensLogAtFailure() ? 'failure' : 'end' },
      ),
    );
  },
  [COMMANDS.openWorkerLog]: (app, features, argument) =>
    withSession(app, features, attemptArgument(argument)?.key ?? argument, (key) =>
      features.logs.show(key, 'worker', { kind: 'end' }),
    ),
  [COMMANDS.openActionLog]: (app, features, argument, actionId) =>
    withSession(app, features, argument, (key) =>
      features.logs.show(
        key,
        'session',
        isId('sessionaction', actionId) ? { kind: 'action', actionId } : { kind: 'end' },
      ),
    ),
  [COMMANDS.openActionSlice]: (_app, features, argument) => {
    const key = keyArgument(argument);
    const actionId = actionOfRow(features, argument);
    return key && actionId
      ? features.logs.show(key, 'session', { kind: 'action', actionId }, { slice: actionId })
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
  [COMMANDS.goToFailure]: async (app, features, argument, index) => {
    const { farms, logFailures, panels, view } = features;
    // Keys in the views say where they were pressed, for they bring no row.
    const farmRow = argument === FARMS_VIEW ? (await farms.rowsOfKey())[0] : isFarmRow(argument) ? argument : undefined;
    const attempt = attemptArgument(farmRow);
    if (attempt) {
      return features.logs.show(attempt.key, 'session', { kind: 'failure', actionId: attempt.sessionActionId });
    }
    if (farmRow || argument === FARMS_VIEW) {
      const chosen = await chooseFailure(app, farms, farmRow);
      return chosen && logFailures.goToFirst(chosen);
    }
    const pressedOn = argument === SESSIONS_VIEW ? keyOfRows(await view.rowsOfKey()) : undefined;
    const selected = argument === undefined && !isLogInFront() ? keyOfRows(view.selection) : undefined;
    const key = keyArgument(argument) ?? pressedOn ?? panels.activeKey ?? selected;
    if (key || isLogInFront()) {
      return logFailures.goToFirst(key, typeof index === 'number' || index === 'wait' ? index : undefined);
    }
    const chosen = await chooseFailure(app, farms, farms.visible ? farms.selection[0] : undefined);
    return chosen && logFailures.goToFirst(chosen);
  },
  [COMMANDS.openCauses]: (_app, { causes }) => causes.open(),
  [COMMANDS.addCause]: (_app, { causes }) => causes.addFromLine(),
  [COMMANDS.nextFailure]: (_app, { logFailures }) => logFailures.goOn('next'),
  [COMMANDS.previousFailure]: (_app, { logFailures }) => logFailures.goOn('previous'),
  [COMMANDS.chooseLogTimes]: (_app, { logTimes }) => logTimes.choose(),
  [COMMANDS.goToTime]: (_app, { logTimes }) => logTimes.goTo(),
  [COMMANDS.openBothLogs]: (app, features, argument) =>
    withSession(app, features, argument, (key) => features.logTimes.showBoth(key)),
  [COMMANDS.saveLog]: (app, { logs }) => saveLog(app, logs),
  [COMMANDS.copyWithTimes]: (_app, { logs }) => copyLogLines(logs, 'with'),
  [COMMANDS.copyWithoutTimes]: (_app, { logs }) => copyLogLines(logs, 'without'),
  [COMMANDS.compareWithGood]: (app, features, argument, actionId) => {
    const attempt = attemptArgument(argument);
    return withSession(app, features, attempt?.key ?? argument, (key) => {
      const named = attempt?.sessionActionId ?? actionOfRow(features, argument) ?? actionId;
      features.comparisons.show({
        subject: { key, actionId: isId('sessionaction', named) ? named : undefined },
        reference: undefined,
      });
    });
  },
  [COMMANDS.compareSessions]: (app, features, argument, selected) => {
    const keys = keysOf(argument, selected);
    return keys.length > 0
      ? compareSessions(app, features.comparisons, keys)
      : withSession(app, features, argument, (key) => compareSessions(app, features.comparisons, [key]));
  },
  [COMMANDS.openCloudWatch]: (_app, { logs }) => {
    const { connection, configuration } = logs.active?.log.location ?? {};
    const link = connection && configuration && logConsoleLink(connection, configuration);
    return link === undefined
      ? showInfo(t('This log is not in CloudWatch Logs.'))
      : vscode.env.openExternal(vscode.Uri.parse(link));
  },
  [COMMANDS.findInLog]: (_app, { logSearch }) => logSearch.find(),
  [COMMANDS.nextFound]: (_app, { logSearch }) => logSearch.go('next'),
  [COMMANDS.previousFound]: (_app, { logSearch }) => logSearch.go('previous'),
  [COMMANDS.showProblems]: (_app, { logProblems }) => logProblems.show(),
  [COMMANDS.clearProblems]: (_app, { logProblems }) => {
    logProblems.clear();
  },
  [COMMANDS.openSource]: async (app, { logs, storageRules }, argument) => {
    const source = parseNamedSource(argument);
    const queue = logs.active?.log.logKey.key;
    if (source) {
      const read = (signal: AbortSignal): Promise<readonly StorageRule[]> =>
        queue ? storageRules.rulesOf(queue, signal) : Promise.resolve([]);
      await openSource(source, await withProgressBeforeQuestion(app.clock, t('Reading storage profiles…'), read));
    }
  },
} satisfies Readonly<Record<string, Command>>;

function keyOfRows(rows: readonly TreeRow[]): SessionKey | undefined {
  return rows.find(({ key }) => key)?.key;
}

/** Whether a log of ours or on disk has the keyboard. */
function isLogInFront(): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === LOG_LANGUAGE || document?.uri.scheme === LOG_SCHEME;
}

/** The action that a row of the Sessions view is; undefined for all other arguments. */
function actionOfRow({ view }: Pick<Features, 'view'>, argument: unknown): SessionActionId | undefined {
  const opens = view.rowOf(argument)?.opens;
  return opens?.kind === 'action' ? opens.sessionActionId : undefined;
}
