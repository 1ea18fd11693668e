import type { LogEvent, LogLocation, LogPage, LogSource } from '../core/ports';

/** How many events are read before a person asks for more: one or two calls of a usual log, a second of a long one. */
export const FIRST_BOUND = 20_000;

/**
 * The loaded part of one log: its newest events first, older ones on demand, new ones as they are written. Events stay in the
 * service's order. One request at a time; a second wish waits for the first.
 */
export class LogBuffer {
  readonly #source: LogSource;
  readonly #location: LogLocation;
  #events: readonly LogEvent[] = [];
  #older: string | undefined;
  #newer: string | undefined;
  #exists = false;
  #work: Promise<unknown> = Promise.resolve();

  constructor(source: LogSource, location: LogLocation) {
    this.#source = source;
    this.#location = location;
  }

  get events(): readonly LogEvent[] {
    return this.#events;
  }

  /** Whether the log has a part before the loaded one. */
  get hasOlder(): boolean {
    return this.#older !== undefined;
  }

  /** Whether the log was there when it was last asked for. */
  get exists(): boolean {
    return this.#exists;
  }

  /** Reads the newest events, back to `FIRST_BOUND` of them, or to `sinceMs` where that is further. */
  loadNewest(signal: AbortSignal, sinceMs = Infinity): Promise<void> {
    return this.#alone(async () => {
      const page = await this.#source.newest(this.#location, signal);
      this.#exists = page !== undefined;
      if (!page) {
        return;
      }
      this.#events = page.events;
      this.#older = page.older;
      this.#newer = page.newer;
      await this.#loadOlder(FIRST_BOUND, sinceMs, signal);
    });
  }

  /** Reads `FIRST_BOUND` older events more, and on to `sinceMs` where that is further back. */
  loadOlder(signal: AbortSignal, sinceMs = Infinity): Promise<void> {
    return this.#alone(() => this.#loadOlder(this.#events.length + FIRST_BOUND, sinceMs, signal));
  }

  /** Reads what was written since. Resolves with how many events that was. */
  loadNewer(signal: AbortSignal): Promise<number> {
    return this.#alone(async () => {
      const before = this.#events.length;
      while (this.#newer !== undefined) {
        const token: string = this.#newer;
        const page: LogPage = await this.#source.page(this.#location, 'newer', token, signal);
        this.#events = page.events.length === 0 ? this.#events : [...this.#events, ...page.events];
        this.#newer = page.newer;
        if (page.newer === token || page.events.length === 0) {
          break;
        }
      }
      return this.#events.length - before;
    });
  }

  /** The most pages one wish may cost. Twenty full ones are 200,000 lines: about what an editor shows with all its features. */
  static readonly #MOST_PAGES = 20;

  async #loadOlder(bound: number, sinceMs: number, signal: AbortSignal): Promise<void> {
    const pages: (readonly LogEvent[])[] = [];
    let count = this.#events.length;
    let first = this.#events[0]?.timestampMs ?? Infinity;
    while (
      this.#older !== undefined &&
      pages.length < LogBuffer.#MOST_PAGES &&
      (count < bound || (sinceMs !== Infinity && first > sinceMs))
    ) {
      const page = await this.#source.page(this.#location, 'older', this.#older, signal);
      pages.push(page.events);
      count += page.events.length;
      first = page.events[0]?.timestampMs ?? first;
      this.#older = page.older;
    }
    this.#events = pages.length === 0 ? this.#events : [...pages.reverse().flat(), ...this.#events];
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work, work);
    this.#work = result;
    return result;
  }
}
