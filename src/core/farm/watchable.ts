/** What people can watch, by its key. */
import { parseQueueKey, parseWorkerKey, queueKeyId, type QueueKey, workerKeyId, type WorkerKey } from './farmKeys';
import { type JobKey, jobKeyId, keyId, parseJobKey, parseSessionKey, type SessionKey } from '../session/sessionKey';

/** The key of something to be watched. */
export type Watchable = (
  | { readonly kind: 'session'; readonly key: SessionKey }
  | { readonly kind: 'job'; readonly key: JobKey }
  | { readonly kind: 'worker'; readonly key: WorkerKey }
  | { readonly kind: 'queue'; readonly key: QueueKey }
) & {
  /** What it was called where it was chosen, for as long as it is not read. Hostile; missing where only its ID is known. */
  readonly name?: string | undefined;
};

/** One string for everything that can be watched; equal for equal things. */
export function idOf({ kind, key }: Watchable): string {
  switch (kind) {
    case 'session':
      return keyId(key);
    case 'job':
      return jobKeyId(key);
    case 'worker':
      return workerKeyId(key);
    case 'queue':
      return queueKeyId(key);
  }
}

/** Something to be watched out of data from outside, such as a command's argument; undefined where it is none. */
export function parseWatchable(value: unknown): Watchable | undefined {
  const { kind, key: stored, name: storedName } = (value ?? {}) as Partial<Record<'kind' | 'key' | 'name', unknown>>;
  const name = typeof storedName === 'string' ? { name: storedName } : {};
  switch (kind) {
    case 'session': {
      const key = parseSessionKey(stored);
      return key && { kind, key, ...name };
    }
    case 'job': {
      const key = parseJobKey(stored);
      return key && { kind, key, ...name };
    }
    case 'worker': {
      const key = parseWorkerKey(stored);
      return key && { kind, key, ...name };
    }
    case 'queue': {
      const key = parseQueueKey(stored);
      return key && { kind, key, ...name };
    }
    default:
      return undefined;
  }
}
