import { t } from '../../../src/core/text/localize';
import type { JobCopyable } from '../../../src/render/panel/jobProtocol';
import type { Copyable } from '../../../src/render/panel/panelProtocol';

/** What the button beside a fact is called. */
const TITLES: Readonly<Partial<Record<Copyable | JobCopyable, string>>> = {
  addresses: t('Copy IP addresses'),
  farmId: t('Copy farm ID'),
  fleetId: t('Copy fleet ID'),
  hostName: t('Copy host name'),
  instanceArn: t('Copy instance ARN'),
  jobId: t('Copy job ID'),
  jobName: t('Copy name'),
  queueId: t('Copy queue ID'),
  sessionId: t('Copy session ID'),
  sessionLogGroup: t('Copy group'),
  sessionLogStream: t('Copy stream'),
  workerId: t('Copy worker ID'),
  workerLogGroup: t('Copy group'),
  workerLogStream: t('Copy stream'),
};

/** e.g. `Copy host name` */
export function copyTitle(what: Copyable | JobCopyable): string {
  return TITLES[what] ?? t('Copy');
}
