import { type Disposable, Emitter, type Event } from '../../core/async/event';
import { idOf, parseWatchable, type Watchable } from '../../core/farm/watchable';
import type { ChangedRecords, SharedRecords } from '../shared/sharedRecords';

/** What people watch: a session until it ends, a job or a worker with all its sessions, the failures of a queue. */
export type WatchedThing = Watchable & {
  /** `idOf` it. */
  readonly id: string;
  readonly sinceMs: number;
};

export interface WatchListOptions {
  readonly records: SharedRecords;
  readonly now: () => number;
}

const KIND = 'watch';

/** What people watch, on this computer: the same in all windows. Looking at a session does not put it here; nothing leaves it but by `unwatch`. */
export class WatchList implements Disposable {
  readonly #options: WatchListOptions;
  readonly #byId = new Map<string, WatchedThing>();
  /** What was watched first on top. */
  #things: readonly WatchedThing[] = [];
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;

  /** Something is watched, or not any more. */
  readonly onDidChange: Event<void> = this.#changes.event;

  constructor(options: WatchListOptions) {
    this.#options = options;
    this.#read(options.records.ids(KIND));
    this.#subscription = options.records.onDidChange((changed: ChangedRecords) => {
      const ids = changed.get(KIND);
      if (ids) {
        this.#read(ids);
        this.#changes.fire();
      }
    });
  }

  /** All of it, what was watched first on top. */
  get things(): readonly WatchedThing[] {
    return this.#things;
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  has(thing: Watchable): boolean {
    return this.#byId.has(idOf(thing));
  }

  /** @param id `idOf` it */
  get(id: string): WatchedThing | undefined {
    return this.#byId.get(id);
  }

  watch(things: readonly Watchable[]): void {
    const fresh = things.filter((thing) => !this.has(thing));
    const nowMs = this.#options.now();
    this.#options.records.put(
      fresh.map((thing, index) => ({
        kind: KIND,
        id: idOf(thing),
        value: { kind: thing.kind, key: thing.key, name: thing.name, sinceMs: nowMs + index },
      })),
    );
  }

  /** Returns what puts them back where they were. */
  unwatch(things: readonly Watchable[]): () => void {
    const { records } = this.#options;
    const gone = things.flatMap((thing) => {
      const id = idOf(thing);
      const value = records.get(KIND, id);
      return value === undefined ? [] : [{ kind: KIND, id, value }];
    });
    records.put(gone.map((record) => ({ ...record, value: undefined })));
    return () => {
      records.put(gone);
    };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #read(ids: Iterable<string>): void {
    for (const id of ids) {
      const thing = parseThing(this.#options.records.get(KIND, id));
      if (thing) {
        this.#byId.set(id, thing);
      } else {
        this.#byId.delete(id);
      }
    }
    this.#things = [...this.#byId.values()].sort((one, other) => one.sinceMs - other.sinceMs);
  }
}

/** Our own storage, but other versions write it too. */
function parseThing(value: unknown): WatchedThing | undefined {
  const { sinceMs } = (value ?? {}) as { readonly sinceMs?: unknown };
  const thing = parseWatchable(value);
  return thing && { ...thing, id: idOf(thing), sinceMs: typeof sinceMs === 'number' ? sinceMs : 0 };
}
