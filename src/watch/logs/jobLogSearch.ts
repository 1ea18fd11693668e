/** Looks for a text in the logs of a job's sessions, on demand. */
import { type Fault, isAbort, toFault } from '../../core/errors';
import { Emitter, type Event } from '../../core/async/event';
import { sessionLogOf } from '../../core/logs/pages/logLocation';
import type { LogReader } from '../../core/logs/pages/logReader';
import { linesOf } from '../../core/logs/lines/logLines';
import { textPattern, type TextPattern, type TextQuery } from '../../core/logs/lines/textPattern';
import { JobSessions, type ListedSession } from '../../core/search/jobSessions';
import type { FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import { type JobKey, keyId, type SessionKey } from '../../core/session/sessionKey';
import { LogCursor } from './logCursor';

/** A line in which the text is. */
export interface JobLogHit {
  /** When its event was written: epoch milliseconds. */
  readonly timestampMs: number;
  readonly text: string;
}

/** What was found in one session's log. */
export interface SessionHits {
  readonly session: ListedSession;
  /** The oldest first. */
  readonly hits: readonly JobLogHit[];
  /** Whether there are more of them than are kept. */
  readonly hasMore: boolean;
}

/** One state of a search; the next one is another object. */
export interface JobLogResults {
  readonly query: TextQuery;
  readonly state: 'reading' | 'stopped' | 'done';
  /** Sessions with hits, in the order in which they are read: failed ones first. */
  readonly found: readonly SessionHits[];
  readonly stepNames: Readonly<Record<string, string>>;
  readonly hits: number;
  /** Logs that were read, whole but for the bound that `cut` counts. */
  readonly read: number;
  /** Sessions that are known and not read yet. */
  readonly left: number;
  /** Whether the job has sessions that are not listed yet. */
  readonly hasMoreSessions: boolean;
  /** Calls for logs since the last `start` or `goOn`. */
  readonly calls: number;
  /** Whether it stopped because it may make no more calls, or keep no more hits. */
  readonly isBounded: boolean;
  /** Logs of which only the end was read, because they are too long. */
  readonly cut: number;
  /** Logs that could not be read, and why the first of them. */
  readonly unread: number;
  readonly fault: Fault | undefined;
}

export interface JobLogSearchOptions {
  readonly job: JobKey;
  readonly service: () => FarmDirectory &
    SessionSource &
    TaskDirectory &
    Pick<LogReader, 'read' | 'allowance' | 'search'>;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** Calls for logs in one go; each brings up to 10,000 lines. */
export const MOST_LOG_CALLS = 200;
/** Of one log its last pages: a log of millions of lines would leave nothing for the others. */
const MOST_PAGES_OF_A_LOG = 20;
const MOST_HITS = 1_000;
const MOST_HITS_OF_A_LOG = 50;
/** Logs that are read side by side. */
const AT_ONCE = 4;

export class JobLogSearch {
  readonly job: JobKey;
  readonly #options: JobLogSearchOptions;
  readonly #changes = new Emitter<JobLogResults>();
  #sessions: JobSessions;
  #read = new Set<string>();
  #stopping = new AbortController();
  #results: JobLogResults = emptyResults({ text: '', matchesCase: false, isRegex: false });

  readonly onDidChange: Event<JobLogResults> = this.#changes.event;

  constructor(options: JobLogSearchOptions) {
    this.job = options.job;
    this.#options = options;
    this.#sessions = this.#newSessions();
  }

  get results(): JobLogResults {
    return this.#results;
  }

  /** Looks for another text, from the first session on. Never rejects. */
  async start(query: TextQuery): Promise<void> {
    this.stop();
    this.#sessions = this.#newSessions();
    this.#read = new Set();
    this.#results = emptyResults(query);
    await this.goOn();
  }

  /** Goes on after a stop: with the sessions that were not read. Never rejects. */
  async goOn(): Promise<void> {
    const pattern = textPattern(this.#results.query);
    if (!pattern || this.#results.state === 'reading') {
      return;
    }
    const { signal } = (this.#stopping = new AbortController());
    this.#change({ state: 'reading', calls: 0, isBounded: false, fault: undefined, unread: 0 });
    try {
      await this.#search(pattern, signal);
    } catch (error) {
      if (signal.aborted || isAbort(error)) {
        return;
      }
      this.#options.onError(error);
      this.#change({ state: 'stopped', fault: toFault(error) });
    }
  }

  /** Ends the search under way and keeps what was found. */
  stop(): void {
    this.#stopping.abort();
    if (this.#results.state === 'reading') {
      this.#change({ state: 'stopped' });
    }
  }

  dispose(): void {
    this.stop();
    this.#changes.dispose();
  }

  #newSessions(): JobSessions {
    const { service, job } = this.#options;
    return new JobSessions({ service: service(), job, stepId: undefined });
  }

  async #search(pattern: TextPattern, signal: AbortSignal): Promise<void> {
    const sessions = this.#sessions;
    if (sessions.sessions.length === 0) {
      await sessions.load(signal);
      await sessions.fill(signal);
    }
    for (;;) {
      await this.#searchListed(pattern, signal);
      signal.throwIfAborted();
      if (this.#isFull || !sessions.hasMore || sessions.fault) {
        break;
      }
      await sessions.more(signal);
      await sessions.fill(signal);
    }
    if (sessions.fault) {
      this.#change({ fault: sessions.fault });
    }
    const isWhole = !this.#isFull && !sessions.hasMore;
    this.#change({ state: isWhole ? 'done' : 'stopped', isBounded: this.#isFull });
  }

  get #isFull(): boolean {
    const { calls, hits } = this.#results;
    return calls >= MOST_LOG_CALLS || hits >= MOST_HITS;
  }

  async #searchListed(pattern: TextPattern, signal: AbortSignal): Promise<void> {
    const waiting = this.#sessions.sessions.filter(({ key }) => !this.#read.has(keyId(key)));
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !this.#isFull; next = waiting.shift()) {
        await this.#searchLog(next, pattern, signal);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #searchLog(session: ListedSession, pattern: TextPattern, signal: AbortSignal): Promise<void> {
    try {
      const log = await this.#hitsOf(session.key, pattern, signal);
      signal.throwIfAborted();
      if (!log) {
        return;
      }
      const { hits, isCut } = log;
      this.#read.add(keyId(session.key));
      const { found, hits: before, read, cut } = this.#results;
      const kept = hits.slice(0, MOST_HITS_OF_A_LOG);
      const own = { session, hits: kept, hasMore: hits.length > kept.length };
      this.#change({
        found: kept.length > 0 ? [...found, own] : found,
        hits: before + kept.length,
        read: read + 1,
        cut: cut + Number(isCut),
      });
    } catch (error) {
      if (signal.aborted || isAbort(error)) {
        throw error;
      }
      this.#options.onError(error);
      this.#read.add(keyId(session.key));
      this.#change({ unread: this.#results.unread + 1, fault: this.#results.fault ?? toFault(error) });
    }
  }

  /** Read from the end back, where failures stand. A log that is gone has no hits. Undefined where no calls are left for it. */
  async #hitsOf(
    key: SessionKey,
    pattern: TextPattern,
    signal: AbortSignal,
  ): Promise<{ readonly hits: readonly JobLogHit[]; readonly isCut: boolean } | undefined> {
    const reader = this.#options.service();
    const location = sessionLogOf(key);
    const cursor = new LogCursor({ reader, location, direction: 'older' });
    const pages: (readonly JobLogHit[])[] = [];
    for (let page = 0; !cursor.isAtEnd && page < MOST_PAGES_OF_A_LOG; page++) {
      if (this.#results.calls >= MOST_LOG_CALLS) {
        return undefined;
      }
      this.#change({ calls: this.#results.calls + 1 });
      await reader.allowance(location).take(signal);
      const { events } = await cursor.next(signal);
      pages.unshift(
        events.events().flatMap(({ timestampMs, message }) =>
          linesOf(message, 'session')
            .filter((text) => pattern(text))
            .map((text) => ({ timestampMs, text })),
        ),
      );
    }
    return { hits: pages.flat(), isCut: !cursor.isAtEnd };
  }

  #change(change: Partial<JobLogResults>): void {
    const { sessions, hasMore, stepNames } = this.#sessions;
    this.#results = Object.freeze({
      ...this.#results,
      stepNames,
      hasMoreSessions: hasMore,
      ...change,
      left: sessions.length - this.#read.size,
    });
    this.#changes.fire(this.#results);
  }
}

function emptyResults(query: TextQuery): JobLogResults {
  return {
    query,
    state: 'stopped',
    found: [],
    stepNames: {},
    hits: 0,
    read: 0,
    left: 0,
    hasMoreSessions: false,
    calls: 0,
    isBounded: false,
    cut: 0,
    unread: 0,
    fault: undefined,
  };
}
