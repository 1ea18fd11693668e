import type { Fault } from './errors';
import type { SessionKey } from './sessionKey';
import type { SessionSnapshot } from './session';

/** One session as the store holds it and every view draws it. Replaced whole at each change, never altered. */
export interface WatchedSession {
  readonly key: SessionKey;
  /** The last good reading; missing until the first one. It stays when a later reading fails. */
  readonly snapshot: SessionSnapshot | undefined;
  /** Why the last attempt to read it failed; missing after a success. */
  readonly fault: Fault | undefined;
  /**
   * What the log said where the failing action failed, at most three lines, as they were written: hostile and of any length.
   * Missing while nothing failed, until it is read, and where the log may not be read.
   */
  readonly decisiveLines: readonly string[] | undefined;
  /** Whether a reading is under way. */
  readonly loading: boolean;
}
