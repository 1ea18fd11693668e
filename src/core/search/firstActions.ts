/** What many sessions did, without a call for each: the service numbers a session's actions, so they can be asked for by ID. */
import type { Fault } from '../errors';
import { type SessionId, actionOfSession } from '../ids';
import type { SessionSource } from '../service/ports';
import type { SessionAction } from '../session/session';
import type { SessionKey } from '../session/sessionKey';

/** The actions of a session from the first one on. */
export interface FirstActions {
  readonly actions: readonly SessionAction[];
  /** Whether there are no more. */
  readonly isWhole: boolean;
  /** Why they were not read on. */
  readonly fault: Fault | undefined;
}

/** A call takes so many IDs. */
const BATCH = 100;
/** IDs of one session that are asked for at once. More than it has of actions cost room in calls, not calls. */
const [FEWEST_AT_ONCE, MOST_AT_ONCE] = [2, 8];

/**
 * Reads the actions of sessions of one connection, all at the same time, until a session has no more, one has failed, or the calls
 * are used up. 25 sessions of ten actions take three calls.
 */
export async function readFirstActions(
  service: Pick<SessionSource, 'fetchActions'>,
  keys: readonly SessionKey[],
  mostCalls: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<SessionId, FirstActions>> {
  const found = new Map<SessionId, FirstActions>();
  let pending = keys;
  for (let calls = 0; pending.length > 0 && calls < mostCalls;) {
    const atOnce = Math.min(MOST_AT_ONCE, Math.max(FEWEST_AT_ONCE, Math.floor(BATCH / pending.length)));
    const wanted = pending.flatMap((key) => {
      const next = found.get(key.sessionId)?.actions.length ?? 0;
      return Array.from({ length: atOnce }, (_, index) => ({
        key,
        sessionActionId: actionOfSession(key.sessionId, next + index),
      }));
    });
    calls += Math.ceil(wanted.length / BATCH);
    const parts = await service.fetchActions(wanted, signal);
    for (const [at, { sessionId }] of pending.entries()) {
      found.set(sessionId, readOn(found.get(sessionId), parts.slice(at * atOnce, (at + 1) * atOnce)));
    }
    pending = pending.filter(({ sessionId }) => {
      const { actions = [], isWhole, fault } = found.get(sessionId) ?? {};
      return !isWhole && !fault && !actions.some(({ status }) => status === 'FAILED');
    });
  }
  return found;
}

/** Up to the first that is not there or may not be read. */
function readOn(
  before: FirstActions | undefined,
  parts: Awaited<ReturnType<SessionSource['fetchActions']>>,
): FirstActions {
  const actions = [...(before?.actions ?? [])];
  for (const part of parts) {
    if (!part.ok || part.value === undefined) {
      return { actions, isWhole: part.ok, fault: part.ok ? undefined : part.fault };
    }
    actions.push(part.value);
  }
  return { actions, isWhole: false, fault: undefined };
}
