/** A session's plan, changed because callers stopped some of its tasks. */
import { GIVEN_AHEAD } from '../stories/beats';
import type { PlannedAction } from '../model';

/** How long a process has to stop after its task was canceled. */
export const STOP_GRACE_MS = 25_000;

/**
 * What is left of a plan. A task that runs when it is stopped is canceled, and the session ends after it; the worker never
 * attempts what it was given ahead. A task that has not begun is left out, and what follows begins earlier.
 *
 * @param stoppedAtMs when a step's task was stopped, in epoch milliseconds; undefined where it was not
 */
export function planWithStops(
  plan: readonly PlannedAction[],
  stoppedAtMs: (step: number, task: number) => number | undefined,
): readonly PlannedAction[] {
  const kept: PlannedAction[] = [];
  let earlierMs = 0;
  for (const [index, original] of plan.entries()) {
    const action = movedBy(original, -earlierMs);
    const stopMs =
      action.definition.kind === 'taskRun' ? stoppedAtMs(action.definition.step, action.definition.task) : undefined;
    if (stopMs === undefined || stopMs >= action.endMs) {
      kept.push(action);
    } else if (stopMs >= action.startMs) {
      return [...kept, ...endedBy(action, stopMs, plan.slice(index + 1))];
    } else {
      const begun = kept.filter(({ startMs }) => startMs <= stopMs).length;
      if (kept.length < begun + GIVEN_AHEAD) {
        kept.push(neverAttempted(action, stopMs));
      }
      earlierMs += Math.max(0, (plan[index + 1]?.startMs ?? original.endMs) - original.startMs);
    }
  }
  return kept;
}

/** The last actions of a session whose running task was stopped: the task, what waited, and the environments' exits. */
function endedBy(running: PlannedAction, stopMs: number, rest: readonly PlannedAction[]): readonly PlannedAction[] {
  const endMs = Math.min(running.endMs, stopMs + STOP_GRACE_MS);
  const tasks = rest.filter(({ definition }) => definition.kind === 'taskRun');
  const exits = rest.filter(({ definition }) => definition.kind === 'envExit');
  let clockMs = endMs + 900;
  return [
    {
      ...running,
      outcome: 'CANCELED',
      endMs,
      exitCode: 143,
      message: undefined,
      cancel: { atMs: stopMs, reason: 'asked' },
      lastWords: ['Caught SIGTERM, leaving'],
    },
    ...tasks.slice(0, GIVEN_AHEAD).map((action) => neverAttempted(action, endMs)),
    ...exits.map((action) => {
      const moved = movedBy(action, clockMs - action.startMs);
      clockMs = moved.endMs + 900;
      return moved;
    }),
  ];
}

function neverAttempted(action: PlannedAction, atMs: number): PlannedAction {
  return {
    ...action,
    outcome: 'NEVER_ATTEMPTED',
    exitCode: undefined,
    message: undefined,
    startMs: atMs,
    endMs: atMs,
    cancel: undefined,
  };
}

function movedBy(action: PlannedAction, ms: number): PlannedAction {
  return ms === 0
    ? action
    : {
        ...action,
        startMs: action.startMs + ms,
        endMs: action.endMs + ms,
        cancel: action.cancel && { ...action.cancel, atMs: action.cancel.atMs + ms },
      };
}
