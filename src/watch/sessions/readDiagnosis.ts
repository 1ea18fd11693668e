/** Reads as much of a session's log as it takes to say why an action failed. */
import type { actionEvents, ActionLog, diagnose, Diagnosis, diagnoseRunning, StudioRule } from '../../core/diagnosis';
import type { HostBefore } from '../../core/diagnosis/diagnosis';
import { isAbort } from '../../core/errors';
import type { SessionActionId } from '../../core/ids';
import type { LogReader } from '../../core/logs/pages/logReader';
import { fullBefore } from '../../core/metrics/hostMetrics';
import type { LogEvent, LogLocation, LogSource } from '../../core/service/ports';
import type { Session, SessionAction, SessionSnapshot } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import { failingAction } from '../../core/session/status';
import { endOfAction } from '../../core/timeline/spans';
import type { SessionDiagnosis } from '../../core/session/watchedSession';
import { readHostSamples } from './machineStore';

/** What names causes; a bundle of its own, loaded at the first failure. */
export interface FailureCauses {
  readonly actionEvents: typeof actionEvents;
  readonly diagnose: typeof diagnose;
  readonly diagnoseRunning: typeof diagnoseRunning;
}

/** What a diagnosis is read with. */
export interface DiagnosisTools {
  readonly causes: FailureCauses;
  readonly source: LogSource & Pick<LogReader, 'read'>;
  readonly nowMs: number;
  /** The user's own rules, which come before ours. */
  readonly studioRules: readonly StudioRule[];
  readonly signal: AbortSignal;
  /** Receives why the log could not be read; the diagnosis then rests on what the service says. */
  readonly onError: (error: unknown) => void;
}

export interface DiagnosisReading extends DiagnosisTools {
  readonly snapshot: SessionSnapshot;
}

/** An action that failed, and what is known around it. */
export interface FailedAction {
  readonly key: SessionKey;
  readonly session: Pick<Session, 'log'>;
  readonly action: SessionAction;
  /** Actions of its session, itself among them, in their order: all or only those beside it. */
  readonly actions: readonly SessionAction[];
  /** What actions of other sessions wrote that did the same and succeeded. */
  readonly goodLogs: readonly ActionLog[];
  /** Reads what was measured of the host before it failed: asked only where that can prove something. Not read where missing. */
  readonly hostBefore?: () => Promise<HostBefore | undefined>;
}

/** How long after an action's end its last lines may still arrive: workers send them late. */
const LOG_LAG_MS = 5_000;

/**
 * Says why the session's first failed action failed; `undefined` where no action failed, was interrupted or was canceled.
 *
 * Costs at most three calls. The first reads the newest page from the nearest action of the same kind that succeeded up to the end of
 * the failed one: what stands in both is no sign of a failure. Where the failed action alone fills that page, the second reads
 * how it began. Where that makes a full memory or disk likely, the third reads what the worker's agent measured. Rejects only when the
 * signal is aborted.
 *
 * @param goodLogs what was read of other sessions that succeeded at the same
 */
export async function readDiagnosis(
  reading: DiagnosisReading,
  goodLogs: readonly ActionLog[] = [],
): Promise<SessionDiagnosis | undefined> {
  const { snapshot } = reading;
  const action = failingAction(snapshot);
  if (!action || !snapshot.actions.ok) {
    return undefined;
  }
  const { key, session, actions } = snapshot;
  const { diagnosis } = await diagnoseAction(reading, {
    key,
    session,
    action,
    actions: actions.value,
    goodLogs,
    hostBefore: () => readHostBefore(reading, action),
  });
  return goodLogs.length === 0 ? diagnosis : Object.freeze({ ...diagnosis, runsElsewhere: goodLogs.length });
}

/**
 * Says why an action failed, at the same cost. `siblings` is what was read of other actions, for comparisons. Rejects only when
 * the signal is aborted.
 */
export async function diagnoseAction(
  tools: DiagnosisTools,
  failed: FailedAction,
): Promise<{
  readonly diagnosis: SessionDiagnosis;
  readonly siblings: readonly ActionLog[];
  /** Whether the log has no lines, or none any more. */
  readonly isEmpty: boolean;
}> {
  const { causes, studioRules } = tools;
  const { action, actions, goodLogs } = failed;
  const events = await readEvents(tools, failed);
  const slices = causes.actionEvents(events ?? [], actions);
  const logs = actions.flatMap((other, index) => {
    const own = slices[index] ?? [];
    return own.length === 0 ? [] : [{ action: other, events: own }];
  });
  const isFailing = (other: SessionAction): boolean => other.sessionActionId === action.sessionActionId;
  const siblings = logs.filter((log) => !isFailing(log.action));
  const input = {
    action,
    actions,
    events: logs.find((log) => isFailing(log.action))?.events ?? [],
    siblings: [...siblings, ...goodLogs],
    studioRules,
  };
  const first = causes.diagnose(input);
  const mayBeFull = first.certainty === 'likely' && (first.cause === 'memory' || first.cause === 'disk-full');
  const host = mayBeFull ? await failed.hostBefore?.() : undefined;
  const diagnosis = host ? causes.diagnose({ ...input, host }) : first;
  return {
    diagnosis: toSessionDiagnosis(action.sessionActionId, diagnosis, events !== undefined),
    siblings,
    isEmpty: events?.length === 0,
  };
}

/** As long before the end of an action as its host's memory is looked at. */
const HOST_BEFORE_MS = 30 * 60_000;

/** What was nearly full when an action ended, by the worker's own log; undefined where that may not be read or tells nothing. */
async function readHostBefore(
  { snapshot, source, nowMs, signal, onError }: DiagnosisReading,
  action: SessionAction,
): Promise<HostBefore | undefined> {
  const untilMs = endOfAction(action, nowMs) ?? nowMs;
  const { session, key } = snapshot;
  const startedAtMs = Math.max(session.startedAtMs, untilMs - HOST_BEFORE_MS);
  try {
    const samples = await readHostSamples(source, { key, session: { ...session, startedAtMs } }, untilMs, signal);
    return samples && { memory: fullBefore(samples, 'memory', untilMs), disk: fullBefore(samples, 'disk', untilMs) };
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    onError(error);
    return undefined;
  }
}

/** What is kept, stored and sent to a page: plain data. */
export function toSessionDiagnosis(
  sessionActionId: SessionActionId,
  { studioRule, ...diagnosis }: Diagnosis,
  isLogRead: boolean,
): SessionDiagnosis {
  return Object.freeze({
    ...diagnosis,
    sessionActionId,
    isLogRead,
    studio: studioRule && { id: studioRule.id, link: studioRule.link },
  });
}

/** The log around an action; undefined where it could not be read. */
async function readEvents(
  { source, nowMs, signal, onError }: DiagnosisTools,
  { key, session, action, actions }: FailedAction,
): Promise<readonly LogEvent[] | undefined> {
  const startedAtMs = action.startedAtMs;
  if (startedAtMs === undefined || session.log.error !== undefined) {
    return undefined;
  }
  const location = { connection: key.connection, farmId: key.farmId, owner: key.queueId, configuration: session.log };
  const fromMs = nearestGood(action, actions)?.startedAtMs ?? startedAtMs;
  const untilMs = endOf(action, actions, nowMs);
  try {
    const newest = (await source.between(location, fromMs, untilMs, signal)) ?? [];
    const firstMs = newest[0]?.timestampMs;
    const isCut =
      firstMs !== undefined &&
      firstMs > startedAtMs &&
      newest.length >= SMALLEST_FULL_PAGE &&
      !newest.slice(0, LINES_OF_BANNER).some(({ message }) => message.includes(BANNER));
    return isCut ? [...(await readBeginning(source, location, startedAtMs, firstMs, signal)), ...newest] : newest;
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    onError(error);
    return undefined;
  }
}

/** A page holds 10,000 events or 1 MiB, whichever comes first: a page of fewer events than this one, of at most 256 KiB each, can be all there is. */
const SMALLEST_FULL_PAGE = 4;
/** What an action writes first: a title between two rules. */
const LINES_OF_BANNER = 3;
const BANNER = '--------- ';

/** The first page of an action whose end is read already. */
async function readBeginning(
  source: Pick<LogReader, 'read'>,
  location: LogLocation,
  fromMs: number,
  untilMs: number,
  signal: AbortSignal,
): Promise<readonly LogEvent[]> {
  const answer = await source.read(location, { direction: 'newer', fromMs, untilMs }, signal);
  return answer?.events.events() ?? [];
}

/** The last action of the same kind, and for tasks of the same step, that succeeded before this one. */
function nearestGood(action: SessionAction, actions: readonly SessionAction[]): SessionAction | undefined {
  const index = actions.indexOf(action);
  return actions.slice(0, index).findLast((other) => other.status === 'SUCCEEDED' && isAlike(other, action));
}

function isAlike({ definition: one }: SessionAction, { definition: other }: SessionAction): boolean {
  return one.kind === other.kind && (one.kind !== 'taskRun' || other.kind !== 'taskRun' || one.stepId === other.stepId);
}

/** Where the action's lines end: with the next action, or shortly after its own end. */
function endOf(action: SessionAction, actions: readonly SessionAction[], nowMs: number): number {
  const { endedAtMs = nowMs } = action;
  const next = actions.find(({ startedAtMs }) => startedAtMs !== undefined && startedAtMs >= endedAtMs);
  return Math.min(endedAtMs + LOG_LAG_MS, next?.startedAtMs ?? Infinity);
}
