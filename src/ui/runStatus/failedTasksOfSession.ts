import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import type { TaskPath } from '../../core/farm/tasks';
import type { SessionAction, SessionSnapshot } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import { actionLabel } from '../../render/session/action';

/** The tasks of a session that can be retried. */
export interface SessionTasks {
  readonly paths: readonly TaskPath[];
  /** Whether they failed; otherwise they were canceled. */
  readonly haveFailed: boolean;
}

/**
 * The tasks that failed in a session, or those that were canceled where none failed.
 *
 * @throws {UserError} there is none, or the session's actions may not be read
 */
export function failedTasksOfSession({ key, actions, stepNames }: SessionSnapshot): SessionTasks {
  if (!actions.ok) {
    throw new UserError(actions.fault);
  }
  const failed = actions.value.filter(({ status }) => status === 'FAILED');
  const ended = failed.length > 0 ? failed : actions.value.filter(({ status }) => status === 'CANCELED');
  const paths = new Map(ended.flatMap((action) => toPath(key, action)).map((path) => [path.taskId, path]));
  if (paths.size === 0) {
    const [first] = ended;
    throw new UserError({
      kind: 'conflict',
      message:
        first === undefined
          ? t('No task failed in this session.')
          : first.definition.kind === 'taskRun'
            ? t('The worker did not report which task failed. Retry it in the Farms view, below its step.')
            : t(
                'This session failed at “{0}”, before it ran a task. Its tasks go back to the queue without you.',
                actionLabel(first, stepNames),
              ),
      remedies: [],
    });
  }
  return { paths: [...paths.values()], haveFailed: failed.length > 0 };
}

function toPath({ farmId, queueId, jobId }: SessionKey, { definition }: SessionAction): readonly TaskPath[] {
  return definition.kind === 'taskRun' && definition.taskId !== undefined
    ? [{ farmId, queueId, jobId, stepId: definition.stepId, taskId: definition.taskId }]
    : [];
}
