import type { Remedy } from '../core/errors';

/** What each way out is called on its button, in messages and on the page alike. */
export const REMEDY_TITLES: Readonly<Record<Remedy, string>> = {
  retry: 'Try again',
  signIn: 'Sign in…',
  chooseConnection: 'Choose connection…',
  lookUp: 'Look up session…',
  chooseOther: 'Choose another…',
  openSampleFarm: 'Open the sample farm',
  openLog: 'Open Log',
  editAwsConfig: 'Open AWS config',
  showOutput: 'Show log',
  reportIssue: 'Report issue…',
  getStarted: 'Get started',
};
