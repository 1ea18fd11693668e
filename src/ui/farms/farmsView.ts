import * as vscode from 'vscode';
import { FAULT_TRAITS, type FaultKind, toFault } from '../../core/errors';
import type { FarmNode, FarmPath, FarmRow as FarmNodeRow, FarmTreeChange, QueueRow } from '../../core/farm/farmNode';
import { keyId, type Connection, type SessionKey } from '../../core/session/sessionKey';
import type { FarmFacts } from '../../render/farms/farmRowKinds';
import { rowsBelow } from '../../render/farms/farmLayout';
import { type FarmViewRow, type PlaceholderRow, sessionsIn, toGroupRow } from '../../render/farms/ownRows';
import { type ShownFarmRow, showFarmRow } from '../../render/farms/shownFarmRow';
import type { FarmTree } from '../../watch/farms/farmTree';
import type { App } from '../app';
import { logError } from '../showFault';
import { dragRows } from './dragRows';
import { JobFilters } from './jobFilter';
import { type Asked, RowChanges } from './rowChanges';
import { RowSelection } from './rowSelection';
import { watchableRow } from './watchableRow';
import { FARMS_PLACE } from '../names';
import { SidebarView } from '../sidebar/sidebarView';
import { plainMarkdown, toTreeItem } from '../sidebar/treeItem';
import type { CallMode } from '../state/callMode';
import { StatusDecorations } from './statusDecorations';

export type FarmRow = FarmViewRow;

/** The tree of farms in the sidebar: draws what `FarmTree` knows, and tells it what is expanded. Keeps no facts. */
export class FarmsView extends SidebarView<FarmRow> {
  readonly tree: FarmTree;
  readonly filters: JobFilters;
  readonly #app: App;
  readonly #changes: RowChanges<FarmRow>;
  readonly #decorations = new StatusDecorations();
  /** Rows of our own, which must stay the same objects for VS Code. */
  readonly #own = new Map<string, FarmRow>();
  /** What each row that VS Code has been given says, so that only those are drawn again that say something else. */
  readonly #drawn = new Map<FarmRow, string>();
  readonly #selection: RowSelection<FarmRow>;
  #regions = 1;
  readonly #mode: CallMode;
  /** Whether the connection may be another one since the farms were listed: what is known may be of another account. */
  #isMoved = false;
  #me: string | undefined;

  constructor(
    app: App,
    tree: FarmTree,
    view: vscode.TreeView<FarmRow>,
    changes: vscode.EventEmitter<FarmRow | FarmRow[] | undefined>,
    mode: CallMode,
  ) {
    super(app, view);
    this.#app = app;
    this.tree = tree;
    this.#mode = mode;
    this.filters = new JobFilters(app.context.workspaceState);
    this.#changes = new RowChanges({
      emitter: changes,
      parentOf: (row) => this.getParent(row),
      toAsk: (row) => this.#toAsk(row),
      clock: app.clock,
      ended: this.ended.signal,
    });
    this.#selection = new RowSelection(view, app.clock, this.ended.signal);
    this.owned.add(
      this.#decorations,
      tree.onDidChange((change) => {
        this.#redraw(change);
      }),
      app.store.onDidChange(({ session }) => {
        this.#repaint(this.#rowsOf(session.key));
      }),
      app.watchList.onDidChange(() => {
        this.#repaint([...this.#drawn.keys()].filter(({ kind }) => kind === 'session' || kind === 'job'));
      }),
      app.currentConnection.onDidChange(() => {
        this.#isMoved = true;
        this.#changes.fire(undefined);
      }),
      view.onDidExpandElement(({ element }) => {
        this.#mode.setInteractive();
        if (isNode(element)) {
          void tree.open(element);
        }
      }),
      view.onDidCollapseElement(({ element }) => {
        if (isNode(element)) {
          tree.close(element);
        }
      }),
    );
    this.describe();
    void this.age();
  }

  getChildren(row?: FarmRow): Promise<FarmRow[]> {
    return this.#changes.answer(row, () => this.#childrenOf(row));
  }

  async #childrenOf(row: FarmRow | undefined): Promise<FarmRow[]> {
    if (!row) {
      return this.#farms();
    }
    if (row.kind === 'group') {
      return [...sessionsIn(this.tree.level(row.parent), row.group)];
    }
    if (row.kind === 'note') {
      return [];
    }
    const level = this.tree.level(row) ?? (await this.#openFirst(row));
    return this.#sameRows(rowsBelow(row, level));
  }

  getParent(row: FarmRow): FarmRow | undefined {
    return row.kind === 'session' && row.parent?.kind === 'job'
      ? this.#sameRows([toGroupRow(row.parent, row.group)])[0]
      : row.parent;
  }

  getTreeItem(row: FarmRow): vscode.TreeItem {
    this.#changes.noteDrawn(row);
    const shown = this.#show(row);
    this.#drawn.set(row, JSON.stringify(shown));
    const item = toTreeItem(shown, row);
    if (shown.status) {
      item.resourceUri = this.#decorations.set(row.id, shown.status.tone, shown.status.status);
    }
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: FarmRow): vscode.TreeItem {
    item.tooltip = plainMarkdown(this.#show(row).tooltip());
    return item;
  }

  drag(rows: readonly FarmRow[], dragged: vscode.DataTransfer): void {
    dragRows(this.#app, rows, dragged);
  }

  /** Selects the row of a thing, listing the levels on the way to it where they are not known. Shows the view. */
  async reveal(path: FarmPath, signal: AbortSignal): Promise<void> {
    this.#mode.setInteractive();
    await this.#setConnections(path.connection);
    await this.#selection.reveal(
      () => this.tree.reveal(path, signal),
      ({ kind }) => kind !== 'session',
    );
  }

  /** Selects a session's row if the view is to be seen and shows it, and nothing of the session is selected yet. */
  follow(key: SessionKey): void {
    const id = keyId(key);
    const row = this.tree.get(id);
    const isSelected = this.selection.some((one) => 'key' in one && keyId(one.key) === id);
    if (!this.#selection.isPending && this.visible && !isSelected && row?.parent && this.tree.isOpen(row.parent)) {
      // Where it cannot be selected now, the next change of what is in front selects it.
      this.selectQuietly(row);
    }
  }

  /** Lists a row, or everything, again. */
  async refresh(row: FarmRow | undefined): Promise<void> {
    this.#mode.setInteractive();
    const node = row && isNode(row) ? row : undefined;
    if (node || this.tree.level(undefined)) {
      await this.tree.refresh(node);
    } else {
      this.#changes.fire(undefined);
    }
  }

  /** Shows other jobs of a queue from now on. */
  async setQuery(queue: QueueRow, query: QueueRow['query']): Promise<void> {
    this.filters.set(queue, query);
    this.#repaint([queue]);
    await this.tree.setQuery(queue, query);
    await this.view.reveal(queue, { select: true, focus: false, expand: true });
  }

  /** The next page of a list. */
  async more({ parent }: PlaceholderRow): Promise<void> {
    await this.tree.more(parent);
  }

  /** The queue rows of the farms, listing those whose farm was not expanded yet: a call a farm. */
  async queues(): Promise<readonly QueueRow[]> {
    const farms = await this.farms();
    const levels = await Promise.all(farms.map(async (farm) => this.tree.level(farm) ?? this.tree.load(farm)));
    return levels.flatMap(({ nodes }) => nodes.filter((node): node is QueueRow => node.kind === 'queue'));
  }

  /** The rows of the farms, listed if need be. */
  async farms(): Promise<readonly FarmNodeRow[]> {
    this.#mode.setInteractive();
    await this.#farms();
    return (this.tree.level(undefined)?.nodes ?? []).filter((node) => node.kind === 'farm');
  }

  /** The person's own id at a place, for lists of what is theirs. */
  get me(): string | undefined {
    return this.#me;
  }

  /** Draws all rows again as time passes, and forgets those that are gone. */
  protected redrawAll(): void {
    for (const row of this.#drawn.keys()) {
      if (isNode(row) && this.tree.get(row.id) !== row) {
        this.#drawn.delete(row);
      }
    }
    this.#repaint([...this.#drawn.keys()]);
  }

  /** What VS Code asks for when a row changes that is in sight. */
  #toAsk(row: FarmRow | undefined): Asked | undefined {
    const node = row && isNode(row) ? row : undefined;
    if (!this.visible || (row && !this.#drawn.has(row))) {
      return undefined;
    }
    if (!row || (node && this.tree.isOpen(node))) {
      return 'rowsBelow';
    }
    return this.tree.isOpen(row.parent) ? 'row' : undefined;
  }

  #show(row: FarmRow): ShownFarmRow {
    return showFarmRow(row, this.#facts);
  }

  get #facts(): FarmFacts {
    const { store, watchList, now } = this.#app;
    return {
      nowMs: now(),
      me: this.#me,
      regions: this.#regions,
      level: (row) => this.tree.level(row),
      query: (queue) => this.filters.get(queue),
      session: (key) => store.get(key),
      isWatched: (row) => {
        const thing = watchableRow(row);
        return thing !== undefined && watchList.has(thing);
      },
    };
  }

  async #farms(): Promise<FarmRow[]> {
    try {
      if ((await this.#app.currentConnection.setUp()) !== 'ready') {
        return [];
      }
      await this.#setConnections(await this.#app.currentConnection.current());
      const isMoved = this.#isMoved && this.tree.level(undefined) !== undefined;
      this.#isMoved = false;
      const level = await (isMoved ? this.tree.refresh(undefined) : this.tree.open(undefined));
      const rows = rowsBelow(undefined, level, this.#regions);
      if (level.nodes.length === 0 && level.faults.every(({ fault }) => FAULT_TRAITS[fault.kind].needsSignIn)) {
        return await this.#empty(level.faults[0]?.fault.kind);
      }
      return this.#sameRows(rows);
    } catch (error) {
      logError(this.#app, error);
      const note = { says: 'fault', fault: toFault(error), region: undefined } as const;
      return [{ kind: 'note', id: '#fault', parent: undefined, note }];
    }
  }

  /** Lets the view say why it is empty: `viewsWelcome` in `package.json`. */
  async #empty(fault: FaultKind | undefined): Promise<FarmRow[]> {
    const why = fault === undefined ? 'empty' : fault === 'noCredentials' ? 'noCredentials' : 'signedOut';
    await vscode.commands.executeCommand('setContext', FARMS_PLACE, why);
    return [];
  }

  /** Farms of all Regions that are configured beside a place's own. */
  async #setConnections(connection: Connection): Promise<void> {
    const service = this.#app.service();
    const regions = await service.regions(connection);
    this.#regions = regions.length;
    this.#me = await service.userId(connection);
    this.tree.setConnections(regions.map((region) => ({ ...connection, region })));
  }

  /** Lists a level for the first time: a queue's as it was last narrowed down. */
  #openFirst(node: FarmNode): ReturnType<FarmTree['open']> {
    const query = node.kind === 'queue' ? this.filters.get(node) : undefined;
    return node.kind === 'queue' && query && JSON.stringify(query) !== JSON.stringify(node.query)
      ? this.tree.setQuery(node, query)
      : this.tree.open(node);
  }

  #redraw({ painted, listed }: FarmTreeChange): void {
    this.#repaint(painted);
    if (listed.includes(undefined)) {
      this.#changes.fire(undefined);
      return;
    }
    const rows = listed.filter((row) => row !== undefined && this.#drawn.has(row)) as FarmRow[];
    if (rows.length > 0) {
      this.#changes.fire(rows);
    }
  }

  /** Draws rows again that say something else than they did; a sign or color alone changes without that. */
  #repaint(rows: readonly FarmRow[]): void {
    const changed = rows.filter((row) => {
      const before = this.#drawn.get(row);
      const shown = this.#show(row);
      if (before === undefined || before === JSON.stringify(shown)) {
        return false;
      }
      if (shown.status) {
        this.#decorations.set(row.id, shown.status.tone, shown.status.status);
      }
      return true;
    });
    if (changed.length > 0) {
      this.#changes.fire(changed);
    }
  }

  #rowsOf(key: SessionKey): readonly FarmRow[] {
    const id = keyId(key);
    return [...this.#drawn.keys()].filter((row) => row.kind === 'session' && keyId(row.key) === id);
  }

  #sameRows(rows: readonly FarmRow[]): FarmRow[] {
    return rows.map((row) => {
      if (isNode(row)) {
        return row;
      }
      const known = this.#own.get(row.id);
      const same = known && Object.assign(known, row);
      this.#own.set(row.id, same ?? row);
      return same ?? row;
    });
  }
}

function isNode(row: FarmRow): row is FarmNode {
  return row.kind !== 'group' && row.kind !== 'note';
}
