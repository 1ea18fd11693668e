import * as vscode from 'vscode';
import { toFault } from '../core/errors';
import type { SessionActionId } from '../core/ids';
import type { LogLocation } from '../core/ports';
import { keyId, parseSessionKey, type SessionKey } from '../core/sessionKey';
import type { Session, SessionSnapshot } from '../core/session';
import { failingAction, isActive } from '../core/status';
import { withoutTerminalSequences } from '../core/terminalText';
import { renderLog } from '../render/logText';
import { plainText } from '../core/plainText';
import { sessionTitle } from '../render/session';
import { LogBuffer } from '../watch/logBuffer';
import { type App, toSignal } from './app';
import { logError } from './faults';
import { LOG_LANGUAGE, LOG_SCHEME } from './names';

/** Which log of which session. */
interface LogKey {
  readonly key: SessionKey;
  readonly log: 'session' | 'worker';
}

interface OpenLog extends LogKey {
  readonly uri: vscode.Uri;
  buffer: LogBuffer | undefined;
  location: LogLocation | undefined;
  text: Uint8Array;
  lineOfEvent: readonly number[];
  changedAtMs: number;
}

/**
 * Session and worker logs as read-only files of our own scheme, so that find, copy, save, compare and hovers are the editor's.
 * What cannot be read is explained in the document itself: an editor that fails to open tells nobody why.
 */
export class Logs implements vscode.Disposable {
  readonly #app: App;
  readonly #open = new Map<string, OpenLog>();
  readonly #changes: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  readonly #subscriptions: { dispose(): void }[];
  readonly #ended = new AbortController();

  constructor(app: App, changes: vscode.EventEmitter<vscode.FileChangeEvent[]>) {
    this.#app = app;
    this.#changes = changes;
    this.#subscriptions = [
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#open.delete(uri.toString())),
      app.store.onDidChange(({ session, previous }) => {
        if (session.snapshot !== previous?.snapshot) {
          this.#follow(session.key);
        }
      }),
    ];
  }

  /** Opens a log, at its end; at an action's first line, or at the line that tells of its failure, if one is given. */
  async show(key: SessionKey, log: 'session' | 'worker', actionId?: SessionActionId): Promise<void> {
    const uri = logUri(
      { key, log },
      sessionTitle(
        this.#app.store.get(key) ?? {
          key,
          snapshot: undefined,
          fault: undefined,
          decisiveLines: undefined,
          loading: false,
        },
      ),
    );
    const open = this.#opened(uri);
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Reading the log…' },
      async () => {
        const watched = this.#app.store.get(key);
        const action = watched?.snapshot?.actions.ok
          ? watched.snapshot.actions.value.find(({ sessionActionId }) => sessionActionId === actionId)
          : undefined;
        await this.#load(open, action?.startedAtMs);
      },
    );
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, LOG_LANGUAGE);
    const line = this.#lineToShow(open, document, actionId);
    const range = document.lineAt(Math.min(line, document.lineCount - 1)).range;
    const editor = await vscode.window.showTextDocument(document, { preview: true, selection: range });
    editor.revealRange(range, actionId ? vscode.TextEditorRevealType.InCenter : vscode.TextEditorRevealType.Default);
  }

  /** Loads more of the log that is being looked at. */
  async loadOlder(): Promise<void> {
    const open = this.#open.get(vscode.window.activeTextEditor?.document.uri.toString() ?? '');
    if (!open?.buffer?.hasOlder) {
      void vscode.window.showInformationMessage('This log is loaded from its beginning.');
      return;
    }
    const { buffer } = open;
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Loading older lines…', cancellable: true },
      (_progress, token) => buffer.loadOlder(toSignal(token)),
    );
    this.#draw(open);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const open = this.#opened(uri);
    if (open.text.length === 0) {
      await this.#load(open);
    }
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: open.changedAtMs,
      size: open.text.length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const open = this.#opened(uri);
    if (open.text.length === 0) {
      await this.#load(open);
    }
    return open.text;
  }

  dispose(): void {
    this.#ended.abort();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #opened(uri: vscode.Uri): OpenLog {
    const known = this.#open.get(uri.toString());
    if (known) {
      return known;
    }
    const logKey = parseLogUri(uri);
    if (!logKey) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const open = {
      ...logKey,
      uri,
      buffer: undefined,
      location: undefined,
      text: new Uint8Array(),
      lineOfEvent: [],
      changedAtMs: 0,
    };
    this.#open.set(uri.toString(), open);
    return open;
  }

  /** Reads the log for the first time, or what was written since, and back to `sinceMs` at least. Never rejects. */
  async #load(open: OpenLog, sinceMs?: number): Promise<void> {
    const { signal } = this.#ended;
    try {
      if (!open.buffer?.exists) {
        const snapshot = await this.#snapshotOf(open.key, signal);
        open.location = locationOf(snapshot.key, snapshot.session, open.log);
        open.buffer = new LogBuffer(this.#app.service(), open.location);
        await open.buffer.loadNewest(signal, sinceMs);
      } else {
        await open.buffer.loadNewer(signal);
        if (sinceMs !== undefined && (open.buffer.events[0]?.timestampMs ?? 0) > sinceMs && open.buffer.hasOlder) {
          await open.buffer.loadOlder(signal, sinceMs);
        }
      }
      this.#draw(open);
    } catch (error) {
      logError(this.#app, error);
      const { message } = toFault(error);
      this.#write(open, `# This log could not be read.\n# ${plainText(message, 1000)}\n`, []);
    }
  }

  async #snapshotOf(key: SessionKey, signal: AbortSignal): Promise<Pick<SessionSnapshot, 'key' | 'session'>> {
    return this.#app.store.get(key)?.snapshot ?? this.#app.service().fetchSnapshot(key, signal);
  }

  #follow(key: SessionKey): void {
    for (const open of this.#open.values()) {
      if (keyId(open.key) === keyId(key) && open.buffer && this.#isVisible(open.uri)) {
        void this.#load(open);
      }
    }
  }

  #isVisible(uri: vscode.Uri): boolean {
    return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
  }

  #draw(open: OpenLog): void {
    const { buffer, location } = open;
    if (!buffer || !location) {
      return;
    }
    const watched = this.#app.store.get(open.key);
    const { options } = location.configuration;
    const { text, lineOfEvent } = renderLog(buffer.events, {
      title: `${open.log === 'session' ? 'Session' : 'Worker'} log of ${watched ? sessionTitle(watched) : open.key.sessionId}`,
      path: plainText(`${options.logGroupName ?? ''}/${options.logStreamName ?? ''}`, 500),
      moreBefore: buffer.hasOlder,
      growing: watched?.snapshot !== undefined && isActive(watched.snapshot.session),
    });
    this.#write(open, text, lineOfEvent);
  }

  #write(open: OpenLog, text: string, lineOfEvent: readonly number[]): void {
    open.text = new TextEncoder().encode(text);
    open.lineOfEvent = lineOfEvent;
    open.changedAtMs = Math.max(open.changedAtMs + 1, this.#app.now());
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri: open.uri }]);
  }

  #lineToShow(open: OpenLog, document: vscode.TextDocument, actionId: SessionActionId | undefined): number {
    const snapshot = this.#app.store.get(open.key)?.snapshot;
    const actions = snapshot?.actions.ok ? snapshot.actions.value : [];
    const action = actions.find(({ sessionActionId }) => sessionActionId === actionId);
    const events = open.buffer?.events ?? [];
    const startedAtMs = action?.startedAtMs;
    if (startedAtMs === undefined) {
      return document.lineCount - 1;
    }
    const first = events.findIndex(({ timestampMs }) => timestampMs >= startedAtMs);
    const [decisive] = this.#app.store.get(open.key)?.decisiveLines ?? [];
    const failed = snapshot !== undefined && failingAction(snapshot) === action && decisive !== undefined;
    const told = failed
      ? events.findIndex(
          ({ timestampMs, message }) =>
            timestampMs >= startedAtMs && withoutTerminalSequences(message).includes(decisive),
        )
      : -1;
    return open.lineOfEvent[told >= 0 ? told : first] ?? document.lineCount - 1;
  }
}

/**
 * @throws {UserError} never; a session without worker log falls back to naming what is missing, which reading then explains
 */
function locationOf(key: SessionKey, session: Session, log: 'session' | 'worker'): LogLocation {
  const { place, farmId, queueId } = key;
  return log === 'session'
    ? { place, farmId, owner: queueId, configuration: session.log }
    : { place, farmId, owner: session.fleetId, configuration: session.workerLog ?? NO_LOG };
}

const NO_LOG = { driver: 'none', options: {}, parameters: {}, error: 'This worker keeps no log in the service.' };

/** The ids are in the path for people and for hovers; the place is in the query, for us. */
function logUri({ key, log }: LogKey, title: string): vscode.Uri {
  const { place, farmId, queueId, jobId, sessionId } = key;
  const name = `${title
    .replace(/[\\/:*?"<>|\s]+/g, ' ')
    .trim()
    .slice(0, 80)} · ${log} ${sessionId.slice(-6)}.log`;
  return vscode.Uri.from({
    scheme: LOG_SCHEME,
    path: ['', place.region, farmId, queueId, jobId, sessionId, name].join('/'),
    query: new URLSearchParams({
      source: place.source,
      ...(place.profile === undefined ? {} : { profile: place.profile }),
      log,
    }).toString(),
  });
}

function parseLogUri(uri: vscode.Uri): LogKey | undefined {
  const [, region, farmId, queueId, jobId, sessionId] = uri.path.split('/');
  const query = new URLSearchParams(uri.query);
  const place = { source: query.get('source'), profile: query.get('profile') ?? undefined, region };
  const key = parseSessionKey({ place, farmId, queueId, jobId, sessionId });
  return key && { key, log: query.get('log') === 'worker' ? 'worker' : 'session' };
}
