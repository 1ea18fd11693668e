import type * as vscode from 'vscode';
import { type Clock, delay } from '../../core/async/clock';

/** How long VS Code may take to note the rows that it was given, before it is told that they changed. */
const NOTED_MS = 50;
/** How long VS Code may take to ask for the rows below an expanded row of an answer. */
const FOLLOWED_MS = 1_000;
/** How long VS Code may take to ask about a row that changed. */
const ASKED_MS = 3_000;
const MOST_TRIES = 3;

/** What VS Code asks for when a row changes that it shows: the row itself, and the rows below it if it is expanded. */
export type Asked = 'row' | 'rowsBelow';

export interface RowChangesOptions<R> {
  readonly emitter: vscode.EventEmitter<R | R[] | undefined>;
  readonly parentOf: (row: R) => R | undefined;
  /** What VS Code is going to ask for when the row changes; undefined where it does not show the row. Undefined stands for the top. */
  readonly toAsk: (row: R | undefined) => Asked | undefined;
  readonly clock: Clock;
  /** Aborted when the view is gone. */
  readonly ended: AbortSignal;
}

/**
 * Tells VS Code which rows of a tree changed.
 *
 * VS Code discards the answer to a request for the rows below a row when that row, or one above it, changes meanwhile: its rows vanish
 * and come back collapsed. So a change waits until no request on its line, above or below it, is under way. A request is under way
 * until VS Code has also asked for what is below the expanded rows of the answer. VS Code also ignores the change of a row that it
 * is just taking in. So a change about which it does not ask is told again, three times at most.
 */
export class RowChanges<R> {
  readonly #options: RowChangesOptions<R>;
  /** The rows below which VS Code asks for rows, once for each request; undefined stands for the top. */
  readonly #requested: (R | undefined)[] = [];
  /** Of each answer the expanded rows, below which VS Code is going to ask for rows. */
  readonly #expected = new Set<Set<R>>();
  readonly #waiting = new Set<R | undefined>();
  /** How often each change was told about which VS Code has not asked yet. */
  readonly #told = new Map<R | undefined, number>();

  constructor(options: RowChangesOptions<R>) {
    this.#options = options;
  }

  /** VS Code asks for the rows below a row; undefined stands for the top. */
  async answer(row: R | undefined, read: () => Promise<R[]>): Promise<R[]> {
    this.#told.delete(row);
    this.#requested.push(row);
    if (row !== undefined) {
      this.#expected.forEach((rows) => rows.delete(row));
    }
    let rows: R[] = [];
    try {
      rows = await read();
      return rows;
    } finally {
      void this.#end(row, rows);
    }
  }

  /** VS Code asks for a row itself. */
  noteDrawn(row: R): void {
    if (this.#options.toAsk(row) !== 'rowsBelow') {
      this.#told.delete(row);
    }
  }

  /** Some rows, or what is below them, are different now; undefined stands for all. */
  fire(rows: readonly R[] | undefined): void {
    for (const row of rows ?? [undefined]) {
      this.#told.delete(row);
      this.#waiting.add(row);
    }
    this.#send();
  }

  async #end(row: R | undefined, rows: readonly R[]): Promise<void> {
    const isExpanded = (one: R): boolean => this.#options.toAsk(one) === 'rowsBelow';
    const expected = new Set(rows.filter(isExpanded));
    this.#expected.add(expected);
    let waitedMs = 0;
    do {
      if (!(await this.#pass(NOTED_MS))) {
        return;
      }
      waitedMs += NOTED_MS;
      // A row that is collapsed meanwhile is not asked about.
    } while (waitedMs < FOLLOWED_MS && [...expected].some(isExpanded));
    this.#expected.delete(expected);
    this.#requested.splice(this.#requested.indexOf(row), 1);
    this.#send();
  }

  #send(): void {
    const ready = [...this.#waiting].filter((row) => !this.#requested.some((other) => this.#isOneLine(row, other)));
    for (const row of ready) {
      this.#waiting.delete(row);
      if (this.#options.toAsk(row)) {
        this.#told.set(row, (this.#told.get(row) ?? 0) + 1);
      }
    }
    if (ready.includes(undefined)) {
      this.#options.emitter.fire(undefined);
    } else if (ready.length > 0) {
      this.#options.emitter.fire(ready as R[]);
    }
    void this.#sendAgain(ready.map((row) => [row, this.#told.get(row)] as const));
  }

  /** Tells those changes again about which VS Code has not asked by then. */
  async #sendAgain(told: readonly (readonly [R | undefined, number | undefined])[]): Promise<void> {
    if (!told.some(([, tries]) => tries !== undefined) || !(await this.#pass(ASKED_MS))) {
      return;
    }
    for (const [row, tries = MOST_TRIES] of told) {
      if (this.#told.get(row) !== tries) {
        continue;
      }
      if (tries < MOST_TRIES && this.#options.toAsk(row)) {
        this.#waiting.add(row);
      } else {
        this.#told.delete(row);
      }
    }
    this.#send();
  }

  /** Resolves with whether the view is still there after a while. */
  async #pass(delayMs: number): Promise<boolean> {
    try {
      await delay(this.#options.clock, delayMs, this.#options.ended);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether one of two rows is the other, or somewhere above it. */
  #isOneLine(a: R | undefined, b: R | undefined): boolean {
    return this.#isAtOrAbove(a, b) || this.#isAtOrAbove(b, a);
  }

  #isAtOrAbove(above: R | undefined, row: R | undefined): boolean {
    const { parentOf } = this.#options;
    return above === row || above === undefined || (row !== undefined && this.#isAtOrAbove(above, parentOf(row)));
  }
}
