import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { delay } from '../../core/async/clock';
import { type Fault, toFault, UserError } from '../../core/errors';
import { shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import { connectionName, keyId, type SessionKey } from '../../core/session/sessionKey';
import { isActive, isEnding } from '../../core/session/status';
import { actionLabel } from '../../render/session/action';
import { runningAction, sessionTitle } from '../../render/session/session';
import type { App } from '../app';
import { logError } from '../showFault';
import { confirmModal, showInfo, showWarning } from '../window/messages';

/** How long the service may take to accept. */
const PATIENCE_MS = 30_000;
/** More names than this make a message unreadable. */
const MOST_NAMED = 5;
/** For how long is waited for the end of a session that was asked to end. */
const MOST_WAITING_MS = 600_000;

type EndApp = Pick<App, 'service' | 'store' | 'output' | 'clock'>;

/** What became of a request to end a session: accepted, or why not. */
interface EndResult {
  readonly key: SessionKey;
  readonly fault: Fault | undefined;
}

/**
 * Asks active sessions to end, after a question that says what this does to their tasks. Not in a workspace that is not trusted,
 * and never for a session that has ended. A refusal for one session does not keep the others from ending; a message reports them
 * all, and all are read again.
 *
 * @param end asks the service for one session
 * @throws {UserError} the session has ended already, the workspace is not trusted, or the service refused the only session
 */
export async function endSessions(
  app: EndApp,
  keys: readonly SessionKey[],
  end: (key: SessionKey, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw refused(t('Sessions can’t be ended from an untrusted workspace. Trust the workspace first.'));
  }
  const wanted = [...new Map(keys.map((key) => [keyId(key), key])).values()];
  const active = await readActive(app, wanted);
  if (!(await confirm(app, active))) {
    return;
  }
  const results: EndResult[] = [];
  for (const key of active) {
    results.push({ key, fault: await faultOf(app, end(key, AbortSignal.timeout(PATIENCE_MS))) });
  }
  await Promise.all(wanted.map((key) => app.store.refresh(key)));
  report(app, results);
}

async function faultOf(app: EndApp, ending: Promise<void>): Promise<Fault | undefined> {
  try {
    await ending;
    return undefined;
  } catch (error) {
    logError(app, error);
    return toFault(error);
  }
}

/**
 * Those that are active and not ending yet, as the service says it now: lists may be a while old.
 * @throws {UserError} there is none, or the only session cannot be read
 */
async function readActive(app: EndApp, keys: readonly SessionKey[]): Promise<readonly SessionKey[]> {
  const sessions = await app.service().fetchSessions(keys, AbortSignal.timeout(PATIENCE_MS));
  const active = keys.filter((_key, index) => {
    const session = sessions[index];
    return session?.ok && isActive(session.value) && !isEnding(session.value);
  });
  if (active.length > 0) {
    return active;
  }
  const [key, session] = [keys[0], sessions[0]];
  if (keys.length !== 1 || !key || !session) {
    throw refused(t('None of these {0} sessions is active.', keys.length));
  }
  if (!session.ok) {
    throw new UserError(session.fault);
  }
  throw refused(
    isEnding(session.value)
      ? t('{0} is already ending.', nameOf(app, key))
      : t('{0} has already ended.', nameOf(app, key)),
  );
}

function confirm(app: EndApp, keys: readonly SessionKey[]): Promise<boolean> {
  const [first] = keys;
  if (keys.length === 1 && first) {
    return confirmModal(
      t('End {0}?', nameOf(app, first)),
      [
        t(
          'Connection: {0}. The running task is canceled and loses its progress. It goes back to the queue with the tasks that still wait in this session. You can’t resume an ended session.',
          plainText(connectionName(first.connection), 60),
        ),
      ],
      t('End Session'),
    );
  }
  return confirmModal(
    t('End {0} sessions?', keys.length),
    [
      t(
        '{0}. Their running tasks are canceled and lose their progress. They go back to the queue with the tasks that still wait in these sessions. You can’t resume an ended session.',
        named(app, keys),
      ),
    ],
    t('End {0} Sessions', keys.length),
  );
}

/** @throws {UserError} the service refused the only session */
function report(app: EndApp, results: readonly EndResult[]): void {
  const accepted = results.filter(({ fault }) => fault === undefined);
  const failed = results.flatMap(({ key, fault }) => (fault ? [`${nameOf(app, key)}: ${fault.message}`] : []));
  const [only] = results;
  if (results.length === 1 && only?.fault) {
    throw new UserError(only.fault);
  }
  if (failed.length === 0) {
    if (results.length === 1 && only) {
      tellEnd(app, only.key);
    }
    void showInfo(
      results.length === 1 && only
        ? t('{0} is ending.', nameOf(app, only.key))
        : t('{0} sessions are ending.', results.length),
    );
    return;
  }
  const others = failed.length > MOST_NAMED ? ` ${t('And {0} more.', failed.length - MOST_NAMED)}` : '';
  void showWarning(
    t(
      '{0} of {1} sessions are ending. Not ended: {2}',
      accepted.length,
      results.length,
      `${failed.slice(0, MOST_NAMED).join(' ')}${others}`,
    ),
  );
}

/** Says once that a session has ended which was asked to, and what became of what it ran. */
function tellEnd({ store, clock }: EndApp, key: SessionKey): void {
  const id = keyId(key);
  const done = new AbortController();
  const handle = store.watch(key);
  const { snapshot } = handle.session;
  const running = snapshot && runningAction(snapshot);
  const what = running ? t('{0} went back to the queue.', actionLabel(running, snapshot.stepNames)) : '';
  const hearing = store.onDidChange(({ session }) => {
    if (keyId(session.key) === id && session.snapshot && !isActive(session.snapshot.session)) {
      done.abort();
      void showInfo(`${t('{0}: session ended.', plainText(sessionTitle(session), 60))} ${what}`.trim());
    }
  });
  // After this time, or when the window closes, the person has to look at the session.
  void delay(clock, MOST_WAITING_MS, done.signal)
    .catch(() => undefined)
    .finally(() => {
      hearing.dispose();
      handle.dispose();
    });
}

function named(app: EndApp, keys: readonly SessionKey[]): string {
  const names = keys.slice(0, MOST_NAMED).map((key) => nameOf(app, key));
  return keys.length > MOST_NAMED
    ? t('{0} and {1} more', names.join(', '), keys.length - MOST_NAMED)
    : names.join(', ');
}

function nameOf(app: Pick<App, 'store'>, key: SessionKey): string {
  const watched = app.store.get(key);
  const id = shortId(key.sessionId);
  return watched?.snapshot ? t('{0} of {1}', id, plainText(sessionTitle(watched), 60)) : id;
}

function refused(message: string): UserError {
  return new UserError({ kind: 'conflict', message, remedies: [] });
}
