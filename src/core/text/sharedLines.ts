import type { Disposable, Event } from '../async/event';

/** What happened to shared lines: some were appended, or all of them were replaced by these. */
export interface SharedLinesChange {
  readonly kind: 'appended' | 'replaced';
  readonly lines: readonly string[];
}

/** Lines of text that all windows on this computer append to and read. They outlive the windows. */
export interface SharedLines extends Disposable {
  /** All lines, in the order in which they were appended. Call it once, before anything else. */
  readAll(): readonly string[];
  /** Appends lines. Resolves once they outlive this process; rejects where they cannot be written. */
  append(lines: readonly string[]): Promise<void>;
  /**
   * Replaces all lines, unless another window is doing so now. What is appended meanwhile stays.
   * @param shorten the lines as they should be, from all lines as they are
   */
  replace(shorten: (lines: readonly string[]) => readonly string[]): Promise<void>;
  /** Fires for lines of any window, this one included, in the order in which they stand. */
  readonly onDidChange: Event<SharedLinesChange>;
  /** Looks for lines of other windows now, where the system may not have told of them. */
  look(): Promise<void>;
}
