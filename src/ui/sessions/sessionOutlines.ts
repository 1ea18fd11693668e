import { connectionId, keyId, type SessionKey } from '../../core/session/sessionKey';
import type { WatchedSession } from '../../core/session/watchedSession';
import { type OutlineRow, sessionOutline } from '../../render/session/outline';
import type { App } from '../app';

/** A session's rows as they were drawn last, and what they were drawn from. */
interface Drawn {
  readonly session: WatchedSession;
  readonly here: string;
  readonly rows: ReadonlyMap<string, OutlineRow>;
  /** The IDs of rows' parents, by their own; the session's own row has none. */
  readonly parents: ReadonlyMap<string, string>;
  /** The whole outline as text, to see whether another one differs; made when it is first compared. */
  text: string | undefined;
}

/**
 * The outlines of sessions, each drawn once a change. VS Code asks for every row by itself: an outline of 2,000 actions drawn for
 * each of them stopped the extension host for seconds. Rows with ages are drawn again by `redraw`.
 */
export class SessionOutlines {
  readonly #app: OutlineApp;
  readonly #draw: typeof sessionOutline;
  readonly #drawn = new Map<string, Drawn>();

  /** @param draw draws a session; a test counts its calls */
  constructor(app: OutlineApp, draw = sessionOutline) {
    this.#app = app;
    this.#draw = draw;
  }

  /** A row by its id; undefined if it is gone. */
  row(key: SessionKey, id: string): OutlineRow | undefined {
    return this.#current(key)?.rows.get(id);
  }

  /** The ID of the row that a row is below; undefined for the session's own, and if it is gone. */
  parentOf(key: SessionKey, id: string): string | undefined {
    return this.#current(key)?.parents.get(id);
  }

  /** Draws a session again. Returns whether any of its rows is different. */
  redraw(key: SessionKey): boolean {
    const session = this.#app.store.get(key);
    if (!session) {
      this.forget(key);
      return false;
    }
    const before = this.#drawn.get(keyId(key));
    return textOf(this.#remember(session), key) !== (before && textOf(before, key));
  }

  forget(key: SessionKey): void {
    this.#drawn.delete(keyId(key));
  }

  #current(key: SessionKey): Drawn | undefined {
    const session = this.#app.store.get(key);
    const drawn = this.#drawn.get(keyId(key));
    const isCurrent = session !== undefined && drawn?.session === session && drawn.here === this.#here;
    return isCurrent ? drawn : session && this.#remember(session);
  }

  get #here(): string {
    const { here } = this.#app.currentConnection;
    return here ? connectionId(here) : '';
  }

  #remember(session: WatchedSession): Drawn {
    const rows = new Map<string, OutlineRow>();
    const parents = new Map<string, string>();
    const add = (row: OutlineRow): void => {
      rows.set(row.id, row);
      for (const child of row.children) {
        parents.set(child.id, row.id);
        add(child);
      }
    };
    add(this.#draw(session, this.#app.now(), this.#app.currentConnection.here));
    const drawn = { session, here: this.#here, rows, parents, text: undefined };
    this.#drawn.set(keyId(session.key), drawn);
    return drawn;
  }
}

type OutlineApp = Pick<App, 'now'> & {
  readonly store: Pick<App['store'], 'get'>;
  readonly currentConnection: Pick<App['currentConnection'], 'here'>;
};

function textOf(drawn: Drawn, key: SessionKey): string {
  drawn.text ??= JSON.stringify(drawn.rows.get(keyId(key)));
  return drawn.text;
}
