/** How the sessions of a job spent their time, to be set beside one of them. */
import { type SessionId, sessionOfAction, type StepId } from '../ids';
import type { SessionAction, SessionSummary } from '../session/session';
import { isTerminal } from '../session/status';
import { figuresOf, middleOf } from './figures';
import { spansOf } from './spans';
import { timelineOf } from './timeline';

/** What was read of a job's sessions, in short: a job has thousands of actions. */
export interface JobWork {
  readonly sessions: readonly SessionWork[];
  /** Whether all sessions and actions of the job were read. */
  readonly isWhole: boolean;
  /** When it was read, by our clock. */
  readonly readAtMs: number;
}

interface SessionWork {
  readonly sessionId: SessionId;
  /** Task runs that ended. */
  readonly tasks: readonly { readonly stepId: StepId; readonly spanMs: number }[];
  /** Undefined where it is not known when the session was there, or where some of its actions may be missing. */
  readonly time: { readonly spanMs: number; readonly busyMs: number; readonly startUpMs: number } | undefined;
}

/** Figures of a job's other sessions that ended tasks. */
export interface JobPace {
  /** Whether only tasks of the steps that the session ran are meant: it ran some. */
  readonly isOfSameSteps: boolean;
  readonly sessions: number;
  readonly tasks: number;
  /** Undefined where no task ended. */
  readonly medianTaskMs: number | undefined;
  readonly slowestTaskMs: number | undefined;
  /** Parts of the time of these sessions together, 0 to 1; undefined unless all of it is known. */
  readonly busyShare: number | undefined;
  readonly startUpShare: number | undefined;
  readonly isWhole: boolean;
  readonly readAtMs: number;
}

/** What is known of a job whose sessions and actions were read, all of them or not. */
export function jobWork(
  { sessions, actions }: { readonly sessions: readonly SessionSummary[]; readonly actions: readonly SessionAction[] },
  isWhole: boolean,
  readAtMs: number,
): JobWork {
  const listed = new Map(sessions.map((session) => [session.sessionId, session]));
  const actionsOf = new Map<SessionId, SessionAction[]>();
  for (const action of actions) {
    const sessionId = sessionOfAction(action.sessionActionId);
    const own = actionsOf.get(sessionId) ?? [];
    own.push(action);
    actionsOf.set(sessionId, own);
  }
  return {
    sessions: [...actionsOf].map(([sessionId, own]) => ({
      sessionId,
      tasks: tasksOf(own, readAtMs),
      time: isWhole ? timeOf(listed.get(sessionId), own, readAtMs) : undefined,
    })),
    isWhole,
    readAtMs,
  };
}

/** The job's other sessions beside one that ran these actions. */
export function paceBeside(work: JobWork, sessionId: SessionId, actions: readonly SessionAction[]): JobPace {
  const steps = new Set(actions.flatMap(({ definition }) => (definition.kind === 'taskRun' ? definition.stepId : [])));
  const others = work.sessions
    .filter((one) => one.sessionId !== sessionId)
    .map(({ tasks, time }) => ({ time, tasks: tasks.filter(({ stepId }) => steps.size === 0 || steps.has(stepId)) }))
    .filter(({ tasks }) => tasks.length > 0);
  const spans = others.flatMap(({ tasks }) => tasks.map(({ spanMs }) => spanMs)).sort((one, other) => one - other);
  const times = others.flatMap(({ time }) => time ?? []);
  const sum = (what: 'spanMs' | 'busyMs' | 'startUpMs'): number => times.reduce((all, time) => all + time[what], 0);
  const shareOf = (what: 'busyMs' | 'startUpMs'): number | undefined =>
    times.length === others.length && sum('spanMs') > 0 ? sum(what) / sum('spanMs') : undefined;
  return {
    isOfSameSteps: steps.size > 0,
    sessions: others.length,
    tasks: spans.length,
    medianTaskMs: middleOf(spans),
    slowestTaskMs: spans.at(-1),
    busyShare: shareOf('busyMs'),
    startUpShare: shareOf('startUpMs'),
    isWhole: work.isWhole,
    readAtMs: work.readAtMs,
  };
}

function tasksOf(actions: readonly SessionAction[], nowMs: number): SessionWork['tasks'] {
  return spansOf(actions, nowMs).flatMap(({ index, fromMs, toMs, isRunning }) => {
    const action = actions[index];
    return action?.definition.kind === 'taskRun' && isTerminal(action) && !isRunning
      ? [{ stepId: action.definition.stepId, spanMs: toMs - fromMs }]
      : [];
  });
}

function timeOf(
  session: SessionSummary | undefined,
  actions: readonly SessionAction[],
  nowMs: number,
): SessionWork['time'] {
  if (!session || !Number.isFinite(session.startedAtMs)) {
    return undefined;
  }
  const { spanMs, busyMs, startUpMs } = figuresOf(timelineOf(session, actions, nowMs), actions);
  return { spanMs, busyMs, startUpMs };
}
