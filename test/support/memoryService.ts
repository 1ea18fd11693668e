import { UserError } from '../../src/core/errors';
import type { ActionKey, LogEvent, LogSource, SessionSource } from '../../src/core/ports';
import type { Part, Session, SessionAction, SessionSnapshot } from '../../src/core/session';
import { keyId, type SessionKey } from '../../src/core/sessionKey';

/** A service that answers from memory and counts what it is asked: for tests of what only watches and draws. */
export class MemoryService implements SessionSource, LogSource {
  /** By the text of their keys. A session that is not here does not exist. */
  readonly snapshots = new Map<string, SessionSnapshot>();
  readonly log: LogEvent[] = [];
  /** Every call, e.g. `fetchSessions 2`. */
  readonly calls: string[] = [];
  /** Thrown by every call while it is set. */
  failure: UserError | undefined;
  /** Called before each answer, so that a test can stand in the middle of it. */
  onCall: () => Promise<void> | void = () => undefined;

  put(snapshot: SessionSnapshot): void {
    this.snapshots.set(keyId(snapshot.key), snapshot);
  }

  async fetchSnapshot(key: SessionKey, signal: AbortSignal): Promise<SessionSnapshot> {
    await this.#called('fetchSnapshot', signal);
    const snapshot = this.snapshots.get(keyId(key));
    if (!snapshot) {
      throw notFound();
    }
    return snapshot;
  }

  async fetchSessions(keys: readonly SessionKey[], signal: AbortSignal): Promise<readonly Part<Session>[]> {
    await this.#called(`fetchSessions ${keys.length}`, signal);
    return keys.map((key) => {
      const snapshot = this.snapshots.get(keyId(key));
      return snapshot ? { ok: true, value: snapshot.session } : { ok: false, fault: notFound().fault };
    });
  }

  async fetchActions(
    wanted: readonly ActionKey[],
    signal: AbortSignal,
  ): Promise<readonly Part<SessionAction | undefined>[]> {
    await this.#called(`fetchActions ${wanted.length}`, signal);
    return wanted.map(({ key, sessionActionId }) => {
      const actions = this.snapshots.get(keyId(key))?.actions;
      const value = actions?.ok
        ? actions.value.find((action) => action.sessionActionId === sessionActionId)
        : undefined;
      return { ok: true, value };
    });
  }

  async between(
    _log: unknown,
    fromMs: number,
    untilMs: number,
    signal: AbortSignal,
  ): Promise<readonly LogEvent[] | undefined> {
    await this.#called('between', signal);
    return this.log.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < untilMs);
  }

  async #called(call: string, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    await this.onCall();
    signal.throwIfAborted();
    if (this.failure) {
      throw this.failure;
    }
  }
}

function notFound(): UserError {
  return new UserError({ kind: 'notFound', message: 'There is no such session.', remedies: ['lookUp'] });
}
