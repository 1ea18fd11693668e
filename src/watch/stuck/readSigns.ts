/** The calls that tell whether a running action is stuck: of its log, of other tasks of its step, of its host. */
import type { ActionLog } from '../../core/diagnosis';
import { isAbort } from '../../core/errors';
import { nearestTasks } from '../../core/compare/nearestRuns';
import { sessionOfAction, type StepId } from '../../core/ids';
import { sessionLogOf } from '../../core/logs/pages/logLocation';
import type { LogReader, LogSpan } from '../../core/logs/pages/logReader';
import type { LogEvent, LogLocation, TaskDirectory } from '../../core/service/ports';
import type { Session, SessionAction, Task } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import type { OtherTasks } from '../../core/stuck/findStuck';
import { hostSampleOf, type HostState, hostStateOf } from '../../core/stuck/hostMetrics';
import { longestPause } from './runningLog';

/** What is asked. */
export type SignsService = Pick<LogReader, 'read'> & Pick<TaskDirectory, 'tasks'>;

/** Which running action of which session. */
export interface RunningAction {
  readonly key: SessionKey;
  readonly session: Session;
  readonly action: SessionAction;
}

/** How other tasks of a step went, and what one of them wrote. */
export interface StepHistory {
  /** Undefined where none succeeded yet. */
  readonly others: OtherTasks | undefined;
  readonly good: readonly ActionLog[];
}

/** What `readHistory` may cost: a search, which may have to fall back on a list, and a page of a log. */
export const CALLS_OF_HISTORY = 3;
/** How many events of a task that succeeded are kept to compare with. */
const GOOD_EVENTS = 2_000;
/** How much of a host's past is looked at. */
const HOST_MS = 25 * 60_000;

/** The newest page of an action's log since a time, in one call. Undefined where there is no such log, and where the answer tells nothing. */
export async function readTail(
  service: SignsService,
  { key, session }: RunningAction,
  span: Required<LogSpan>,
  signal: AbortSignal,
): Promise<readonly LogEvent[] | undefined> {
  const { connection, farmId, queueId } = key;
  const location = { connection, farmId, owner: queueId, configuration: session.log };
  const events = await readPage(service, location, span, signal);
  return events && events.length > 0 ? events : undefined;
}

/** How long the step's tasks took that succeeded, of a hundred of them; and how long the one nearest in time wrote nothing. */
export async function readHistory(
  service: SignsService,
  { key, action }: RunningAction,
  stepId: StepId,
  signal: AbortSignal,
): Promise<StepHistory> {
  const { items } = await service
    .tasks(key.connection, key, { stepId, statuses: ['SUCCEEDED'] }, signal)
    .page(undefined);
  const took = items.flatMap(({ startedAtMs, endedAtMs }) =>
    startedAtMs === undefined || endedAtMs === undefined ? [] : [endedAtMs - startedAtMs],
  );
  if (took.length === 0) {
    return { others: undefined, good: [] };
  }
  const others = { tasks: took.length, longestMs: Math.max(...took), longestPauseMs: undefined };
  const [nearest] = nearestTasks(action, items, 1);
  const events = nearest && (await readTask(service, key, nearest, signal));
  if (!events || events.length === 0) {
    return { others, good: [] };
  }
  return {
    others: { ...others, longestPauseMs: longestPause(events, undefined) },
    good: [{ action: { ...action, status: 'SUCCEEDED' }, events: events.slice(-GOOD_EVENTS) }],
  };
}

/** What the worker's log says of its host until now, in one call. Undefined where it says nothing. */
export async function readHost(
  service: SignsService,
  { key, session }: RunningAction,
  nowMs: number,
  signal: AbortSignal,
): Promise<HostState | undefined> {
  const { workerLog, fleetId } = session;
  if (!workerLog) {
    return undefined;
  }
  const { connection, farmId } = key;
  const location = { connection, farmId, owner: fleetId, configuration: workerLog };
  const events = (await readPage(service, location, { fromMs: nowMs - HOST_MS, untilMs: nowMs }, signal)) ?? [];
  return hostStateOf(
    events.flatMap((event) => hostSampleOf(event) ?? []),
    nowMs,
  );
}

/** Why the log may not be read is no reason not to know how long tasks take. */
async function readTask(
  service: SignsService,
  key: SessionKey,
  { latestSessionActionId, startedAtMs, endedAtMs }: Task,
  signal: AbortSignal,
): Promise<readonly LogEvent[] | undefined> {
  if (!latestSessionActionId || startedAtMs === undefined || endedAtMs === undefined) {
    return undefined;
  }
  const location = sessionLogOf({ ...key, sessionId: sessionOfAction(latestSessionActionId) });
  try {
    return await readPage(service, location, { fromMs: startedAtMs, untilMs: endedAtMs }, signal);
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    return undefined;
  }
}

async function readPage(
  service: SignsService,
  location: LogLocation,
  span: Required<LogSpan>,
  signal: AbortSignal,
): Promise<readonly LogEvent[] | undefined> {
  if (location.configuration.error !== undefined) {
    return undefined;
  }
  return (await service.read(location, { direction: 'older', ...span }, signal))?.events.events();
}
