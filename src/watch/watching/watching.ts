import { type Disposable, Emitter, type Event } from '../../core/async/event';
import type { News, NewsSubject } from '../../core/news';
import type { FarmDirectory, ThingSource } from '../../core/service/ports';
import { type Connection, sharesSignIn } from '../../core/session/sessionKey';
import { NewsRecords } from '../news/newsRecords';
import { isAboutTarget } from '../news/newsTargets';
import { NewsTeller, type NewsTellerOptions } from '../news/newsTeller';
import { KnownSessions } from '../sessions/knownSessions';
import { SessionStore } from '../sessions/sessionStore';
import type { SessionReadingsOptions } from '../sessions/sessionReadings';
import { Lease, type LeaseFile } from '../shared/lease';
import type { SharedRecords } from '../shared/sharedRecords';
import { BackgroundWatching } from './backgroundWatching';
import type { SignsService } from '../stuck/readSigns';
import { StuckWatching } from '../stuck/stuckWatching';
import { WatchedParts } from './watchedParts';
import { WatchedSessions } from './watchedSessions';
import { WatchList } from './watchList';

export interface WatchingOptions extends SessionReadingsOptions {
  readonly service: () => ReturnType<SessionReadingsOptions['service']> &
    Pick<FarmDirectory, 'fetchJobs' | 'sessions' | 'failedSessions' | 'sessionsOfWorker' | 'jobs'> &
    ThingSource &
    SignsService;
  readonly random: () => number;
  /** What people made: lists, what they watch. */
  readonly lists: SharedRecords;
  /** What was read, to be there at once in other windows and later ones. */
  readonly readings: SharedRecords;
  /** What people were told. */
  readonly news: SharedRecords;
  /** Puts what happened in words. */
  readonly newsWords: NewsTellerOptions['words'];
  /** Says which window asks for all. */
  readonly leaseFile: LeaseFile;
  /** This window; different for each. */
  readonly windowId: string;
  /** What people call it; missing for an empty window. */
  readonly windowName?: () => string | undefined;
  /** From one round to the next while a person looks, in milliseconds; the usual 15 s if missing. */
  readonly lookingMs?: () => number;
}

/** All that keeps what is watched up to date in one window, together with the other windows of this computer. */
export class Watching implements Disposable {
  readonly store: SessionStore;
  readonly known: KnownSessions;
  readonly list: WatchList;
  /** What is watched beside sessions. */
  readonly parts: WatchedParts;
  /** The sessions that are watched, by themselves or with their worker. */
  readonly sessions: WatchedSessions;
  readonly lease: Lease;
  /** What people were told on this computer. */
  readonly news: NewsRecords;
  /** Finds out what is stuck of what is watched. */
  readonly stuck: StuckWatching;
  readonly #options: WatchingOptions;
  readonly #background: BackgroundWatching;
  readonly #teller: NewsTeller;
  readonly #tellings = new Emitter<readonly News[]>();
  readonly #parts: readonly Disposable[];
  #isAttentive = false;

  /** Something happened that this window tells: all of one kind that were found together. */
  readonly onNews: Event<readonly News[]> = this.#tellings.event;

  constructor(options: WatchingOptions) {
    this.#options = options;
    const { lists, readings, leaseFile, windowId, windowName, clock, onError } = options;
    this.lease = new Lease({ file: leaseFile, id: windowId, name: windowName, clock, onError });
    this.store = new SessionStore({ ...options, lease: this.lease });
    this.known = new KnownSessions(readings, clock);
    this.list = new WatchList({ records: lists, now: () => clock.Date.now() });
    this.parts = new WatchedParts({ ...options, list: this.list, records: readings, lease: this.lease });
    const { list, store, parts, known } = this;
    this.sessions = new WatchedSessions({ list, workers: parts.workers, store, known });
    this.stuck = new StuckWatching({ ...options, list: this.sessions, store });
    this.news = new NewsRecords({ records: options.news, windowId, now: () => clock.Date.now() });
    this.#teller = new NewsTeller({
      list,
      store,
      sessions: this.sessions,
      parts,
      records: this.news,
      clock,
      words: options.newsWords,
      tell: (news) => {
        this.#tellings.fire(news);
      },
      onError,
    });
    const learning = this.known.onDidLearn(({ key, atMs, ...session }) => {
      this.store.learn(key, session, atMs);
    });
    this.#background = new BackgroundWatching({
      list,
      lease: this.lease,
      store,
      sessions: this.sessions,
      parts,
      stuck: this.stuck,
    });
    this.#parts = [
      this.#teller,
      this.news,
      this.#tellings,
      this.#background,
      this.stuck,
      this.sessions,
      learning,
      this.parts,
      this.list,
      this.known,
      this.store,
      this.lease,
      lists,
      readings,
    ];
  }

  /** Whether a person works in this window, and whether they can see anything of this in it. */
  async setAttention(isFocused: boolean, isLooking: boolean): Promise<void> {
    const attention = isFocused && isLooking;
    this.#isAttentive = attention;
    this.#background.setFocused(isFocused);
    this.#teller.setFocused(isFocused);
    if (attention && !this.list.isEmpty) {
      await this.#followOthers();
    }
    if (attention === this.#isAttentive) {
      this.store.setAttention(attention);
      this.parts.setAttention(attention);
    }
  }

  /** Whether something that news are about is watched: by itself, with its worker or with its queue. */
  isAboutWatched(about: Exclude<NewsSubject, { readonly kind: 'connection' }>): boolean {
    return (
      isAboutTarget(about, (id) => this.list.get(id) !== undefined) ||
      (about.kind === 'session' && this.sessions.has(about.key))
    );
  }

  /** Whether anything may be asked while no window has the focus. */
  allowBackground(isAllowed: boolean): void {
    this.#background.setAllowed(isAllowed);
  }

  /** Somebody signed in: what could not be read for want of that is tried again, but for sessions, which the store tries. */
  signedIn(connection: Connection): void {
    this.#teller.signedIn(connection);
    this.parts.retry(
      ({ key, fault }) => fault?.remedies.includes('signIn') === true && sharesSignIn(key.connection, connection),
    );
  }

  /** When the next round is due in this window; undefined while there is none. */
  get nextRoundMs(): number | undefined {
    const due = [this.store.nextRoundMs, this.parts.nextRoundMs].filter((ms) => ms !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** Looks now for what other windows wrote. */
  async look(): Promise<void> {
    const { lists, readings, news } = this.#options;
    await Promise.all([lists.look(), readings.look(), news.look()]);
  }

  /** No round is due earlier because another window takes over. */
  async #followOthers(): Promise<void> {
    const lastRoundMs = await this.lease.lastWorkMs();
    if (lastRoundMs !== undefined) {
      this.store.follow(lastRoundMs);
      this.parts.follow(lastRoundMs);
    }
  }

  dispose(): void {
    for (const part of this.#parts) {
      part.dispose();
    }
  }
}
