import type { Clock } from '../../core/async/clock';
import { UserError, toFault } from '../../core/errors';
import type { FarmNode } from '../../core/farm/farmNode';
import { fillLevel } from './farmFill';
import type { Filling } from './filling';
import { type LevelState, type Listed, type Source, isUnfinished, takePage } from './farmLevel';
import type { FarmNodes } from './farmNodes';

export interface LevelReaderOptions {
  readonly service: () => Filling['service'];
  readonly clock: Clock;
  readonly nodes: FarmNodes;
  /** Drops rows that are no longer listed. */
  readonly forget: (nodes: readonly FarmNode[]) => void;
  /** Tells what a level has become. */
  readonly publish: (shelf: LevelState) => void;
  /** Told when a level lacks nothing more that can be found out. */
  readonly onRead: () => void;
  readonly onError: (error: unknown) => void;
}

/** Lists levels, and finds out what their rows lack. */
export class LevelReader {
  readonly #options: LevelReaderOptions;
  readonly #hosts: Filling['hosts'] = new Map();

  constructor(options: LevelReaderOptions) {
    this.#options = options;
  }

  /** Hosts are asked for again. */
  forgetHosts(): void {
    this.#hosts.clear();
  }

  /** Lists a level: what it has shown stays until the new rows are there. */
  list(shelf: LevelState, how: Listed): void {
    if (how !== 'more') {
      shelf.listedAtMs = -Infinity;
      shelf.failed = undefined;
    }
    const asked = shelf.sources.filter((source) => how !== 'more' || isUnfinished(source));
    const pages = asked.map((source) => this.#listPage(shelf, source, how));
    shelf.first = pages.length === 0 ? Promise.resolve() : Promise.race(pages);
    if (shelf.level ?? pages.length === 0) {
      this.#options.publish(shelf);
    }
  }

  /** Never rejects: a failure is the source's fault. */
  async #listPage(shelf: LevelState, source: Source, how: Listed): Promise<void> {
    const { signal } = shelf;
    source.isLoading = true;
    try {
      const page = await source.list(signal).page(how === 'more' ? source.next : undefined);
      if (signal.aborted) {
        return;
      }
      const rows = page.items.map((row) => this.#options.nodes.put(row));
      // What was added to the level to be revealed is listed now.
      shelf.pinned = shelf.pinned.filter((node) => !rows.includes(node));
      this.#options.forget(takePage(source, page, rows, how));
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      source.fault = toFault(error);
      this.#options.onError(error);
    }
    source.isLoading = false;
    if (how !== 'more') {
      shelf.listedAtMs = this.#options.clock.Date.now();
    }
    this.#options.publish(shelf);
    shelf.isFilled = false;
    void this.fill(shelf);
  }

  /** Finds out what rows lack, until they lack nothing. Never rejects: what cannot be found out is not there. */
  async fill(shelf: LevelState): Promise<void> {
    const { signal } = shelf;
    while (!shelf.isFilled && !shelf.isFilling) {
      shelf.isFilling = true;
      shelf.isFilled = true;
      try {
        const service = this.#options.service();
        shelf.gaps = await fillLevel({ service, shelf, nodes: this.#options.nodes, hosts: this.#hosts, signal });
        shelf.gaps.forEach((fault) => {
          this.#options.onError(new UserError(fault));
        });
      } catch (error) {
        if (!signal.aborted) {
          this.#options.onError(error);
        }
      }
      if (signal.aborted) {
        return;
      }
      shelf.isFilling = false;
      this.#options.publish(shelf);
    }
    this.#options.onRead();
  }
}
