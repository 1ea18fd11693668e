/** How often a task was tried, where, and how each try ended. */
import type { TaskPath } from '../farm/tasks';
import { type Listing, listing } from '../farm/farm';
import { type SessionActionId, sessionOfAction } from '../ids';
import type { SessionSource, TaskDirectory } from '../service/ports';
import type { SessionAction } from '../session/session';
import type { Connection } from '../session/sessionKey';

/**
 * The runs of a task, in the service's order, without exit codes and messages. Workers of older versions ran chunks of frames
 * without naming the task, and such runs are not listed: the latest one is read by the ID that the task itself has of it, with a
 * call more and in full.
 *
 * @param latest `Task.latestSessionActionId`
 */
export function listAttempts(
  service: Pick<TaskDirectory, 'sessionActions'> & Pick<SessionSource, 'fetchActions'>,
  connection: Connection,
  { farmId, queueId, jobId, taskId }: TaskPath,
  latest: SessionActionId | undefined,
  signal: AbortSignal,
): Listing<SessionAction> {
  const listed = service.sessionActions(connection, { farmId, queueId, jobId }, taskId, signal);
  return listing(async (token) => {
    const page = await listed.page(token);
    const isWhole = token === undefined && page.next === undefined;
    if (!isWhole || latest === undefined || page.items.some(({ sessionActionId }) => sessionActionId === latest)) {
      return page;
    }
    const key = { connection, farmId, queueId, jobId, sessionId: sessionOfAction(latest) };
    const [part] = await service.fetchActions([{ key, sessionActionId: latest }], signal);
    return part?.ok && part.value ? { ...page, items: [...page.items, part.value] } : page;
  });
}
