import { toFault } from '../core/errors';
import { actionOfSession, indexOf } from '../core/ids';
import type { ActionKey, SessionSource } from '../core/ports';
import type { SessionAction } from '../core/session';
import { placeId } from '../core/sessionKey';
import { isActive, isTerminal } from '../core/status';
import type { WatchedSession } from '../core/watched';

/** What one round of asking found out about the sessions it was given, by their index. */
export interface RoundOutcome {
  readonly changes: readonly (Partial<WatchedSession> | undefined)[];
  /** Sessions about which so much is new that they must be read in full: they ended, or a step's name is missing. */
  readonly rereads: ReadonlySet<number>;
  readonly errors: readonly unknown[];
  readonly retryAfterMs: number | undefined;
}

/** Sessions a call. */
const BATCH = 100;
/** How many actions beyond the known ones are asked for: the service numbers them without gaps. */
const LOOK_AHEAD = 2;

/** Asks for the sessions themselves: one call a hundred of each place. */
export async function sessionRound(
  source: SessionSource,
  sessions: readonly WatchedSession[],
  _turn: number,
  signal: AbortSignal,
): Promise<RoundOutcome> {
  const round = new Outcome(sessions.length);
  for (const group of byPlace(sessions)) {
    try {
      const parts = await source.fetchSessions(
        group.map(({ session }) => session.key),
        signal,
      );
      for (const [position, { session, index }] of group.entries()) {
        const part = parts[position];
        if (!part || !session.snapshot) {
          continue;
        }
        if (!part.ok) {
          round.changes[index] = { fault: part.fault };
        } else if (session.fault || !sameFacts(part.value, session.snapshot.session)) {
          round.changes[index] = {
            snapshot: Object.freeze({ ...session.snapshot, session: part.value }),
            fault: undefined,
          };
        }
        if (part.ok && !isActive(part.value)) {
          round.rereads.add(index);
        }
      }
    } catch (error) {
      round.fail(
        error,
        group.map(({ index }) => index),
        signal,
      );
    }
  }
  return round;
}

/**
 * Asks for the actions that can still change, and the next ones that may have appeared. No more calls than sessions need,
 * hundred by hundred; what does not fit has its turn in a later round.
 */
export async function actionRound(
  source: SessionSource,
  sessions: readonly WatchedSession[],
  turn: number,
  signal: AbortSignal,
): Promise<RoundOutcome> {
  const round = new Outcome(sessions.length);
  for (const group of byPlace(sessions)) {
    const open = group.flatMap(({ session, index }) => openActions(session).map((action) => ({ action, index })));
    const room = Math.ceil(group.length / BATCH) * BATCH;
    const from = open.length > room ? (turn * room) % open.length : 0;
    const asked = [...open.slice(from), ...open.slice(0, from)].slice(0, room);
    if (asked.length === 0) {
      continue;
    }
    try {
      const parts = await source.fetchActions(
        asked.map(({ action }) => action),
        signal,
      );
      for (const { session, index } of group) {
        const found = asked.flatMap((one, position) => {
          const part = parts[position];
          return one.index === index && part?.ok && part.value ? [part.value] : [];
        });
        merge(round, session, index, found);
      }
    } catch (error) {
      round.fail(error, [], signal);
    }
  }
  return round;
}

class Outcome implements RoundOutcome {
  readonly changes: (Partial<WatchedSession> | undefined)[];
  readonly rereads = new Set<number>();
  readonly errors: unknown[] = [];
  retryAfterMs: number | undefined;

  constructor(count: number) {
    this.changes = Array.from({ length: count }, () => undefined);
  }

  fail(error: unknown, indexes: readonly number[], signal: AbortSignal): void {
    if (signal.aborted) {
      throw error;
    }
    const fault = toFault(error);
    this.errors.push(error);
    this.retryAfterMs = Math.max(this.retryAfterMs ?? 0, fault.retryAfterMs ?? 0) || undefined;
    for (const index of indexes) {
      this.changes[index] = { fault };
    }
  }
}

interface Indexed {
  readonly session: WatchedSession;
  readonly index: number;
}

function byPlace(sessions: readonly WatchedSession[]): Indexed[][] {
  const places = new Map<string, Indexed[]>();
  for (const [index, session] of sessions.entries()) {
    const id = placeId(session.key.place);
    places.set(id, [...(places.get(id) ?? []), { session, index }]);
  }
  return [...places.values()];
}

function openActions({ key, snapshot }: WatchedSession): ActionKey[] {
  if (!snapshot?.actions.ok) {
    return [];
  }
  const known = snapshot.actions.value;
  const last = known.reduce((highest, { sessionActionId }) => Math.max(highest, indexOf(sessionActionId)), -1);
  const open = known.filter((action) => !isTerminal(action)).map(({ sessionActionId }) => sessionActionId);
  const next = Array.from({ length: LOOK_AHEAD }, (_, ahead) => actionOfSession(key.sessionId, last + 1 + ahead));
  return [...open, ...next].map((sessionActionId) => ({ key, sessionActionId }));
}

function merge(round: Outcome, session: WatchedSession, index: number, found: readonly SessionAction[]): void {
  const { snapshot } = session;
  if (!snapshot?.actions.ok || found.length === 0) {
    return;
  }
  const byId = new Map(snapshot.actions.value.map((action) => [action.sessionActionId, action]));
  const fresh = found.filter((action) => !sameFacts(action, byId.get(action.sessionActionId)));
  if (fresh.length === 0) {
    return;
  }
  const needsReading = fresh.some(
    ({ sessionActionId, status, definition }) =>
      status === 'FAILED' ||
      (definition.kind === 'taskRun' && !byId.has(sessionActionId) && !(definition.stepId in snapshot.stepNames)),
  );
  if (needsReading) {
    round.rereads.add(index);
  }
  for (const action of fresh) {
    byId.set(action.sessionActionId, action);
  }
  const value = Object.freeze(
    [...byId.values()].sort((a, b) => indexOf(a.sessionActionId) - indexOf(b.sessionActionId)),
  );
  round.changes[index] = { snapshot: Object.freeze({ ...snapshot, actions: { ok: true, value } }) };
}

/** Whether two facts say the same. Both are plain data made by the same code, so their texts are equal when they are. */
export function sameFacts(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
