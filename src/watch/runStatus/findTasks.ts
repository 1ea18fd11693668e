import { type JobPath, SEARCH_REACH } from '../../core/farm/farm';
import type { StepPath, TaskPath } from '../../core/farm/tasks';
import type { TaskDirectory } from '../../core/service/ports';
import type { Connection } from '../../core/session/sessionKey';

/** Tasks that were found, and whether there may be more than a search can reach. */
export interface FoundTasks {
  readonly paths: readonly TaskPath[];
  readonly isCut: boolean;
}

/**
 * All tasks of jobs or steps that are in some statuses, a call for a hundred. Searches can be some seconds late: read the tasks before
 * they are changed.
 *
 * @param statuses empty for all
 * @param report told how many were found so far
 */
export async function findTasks(
  service: Pick<TaskDirectory, 'tasks'>,
  connection: Connection,
  places: readonly (JobPath | StepPath)[],
  statuses: readonly string[],
  signal: AbortSignal,
  report: (found: number) => void,
): Promise<FoundTasks> {
  const found = new Map<string, TaskPath>();
  let isCut = false;
  for (const place of places) {
    const { farmId, queueId, jobId } = place;
    const stepId = 'stepId' in place ? place.stepId : undefined;
    let count = 0;
    for await (const page of service.tasks(connection, place, { stepId, statuses }, signal)) {
      count += page.length;
      for (const { taskId, stepId } of page) {
        found.set(`${jobId} ${taskId}`, { farmId, queueId, jobId, stepId, taskId });
      }
      report(found.size);
    }
    isCut ||= count >= SEARCH_REACH;
  }
  return { paths: [...found.values()], isCut };
}
