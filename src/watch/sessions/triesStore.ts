import type { Clock } from '../../core/async/clock';
import { isAbort } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { type SessionKey, keyId } from '../../core/session/sessionKey';
import type { SessionSnapshot } from '../../core/session/session';
import type { TaskTries } from '../../core/triage/taskTries';
import { type TriesService, failedRun, readTries } from './readTries';

export interface TriesStoreOptions {
  readonly service: () => TriesService;
  readonly clock: Clock;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** What was read of a session's failed task, or is being read. */
interface Entry {
  readonly work: AbortController;
  readonly atMs: number;
  /** Stays while they are read again. */
  tries: TaskTries | undefined;
  isReading: boolean;
  /** Whether they are to be read again when somebody asks. */
  isStale: boolean;
}

/** How long tries are kept once no view shows them. */
const FRESH_MS = 60_000;
const MOST_KEPT = 100;

/** The tries of tasks that failed in sessions: read once while somebody looks, and kept for a short time. */
export class TriesStore implements Disposable {
  readonly #options: TriesStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Emitter<SessionKey>();

  /** The tries of a session's failed task were read. */
  readonly onDidRead: Event<SessionKey> = this.#changes.event;

  constructor(options: TriesStoreOptions) {
    this.#options = options;
  }

  /** What is known; begins to read it where that is nothing. Undefined also for sessions in which no task failed. */
  get(snapshot: SessionSnapshot): TaskTries | undefined {
    const run = failedRun(snapshot);
    if (!run) {
      return undefined;
    }
    const id = `${keyId(snapshot.key)} ${run.action.sessionActionId}`;
    const known = this.#entries.get(id);
    if (known && !known.isStale) {
      return known.tries;
    }
    known?.work.abort();
    const atMs = this.#options.clock.Date.now();
    const entry: Entry = { work: new AbortController(), atMs, tries: known?.tries, isReading: true, isStale: false };
    this.#entries.set(id, entry);
    this.#dropOldest();
    readTries(this.#options.service(), snapshot, run, entry.work.signal).then(
      (tries) => {
        entry.tries = tries && Object.freeze(tries);
        entry.isReading = false;
        this.#changes.fire(snapshot.key);
      },
      (error: unknown) => {
        entry.isReading = false;
        if (!isAbort(error)) {
          this.#options.onError(error);
        }
      },
    );
    return entry.tries;
  }

  /** Somebody begins to look: what was read a while ago is read again. */
  open(key: SessionKey): void {
    const nowMs = this.#options.clock.Date.now();
    this.#makeStale(key, ({ atMs }) => nowMs - atMs >= FRESH_MS);
  }

  /** A person asked for a new reading: it begins when they are asked for next. */
  refresh(key: SessionKey): void {
    this.#makeStale(key, () => true);
  }

  /** No view shows it any more: a reading under way is stopped, and starts again when a view shows it. */
  close(key: SessionKey): void {
    for (const entry of this.#entriesOf(key)) {
      entry.isStale ||= entry.isReading;
      entry.work.abort();
    }
  }

  dispose(): void {
    this.#entries.forEach(({ work }) => {
      work.abort();
    });
    this.#entries.clear();
    this.#changes.dispose();
  }

  #makeStale(key: SessionKey, isStale: (entry: Entry) => boolean): void {
    for (const entry of this.#entriesOf(key)) {
      entry.isStale ||= isStale(entry);
    }
  }

  #entriesOf(key: SessionKey): readonly Entry[] {
    return [...this.#entries].flatMap(([id, entry]) => (id.startsWith(`${keyId(key)} `) ? [entry] : []));
  }

  #dropOldest(): void {
    const [oldest] = this.#entries;
    if (oldest && this.#entries.size > MOST_KEPT) {
      oldest[1].work.abort();
      this.#entries.delete(oldest[0]);
    }
  }
}
