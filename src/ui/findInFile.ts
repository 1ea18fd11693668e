import * as vscode from 'vscode';
import { basename } from 'node:path';
import { UserError } from '../core/errors';
import { shortId } from '../core/ids';
import { plainText } from '../core/plainText';
import type { Part, Session } from '../core/session';
import { parseSessionKey, placeId, type SessionKey } from '../core/sessionKey';
import type { TalliedSession } from '../core/references/sessionTally';
import { isActive } from '../core/status';
import { sessionState, sessionTitle, sessionTone } from '../render/session';
import { roughly } from '../render/time';
import { type App, toSignal } from './app';
import { logError } from './faults';
import { toneText, withoutIcons } from './icons';
import { COMMANDS } from './names';
import { type FileScan, scanFile } from './scanFile';

/** More rows than this nobody reads, and the list becomes slow. */
const MOST_ROWS = 5_000;
/** Of so many the state is asked for: ten calls. */
const MOST_STATES = 1_000;
const BATCH = 100;

/** A session of the file, and its key if it was seen before. */
interface Found {
  readonly session: TalliedSession;
  readonly key: SessionKey | undefined;
}

interface Row extends vscode.QuickPickItem {
  readonly found: Found;
}

/**
 * Find Sessions in File: asks for a file on disk, unless `uri` is one, looks through it however large it is, and lists the sessions
 * that it names, the latest first. Those of which the file says enough get their states in calls of a hundred.
 */
export async function findSessionsInFile(app: App, uri?: vscode.Uri): Promise<void> {
  const file = uri ?? (await chooseFile());
  if (!file) {
    return;
  }
  const name = plainText(basename(file.path));
  if (file.scheme !== 'file') {
    throw new UserError({ kind: 'invalid', message: `${name} is not on this machine’s disk.`, remedies: ['lookUp'] });
  }
  const scan = await scanWithProgress(file.fsPath, name);
  if (scan.sessions.length === 0) {
    void vscode.window.showInformationMessage(`${name} names no session.`);
    return;
  }
  const chosen = await pickSession(app, name, scan);
  if (chosen) {
    const { sessionId, parents } = chosen.session;
    await vscode.commands.executeCommand(COMMANDS.lookUp, [...Object.values(parents), sessionId].join(' '));
  }
}

/** The files in the editor, the one in front first, be they too large for it to show; or any other. */
async function chooseFile(): Promise<vscode.Uri | undefined> {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const tabs = [activeTabGroup.activeTab, ...all.flatMap((group) => group.tabs)];
  const open = tabs.flatMap((tab) => {
    const input = tab?.input;
    return input instanceof vscode.TabInputText && input.uri.scheme === 'file' ? [input.uri] : [];
  });
  const files = new Map(open.map((uri) => [uri.toString(), uri]));
  if (files.size > 0) {
    const items = [...files.values()].map((uri) => ({
      label: `$(file) ${withoutIcons(plainText(basename(uri.path)))}`,
      description: withoutIcons(plainText(vscode.workspace.asRelativePath(uri))),
      uri,
    }));
    const other = { label: '$(folder-opened) Another file…', description: '', uri: undefined };
    const chosen = await vscode.window.showQuickPick([...items, other], {
      title: 'Find Sessions in File',
      placeHolder: 'In which file?',
    });
    if (chosen !== other) {
      return chosen?.uri;
    }
  }
  const [file] = (await vscode.window.showOpenDialog({ title: 'Find Sessions in File', openLabel: 'Find' })) ?? [];
  return file;
}

function scanWithProgress(path: string, name: string): Thenable<FileScan> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Finding sessions in ${name}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    let percent = 0;
    const onProgress = (share: number): void => {
      const increment = Math.floor(100 * share) - percent;
      if (increment > 0) {
        percent += increment;
        progress.report({ increment, message: `${percent} %` });
      }
    };
    return scanFile(path, onProgress, toSignal(token));
  });
}

async function pickSession(app: App, name: string, { sessions, isFull }: FileScan): Promise<Found | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  const ended = new AbortController();
  const rows = [...sessions]
    .sort((one, other) => other.lastLine - one.lastLine)
    .slice(0, MOST_ROWS)
    .map((session) => ({ session, key: app.seen.find({ sessionId: session.sessionId, ...session.parents }) }));
  const states = new Map<Found, string>();
  const draw = (): void => {
    const active = picker.activeItems[0]?.found;
    picker.items = rows.map((found) => rowFor(app, found, states.get(found)));
    picker.activeItems = picker.items.filter(({ found }) => found === active);
  };
  picker.title = `Sessions in ${name}`;
  picker.placeholder =
    rows.length < sessions.length || isFull
      ? `The latest ${rows.length} of ${isFull ? 'more than ' : ''}${sessions.length} sessions. Which one to open?`
      : 'The latest first. Which one to open?';
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  picker.busy = true;
  const chosen = new Promise<Found | undefined>((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.found);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
  });
  draw();
  picker.show();
  // The list is useful without the states, too.
  void readStates(app, rows.slice(0, MOST_STATES), ended.signal, (found, state) => states.set(found, state), draw)
    .catch((error: unknown) => {
      if (!ended.signal.aborted) {
        logError(app, error);
      }
    })
    .then(() => {
      picker.busy = false;
    });
  try {
    return await chosen;
  } finally {
    ended.abort();
    picker.dispose();
  }
}

/** e.g. `sh020_lighting_v012`, `ended 2 h ago · lines 12–4711 · 318 times` */
function rowFor(app: App, found: Found, state: string | undefined): Row {
  const { sessionId, firstLine, lastLine, count } = found.session;
  const watched = found.key && app.store.get(found.key);
  const tone = watched?.snapshot && sessionTone(watched);
  const said = watched?.snapshot ? sessionState(watched, app.now()) : state;
  const lines = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}–${lastLine}`;
  return {
    found,
    label: `${tone ? `${toneText(tone)} ` : ''}${watched ? withoutIcons(sessionTitle(watched)) : shortId(sessionId)}`,
    description: [...(said === undefined ? [] : [said]), lines, count === 1 ? 'once' : `${count} times`].join(' · '),
    detail: sessionId,
  };
}

/** Asks for the sessions of which all is known that the service wants, a hundred a call; tells each state, and when a call is done. */
async function readStates(
  app: App,
  rows: readonly Found[],
  signal: AbortSignal,
  tell: (found: Found, state: string) => void,
  onCalled: () => void,
): Promise<void> {
  const place = await app.places.current();
  const wanted = rows.flatMap((found) => {
    const { sessionId, parents } = found.session;
    const key = found.key ?? parseSessionKey({ place, ...parents, sessionId });
    return key ? [{ found, key }] : [];
  });
  for (const id of new Set(wanted.map(({ key }) => placeId(key.place)))) {
    const there = wanted.filter(({ key }) => placeId(key.place) === id);
    for (let at = 0; at < there.length; at += BATCH) {
      const asked = there.slice(at, at + BATCH);
      const keys = asked.map(({ key }) => key);
      const answers = await app.service().fetchSessions(keys, signal);
      answers.forEach((answer, index) => {
        const one = asked[index];
        if (one) {
          tell(one.found, stateOf(answer, one.key, app.now()));
        }
      });
      signal.throwIfAborted();
      onCalled();
    }
  }
}

function stateOf(answer: Part<Session>, key: SessionKey, nowMs: number): string {
  if (!answer.ok) {
    const { fault } = answer;
    return sessionState({ key, fault, snapshot: undefined, decisiveLines: undefined, loading: false }, nowMs);
  }
  const { startedAtMs, endedAtMs } = answer.value;
  return isActive(answer.value)
    ? `active · ${roughly(nowMs - startedAtMs)}`
    : `ended${endedAtMs === undefined ? '' : ` ${roughly(nowMs - endedAtMs)} ago`}`;
}
