import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import { type SessionActionId, type TaskId, sessionOfAction, stepOfTask } from '../../core/ids';
import type { JobKey, SessionKey } from '../../core/session/sessionKey';
import { statusWord, taskLabel } from '../../render/session/action';
import type { App } from '../app';
import { withProgress } from '../window/messages';

/** The latest run of a task. */
export interface TaskRun {
  readonly key: SessionKey;
  readonly sessionActionId: SessionActionId;
}

/**
 * Finds the session that ran a task last, and the action there: one call.
 *
 * @throws {UserError} the task may not be read, or has not run yet
 */
export async function latestRun(app: App, job: JobKey, taskId: TaskId): Promise<TaskRun> {
  const { connection, farmId, queueId, jobId } = job;
  const path = { farmId, queueId, jobId, stepId: stepOfTask(taskId), taskId };
  const [task] = await withProgress(t('Finding the latest session of the task'), (signal) =>
    app.service().fetchTasks(connection, [path], signal),
  );
  if (!task?.ok) {
    throw new UserError(task?.fault ?? { kind: 'internal', message: t('Nothing was answered.') });
  }
  const { latestSessionActionId, runStatus } = task.value;
  if (latestSessionActionId === undefined) {
    throw new UserError({
      kind: 'notFound',
      message: t('{0} has not run yet ({1}), so it has no session.', taskLabel(task.value, {}), statusWord(runStatus)),
      remedies: ['retry'],
    });
  }
  const sessionId = sessionOfAction(latestSessionActionId);
  return { key: { connection, farmId, queueId, jobId, sessionId }, sessionActionId: latestSessionActionId };
}
