/** What is true of a session and its actions at a moment. */
import { type SessionActionId, type TaskId, actionOfSession } from '../core/ids';
import { actionLog } from './logs/actionLog';
import { reportedBy } from './logs/sessionLog';
import { GIVEN_AHEAD } from './world/stories/beats';
import type { PlannedAction, SessionRecord, StepRecord } from './world/model';

/** A session action as the service would describe it now. */
export interface ActionState {
  readonly sessionActionId: SessionActionId;
  readonly session: SessionRecord;
  readonly plan: PlannedAction;
  readonly status: string;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly workerUpdatedAtMs: number | undefined;
  /** 0 to 100; what the program said last. */
  percent(): number | undefined;
  /** What the service says about the end, or else what the program said last. */
  message(): string | undefined;
  readonly exitCode: number | undefined;
}

/** The actions that a session has by now, in order: ended ones, the one at work, and what its worker was given next. */
export function actionsAt(session: SessionRecord, nowMs: number): readonly ActionState[] {
  const plan = session.plan();
  const firstWaiting = plan.findIndex((action) => nowMs < action.startMs);
  const listed = firstWaiting < 0 ? plan : plan.slice(0, firstWaiting + GIVEN_AHEAD);
  return listed.map((action, index) => stateOf(session, action, index, index === firstWaiting, nowMs));
}

function stateOf(
  session: SessionRecord,
  plan: PlannedAction,
  index: number,
  isNext: boolean,
  nowMs: number,
): ActionState {
  const begun = nowMs >= plan.startMs && plan.outcome !== 'NEVER_ATTEMPTED';
  const ended = begun && nowMs >= plan.endMs;
  let read: ReturnType<typeof reportedBy> | undefined;
  // The log is written only where it is asked for.
  const reported = (): ReturnType<typeof reportedBy> => (read ??= reportedBy(actionLog(session, plan), nowMs));
  return {
    sessionActionId: actionOfSession(session.sessionId, index),
    session,
    plan,
    status: statusOf(plan, isNext, nowMs),
    startedAtMs: begun ? plan.startMs : undefined,
    endedAtMs: ended ? plan.endMs : undefined,
    // Workers report about every half minute.
    workerUpdatedAtMs: begun
      ? Math.min(plan.endMs, plan.startMs + Math.floor((nowMs - plan.startMs) / 30_000) * 30_000)
      : undefined,
    percent: () => {
      if (!begun) {
        return undefined;
      }
      return ended && plan.outcome === 'SUCCEEDED' ? 100 : (reported().percent ?? 0);
    },
    message: () => {
      if (!begun) {
        return plan.outcome === 'NEVER_ATTEMPTED' && nowMs >= plan.endMs ? plan.message : undefined;
      }
      return (ended ? plan.message : undefined) ?? reported().message;
    },
    exitCode: ended ? plan.exitCode : undefined,
  };
}

function statusOf({ startMs, endMs, outcome, cancel }: PlannedAction, isNext: boolean, nowMs: number): string {
  if (nowMs < startMs) {
    return isNext ? 'ASSIGNED' : 'SCHEDULED';
  }
  if (nowMs >= endMs) {
    return outcome;
  }
  return cancel && nowMs >= cancel.atMs ? 'CANCELING' : 'RUNNING';
}

/** A session's own words at a moment. */
export function sessionAt(
  session: SessionRecord,
  nowMs: number,
): {
  readonly lifecycleStatus: string;
  readonly endedAtMs: number | undefined;
  readonly asked: SessionRecord['endAsked'];
} {
  const asked = session.endAsked && session.endAsked.atMs <= nowMs ? session.endAsked : undefined;
  if (nowMs >= session.endedAtMs) {
    return { lifecycleStatus: 'ENDED', endedAtMs: session.endedAtMs, asked };
  }
  return { lifecycleStatus: asked ? 'UPDATE_IN_PROGRESS' : 'STARTED', endedAtMs: undefined, asked };
}

/** The id of a step's n-th task. */
export function taskIdOf(step: StepRecord, task: number): TaskId {
  return `task-${step.stepId.slice('step-'.length)}-${task}`;
}
