import { type Fault, sameFault } from '../../core/errors';
import { type Listing, type Page, SEARCH_REACH } from '../../core/farm/farm';
import type { SessionFailure, FarmNode, Level } from '../../core/farm/farmNode';
import { type Connection, connectionId } from '../../core/session/sessionKey';
import { type ListingService, fixedBelow, inOrder, listBelow } from './levelListings';

/** A list that a level's rows come from, and how far it was read. */
export interface Source {
  readonly connection: Connection;
  readonly list: (signal: AbortSignal) => Listing<FarmNode>;
  /** In the service's order. */
  nodes: readonly FarmNode[];
  pages: number;
  next: string | undefined;
  total: number | undefined;
  /** Why its last page could not be read. */
  fault: Fault | undefined;
  /** Why its rows could not be read again: what they say may be out of date. */
  staleFault: Fault | undefined;
  isLoading: boolean;
}

/** Makes a source of which nothing is read yet. */
export function newSource(connection: Connection, list: Source['list']): Source {
  return {
    connection,
    list,
    nodes: [],
    pages: 0,
    next: undefined,
    total: undefined,
    fault: undefined,
    staleFault: undefined,
    isLoading: false,
  };
}

/**
 * Takes in a page's rows.
 *
 * @param how `more`: the page after the last; `again`: the first page once more, whose later pages do not vanish under a person's
 *   eyes; `anew`: the first page alone
 * @returns the rows that are no longer listed
 */
export function takePage(
  source: Source,
  { next, total }: Pick<Page<FarmNode>, 'next' | 'total'>,
  rows: readonly FarmNode[],
  how: Listed,
): readonly FarmNode[] {
  const taken = new Set(rows);
  const others = source.nodes.filter((node) => !taken.has(node));
  const keepsOthers = how === 'more' || (how === 'again' && source.pages > 1);
  source.fault = undefined;
  source.staleFault = undefined;
  source.total = total ?? source.total;
  source.next = how === 'again' && keepsOthers ? source.next : next;
  source.pages = how === 'more' ? source.pages + 1 : keepsOthers ? source.pages : 1;
  source.nodes = how === 'more' ? [...others, ...rows] : [...rows, ...(keepsOthers ? others : [])];
  return keepsOthers ? [] : others;
}

/** How a level is listed: as it is expanded again, because a person asked, or further. */
export type Listed = 'again' | 'anew' | 'more';

/** Whether a source has a page that was not read, or could not be. */
export function isUnfinished({ next, fault }: Source): boolean {
  return next !== undefined || fault !== undefined;
}

/** What `FarmTree` keeps of one level. */
export class LevelState {
  /** Shown although they are not among the rows that were listed. */
  pinned: readonly FarmNode[] = [];
  /** As it was last shown. */
  level: Level | undefined;
  /** When its first page was listed; -Infinity where it is to be listed again. */
  listedAtMs = -Infinity;
  isOpen = false;
  /** Settles when the first rows of what is under way are there. */
  first: Promise<void> | undefined;
  /** Whether it is being found out what the rows lack. */
  isFilling = false;
  /** Whether the rows lack nothing that can be found out. */
  isFilled = true;
  /** What failed in the sessions of a job, by their IDs; undefined until that is known. */
  failed: ReadonlyMap<string, SessionFailure> | undefined;
  /** Why some of it could not. */
  gaps: readonly Fault[] = [];
  /** Whether its first listing was ended before there was anything to show: its callers have seen nothing. */
  isCut = false;
  #work = new AbortController();

  /** The row that is there whatever is listed. */
  readonly #fixed: readonly FarmNode[];

  /** @param node undefined for the farms */
  constructor(
    readonly node: FarmNode | undefined,
    public sources: readonly Source[],
  ) {
    const fixed = node && fixedBelow(node);
    this.#fixed = fixed ? [fixed] : [];
  }

  /** What was listed or added so far, in the service's order. */
  get rows(): readonly FarmNode[] {
    return [...this.pinned, ...this.sources.flatMap(({ nodes }) => nodes)];
  }

  /** The same without tasks that are below another row by now: they became something else since they were listed. */
  get #shown(): readonly FarmNode[] {
    const { node } = this;
    return node?.kind === 'tasks'
      ? this.rows.filter((row) => row.kind !== 'task' || node.group.statuses.includes(row.facts.runStatus))
      : this.rows;
  }

  /** Aborted when the level is no longer wanted. */
  get signal(): AbortSignal {
    return this.#work.signal;
  }

  /** Whether a page is on its way. */
  get isLoading(): boolean {
    return this.sources.some(({ isLoading }) => isLoading);
  }

  /** Rows of a connection were read again, or could not be. The same fault as before is no change. */
  setStale(connection: Connection, fault: Fault | undefined): void {
    for (const source of this.sources) {
      if (connectionId(source.connection) === connectionId(connection) && !sameFault(source.staleFault, fault)) {
        source.staleFault = fault;
      }
    }
  }

  /** Ends what is under way. */
  stop(): void {
    this.isCut ||= this.isLoading && this.level === undefined;
    this.isFilled &&= !this.isFilling;
    this.isFilling = false;
    this.#work.abort();
    this.#work = new AbortController();
    for (const source of this.sources) {
      source.isLoading = false;
    }
  }

  /** What there is to be shown now; the level of before where nothing is different. */
  toLevel(): Level {
    const level: Level = {
      nodes: this.node?.kind === 'farm' ? [...this.#shown, ...this.#fixed] : [...this.#fixed, ...inOrder(this.#shown)],
      hasMore: this.sources.some(({ next }) => next !== undefined),
      total: this.sources.length === 1 ? this.sources[0]?.total : undefined,
      isBeyondReach: this.sources.some(
        ({ next, total }) => next === undefined && total !== undefined && total >= SEARCH_REACH,
      ),
      faults: this.sources.flatMap(({ connection, fault, staleFault }) => {
        const shown = fault ?? staleFault;
        return shown ? [{ connection, fault: shown }] : [];
      }),
      gaps: this.gaps,
      isLoading: this.isLoading,
    };
    return this.level && isSame(this.level, level) ? this.level : Object.freeze(level);
  }
}

/** The levels that were ever asked for, by their row's id. */
export class Shelves {
  readonly #shelves = new Map<string, LevelState>([['', new LevelState(undefined, [])]]);
  readonly #service: () => ListingService;

  constructor(service: () => ListingService) {
    this.#service = service;
  }

  /** The level below a row as far as it is known; undefined stands for the farms. */
  find(node: FarmNode | undefined): LevelState | undefined {
    return this.#shelves.get(node?.id ?? '');
  }

  /** The level below a row; of which nothing is known yet, if need be. */
  of(node: FarmNode | undefined): LevelState {
    const known = this.find(node);
    if (known) {
      return known;
    }
    const list =
      (parent: FarmNode): Source['list'] =>
      (signal) =>
        listBelow(this.#service(), parent, signal);
    const shelf = new LevelState(node, node ? [newSource(node.connection, list(node))] : []);
    this.#shelves.set(node?.id ?? '', shelf);
    return shelf;
  }

  all(): readonly LevelState[] {
    return [...this.#shelves.values()];
  }

  /** A row's own level and all below it. */
  below(node: FarmNode | undefined): readonly LevelState[] {
    return this.all().filter(
      (shelf) => node === undefined || (shelf.node && isAmongOrBelow(shelf.node, new Set([node.id]))),
    );
  }

  /** Ends and drops the levels of some rows and all below them. */
  forget(ids: ReadonlySet<string>): void {
    for (const shelf of this.all()) {
      if (shelf.node && isAmongOrBelow(shelf.node, ids)) {
        shelf.stop();
        this.#shelves.delete(shelf.node.id);
      }
    }
  }

  /** The rows of every level whose way up is open. */
  inSight(): readonly FarmNode[] {
    const isInSight = (shelf: LevelState | undefined): boolean =>
      shelf !== undefined && shelf.isOpen && (shelf.node === undefined || isInSight(this.find(shelf.node.parent)));
    return this.all()
      .filter(isInSight)
      .flatMap(({ level }) => level?.nodes ?? []);
  }
}

/** Whether a row is one of some, by their ids, or somewhere below one. */
export function isAmongOrBelow(node: FarmNode, ids: ReadonlySet<string>): boolean {
  return ids.has(node.id) || (node.parent !== undefined && isAmongOrBelow(node.parent, ids));
}

function isSame(a: Level, b: Level): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, index) => node === b.nodes[index]) &&
    a.hasMore === b.hasMore &&
    a.total === b.total &&
    a.isBeyondReach === b.isBeyondReach &&
    a.isLoading === b.isLoading &&
    a.gaps.length === b.gaps.length &&
    a.gaps.every((gap, index) => sameFault(gap, b.gaps[index])) &&
    a.faults.length === b.faults.length &&
    a.faults.every(({ fault }, index) => fault === b.faults[index]?.fault)
  );
}
