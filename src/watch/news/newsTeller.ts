import type { Clock } from '../../core/async/clock';
import { delay } from '../../core/async/clock';
import { isAbort } from '../../core/errors';
import type { Disposable } from '../../core/async/event';
import { NEWS_KINDS, type News, type NewsSubject, signInId } from '../../core/news';
import { type Connection, keyId } from '../../core/session/sessionKey';
import type { SessionStore } from '../sessions/sessionStore';
import type { WatchedParts } from '../watching/watchedParts';
import type { WatchedSessions } from '../watching/watchedSessions';
import { idOf } from '../../core/farm/watchable';
import { type WatchList } from '../watching/watchList';
import type { Finding } from './findings';
import { isAboutTarget, type NewsFacts, type NewsTarget, targetsOf } from './newsTargets';

export interface NewsTellerOptions extends NewsFacts {
  readonly list: WatchList;
  readonly store: Pick<SessionStore, 'get' | 'onDidChange'>;
  readonly sessions: Pick<WatchedSessions, 'things' | 'onDidChange'>;
  readonly parts: Pick<WatchedParts, 'get' | 'onDidChange'>;
  readonly clock: Clock;
  /** Tells a person, in this window: all of one kind that were found together. */
  readonly tell: (news: readonly News[]) => void;
  readonly onError: (error: unknown) => void;
}

/** How long others of the same round are waited for, so that many at once are told as one. */
export const GATHER_MS = 500;
/** How long after a claim it is certain that no other window was first. */
export const SETTLE_MS = 300;
/** How long the cause of a failure is waited for. */
export const PATIENCE_MS = 10_000;
/** How long a window waits for the one that read something to tell it: that one may have been killed. */
export const ORPHAN_MS = 15_000;

interface Pending {
  readonly finding: Finding;
  readonly target: NewsTarget;
  readonly sinceMs: number;
  /** Whether only other windows have read it. */
  readonly isLearned: boolean;
}

/**
 * Tells what happens to what is watched, once on this computer.
 *
 * What is told follows from the state of sessions and jobs, not from changes: so nothing is lost that happened between two rounds,
 * while no window was open, or in the second in which a window was killed. The window that read a change tells it, after
 * `GATHER_MS + SETTLE_MS`; a failure waits up to `PATIENCE_MS` for its cause. Other windows tell it where that one did not within
 * `ORPHAN_MS`. A shared record of each event keeps any window from telling it again.
 */
export class NewsTeller implements Disposable {
  readonly #options: NewsTellerOptions;
  /** By the IDs of targets. */
  readonly #pending = new Map<string, Pending>();
  readonly #subscriptions: readonly Disposable[];
  readonly #ended = new AbortController();
  #targets: ReadonlyMap<string, NewsTarget> = new Map();
  #timer: unknown;
  #telling: Promise<void> = Promise.resolve();
  #isFocused = false;

  constructor(options: NewsTellerOptions) {
    this.#options = options;
    const { list, store, sessions, parts, records } = options;
    const follow = (): void => {
      this.#follow(true);
    };
    this.#subscriptions = [
      list.onDidChange(follow),
      sessions.onDidChange(follow),
      store.onDidChange(({ session, isLearned }) => {
        this.#consider(keyId(session.key), isLearned === true);
      }),
      parts.onDidChange(({ part, previous, isLearned }) => {
        if (part.kind === 'queue' && previous.kind === 'queue' && part.failing !== previous.failing) {
          this.#follow(isLearned === true);
        }
        this.#consider(idOf(part), isLearned === true);
      }),
      records.onDidChange(() => {
        this.#dropTold();
      }),
    ];
    this.#follow(true);
    records.prune(({ about }) => this.#isTarget(about));
    records.jobIds
      .filter((id) => !this.#targets.has(id))
      .forEach((id) => {
        records.keepJob(id, undefined);
      });
  }

  /** Whether a person works in this window: what is told in no such window is missed. */
  setFocused(isFocused: boolean): void {
    this.#isFocused = isFocused;
  }

  /** Somebody signed in: that the sign-in ended can be told again. */
  signedIn(connection: Connection): void {
    this.#options.records.forget([signInId(connection)]);
  }

  dispose(): void {
    this.#ended.abort();
    this.#options.clock.clearTimeout(this.#timer);
    for (const one of this.#subscriptions) {
      one.dispose();
    }
  }

  /**
   * Takes in what is watched now.
   * @param isLearned whether another window may have read what is new
   */
  #follow(isLearned: boolean): void {
    const { records } = this.#options;
    const before = this.#targets;
    this.#targets = targetsOf(this.#options);
    for (const id of before.keys()) {
      if (!this.#targets.has(id)) {
        this.#pending.delete(id);
        if (records.jobBefore(id)) {
          records.keepJob(id, undefined);
        }
      }
    }
    for (const id of this.#targets.keys()) {
      if (!before.has(id)) {
        this.#consider(id, isLearned);
      }
    }
    this.#schedule();
  }

  /** Whether news are about something that is watched. */
  #isTarget(about: NewsSubject): boolean {
    return about.kind === 'connection' || isAboutTarget(about, (id) => this.#targets.has(id));
  }

  #consider(id: string, isLearned: boolean): void {
    const target = this.#targets.get(id);
    const finding = target?.find();
    if (!target || !finding || this.#options.records.isTold(finding.id)) {
      if (this.#pending.delete(id)) {
        this.#schedule();
      }
      return;
    }
    const known = this.#pending.get(id);
    const isSame = known?.finding.id === finding.id;
    this.#pending.set(id, {
      target,
      finding,
      sinceMs: isSame ? known.sinceMs : this.#options.clock.Date.now(),
      isLearned: isLearned && (!isSame || known.isLearned),
    });
    this.#schedule();
  }

  #dropTold(): void {
    for (const [id, { finding }] of this.#pending) {
      if (this.#options.records.isTold(finding.id)) {
        this.#pending.delete(id);
      }
    }
    this.#schedule();
  }

  /** One timer, while there is something to tell. */
  #schedule(): void {
    const { clock } = this.#options;
    clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    const nowMs = clock.Date.now();
    for (const [id, one] of this.#pending) {
      if (one.sinceMs > nowMs) {
        // The clock was set back.
        this.#pending.set(id, { ...one, sinceMs: nowMs });
      }
    }
    const dueMs = Math.min(...NEWS_KINDS.map((kind) => this.#dueMs(kind)));
    if (dueMs < Infinity && !this.#ended.signal.aborted) {
      this.#timer = clock.setTimeout(
        () => {
          this.#flush();
        },
        Math.max(0, dueMs - nowMs),
      );
    }
  }

  /** When the next of a kind are told: together, once the causes of all are known. */
  #dueMs(kind: Finding['kind']): number {
    const all = [...this.#pending.values()].filter(({ finding }) => finding.kind === kind);
    const own = all.filter(({ isLearned }) => !isLearned);
    const patienceMs = own.every(({ finding }) => finding.isWhole) ? GATHER_MS : PATIENCE_MS;
    return Math.min(
      ...own.map(({ sinceMs }) => sinceMs + patienceMs),
      ...all.filter(({ isLearned }) => isLearned).map(({ sinceMs }) => sinceMs + ORPHAN_MS),
    );
  }

  #flush(): void {
    const nowMs = this.#options.clock.Date.now();
    for (const kind of NEWS_KINDS) {
      if (this.#dueMs(kind) > nowMs) {
        continue;
      }
      const taken = [...this.#pending].filter(([, { finding, isLearned, sinceMs }]) => {
        const ageMs = nowMs - sinceMs;
        const isDue = isLearned ? ageMs >= ORPHAN_MS : finding.isWhole || ageMs >= PATIENCE_MS;
        return finding.kind === kind && isDue;
      });
      taken.forEach(([id]) => this.#pending.delete(id));
      if (taken.length > 0) {
        this.#telling = this.#telling.then(() => this.#tell(taken.map(([, pending]) => pending)));
      }
    }
    this.#schedule();
  }

  async #tell(all: readonly Pending[]): Promise<void> {
    const { records, clock, tell, onError } = this.#options;
    try {
      await records.look();
      const nowMs = clock.Date.now();
      const news = new Map<string, News>();
      for (const { finding, target } of all) {
        const words = records.isTold(finding.id) ? undefined : target.words(finding);
        if (words) {
          const { id, kind, about, atMs = nowMs } = finding;
          news.set(id, { id, kind, about, atMs, ...words });
        }
      }
      records.claim([...news.values()], !this.#isFocused);
      await delay(clock, SETTLE_MS, this.#ended.signal);
      await records.look();
      const own = [...news.values()].filter(({ id }) => records.isOwn(id));
      if (own.length > 0) {
        tell(own);
      }
    } catch (error) {
      if (!isAbort(error)) {
        onError(error);
      }
    }
  }
}
