import * as vscode from 'vscode';
import { keyId, parseSessionKey, type SessionKey } from '../core/sessionKey';
import { isActive } from '../core/status';
import type { WatchedSession } from '../core/watched';
import { sessionTitle } from '../render/session';
import type { SeenSessions } from './seenSessions';
import type { SessionStore, WatchHandle } from '../watch/sessionStore';

/** A session somebody looked up before. */
export interface RecentSession {
  readonly key: SessionKey;
  readonly title: string;
}

/** Raise it when a stored snapshot's shape changes: older ones are then read again instead of believed. */
const FORMAT = 1;
const MOST_LISTED = 50;
const MOST_RECENT = 20;

/**
 * The sessions of the Sessions view: those looked up in this workspace, the newest first. Each is watched as long as it is here.
 * The list outlives the window; so does what is known of ended sessions, which therefore cost no call when the window opens again.
 */
export class SessionList implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #store: SessionStore;
  readonly #seen: SeenSessions;
  readonly #handles = new Map<string, WatchHandle>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #storeChanges: { dispose(): void };
  #keys: readonly SessionKey[] = [];
  #recent: readonly RecentSession[];

  /** A session came or went. */
  readonly onDidChange = this.#changes.event;

  constructor(context: vscode.ExtensionContext, store: SessionStore, seen: SeenSessions) {
    this.#seen = seen;
    this.#context = context;
    this.#store = store;
    this.#recent = readEntries(context.globalState.get('recent')).map(({ key, title }) => ({
      key,
      title: title ?? key.sessionId,
    }));
    for (const { key, known } of readEntries(context.workspaceState.get('sessions'))) {
      this.#keys = [...this.#keys, key];
      this.#handles.set(keyId(key), store.watch(key, known));
    }
    seen.add(...this.#recent.map(({ key }) => key), ...this.#keys);
    this.#storeChanges = store.onDidChange(({ session, previous }) => {
      const told = session.snapshot !== previous?.snapshot || session.decisiveLines !== previous?.decisiveLines;
      const lasting = settled(session) !== undefined || !previous || sessionTitle(previous) !== sessionTitle(session);
      if (told && lasting && this.#handles.has(keyId(session.key))) {
        this.#save();
      }
    });
  }

  get keys(): readonly SessionKey[] {
    return this.#keys;
  }

  /** Looked up in any window lately, the newest first. */
  get recent(): readonly RecentSession[] {
    return this.#recent;
  }

  has(key: SessionKey): boolean {
    return this.#handles.has(keyId(key));
  }

  /** Puts a session on top. */
  add(key: SessionKey): void {
    const id = keyId(key);
    if (!this.#handles.has(id)) {
      this.#handles.set(id, this.#store.watch(key));
      this.#keys = [key, ...this.#keys];
      for (const dropped of this.#keys.slice(MOST_LISTED)) {
        this.#drop(dropped);
      }
    }
    this.#seen.add(key);
    this.#remember(key);
    this.#save();
    this.#changes.fire();
  }

  remove(key: SessionKey): void {
    this.#drop(key);
    this.#save();
    this.#changes.fire();
  }

  dispose(): void {
    this.#storeChanges.dispose();
    this.#changes.dispose();
    for (const handle of this.#handles.values()) {
      handle.dispose();
    }
  }

  #drop(key: SessionKey): void {
    const id = keyId(key);
    this.#keys = this.#keys.filter((other) => keyId(other) !== id);
    this.#handles.get(id)?.dispose();
    this.#handles.delete(id);
  }

  #remember(key: SessionKey): void {
    const watched = this.#store.get(key);
    const entry = { key, title: watched ? sessionTitle(watched) : key.sessionId };
    const others = this.#recent.filter((recent) => keyId(recent.key) !== keyId(key));
    this.#recent = [entry, ...others].slice(0, MOST_RECENT);
  }

  #save(): void {
    const sessions = this.#keys.map((key) => ({ key, known: settled(this.#store.get(key)) }));
    this.#recent = this.#recent.map((recent) => {
      const watched = this.#store.get(recent.key);
      return watched?.snapshot ? { ...recent, title: sessionTitle(watched) } : recent;
    });
    void this.#context.workspaceState.update('sessions', { format: FORMAT, entries: sessions });
    void this.#context.globalState.update('recent', { format: FORMAT, entries: this.#recent });
  }
}

/** What cannot change any more; undefined for the rest, and for what is too large to keep. */
function settled(watched: WatchedSession | undefined): Pick<WatchedSession, 'snapshot' | 'decisiveLines'> | undefined {
  if (!watched?.snapshot || isActive(watched.snapshot.session)) {
    return undefined;
  }
  const { snapshot, decisiveLines } = watched;
  return JSON.stringify(snapshot).length < 100_000 ? { snapshot, decisiveLines } : undefined;
}

interface StoredEntry {
  readonly key: SessionKey;
  readonly title: string | undefined;
  readonly known: Pick<WatchedSession, 'snapshot' | 'decisiveLines'> | undefined;
}

/** Our own storage, but older versions wrote it too: keys are checked, snapshots believed only in the present format. */
function readEntries(stored: unknown): readonly StoredEntry[] {
  const { format, entries } = (stored ?? {}) as { format?: unknown; entries?: unknown };
  if (!Array.isArray(entries)) {
    return [];
  }
  return (entries as readonly Partial<StoredEntry>[]).flatMap(({ key: someKey, title, known }) => {
    const key = parseSessionKey(someKey);
    return key
      ? [{ key, title: typeof title === 'string' ? title : undefined, known: format === FORMAT ? known : undefined }]
      : [];
  });
}
