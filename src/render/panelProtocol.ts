/**
 * What the extension and the details page say to each other. The page is not trusted: everything it sends is checked by
 * `parseFromPage`, and it can only name things to do, never ids, paths, URLs or commands.
 */
import type { Remedy } from '../core/errors';
import { type SessionActionId, isId } from '../core/ids';
import type { SessionKey } from '../core/sessionKey';
import type { WatchedSession } from '../core/watched';

export interface ToPage {
  readonly type: 'session';
  readonly session: WatchedSession;
  /** The service's time as we know it when this was sent, so that durations do not depend on the page's clock. */
  readonly nowMs: number;
}

/**
 * What the page keeps with the editor so that it paints at once after a reload. The extension's serializer takes the key from it,
 * through `parseSessionKey` like all data from outside; the rest is the page's own.
 */
export interface PageState {
  readonly version: 1;
  readonly key: SessionKey;
  /** The last picture without the raw answer and without the actions that are folded; missing before the first reading. */
  readonly session: WatchedSession | undefined;
  readonly nowMs: number;
  readonly omittedActions: number;
  /** Pixels from the top. */
  readonly scroll: number;
}

/** What can be copied from the page; the host knows the text. */
export const COPYABLE = [
  'sessionId',
  'allIds',
  'jobId',
  'queueId',
  'farmId',
  'fleetId',
  'workerId',
  'hostName',
  'cli',
  'deadlineCli',
  'jobArn',
  'consoleLink',
  'markdown',
  'raw',
] as const;
export type Copyable = (typeof COPYABLE)[number];

export type FromPage =
  /** The page listens now and wants its session. */
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'copy'; readonly what: Copyable }
  | { readonly type: 'openLog'; readonly log: 'session' | 'worker' }
  /** Open the session's log at the first line of an action. */
  | { readonly type: 'openAction'; readonly sessionActionId: SessionActionId }
  | { readonly type: 'remedy'; readonly remedy: Remedy };

const REMEDIES: ReadonlySet<unknown> = new Set<Remedy>([
  'retry',
  'signIn',
  'chooseConnection',
  'lookUp',
  'chooseOther',
  'openSampleFarm',
  'openLog',
  'editAwsConfig',
  'showOutput',
]);

/** A message from the page, or undefined for anything that is none. */
export function parseFromPage(value: unknown): FromPage | undefined {
  const message = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { type, what, log, sessionActionId, remedy } = message;
  switch (type) {
    case 'ready':
    case 'refresh':
      return { type };
    case 'copy': {
      const copyable = COPYABLE.find((one) => one === what);
      return copyable && { type, what: copyable };
    }
    case 'openLog':
      return log === 'session' || log === 'worker' ? { type, log } : undefined;
    case 'openAction':
      return isId('sessionaction', sessionActionId) ? { type, sessionActionId } : undefined;
    case 'remedy':
      return REMEDIES.has(remedy) ? { type, remedy: remedy as Remedy } : undefined;
    default:
      return undefined;
  }
}
