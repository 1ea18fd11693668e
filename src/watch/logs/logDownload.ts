import { type Clock, delay } from '../../core/clock';
import { type FaultKind, UserError, toFault } from '../../core/errors';
import type { LogReader, LogSpan } from '../../core/logs/logReader';
import type { LogEvent, LogLocation } from '../../core/ports';
import { LogCursor } from './logCursor';
import type { LogShelf, Shelved } from './logShelf';

/** What a download needs to know. */
export interface LogDownloadOptions {
  readonly reader: LogReader;
  readonly location: LogLocation;
  readonly span: LogSpan;
  readonly clock: Clock;
  readonly shelf: LogShelf;
  /** The edge of what is loaded: everything before it is wanted. */
  readonly edge: LoadedEdge;
  /** When the log began, as far as anybody knows. */
  readonly startedAtMs: number | undefined;
  /** Hears of how many lines were read and how long the time is that is still missing, if anybody knows. */
  readonly onProgress: (lines: number, missingMs: number | undefined) => void;
}

export interface LoadedEdge {
  readonly token: string;
  /** The time of the first loaded event, and how many of the first ones have that time. */
  readonly firstMs: number;
  readonly equal: number;
}

/** Between how many times a log is read at once, from both sides each. */
const MOST_GAPS = 3;
/** A gap is not cut in two for less than that many calls. */
const SHORTEST_GAP_CALLS = 12;
const MOST_FAILURES = 8;

/** Takes pieces, in their order, that go before all earlier ones; the token leads before them, none at the log's beginning. */
type OnOlder = (pieces: readonly Shelved[], token: string | undefined) => void;

/**
 * Reads all that is before the loaded part, as fast as the allowance lets and no faster.
 *
 * A chain of tokens is serial, so one chain reads on from the loaded part to the beginning and another from the beginning; they
 * meet where one is past the other's time. Calls are started whenever the allowance has one to give, so that as many are under
 * way as rate × latency; only if two chains cannot use it up is the largest gap cut in two by time. Every call but the last ones
 * brings a full page.
 *
 * `onOlder` is given each page that connects to the loaded part, and at the end all that is left. When the signal is aborted, what
 * was given so far stays good. A log that is not in the order of its times is read by one chain alone.
 *
 * @throws {UserError} what went wrong, once waiting as long as the service asks does not help
 */
export async function downloadOlder(options: LogDownloadOptions, onOlder: OnOlder, signal: AbortSignal): Promise<void> {
  await new Download(options, onOlder, signal).run();
}

/** One chain of tokens. */
interface Chain {
  readonly cursor: LogCursor;
  /** In the order of time, whichever way they came. */
  readonly pieces: Shelved[];
  isBusy: boolean;
  /** The time it has come to; all events on its own side of that are in `pieces`. */
  atMs: number | undefined;
  /** Events of exactly that time: for `newer` those held back, for `older` how many are in `pieces` or loaded. */
  held: readonly LogEvent[];
  equal: number;
}

/** What is between two chains that read towards each other. */
interface Gap {
  readonly newer: Chain;
  readonly older: Chain;
  isClosed: boolean;
}

class Download {
  readonly #options: LogDownloadOptions;
  readonly #onOlder: OnOlder;
  readonly #signal: AbortSignal;
  /** Ends what is still under way when all is there, or something failed. */
  readonly #over = new AbortController();
  /** In the order of time. The last one ends at the loaded part. */
  #gaps: Gap[];
  #underWay = new Set<Promise<void>>();
  #kept: Promise<void> = Promise.resolve();
  #lines = 0;
  #pages = 0;
  #failures = 0;
  #isSorted = true;
  #error: Error | undefined;

  constructor(options: LogDownloadOptions, onOlder: OnOlder, signal: AbortSignal) {
    this.#options = options;
    this.#onOlder = onOlder;
    this.#signal = signal;
    const { edge, span } = options;
    this.#gaps = [
      {
        newer: this.#chain('newer', { ...span, untilMs: edge.firstMs + 1 }),
        older: { ...this.#chain('older', span, edge.token), atMs: edge.firstMs, equal: edge.equal },
        isClosed: false,
      },
    ];
  }

  async run(): Promise<void> {
    const abort = (): void => {
      this.#over.abort(this.#signal.reason);
    };
    this.#signal.addEventListener('abort', abort, { once: true });
    try {
      await this.#readAll();
    } finally {
      this.#signal.removeEventListener('abort', abort);
      this.#over.abort();
      await Promise.allSettled(this.#underWay);
      await this.#kept;
    }
    this.#hand();
  }

  async #readAll(): Promise<void> {
    const allowance = this.#options.reader.allowance(this.#options.location);
    while (this.#gaps.some(({ isClosed }) => !isClosed)) {
      this.#signal.throwIfAborted();
      if (this.#error !== undefined) {
        throw this.#error;
      }
      const idle = this.#idle() ?? (allowance.unused >= 1 && this.#isSorted ? this.#cut() : undefined);
      if (!idle) {
        await Promise.race(this.#underWay);
        continue;
      }
      await allowance.take(this.#signal);
      const chosen = this.#idle();
      if (chosen) {
        const work: Promise<void> = this.#advance(chosen).finally(() => this.#underWay.delete(work));
        this.#underWay.add(work);
      } else {
        allowance.giveBack();
      }
    }
  }

  /** The next chain to ask, the one that connects to the loaded part first. */
  #idle(): Chain | undefined {
    return this.#gaps
      .toReversed()
      .filter(({ isClosed }) => !isClosed)
      .flatMap((gap) => (this.#isSorted && !this.#isNearlyClosed(gap) ? [gap.older, gap.newer] : [gap.older]))
      .find(({ isBusy }) => !isBusy);
  }

  /** Whether one call more of one chain will do. */
  #isNearlyClosed(gap: Gap): boolean {
    return (this.#callsIn(gap) ?? Infinity) < 1;
  }

  /** How many full pages a gap is, if they come as they did so far; undefined where nobody knows. */
  #callsIn(gap: Gap): number | undefined {
    const length = this.#lengthOf(gap);
    const readMs =
      this.#options.edge.firstMs - (this.#options.startedAtMs ?? Infinity) - (this.#missingMs() ?? Infinity);
    return length === undefined || !(readMs > 0) ? undefined : (this.#pages / readMs) * length;
  }

  /** Makes two gaps of the longest one, in the middle of its time, if that is worth it. */
  #cut(): Chain | undefined {
    const open = this.#gaps.filter(({ isClosed }) => !isClosed);
    const [longest] = open.toSorted((a, b) => (this.#lengthOf(b) ?? 0) - (this.#lengthOf(a) ?? 0));
    const length = longest && this.#lengthOf(longest);
    if (!longest || length === undefined || open.length >= MOST_GAPS) {
      return undefined;
    }
    if ((this.#callsIn(longest) ?? 0) < SHORTEST_GAP_CALLS) {
      return undefined;
    }
    const middleMs = Math.round((longest.older.atMs ?? 0) - length / 2);
    const { span, edge } = this.#options;
    const older: Gap = {
      newer: longest.newer,
      older: { ...this.#chain('older', { ...span, untilMs: middleMs }), atMs: middleMs - 1 },
      isClosed: false,
    };
    const newer: Gap = {
      newer: { ...this.#chain('newer', { fromMs: middleMs, untilMs: edge.firstMs + 1 }), atMs: middleMs },
      older: longest.older,
      isClosed: false,
    };
    this.#gaps.splice(this.#gaps.indexOf(longest), 1, older, newer);
    return this.#idle();
  }

  #chain(direction: 'older' | 'newer', span: LogSpan, token?: string): Chain {
    const { reader, location } = this.#options;
    return {
      cursor: new LogCursor({ reader, location, direction, token, ...span }),
      pieces: [],
      isBusy: false,
      atMs: undefined,
      held: [],
      equal: 0,
    };
  }

  async #advance(chain: Chain): Promise<void> {
    chain.isBusy = true;
    try {
      const { events } = await chain.cursor.next(this.#over.signal);
      if (chain.cursor.isGone) {
        throw gone();
      }
      this.#failures = 0;
      this.#pages++;
      if (!isSorted(events)) {
        this.#goAlone();
      }
      // Which gap a chain borders on can have changed meanwhile.
      const gap = this.#gaps.find(({ newer, older }) => newer === chain || older === chain);
      if (gap && !gap.isClosed) {
        this.#keep(gap, chain, chain === gap.newer ? takeNewer(gap, events) : takeOlder(gap, events));
      }
    } catch (error) {
      if (!this.#over.signal.aborted) {
        this.#stayAway(error);
      }
    } finally {
      chain.isBusy = false;
    }
  }

  /** Puts a page away while the next one is on its way; one after the other, so that they stay in order. */
  #keep(gap: Gap, chain: Chain, events: readonly LogEvent[]): void {
    const { token } = chain.cursor;
    const connects = chain === this.#gaps.at(-1)?.older && !gap.isClosed;
    const isOlder = chain === gap.older;
    this.#kept = this.#kept.then(async () => {
      // Answers are read in one go: let others have the loop before more is done.
      await delay(this.#options.clock, 0, NEVER);
      const pieces = await this.#options.shelf.put(events);
      this.#lines += pieces.reduce((sum, { part }) => sum + part.lineCount, 0);
      if (connects) {
        this.#onOlder(pieces, token);
      } else {
        chain.pieces.splice(isOlder ? 0 : chain.pieces.length, 0, ...pieces);
      }
      this.#options.onProgress(this.#lines, this.#missingMs());
    });
  }

  /** All that is there and not given yet. */
  #hand(): void {
    this.#onOlder(
      this.#gaps.flatMap(({ newer, older }) => [...newer.pieces, ...older.pieces]),
      undefined,
    );
  }

  /** Times mean nothing here: only the tokens do. */
  #goAlone(): void {
    const { older } = this.#gaps.at(-1) ?? {};
    if (this.#isSorted && older) {
      this.#isSorted = false;
      this.#gaps = [{ newer: this.#chain('newer', {}), older, isClosed: false }];
    }
  }

  #stayAway(error: unknown): void {
    const { kind, retryAfterMs } = toFault(error);
    if (!PASSING.has(kind) || ++this.#failures > MOST_FAILURES) {
      this.#error ??= error instanceof Error ? error : new Error('The download failed', { cause: error });
      return;
    }
    this.#options.reader
      .allowance(this.#options.location)
      .pause(retryAfterMs ?? 500 * 2 ** Math.min(this.#failures, 6));
  }

  /** The time between the chains; undefined where nobody knows when the log began. */
  #missingMs(): number | undefined {
    return this.#gaps
      .filter(({ isClosed }) => !isClosed)
      .map((gap) => this.#lengthOf(gap))
      .reduce<number | undefined>(
        (sum, length) => (sum === undefined || length === undefined ? undefined : sum + length),
        0,
      );
  }

  #lengthOf({ newer, older }: Gap): number | undefined {
    const fromMs = newer.atMs ?? this.#options.startedAtMs;
    return fromMs === undefined || older.atMs === undefined ? undefined : Math.max(0, older.atMs - fromMs);
  }
}

/** What was read is kept whole: half a page would be a hole in the log. */
const NEVER = new AbortController().signal;
const PASSING: ReadonlySet<FaultKind> = new Set(['throttled', 'serviceFault', 'network', 'timeout']);

/** What of a page from the older side is new, up to the other chain. */
function takeNewer(gap: Gap, page: readonly LogEvent[]): readonly LogEvent[] {
  const { newer, older } = gap;
  const all = [...newer.held, ...page];
  const lastMs = all.at(-1)?.timestampMs ?? -Infinity;
  const untilMs = older.atMs ?? Infinity;
  if (lastMs > untilMs || newer.cursor.isAtEnd) {
    gap.isClosed = true;
    const upTo = all.filter(({ timestampMs }) => timestampMs <= untilMs);
    // The other chain came to some of those of the last moment: they are the last ones.
    const equal = upTo.filter(({ timestampMs }) => timestampMs === untilMs).length;
    return upTo.slice(0, upTo.length - Math.min(equal, older.equal));
  }
  newer.atMs = all.length === 0 ? newer.atMs : lastMs;
  newer.held = all.filter(({ timestampMs }) => timestampMs === lastMs);
  return all.slice(0, all.length - newer.held.length);
}

/** What of a page from the newer side is new, down to the other chain. */
function takeOlder(gap: Gap, page: readonly LogEvent[]): readonly LogEvent[] {
  const { newer, older } = gap;
  const firstMs = page[0]?.timestampMs;
  if (firstMs !== undefined && newer.atMs !== undefined && firstMs < newer.atMs) {
    gap.isClosed = true;
    const fromMs = newer.atMs;
    return page.filter(({ timestampMs }) => timestampMs >= fromMs);
  }
  gap.isClosed = older.cursor.isAtEnd;
  if (firstMs !== undefined) {
    const equal = page.filter(({ timestampMs }) => timestampMs === firstMs).length;
    older.equal = equal === page.length && firstMs === older.atMs ? older.equal + equal : equal;
    older.atMs = firstMs;
  }
  return page;
}

function isSorted(events: readonly LogEvent[]): boolean {
  return events.every(({ timestampMs }, index) => index === 0 || timestampMs >= (events[index - 1]?.timestampMs ?? 0));
}

function gone(): UserError {
  return new UserError({
    kind: 'notFound',
    message: 'The log was deleted while it was being read.',
    remedies: ['retry'],
  });
}
