import * as vscode from 'vscode';
import { basename } from 'node:path';
import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import { shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import type { Part, Session } from '../../core/session/session';
import { parseSessionKey, connectionId, type SessionKey } from '../../core/session/sessionKey';
import type { TalliedSession } from '../../core/references/sessionTally';
import { isActive } from '../../core/session/status';
import { unknownSession } from '../../core/session/watchedSession';
import { sessionState, sessionTitle, sessionTone } from '../../render/session/session';
import { roughly } from '../../render/time';
import type { App } from '../app';
import { logError } from '../showFault';
import { toneIconName } from '../icons';
import { COMMANDS } from '../names';
import { showInfo, withProgress } from '../window/messages';
import { pick, Picker, type PickerRow } from '../window/picker';
import { type FileScan, scanFile } from './scanFile';

/** More rows than this are not read by people, and make the list slow. */
const MOST_ROWS = 5_000;
/** Of so many the state is asked for: ten calls. */
const MOST_STATES = 1_000;
const BATCH = 100;

/** A session of the file, and its key if it was seen before. */
interface Found {
  readonly session: TalliedSession;
  readonly key: SessionKey | undefined;
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
    throw new UserError({
      kind: 'invalid',
      message: t('{0} isn’t a file on this computer. Save it to disk first.', name),
      remedies: ['lookUp'],
    });
  }
  const scan = await scanWithProgress(file.fsPath, name);
  if (scan.sessions.length === 0) {
    void showInfo(t('No sessions found in {0}.', name));
    return;
  }
  const chosen = await pickSession(app, name, scan);
  if (chosen) {
    const { sessionId, parents } = chosen.session;
    await app.run(COMMANDS.lookUp, [...Object.values(parents), sessionId].join(' '));
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
    const rows = [...files.values()].map((uri) => ({
      icon: 'file',
      label: basename(uri.path),
      description: vscode.workspace.asRelativePath(uri),
      value: uri,
    }));
    const other = { icon: 'folder-opened', label: t('Another file…'), value: 'other' as const };
    const chosen = await pick<vscode.Uri | 'other'>([...rows, other], {
      title: t('Find Sessions in File'),
      placeholder: t('Select a file'),
    });
    if (chosen !== 'other') {
      return chosen;
    }
  }
  const [file] =
    (await vscode.window.showOpenDialog({ title: t('Find Sessions in File'), openLabel: t('Find') })) ?? [];
  return file;
}

function scanWithProgress(path: string, name: string): Thenable<FileScan> {
  return withProgress(t('Finding sessions in {0}', name), (signal, report) => {
    let percent = 0;
    const onProgress = (share: number): void => {
      const increment = Math.floor(100 * share) - percent;
      if (increment > 0) {
        percent += increment;
        report(`${percent} %`, increment);
      }
    };
    return scanFile(path, onProgress, signal);
  });
}

async function pickSession(app: App, name: string, { sessions, isFull }: FileScan): Promise<Found | undefined> {
  const rows = [...sessions]
    .sort((one, other) => other.lastLine - one.lastLine)
    .slice(0, MOST_ROWS)
    .map((session) => ({ session, key: app.seen.find({ sessionId: session.sessionId, ...session.parents }) }));
  const picker = new Picker<Found>({
    title: t('Sessions in {0}', name),
    placeholder:
      rows.length < sessions.length || isFull
        ? isFull
          ? t('Select a session. The latest {0} of more than {1} are shown.', rows.length, sessions.length)
          : t('Select a session. The latest {0} of {1} are shown.', rows.length, sessions.length)
        : t('Select a session (latest first)'),
  });
  const states = new Map<Found, string>();
  const draw = (): void => {
    const { active } = picker;
    picker.draw(
      rows.map((found) => rowFor(app, found, states.get(found))),
      (found) => found === active,
    );
  };
  draw();
  picker.busy = true;
  // The list is useful without the states, too.
  void readStates(app, rows.slice(0, MOST_STATES), picker.signal, (found, state) => states.set(found, state), draw)
    .catch((error: unknown) => {
      if (!picker.signal.aborted) {
        logError(app, error);
      }
    })
    .then(() => {
      picker.busy = false;
    });
  return picker.choose();
}

/** e.g. `sh020_lighting_v012`, `ended 2 h ago · lines 12–4711 · 318 times` */
function rowFor(app: App, found: Found, state: string | undefined): PickerRow<Found> {
  const { sessionId, firstLine, lastLine, count } = found.session;
  const watched = found.key && app.store.get(found.key);
  const tone = watched?.snapshot && sessionTone(watched);
  const shown = watched?.snapshot ? sessionState(watched, app.now()) : state;
  const lines = firstLine === lastLine ? t('line {0}', firstLine) : t('lines {0}–{1}', firstLine, lastLine);
  return {
    icon: tone && toneIconName(tone),
    label: watched ? sessionTitle(watched) : shortId(sessionId),
    description: [...(shown === undefined ? [] : [shown]), lines, count === 1 ? t('once') : t('{0} times', count)].join(
      ' · ',
    ),
    detail: sessionId,
    value: found,
  };
}

/** Asks for the sessions of which all is known that the service wants, a hundred a call; reports each state, and when a call is done. */
async function readStates(
  app: App,
  rows: readonly Found[],
  signal: AbortSignal,
  onState: (found: Found, state: string) => void,
  onCalled: () => void,
): Promise<void> {
  const connection = await app.currentConnection.current();
  const wanted = rows.flatMap((found) => {
    const { sessionId, parents } = found.session;
    const key = found.key ?? parseSessionKey({ connection, ...parents, sessionId });
    return key ? [{ found, key }] : [];
  });
  for (const id of new Set(wanted.map(({ key }) => connectionId(key.connection)))) {
    const there = wanted.filter(({ key }) => connectionId(key.connection) === id);
    for (let at = 0; at < there.length; at += BATCH) {
      const asked = there.slice(at, at + BATCH);
      const keys = asked.map(({ key }) => key);
      const answers = await app.service().fetchSessions(keys, signal);
      answers.forEach((answer, index) => {
        const one = asked[index];
        if (one) {
          onState(one.found, listedState(answer, one.key, app.now()));
        }
      });
      signal.throwIfAborted();
      onCalled();
    }
  }
}

function listedState(answer: Part<Session>, key: SessionKey, nowMs: number): string {
  if (!answer.ok) {
    const { fault } = answer;
    return sessionState({ ...unknownSession(key), fault }, nowMs);
  }
  const { startedAtMs, endedAtMs } = answer.value;
  return isActive(answer.value)
    ? t('active · {0}', roughly(nowMs - startedAtMs))
    : endedAtMs === undefined
      ? t('ended')
      : t('ended {0} ago', roughly(nowMs - endedAtMs));
}
