import * as vscode from 'vscode';
import type { App } from '../app';
import { LOG_SCHEME } from '../names';
import { LogSearch } from './find/logSearch';
import { LogColors } from './drawing/logColors';
import { LogFailures } from './logFailures';
import { LogFaults } from './logFaults';
import { LogFollowing } from './logFollowing';
import { LogHeadings } from './drawing/logHeadings';
import { LogLenses } from './drawing/logLenses';
import { LogOutlines } from './drawing/logOutline';
import { LogProblems } from './drawing/logProblems';
import { LogStatus } from './drawing/logStatus';
import { LogTimes } from './drawing/logTimes';
import { Logs } from './logs';

/** The features of logs that others use. */
export interface LogFeatures {
  readonly logs: Logs;
  readonly logFollowing: LogFollowing;
  readonly logFailures: LogFailures;
  readonly logSearch: LogSearch;
  readonly logTimes: LogTimes;
  readonly logOutlines: LogOutlines;
  readonly logProblems: LogProblems;
}

/**
 * Makes everything that shows logs.
 * @param fileChanges tells VS Code that the text of a log changed
 * @param owned disposes of what it is given when the extension ends
 */
export function createLogFeatures(
  app: App,
  fileChanges: vscode.EventEmitter<vscode.FileChangeEvent[]>,
  owned: <T extends { dispose(): unknown }>(one: T) => T,
): LogFeatures {
  const logs = owned(new Logs(app, fileChanges));
  const logFollowing = owned(new LogFollowing(app, logs));
  const logOutlines = new LogOutlines(logs);
  const logFailures = owned(new LogFailures(app, logs, logOutlines));
  const logSearch = new LogSearch(app, logs, app.context.globalState);
  const logTimes = owned(new LogTimes(logs, app.context.globalState));
  const logProblems = owned(new LogProblems(logs, logOutlines));
  const logLenses = owned(new LogLenses(logs, logFollowing, app.now));
  owned(vscode.languages.registerCodeLensProvider({ scheme: LOG_SCHEME }, logLenses));
  owned(new LogColors(logs));
  owned(new LogHeadings(logs, logOutlines));
  owned(new LogFaults(logs));
  owned(new LogStatus(logs, logFollowing));
  return { logs, logFollowing, logFailures, logSearch, logTimes, logOutlines, logProblems };
}
