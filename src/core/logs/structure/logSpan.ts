import type { LogSpan } from '../pages/logReader';
import type { SessionActionId } from '../../ids';
import type { SessionAction } from '../../session/session';

/** How much later than an action's end its last line can be written, if no other action follows. */
const LATE_MS = 30_000;

/**
 * One action's slice of its session's log: from its start to the next one's, because the last line can come after the end that
 * the service tells. Without an end while the action runs; undefined for an action that has not started.
 */
export function spanOfAction(actions: readonly SessionAction[], actionId: SessionActionId): LogSpan | undefined {
  const action = actions.find(({ sessionActionId }) => sessionActionId === actionId);
  const startedAtMs = action?.startedAtMs;
  if (startedAtMs === undefined) {
    return undefined;
  }
  const nextMs = Math.min(
    ...actions.flatMap((other) =>
      other !== action && (other.startedAtMs ?? 0) > startedAtMs ? [other.startedAtMs ?? 0] : [],
    ),
  );
  const untilMs = Number.isFinite(nextMs) ? nextMs : action?.endedAtMs && action.endedAtMs + LATE_MS;
  return { fromMs: startedAtMs, ...(untilMs === undefined ? {} : { untilMs }) };
}
