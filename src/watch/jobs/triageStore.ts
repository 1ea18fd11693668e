import { toFault } from '../../core/errors';
import type { Disposable, Event } from '../../core/async/event';
import { type JobKey, connectionId, jobKeyId } from '../../core/session/sessionKey';
import { groupedBy } from '../../core/triage/grouped';
import type { JobTriage } from '../../core/triage/triage';
import { BROWSING, NOTHING_NEW, Poller, type Round } from '../poller';
import { BATCH } from './callBudget';
import { JobTriageReader } from './jobTriageReader';
import type { TriageStoreOptions } from './triageReading';

/** The right to see a job's failures; the last one given back ends the reading, and what was read is forgotten. */
export interface TriageHandle extends Disposable {
  /** What is known now. */
  readonly triage: JobTriage;
  /** `triage` is another one. At most some times a second. */
  readonly onDidChange: Event<JobTriage>;
  /** Settles when nothing is being read any more. Never rejects. */
  readonly done: Promise<void>;
  /** Says whether a person can see it: a job that is not over is kept up to date meanwhile. At first no person can. */
  look(isLooking: boolean): void;
  /** Ends the reading under way and keeps what was read. `refresh` goes on. */
  stop(): void;
  /** Reads again what can have changed, and goes on where it was stopped. Never rejects; resolves when the reading has ended. */
  refresh(): Promise<void>;
  /** Reads every attempt, to compare the hosts. Never rejects. */
  compareHosts(): Promise<void>;
  /** Reads what a suspect host ran in other jobs. `hostId` is `TriageHost.id`. Never rejects. */
  lookElsewhere(hostId: string): Promise<void>;
}

interface Entry {
  readonly key: JobKey;
  readonly reader: JobTriageReader;
  /** Those who hold it, and whether a person can see it there. */
  readonly holders: Map<object, boolean>;
}

/**
 * Triages of jobs, each read once however many views show it. While a person sees one of a job that is not over, the job is asked
 * for at the pace of lists, a hundred jobs a call, and its failures are read again when their number is another one.
 */
export class TriageStore implements Disposable {
  readonly #options: TriageStoreOptions;
  readonly #open = new Map<string, Entry>();
  readonly #poller: Poller;
  #attention = false;

  constructor(options: TriageStoreOptions) {
    this.#options = options;
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random ?? Math.random,
      pace: () => (this.#attention && this.#followed().length > 0 ? BROWSING : undefined),
      round: (signal) => this.#round(signal),
    });
  }

  /** Begins to read the job's failures, or joins a reading that is under way. */
  open(key: JobKey): TriageHandle {
    const id = jobKeyId(key);
    const opened = this.#open.get(id) ?? this.#read(id, key);
    const { reader, holders } = opened;
    const holder = {};
    holders.set(holder, false);
    return {
      get triage() {
        return reader.triage;
      },
      onDidChange: reader.onDidChange,
      get done() {
        return reader.done;
      },
      look: (isLooking) => {
        if (holders.has(holder)) {
          holders.set(holder, isLooking);
          this.#poller.update();
        }
      },
      stop: () => {
        reader.stop();
      },
      refresh: () => reader.refresh(),
      compareHosts: () => reader.compareHosts(),
      lookElsewhere: (hostId) => reader.lookElsewhere(hostId),
      dispose: () => {
        if (holders.delete(holder) && holders.size === 0) {
          this.#open.delete(id);
          reader.dispose();
        }
        this.#poller.update();
      },
    };
  }

  /** Whether the window has the focus: nothing is kept up to date without it. */
  setAttention(isWatched: boolean): void {
    this.#attention = isWatched;
    this.#poller.update();
  }

  /** Names the causes of all failures again: the user's own rules changed. Never rejects. */
  async diagnoseAgain(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ reader }) => reader.diagnoseAgain()));
  }

  dispose(): void {
    this.#poller.stop();
    for (const { reader } of this.#open.values()) {
      reader.dispose();
    }
    this.#open.clear();
  }

  #read(id: string, key: JobKey): Entry {
    const entry: Entry = { key, reader: new JobTriageReader(key, this.#options), holders: new Map() };
    this.#open.set(id, entry);
    entry.reader.onDidChange(() => {
      this.#poller.update();
    });
    void entry.reader.refresh();
    return entry;
  }

  /** The jobs that a person sees and in which more can fail, and that nothing is read of now. */
  #followed(): readonly Entry[] {
    return [...this.#open.values()].filter(({ reader, holders }) => {
      const { goesOn, progress } = reader.triage;
      return goesOn && progress.state !== 'reading' && [...holders.values()].includes(true);
    });
  }

  async #round(signal: AbortSignal): Promise<Round> {
    const rounds: Round[] = [];
    for (const entries of groupedBy(this.#followed(), ({ key }) => connectionId(key.connection)).values()) {
      for (let first = 0; first < entries.length; first += BATCH) {
        rounds.push(await this.#follow(entries.slice(first, first + BATCH), signal));
      }
    }
    return rounds.reduce(
      (all, one) => ({
        changed: all.changed || one.changed,
        failed: all.failed || one.failed,
        retryAfterMs: Math.max(all.retryAfterMs ?? 0, one.retryAfterMs ?? 0) || undefined,
      }),
      NOTHING_NEW,
    );
  }

  /** Asks for jobs of one connection. Rejects only when aborted. */
  async #follow(entries: readonly Entry[], signal: AbortSignal): Promise<Round> {
    const { service, background = service, onError } = this.#options;
    const [first] = entries;
    if (!first) {
      return NOTHING_NEW;
    }
    try {
      const keys = entries.map(({ key }) => key);
      const parts = await background().fetchJobs(first.key.connection, keys, signal);
      const news = await Promise.all(
        entries.map(async ({ reader }, index) => {
          const part = parts[index];
          return part?.ok === true && (await reader.follow(part.value));
        }),
      );
      const faults = parts.flatMap((part) => (part.ok ? [] : part.fault));
      const retryAfterMs = Math.max(0, ...faults.map((fault) => fault.retryAfterMs ?? 0)) || undefined;
      return { changed: news.includes(true), failed: faults.length > 0, retryAfterMs };
    } catch (error) {
      signal.throwIfAborted();
      onError(error);
      return { changed: false, failed: true, retryAfterMs: toFault(error).retryAfterMs };
    }
  }
}
