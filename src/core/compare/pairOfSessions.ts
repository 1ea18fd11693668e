import type { Run } from './comparison';
import { isAlike, nearestActions } from './nearestRuns';
import type { SessionAction, SessionSnapshot } from '../session/session';
import { failingAction } from '../session/status';

/** An action of a session, or the session as a whole, as something to compare. */
export function runOf(snapshot: SessionSnapshot, action: SessionAction | undefined): Run {
  const { key, session, actions, stepNames, job } = snapshot;
  return {
    key,
    session: { ok: true, value: session },
    action,
    actions: actions.ok ? actions.value : [],
    stepNames,
    jobName: job.ok ? job.value.name : undefined,
  };
}

/**
 * What of two sessions is compared: the action that failed in one of them with the nearest of its kind that succeeded in the other.
 * Where there is no such pair, the sessions as wholes; the one that failed is in question, or the first.
 */
export function pairOfSessions(
  one: SessionSnapshot,
  other: SessionSnapshot,
): { readonly subject: Run; readonly reference: Run } {
  for (const [bad, good] of [
    [one, other],
    [other, one],
  ] as const) {
    const failing = failingAction(bad);
    const counterpart = failing && counterpartIn(good, failing);
    if (counterpart) {
      return { subject: runOf(bad, failing), reference: runOf(good, counterpart) };
    }
  }
  const [bad, good] = !failingAction(one) && failingAction(other) ? [other, one] : [one, other];
  return { subject: runOf(bad, undefined), reference: runOf(good, undefined) };
}

/** Whether a failure can only be compared with runs of other sessions: nothing of its kind succeeded in its own. */
export function isAloneInSession({ actions }: Pick<SessionSnapshot, 'actions'>): boolean {
  const failing = failingAction({ actions });
  return actions.ok && failing !== undefined && nearestActions(failing, actions.value, 1).length === 0;
}

/** Tasks of another step, as in sessions of two jobs, will do where there is none of the same. */
function counterpartIn({ actions }: SessionSnapshot, failing: SessionAction): SessionAction | undefined {
  const all = actions.ok ? actions.value : [];
  const [nearest] = nearestActions(failing, all, 1);
  return nearest ?? all.find((action) => action.status === 'SUCCEEDED' && isOfKind(action, failing));
}

function isOfKind(one: SessionAction, other: SessionAction): boolean {
  return one.definition.kind === 'taskRun' ? other.definition.kind === 'taskRun' : isAlike(one, other);
}
