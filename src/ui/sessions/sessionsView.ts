import * as vscode from 'vscode';
import { plural } from '../../core/text/localize';
import { joinedKeys } from '../../core/farm/watchedParts';
import { type JobKey, parseSessionKey, keyId, type SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { moreRow, type OutlineRow } from '../../render/session/outline';
import { type PartKey, partRowId, WATCHING_ROW } from '../../render/watching/watchingRows';
import type { App } from '../app';
import { HAS_SESSIONS } from '../names';
import type { SignIns } from '../connection/signIns';
import { SidebarView } from '../sidebar/sidebarView';
import { plainMarkdown, toTreeItem } from '../sidebar/treeItem';
import { SessionOutlines } from './sessionOutlines';
import { groupRowId, isGroupRow, ListRows } from './listRows';
import { messageText } from '../window/safeText';
import { WatchingRows } from './watchingRows';

/** What the tree hands to VS Code, and VS Code to commands: which row of which session. The text is drawn when it is asked for. */
export interface TreeRow {
  /** Undefined for a row that is about no session. */
  readonly key?: SessionKey | undefined;
  /** What is watched, no session, that the row is, or is below. */
  readonly watched?: PartKey | undefined;
  /** The job that the row is about: a watched one, or one of a watched queue. */
  readonly job?: JobKey | undefined;
  readonly id: string;
}

function isTreeRow(argument: unknown): argument is TreeRow {
  return typeof argument === 'object' && argument !== null && typeof Reflect.get(argument, 'id') === 'string';
}

/** Told to VS Code for buttons and texts that are there only while somebody is to sign in. */
const SIGNED_OUT = 'deadlineSessions.signedOut';

/** The tree of sessions in the sidebar. It keeps row handles, which must stay the same objects for VS Code, and the drawn outlines. */
export class SessionsView extends SidebarView<TreeRow> {
  readonly #app: App;
  readonly #signIns: SignIns;
  readonly #changes: vscode.EventEmitter<TreeRow | undefined>;
  /** Kept for ever: VS Code refuses a second object for a row that it still has, as when a removal is undone. */
  readonly #handles = new Map<string, TreeRow>();
  /** The rows of sessions that changed and are not told yet. */
  readonly #redrawn = new Set<TreeRow>();
  readonly #outlines: SessionOutlines;
  readonly #watching: WatchingRows;
  readonly #listRows: ListRows;

  constructor(
    app: App,
    signIns: SignIns,
    view: vscode.TreeView<TreeRow>,
    changes: vscode.EventEmitter<TreeRow | undefined>,
  ) {
    super(app, view);
    this.#app = app;
    this.#signIns = signIns;
    this.#changes = changes;
    this.#outlines = new SessionOutlines(app);
    this.#watching = new WatchingRows(app);
    this.#listRows = new ListRows(app);
    this.owned.add(
      {
        dispose: () => {
          this.#redrawn.clear();
        },
      },
      app.store.onDidChange(({ session }) => {
        this.#redraw(session.key);
        this.#redrawWorkerOf(session.key);
      }),
      app.list.onDidChange(() => {
        this.#relist();
      }),
      app.watchList.onDidChange(() => {
        this.#relist();
      }),
      app.watchedParts.onDidChange(({ part }) => {
        this.#redrawPart(part);
      }),
      signIns.onDidChange(() => {
        this.describe();
      }),
    );
    this.describe();
    void this.age();
  }

  /** Selects a session's row if the view is to be seen and shows it, and nothing of the session is selected yet. */
  follow(key: SessionKey): void {
    const id = keyId(key);
    const isSelected = this.selection.some((row) => row.key && keyId(row.key) === id);
    if (this.visible && !isSelected && this.keys.some((one) => keyId(one) === id)) {
      // Where it cannot be selected now, the next change of what is in front selects it.
      this.selectQuietly(this.#handle({ key, id }));
    }
  }

  getChildren(row?: TreeRow): TreeRow[] {
    if (!row) {
      const { hidden } = this.#app.list;
      const sections = this.#listRows.read(this.#own);
      this.view.message = messageText(this.#listRows.message(this.#own) ?? '');
      return [
        ...(this.#watching.top ? [this.#handle({ id: WATCHING_ROW })] : []),
        ...sections.flatMap((section) => {
          const id = groupRowId(section);
          return id === undefined ? section.keys.map((key) => this.#sessionHandle(key)) : [this.#handle({ id })];
        }),
        ...(hidden > 0 ? [this.#handle({ id: moreRow(hidden).id })] : []),
      ];
    }
    if (isGroupRow(row.id)) {
      return this.#listRows.below(row.id).map((key) => this.#sessionHandle(key));
    }
    if (row.id === WATCHING_ROW) {
      return this.#app.watchList.things.map((thing) =>
        thing.kind === 'session' ? this.#sessionHandle(thing.key) : this.#partHandle(thing),
      );
    }
    const drawn = this.#find(row);
    return (drawn?.children ?? []).map(({ id, opens }) =>
      this.#handle({
        ...row,
        id,
        ...(opens?.kind === 'session' ? { key: opens.key } : opens?.kind === 'job' ? { job: opens.key } : {}),
      }),
    );
  }

  getParent(row: TreeRow): TreeRow | undefined {
    const { key, watched, id } = row;
    if (watched) {
      return id === partRowId(watched) ? this.#handle({ id: WATCHING_ROW }) : this.#partHandle(watched);
    }
    if (!key) {
      return undefined;
    }
    const root = keyId(key);
    if (id === root) {
      const group = this.#isWatched(key) ? WATCHING_ROW : this.#listRows.parentOf(key);
      return group === undefined ? undefined : this.#handle({ id: group });
    }
    return this.#handle({ key, id: this.#outlines.parentOf(key, id) ?? root });
  }

  getTreeItem(handle: TreeRow): vscode.TreeItem {
    const row = this.#find(handle);
    if (!row) {
      return new vscode.TreeItem('');
    }
    const item = toTreeItem(row, handle, this.#watchWord(handle));
    item.tooltip = plainMarkdown(row.tooltip);
    return item;
  }

  /** The row behind a command's argument as it reads now; undefined if it is gone, or the argument is something else. */
  rowOf(argument: unknown): OutlineRow | undefined {
    return isTreeRow(argument) ? this.#find(argument) : undefined;
  }

  #find({ key, watched, id }: TreeRow): OutlineRow | undefined {
    if (watched) {
      return this.#watching.ofPart(watched, id);
    }
    if (key) {
      return this.#outlines.row(key, id);
    }
    if (isGroupRow(id)) {
      return this.#listRows.group(id);
    }
    return id === WATCHING_ROW ? this.#watching.top : moreRow(this.#app.list.hidden);
  }

  #handle(row: TreeRow): TreeRow {
    const handle = this.#handles.get(row.id) ?? row;
    this.#handles.set(row.id, handle);
    return handle;
  }

  #sessionHandle(key: SessionKey): TreeRow {
    return this.#handle({ key, id: keyId(key) });
  }

  #partHandle({ kind, key }: PartKey): TreeRow {
    const watched = { kind, key } as PartKey;
    return this.#handle({ watched, id: partRowId(watched), ...(watched.kind === 'job' ? { job: watched.key } : {}) });
  }

  /** Rows came or went. */
  #relist(): void {
    this.#changes.fire(undefined);
    this.describe();
  }

  #isWatched(key: SessionKey): boolean {
    return this.#app.watchList.has({ kind: 'session', key });
  }

  #isShown(key: SessionKey): boolean {
    return this.#app.list.has(key) || this.#isWatched(key);
  }

  /** All sessions that have rows of their own. */
  get keys(): readonly SessionKey[] {
    const watched = this.#app.watchList.things.flatMap((thing) => (thing.kind === 'session' ? [thing.key] : []));
    return [...watched, ...this.#own];
  }

  /** Those of the list that have rows of their own below it. */
  get #own(): readonly SessionKey[] {
    return this.#app.list.shown.filter((key) => !this.#isWatched(key));
  }

  /** Lets a person choose how the list is sorted, grouped and filtered. */
  arrange(): Promise<void> {
    return this.#listRows.choose(() => {
      this.#relist();
    });
  }

  /** The word of the context of a session, or of a job of a watched queue, by which menus offer to watch it, or to stop that. */
  #watchWord({ key, job, watched, id }: TreeRow): readonly string[] {
    if (watched?.kind === 'queue' && job) {
      return [this.#app.watchList.has({ kind: 'job', key: job }) ? 'watched' : 'unwatched'];
    }
    return key && id === keyId(key) ? [this.#isWatched(key) ? 'watched' : 'unwatched'] : [];
  }

  /** Draws a session's rows again, if they read differently at all. */
  #redraw(key: SessionKey): void {
    if (!this.#isShown(key)) {
      this.#outlines.forget(key);
    } else if (this.#outlines.redraw(key)) {
      if (this.#redrawn.size === 0) {
        queueMicrotask(() => {
          this.#tellRedrawn();
        });
      }
      this.#redrawn.add(this.#sessionHandle(key));
    }
  }

  /** Sessions change by the hundred, with each answer of the service: what depends on all of them is drawn once for all. */
  #tellRedrawn(): void {
    const rows = [...this.#redrawn];
    if (rows.length === 0) {
      return;
    }
    this.#redrawn.clear();
    if (this.#listRows.isMoved(this.#own)) {
      this.#changes.fire(undefined);
    } else {
      rows.forEach((row) => {
        this.#changes.fire(row);
      });
    }
    this.#redrawTop();
    this.#badge();
  }

  #redrawPart(part: PartKey): void {
    if (this.#watching.isPartChanged(part)) {
      this.#changes.fire(this.#partHandle(part));
      this.#redrawTop();
    }
  }

  /** A session of a watched worker is drawn with the worker. */
  #redrawWorkerOf(key: SessionKey): void {
    for (const part of this.#app.watchedParts.all()) {
      if (part.kind === 'worker' && joinedKeys(part).some((one) => keyId(one) === keyId(key))) {
        this.#redrawPart(part);
      }
    }
  }

  #redrawTop(): void {
    if (this.#watching.isTopChanged()) {
      this.#changes.fire(this.#handle({ id: WATCHING_ROW }));
    }
  }

  protected redrawAll(): void {
    this.keys.forEach((key) => {
      this.#redraw(key);
    });
    this.#app.watchedParts.all().forEach((part) => {
      this.#redrawPart(part);
    });
  }

  #badge(): void {
    const active = this.keys.filter((key) => {
      const snapshot = this.#app.store.get(key)?.snapshot;
      return snapshot && isActive(snapshot.session);
    }).length;
    this.view.badge =
      active === 0
        ? undefined
        : { value: active, tooltip: plural(active, { one: '{0} active session', other: '{0} active sessions' }) };
  }

  protected override describe(): void {
    this.#badge();
    const hasRows = this.keys.length > 0 || this.#watching.top !== undefined;
    void vscode.commands.executeCommand('setContext', HAS_SESSIONS, hasRows);
    super.describe();
  }

  protected override onDidDescribe(): void {
    const isSignedOut = this.#signIns.isSignedOut(this.#app.currentConnection.here);
    void vscode.commands.executeCommand('setContext', SIGNED_OUT, isSignedOut);
    // Rows show their connection where it is not this one.
    this.redrawAll();
  }
}

/** A row's handle out of a command's argument, or a bare key: what menus, rows, links and the page pass. */
export function keyArgument(argument: unknown): SessionKey | undefined {
  return parseSessionKey((argument as Partial<TreeRow> | undefined)?.key ?? argument);
}
