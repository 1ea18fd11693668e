import { DisposableStore } from '../../core/async/disposableStore';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import type { WatchedPart } from '../../core/farm/watchedParts';
import { WatchedJobs, type WatchedJobsOptions } from './watchedJobs';
import { WatchedQueues, type WatchedQueuesOptions } from './watchedQueues';
import type { PartChange } from './watchedThings';
import { WatchedWorkers, type WatchedWorkersOptions } from './watchedWorkers';
import type { Watchable } from '../../core/farm/watchable';

export type WatchedPartsOptions = WatchedJobsOptions & WatchedWorkersOptions & WatchedQueuesOptions;

/** All that people watch beside sessions: each kind is asked for in its own way. */
export class WatchedParts implements Disposable {
  readonly #jobs: WatchedJobs;
  readonly #workers: WatchedWorkers;
  readonly #queues: WatchedQueues;
  readonly #kinds: readonly (WatchedJobs | WatchedWorkers | WatchedQueues)[];
  readonly #changes = new Emitter<PartChange>();
  readonly #owned = new DisposableStore();

  /** A thing was read, or could not be, in this window or another one. */
  readonly onDidChange: Event<PartChange> = this.#changes.event;

  constructor(options: WatchedPartsOptions) {
    this.#jobs = new WatchedJobs(options);
    this.#workers = new WatchedWorkers(options);
    this.#queues = new WatchedQueues(options);
    this.#kinds = [this.#jobs, this.#workers, this.#queues];
    const tell = (change: PartChange): void => {
      this.#changes.fire(change);
    };
    this.#owned.add(
      this.#jobs.onDidChange(tell),
      this.#workers.onDidChange(tell),
      this.#queues.onDidChange(tell),
      ...this.#kinds,
      this.#changes,
    );
  }

  /** What is known of a thing; undefined where it is not watched, and for sessions. */
  get(thing: Watchable): WatchedPart | undefined {
    switch (thing.kind) {
      case 'session':
        return undefined;
      case 'job':
        return this.#jobs.get(thing.key);
      case 'worker':
        return this.#workers.get(thing.key);
      case 'queue':
        return this.#queues.get(thing.key);
    }
  }

  all(): readonly WatchedPart[] {
    return this.#kinds.flatMap((one): readonly WatchedPart[] => one.all());
  }

  get workers(): WatchedWorkers {
    return this.#workers;
  }

  /** When the next round is due; undefined while there is none. */
  get nextRoundMs(): number | undefined {
    const due = this.#kinds.map(({ nextRoundMs }) => nextRoundMs).filter((ms) => ms !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** See `WatchedThings`. */
  setAttention(attention: boolean): void {
    for (const one of this.#kinds) {
      one.setAttention(attention);
    }
  }

  setWatching(isWatching: boolean): void {
    for (const one of this.#kinds) {
      one.setWatching(isWatching);
    }
  }

  follow(lastRoundMs: number): void {
    for (const one of this.#kinds) {
      one.follow(lastRoundMs);
    }
  }

  retry(isDue: (part: WatchedPart) => boolean): void {
    for (const one of this.#kinds) {
      one.retry(isDue);
    }
  }

  /** Reads a thing again because a person asked. */
  async refresh(thing: Watchable): Promise<void> {
    switch (thing.kind) {
      case 'session':
        return;
      case 'job':
        return this.#jobs.refresh(thing.key);
      case 'worker':
        return this.#workers.refresh(thing.key);
      case 'queue':
        return this.#queues.refresh(thing.key);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
