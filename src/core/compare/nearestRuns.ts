/** Which run that succeeded is nearest to one that did not. Pure choices among what is known. */
import type { SessionAction, Task } from '../session/session';

/** A failed run is compared with at most three that succeeded: more cost calls and add little. */
export const MOST_GOOD_RUNS = 3;

/** Further away than anything with a time. */
const FAR_MS = Number.MAX_SAFE_INTEGER / 4;

/** Whether two actions do the same: tasks of one step, the same environment, attachments. */
export function isAlike({ definition: one }: SessionAction, { definition: other }: SessionAction): boolean {
  switch (one.kind) {
    case 'taskRun':
      return other.kind === 'taskRun' && one.stepId === other.stepId;
    case 'envEnter':
    case 'envExit':
      return other.kind === one.kind && environmentName(one.environmentId) === environmentName(other.environmentId);
    case 'syncInputJobAttachments':
      return other.kind === one.kind && (one.stepId === undefined) === (other.stepId === undefined);
    case 'unknown':
      return other.kind === 'unknown' && one.name === other.name;
  }
}

/** Environments of two jobs have one name and two IDs, e.g. `JOB:job-…:Conda`. */
function environmentName(environmentId: string): string {
  return environmentId.split(':').slice(2).join(':') || environmentId;
}

/** The actions among these that succeeded at the same, the nearest in time first: those before count as nearer than those after. */
export function nearestActions(
  action: SessionAction,
  others: readonly SessionAction[],
  most = MOST_GOOD_RUNS,
): readonly SessionAction[] {
  const atMs = action.startedAtMs ?? 0;
  const distance = ({ startedAtMs = FAR_MS }: SessionAction): number =>
    startedAtMs <= atMs ? atMs - startedAtMs : AFTER_COUNTS * (startedAtMs - atMs);
  return others
    .filter((other) => other.status === 'SUCCEEDED' && other.startedAtMs !== undefined && isAlike(other, action))
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, most);
}

/** What ran before the failure ran in the same state of things; what ran after it may have been repaired. */
const AFTER_COUNTS = 2;

/**
 * The tasks to compare with: the same task first, if another try succeeded, then the nearest in time, of as many sessions as there
 * are, because a host's own lines are rare there alone.
 */
export function nearestTasks(action: SessionAction, tasks: readonly Task[], most = MOST_GOOD_RUNS): readonly Task[] {
  const { definition } = action;
  const ownId = definition.kind === 'taskRun' ? definition.taskId : undefined;
  const atMs = action.startedAtMs ?? 0;
  const distance = ({ taskId, startedAtMs = FAR_MS }: Task): number =>
    taskId === ownId ? -1 : Math.abs(startedAtMs - atMs);
  const sorted = tasks
    .filter(({ runStatus, latestSessionActionId }) => runStatus === 'SUCCEEDED' && latestSessionActionId !== undefined)
    .sort((one, other) => distance(one) - distance(other));
  const sessions = new Set<string>();
  const first = sorted.filter(({ latestSessionActionId = '' }) => {
    const session = latestSessionActionId.replace(/-\d+$/, '');
    return sessions.size < most && !sessions.has(session) && sessions.add(session);
  });
  const chosen = new Set(first);
  return [...first, ...sorted.filter((task) => !chosen.has(task))].slice(0, most);
}
