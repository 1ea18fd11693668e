import { toFault } from '../../core/errors';
import { MOST_EMPTY_PAGES } from '../../core/farm/farm';
import { workerKeyId } from '../../core/farm/farmKeys';
import { isFaultOfOne, type WatchedWorker } from '../../core/farm/watchedParts';
import type { FarmDirectory, ThingSource } from '../../core/service/ports';
import type { WorkerSession } from '../../core/session/session';
import type { Connection } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import type { WatchedThing } from './watchList';
import { WatchedThings, type WatchedThingsOptions } from './watchedThings';

export interface WatchedWorkersOptions extends WatchedThingsOptions {
  readonly service: () => Pick<FarmDirectory, 'sessionsOfWorker'> & ThingSource;
}

/** How a worker was asked for. */
interface Asked {
  /** When its sessions were listed last, and how many calls that took. */
  readonly listedMs: number;
  readonly pages: number;
  /** When its own state was read last; missing before the first time. */
  readonly stateMs: number | undefined;
}

/** Sessions that are over and kept of a worker. */
const MOST_JOINED = 20;
const MOST_PAGES = 10;
/** A worker's sessions are listed again after so much time for each page that the list had: 60 calls an hour at most. */
const LISTING_MS = 60_000;
/** The state of a worker that runs nothing is read so often: 12 calls an hour. */
const STATE_MS = 300_000;

/**
 * The workers that people watch, with the sessions that they run: new ones join as they start. A page of its sessions is listed once a
 * minute, and its own state read every five while it runs nothing: at most 72 calls an hour for each. It ends when the worker is stopped
 * or deleted.
 */
export class WatchedWorkers extends WatchedThings<WatchedWorker> {
  readonly #service: WatchedWorkersOptions['service'];
  readonly #asked = new Map<string, Asked>();

  constructor(options: WatchedWorkersOptions) {
    super('worker', options);
    this.#service = options.service;
  }

  protected override restored({ key, sinceMs, name }: WatchedThing, kept: unknown): WatchedWorker {
    const stored = (kept ?? {}) as Partial<WatchedWorker>;
    // What was kept when it was watched before says nothing of this time.
    const isOfNow = typeof stored.beganMs === 'number' && stored.beganMs >= sinceMs && Array.isArray(stored.sessions);
    const {
      beganMs,
      status,
      hostName = name,
      sessions = [],
      isOldEnd = false,
    } = isOfNow ? stored : ({} as typeof stored);
    // Other versions kept no time of the service.
    const lastMs = (isOfNow ? stored.lastMs : undefined) ?? beganMs ?? 0;
    return {
      kind: 'worker',
      key: key as WatchedWorker['key'],
      beganMs,
      lastMs,
      status,
      hostName,
      sessions,
      isOldEnd,
      fault: undefined,
    };
  }

  protected override toKeep({ key, beganMs, lastMs, status, hostName, sessions, isOldEnd }: WatchedWorker): object {
    return { key, beganMs, lastMs, status, hostName, sessions, isOldEnd };
  }

  protected override forget(id: string): void {
    this.#asked.delete(id);
  }

  protected override async read(
    _connection: Connection,
    workers: readonly WatchedWorker[],
    signal: AbortSignal,
  ): Promise<{ readonly changed: boolean }> {
    let changed = false;
    for (const known of workers) {
      const asked = this.#asked.get(workerKeyId(known.key));
      if (asked && !this.isPast(asked.listedMs, asked.pages * LISTING_MS)) {
        continue;
      }
      try {
        changed = this.change(known, { ...(await this.#readOne(known, asked, signal)), fault: undefined }) || changed;
      } catch (error) {
        signal.throwIfAborted();
        const fault = toFault(error);
        if (!isFaultOfOne(fault)) {
          throw error;
        }
        this.onError(error);
        changed = this.change(known, { fault }) || changed;
      }
    }
    return { changed };
  }

  async #readOne(known: WatchedWorker, asked: Asked | undefined, signal: AbortSignal): Promise<Partial<WatchedWorker>> {
    const { key, beganMs = this.nowMs } = known;
    const { listed, pages } = await this.#list(known, signal);
    const lastMs = known.beganMs === undefined ? lastStart(listed) : known.lastMs;
    const before = new Set(known.sessions.map(({ sessionId }) => sessionId));
    const joined = listed
      .filter((session) => isActive(session) || session.startedAtMs > lastMs || before.has(session.sessionId))
      .sort((one, other) => other.startedAtMs - one.startedAtMs);
    const over = joined.filter((session) => !isActive(session)).slice(0, MOST_JOINED);
    const sessions = joined.filter((session) => isActive(session) || over.includes(session));
    const isIdle = !sessions.some(isActive);
    const isStateDue =
      known.beganMs === undefined || (isIdle && (asked?.stateMs === undefined || this.isPast(asked.stateMs, STATE_MS)));
    const { status, hostName } = isStateDue
      ? await this.#service().fetchThing(key.connection, { kind: 'worker', ...pathOf(key) }, signal)
      : known;
    const stateMs = isStateDue ? this.nowMs : asked?.stateMs;
    this.#asked.set(workerKeyId(key), { listedMs: this.nowMs, pages, stateMs });
    const isOldEnd = (known.beganMs === undefined || known.isOldEnd) && status === 'STOPPED' && isIdle;
    return { beganMs, lastMs, status, hostName, sessions, isOldEnd };
  }

  async #list({ key }: WatchedWorker, signal: AbortSignal): Promise<{ listed: WorkerSession[]; pages: number }> {
    const { farmId, fleetId, workerId } = key;
    const listing = this.#service().sessionsOfWorker(key.connection, farmId, fleetId, workerId, signal);
    const listed: WorkerSession[] = [];
    let token: string | undefined;
    for (let pages = 1, empty = 0; ; pages += 1) {
      const { items, next } = await listing.page(token);
      listed.push(...items);
      empty = items.length === 0 ? empty + 1 : 0;
      if (next === undefined || next === token || pages >= MOST_PAGES || empty >= MOST_EMPTY_PAGES) {
        return { listed, pages };
      }
      token = next;
    }
  }
}

function lastStart(sessions: readonly WorkerSession[]): number {
  return sessions.reduce((last, { startedAtMs }) => Math.max(last, startedAtMs), 0);
}

function pathOf({ farmId, fleetId, workerId }: WatchedWorker['key']): Omit<WatchedWorker['key'], 'connection'> {
  return { farmId, fleetId, workerId };
}
