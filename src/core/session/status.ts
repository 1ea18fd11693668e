/** What the service's status words mean to a person. Unknown words are legal: they are shown as they are and count as neutral. */
import type { Session, SessionAction, SessionSnapshot } from './session';

/** How a thing is doing, in the few words that icons and colors are chosen by. */
export type Tone =
  | 'running'
  | 'waiting'
  | 'ready'
  | 'ending'
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'interrupted'
  | 'suspended'
  /** Nothing will go on until a person does something. */
  | 'blocked'
  | 'neutral';

const ACTION_TONES: ReadonlyMap<string, Tone> = new Map(
  Object.entries<Tone>({
    ASSIGNED: 'waiting',
    SCHEDULED: 'waiting',
    RUNNING: 'running',
    CANCELING: 'ending',
    RECLAIMING: 'ending',
    SUCCEEDED: 'succeeded',
    FAILED: 'failed',
    INTERRUPTED: 'interrupted',
    CANCELED: 'canceled',
    RECLAIMED: 'canceled',
    NEVER_ATTEMPTED: 'neutral',
  }),
);

/** The words of jobs, steps, tasks, queues, fleets and workers, where each means the same whatever says it. */
const THING_TONES: ReadonlyMap<string, Tone> = new Map(
  Object.entries<readonly string[]>({
    succeeded: ['SUCCEEDED'],
    running: ['RUNNING', 'STARTING', 'SCHEDULED', 'ASSIGNED', 'SCHEDULING'],
    ready: ['READY'],
    waiting: ['PENDING', 'CREATED', 'STARTED', 'CREATE_IN_PROGRESS', 'UPLOAD_IN_PROGRESS', 'UPDATE_IN_PROGRESS'],
    ending: ['INTERRUPTING', 'STOPPING'],
    suspended: ['SUSPENDED'],
    canceled: ['CANCELED'],
    blocked: ['NOT_COMPATIBLE', 'NOT_RESPONDING', 'SCHEDULING_BLOCKED'],
    failed: ['FAILED', 'CREATE_FAILED', 'UPLOAD_FAILED', 'UPDATE_FAILED'],
  } satisfies Partial<Record<Tone, readonly string[]>>).flatMap(([tone, words]) =>
    words.map((word) => [word, tone as Tone] as const),
  ),
);

const TERMINAL: ReadonlySet<string> = new Set([
  'SUCCEEDED',
  'FAILED',
  'INTERRUPTED',
  'CANCELED',
  'NEVER_ATTEMPTED',
  'RECLAIMED',
]);

export function toneOfAction(action: Pick<SessionAction, 'status'>): Tone {
  return ACTION_TONES.get(action.status) ?? 'neutral';
}

/** How anything but a session or an action is doing, by the service's word, e.g. a job's `NOT_COMPATIBLE` or a worker's `IDLE`. */
export function toneOfStatus(status: string | undefined): Tone {
  return THING_TONES.get(status ?? '') ?? 'neutral';
}

/** Whether an action will not change any more. */
export function isTerminal(action: Pick<SessionAction, 'status'>): boolean {
  return TERMINAL.has(action.status);
}

/** Whether an action ran and did not succeed: what one that did can tell more about. */
export function wentWrong(action: Pick<SessionAction, 'status' | 'startedAtMs'>): boolean {
  return isTerminal(action) && action.status !== 'SUCCEEDED' && action.startedAtMs !== undefined;
}

/** What tells whether a session goes on. */
type Life = Pick<Session, 'endedAtMs' | 'lifecycleStatus' | 'targetLifecycleStatus'>;

/** Whether the session still holds a worker. The end time decides: the status lags behind an update that was asked for. */
export function isActive(session: Pick<Session, 'endedAtMs' | 'lifecycleStatus'>): boolean {
  return session.endedAtMs === undefined && session.lifecycleStatus !== 'ENDED';
}

/** Whether somebody asked an active session to end. */
export function isEnding(session: Life): boolean {
  return isActive(session) && session.targetLifecycleStatus === 'ENDED';
}

/** The first action that went wrong: what later NEVER_ATTEMPTED actions follow from. Undefined if none did or none may be read. */
export function failingAction(snapshot: Pick<SessionSnapshot, 'actions'>): SessionAction | undefined {
  if (!snapshot.actions.ok) {
    return undefined;
  }
  const actions = snapshot.actions.value;
  return (
    actions.find((action) => action.status === 'FAILED') ??
    actions.find((action) => action.status === 'INTERRUPTED') ??
    actions.find((action) => action.status === 'CANCELED')
  );
}

/** Whether a session ended because somebody asked it to: what that stopped did not fail. */
export function isEndedOnRequest({
  session,
  actions,
}: Pick<SessionSnapshot, 'actions'> & { readonly session: Life }): boolean {
  return (
    !isActive(session) && session.targetLifecycleStatus === 'ENDED' && failingAction({ actions })?.status !== 'FAILED'
  );
}

/** How a session as a whole is doing. An ended one is as good as its worst action; without its actions it is only `neutral`. */
export function toneOfSession(snapshot: {
  readonly session: Life;
  readonly actions: SessionSnapshot['actions'];
}): Tone {
  const failing = failingAction(snapshot);
  if (isActive(snapshot.session)) {
    if (isEnding(snapshot.session)) {
      return 'ending';
    }
    return failing?.status === 'FAILED' ? 'failed' : 'running';
  }
  if (isEndedOnRequest(snapshot)) {
    return 'canceled';
  }
  if (failing) {
    return toneOfAction(failing);
  }
  return snapshot.actions.ok && snapshot.actions.value.some((action) => action.status === 'SUCCEEDED')
    ? 'succeeded'
    : 'neutral';
}
