import { DisposableStore } from '../../core/async/disposableStore';
import { isTransient } from '../../core/errors';
import type { Disposable } from '../../core/async/event';
import { isPartOpen } from '../../core/farm/watchedParts';
import { isActive } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { SessionStore } from '../sessions/sessionStore';
import type { Lease } from '../shared/lease';
import type { StuckWatching } from '../stuck/stuckWatching';
import type { WatchedParts } from './watchedParts';
import type { WatchedSessions } from './watchedSessions';
import type { WatchList } from './watchList';

export interface BackgroundWatchingOptions {
  readonly list: WatchList;
  readonly lease: Lease;
  readonly store: SessionStore;
  readonly sessions: Pick<WatchedSessions, 'things' | 'onDidChange'>;
  readonly parts: WatchedParts;
  readonly stuck: StuckWatching;
}

/**
 * Lets one window of this computer keep up to date, for all of them, what is watched in the background: the window that a person
 * works in, else the one that did it last. Nothing is done while nothing of what is watched can change.
 */
export class BackgroundWatching implements Disposable {
  readonly #options: BackgroundWatchingOptions;
  readonly #owned = new DisposableStore();
  #isFocused = false;
  #isAllowed = true;

  constructor(options: BackgroundWatchingOptions) {
    this.#options = options;
    const { list, lease, store, sessions, parts } = options;
    const update = (): void => {
      this.#update();
    };
    this.#owned.add(
      list.onDidChange(update),
      sessions.onDidChange(update),
      store.onDidChange(({ session, previous }) => {
        if (!previous || isOpenSession(session) !== isOpenSession(previous)) {
          update();
        }
      }),
      parts.onDidChange(({ part, previous }) => {
        if (isPartOpen(part) !== isPartOpen(previous)) {
          update();
        }
      }),
      lease.onDidChange(() => {
        void this.#takeOver();
      }),
    );
    this.#update();
  }

  /** Whether anything may be asked while no window has the focus. */
  setAllowed(isAllowed: boolean): void {
    this.#isAllowed = isAllowed;
    this.#update();
  }

  /** Whether a person works in this window. */
  setFocused(isFocused: boolean): void {
    this.#isFocused = isFocused;
    this.#update();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Goes on where the window before stopped, so that no round is early or late. */
  async #takeOver(): Promise<void> {
    const { lease, store, parts, stuck } = this.#options;
    const lastRoundMs = lease.isHeld ? await lease.lastWorkMs() : undefined;
    if (lastRoundMs !== undefined) {
      store.follow(lastRoundMs);
      parts.follow(lastRoundMs);
    }
    store.setWatching(lease.isHeld);
    parts.setWatching(lease.isHeld);
    stuck.setWatching(lease.isHeld);
  }

  #update(): void {
    const { list, store, sessions, parts, lease } = this.#options;
    const isOpen =
      list.things.some((thing) => {
        const part = parts.get(thing);
        return part !== undefined && isPartOpen(part);
      }) ||
      // What was watched last is the likeliest not to be over.
      sessions.things.findLast(({ key }) => {
        const session = store.get(key);
        return !session || isOpenSession(session);
      }) !== undefined;
    lease.want(isOpen && (this.#isAllowed || this.#isFocused), this.#isFocused);
  }
}

/** Whether a session may still change, as far as may be asked. One whose end was just learned may: how it ended is still read. */
function isOpenSession({ snapshot, fault, loading }: WatchedSession): boolean {
  return (!snapshot || isActive(snapshot.session) || loading) && (!fault || isTransient(fault));
}
