/** A second choice of the same row within this time is a double click. */
const DOUBLE_CLICK_MS = 500;
/** How long after Enter VS Code carries out the command of the row. */
const ENTER_MS = 1_000;

/** How a chosen row is to be opened. */
export interface RowChoice {
  /** Whether the next row that is chosen may take its place. */
  readonly isPreview: boolean;
  /** Whether the keyboard stays in the tree. */
  readonly keepFocus: boolean;
}

/**
 * Tells how rows are chosen, as in VS Code's own trees: one click previews and leaves the keyboard in the tree, a double click or
 * Enter keeps what it opens and goes there. VS Code runs a row's command without saying which of them it was.
 */
export class RowChoices {
  readonly #now: () => number;
  #last: { readonly id: string; readonly atMs: number } | undefined;
  #enterAtMs = -Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Enter was pressed; VS Code chooses the focused row next. */
  enter(): void {
    this.#enterAtMs = this.#now();
  }

  /** A row was chosen. */
  choose(id: string): RowChoice {
    const nowMs = this.#now();
    const isEntered = nowMs - this.#enterAtMs <= ENTER_MS;
    const isDouble = this.#last?.id === id && nowMs - this.#last.atMs <= DOUBLE_CLICK_MS;
    this.#enterAtMs = -Infinity;
    this.#last = isDouble ? undefined : { id, atMs: nowMs };
    const isKept = isEntered || isDouble;
    return { isPreview: !isKept, keepFocus: !isKept };
  }
}
