import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { type News, parseNews } from '../../core/news';
import type { SharedRecords } from '../shared/sharedRecords';
import type { JobBefore } from './findings';

/** News as all windows of this computer keep them. */
export interface ToldNews {
  readonly news: News;
  /** When they were told, epoch ms. */
  readonly toldAtMs: number;
  /** Whether no window was in front then. */
  readonly isMissed: boolean;
  /** `new` until a person has looked at what is new; `seen` until it is cleared. */
  readonly state: 'new' | 'seen' | 'cleared';
}

export interface NewsRecordsOptions {
  readonly records: SharedRecords;
  /** This window; different for each. */
  readonly windowId: string;
  readonly now: () => number;
}

/** What a record holds. Other versions may add to it. */
interface Kept extends Pick<ToldNews, 'toldAtMs' | 'isMissed' | 'state'> {
  /** The window that tells. */
  readonly by: string;
  readonly news: News;
}

const KIND = 'news';
const JOB_KIND = 'newsOfJob';
/** For how long news that a person has seen stay in the list. */
const SEEN_MS = 7 * 24 * 3_600_000;

/**
 * What was told on this computer: the same in all windows, and kept over windows. An event whose record is there is told by no window
 * again, whatever else the record says: another version may have written it.
 */
export class NewsRecords implements Disposable {
  readonly #options: NewsRecordsOptions;
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  #all: readonly ToldNews[] | undefined;

  /** Something was told or seen, in this window or another one. */
  readonly onDidChange: Event<void> = this.#changes.event;

  constructor(options: NewsRecordsOptions) {
    this.#options = options;
    this.#subscription = options.records.onDidChange((changed) => {
      if (changed.has(KIND)) {
        this.#all = undefined;
        this.#changes.fire();
      }
    });
  }

  /** All that was told, what happened last on top. */
  get all(): readonly ToldNews[] {
    const { records } = this.#options;
    return (this.#all ??= records
      .ids(KIND)
      .flatMap((id) => parseKept(records.get(KIND, id)) ?? [])
      .sort((one, other) => other.news.atMs - one.news.atMs));
  }

  /** What was told while no window was in front and is not cleared, what happened last on top. */
  get missed(): readonly ToldNews[] {
    return this.all.filter(({ isMissed, state }) => isMissed && state !== 'cleared');
  }

  isTold(id: string): boolean {
    return this.#options.records.has(KIND, id);
  }

  /** Takes it on to tell news. Other windows may do the same at this moment: `isOwn` says later who does. */
  claim(all: readonly News[], isMissed: boolean): void {
    const { records, windowId, now } = this.#options;
    const rest = { by: windowId, toldAtMs: now(), isMissed, state: 'new' as const };
    records.put(all.map((news) => ({ kind: KIND, id: news.id, value: { ...rest, news } satisfies Kept })));
  }

  /** Whether this window tells news that it has claimed. */
  isOwn(id: string): boolean {
    return asRecord(this.#options.records.get(KIND, id)).by === this.#options.windowId;
  }

  /** Looks now for what other windows wrote. */
  look(): Promise<void> {
    return this.#options.records.look();
  }

  /** A person has looked at news. */
  see(which: (one: ToldNews) => boolean): void {
    this.#move(
      this.all.filter((one) => one.state === 'new' && which(one)),
      'seen',
    );
  }

  /** Takes news out of the list. Returns what puts them back. */
  clear(all: readonly ToldNews[]): () => void {
    this.#move(all, 'cleared');
    return () => {
      this.#move(all, 'seen');
    };
  }

  /** Lets an event be told again: it is over, and may come back. */
  forget(ids: readonly string[]): void {
    const { records } = this.#options;
    records.put(ids.filter((id) => this.isTold(id)).map((id) => ({ kind: KIND, id, value: undefined })));
  }

  /** Drops what is no longer needed: news of what is not watched now and that a person cleared, or saw long ago. */
  prune(isWatched: (news: News) => boolean): void {
    const oldMs = this.#options.now() - SEEN_MS;
    const isKept = ({ news, state, isMissed, toldAtMs }: ToldNews): boolean =>
      isWatched(news) || (state === 'new' && isMissed) || (state === 'seen' && isMissed && toldAtMs > oldMs);
    this.forget(this.all.filter((one) => !isKept(one)).map(({ news }) => news.id));
  }

  /** What a job was when somebody began to watch it; undefined before it was read. */
  jobBefore(id: string): JobBefore | undefined {
    const stored = this.#options.records.get(JOB_KIND, id);
    const { hasFailed, ended, episode } = asRecord(stored);
    return stored === undefined
      ? undefined
      : {
          hasFailed: hasFailed === true,
          ended: typeof ended === 'string' ? ended : undefined,
          episode: typeof episode === 'number' ? episode : 0,
        };
  }

  /** Keeps that; undefined for a job that is not watched any more. */
  keepJob(id: string, before: JobBefore | undefined): void {
    this.#options.records.put([{ kind: JOB_KIND, id, value: before }]);
  }

  /** The jobs of which something is kept. */
  get jobIds(): readonly string[] {
    return this.#options.records.ids(JOB_KIND);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
    this.#options.records.dispose();
  }

  #move(all: readonly ToldNews[], state: ToldNews['state']): void {
    this.#options.records.put(
      all.map(({ news, toldAtMs, isMissed }) => {
        const { by } = asRecord(this.#options.records.get(KIND, news.id));
        return { kind: KIND, id: news.id, value: { by, news, toldAtMs, isMissed, state } };
      }),
    );
  }
}

function parseKept(value: unknown): ToldNews | undefined {
  const { toldAtMs, isMissed, state, news: stored } = asRecord(value);
  const news = parseNews(stored);
  return (
    news && {
      news,
      toldAtMs: typeof toldAtMs === 'number' ? toldAtMs : news.atMs,
      isMissed: isMissed === true,
      state: state === 'seen' || state === 'cleared' ? state : 'new',
    }
  );
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
