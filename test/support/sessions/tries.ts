/** Tries of the failed task of `failedSession`, to draw. */
import type { SessionAction } from '../../../src/core/session/session';
import { type TaskTries, type TaskTry, speaksFor } from '../../../src/core/triage/taskTries';
import { KEY, NO_HOST, action, failedSession, frame } from './sessions';

const FRAME = frame(1003);

/** Another run of the frame that failed, in another session. */
function otherTry(host: string, index: number, more: Partial<SessionAction> = {}): TaskTry {
  const hex = String(index).repeat(32);
  return {
    key: { ...KEY, sessionId: `session-${hex}` },
    action: {
      ...action(index, FRAME, 'FAILED', -4_000 + index * 600, -3_800 + index * 600, {
        processExitCode: 139,
        progressMessage: 'Rendering tile 98 of 255',
      }),
      sessionActionId: `sessionaction-${hex}-4`,
      ...more,
    },
    host: { ...NO_HOST, hostName: host },
  };
}

/** The tries of the failed frame: twice before on other hosts, in the same way. */
export function threeTries(changes: Partial<TaskTries> = {}): TaskTries {
  const { snapshot } = failedSession();
  const failed = snapshot?.actions.ok ? snapshot.actions.value.find(({ status }) => status === 'FAILED') : undefined;
  if (!snapshot || !failed || FRAME.kind !== 'taskRun' || FRAME.taskId === undefined) {
    throw new Error('The failed session has no failed frame.');
  }
  const own: TaskTry = { key: KEY, action: failed, host: snapshot.session.host };
  const tries = changes.tries ?? [otherTry('rack2-node40', 1), otherTry('rack2-node17.studio.example', 2), own];
  const { stepId, taskId, parameters } = FRAME;
  const { otherTasks } = changes;
  return {
    task: { stepId, taskId, parameters },
    tries,
    isWhole: true,
    otherTasks: undefined,
    speaksFor: speaksFor({ tries, failed, otherTasks }),
    unread: [],
    ...changes,
  };
}

/** The same where it was tried here alone, on a host that fails other tasks as well. */
export function oneTry(changes: Partial<TaskTries> = {}): TaskTries {
  const own = threeTries().tries.slice(-1);
  const otherTasks = { failedHere: 7, succeededHere: 2, failedElsewhere: 40, succeededElsewhere: 3_120 };
  return threeTries({ tries: own, otherTasks, ...changes });
}
