import type * as vscode from 'vscode';
import type { ReferenceIds } from '../../core/references/reference';
import {
  type JobKey,
  jobKeyId,
  keyId,
  parseJobKey,
  parseSessionKey,
  type SessionKey,
} from '../../core/session/sessionKey';

const MOST = 500;

/**
 * Where the sessions seen in this workspace belong, so that an id alone is enough the next time. Small, kept with the workspace,
 * and only a memory: what it says is still checked by reading the session.
 */
export class SeenSessions {
  readonly #memento: vscode.Memento;
  /** By the text of their keys, the longest unseen first. */
  readonly #keys = new Map<string, SessionKey>();

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    const stored: unknown = memento.get('seen');
    for (const entry of Array.isArray(stored) ? (stored as readonly unknown[]) : []) {
      const key = parseSessionKey(entry);
      if (key) {
        this.#keys.set(keyId(key), key);
      }
    }
  }

  add(...keys: readonly SessionKey[]): void {
    for (const key of keys) {
      this.#keys.delete(keyId(key));
      this.#keys.set(keyId(key), key);
    }
    for (const id of [...this.#keys.keys()].slice(0, -MOST)) {
      this.#keys.delete(id);
    }
    void this.#memento.update('seen', [...this.#keys.values()]);
  }

  /** All of them, those seen last first. */
  get keys(): readonly SessionKey[] {
    return [...this.#keys.values()].reverse();
  }

  /** The job of sessions seen before that agrees with all these ids; undefined if there is none or more than one. */
  findJob({ farmId, queueId, jobId }: ReferenceIds): JobKey | undefined {
    const jobs = new Map(
      this.keys
        .filter(
          (key) =>
            key.jobId === jobId && key.queueId === (queueId ?? key.queueId) && key.farmId === (farmId ?? key.farmId),
        )
        .map((key) => [jobKeyId(key), key]),
    );
    return jobs.size === 1 ? parseJobKey([...jobs.values()][0]) : undefined;
  }

  /** The one session that agrees with all these ids; undefined if there is none or more than one. */
  find(ids: ReferenceIds): SessionKey | undefined {
    const agrees = (key: SessionKey): boolean =>
      key.sessionId === ids.sessionId &&
      (['farmId', 'queueId', 'jobId'] as const).every((name) => ids[name] === undefined || ids[name] === key[name]);
    const found = [...this.#keys.values()].filter(agrees);
    return found.length === 1 ? found[0] : undefined;
  }
}
