import * as vscode from 'vscode';
import { delay, systemClock } from '../core/clock';
import { parseSessionKey, keyId, type SessionKey } from '../core/sessionKey';
import { isActive } from '../core/status';
import { type OutlineRow, sessionOutline } from '../render/outline';
import type { App } from './app';
import { themeIcon } from './icons';
import { COMMANDS } from './names';
import type { SignIns } from './signIns';

/** What the tree hands to VS Code, and VS Code to commands: which row of which session. The text is drawn when it is asked for. */
export interface TreeRow {
  readonly key: SessionKey;
  readonly id: string;
}

/** Told to VS Code for buttons and texts that are there only while somebody is to sign in. */
const SIGNED_OUT = 'deadlineSessions.signedOut';

/** Ages move on even when nothing happens; this often is enough for their units. */
const AGEING_MS = 20_000;

/** The tree of sessions in the sidebar. It keeps row handles, which must stay the same objects for VS Code, and nothing else. */
export class SessionsView implements vscode.Disposable {
  readonly #app: App;
  readonly #signIns: SignIns;
  readonly #view: vscode.TreeView<TreeRow>;
  readonly #changes: vscode.EventEmitter<TreeRow | undefined>;
  readonly #handles = new Map<string, TreeRow>();
  readonly #drawn = new Map<string, string>();
  readonly #ended = new AbortController();
  readonly #subscriptions: { dispose(): void }[];

  constructor(
    app: App,
    signIns: SignIns,
    view: vscode.TreeView<TreeRow>,
    changes: vscode.EventEmitter<TreeRow | undefined>,
  ) {
    this.#app = app;
    this.#signIns = signIns;
    this.#view = view;
    this.#changes = changes;
    this.#subscriptions = [
      app.store.onDidChange(({ session }) => {
        this.#redraw(session.key);
      }),
      app.list.onDidChange(() => {
        this.#changes.fire(undefined);
        this.#describe();
      }),
      app.places.onDidChange(() => {
        this.#describe();
      }),
      signIns.onDidChange(() => {
        this.#describe();
      }),
      this.#view.onDidChangeVisibility(() => {
        this.#describe();
      }),
    ];
    this.#describe();
    void this.#age();
  }

  get visible(): boolean {
    return this.#view.visible;
  }

  /** The selected row: what a key pressed in the tree is about. */
  get selection(): TreeRow | undefined {
    return this.#view.selection[0];
  }

  readonly onDidChangeVisibility: vscode.Event<unknown> = (listener) => this.#view.onDidChangeVisibility(listener);

  /** Selects a session's row, showing the view. */
  async reveal(key: SessionKey): Promise<void> {
    await this.#view.reveal(this.#handle(key, keyId(key)), { select: true, focus: false, expand: true });
  }

  getChildren(row?: TreeRow): TreeRow[] {
    if (!row) {
      return this.#app.list.keys.map((key) => this.#handle(key, keyId(key)));
    }
    return (this.#find(row)?.children ?? []).map(({ id }) => this.#handle(row.key, id));
  }

  getParent(row: TreeRow): TreeRow | undefined {
    const root = keyId(row.key);
    if (row.id === root) {
      return undefined;
    }
    const slash = row.id.indexOf('/', row.id.indexOf('#'));
    return this.#handle(row.key, slash < 0 ? root : row.id.slice(0, slash));
  }

  getTreeItem(handle: TreeRow): vscode.TreeItem {
    const row = this.#find(handle);
    if (!row) {
      return new vscode.TreeItem('');
    }
    const item = new vscode.TreeItem(
      row.label,
      row.children.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id = row.id;
    item.tooltip = plainMarkdown(row.tooltip);
    item.contextValue = `${row.context}${row.copy === undefined ? '' : ' copy'}`;
    item.accessibilityInformation = { label: [row.label, row.description].filter(Boolean).join(', ') };
    if (row.description !== undefined) {
      item.description = row.description;
    }
    if (row.icon) {
      item.iconPath = themeIcon(row.icon);
    }
    if (row.opens) {
      item.command = { command: COMMANDS.openRow, title: 'Open', arguments: [handle] };
    }
    return item;
  }

  /** The row behind a handle as it reads now; undefined if it is gone. */
  rowOf(handle: TreeRow): OutlineRow | undefined {
    return this.#find(handle);
  }

  dispose(): void {
    this.#ended.abort();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #find({ key, id }: TreeRow): OutlineRow | undefined {
    const session = this.#app.store.get(key);
    return session && findRow(sessionOutline(session, this.#app.now(), this.#app.places.here), id);
  }

  #handle(key: SessionKey, id: string): TreeRow {
    let handle = this.#handles.get(id);
    if (!handle) {
      handle = { key, id };
      this.#handles.set(id, handle);
    }
    return handle;
  }

  /** Draws a session's rows again, if they read differently at all. */
  #redraw(key: SessionKey): void {
    const session = this.#app.store.get(key);
    const root = keyId(key);
    if (!session || !this.#app.list.has(key)) {
      this.#drawn.delete(root);
      return;
    }
    const text = JSON.stringify(sessionOutline(session, this.#app.now(), this.#app.places.here));
    if (this.#drawn.get(root) !== text) {
      this.#drawn.set(root, text);
      this.#changes.fire(this.#handle(key, root));
      this.#badge();
    }
  }

  #badge(): void {
    const active = this.#app.list.keys.filter((key) => {
      const snapshot = this.#app.store.get(key)?.snapshot;
      return snapshot && isActive(snapshot.session);
    }).length;
    this.#view.badge =
      active === 0
        ? undefined
        : { value: active, tooltip: `${active} active ${active === 1 ? 'session' : 'sessions'}` };
  }

  #describe(): void {
    this.#badge();
    if (!this.#view.visible) {
      return;
    }
    // Reads the machine's configuration, for which the service's bundle is needed: not for a view that nobody sees.
    void this.#app.places.describe().then((line) => {
      this.#view.description = line;
      void vscode.commands.executeCommand('setContext', SIGNED_OUT, this.#signIns.isSignedOut(this.#app.places.here));
      // Rows tell their place where it is not this one.
      for (const key of this.#app.list.keys) {
        this.#redraw(key);
      }
    });
  }

  async #age(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        await delay(systemClock, AGEING_MS, this.#ended.signal);
      } catch {
        return;
      }
      if (this.#view.visible) {
        this.#app.list.keys.forEach((key) => {
          this.#redraw(key);
        });
      }
    }
  }
}

/** A row's handle out of a command's argument, or a bare key: what menus, rows, links and the page pass. */
export function keyArgument(argument: unknown): SessionKey | undefined {
  return parseSessionKey((argument as Partial<TreeRow> | undefined)?.key ?? argument);
}

function findRow(row: OutlineRow, id: string): OutlineRow | undefined {
  if (row.id === id) {
    return row;
  }
  for (const child of row.children) {
    const found = id.startsWith(child.id) ? findRow(child, id) : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Lines of text as Markdown in which nothing is Markdown. */
export function plainMarkdown(lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const [index, line] of lines.entries()) {
    markdown.appendMarkdown(index === 0 ? '' : '\n\n').appendText(line);
  }
  return markdown;
}
