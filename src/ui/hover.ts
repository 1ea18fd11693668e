import * as vscode from 'vscode';
import { delay, systemClock } from '../core/clock';
import { type ReferenceIds, referenceAt } from '../core/reference';
import { contextOf } from '../core/referenceContext';
import { parseSessionKey, type SessionKey } from '../core/sessionKey';
import type { WatchedSession } from '../core/watched';
import { plainText } from '../render/plainText';
import { hostName, sessionState, sessionTitle, sessionTone, sessionVerdict } from '../render/session';
import type { WatchHandle } from '../watch/sessionStore';
import { type App, toSignal } from './app';
import { toneText } from './icons';
import { COMMANDS } from './names';

/** How much text around the pointer is read for an id's parents. */
const NEARBY = 20_000;
/** How long a hover waits for the service before it shows what it knows. */
const PATIENCE_MS = 2_000;
/** How long a session that was hovered over stays known, so that hovering again costs nothing. */
const MEMORY_MS = 60_000;
const MOST_REMEMBERED = 50;

/**
 * Says what the session under the pointer is and how it is doing. Parents are taken from the text around it and from sessions
 * looked up before; where they are not all known, it says which are missing instead of asking anybody.
 */
export class SessionHover implements vscode.Disposable {
  readonly #app: App;
  readonly #remembered = new Map<WatchHandle, AbortController>();

  constructor(app: App) {
    this.#app = app;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const from = Math.max(0, offset - NEARBY);
    const text = document.getText(new vscode.Range(document.positionAt(from), document.positionAt(offset + NEARBY)));
    const reference = referenceAt(text, offset - from);
    if (!reference || (reference.kind !== 'session' && reference.kind !== 'sessionaction')) {
      return undefined;
    }
    const range = new vscode.Range(
      document.positionAt(from + reference.start),
      document.positionAt(from + reference.end),
    );
    const { ids, region, profile } = contextOf(text, reference, document.uri.path);
    const key = this.#app.list.find(ids) ?? (await this.#keyIn(ids, region, profile));
    if (!key) {
      return new vscode.Hover(unknownSession(ids), range);
    }
    const session = await this.#read(key, toSignal(token));
    return new vscode.Hover(describe(session, this.#app.now()), range);
  }

  dispose(): void {
    for (const ended of this.#remembered.values()) {
      ended.abort();
    }
  }

  async #keyIn(
    ids: ReferenceIds,
    region: string | undefined,
    profile: string | undefined,
  ): Promise<SessionKey | undefined> {
    const whole = ids.farmId && ids.queueId && ids.jobId && ids.sessionId;
    if (!whole) {
      return undefined;
    }
    const place = await this.#app.places.current().catch(() => undefined);
    const said =
      place?.source === 'aws' ? { ...place, region: region ?? place.region, profile: profile ?? place.profile } : place;
    return parseSessionKey({ ...ids, place: said });
  }

  /** The session as known, or read within a moment; it stays known for a while. */
  async #read(key: SessionKey, signal: AbortSignal): Promise<WatchedSession> {
    const handle = this.#app.store.watch(key);
    this.#remember(handle);
    const { snapshot, fault } = handle.session;
    if (!snapshot && !fault) {
      const waiting = delay(systemClock, PATIENCE_MS, signal).catch(() => undefined);
      await Promise.race([this.#app.store.refresh(key), waiting]);
    }
    return handle.session;
  }

  #remember(handle: WatchHandle): void {
    const ended = new AbortController();
    this.#remembered.set(handle, ended);
    const forget = (): void => {
      this.#remembered.delete(handle);
      handle.dispose();
    };
    delay(systemClock, MEMORY_MS, ended.signal).then(forget, forget);
    if (this.#remembered.size > MOST_REMEMBERED) {
      this.#remembered.values().next().value?.abort();
    }
  }
}

function describe(session: WatchedSession, nowMs: number): vscode.MarkdownString {
  const { key, snapshot, fault, decisiveLines } = session;
  const markdown = trusted();
  markdown
    .appendMarkdown(`${toneText(sessionTone(session) ?? 'neutral')} **`)
    .appendText(sessionTitle(session))
    .appendMarkdown('** — ')
    .appendText(sessionState(session, nowMs));
  if (snapshot) {
    paragraph(markdown, sessionVerdict(snapshot, nowMs));
    paragraph(markdown, `on ${hostName(snapshot.session.host)}`);
    for (const line of decisiveLines ?? []) {
      paragraph(markdown, plainText(line, 160));
    }
  } else if (!fault) {
    paragraph(markdown, 'Still being read; hover again in a moment.');
  }
  if (fault) {
    paragraph(markdown, fault.message);
  }
  const links = [
    link('Details', COMMANDS.openDetails, key),
    link('Log', COMMANDS.openLog, key),
    ...(snapshot?.session.workerLog ? [link('Worker log', COMMANDS.openWorkerLog, key)] : []),
    link('Copy id', COMMANDS.copySessionId, key),
  ];
  return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
}

function unknownSession(ids: ReferenceIds): vscode.MarkdownString {
  const missing = (['farm', 'queue', 'job'] as const).filter((kind) => ids[`${kind}Id`] === undefined);
  const text = Object.values(ids).join(' ');
  const markdown = trusted()
    .appendMarkdown('$(search) ')
    .appendText(ids.sessionId ?? '');
  paragraph(markdown, `A session of which the text around it does not tell the ${missing.join(' or ')}.`);
  return markdown.appendMarkdown(`\n\n${link('Look it up', COMMANDS.lookUp, text)}`);
}

function paragraph(markdown: vscode.MarkdownString, text: string): void {
  markdown.appendMarkdown('\n\n').appendText(text);
}

/** Markdown that may run our own reading commands and nothing else; each checks its argument again. */
function trusted(): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = {
    enabledCommands: [
      COMMANDS.openDetails,
      COMMANDS.openLog,
      COMMANDS.openWorkerLog,
      COMMANDS.copySessionId,
      COMMANDS.lookUp,
    ],
  };
  return markdown;
}

function link(title: string, command: string, argument: unknown): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}
