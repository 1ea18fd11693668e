import type { Clock } from '../../core/async/clock';
import type { Fault } from '../../core/errors';
import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { type JobQuery, MOST_PAGES } from '../../core/farm/farm';
import type { FarmNode, FarmPath, FarmTreeChange, Level, QueueRow } from '../../core/farm/farmNode';
import type {
  FarmDirectory,
  SessionControl,
  SessionSource,
  TaskDirectory,
  ThingSource,
} from '../../core/service/ports';
import { type Connection, type JobKey, type SessionKey, connectionId, keyId } from '../../core/session/sessionKey';
import { LevelReader } from './levelReader';
import { listFarms } from './levelListings';
import { FarmNodes } from './farmNodes';
import { walkTo } from './farmPath';
import { RowRereader } from './rowRereader';
import { type LevelState, Shelves, isUnfinished, newSource } from './farmLevel';
import { BROWSING, paceAt, Poller, type Round } from '../poller';

/** What the tree asks. */
export type FarmService = FarmDirectory & TaskDirectory & SessionSource & SessionControl & ThingSource;

export interface FarmTreeOptions {
  /** Loaded at first use. */
  readonly service: () => FarmService;
  /** Asked instead where no person waits for the answer, so no question can be asked back. */
  readonly background?: () => FarmService;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of every failure, for the output channel. */
  readonly onError: (error: unknown) => void;
  /** From one round to the next while a person looks, in milliseconds; the usual 15 s if missing. */
  readonly lookingMs?: () => number;
}

/** How long a level is good for: opening it again within this time asks nothing. */
export const FRESH_MS = 30_000;

const NOTHING: Level = Object.freeze({
  nodes: [],
  hasMore: false,
  total: undefined,
  isBeyondReach: false,
  faults: [],
  gaps: [],
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
  readonly #reader: LevelReader;
  readonly #rereader: RowRereader;
  readonly #poller: Poller;
  #attention = false;

  readonly onDidChange: Event<FarmTreeChange> = this.#changes.event;

  constructor(options: FarmTreeOptions) {
    this.#options = options;
    this.#shelves = new Shelves(options.service);
    this.#reader = new LevelReader({
      ...options,
      nodes: this.#nodes,
      forget: (nodes) => {
        this.#forget(nodes);
      },
      publish: (shelf) => {
        this.#publish(shelf);
      },
      onRead: () => {
        this.#poller.update();
      },
    });
    this.#rereader = new RowRereader({
      clock: options.clock,
      onError: options.onError,
      nodes: this.#nodes,
      shelves: this.#shelves,
      list: (shelf) => {
        this.#reader.list(shelf, 'again');
      },
    });
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () =>
        this.#attention && this.#rereader.isAnyInMotion ? paceAt(BROWSING, options.lookingMs?.()) : undefined,
      round: (signal) => this.#round(signal),
    });
  }

  /** Where the farms are: one place a Region. Places that stay keep what is known of them. */
  setConnections(places: readonly Connection[]): void {
    const root = this.#shelves.of(undefined);
    const ids = places.map(connectionId);
    const before = root.sources;
    if (ids.join(' ') === before.map(({ connection }) => connectionId(connection)).join(' ')) {
      return;
    }
    root.stop();
    root.sources = places.map(
      (connection) =>
        before.find((source) => connectionId(source.connection) === connectionId(connection)) ??
        newSource(connection, (signal) => listFarms(this.#options.service(), connection, signal)),
    );
    this.#forget(before.filter((source) => !root.sources.includes(source)).flatMap(({ nodes }) => nodes));
    root.listedAtMs = -Infinity;
    if (root.isOpen) {
      this.#reader.list(root, 'again');
    }
  }

  /** What is known of a level, without a call; undefined before it was first listed. Undefined stands for the farms. */
  level(node: FarmNode | undefined): Level | undefined {
    return this.#shelves.find(node)?.level;
  }

  /** Whether a row and all above it are expanded. */
  isOpen(node: FarmNode | undefined): boolean {
    return (this.#shelves.find(node)?.isOpen ?? false) && (node === undefined || this.isOpen(node.parent));
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

  /** The same for callers that do not show the level: it is neither kept up to date nor read again with those above it. */
  async load(node: FarmNode | undefined): Promise<Level> {
    const shelf = this.#shelves.of(node);
    if (!shelf.isLoading && this.#options.clock.Date.now() - shelf.listedAtMs >= FRESH_MS) {
      this.#reader.list(shelf, 'again');
    } else if (!shelf.isFilled) {
      void this.#reader.fill(shelf);
    }
    await shelf.first;
    return shelf.level ?? NOTHING;
  }

  /** Lists the next page of a level, or the page that failed. */
  async more(node: FarmNode | undefined): Promise<Level> {
    const shelf = this.#shelves.of(node);
    if (!shelf.isLoading && shelf.sources.some(isUnfinished)) {
      this.#reader.list(shelf, 'more');
    }
    await shelf.first;
    return shelf.level ?? NOTHING;
  }

  /** Lists all of a level, page by page: one call for a hundred rows. For when a person asks for all, such as all active sessions. */
  async all(node: FarmNode, signal: AbortSignal): Promise<Level> {
    let level = await this.load(node);
    for (let pages = 1; level.hasMore && level.faults.length === 0 && pages < MOST_PAGES && !signal.aborted; pages++) {
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

  /**
   * Lists a level and the open ones below it again because a person asked; of a step and a task also reads what they are themselves.
   * Resolves when the first rows are there.
   */
  async refresh(node: FarmNode | undefined): Promise<Level> {
    const shelf = this.#shelves.of(node);
    this.#reader.forgetHosts();
    const row = node?.kind === 'tasks' ? node.parent : node;
    if (row?.kind === 'step' || row?.kind === 'task') {
      await this.#rereader.read(this.#options.service(), [row], shelf.signal).catch(() => undefined);
    }
    for (const each of this.#shelves.below(node)) {
      each.stop();
      each.listedAtMs = -Infinity;
      if (each === shelf || each.isOpen) {
        this.#reader.list(each, 'anew');
      }
    }
    this.#poller.hurry();
    await shelf.first;
    return shelf.level ?? NOTHING;
  }

  /** Lists open levels again that could not be listed for a reason that is over, e.g. for want of a sign-in. */
  retry(isOver: (connection: Connection, fault: Fault) => boolean): void {
    for (const shelf of this.#shelves.all()) {
      if (
        shelf.isOpen &&
        !shelf.isLoading &&
        shelf.sources.some(({ connection, fault }) => fault && isOver(connection, fault))
      ) {
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
    const walk = {
      service: this.#options.service(),
      load: (node: FarmNode | undefined) => this.load(node),
      add: this.#add.bind(this),
    };
    return walkTo(walk, path, signal);
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

  /** Tasks of some jobs were asked to change: reads the rows of these jobs, steps and tasks again, then follows them. Never rejects. */
  async follow(jobs: readonly JobKey[]): Promise<void> {
    await this.#rereader.follow(this.#options.service, jobs);
    this.#publishAll();
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

  #add<R extends FarmNode>(parent: FarmNode | undefined, row: R): R {
    const node = this.#nodes.put(row) as R;
    const shelf = this.#shelves.of(parent);
    shelf.pinned = [...shelf.pinned, node];
    this.#publish(shelf);
    return node;
  }

  async #round(signal: AbortSignal): Promise<Round> {
    const { service, background = service } = this.#options;
    const read = await this.#rereader.round(background(), signal);
    return { changed: this.#publishAll(), failed: read.errors.length > 0, retryAfterMs: read.retryAfterMs };
  }

  #publishAll(): boolean {
    return this.#publish(...this.#shelves.all().filter(({ level }) => level !== undefined));
  }

  /** Tells what is different since the last time, and whether anything is. A level that no view has shown yet is no news. */
  #publish(...shelves: readonly LevelState[]): boolean {
    const listed = shelves.filter((shelf) => {
      const before = shelf.level;
      const isRegrouped = this.#nodes.regroup(shelf.rows, shelf.failed);
      if (shelf.node?.kind === 'task' && shelf.sources.some(({ pages }) => pages > 0)) {
        this.#nodes.countTries(shelf.node, shelf.rows);
      }
      shelf.level = shelf.toLevel();
      const isSeen = before !== undefined || shelf.isCut;
      shelf.isCut = false;
      return isSeen && (shelf.level !== before || isRegrouped);
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
