import type { OutlineRow } from '../../render/session/outline';
import { type PartKey, partRow, partRowId, WATCHING_ROW, watchingRow } from '../../render/watching/watchingRows';
import type { App } from '../app';

/** The rows of what is watched: the row above them, and those of what is no session. Sessions are drawn as everywhere. */
export class WatchingRows {
  readonly #app: WatchingApp;
  /** What the rows said last, by their IDs. */
  readonly #said = new Map<string, string>();

  constructor(app: WatchingApp) {
    this.#app = app;
  }

  /** The row that all others are below; undefined while nothing is watched. */
  get top(): OutlineRow | undefined {
    const { watchList, store, watchedParts } = this.#app;
    if (watchList.isEmpty) {
      return undefined;
    }
    const sessions = watchList.things.flatMap((thing) =>
      thing.kind === 'session' ? (store.get(thing.key) ?? []) : [],
    );
    return watchingRow(sessions, watchedParts.all());
  }

  /** The row of a watched thing that is no session, or one of those below it. */
  ofPart(thing: PartKey, id: string): OutlineRow | undefined {
    const { watchedParts, store, now, currentConnection } = this.#app;
    const part = watchedParts.get(thing);
    const row = part && partRow(part, { nowMs: now(), here: currentConnection.here, session: (key) => store.get(key) });
    return row?.id === id ? row : row?.children.find((child) => child.id === id);
  }

  /** Whether the row above all others says something else than when this was asked last. */
  isTopChanged(): boolean {
    return this.#isChanged(WATCHING_ROW, this.top?.description);
  }

  /** The same of the row of a watched thing that is no session, with those below it. */
  isPartChanged(thing: PartKey): boolean {
    const id = partRowId(thing);
    return this.#isChanged(id, JSON.stringify(this.ofPart(thing, id)));
  }

  #isChanged(id: string, text: string | undefined): boolean {
    const before = this.#said.get(id);
    this.#said.set(id, text ?? '');
    return before !== (text ?? '');
  }
}

type WatchingApp = Pick<App, 'now'> & {
  readonly watchList: Pick<App['watchList'], 'isEmpty' | 'things'>;
  readonly watchedParts: Pick<App['watchedParts'], 'all' | 'get'>;
  readonly store: Pick<App['store'], 'get'>;
  readonly currentConnection: Pick<App['currentConnection'], 'here'>;
};
