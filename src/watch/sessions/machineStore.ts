/** The host's measurements of sessions whose page is open, out of their workers' logs: one call a reading. */
import type { Clock } from '../../core/async/clock';
import { isAbort } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { type HostSample, hostSamplesOf } from '../../core/metrics/hostMetrics';
import type { LogSource } from '../../core/service/ports';
import type { SessionSnapshot } from '../../core/session/session';
import { type SessionKey, keyId } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';

export interface MachineStoreOptions {
  readonly service: () => LogSource;
  readonly clock: Clock;
  /** Told of every failure, for the output channel: a page without a curve is complete. */
  readonly onError: (error: unknown) => void;
}

interface Entry {
  readonly work: AbortController;
  readonly atMs: number;
  samples: readonly HostSample[] | undefined;
  isReading: boolean;
}

/** Agents write once a minute; the log of an active session is read again no sooner than this. */
const AGAIN_MS = 120_000;
/** The last measurement before a session and the first one after it frame its own. */
const AROUND_MS = 60_000;
const MOST_KEPT = 50;

/**
 * Reads what a worker's agent wrote about its host while a session ran: the newest page of that time. Undefined where the worker
 * keeps its log to itself; rejects as the source does.
 */
export async function readHostSamples(
  source: LogSource,
  { key, session }: Pick<SessionSnapshot, 'key' | 'session'>,
  untilMs: number,
  signal: AbortSignal,
): Promise<readonly HostSample[] | undefined> {
  const { workerLog, fleetId, startedAtMs } = session;
  if (!workerLog || workerLog.error !== undefined) {
    return undefined;
  }
  const location = { connection: key.connection, farmId: key.farmId, owner: fleetId, configuration: workerLog };
  const events = await source.between(location, startedAtMs - AROUND_MS, untilMs + AROUND_MS, signal);
  return hostSamplesOf(events ?? []);
}

/** Reads for the views that show it, and keeps what it has read for a while. */
export class MachineStore implements Disposable {
  readonly #options: MachineStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Emitter<SessionKey>();

  /** A session's measurements were read. */
  readonly onDidRead: Event<SessionKey> = this.#changes.event;

  constructor(options: MachineStoreOptions) {
    this.#options = options;
  }

  /** What is known; begins to read where that is nothing or too old. Undefined where there is none. */
  get(snapshot: SessionSnapshot): readonly HostSample[] | undefined {
    const id = keyId(snapshot.key);
    const known = this.#entries.get(id);
    const nowMs = this.#options.clock.Date.now();
    // The end of a session is read once more after it: its last measurements come late.
    const { endedAtMs = nowMs } = snapshot.session;
    const isWhole = (atMs: number): boolean => !isActive(snapshot.session) && atMs > endedAtMs + AROUND_MS;
    if (known && (known.isReading || nowMs - known.atMs < AGAIN_MS || isWhole(known.atMs))) {
      return known.samples;
    }
    const entry: Entry = { work: new AbortController(), atMs: nowMs, samples: known?.samples, isReading: true };
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    this.#dropOldest();
    readHostSamples(this.#options.service(), snapshot, endedAtMs, entry.work.signal).then(
      (samples) => {
        entry.isReading = false;
        entry.samples = samples && samples.length > 0 ? Object.freeze(samples) : undefined;
        if (entry.samples) {
          this.#changes.fire(snapshot.key);
        }
      },
      (error: unknown) => {
        entry.isReading = false;
        if (!isAbort(error)) {
          this.#options.onError(error);
        }
      },
    );
    return entry.samples;
  }

  /** No view shows it any more. */
  close(key: SessionKey): void {
    const entry = this.#entries.get(keyId(key));
    if (entry?.isReading) {
      entry.work.abort();
      this.#entries.delete(keyId(key));
    }
  }

  dispose(): void {
    this.#entries.forEach(({ work }) => {
      work.abort();
    });
    this.#entries.clear();
    this.#changes.dispose();
  }

  #dropOldest(): void {
    const [oldest] = this.#entries;
    if (oldest && this.#entries.size > MOST_KEPT) {
      oldest[1].work.abort();
      this.#entries.delete(oldest[0]);
    }
  }
}
