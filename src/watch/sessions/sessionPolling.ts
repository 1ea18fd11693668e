import { type Fault, UserError, isTransient, sameFault, toFault } from '../../core/errors';
import { actionOfSession, indexOf } from '../../core/ids';
import type { ActionKey, SessionSource } from '../../core/service/ports';
import type { SessionAction } from '../../core/session/session';
import { connectionId } from '../../core/session/sessionKey';
import { isActive, isTerminal } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { Round } from '../poller';

/** What one round of asking found out about the sessions it was given, by their index. */
export interface RoundOutcome {
  readonly changes: readonly (Partial<WatchedSession> | undefined)[];
  /** Sessions about which so much is new that they must be read in full: they ended, or a step's name is missing. */
  readonly rereads: ReadonlySet<number>;
  /** What went wrong and may be over soon, each once: the service, the network. */
  readonly errors: readonly unknown[];
  readonly retryAfterMs: number | undefined;
  /** Whether the service answered for any session. */
  readonly isAnswered: boolean;
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
  for (const group of byConnection(sessions)) {
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
          round.failPart(part.fault, session, index);
        } else if (session.fault || session.asOfMs !== undefined || !isKnown(part.value, session.snapshot.session)) {
          round.changes[index] = {
            snapshot: Object.freeze({ ...session.snapshot, session: part.value }),
            fault: undefined,
            asOfMs: undefined,
          };
        }
        if (part.ok) {
          round.isAnswered = true;
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
 *
 * @param turn `all` asks for all of them at once
 */
export async function actionRound(
  source: SessionSource,
  sessions: readonly WatchedSession[],
  turn: number | 'all',
  signal: AbortSignal,
): Promise<RoundOutcome> {
  const round = new Outcome(sessions.length);
  for (const group of byConnection(sessions)) {
    const open = group.flatMap(({ session, index }) => openActions(session).map((action) => ({ action, index })));
    const room = turn === 'all' ? open.length : Math.ceil(group.length / BATCH) * BATCH;
    const from = turn !== 'all' && open.length > room ? (turn * room) % open.length : 0;
    const asked = [...open.slice(from), ...open.slice(0, from)].slice(0, room);
    if (asked.length === 0) {
      continue;
    }
    try {
      const parts = await source.fetchActions(
        asked.map(({ action }) => action),
        signal,
      );
      for (const part of parts) {
        if (part.ok) {
          round.isAnswered = true;
        } else {
          round.note(part.fault);
        }
      }
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
  isAnswered = false;

  constructor(count: number) {
    this.changes = Array.from({ length: count }, () => undefined);
  }

  fail(error: unknown, indexes: readonly number[], signal: AbortSignal): void {
    if (signal.aborted) {
      throw error;
    }
    const fault = toFault(error);
    this.note(fault, error);
    for (const index of indexes) {
      this.changes[index] = { fault };
    }
  }

  /** A session could not be read. The same fault as before is no change. */
  failPart(fault: Fault, session: WatchedSession, index: number): void {
    this.note(fault);
    if (!sameFault(fault, session.fault)) {
      this.changes[index] = { fault };
    }
  }

  /** A fault that may pass slows the rounds down. Any other concerns its session alone, which shows it. */
  note(fault: Fault, error?: unknown): void {
    this.retryAfterMs = Math.max(this.retryAfterMs ?? 0, fault.retryAfterMs ?? 0) || undefined;
    const isKnown = this.errors.some((known) => sameFault(toFault(known), fault));
    if ((error !== undefined || isTransient(fault)) && !isKnown) {
      this.errors.push(error ?? new UserError(fault));
    }
  }
}

interface Indexed {
  readonly session: WatchedSession;
  readonly index: number;
}

function byConnection(sessions: readonly WatchedSession[]): Indexed[][] {
  const places = new Map<string, Indexed[]>();
  for (const [index, session] of sessions.entries()) {
    const id = connectionId(session.key.connection);
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
  const fresh = found.filter((action) => !isKnown(action, byId.get(action.sessionActionId)));
  if (fresh.length === 0) {
    return;
  }
  const needsReading = fresh.some(
    ({ sessionActionId, status, definition }) =>
      status === 'FAILED' ||
      (definition.kind === 'taskRun' && !byId.has(sessionActionId) && !(definition.stepId in snapshot.stepNames)),
  );
  // Where all that might have appeared did, more may have.
  const isFarBehind = fresh.filter(({ sessionActionId }) => !byId.has(sessionActionId)).length >= LOOK_AHEAD;
  if (needsReading || isFarBehind) {
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

/** The same against what is known, which is compared in every round and never altered. */
function isKnown(fresh: object, known: object | undefined): boolean {
  const text = JSON.stringify(fresh);
  if (known && !KNOWN.has(known)) {
    KNOWN.set(known, JSON.stringify(known));
  }
  return known !== undefined && KNOWN.get(known) === text;
}

const KNOWN = new WeakMap<object, string>();

/** Where one connection fails and another answers, the one that answers keeps its pace. */
export function roundOf(outcomes: readonly RoundOutcome[], changed: boolean): Round {
  const failed = outcomes.some(({ errors }) => errors.length > 0) && !outcomes.some(({ isAnswered }) => isAnswered);
  const waits = outcomes.map(({ retryAfterMs }) => retryAfterMs ?? 0);
  return { changed, failed, retryAfterMs: failed ? Math.max(...waits) || undefined : undefined };
}
