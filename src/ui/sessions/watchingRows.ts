import type { JobKey } from '../../core/session/sessionKey';
import type { OutlineRow } from '../../render/session/outline';
import { WATCHING_ROW, watchedJobRow, watchingRow } from '../../render/watching/watching';
import type { App } from '../app';

/** The rows of what is watched: the row above them, and those of jobs. Sessions are drawn as everywhere. */
export class WatchingRows {
  readonly #app: WatchingApp;
  /** What the rows said last, by their IDs. */
  readonly #said = new Map<string, string>();

  constructor(app: WatchingApp) {
    this.#app = app;
  }

  /** The row that all others are below; undefined while nothing is watched. */
  get top(): OutlineRow | undefined {
    const { watchList, store, watchedJobs } = this.#app;
    if (watchList.isEmpty) {
      return undefined;
    }
    const sessions = watchList.things.flatMap((thing) =>
      thing.kind === 'session' ? (store.get(thing.key) ?? []) : [],
    );
    return watchingRow(sessions, watchedJobs.all());
  }

  /** A job's row, or one of those below it. */
  ofJob(key: JobKey, id: string): OutlineRow | undefined {
    const { watchedJobs, now, currentConnection } = this.#app;
    const facts = watchedJobs.get(key);
    const row = facts && watchedJobRow(facts, now(), currentConnection.here);
    return row?.id === id ? row : row?.children.find((child) => child.id === id);
  }

  /** Whether the row above all others says something else than when this was asked last. */
  isTopChanged(): boolean {
    return this.#isChanged(WATCHING_ROW, this.top?.description);
  }

  /** The same of a job's row, with those below it. */
  isJobChanged(key: JobKey, id: string): boolean {
    return this.#isChanged(id, JSON.stringify(this.ofJob(key, id)));
  }

  #isChanged(id: string, text: string | undefined): boolean {
    const before = this.#said.get(id);
    this.#said.set(id, text ?? '');
    return before !== (text ?? '');
  }
}

type WatchingApp = Pick<App, 'now'> & {
  readonly watchList: Pick<App['watchList'], 'isEmpty' | 'things'>;
  readonly watchedJobs: Pick<App['watchedJobs'], 'all' | 'get'>;
  readonly store: Pick<App['store'], 'get'>;
  readonly currentConnection: Pick<App['currentConnection'], 'here'>;
};
