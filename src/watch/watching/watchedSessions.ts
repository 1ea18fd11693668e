import { DisposableStore } from '../../core/async/disposableStore';
import type { Disposable } from '../../core/async/event';
import { keyId } from '../../core/session/sessionKey';
import type { KnownSessions } from '../sessions/knownSessions';
import type { SessionStore, WatchHandle } from '../sessions/sessionStore';
import type { WatchList } from './watchList';

export interface WatchedSessionsOptions {
  readonly list: WatchList;
  readonly store: SessionStore;
  readonly known: KnownSessions;
}

/** Keeps the sessions up to date that people watch, each until it ends or is not watched any more. */
export class WatchedSessions implements Disposable {
  readonly #options: WatchedSessionsOptions;
  readonly #handles = new Map<string, WatchHandle>();
  readonly #owned = new DisposableStore();

  constructor(options: WatchedSessionsOptions) {
    this.#options = options;
    this.#follow();
    this.#owned.add(
      options.list.onDidChange(() => {
        this.#follow();
      }),
      options.store.onDidChange(({ session }) => {
        if (this.#handles.has(keyId(session.key))) {
          options.known.remember(session);
        }
      }),
    );
  }

  dispose(): void {
    for (const one of [this.#owned, ...this.#handles.values()]) {
      one.dispose();
    }
  }

  #follow(): void {
    const { list, store, known } = this.#options;
    const wanted = new Map(
      list.things.flatMap((thing) => (thing.kind === 'session' ? [[thing.id, thing.key] as const] : [])),
    );
    const gone = [...this.#handles].filter(([id]) => !wanted.has(id));
    for (const [id, key] of wanted) {
      if (!this.#handles.has(id)) {
        this.#handles.set(id, store.watch(key, known.get(key), true));
      }
    }
    for (const [id, handle] of gone) {
      this.#handles.delete(id);
      handle.dispose();
    }
  }
}
