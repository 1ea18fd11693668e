import * as vscode from 'vscode';
import { DisposableStore } from '../../core/async/disposableStore';
import { shortId } from '../../core/ids';
import { keyId, parseSessionKey, type SessionKey } from '../../core/session/sessionKey';
import { unknownSession, type WatchedSession } from '../../core/session/watchedSession';
import { sessionTitle } from '../../render/session/session';
import type { KnownSessions } from '../../watch/sessions/knownSessions';
import type { SessionStore, WatchHandle } from '../../watch/sessions/sessionStore';
import type { RecordChange, SharedRecords } from '../../watch/shared/sharedRecords';
import type { SeenSessions } from './seenSessions';

/** A session somebody looked up. */
export interface LookedUpSession {
  readonly key: SessionKey;
  /** What it was called when it was last read. */
  readonly title: string;
  /** Its place in the list: the highest is on top. Epoch milliseconds, or a little more so that no two are equal. */
  readonly order: number;
}

export interface SessionListOptions {
  readonly records: SharedRecords;
  readonly known: KnownSessions;
  readonly store: SessionStore;
  readonly seen: SeenSessions;
  readonly now: () => number;
  /** How many rows are shown to begin with, and with each “Show More”; 200 if missing. */
  readonly pageSize?: () => number;
}

const LISTED = 'lookedUp';
const REMOVED = 'removed';
const MOST_REMOVED = 20;
const MOST_RECENT = 300;
const PAGE = 200;

/**
 * The sessions that people looked up, the newest first: the same in all windows, as many as they like. Nothing leaves it but by
 * `remove`, which can be undone. Those that are shown are kept up to date; the others cost nothing.
 */
export class SessionList implements vscode.Disposable {
  readonly #options: SessionListOptions;
  readonly #handles = new Map<string, WatchHandle>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #owned = new DisposableStore();
  readonly #listed = new Map<string, LookedUpSession>();
  /** The newest first. */
  #keys: readonly SessionKey[] = [];
  #most: number;

  /** A session came or went, or more of them are shown. */
  readonly onDidChange = this.#changes.event;

  constructor(options: SessionListOptions) {
    this.#options = options;
    this.#most = this.#page;
    this.#read(options.records.ids(LISTED));
    options.seen.add(...[...this.recent].reverse().map(({ key }) => key));
    this.#owned.add(
      options.records.onDidChange((changed) => {
        if (this.#read(changed.get(LISTED) ?? [])) {
          this.#changes.fire();
        }
      }),
      options.store.onDidChange(({ session }) => {
        this.#learn(session);
      }),
    );
  }

  /** All of them, the newest first. */
  get keys(): readonly SessionKey[] {
    return this.#keys;
  }

  /** Those that are shown: the newest, and as many as were asked for. */
  get shown(): readonly SessionKey[] {
    return this.#keys.slice(0, this.#most);
  }

  /** How many are in the list and not shown. */
  get hidden(): number {
    return Math.max(0, this.#keys.length - this.#most);
  }

  /** Looked up or removed lately, the newest first. */
  get recent(): readonly LookedUpSession[] {
    const { records } = this.#options;
    const removed = records.ids(REMOVED).flatMap((id) => parseEntry(records.get(REMOVED, id)) ?? []);
    return [...this.#entriesOf(this.#keys.slice(0, MOST_RECENT)), ...removed.reverse()];
  }

  has(key: SessionKey): boolean {
    return this.#listed.has(keyId(key));
  }

  /** What a session was called when it was last read. */
  titleOf(key: SessionKey): string {
    return this.#listed.get(keyId(key))?.title ?? shortId(key.sessionId);
  }

  /** Shows more of the older ones. */
  showMore(): void {
    this.#most += this.#page;
    this.#hold();
    this.#changes.fire();
  }

  /** Puts sessions on top in this order. Those that are shown stay where they are. */
  add(...keys: readonly SessionKey[]): void {
    const [highest] = this.#entriesOf(this.#keys.slice(0, 1));
    const from = Math.max(this.#options.now(), (highest?.order ?? 0) + 1);
    const shown = new Set(this.shown.map(keyId));
    const added = keys.filter((key) => !shown.has(keyId(key)));
    this.#options.seen.add(...keys);
    this.#put(
      added.map((key, index) => ({ key, title: this.#titleNow(key), order: from + (added.length - 1 - index) })),
    );
  }

  /** Takes sessions out of the list. Returns what puts them back where they were. */
  remove(...keys: readonly SessionKey[]): () => void {
    const { records } = this.#options;
    const entries = this.#entriesOf(keys);
    const forgotten = records
      .ids(REMOVED)
      .slice(0, Math.max(0, records.count(REMOVED) + entries.length - MOST_REMOVED));
    records.put([
      ...entries.map(({ key }) => ({ kind: LISTED, id: keyId(key), value: undefined })),
      ...entries.slice(0, MOST_REMOVED).map((entry) => ({ kind: REMOVED, id: keyId(entry.key), value: entry })),
      ...forgotten.map((id) => ({ kind: REMOVED, id, value: undefined })),
    ]);
    return () => {
      this.#put(entries);
    };
  }

  /** Takes over what the first version kept: the list of a workspace, and what was looked up lately in any. */
  takeOver(listed: readonly SessionKey[], recent: readonly SessionKey[]): void {
    this.add(...listed);
    const removed = recent
      .filter((key) => !this.has(key))
      .slice(0, MOST_REMOVED)
      .reverse();
    this.#options.records.put(
      removed.map((key) => ({ kind: REMOVED, id: keyId(key), value: { key, title: this.#titleNow(key), order: 0 } })),
    );
  }

  get #page(): number {
    return this.#options.pageSize?.() ?? PAGE;
  }

  dispose(): void {
    for (const one of [this.#owned, this.#changes, ...this.#handles.values()]) {
      one.dispose();
    }
  }

  #entriesOf(keys: readonly SessionKey[]): readonly LookedUpSession[] {
    return keys.flatMap((key) => this.#listed.get(keyId(key)) ?? []);
  }

  #put(entries: readonly LookedUpSession[]): void {
    this.#options.records.put(
      entries.flatMap((entry): RecordChange[] => {
        const id = keyId(entry.key);
        const isRemoved = this.#options.records.get(REMOVED, id) !== undefined;
        return [{ kind: LISTED, id, value: entry }, ...(isRemoved ? [{ kind: REMOVED, id, value: undefined }] : [])];
      }),
    );
  }

  /** Reads records of the list. Returns whether a session came, went or has another place. */
  #read(ids: Iterable<string>): boolean {
    let isMoved = false;
    for (const id of ids) {
      const before = this.#listed.get(id);
      const entry = parseEntry(this.#options.records.get(LISTED, id));
      if (entry) {
        this.#listed.set(id, entry);
      } else {
        this.#listed.delete(id);
      }
      isMoved ||= before?.order !== entry?.order;
    }
    if (isMoved) {
      const sorted = [...this.#listed.values()].sort((one, other) => other.order - one.order);
      this.#keys = sorted.map(({ key }) => key);
      this.#hold();
    }
    return isMoved;
  }

  /** Keeps those up to date that are shown, and lets go of all others. */
  #hold(): void {
    const wanted = new Map(this.shown.map((key) => [keyId(key), key]));
    const gone = [...this.#handles].filter(([id]) => !wanted.has(id));
    for (const [id, key] of wanted) {
      if (!this.#handles.has(id)) {
        this.#handles.set(id, this.#options.store.watch(key, this.#options.known.get(key)));
      }
    }
    for (const [id, handle] of gone) {
      this.#handles.delete(id);
      handle.dispose();
    }
  }

  #learn(session: WatchedSession): void {
    const entry = this.#listed.get(keyId(session.key));
    if (!entry || !session.snapshot) {
      return;
    }
    this.#options.known.remember(session);
    const title = sessionTitle(session);
    if (title !== entry.title) {
      this.#put([{ ...entry, title }]);
    }
  }

  #titleNow(key: SessionKey): string {
    const { store, known } = this.#options;
    return sessionTitle(store.get(key) ?? { ...unknownSession(key), ...known.get(key) });
  }
}

/** Our own storage, but other versions write it too. What they added to an entry is kept. */
function parseEntry(value: unknown): LookedUpSession | undefined {
  const stored = (value ?? {}) as Partial<LookedUpSession>;
  const key = parseSessionKey(stored.key);
  return key
    ? {
        ...stored,
        key,
        title: typeof stored.title === 'string' ? stored.title : shortId(key.sessionId),
        order: typeof stored.order === 'number' ? stored.order : 0,
      }
    : undefined;
}
