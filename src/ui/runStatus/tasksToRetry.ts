import { isId, type TaskId } from '../../core/ids';
import { type JobKey, parseJobKey } from '../../core/session/sessionKey';

/** Which tasks of a job are to run again: what the command `retryTasks` takes besides rows. */
export interface TasksToRetry {
  readonly job: JobKey;
  readonly taskIds: readonly TaskId[];
  /** What the tasks have in common, for the question, e.g. `No license was free`. Hostile until rendered as text. */
  readonly title: string | undefined;
}

/** More tasks than any job has by default; what an argument names beyond them is not looked at. */
const MOST_TASKS = 100_000;

/** A command's argument, which may come from anywhere; undefined where it does not name a job and at least one task. */
export function parseTasksToRetry(value: unknown): TasksToRetry | undefined {
  const { job: jobValue, taskIds: ids, title } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const job = parseJobKey(jobValue);
  const taskIds = Array.isArray(ids)
    ? [...new Set(ids.slice(0, MOST_TASKS).filter((id): id is TaskId => isId('task', id)))]
    : [];
  return job && taskIds.length > 0 ? { job, taskIds, title: typeof title === 'string' ? title : undefined } : undefined;
}
