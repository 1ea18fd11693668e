import { type Clock, delay } from '../../core/async/clock';
import { type FaultKind, UserError, toFault } from '../../core/errors';
import type { LogReader, LogSpan } from '../../core/logs/pages/logReader';
import type { PackedEvents } from '../../core/logs/pages/packedEvents';
import type { LogLocation } from '../../core/service/ports';
import { LogCursor } from './logCursor';
import { LogChain, LogGap } from './logGap';
import type { LogShelf, StoredChunk } from './eventBuffer';
import { t } from '../../core/text/localize';

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
type OnOlder = (pieces: readonly StoredChunk[], token: string | undefined) => void;

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

class Download {
  readonly #options: LogDownloadOptions;
  readonly #onOlder: OnOlder;
  readonly #signal: AbortSignal;
  /** Ends what is still under way when all is there, or something failed. */
  readonly #over = new AbortController();
  /** In the order of time. The last one ends at the loaded part. */
  #gaps: LogGap[];
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
      new LogGap(
        new LogChain(this.#cursor('newer', { ...span, untilMs: edge.firstMs })),
        new LogChain(this.#cursor('older', span, edge.token), edge.firstMs, edge.equal),
      ),
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
  #idle(): LogChain | undefined {
    return this.#gaps
      .toReversed()
      .filter(({ isClosed }) => !isClosed)
      .flatMap((gap) => (this.#isSorted && !this.#isNearlyClosed(gap) ? [gap.older, gap.newer] : [gap.older]))
      .filter((chain) => chain.cursor.direction === 'older' || !chain.cursor.isAtEnd)
      .find(({ isBusy }) => !isBusy);
  }

  /** Whether one call more of one chain will do. */
  #isNearlyClosed(gap: LogGap): boolean {
    return (this.#callsIn(gap) ?? Infinity) < 1;
  }

  /** How many full pages a gap is, if they come as they did so far; undefined where that is unknown. */
  #callsIn(gap: LogGap): number | undefined {
    const length = gap.lengthMs(this.#options.startedAtMs);
    const readMs =
      this.#options.edge.firstMs - (this.#options.startedAtMs ?? Infinity) - (this.#missingMs() ?? Infinity);
    return length === undefined || !(readMs > 0) ? undefined : (this.#pages / readMs) * length;
  }

  /** Makes two gaps of the longest one, in the middle of its time, if that is worth it. */
  #cut(): LogChain | undefined {
    const open = this.#gaps.filter(({ isClosed }) => !isClosed);
    const { span, edge, startedAtMs } = this.#options;
    const lengthOf = (gap: LogGap | undefined): number => gap?.lengthMs(startedAtMs) ?? 0;
    const [longest] = open.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    if (!longest || open.length >= MOST_GAPS || (this.#callsIn(longest) ?? 0) < SHORTEST_GAP_CALLS) {
      return undefined;
    }
    const middleMs = Math.round((longest.older.atMs ?? 0) - lengthOf(longest) / 2);
    const back = new LogChain(this.#cursor('older', { ...span, untilMs: middleMs }), middleMs - 1);
    const on = new LogChain(this.#cursor('newer', { fromMs: middleMs, untilMs: edge.firstMs }), middleMs);
    this.#gaps.splice(this.#gaps.indexOf(longest), 1, ...longest.cut(back, on));
    return this.#idle();
  }

  #cursor(direction: 'older' | 'newer', span: LogSpan, token?: string): LogCursor {
    const { reader, location } = this.#options;
    return new LogCursor({ reader, location, direction, token, ...span });
  }

  async #advance(chain: LogChain): Promise<void> {
    chain.isBusy = true;
    try {
      const { events } = await chain.cursor.next(this.#over.signal);
      if (chain.cursor.isGone) {
        throw gone();
      }
      this.#failures = 0;
      this.#pages++;
      // Pages that come faster than they are put away would fill the memory.
      await this.#kept;
      if (!chain.isFollowedBy(events)) {
        this.#goAlone();
      }
      // Which gap a chain borders on can have changed meanwhile.
      const gap = this.#gaps.find(({ newer, older }) => newer === chain || older === chain);
      if (gap && !gap.isClosed) {
        this.#keep(gap, chain, gap.take(chain, events));
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
  #keep(gap: LogGap, chain: LogChain, runs: readonly PackedEvents[]): void {
    const { token } = chain.cursor;
    const connects = chain === this.#gaps.at(-1)?.older && !gap.isClosed;
    const isOlder = chain === gap.older;
    this.#kept = this.#kept.then(async () => {
      // Answers are read in one go: let others have the loop before more is done.
      await delay(this.#options.clock, 0, NEVER);
      const pieces: StoredChunk[] = [];
      for (const run of runs) {
        pieces.push(...(await this.#options.shelf.put(run)));
      }
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
      this.#gaps = [new LogGap(new LogChain(this.#cursor('newer', {})), older)];
    }
  }

  #stayAway(error: unknown): void {
    const { kind, retryAfterMs } = toFault(error);
    if (!PASSING.has(kind) || ++this.#failures > MOST_FAILURES) {
      this.#error ??= error instanceof Error ? error : new Error(t('The download failed'), { cause: error });
      return;
    }
    this.#options.reader
      .allowance(this.#options.location)
      .pause(retryAfterMs ?? 500 * 2 ** Math.min(this.#failures, 6));
  }

  /** The time between the chains; undefined where the start of the log is unknown. */
  #missingMs(): number | undefined {
    return this.#gaps
      .filter(({ isClosed }) => !isClosed)
      .map((gap) => gap.lengthMs(this.#options.startedAtMs))
      .reduce<number | undefined>(
        (sum, length) => (sum === undefined || length === undefined ? undefined : sum + length),
        0,
      );
  }
}

/** What was read is kept whole: half a page would be a hole in the log. */
const NEVER = new AbortController().signal;
const PASSING: ReadonlySet<FaultKind> = new Set(['throttled', 'serviceFault', 'network', 'timeout']);

function gone(): UserError {
  return new UserError({
    kind: 'notFound',
    message: t('The log was deleted while it was being read.'),
    remedies: ['retry'],
  });
}
