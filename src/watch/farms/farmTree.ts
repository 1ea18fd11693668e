import type { Clock } from '../../core/clock';
import { type Fault, toFault } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/event';
import type { JobQuery } from '../../core/farm';
import type { FarmNode, FarmPath, FarmTreeChange, Level, QueueRow } from '../../core/farmNode';
import type { FarmDirectory, SessionControl, SessionSource, ThingSource } from '../../core/ports';
import { type Place, type SessionKey, keyId, placeId } from '../../core/sessionKey';
import { fillLevel } from './farmFill';
import { listFarms } from './farmLevels';
import { FarmNodes } from './farmNodes';
import { type Step, stepsTo } from './farmPath';
import { readAgain, rowsInMotion } from './farmRounds';
import { type Listed, type Shelf, Shelves, type Source, isUnfinished, newSource, takePage } from './farmShelf';
import { Poller, type Round } from '../poller';

/** What the tree asks. */
export type FarmService = FarmDirectory & SessionSource & SessionControl & ThingSource;

export interface FarmTreeOptions {
  /** Loaded at first use. */
  readonly service: () => FarmService;
  /** Asked instead where nobody waits for the answer, and so nobody can be asked anything back. */
  readonly background?: () => FarmService;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
}

/** How long a level is good for: opening it again within this time asks nothing. */
export const FRESH_MS = 30_000;

const NOTHING: Level = Object.freeze({
  nodes: [],
  hasMore: false,
  total: undefined,
  isBeyondReach: false,
  faults: [],
  isLoading: false,
});

/**
 * The farms as a tree that is read level by level, when somebody looks, and kept for a short time. It knows no VS Code: a view
 * draws `level`, calls `open` and `close` as rows are expanded and collapsed, and listens.
 *
 * - Opening a level is one call (a call for each place at the top) and shows the first hundred rows; `more` is one call more.
 * - What the rows lack is filled in afterwards, a hundred at a time: what runs in queues, which sessions failed, where they ran.
 * - A level is asked for once, however many wait for it. Closing a row ends whatever is under way at and below it.
 * - A level that may not be listed says why and leaves all others as they are.
 * - Nodes are the same objects for as long as they are listed; `onDidChange` tells those that look different from those whose
 *   level is another one.
 * - While there is attention, active jobs and sessions that can be seen are read again: a call for a hundred, as often as the
 *   sessions that are watched.
 */
export class FarmTree implements Disposable {
  readonly #options: FarmTreeOptions;
  readonly #nodes = new FarmNodes();
  readonly #shelves: Shelves;
  readonly #changes = new Emitter<FarmTreeChange>();
  /** By worker; undefined where it is asked for, or not told. */
  readonly #hosts = new Map<string, string | undefined>();
  readonly #poller: Poller;
  #attention = false;
  #turn = 0;

  readonly onDidChange: Event<FarmTreeChange> = this.#changes.event;

  constructor(options: FarmTreeOptions) {
    this.#options = options;
    this.#shelves = new Shelves(options.service);
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      wanted: () => this.#attention && rowsInMotion(this.#shelves.inSight()).length > 0,
      round: (signal) => this.#round(signal),
    });
  }

  /** Where the farms are: one place a Region. Places that stay keep what is known of them. */
  setPlaces(places: readonly Place[]): void {
    const root = this.#shelves.of(undefined);
    const ids = places.map(placeId);
    const before = root.sources;
    if (ids.join(' ') === before.map(({ place }) => placeId(place)).join(' ')) {
      return;
    }
    root.stop();
    root.sources = places.map(
      (place) =>
        before.find((source) => placeId(source.place) === placeId(place)) ??
        newSource(place, (signal) => listFarms(this.#options.service(), place, signal)),
    );
    this.#forget(before.filter((source) => !root.sources.includes(source)).flatMap(({ nodes }) => nodes));
    root.listedAtMs = -Infinity;
    if (root.isOpen) {
      this.#list(root, 'again');
    }
  }

  /** What is known of a level, without a call; undefined before it was first listed. Undefined stands for the farms. */
  level(node: FarmNode | undefined): Level | undefined {
    return this.#shelves.find(node)?.level;
  }

  /** The row of an id, if it is in the tree now. */
  get(id: string): FarmNode | undefined {
    return this.#nodes.get(id);
  }

  /**
   * A row was expanded. Lists what is below it if that is not known or older than `FRESH_MS`, and resolves when the first rows
   * are there; rows shown before stay until then. Never rejects: what could not be listed is in the level.
   */
  async open(node: FarmNode | undefined): Promise<Level> {
    this.#shelves.of(node).isOpen = true;
    const level = await this.load(node);
    this.#poller.update();
    return level;
  }

  /** The same for whoever does not show the level: it is neither kept up to date nor read again with those above it. */
  async load(node: FarmNode | undefined): Promise<Level> {
    const shelf = this.#shelves.of(node);
    if (!shelf.isLoading && this.#options.clock.Date.now() - shelf.listedAtMs >= FRESH_MS) {
      this.#list(shelf, 'again');
    } else if (!shelf.isFilled) {
      void this.#fill(shelf);
    }
    await shelf.first;
    return shelf.level ?? NOTHING;
  }

  /** Lists the next page of a level, or the page that failed. */
  async more(node: FarmNode | undefined): Promise<Level> {
    const shelf = this.#shelves.of(node);
    if (!shelf.isLoading && shelf.sources.some(isUnfinished)) {
      this.#list(shelf, 'more');
    }
    await shelf.first;
    return shelf.level ?? NOTHING;
  }

  /** Lists all of a level, page by page: one call for a hundred rows. For when a person asks for all, such as all active sessions. */
  async all(node: FarmNode, signal: AbortSignal): Promise<Level> {
    let level = await this.load(node);
    while (level.hasMore && level.faults.length === 0 && !signal.aborted) {
      level = await this.more(node);
    }
    return level;
  }

  /** A row was collapsed: whatever is under way at or below it ends. What is known stays. */
  close(node: FarmNode): void {
    this.#shelves.of(node).isOpen = false;
    for (const shelf of this.#shelves.below(node)) {
      shelf.stop();
    }
    this.#poller.update();
  }

  /** Lists a level and the open ones below it again because a person asked. Resolves when the first rows are there. */
  async refresh(node: FarmNode | undefined): Promise<Level> {
    const shelf = this.#shelves.of(node);
    this.#hosts.clear();
    for (const each of this.#shelves.below(node)) {
      each.stop();
      each.listedAtMs = -Infinity;
      if (each === shelf || each.isOpen) {
        this.#list(each, 'anew');
      }
    }
    this.#poller.hurry();
    await shelf.first;
    return shelf.level ?? NOTHING;
  }

  /** Lists open levels again that could not be listed for a reason that is over, e.g. for want of a sign-in. */
  retry(isOver: (place: Place, fault: Fault) => boolean): void {
    for (const shelf of this.#shelves.all()) {
      if (shelf.isOpen && !shelf.isLoading && shelf.sources.some(({ place, fault }) => fault && isOver(place, fault))) {
        void this.refresh(shelf.node);
      }
    }
  }

  /** Shows other jobs of a queue, or in another order. The rows of the old query stay until the new ones are there. */
  async setQuery(queue: QueueRow, query: JobQuery): Promise<Level> {
    const shelf = this.#shelves.of(queue);
    this.#nodes.paint(queue, { query });
    this.#forget(shelf.pinned);
    shelf.pinned = [];
    this.#publish(shelf);
    return this.refresh(queue);
  }

  /**
   * The row of a thing, made if need be: levels on the way that are not known are listed (a call each), and what is not among
   * their first rows is added to them, with the facts that the path brings or else read by its id (a call each). Rejects where
   * such a read does.
   */
  async reveal(path: FarmPath, signal: AbortSignal): Promise<FarmNode> {
    const [first, ...rest] = stepsTo(this.#options.service(), path, signal);
    let node = await this.#reach(undefined, placeId(path.place), first, signal);
    for (const step of rest) {
      node = await this.#reach(node, node.id, step, signal);
    }
    return node;
  }

  /** Asks a session to end, and shows on its rows that it will. Rejects where it may not be ended. */
  async endSession(key: SessionKey, signal: AbortSignal): Promise<void> {
    await this.#options.service().endSession(key, signal);
    for (const node of this.#nodes.all()) {
      if (node.kind === 'session' && keyId(node.key) === keyId(key)) {
        this.#nodes.paint(node, { facts: { ...node.facts, targetLifecycleStatus: 'ENDED' } });
      }
    }
    this.#fire([]);
    this.#poller.hurry();
  }

  /** Whether a person can see the tree: without, not one call is made in the background. */
  setAttention(attention: boolean): void {
    this.#attention = attention;
    this.#poller.update();
  }

  dispose(): void {
    this.#poller.stop();
    this.#shelves.all().forEach((shelf) => {
      shelf.stop();
    });
    this.#changes.dispose();
  }

  #list(shelf: Shelf, how: Listed): void {
    if (how !== 'more') {
      shelf.listedAtMs = -Infinity;
      shelf.failed = undefined;
    }
    const asked = shelf.sources.filter((source) => how !== 'more' || isUnfinished(source));
    const pages = asked.map((source) => this.#listPage(shelf, source, how));
    shelf.first = pages.length === 0 ? Promise.resolve() : Promise.race(pages);
    if (shelf.level ?? pages.length === 0) {
      this.#publish(shelf);
    }
  }

  /** Never rejects: a failure is the source's fault. */
  async #listPage(shelf: Shelf, source: Source, how: Listed): Promise<void> {
    const { signal } = shelf;
    source.isLoading = true;
    try {
      const page = await source.list(signal).page(how === 'more' ? source.next : undefined);
      if (signal.aborted) {
        return;
      }
      const rows = page.items.map((row) => this.#nodes.put(row));
      // What was added to the level to be revealed is listed now.
      shelf.pinned = shelf.pinned.filter((node) => !rows.includes(node));
      this.#forget(takePage(source, page, rows, how));
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      source.fault = toFault(error);
      this.#options.onError(error);
    }
    source.isLoading = false;
    if (how !== 'more') {
      shelf.listedAtMs = this.#options.clock.Date.now();
    }
    this.#publish(shelf);
    shelf.isFilled = false;
    void this.#fill(shelf);
  }

  /** Finds out what rows lack, until they lack nothing. Never rejects: what cannot be found out is not there. */
  async #fill(shelf: Shelf): Promise<void> {
    const { signal } = shelf;
    while (!shelf.isFilled && !shelf.isFilling) {
      shelf.isFilling = true;
      shelf.isFilled = true;
      try {
        await fillLevel(this.#options.service(), shelf, this.#nodes, this.#hosts, signal);
      } catch (error) {
        if (!signal.aborted) {
          this.#options.onError(error);
        }
      }
      if (signal.aborted) {
        return;
      }
      shelf.isFilling = false;
      this.#publish(shelf);
    }
    this.#poller.update();
  }

  async #reach(
    parent: FarmNode | undefined,
    above: string,
    { id, make }: Step,
    signal: AbortSignal,
  ): Promise<FarmNode> {
    const { nodes } = await this.load(parent);
    signal.throwIfAborted();
    const listed = nodes.find((one) => one.id === `${above}/${id}`);
    if (listed) {
      return listed;
    }
    const node = this.#nodes.put(await make(parent));
    const shelf = this.#shelves.of(parent);
    shelf.pinned = [...shelf.pinned, node];
    this.#publish(shelf);
    return node;
  }

  async #round(signal: AbortSignal): Promise<Round> {
    const rows = rowsInMotion(this.#shelves.inSight());
    const { service, background = service } = this.#options;
    const { errors, retryAfterMs } = await readAgain(background(), rows, this.#nodes, this.#turn++, signal);
    errors.forEach(this.#options.onError);
    const changed = this.#publish(...this.#shelves.all().filter(({ level }) => level !== undefined));
    return { changed, failed: errors.length > 0, retryAfterMs };
  }

  /** Tells what is different since the last time, and whether anything is. A level that nobody has seen yet is no news. */
  #publish(...shelves: readonly Shelf[]): boolean {
    const listed = shelves.filter((shelf) => {
      const before = shelf.level;
      this.#nodes.regroup(shelf.rows, shelf.failed);
      shelf.level = shelf.toLevel();
      const isSeen = before !== undefined || shelf.isCut;
      shelf.isCut = false;
      return isSeen && shelf.level !== before;
    });
    return this.#fire(listed.map(({ node }) => node));
  }

  #fire(listed: FarmTreeChange['listed']): boolean {
    const painted = this.#nodes.takePainted();
    const changed = painted.length > 0 || listed.length > 0;
    if (changed) {
      this.#changes.fire({ painted, listed });
    }
    return changed;
  }

  #forget(nodes: readonly FarmNode[]): void {
    if (nodes.length > 0) {
      const gone = new Set(nodes.map(({ id }) => id));
      this.#shelves.forget(gone);
      this.#nodes.forget(gone);
    }
  }
}
