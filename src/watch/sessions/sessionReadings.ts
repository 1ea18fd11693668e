import type { Clock } from '../../core/async/clock';
import type { StudioRule } from '../../core/diagnosis';
import { isTransient, toFault } from '../../core/errors';
import type { LogReader } from '../../core/logs/pages/logReader';
import type { LogSource, SessionSource } from '../../core/service/ports';
import { createSemaphore } from '../../core/async/semaphore';
import { failingAction, isActive } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { type ElsewhereSource, readGoodLogs } from '../compare/goodLogs';
import { type FailureCauses, readDiagnosis } from './readDiagnosis';

export interface SessionReadingsOptions {
  /** Loaded at first use: nothing of the service exists before somebody wants to see a session. */
  readonly service: () => SessionSource & LogSource & Pick<LogReader, 'read'>;
  readonly clock: Clock;
  /** What names causes of failures; loaded at the first one. */
  readonly causes: () => FailureCauses;
  /** The user's own rules for naming causes of failures; none where missing. */
  readonly studioRules?: () => readonly StudioRule[];
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** A session of the store, and the work on it. */
export interface Entry {
  session: WatchedSession;
  /** How many views show it. */
  watchers: number;
  /** How many of them want it kept up to date in the background, too. */
  unattended: number;
  /** The reading under way; a second wish joins it. */
  reading: Promise<void> | undefined;
  /** The calls of a reading, which may still wait for others to end. */
  asking: Promise<void> | undefined;
  /** When it was last read in full. */
  readAtMs: number;
  /** When it was last known to be as it is. */
  knownAtMs: number;
  readonly ended: AbortController;
}

/** How many sessions are read in full at a time, but for those that a person asks for. */
const PARALLEL_READINGS = 4;

/** Whether a round would ask about a session: it is active, was read once, and may be read. */
export function isPollable({ snapshot, fault }: WatchedSession): boolean {
  return snapshot !== undefined && isActive(snapshot.session) && (!fault || isTransient(fault));
}

/** Reads sessions in full, few at a time, and says why they failed. Never rejects: a failure becomes the session's fault. */
export class SessionReadings {
  readonly #options: SessionReadingsOptions;
  readonly #change: (entry: Entry, change: Partial<WatchedSession>) => void;
  readonly #slots = createSemaphore(PARALLEL_READINGS);

  constructor(options: SessionReadingsOptions, change: (entry: Entry, change: Partial<WatchedSession>) => void) {
    this.#options = options;
    this.#change = change;
  }

  /** Reads a session when few enough others are read. */
  read(entry: Entry): Promise<void> {
    entry.reading ??= this.#readInTurn(entry).finally(() => {
      entry.reading = undefined;
    });
    return entry.reading;
  }

  /** Reads a session at once, because a person asked. */
  readAtOnce(entry: Entry): Promise<void> {
    return this.#readNow(entry);
  }

  /** Says once for each failure why it failed. A log that may not be read is explained where it is opened. */
  async diagnose(entry: Entry): Promise<void> {
    const { snapshot, diagnosis: known } = entry.session;
    const { signal } = entry.ended;
    const failing = snapshot && failingAction(snapshot);
    if (!failing || (known?.isLogRead && known.sessionActionId === failing.sessionActionId)) {
      return;
    }
    const { service, clock, onError, causes, studioRules } = this.#options;
    try {
      const diagnosis = await readDiagnosis({
        causes: causes(),
        source: service(),
        snapshot,
        nowMs: clock.Date.now(),
        studioRules: studioRules?.() ?? [],
        signal,
        onError,
      });
      this.#change(entry, { diagnosis });
    } catch (error) {
      if (!signal.aborted) {
        onError(error);
      }
    }
  }

  /**
   * Says again why a session failed, now that it can be compared with runs of other sessions that succeeded.
   *
   * @throws {UserError} why nothing can be compared; the signal's reason, once it is aborted
   */
  async diagnoseElsewhere(entry: Entry, source: ElsewhereSource, signal: AbortSignal): Promise<void> {
    const { snapshot } = entry.session;
    if (snapshot) {
      const { clock, onError, causes, studioRules } = this.#options;
      const goodLogs = await readGoodLogs({ source, signal }, snapshot);
      const tools = { causes: causes(), source, nowMs: clock.Date.now(), studioRules: studioRules?.() ?? [] };
      this.#change(entry, { diagnosis: await readDiagnosis({ ...tools, snapshot, signal, onError }, goodLogs) });
    }
  }

  /** A person who cannot wait may have had it read meanwhile. */
  async #readInTurn(entry: Entry): Promise<void> {
    const { readAtMs, ended } = entry;
    this.#change(entry, { loading: true });
    const leave = await this.#slots.enter(ended.signal).catch(() => undefined);
    try {
      if (leave && entry.readAtMs === readAtMs) {
        await this.#readNow(entry);
      }
    } finally {
      leave?.();
    }
  }

  #readNow(entry: Entry): Promise<void> {
    entry.asking ??= this.#ask(entry).finally(() => {
      entry.asking = undefined;
    });
    return entry.asking;
  }

  async #ask(entry: Entry): Promise<void> {
    const { signal } = entry.ended;
    if (!entry.session.loading) {
      this.#change(entry, { loading: true });
    }
    try {
      const snapshot = await this.#options.service().fetchSnapshot(entry.session.key, signal);
      entry.readAtMs = this.#options.clock.Date.now();
      entry.knownAtMs = entry.readAtMs;
      this.#change(entry, { snapshot, fault: undefined, loading: false, asOfMs: undefined });
      await this.diagnose(entry);
    } catch (error) {
      if (!signal.aborted) {
        this.#options.onError(error);
        this.#change(entry, { fault: toFault(error), loading: false });
      }
    }
  }
}
