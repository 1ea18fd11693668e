import type { LogReader, LogSpan } from '../../core/logs/pages/logReader';
import { NO_EVENTS, type PackedEvents } from '../../core/logs/pages/packedEvents';
import type { LogEvent, LogLocation } from '../../core/service/ports';

/** Where a cursor reads, and which way. */
export interface LogCursorOptions extends LogSpan {
  readonly reader: LogReader;
  readonly location: LogLocation;
  readonly direction: 'older' | 'newer';
  /** Where it begins; the span's end in that direction if missing. */
  readonly token?: string | undefined;
}

/** How often the same page is asked for anew before that is taken for the end. */
const MOST_REPEATS = 3;

/**
 * Reads one way through a log, a call at a time. A page without events is not the end: the end is where the token that comes back
 * is the one that was sent and no events come with it, or where the stream is gone. A page that is handed out twice is read once.
 */
export class LogCursor {
  readonly direction: 'older' | 'newer';
  readonly #options: LogCursorOptions;
  #token: string | undefined;
  #previous: PageEnds | undefined;
  #isAtEnd = false;
  #repeats = 0;
  #isGone = false;

  constructor(options: LogCursorOptions) {
    this.direction = options.direction;
    this.#options = options;
    this.#token = options.token;
  }

  /** Whether the last call found nothing more. In the direction of time there can be more later. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Whether there is no such stream (any more). */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Where the next call begins; of an empty cursor where it was told to. */
  get token(): string | undefined {
    return this.#token;
  }

  /** One call. Resolves with a page's events, possibly none, and the token that leads the other way. */
  async next(signal: AbortSignal): Promise<{ readonly events: PackedEvents; readonly back: string | undefined }> {
    const { reader, location, fromMs, untilMs } = this.#options;
    const answer = await reader.read(
      location,
      {
        direction: this.direction,
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(untilMs === undefined ? {} : { untilMs }),
        ...(this.#token === undefined ? {} : { token: this.#token }),
      },
      signal,
    );
    this.#isGone = answer === undefined;
    if (!answer) {
      this.#isAtEnd = true;
      return { events: NO_EVENTS, back: undefined };
    }
    const [on, back] = this.direction === 'newer' ? [answer.newer, answer.older] : [answer.older, answer.newer];
    const page = endsOf(answer.events);
    const isRepeat = page !== undefined && (answer.isEnd || isRepeated(this.#previous, page));
    this.#repeats = isRepeat ? this.#repeats + 1 : 0;
    this.#isAtEnd = answer.isEnd && (!isRepeat || this.#repeats > MOST_REPEATS);
    this.#token = on;
    if (isRepeat) {
      return { events: NO_EVENTS, back };
    }
    this.#previous = page ?? this.#previous;
    return { events: answer.events, back };
  }
}

/** What a page is known by, without keeping it. */
interface PageEnds {
  readonly length: number;
  readonly first: LogEvent;
  readonly last: LogEvent;
}

function endsOf(page: PackedEvents): PageEnds | undefined {
  const { length } = page;
  const [first, last] = [0, length - 1].flatMap((index) => page.slice(index, index + 1).events());
  return first && last && { length, first, last };
}

/** Whether two pages are one: as many events, between the same two, over some time. Equal lines of one moment can be two. */
function isRepeated(one: PageEnds | undefined, { length, first, last }: PageEnds): boolean {
  return (
    length === one?.length &&
    first.timestampMs !== last.timestampMs &&
    isSame(first, one.first) &&
    isSame(last, one.last)
  );
}

function isSame(one: LogEvent, other: LogEvent): boolean {
  return one.timestampMs === other.timestampMs && one.message === other.message;
}
