import { DisposableStore } from '../../core/async/disposableStore';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { joinedKeys } from '../../core/farm/watchedParts';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import type { KnownSessions } from '../sessions/knownSessions';
import type { SessionStore, WatchHandle } from '../sessions/sessionStore';
import type { WatchedWorkers } from './watchedWorkers';
import type { WatchedThing, WatchList } from './watchList';

export interface WatchedSessionsOptions {
  readonly list: WatchList;
  readonly workers: Pick<WatchedWorkers, 'all' | 'onDidChange'>;
  readonly store: SessionStore;
  readonly known: KnownSessions;
}

/** A session that is kept up to date. */
export type FollowedSession = Extract<WatchedThing, { readonly kind: 'session' }> & {
  /** Whether it is watched only because its worker is. */
  readonly isJoined: boolean;
};

/** Keeps the sessions up to date that people watch, and those of watched workers, each until it ends or is not watched any more. */
export class WatchedSessions implements Disposable {
  readonly #options: WatchedSessionsOptions;
  readonly #handles = new Map<string, WatchHandle>();
  readonly #changes = new Emitter<void>();
  readonly #owned = new DisposableStore();
  #all: readonly FollowedSession[] = [];

  /** Other sessions are kept up to date. */
  readonly onDidChange: Event<void> = this.#changes.event;

  constructor(options: WatchedSessionsOptions) {
    this.#options = options;
    this.#follow();
    this.#owned.add(
      options.list.onDidChange(() => {
        this.#follow();
      }),
      options.workers.onDidChange(({ part, previous }) => {
        if (part.sessions !== previous.sessions) {
          this.#follow();
        }
      }),
      options.store.onDidChange(({ session }) => {
        if (this.#handles.has(keyId(session.key))) {
          options.known.remember(session);
        }
      }),
      this.#changes,
    );
  }

  /** All of them, those of workers first. */
  get things(): readonly FollowedSession[] {
    return this.#all;
  }

  has(key: SessionKey): boolean {
    return this.#handles.has(keyId(key));
  }

  dispose(): void {
    for (const one of [this.#owned, ...this.#handles.values()]) {
      one.dispose();
    }
  }

  #follow(): void {
    const { list, workers, store, known } = this.#options;
    const own = list.things.flatMap((thing) => (thing.kind === 'session' ? [{ ...thing, isJoined: false }] : []));
    const joined = workers
      .all()
      .flatMap(joinedKeys)
      .map((key) => ({ kind: 'session' as const, key, id: keyId(key), sinceMs: 0, isJoined: true }));
    const wanted = new Map([...joined, ...own].map((one) => [one.id, one]));
    const gone = [...this.#handles].filter(([id]) => !wanted.has(id));
    for (const [id, { key }] of wanted) {
      if (!this.#handles.has(id)) {
        this.#handles.set(id, store.watch(key, known.get(key), true));
      }
    }
    for (const [id, handle] of gone) {
      this.#handles.delete(id);
      handle.dispose();
    }
    this.#all = [...wanted.values()];
    this.#changes.fire();
  }
}
