import { t } from '../../core/text/localize';
import type { JobKey, SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import { jobOf } from '../commands/jobArgument';
import { chooseSession } from '../lookUp/chooseSession';
import type { FarmRow, FarmsView } from './farmsView';
import { chooseJob, jobKeyOf } from './goToJob';

/**
 * The failed session that a row of the Farms view leads to: the row itself, or one of its job or step, where there is but one without a
 * question; from rows above jobs, and without a row, of a job in which tasks failed, the newest first. Undefined if the person canceled.
 */
export async function chooseFailure(
  app: App,
  view: FarmsView,
  row: FarmRow | undefined,
): Promise<SessionKey | undefined> {
  const node = row?.kind === 'group' || row?.kind === 'note' ? row.parent : row;
  if (node?.kind === 'session') {
    return node.key;
  }
  const job: JobKey | undefined =
    (node && jobOf(node)) ??
    jobKeyOf(await chooseJob(app, view, { title: t('Go to First Failure: Job'), failed: true }));
  const stepId = node?.kind === 'step' || node?.kind === 'tasks' ? node.path.stepId : undefined;
  return job && chooseSession(app, job, { title: t('Go to First Failure: Session'), stepId, failed: true });
}
