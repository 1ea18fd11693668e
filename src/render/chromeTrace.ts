/**
 * What ran when, as a Chrome trace: the form that `deadline job trace-schedule --trace-format chrome` writes, for Perfetto. Better than
 * there: a worker has the same number each time, sessions of one worker that overlap have a track each, and sessions that ran no task and
 * jobs without a start are traced, too.
 */
import { sessionOfAction, type SessionId, type WorkerId } from '../core/ids';
import type { SessionAction, SessionSummary } from '../core/session/session';
import { isActive } from '../core/session/status';
import { byName } from '../core/timeline/jobLanes';
import type { JobRun } from '../core/timeline/jobRun';
import { type ActionSpan, inRows, spansOf, type Stretch } from '../core/timeline/spans';
import { groupedBy } from '../core/triage/grouped';

/** Times are microseconds since the job's start. */
interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: 'B' | 'E' | 'X';
  readonly ts: number;
  readonly dur?: number;
  /** The worker's number. */
  readonly pid: number;
  readonly tid: number;
  readonly args?: Readonly<Record<string, string>>;
}

interface TracedSession extends Stretch {
  readonly session: SessionSummary;
}

const IN_PROGRESS = ' - In Progress';

/** The trace as JSON. What still runs ends at `nowMs`; what never began is counted, but is no event. */
export function chromeTrace(run: JobRun, nowMs: number): string {
  const { job, key } = run;
  const sessions = sessionsOf(run, nowMs);
  const spans = spansOf(run.actions, nowMs);
  const zeroMs = job?.startedAtMs ?? sessions[0]?.fromMs ?? nowMs;
  const spansBySession = groupedBy(spans, ({ index }) => sessionAt(run, index));
  const pids = numbersOf(run);
  const tids = tracksOf(sessions);
  const traceEvents = sessions.flatMap((traced, index) => {
    const { sessionId, workerId } = traced.session;
    const place = { pid: pids.get(workerId) ?? 0, tid: tids.get(sessionId) ?? 0 };
    return eventsOf(run, traced, index, spansBySession.get(sessionId) ?? [], place, zeroMs);
  });
  const otherData = {
    farmId: key.farmId,
    queueId: key.queueId,
    jobId: key.jobId,
    jobName: job?.name ?? '',
    startedAt: isoTime(zeroMs),
    ...(job?.endedAtMs === undefined ? {} : { endedAt: isoTime(job.endedAtMs) }),
    ...sums(run, sessions, spans),
  };
  return JSON.stringify({ traceEvents, otherData }, undefined, 1);
}

/** By their start. */
function sessionsOf({ sessions }: JobRun, nowMs: number): readonly TracedSession[] {
  return sessions
    .filter(({ startedAtMs }) => Number.isFinite(startedAtMs))
    .map((session) => {
      const fromMs = session.startedAtMs;
      return { session, fromMs, toMs: Math.max(fromMs, session.endedAtMs ?? (isActive(session) ? nowMs : fromMs)) };
    })
    .sort((one, other) => one.fromMs - other.fromMs);
}

/** A session's beginning, what it did, and its end. */
function eventsOf(
  run: JobRun,
  { session, fromMs, toMs }: TracedSession,
  index: number,
  spans: readonly ActionSpan[],
  place: Pick<TraceEvent, 'pid' | 'tid'>,
  zeroMs: number,
): readonly TraceEvent[] {
  const actions = spans.flatMap((span) => run.actions[span.index] ?? []);
  const stepName = stepNameOf(run, actions);
  const what = stepName || (actions[0] ? nameOf(actions[0]) : 'Session');
  const shared = { name: `${what} - ${index}${inProgress(session)}`, cat: 'SESSION', ...place };
  return [
    {
      ...shared,
      ph: 'B',
      ts: micros(fromMs - zeroMs),
      args: {
        sessionId: session.sessionId,
        workerId: session.workerId,
        fleetId: session.fleetId,
        lifecycleStatus: session.lifecycleStatus,
      },
    },
    ...spans.flatMap((span): readonly TraceEvent[] => {
      const action = run.actions[span.index];
      return action
        ? [
            {
              name: `${nameOf(action)}${inProgress(action)}`,
              cat: kindOf(action),
              ph: 'X',
              ts: micros(span.fromMs - zeroMs),
              dur: micros(span.toMs - span.fromMs),
              ...place,
              args: { sessionActionId: action.sessionActionId, status: action.status, stepName },
            },
          ]
        : [];
    }),
    { ...shared, ph: 'E', ts: micros(toMs - zeroMs) },
  ];
}

/** The step that a session ran tasks of; empty where it ran none. */
function stepNameOf({ stepNames }: JobRun, actions: readonly SessionAction[]): string {
  for (const { definition } of actions) {
    if (definition.kind === 'taskRun') {
      return stepNames[definition.stepId] ?? definition.stepId;
    }
  }
  return '';
}

/** As the command line names it, spelling included. */
function nameOf({ definition }: SessionAction): string {
  switch (definition.kind) {
    case 'taskRun':
      return (
        Object.entries(definition.parameters)
          .map(([name, value]) => `${name}=${value}`)
          .join(',') || '<No Task Params>'
      );
    case 'envEnter':
    case 'envExit':
      return definition.environmentId.split(':').at(-1) ?? '';
    case 'syncInputJobAttachments':
      return `Sync Job Attchmnt (${definition.stepId === undefined ? 'Submitted' : 'Dependencies'})`;
    case 'unknown':
      return definition.name;
  }
}

function kindOf({ definition }: SessionAction): string {
  return definition.kind === 'unknown' ? definition.name : definition.kind;
}

function inProgress({ endedAtMs }: { readonly endedAtMs: number | undefined }): string {
  return endedAtMs === undefined ? IN_PROGRESS : '';
}

/** A number for each worker, by host name. */
function numbersOf({ sessions, hostNames }: JobRun): ReadonlyMap<WorkerId, number> {
  const workers = [...new Set(sessions.map(({ workerId }) => workerId))];
  const named = workers.map((id) => ({ id, hostName: hostNames.get(id) })).sort(byName);
  return new Map(named.map(({ id }, number) => [id, number]));
}

/** 0, but for sessions of a worker that overlap. */
function tracksOf(sessions: readonly TracedSession[]): ReadonlyMap<SessionId, number> {
  const tracks = new Map<SessionId, number>();
  for (const ofWorker of groupedBy(sessions, ({ session }) => session.workerId).values()) {
    inRows(ofWorker).forEach((row, track) => {
      for (const { session } of row) {
        tracks.set(session.sessionId, track);
      }
    });
  }
  return tracks;
}

const COUNTED = {
  sessionAction: undefined,
  taskRun: ['taskRun'],
  envAction: ['envEnter', 'envExit'],
  syncJobAttachments: ['syncInputJobAttachments'],
} satisfies Record<string, readonly SessionAction['definition']['kind'][] | undefined>;

/** How many there are of each kind, and how long they took together, in microseconds. */
function sums(
  { actions }: JobRun,
  sessions: readonly TracedSession[],
  spans: readonly ActionSpan[],
): Readonly<Record<string, number>> {
  const together = (stretches: readonly Stretch[]): number =>
    micros(stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0));
  const kinds = Object.entries(COUNTED).map(([name, kinds]) => {
    const isCounted = (action: SessionAction | undefined): boolean =>
      action !== undefined && (kinds?.some((kind) => kind === action.definition.kind) ?? true);
    return {
      name,
      count: actions.filter(isCounted).length,
      duration: together(spans.filter(({ index }) => isCounted(actions[index]))),
    };
  });
  return Object.fromEntries([
    ['sessionCount', sessions.length],
    ...kinds.map(({ name, count }) => [`${name}Count`, count]),
    ['sessionDuration', together(sessions)],
    ...kinds.map(({ name, duration }) => [`${name}Duration`, duration]),
  ]) as Readonly<Record<string, number>>;
}

function sessionAt({ actions }: JobRun, index: number): SessionId | undefined {
  const action = actions[index];
  return action && sessionOfAction(action.sessionActionId);
}

function micros(spanMs: number): number {
  return Math.round(spanMs * 1000);
}

/** As Python writes it. */
function isoTime(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('Z', '+00:00');
}
