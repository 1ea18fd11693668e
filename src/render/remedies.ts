import type { Remedy } from '../core/errors';
import { t } from '../core/text/localize';

/** What each way out is called on its button, in messages and on the page alike. */
export const REMEDY_TITLES: Readonly<Record<Remedy, string>> = {
  retry: t('Try again'),
  signIn: t('Sign in…'),
  chooseConnection: t('Choose connection…'),
  lookUp: t('Look up session…'),
  chooseOther: t('Choose another…'),
  openSampleFarm: t('Open the sample farm'),
  openLog: t('Open Log'),
  editAwsConfig: t('Open AWS config'),
  showOutput: t('Show log'),
  reportIssue: t('Report issue…'),
  getStarted: t('Get started'),
};
