import { spanOfAction } from '../../core/logs/structure/logSpan';
import type { SessionActionId } from '../../core/ids';
import type { LogEvent, LogLocation } from '../../core/service/ports';
import type { SessionSnapshot } from '../../core/session/session';
import { failingAction } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { LogPart, LogSlice } from '../../render/agents/logAnswer';
import { quoted } from '../../render/agents/refusal';
import type { App } from '../app';
import { Refusal } from './refuse';

/** Around a time: as long before it, and a little after it. */
const BEFORE_MS = 10 * 60_000;
const AFTER_MS = 30_000;

/**
 * Reads a part of a session's log in one call: that of an action, of the failed one where none is named and the failure is asked for,
 * else of the whole session.
 *
 * @throws {Refusal} the session has no log or no such action, or the action has not started
 * @throws {UserError} the log cannot be read
 */
export async function readSlice(
  app: Pick<App, 'service' | 'now'>,
  { key, snapshot, diagnosis }: WatchedSession,
  { sessionActionId: named, part }: { readonly sessionActionId: SessionActionId | undefined; readonly part: LogPart },
  signal: AbortSignal,
): Promise<LogSlice> {
  if (!snapshot) {
    throw new Refusal(`${key.sessionId} could not be read.`);
  }
  const { log, startedAtMs } = snapshot.session;
  if (log.error !== undefined) {
    throw new Refusal(`${key.sessionId} has no log. The service says: ${quoted(log.error, 300)}`);
  }
  const failing = part === 'failure' ? failingAction(snapshot)?.sessionActionId : undefined;
  const sessionActionId = named ?? failing;
  const span = sessionActionId === undefined ? { fromMs: startedAtMs } : spanOf(snapshot, sessionActionId);
  const location = { connection: key.connection, farmId: key.farmId, owner: key.queueId, configuration: log };
  const why = diagnosis?.sessionActionId === sessionActionId ? diagnosis : undefined;
  const events = await readPart(app, location, { ...span, part, shownAtMs: lastShown(why) }, signal);
  return { key, sessionActionId, part, diagnosis: why, events };
}

function spanOf(snapshot: SessionSnapshot, sessionActionId: SessionActionId): { fromMs: number; untilMs?: number } {
  const actions = snapshot.actions.ok ? snapshot.actions.value : [];
  if (!actions.some((action) => action.sessionActionId === sessionActionId)) {
    throw new Refusal(
      `${snapshot.key.sessionId} has no action ${sessionActionId}. Call deadline_describe_session for its actions.`,
    );
  }
  const { fromMs, untilMs } = spanOfAction(actions, sessionActionId) ?? {};
  if (fromMs === undefined) {
    throw new Refusal(`${sessionActionId} has not started, so it has no log.`);
  }
  return { fromMs, ...(untilMs === undefined ? {} : { untilMs }) };
}

/** When the last line was written that shows the failure. */
function lastShown(diagnosis: WatchedSession['diagnosis']): number | undefined {
  const times = [...(diagnosis?.evidence ?? []), ...(diagnosis?.stoppedAt ? [diagnosis.stoppedAt] : [])].flatMap(
    ({ at }) => at?.timestampMs ?? [],
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

interface Wanted {
  readonly fromMs: number;
  readonly untilMs?: number;
  readonly part: LogPart;
  readonly shownAtMs: number | undefined;
}

/** The page in which the part is: the oldest of the span, or the newest until some time. */
async function readPart(
  { service, now }: Pick<App, 'service' | 'now'>,
  location: LogLocation,
  { fromMs, untilMs, part, shownAtMs }: Wanted,
  signal: AbortSignal,
): Promise<readonly LogEvent[]> {
  const endMs = untilMs ?? now() + AFTER_MS;
  if (part === 'beginning') {
    const answer = await service().read(location, { direction: 'newer', fromMs, untilMs: endMs }, signal);
    return answer?.events.events() ?? [];
  }
  if (typeof part === 'object') {
    const { aroundMs } = part;
    const after = Math.min(endMs, aroundMs + AFTER_MS);
    return (await service().between(location, Math.max(fromMs, aroundMs - BEFORE_MS), after, signal)) ?? [];
  }
  const until = part === 'failure' && shownAtMs !== undefined ? Math.min(endMs, shownAtMs + AFTER_MS) : endMs;
  return (await service().between(location, fromMs, until, signal)) ?? [];
}
