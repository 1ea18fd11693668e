import { DisposableStore } from '../../core/async/disposableStore';
import type { Clock } from '../../core/async/clock';
import { sameFault, toFault } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { isPartOpen, isPartUnread, type WatchedPart } from '../../core/farm/watchedParts';
import { type Connection, connectionId } from '../../core/session/sessionKey';
import { NOTHING_NEW, Poller, type Round, WATCHING } from '../poller';
import type { Lease } from '../shared/lease';
import type { SharedRecords } from '../shared/sharedRecords';
import { idOf, type Watchable } from '../../core/farm/watchable';
import { type WatchedThing, type WatchList } from './watchList';

/** A change of one watched thing: what it is now, and what it was. */
export interface PartChange<Part extends WatchedPart = WatchedPart> {
  readonly part: Part;
  readonly previous: Part;
  /** Whether another window read it: that one tells people of it. */
  readonly isLearned?: boolean;
}

export interface WatchedThingsOptions {
  readonly list: WatchList;
  /** Where it is kept what things are, for other windows and later ones. */
  readonly records: SharedRecords;
  readonly clock: Clock;
  readonly random: () => number;
  /** Says which window polls in the background. */
  readonly lease?: Pick<Lease, 'begin'>;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

const LEEWAY_MS = 5_000;

/**
 * What people watch of one kind, beside sessions: asked for once a minute, by the connections that it is on, while a person looks or
 * this window does it for all. What is over is not asked for again until somebody looks. All windows draw the same, because what one
 * reads is a shared record.
 */
export abstract class WatchedThings<Part extends WatchedPart> implements Disposable {
  readonly #options: WatchedThingsOptions;
  readonly #kind: Part['kind'];
  readonly #parts = new Map<string, Part>();
  readonly #changes = new Emitter<PartChange<Part>>();
  readonly #poller: Poller;
  readonly #owned = new DisposableStore();
  readonly #ended = new AbortController();
  #attention = false;
  #watching = false;

  readonly onDidChange: Event<PartChange<Part>> = this.#changes.event;

  /** @param kind of the watched things, and of the records that are kept of them */
  constructor(kind: Part['kind'], options: WatchedThingsOptions) {
    this.#kind = kind;
    this.#options = options;
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () => (this.#isWanted && this.#open().length > 0 ? WATCHING : undefined),
      round: (signal) => this.#pollingRound(signal),
    });
    this.#owned.add(
      options.list.onDidChange(() => {
        this.#follow();
      }),
      options.records.onDidChange((changed) => {
        this.#learn(changed.get(kind) ?? []);
      }),
    );
    this.#follow();
  }

  get(key: Part['key']): Part | undefined {
    return this.#parts.get(this.#idOf(key));
  }

  all(): readonly Part[] {
    return [...this.#parts.values()];
  }

  /** When the next round is due; undefined while there is none. */
  get nextRoundMs(): number | undefined {
    return this.#poller.nextRoundMs;
  }

  /** Whether a person can see anything of this. */
  setAttention(attention: boolean): void {
    this.#attention = attention;
    this.#readUnread();
    this.#poller.update();
  }

  /** Whether this window keeps up to date, for all windows, what is watched in the background. */
  setWatching(isWatching: boolean): void {
    this.#watching = isWatching;
    this.#readUnread();
    this.#poller.update();
  }

  /** Takes in when another window made the last round for all. */
  follow(lastRoundMs: number): void {
    this.#poller.follow(lastRoundMs);
  }

  /** Tries things again whose fault may be over. */
  retry(isDue: (part: Part) => boolean): void {
    for (const part of this.all().filter((one) => one.fault && isDue(one))) {
      this.change(part, { fault: undefined } as Partial<Part>);
    }
    this.#readUnread();
    this.#poller.hurry();
  }

  /** Reads a thing again because a person asked. */
  async refresh(key: Part['key']): Promise<void> {
    const part = this.get(key);
    if (part) {
      this.forget(this.#idOf(key));
      await this.#round([part], this.#ended.signal);
      this.#poller.hurry();
    }
  }

  dispose(): void {
    this.#ended.abort();
    this.#poller.stop();
    this.#owned.dispose();
    this.#changes.dispose();
  }

  protected get nowMs(): number {
    return this.#options.clock.Date.now();
  }

  /** Whether so long has passed since a time, within what rounds come early; also where the clock was set back. */
  protected isPast(sinceMs: number, forMs: number): boolean {
    const agoMs = this.nowMs - sinceMs;
    return agoMs < 0 || agoMs >= forMs - LEEWAY_MS;
  }

  /**
   * A thing as a record tells it, which another version may have written.
   * @param kept undefined where there is no record
   */
  protected abstract restored(thing: WatchedThing, kept: unknown): Part;

  /** What is kept of a thing that was read. */
  protected abstract toKeep(part: Part): object;

  /**
   * Asks once about things of one connection, and says what became different through `change`.
   * @throws what concerns all of them, as that nobody is signed in
   */
  protected abstract read(
    connection: Connection,
    parts: readonly Part[],
    signal: AbortSignal,
  ): Promise<{ readonly changed: boolean }>;

  /** Forgets how a thing was asked for: it is watched no longer, or a person wants all of it again. */
  protected abstract forget(id: string): void;

  protected onError(error: unknown): void {
    this.#options.onError(error);
  }

  /** Returns whether anything is different. */
  protected change({ key }: Part, change: Partial<Part>): boolean {
    const known = this.get(key);
    const now = known && { ...known, ...change };
    if (!now || (this.#isSame(known, now) && sameFault(known.fault, now.fault))) {
      return false;
    }
    this.#replace(known, now);
    if (!now.fault) {
      this.#options.records.put([{ kind: this.#kind, id: this.#idOf(key), value: this.toKeep(now) }]);
    }
    return true;
  }

  /** Takes in what is watched now. */
  #follow(): void {
    const wanted = new Map(
      this.#options.list.things.flatMap((thing) => (thing.kind === this.#kind ? [[thing.id, thing] as const] : [])),
    );
    for (const id of this.#parts.keys()) {
      if (!wanted.has(id)) {
        this.#parts.delete(id);
        this.forget(id);
      }
    }
    for (const [id, thing] of wanted) {
      if (!this.#parts.has(id)) {
        this.#parts.set(id, this.#restored(thing));
      }
    }
    this.#readUnread();
    this.#poller.update();
  }

  #restored(thing: WatchedThing): Part {
    return Object.freeze(this.restored(thing, this.#options.records.get(this.#kind, thing.id)));
  }

  /** Takes in what other windows read. */
  #learn(ids: Iterable<string>): void {
    for (const id of ids) {
      const known = this.#parts.get(id);
      const thing = known && this.#options.list.get(id);
      const kept = thing && this.#restored(thing);
      if (known && kept && !isPartUnread(kept) && !this.#isSame(known, kept)) {
        this.#replace(known, kept, true);
        this.#poller.update();
      }
    }
  }

  #readUnread(): void {
    const unread = this.#isWanted ? this.all().filter((part) => isPartUnread(part) && !part.fault) : [];
    if (unread.length > 0) {
      void this.#round(unread, this.#ended.signal).catch(() => undefined);
    }
  }

  get #isWanted(): boolean {
    return this.#attention || this.#watching;
  }

  /** What a round would ask about. */
  #open(): readonly Part[] {
    return this.all().filter(isPartOpen);
  }

  async #pollingRound(signal: AbortSignal): Promise<Round> {
    const mayAsk = this.#attention || (await this.#options.lease?.begin()) !== false;
    return mayAsk ? this.#round(this.#open(), signal) : NOTHING_NEW;
  }

  async #round(parts: readonly Part[], signal: AbortSignal): Promise<Round> {
    const outcome = { changed: false, errors: [] as unknown[], isAnswered: false };
    for (const group of byConnection(parts)) {
      try {
        const { changed } = await this.read(group.connection, group.parts, signal);
        outcome.isAnswered = true;
        outcome.changed ||= changed;
      } catch (error) {
        signal.throwIfAborted();
        outcome.errors.push(error);
        this.#options.onError(error);
        group.parts.forEach((known) => {
          this.change(known, { fault: toFault(error) } as Partial<Part>);
        });
      }
    }
    const failed = outcome.errors.length > 0 && !outcome.isAnswered;
    const waits = outcome.errors.map((error) => toFault(error).retryAfterMs ?? 0);
    return { changed: outcome.changed, failed, retryAfterMs: failed ? Math.max(...waits) || undefined : undefined };
  }

  #replace(previous: Part, part: Part, isLearned = false): void {
    this.#parts.set(this.#idOf(part.key), Object.freeze(part));
    this.#changes.fire({ part, previous, isLearned });
  }

  /** Both are plain data made by the same code, so their texts are equal when they are. */
  #isSame(one: Part, other: Part): boolean {
    return JSON.stringify(this.toKeep(one)) === JSON.stringify(this.toKeep(other));
  }

  #idOf(key: Part['key']): string {
    return idOf({ kind: this.#kind, key } as Watchable);
  }
}

function byConnection<Part extends WatchedPart>(
  parts: readonly Part[],
): readonly { readonly connection: Connection; readonly parts: Part[] }[] {
  const groups = new Map<string, { connection: Connection; parts: Part[] }>();
  for (const part of parts) {
    const { connection } = part.key;
    const group = groups.get(connectionId(connection)) ?? { connection, parts: [] };
    groups.set(connectionId(connection), group);
    group.parts.push(part);
  }
  return [...groups.values()];
}
