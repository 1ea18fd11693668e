/** Asks for what a log gained, while somebody looks. */
import type { Clock } from '../core/clock';
import type { Event } from '../core/event';
import type { Fault } from '../core/errors';

/** What a follower must be told. */
export interface Attention {
  /** Whether a tab of the log is visible. */
  readonly visible: boolean;
  /** Whether the window has the focus. */
  readonly focused: boolean;
  /** When the session ended; undefined while it is active. Following goes on for a grace time, because agents write late. */
  readonly endedAtMs: number | undefined;
}

export type FollowState =
  | { readonly kind: 'following' }
  /** Nobody looks. */
  | { readonly kind: 'paused' }
  /** The last poll failed; it is tried again. */
  | { readonly kind: 'failing'; readonly fault: Fault }
  /** The session is over and so is the grace time, or `dispose` was called. */
  | { readonly kind: 'ended' };

export interface LogFollowerOptions {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Reads what is new, e.g. `LogStore.loadNewer`; resolves with how many events that was. One at a time. */
  readonly poll: (signal: AbortSignal) => Promise<number>;
}

/** Polls 2 s after something came, up to 10 s while nothing does; a Retry-After is kept to the full. */
export interface LogFollower {
  readonly state: FollowState;
  readonly onDidChangeState: Event<FollowState>;
  /** Call it whenever any of this changed. Looking again polls at once. */
  update(attention: Attention): void;
  dispose(): void;
}
