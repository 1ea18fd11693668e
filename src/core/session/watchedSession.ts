import type { Diagnosis } from '../diagnosis';
import type { Fault } from '../errors';
import type { SessionActionId } from '../ids';
import type { SessionKey } from './sessionKey';
import type { SessionSnapshot } from './session';
import type { Stuck } from '../stuck/stuck';

/** One session as the store holds it and every view draws it. Replaced whole at each change, never altered. */
export interface WatchedSession {
  readonly key: SessionKey;
  /** The last good reading; missing until the first one. It stays when a later reading fails. */
  readonly snapshot: SessionSnapshot | undefined;
  /** Why the last attempt to read it failed; missing after a success. */
  readonly fault: Fault | undefined;
  /** Why the first failed action failed. Missing while nothing failed, and until the log is read. */
  readonly diagnosis: SessionDiagnosis | undefined;
  /** Why its running action may be stuck. Missing while nothing speaks for that, and for what has ended. */
  readonly stuck: Stuck | undefined;
  /** Whether a reading is under way. */
  readonly loading: boolean;
  /** When this was so, where it is only remembered from before the window was opened. Missing for what this window has read. */
  readonly asOfMs: number | undefined;
}

/** What is kept of a session over windows. */
export type KnownSession = Pick<WatchedSession, 'snapshot' | 'diagnosis' | 'asOfMs'>;

/** A session of which nothing is known. */
export function unknownSession(key: SessionKey): WatchedSession {
  return {
    key,
    snapshot: undefined,
    fault: undefined,
    diagnosis: undefined,
    stuck: undefined,
    loading: false,
    asOfMs: undefined,
  };
}

/** Why one action of a session failed, as plain data that can be stored and sent to a page. */
export interface SessionDiagnosis extends Omit<Diagnosis, 'studioRule'> {
  readonly sessionActionId: SessionActionId;
  /** Whether the action's log was read; false where it has none and where it could not be read. */
  readonly isLogRead: boolean;
  /** How many runs of other sessions it was compared with; missing before a person asked for it. */
  readonly runsElsewhere?: number;
  /** The user's own rule that decided; missing for ours. `link` is an https address. */
  readonly studio: { readonly id: string; readonly link: string | undefined } | undefined;
}
