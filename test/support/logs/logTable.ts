import type { Clock } from '../../../src/core/async/clock';
import { delay } from '../../../src/core/async/clock';
import { UserError } from '../../../src/core/errors';
import type { LogAnswer, LogQuery, LogReader, LogRequest } from '../../../src/core/logs/pages/logReader';
import { packEvents } from '../../../src/core/logs/pages/packedEvents';
import type { LogEvent, LogLocation } from '../../../src/core/service/ports';
import { TokenBucket } from '../../../src/core/async/tokenBucket';
import { KEY } from '../sessions/sessions';

/** How a table answers. */
export interface LogTableOptions {
  readonly clock: Clock;
  /** Events a page. */
  readonly pageSize?: number;
  /** Every so many calls bring a page without events that is not the end; 0 for none. */
  readonly emptyEvery?: number;
  /** Every so many calls bring the page of the call before once more; 0 for none. */
  readonly repeatEvery?: number;
  readonly latencyMs?: number;
  /** What the account may ask in a second; who asks more often is throttled. */
  readonly quota?: number;
}

/** A log in memory with the token rules of GetLogEvents, which counts what it is asked. */
export class LogTable implements LogReader {
  readonly events: LogEvent[];
  /** e.g. `older`, `newer` */
  readonly calls: string[] = [];
  throttled = 0;
  mostUnderWay = 0;
  /** Whether the stream is there. */
  exists = true;
  /** Thrown by the next call. */
  failure: UserError | undefined;
  /** Whether FilterLogEvents is allowed. */
  searchable = true;
  readonly #options: Required<LogTableOptions>;
  readonly #allowance: TokenBucket;
  readonly #quota: TokenBucket;
  readonly #previous = new Map<string, LogAnswer>();
  #underWay = 0;

  constructor(events: readonly LogEvent[], options: LogTableOptions) {
    this.events = [...events];
    this.#options = { pageSize: 10_000, emptyEvery: 0, repeatEvery: 0, latencyMs: 0, quota: 1e9, ...options };
    this.#allowance = new TokenBucket(options.clock, this.#options.quota / 2);
    this.#quota = new TokenBucket(options.clock, this.#options.quota, this.#options.quota);
  }

  async read(_log: LogLocation, request: LogRequest, signal: AbortSignal): Promise<LogAnswer | undefined> {
    const { latencyMs, clock, emptyEvery, repeatEvery } = this.#options;
    signal.throwIfAborted();
    this.calls.push(request.direction);
    const call = this.calls.length;
    if (this.failure) {
      const { failure } = this;
      this.failure = undefined;
      throw failure;
    }
    if (this.#quota.unused < 1) {
      this.throttled++;
      throw new UserError({ kind: 'throttled', message: 'Too often.', retryAfterMs: 1000 });
    }
    this.#quota.spend();
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.#underWay);
    try {
      if (latencyMs > 0) {
        await delay(clock, latencyMs, signal);
      }
    } finally {
      this.#underWay--;
    }
    if (!this.exists) {
      return undefined;
    }
    const chain = JSON.stringify({ ...request, token: undefined });
    const previous = this.#previous.get(chain);
    const isNext = (request.direction === 'newer' ? previous?.newer : previous?.older) === request.token;
    // Once each: another chain of tokens over the same time is not this one, and a page that always comes again is taken for the end.
    if (repeatEvery > 0 && call % repeatEvery === 0 && previous && previous.events.length > 0 && isNext) {
      this.#previous.delete(chain);
      return { ...previous, isEnd: true };
    }
    const answer = this.#page(request, emptyEvery > 0 && call % emptyEvery === 0);
    this.#previous.set(chain, answer);
    return answer;
  }

  async *search(_log: LogLocation, { text }: LogQuery): AsyncIterable<readonly LogEvent[]> {
    this.calls.push('search');
    if (!this.searchable) {
      throw new UserError({ kind: 'accessDenied', message: 'Not allowed to search the log.' });
    }
    const found = await Promise.resolve(this.events.filter(({ message }) => message.includes(text)));
    yield found.slice(0, 1);
    yield found.slice(1);
  }

  allowance(): TokenBucket {
    return this.#allowance;
  }

  #page({ direction, token, fromMs = -Infinity, untilMs = Infinity }: LogRequest, isEmpty: boolean): LogAnswer {
    const { pageSize } = this.#options;
    const from = this.events.findIndex(({ timestampMs }) => timestampMs >= fromMs);
    const low = from < 0 ? this.events.length : from;
    const until = this.events.findIndex(({ timestampMs }) => timestampMs >= untilMs);
    const high = Math.max(low, until < 0 ? this.events.length : until);
    const isNewer = direction === 'newer';
    const at = Math.min(high, Math.max(low, token === undefined ? (isNewer ? low : high) : Number(token.slice(1))));
    const size = isEmpty ? 0 : pageSize;
    const [first, end] = isNewer ? [at, Math.min(high, at + size)] : [Math.max(low, at - size), at];
    const isEnd = token !== undefined && (isNewer ? at >= high : at <= low);
    return { events: packEvents(this.events.slice(first, end)), older: `b${first}`, newer: `f${end}`, isEnd };
  }
}

/** Where the log of a table is, for those who ask. */
export const TABLE_LOCATION: LogLocation = {
  connection: KEY.connection,
  farmId: KEY.farmId,
  owner: KEY.queueId,
  configuration: { driver: 'awslogs', options: {}, parameters: {}, error: undefined },
};
