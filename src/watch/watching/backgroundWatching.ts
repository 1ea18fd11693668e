import { DisposableStore } from '../../core/async/disposableStore';
import { isTransient } from '../../core/errors';
import type { Disposable } from '../../core/async/event';
import { isSettled } from '../../core/farm/farm';
import { isActive } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { SessionStore } from '../sessions/sessionStore';
import type { Lease } from '../shared/lease';
import type { StuckWatching } from '../stuck/stuckWatching';
import type { WatchedJob, WatchedJobs } from './watchedJobs';
import type { WatchList } from './watchList';

export interface BackgroundWatchingOptions {
  readonly list: WatchList;
  readonly lease: Lease;
  readonly store: SessionStore;
  readonly jobs: WatchedJobs;
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
    const { list, lease, store, jobs } = options;
    this.#owned.add(
      list.onDidChange(() => {
        this.#update();
      }),
      store.onDidChange(({ session, previous }) => {
        if (!previous || isOpenSession(session) !== isOpenSession(previous)) {
          this.#update();
        }
      }),
      jobs.onDidChange(({ job, previous }) => {
        if (isOpenJob(job) !== isOpenJob(previous)) {
          this.#update();
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
    const { lease, store, jobs, stuck } = this.#options;
    const lastRoundMs = lease.isHeld ? await lease.lastWorkMs() : undefined;
    if (lastRoundMs !== undefined) {
      store.follow(lastRoundMs);
      jobs.follow(lastRoundMs);
    }
    store.setWatching(lease.isHeld);
    jobs.setWatching(lease.isHeld);
    stuck.setWatching(lease.isHeld);
  }

  #update(): void {
    const { list, store, jobs, lease } = this.#options;
    // What was watched last is the likeliest not to be over.
    const open = list.things.findLast((thing) => {
      if (thing.kind === 'job') {
        const job = jobs.get(thing.key);
        return !job || isOpenJob(job);
      }
      const session = store.get(thing.key);
      return !session || isOpenSession(session);
    });
    lease.want(open !== undefined && (this.#isAllowed || this.#isFocused), this.#isFocused);
  }
}

/** Whether a session may still change, as far as may be asked. One whose end was just learned may: how it ended is still read. */
function isOpenSession({ snapshot, fault, loading }: WatchedSession): boolean {
  return (!snapshot || isActive(snapshot.session) || loading) && (!fault || isTransient(fault));
}

function isOpenJob({ job, fault }: WatchedJob): boolean {
  return (!job || !isSettled(job)) && (!fault || isTransient(fault));
}
