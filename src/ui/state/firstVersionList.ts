/** The first version kept a list for each workspace in VS Code's storage. It is taken over once and left there for that version. */
import type * as vscode from 'vscode';
import { parseSessionKey, type SessionKey } from '../../core/session/sessionKey';
import { type KnownSession, unknownSession } from '../../core/session/watchedSession';
import type { KnownSessions } from '../../watch/sessions/knownSessions';
import type { SessionList } from './sessionList';

const TAKEN_OVER = 'isListTakenOver';
/** The shape of its snapshots that is still understood. */
const FORMAT = 3;

export function takeOverFirstVersion(
  { workspaceState, globalState }: { readonly workspaceState: vscode.Memento; readonly globalState: vscode.Memento },
  list: SessionList,
  known: KnownSessions,
): void {
  const listed = readOnce(workspaceState, 'sessions');
  const recent = readOnce(globalState, 'recent');
  for (const { key, session } of listed) {
    known.remember({ ...unknownSession(key), ...session });
  }
  list.takeOver(
    listed.map(({ key }) => key),
    recent.map(({ key }) => key),
  );
}

interface Entry {
  readonly key: SessionKey;
  readonly session: KnownSession | undefined;
}

function readOnce(memento: vscode.Memento, name: string): readonly Entry[] {
  const { format, entries } = memento.get<{ format?: unknown; entries?: unknown }>(name) ?? {};
  if (!Array.isArray(entries) || memento.get(TAKEN_OVER) === true) {
    return [];
  }
  void memento.update(TAKEN_OVER, true);
  return (entries as readonly { key?: unknown; known?: KnownSession }[]).flatMap((entry) => {
    const key = parseSessionKey(entry.key);
    return key ? [{ key, session: format === FORMAT ? entry.known : undefined }] : [];
  });
}
