/** The names by which VS Code and `package.json` know what is ours. No code: the doors and what stands behind them share it. */

export const SESSIONS_VIEW = 'deadlineSessions.sessions';
export const FARMS_VIEW = 'deadlineSessions.farms';
export const DETAILS_VIEW_TYPE = 'deadlineSessions.details';
export const LOG_SCHEME = 'deadline-log';
/** The language of logs: of our documents, and of the files that worker agents leave on disk. */
export const LOG_LANGUAGE = 'deadline-log';

/** All command ids in one place; `package.json` contributes exactly these (a test compares). */
export const COMMANDS = {
  lookUp: 'deadlineSessions.lookUp',
  lookUpAtCursor: 'deadlineSessions.lookUpAtCursor',
  findInFile: 'deadlineSessions.findInFile',
  openDetails: 'deadlineSessions.openDetails',
  openRow: 'deadlineSessions.openRow',
  openLog: 'deadlineSessions.openLog',
  openWorkerLog: 'deadlineSessions.openWorkerLog',
  openActionLog: 'deadlineSessions.openActionLog',
  loadOlderLog: 'deadlineSessions.loadOlderLog',
  loadAllLog: 'deadlineSessions.loadAllLog',
  openActionSlice: 'deadlineSessions.openActionSlice',
  followLog: 'deadlineSessions.followLog',
  unfollowLog: 'deadlineSessions.unfollowLog',
  goToFailure: 'deadlineSessions.goToFailure',
  nextFailure: 'deadlineSessions.nextFailure',
  previousFailure: 'deadlineSessions.previousFailure',
  chooseLogTimes: 'deadlineSessions.chooseLogTimes',
  goToTime: 'deadlineSessions.goToTime',
  openBothLogs: 'deadlineSessions.openBothLogs',
  saveLog: 'deadlineSessions.saveLog',
  copyWithTimes: 'deadlineSessions.copyWithTimes',
  copyWithoutTimes: 'deadlineSessions.copyWithoutTimes',
  compareLogs: 'deadlineSessions.compareLogs',
  openCloudWatch: 'deadlineSessions.openCloudWatch',
  findInLog: 'deadlineSessions.findInLog',
  refresh: 'deadlineSessions.refresh',
  refreshAll: 'deadlineSessions.refreshAll',
  remove: 'deadlineSessions.remove',
  copyValue: 'deadlineSessions.copyValue',
  copySessionId: 'deadlineSessions.copySessionId',
  copyAllIds: 'deadlineSessions.copyAllIds',
  copyCli: 'deadlineSessions.copyCli',
  copyLink: 'deadlineSessions.copyLink',
  copyAs: 'deadlineSessions.copyAs',
  showWatched: 'deadlineSessions.showWatched',
  watch: 'deadlineSessions.watch',
  unwatch: 'deadlineSessions.unwatch',
  watchActive: 'deadlineSessions.watchActive',
  endSession: 'deadlineSessions.endSession',
  goToJob: 'deadlineSessions.goToJob',
  filterJobs: 'deadlineSessions.filterJobs',
  refreshFarms: 'deadlineSessions.refreshFarms',
  revealInFarms: 'deadlineSessions.revealInFarms',
  openSampleFarm: 'deadlineSessions.openSampleFarm',
  chooseConnection: 'deadlineSessions.chooseConnection',
  signIn: 'deadlineSessions.signIn',
  chooseOther: 'deadlineSessions.chooseOther',
  editAwsConfig: 'deadlineSessions.editAwsConfig',
  showOutput: 'deadlineSessions.showOutput',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** The context key that tells of the log in front: `yes` while it is followed, `no` where it could be, unset elsewhere. */
export const FOLLOWED_LOG = 'deadlineSessions.followedLog';
