/** A job's time as a picture: a lane for each worker, its sessions and what they did; and what the job's time hung on. */
import { type SessionId, sessionOfAction, type StepId, type WorkerId } from '../ids';
import type { SessionSummary } from '../session/session';
import { isActive, isTerminal } from '../session/status';
import type { JobRun } from './jobRun';
import { longestChain } from './longestChain';
import { type ActionSpan, coveredMs, inRows, spansOf, type Stretch } from './spans';
import { around, nearOf } from './timeline';

/** How long a worker was held for the job. */
export interface LaneSession extends Stretch {
  readonly sessionId: SessionId;
  readonly isOpen: boolean;
}

/** What one worker did for the job. */
export interface Lane {
  /** The worker; the session where it is not known of which worker that was. Unique among the lanes. */
  readonly id: WorkerId | SessionId;
  readonly hostName: string | undefined;
  /** In the order of time. Those that are not in the list of sessions last as long as what they did. */
  readonly sessions: readonly LaneSession[];
  /** One row, unless actions overlap; `index` is into the run's actions. None where nothing began. */
  readonly rows: readonly (readonly ActionSpan[])[];
  /** From the first to the last that is drawn. */
  readonly whole: Stretch;
  /** While at least one action ran. */
  readonly busyMs: number;
  /** While a session held the worker and nothing ran. */
  readonly idleMs: number;
  /** Runs of tasks that began. */
  readonly tasks: number;
  /** Actions that failed, also those without times. */
  readonly failed: number;
  /** When its last action ended, or its last session where nothing began. */
  readonly endMs: number;
  /** Whether a session of it goes on. */
  readonly isOpen: boolean;
}

/** What the job's time hung on. */
export type LongestChain =
  /** Steps that wait for one another, each as long as its longest task: no number of workers makes the job faster. */
  | {
      readonly kind: 'steps';
      readonly stepIds: readonly StepId[];
      readonly spanMs: number;
      /** The longest task of each, as indexes into the run's actions. */
      readonly indexes: readonly number[];
    }
  /** The worker that was busy longest: no step waits for another, or that is not known. */
  | {
      readonly kind: 'lane';
      readonly lane: Lane['id'];
      readonly spanMs: number;
      readonly isDependencyUnknown: boolean;
    };

/** All in milliseconds; undefined where it is not known or does not apply. */
export interface RunFigures {
  /** From the beginning of the first session to the end of the last, leaving out what lies far outside. */
  readonly wallMs: number;
  /** What all workers worked together. */
  readonly workMs: number;
  /** Its part of the time for which workers were held, 0 to 1. */
  readonly utilization: number | undefined;
  /** From when the job was submitted to the start of its first task. */
  readonly lateStartMs: number | undefined;
  /** From when the first worker was done with the job until the last was. */
  readonly raggedEndMs: number | undefined;
  readonly sessions: number;
  readonly actions: number;
  readonly failed: number;
}

export interface JobLanes {
  /** By their first start; of those that start together by host name. */
  readonly lanes: readonly Lane[];
  /** When the job was submitted; undefined where that is not known, or lies after everything else. */
  readonly createdAtMs: number | undefined;
  /** Everything, wherever clocks have put it. */
  readonly whole: Stretch;
  /** What is worth seeing at first: the sessions and the submission, with what lies near them. */
  readonly home: Stretch;
  readonly chain: LongestChain | undefined;
  readonly figures: RunFigures;
  /** Actions that began before their session or ended after it: clocks disagree. */
  readonly outside: number;
  /** Actions that have no beginning, and so are not drawn; some of them may have failed. */
  readonly undrawn: number;
}

/** Clocks that are this far apart agree. */
const AGREE_MS = 1000;

const { compare } = new Intl.Collator('en', { numeric: true });

/** Undefined where there is neither a session nor an action with a time. What still runs lasts until `nowMs`. */
export function jobLanes(run: JobRun, nowMs: number): JobLanes | undefined {
  const { sessions, actions, job } = run;
  const spans = spansOf(actions, nowMs);
  const sessionIds = actions.map(({ sessionActionId }) => sessionOfAction(sessionActionId));
  const stretches = sessionStretches(sessions, sessionIds, spans, nowMs);
  const lanes = lanesOf(run, sessionIds, spans, stretches);
  const held = lanes.flatMap((lane) => lane.sessions);
  if (lanes.length === 0) {
    return undefined;
  }
  const own = around(held);
  const near = around([own, ...nearOf(own, spans)]);
  const createdAtMs = finite(job?.createdAtMs);
  const isBefore = createdAtMs !== undefined && createdAtMs <= near.toMs;
  const created = isBefore ? [{ fromMs: createdAtMs, toMs: createdAtMs }] : [];
  return {
    lanes,
    createdAtMs: isBefore ? createdAtMs : undefined,
    whole: around([near, ...spans, ...created]),
    // A job that waited for days would be a dot at the end of its own picture.
    home: around([near, ...nearOf(near, created)]),
    chain: chainOf(run, spans, lanes),
    figures: figuresOf(run, lanes, spans, near),
    outside: outsideOf(spans, sessionIds, stretches),
    undrawn: actions.length - spans.length,
  };
}

/** When each session was there. */
function sessionStretches(
  sessions: readonly SessionSummary[],
  sessionIds: readonly SessionId[],
  spans: readonly ActionSpan[],
  nowMs: number,
): ReadonlyMap<SessionId, LaneSession> {
  const found = new Map<SessionId, LaneSession>();
  for (const session of sessions) {
    const fromMs = finite(session.startedAtMs);
    if (fromMs !== undefined) {
      const isOpen = isActive(session);
      const toMs = Math.max(fromMs, finite(session.endedAtMs) ?? (isOpen ? nowMs : fromMs));
      found.set(session.sessionId, { sessionId: session.sessionId, fromMs, toMs, isOpen });
    }
  }
  const unlisted = new Map<SessionId, Stretch>();
  for (const span of spans) {
    const sessionId = sessionIds[span.index];
    if (sessionId && !found.has(sessionId)) {
      const before = unlisted.get(sessionId);
      unlisted.set(sessionId, before ? around([before, span]) : span);
    }
  }
  for (const [sessionId, { fromMs, toMs }] of unlisted) {
    found.set(sessionId, { sessionId, fromMs, toMs, isOpen: false });
  }
  return found;
}

function lanesOf(
  { sessions, actions, hostNames }: JobRun,
  sessionIds: readonly SessionId[],
  spans: readonly ActionSpan[],
  stretches: ReadonlyMap<SessionId, LaneSession>,
): readonly Lane[] {
  const workers = new Map(sessions.map(({ sessionId, workerId }) => [sessionId, workerId]));
  const parts = new Map<Lane['id'], { sessions: LaneSession[]; spans: ActionSpan[]; tasks: number; failed: number }>();
  const partOf = (sessionId: SessionId) => {
    const id = workers.get(sessionId) ?? sessionId;
    const part = parts.get(id) ?? { sessions: [], spans: [], tasks: 0, failed: 0 };
    parts.set(id, part);
    return part;
  };
  for (const stretch of stretches.values()) {
    partOf(stretch.sessionId).sessions.push(stretch);
  }
  for (const span of spans) {
    const sessionId = sessionIds[span.index];
    if (sessionId) {
      partOf(sessionId).spans.push(span);
    }
  }
  actions.forEach(({ status, definition, startedAtMs }, index) => {
    const sessionId = sessionIds[index];
    // What has no times in a session without times has no lane.
    if (sessionId && stretches.has(sessionId)) {
      const part = partOf(sessionId);
      part.tasks += definition.kind === 'taskRun' && startedAtMs !== undefined ? 1 : 0;
      part.failed += status === 'FAILED' ? 1 : 0;
    }
  });
  return [...parts]
    .map(([id, part]): Lane => {
      const held = part.sessions.sort((one, other) => one.fromMs - other.fromMs);
      const whole = around([...held, ...part.spans]);
      const busyMs = coveredMs(part.spans, whole);
      const both = [...held, ...part.spans].sort((one, other) => one.fromMs - other.fromMs);
      return {
        id,
        hostName: id.startsWith('worker-') ? hostNames.get(id as WorkerId) : undefined,
        sessions: held,
        rows: inRows(part.spans),
        whole,
        busyMs,
        idleMs: coveredMs(both, whole) - busyMs,
        tasks: part.tasks,
        failed: part.failed,
        endMs: (part.spans.length > 0 ? part.spans : held).reduce((last, { toMs }) => Math.max(last, toMs), -Infinity),
        isOpen: held.some(({ isOpen }) => isOpen),
      };
    })
    .sort((one, other) => one.whole.fromMs - other.whole.fromMs || byName(one, other));
}

/** Orders lanes by host name, numbers by their size; those without a name last. */
export function byName(one: Pick<Lane, 'id' | 'hostName'>, other: Pick<Lane, 'id' | 'hostName'>): number {
  if (one.hostName === undefined || other.hostName === undefined) {
    return Number(one.hostName === undefined) - Number(other.hostName === undefined) || compare(one.id, other.id);
  }
  return compare(one.hostName, other.hostName) || compare(one.id, other.id);
}

function chainOf(
  { consumers, actions }: JobRun,
  spans: readonly ActionSpan[],
  lanes: readonly Lane[],
): LongestChain | undefined {
  const longest = new Map<StepId, ActionSpan>();
  for (const span of spans) {
    const action = actions[span.index];
    if (action?.definition.kind === 'taskRun' && isTerminal(action)) {
      const { stepId } = action.definition;
      const before = longest.get(stepId);
      if (!before || lengthOf(span) > lengthOf(before)) {
        longest.set(stepId, span);
      }
    }
  }
  const spanOf = (stepId: StepId): number => lengthOf(longest.get(stepId) ?? { fromMs: 0, toMs: 0 });
  const steps = consumers && longestChain(consumers, spanOf);
  if (steps && steps.spanMs > 0) {
    return { kind: 'steps', ...steps, indexes: steps.stepIds.flatMap((stepId) => longest.get(stepId)?.index ?? []) };
  }
  const busiest = lanes.reduce<Lane | undefined>(
    (most, lane) => (lane.busyMs > (most?.busyMs ?? 0) ? lane : most),
    undefined,
  );
  // Of a single worker it goes without saying.
  return busiest && lanes.length > 1
    ? { kind: 'lane', lane: busiest.id, spanMs: busiest.busyMs, isDependencyUnknown: consumers === undefined }
    : undefined;
}

function figuresOf(
  { job, actions }: JobRun,
  lanes: readonly Lane[],
  spans: readonly ActionSpan[],
  near: Stretch,
): RunFigures {
  const workMs = lanes.reduce((sum, { busyMs }) => sum + busyMs, 0);
  const heldMs = lanes.reduce((sum, { busyMs, idleMs }) => sum + busyMs + idleMs, 0);
  const createdAtMs = finite(job?.createdAtMs);
  const first = nearOf(near, spans).find(({ index }) => actions[index]?.definition.kind === 'taskRun');
  const lateMs = first && createdAtMs !== undefined ? first.fromMs - createdAtMs : undefined;
  const ends = lanes.map(({ endMs }) => endMs).sort((one, other) => one - other);
  const [firstEnd, lastEnd] = [ends[0], ends.at(-1)];
  const hasEnds = lanes.length > 1 && firstEnd !== undefined && lastEnd !== undefined;
  return {
    wallMs: lengthOf(near),
    workMs,
    utilization: heldMs > 0 ? workMs / heldMs : undefined,
    lateStartMs: lateMs !== undefined && lateMs >= 0 ? lateMs : undefined,
    raggedEndMs: hasEnds && lanes.every(({ isOpen }) => !isOpen) ? lastEnd - firstEnd : undefined,
    sessions: lanes.reduce((sum, { sessions }) => sum + sessions.length, 0),
    actions: actions.length,
    failed: actions.filter(({ status }) => status === 'FAILED').length,
  };
}

function outsideOf(
  spans: readonly ActionSpan[],
  sessionIds: readonly SessionId[],
  stretches: ReadonlyMap<SessionId, LaneSession>,
): number {
  return spans.filter(({ index, fromMs, toMs }) => {
    const session = stretches.get(sessionIds[index] ?? 'session-');
    return session && (fromMs < session.fromMs - AGREE_MS || toMs > session.toMs + AGREE_MS);
  }).length;
}

function lengthOf({ fromMs, toMs }: Stretch): number {
  return toMs - fromMs;
}

function finite(timeMs: number | undefined): number | undefined {
  return timeMs !== undefined && Number.isFinite(timeMs) ? timeMs : undefined;
}
