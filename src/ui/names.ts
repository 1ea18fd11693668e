/** The names by which VS Code and `package.json` know what is ours. No code: the doors and what stands behind them share it. */

export const SESSIONS_VIEW = 'deadlineSessions.sessions';
export const FARMS_VIEW = 'deadlineSessions.farms';
export const DETAILS_VIEW_TYPE = 'deadlineSessions.details';
export const JOB_VIEW_TYPE = 'deadlineSessions.job';
export const COMPARISON_VIEW_TYPE = 'deadlineSessions.comparison';
export const LOG_SCHEME = 'deadline-log';
/** The language of logs: of our documents, and of the files that worker agents leave on disk. */
export const LOG_LANGUAGE = 'deadline-log';

/** The tools that language models may call; `package.json` contributes exactly these (a test compares). */
export const AGENT_TOOLS = {
  find: 'deadline_find_sessions',
  describe: 'deadline_describe_session',
  triage: 'deadline_triage_job',
  log: 'deadline_read_session_log',
} as const;

/** All command ids in one place; `package.json` contributes exactly these (a test compares). */
export const COMMANDS = {
  lookUp: 'deadlineSessions.lookUp',
  lookUpAtCursor: 'deadlineSessions.lookUpAtCursor',
  findInFile: 'deadlineSessions.findInFile',
  openDetails: 'deadlineSessions.openDetails',
  openRow: 'deadlineSessions.openRow',
  openFocusedRow: 'deadlineSessions.openFocusedRow',
  keepOpen: 'deadlineSessions.keepOpen',
  openLog: 'deadlineSessions.openLog',
  openWorkerLog: 'deadlineSessions.openWorkerLog',
  openActionLog: 'deadlineSessions.openActionLog',
  loadOlderLog: 'deadlineSessions.loadOlderLog',
  loadAllLog: 'deadlineSessions.loadAllLog',
  openActionSlice: 'deadlineSessions.openActionSlice',
  followLog: 'deadlineSessions.followLog',
  unfollowLog: 'deadlineSessions.unfollowLog',
  goToFailure: 'deadlineSessions.goToFailure',
  openCauses: 'deadlineSessions.openCauses',
  addCause: 'deadlineSessions.addCause',
  nextFailure: 'deadlineSessions.nextFailure',
  previousFailure: 'deadlineSessions.previousFailure',
  chooseLogTimes: 'deadlineSessions.chooseLogTimes',
  goToTime: 'deadlineSessions.goToTime',
  openBothLogs: 'deadlineSessions.openBothLogs',
  saveLog: 'deadlineSessions.saveLog',
  copyWithTimes: 'deadlineSessions.copyWithTimes',
  copyWithoutTimes: 'deadlineSessions.copyWithoutTimes',
  compareWithGood: 'deadlineSessions.compareWithGood',
  compareSessions: 'deadlineSessions.compareSessions',
  openCloudWatch: 'deadlineSessions.openCloudWatch',
  findInLog: 'deadlineSessions.findInLog',
  nextFound: 'deadlineSessions.nextFound',
  previousFound: 'deadlineSessions.previousFound',
  openSource: 'deadlineSessions.openSource',
  showProblems: 'deadlineSessions.showProblems',
  clearProblems: 'deadlineSessions.clearProblems',
  refresh: 'deadlineSessions.refresh',
  refreshAll: 'deadlineSessions.refreshAll',
  remove: 'deadlineSessions.remove',
  removeEnded: 'deadlineSessions.removeEnded',
  arrangeSessions: 'deadlineSessions.arrangeSessions',
  copyValue: 'deadlineSessions.copyValue',
  copySessionId: 'deadlineSessions.copySessionId',
  copyAllIds: 'deadlineSessions.copyAllIds',
  copyCli: 'deadlineSessions.copyCli',
  copyLink: 'deadlineSessions.copyLink',
  copyAs: 'deadlineSessions.copyAs',
  saveReport: 'deadlineSessions.saveReport',
  saveSupportBundle: 'deadlineSessions.saveSupportBundle',
  showWatched: 'deadlineSessions.showWatched',
  watch: 'deadlineSessions.watch',
  watchFailures: 'deadlineSessions.watchFailures',
  watchOther: 'deadlineSessions.watchOther',
  unwatch: 'deadlineSessions.unwatch',
  unwatchEnded: 'deadlineSessions.unwatchEnded',
  showMissedNews: 'deadlineSessions.showMissedNews',
  showWatchStatistics: 'deadlineSessions.showWatchStatistics',
  endSession: 'deadlineSessions.endSession',
  retryTask: 'deadlineSessions.retryTask',
  /** Takes rows of tasks, or `TasksToRetry`. */
  retryTasks: 'deadlineSessions.retryTasks',
  retryFailedTasks: 'deadlineSessions.retryFailedTasks',
  restartJob: 'deadlineSessions.restartJob',
  suspend: 'deadlineSessions.suspend',
  cancel: 'deadlineSessions.cancel',
  markSucceeded: 'deadlineSessions.markSucceeded',
  markFailed: 'deadlineSessions.markFailed',
  whyJobFailed: 'deadlineSessions.whyJobFailed',
  /** Takes the row of a queue, or any job of it. */
  lookThroughFailures: 'deadlineSessions.lookThroughFailures',
  forgetFailures: 'deadlineSessions.forgetFailures',
  findInJobLogs: 'deadlineSessions.findInJobLogs',
  goToJob: 'deadlineSessions.goToJob',
  filterJobs: 'deadlineSessions.filterJobs',
  refreshFarms: 'deadlineSessions.refreshFarms',
  revealTask: 'deadlineSessions.revealTask',
  openMonitor: 'deadlineSessions.openMonitor',
  copyMonitorLink: 'deadlineSessions.copyMonitorLink',
  showHost: 'deadlineSessions.showHost',
  goToHost: 'deadlineSessions.goToHost',
  revealInFarms: 'deadlineSessions.revealInFarms',
  openSampleFarm: 'deadlineSessions.openSampleFarm',
  chooseConnection: 'deadlineSessions.chooseConnection',
  signIn: 'deadlineSessions.signIn',
  chooseOther: 'deadlineSessions.chooseOther',
  editAwsConfig: 'deadlineSessions.editAwsConfig',
  showOutput: 'deadlineSessions.showOutput',
  getStarted: 'deadlineSessions.getStarted',
  openDocumentation: 'deadlineSessions.openDocumentation',
  reportIssue: 'deadlineSessions.reportIssue',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** The context key that tells of the log in front: `yes` while it is followed, `no` where it could be, unset elsewhere. */
export const FOLLOWED_LOG = 'deadlineSessions.followedLog';

/** The context key that tells of the log in front whether it is loaded from its beginning: `yes`, `no`, unset elsewhere. */
export const WHOLE_LOG = 'deadlineSessions.wholeLog';

/** The context key with the addresses of the logs whose errors are in the list of problems. */
export const LOGS_WITH_PROBLEMS = 'deadlineSessions.logsWithProblems';

/** The context key that tells whether a page that is a preview is in front. */
export const PREVIEW_PAGE = 'deadlineSessions.previewPage';

/** The context key that tells what is still to be done before farms can be read: `SetUp`. */
export const SET_UP = 'deadlineSessions.setUp';

/** The context key that tells why the Farms view has no rows although all is set up. */
export const FARMS_PLACE = 'deadlineSessions.farmsPlace';

/** The context key that tells whether the Sessions view has rows. */
export const HAS_SESSIONS = 'deadlineSessions.hasSessions';
