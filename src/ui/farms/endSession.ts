import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { shortId } from '../../core/ids';
import { placeName, type SessionKey } from '../../core/sessionKey';
import { isActive, isEnding } from '../../core/status';
import { sessionTitle } from '../../render/session';
import type { App } from '../app';

/** How long the service may take to accept. */
const PATIENCE_MS = 30_000;

/**
 * Asks active sessions to end, after a question that says what this does to their tasks: the one thing in this extension that
 * changes anything on a farm. Not in a workspace that is not trusted, and never for a session that has ended.
 *
 * @param end asks the service for one session
 * @returns the sessions that were asked to end
 * @throws {UserError} the session has ended already, the workspace is not trusted, or the service refused
 */
export async function endSessions(
  app: App,
  keys: readonly SessionKey[],
  end: (key: SessionKey, signal: AbortSignal) => Promise<void>,
): Promise<readonly SessionKey[]> {
  if (!vscode.workspace.isTrusted) {
    throw refused('Sessions are not ended from a workspace that is not trusted. Trust it first.');
  }
  const [first] = keys;
  if (!first) {
    return [];
  }
  const active = await readActive(app, keys);
  if (active.length === 0) {
    throw refused(
      keys.length === 1
        ? `${nameOf(app, first)} has ended already.`
        : `These ${keys.length} sessions have ended already.`,
    );
  }
  if (!(await confirm(app, active))) {
    return [];
  }
  for (const key of active) {
    await end(key, AbortSignal.timeout(PATIENCE_MS));
  }
  return active;
}

/** Those that are active and not ending yet, as the service says it now: lists may be a while old. */
async function readActive(app: App, keys: readonly SessionKey[]): Promise<readonly SessionKey[]> {
  const sessions = await app.service().fetchSessions(keys, AbortSignal.timeout(PATIENCE_MS));
  const [only] = sessions;
  if (keys.length === 1 && only && !only.ok) {
    throw new UserError(only.fault);
  }
  if (keys.length === 1 && only?.ok && isEnding(only.value)) {
    throw refused(`${keys[0] ? nameOf(app, keys[0]) : 'The session'} was asked to end already.`);
  }
  return keys.filter((_key, index) => {
    const session = sessions[index];
    return session?.ok && isActive(session.value) && !isEnding(session.value);
  });
}

/** Not a modal dialog: those are refused where VS Code is tested. Closing the message ends nothing. */
async function confirm(app: App, keys: readonly SessionKey[]): Promise<boolean> {
  const [first] = keys;
  const button = keys.length === 1 ? 'End Session' : `End ${keys.length} Sessions`;
  const what =
    keys.length === 1 && first ? `${nameOf(app, first)} (${placeName(first.place)})` : `${keys.length} sessions`;
  const question =
    keys.length === 1
      ? `End ${what}? The task it is running is canceled and loses its progress. That task and those still waiting in the session go back to the queue for another one. A session cannot be resumed.`
      : `End ${what}? The tasks they are running are canceled and lose their progress. Those and the tasks still waiting in the sessions go back to the queue for others. A session cannot be resumed.`;
  return (await vscode.window.showWarningMessage(question, button)) === button;
}

function nameOf(app: App, key: SessionKey): string {
  const watched = app.store.get(key);
  const id = shortId(key.sessionId);
  return watched?.snapshot ? `${id} of ${sessionTitle(watched)}` : id;
}

function refused(message: string): UserError {
  return new UserError({ kind: 'conflict', message, remedies: [] });
}
