import * as vscode from 'vscode';
import { delay } from '../../core/clock';
import { toFault } from '../../core/errors';
import type { FarmNode, FarmPath, FarmTreeChange, JobRow, QueueRow, SessionRow } from '../../core/farmNode';
import { keyId, type Place, type SessionKey } from '../../core/sessionKey';
import { isActive } from '../../core/status';
import { type FarmViewRow, type NoteRow, rowsBelow, sessionsIn, toGroupRow } from '../../render/farmLayout';
import type { FarmTree } from '../../watch/farms/farmTree';
import type { App } from '../app';
import { type FarmDrawing, idOfRow, itemOf, textOf, tooltipOf } from './farmItems';
import { logError } from '../faults';
import { JobFilters } from './jobFilter';
import { connectionSettings } from '../settings';
import { sessionUri } from '../sessionUri';
import { StatusDecorations } from './statusDecorations';

export type FarmRow = FarmViewRow;

/** Ages move on even when nothing happens; this often is enough for their units. */
const AGEING_MS = 20_000;

/** The tree of farms in the sidebar: draws what `FarmTree` knows, and tells it what is expanded. Keeps no facts. */
export class FarmsView implements vscode.Disposable {
  readonly tree: FarmTree;
  readonly filters: JobFilters;
  readonly #app: App;
  readonly #view: vscode.TreeView<FarmRow>;
  readonly #changes: vscode.EventEmitter<FarmRow | FarmRow[] | undefined>;
  readonly #decorations = new StatusDecorations();
  /** Rows of our own, which must stay the same objects for VS Code. */
  readonly #own = new Map<string, FarmRow>();
  /** What each row that VS Code has been given says, so that only those are drawn again that say something else. */
  readonly #drawn = new Map<FarmRow, string>();
  readonly #ended = new AbortController();
  readonly #subscriptions: { dispose(): void }[];
  #regions = 1;
  #isAskedFor = false;
  /** Whether the connection may be another one since the farms were listed: what is known may be of another account. */
  #isMoved = false;
  #me: string | undefined;

  constructor(
    app: App,
    tree: FarmTree,
    view: vscode.TreeView<FarmRow>,
    changes: vscode.EventEmitter<FarmRow | FarmRow[] | undefined>,
  ) {
    this.#app = app;
    this.tree = tree;
    this.filters = new JobFilters(app.context.workspaceState);
    this.#view = view;
    this.#changes = changes;
    this.#subscriptions = [
      this.#decorations,
      tree.onDidChange((change) => {
        this.#redraw(change);
      }),
      app.store.onDidChange(({ session }) => {
        this.#repaint(this.#rowsOf(session.key));
      }),
      app.list.onDidChange(() => {
        this.#repaint([...this.#drawn.keys()].filter(({ kind }) => kind === 'session'));
      }),
      app.places.onDidChange(() => {
        this.#isMoved = true;
        this.#changes.fire(undefined);
        this.#describe();
      }),
      view.onDidChangeVisibility(() => {
        this.#describe();
      }),
      view.onDidExpandElement(({ element }) => {
        this.#isAskedFor = true;
        if (isNode(element)) {
          void tree.open(element);
        }
      }),
      view.onDidCollapseElement(({ element }) => {
        if (isNode(element)) {
          tree.close(element);
        }
      }),
    ];
    this.#describe();
    void this.#age();
  }

  get visible(): boolean {
    return this.#view.visible;
  }

  /** Whether somebody did anything with the view yet: that it is to be seen is no reason to ask a person for a code. */
  get isAskedFor(): boolean {
    return this.#isAskedFor;
  }

  /** The selected rows: what a key pressed in the tree is about. */
  get selection(): readonly FarmRow[] {
    return this.#view.selection;
  }

  readonly onDidChangeVisibility: vscode.Event<unknown> = (listener) => this.#view.onDidChangeVisibility(listener);

  async getChildren(row?: FarmRow): Promise<FarmRow[]> {
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
    this.#drawn.set(row, JSON.stringify(textOf(this.#drawing, row)));
    return itemOf(this.#drawing, row);
  }

  resolveTreeItem(item: vscode.TreeItem, row: FarmRow): vscode.TreeItem {
    item.tooltip = tooltipOf(this.#drawing, row);
    return item;
  }

  /** Sessions travel as the links that open them; everything else as its id. */
  drag(rows: readonly FarmRow[], dragged: vscode.DataTransfer): void {
    const links = rows.flatMap((row) => (row.kind === 'session' ? [sessionUri(this.#app, row.key)] : []));
    const texts = rows.flatMap((row) =>
      row.kind === 'session' ? sessionUri(this.#app, row.key) : (idOfRow(row) ?? []),
    );
    if (links.length > 0) {
      dragged.set('text/uri-list', new vscode.DataTransferItem(links.join('\r\n')));
    }
    dragged.set('text/plain', new vscode.DataTransferItem(texts.join('\n')));
  }

  /** Selects the row of a thing, listing the levels on the way to it where they are not known. Shows the view. */
  async reveal(path: FarmPath, signal: AbortSignal): Promise<void> {
    this.#isAskedFor = true;
    await this.#setPlaces(path.place);
    const node = await this.tree.reveal(path, signal);
    await this.#view.reveal(node, { select: true, focus: true, expand: node.kind !== 'session' });
  }

  /** Lists a row, or everything, again. */
  async refresh(row: FarmRow | undefined): Promise<void> {
    this.#isAskedFor = true;
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
    await this.#view.reveal(queue, { select: true, focus: false, expand: true });
  }

  /** The next page of a list. */
  async more({ parent }: NoteRow): Promise<void> {
    await this.tree.more(parent);
  }

  /** The active sessions of a job, all of them: reads on until there are no more pages. */
  async activeSessions(job: JobRow, signal: AbortSignal): Promise<readonly SessionRow[]> {
    return sessionsIn(await this.tree.all(job, signal), 'active').filter(({ facts }) => isActive(facts));
  }

  /** The queue rows of the farms, listing those whose farm was not expanded yet: a call a farm. */
  async queues(): Promise<readonly QueueRow[]> {
    this.#isAskedFor = true;
    await this.#farms();
    const farms = this.tree.level(undefined)?.nodes ?? [];
    const levels = await Promise.all(farms.map(async (farm) => this.tree.level(farm) ?? this.tree.load(farm)));
    return levels.flatMap(({ nodes }) => nodes.filter((node): node is QueueRow => node.kind === 'queue'));
  }

  /** The person's own id at a place, for lists of what is theirs. */
  get me(): string | undefined {
    return this.#me;
  }

  dispose(): void {
    this.#ended.abort();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  get #drawing(): FarmDrawing {
    return {
      app: this.#app,
      tree: this.tree,
      filters: this.filters,
      decorations: this.#decorations,
      regions: this.#regions,
      me: this.#me,
    };
  }

  async #farms(): Promise<FarmRow[]> {
    try {
      if (connectionSettings().source === 'auto' && !(await this.#app.service().hasCredentials())) {
        return await this.#empty('noCredentials');
      }
      await this.#setPlaces(await this.#app.places.current());
      const isMoved = this.#isMoved && this.tree.level(undefined) !== undefined;
      this.#isMoved = false;
      const level = await (isMoved ? this.tree.refresh(undefined) : this.tree.open(undefined));
      const rows = rowsBelow(undefined, level, this.#regions);
      if (level.nodes.length === 0 && level.faults.every(({ fault }) => fault.kind === 'noCredentials')) {
        return await this.#empty(level.faults.length > 0 ? 'noCredentials' : 'empty');
      }
      return this.#sameRows(rows);
    } catch (error) {
      logError(this.#app, error);
      const note = { says: 'fault', fault: toFault(error), region: undefined } as const;
      return [{ kind: 'note', id: '#fault', parent: undefined, note }];
    }
  }

  /** Lets the view say why it is empty: `viewsWelcome` in `package.json`. */
  async #empty(why: 'noCredentials' | 'empty'): Promise<FarmRow[]> {
    await vscode.commands.executeCommand('setContext', 'deadlineSessions.farmsPlace', why);
    return [];
  }

  /** Farms of all Regions that are configured beside a place's own. */
  async #setPlaces(place: Place): Promise<void> {
    const service = this.#app.service();
    const regions = await service.regions(place);
    this.#regions = regions.length;
    this.#me = await service.userId(place);
    this.tree.setPlaces(regions.map((region) => ({ ...place, region })));
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

  /** Draws rows again that say something else than they did; a sign or colour alone changes without that. */
  #repaint(rows: readonly FarmRow[]): void {
    const changed = rows.filter((row) => {
      const before = this.#drawn.get(row);
      const text = textOf(this.#drawing, row);
      if (before === undefined || before === JSON.stringify(text)) {
        return false;
      }
      this.#decorations.set(row.id, text.tone, text.status);
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

  #describe(): void {
    if (this.#view.visible) {
      void this.#app.places.describe().then((place) => {
        this.#view.description = place;
      });
    }
  }

  async #age(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        await delay(this.#app.clock, AGEING_MS, this.#ended.signal);
      } catch {
        return;
      }
      for (const row of this.#drawn.keys()) {
        if (isNode(row) && this.tree.get(row.id) !== row) {
          this.#drawn.delete(row);
        }
      }
      if (this.#view.visible) {
        this.#repaint([...this.#drawn.keys()]);
      }
    }
  }
}

function isNode(row: FarmRow): row is FarmNode {
  return row.kind !== 'group' && row.kind !== 'note';
}
