/** What somebody who listens to the page is told when it changes. */
import type { SessionAction } from '../../../src/core/session/session';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { actionResult, actionLabel, statusWord } from '../../../src/render/session/action';
import { sessionVerdict } from '../../../src/render/session/session';
import { stuckLabel, stuckLine } from '../../../src/render/watching/stuck';

/** More than three sentences at once are not listened to. */
const MOST = 3;

/**
 * The news between two pictures of a session: its lifecycle, its actions' statuses, that it may be stuck, a new fault. Empty where there is none:
 * passing time and progress are no news.
 */
export function announcement(previous: WatchedSession | undefined, next: WatchedSession, nowMs: number): string {
  if (next.fault && next.fault.message !== previous?.fault?.message) {
    return next.fault.message;
  }
  if (next.stuck && stuckLabel(next.stuck) !== (previous?.stuck && stuckLabel(previous.stuck))) {
    return stuckLine(next.stuck, nowMs);
  }
  const before = previous?.snapshot;
  const after = next.snapshot;
  if (!before || !after) {
    return '';
  }
  if (
    before.session.lifecycleStatus !== after.session.lifecycleStatus ||
    before.session.targetLifecycleStatus !== after.session.targetLifecycleStatus
  ) {
    return sessionVerdict(after, nowMs, next.diagnosis);
  }
  const statuses = new Map(actionsOf(before).map((action) => [action.sessionActionId, action.status]));
  return actionsOf(after)
    .filter((action) => statuses.get(action.sessionActionId) !== action.status && action.startedAtMs !== undefined)
    .slice(-MOST)
    .map((action) => `${actionLabel(action, after.stepNames)}: ${newsOf(action)}.`)
    .join(' ');
}

function newsOf(action: SessionAction): string {
  const result = action.status === 'RUNNING' ? '' : actionResult(action);
  const word = statusWord(action.status);
  return result === '' || result === word ? word : `${word}, ${result}`;
}

function actionsOf({ actions }: NonNullable<WatchedSession['snapshot']>): readonly SessionAction[] {
  return actions.ok ? actions.value : [];
}
