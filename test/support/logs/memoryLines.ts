import { Emitter } from '../../../src/core/async/event';
import type { SharedLines, SharedLinesChange } from '../../../src/core/text/sharedLines';

/** A file that several windows share, in memory. Each `open` is one window's view of it. */
export class MemoryLines {
  readonly lines: string[];
  readonly #windows = new Set<Emitter<SharedLinesChange>>();
  /** Thrown by every append while it is set. */
  failure: Error | undefined;
  /** How many lines windows have read of it, and added to it, since it was made. */
  readonly cost = { read: 0, appended: 0 };

  constructor(lines: readonly string[] = []) {
    this.lines = [...lines];
  }

  open(): SharedLines {
    const changes = new Emitter<SharedLinesChange>();
    this.#windows.add(changes);
    return {
      readAll: () => {
        this.cost.read += this.lines.length;
        return [...this.lines];
      },
      append: async (lines) => {
        await Promise.resolve();
        if (this.failure) {
          throw this.failure;
        }
        this.cost.appended += lines.length;
        this.lines.push(...lines);
        this.#tell({ kind: 'appended', lines });
      },
      replace: async (shorten) => {
        await Promise.resolve();
        this.lines.splice(0, this.lines.length, ...shorten(this.lines));
        this.#tell({ kind: 'replaced', lines: [...this.lines] });
      },
      onDidChange: changes.event,
      look: () => Promise.resolve(),
      dispose: () => {
        this.#windows.delete(changes);
      },
    };
  }

  #tell(change: SharedLinesChange): void {
    for (const window of this.#windows) {
      window.fire(change);
    }
  }
}
