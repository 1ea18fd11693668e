import type * as vscode from 'vscode';
import { type Clock, delay } from '../../core/async/clock';

/** How often VS Code is asked to show a row, and how long it may take to select it. */
const MOST_REVEALS = 3;
const SELECTION_MS = 1_500;

/** Selects rows of a tree for a person: the last one that is asked for wins. */
export class RowSelection<Row extends { readonly id: string }> {
  readonly #view: vscode.TreeView<Row>;
  readonly #clock: Clock;
  readonly #ended: AbortSignal;
  /** How many rows are being looked for or selected. */
  #pending = 0;
  /** The number of the last one: an earlier one that is still asking gives up. */
  #last = 0;

  constructor(view: vscode.TreeView<Row>, clock: Clock, ended: AbortSignal) {
    this.#view = view;
    this.#clock = clock;
    this.#ended = ended;
  }

  /** Whether a row is being looked for or selected: no other is selected meanwhile. */
  get isPending(): boolean {
    return this.#pending > 0;
  }

  /** Shows and selects the row that `find` comes to. */
  async reveal(find: () => Promise<Row>, isExpanded: (row: Row) => boolean): Promise<void> {
    this.#pending++;
    try {
      const row = await find();
      await this.#select(row, isExpanded(row));
    } finally {
      this.#pending--;
    }
  }

  /**
   * VS Code can lose the request while the view opens and draws its rows, so it is asked until the row is selected, or something else
   * was selected or revealed meanwhile.
   */
  async #select(row: Row, expand: boolean): Promise<void> {
    const reveal = ++this.#last;
    const before = this.#selectedIds;
    for (let tries = 0; tries < MOST_REVEALS && reveal === this.#last; tries++) {
      await this.#view.reveal(row, { select: true, focus: true, expand });
      if (this.#selectedIds === before && before !== row.id) {
        await this.#nextSelection();
      }
      if (this.#selectedIds === row.id || this.#selectedIds !== before) {
        return;
      }
    }
  }

  get #selectedIds(): string {
    return this.#view.selection.map(({ id }) => id).join(' ');
  }

  /** Resolves when other rows are selected, or after a while. */
  async #nextSelection(): Promise<void> {
    const waiting = new AbortController();
    const selection = this.#view.onDidChangeSelection(() => {
      waiting.abort();
    });
    try {
      await delay(this.#clock, SELECTION_MS, AbortSignal.any([waiting.signal, this.#ended]));
    } catch (error) {
      if (!waiting.signal.aborted) {
        throw error;
      }
    } finally {
      selection.dispose();
    }
  }
}
