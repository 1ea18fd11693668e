import * as vscode from 'vscode';
import { delay } from '../../core/async/clock';
import { DisposableStore } from '../../core/async/disposableStore';
import type { App } from '../app';

/** Ages move on even when nothing happens; this often is enough for their units. */
const AGEING_MS = 20_000;
/** Adds the row with the keyboard to the selection, or takes it out. */
const TOGGLE = 'list.toggleSelection';

/** What both trees in the sidebar do: show the connection beside their title, and draw ages again while they are visible. */
export abstract class SidebarView<Row> implements vscode.Disposable {
  protected readonly view: vscode.TreeView<Row>;
  protected readonly owned = new DisposableStore();
  /** Aborted with the view. */
  protected readonly ended = new AbortController();
  readonly #app: Pick<App, 'currentConnection' | 'clock'>;

  constructor(app: Pick<App, 'currentConnection' | 'clock'>, view: vscode.TreeView<Row>) {
    this.#app = app;
    this.view = view;
    this.owned.add(
      app.currentConnection.onDidChange(() => {
        this.describe();
      }),
      view.onDidChangeVisibility(() => {
        this.describe();
      }),
    );
  }

  get visible(): boolean {
    return this.view.visible;
  }

  /** The selected rows: what a command from the palette is about. */
  get selection(): readonly Row[] {
    return this.view.selection;
  }

  /**
   * The rows that a key pressed in the tree is about: the one with the keyboard, and all that are selected with it. VS Code tells which
   * rows are selected, but arrow keys move the keyboard alone: adding its row to the selection, or taking it out, shows which one it is.
   */
  async rowsOfKey(): Promise<readonly Row[]> {
    const before = this.view.selection;
    await vscode.commands.executeCommand(TOGGLE);
    const after = this.view.selection;
    const added = after.find((row) => !before.includes(row));
    if (added !== undefined) {
      await this.view.reveal(added, { select: true, focus: true });
      return [added];
    }
    if (after.length < before.length) {
      await vscode.commands.executeCommand(TOGGLE);
    }
    return before;
  }

  readonly onDidChangeVisibility: vscode.Event<unknown> = (listener) => this.view.onDidChangeVisibility(listener);

  dispose(): void {
    this.ended.abort();
    this.owned.dispose();
  }

  /** Draws all rows again that read differently now. */
  protected abstract redrawAll(): void;

  /** The connection beside the title was read again. */
  protected onDidDescribe?(): void;

  /** Shows the connection beside the title, for which the service's bundle is needed: not for a view that is hidden. */
  protected describe(): void {
    if (this.view.visible) {
      void this.#app.currentConnection.describe().then((connection) => {
        this.view.description = connection;
        this.onDidDescribe?.();
      });
    }
  }

  /** Selects a row without the focus. A row that is drawn again meanwhile cannot be selected. */
  protected selectQuietly(row: Row): void {
    void this.view.reveal(row, { select: true, focus: false }).then(undefined, () => undefined);
  }

  /** Draws rows again as time passes, until the view ends. */
  protected async age(): Promise<void> {
    while (!this.ended.signal.aborted) {
      try {
        await delay(this.#app.clock, AGEING_MS, this.ended.signal);
      } catch {
        return;
      }
      if (this.view.visible) {
        this.redrawAll();
      }
    }
  }
}
