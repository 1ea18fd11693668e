import { t } from '../../core/text/localize';
import { sessionOfAction } from '../../core/ids';
import type { ActionKey } from '../../core/service/ports';
import type { SessionKey } from '../../core/session/sessionKey';
import { unknownSession, type WatchedSession } from '../../core/session/watchedSession';
import { sessionState } from '../../render/session/session';
import type { App } from '../app';
import type { Features } from './command';
import type { FarmRow } from '../farms/farmsView';
import { COMMANDS } from '../names';
import { keyArgument } from '../sessions/sessionsView';
import { pick } from '../window/picker';

/** Uses the session that a command is about: its argument, else the page or log in front, else the person's choice. */
export async function withSession(
  app: App,
  { panels, logs }: Pick<Features, 'panels' | 'logs'>,
  argument: unknown,
  use: (key: SessionKey) => unknown,
): Promise<void> {
  const key = keyArgument(argument) ?? panels.activeKey ?? logs.active?.log.logKey.key ?? (await chooseListed(app));
  if (key) {
    await use(key);
  }
}

/** The same for commands that take several rows at once. */
export async function withSessions(
  app: App,
  features: Pick<Features, 'panels' | 'logs'>,
  argument: unknown,
  selected: unknown,
  use: (keys: readonly SessionKey[]) => unknown,
): Promise<void> {
  const keys = keysOf(argument, selected);
  await (keys.length > 0 ? use(keys) : withSession(app, features, undefined, (key) => use([key])));
}

/** The sessions that a command is about: the rows selected with the one it was called on, or that one. */
export function keysOf(argument: unknown, selected: unknown): readonly SessionKey[] {
  const all = Array.isArray(selected) && selected.length > 0 ? (selected as readonly unknown[]) : [argument];
  return all.flatMap((one) => keyArgument(one) ?? []);
}

/** The attempt that a row of the Farms view is, or a task's latest one; undefined for all other arguments. */
export function attemptArgument(argument: unknown): ActionKey | undefined {
  if (!isFarmRow(argument)) {
    return undefined;
  }
  if (argument.kind === 'attempt') {
    return { key: argument.key, sessionActionId: argument.facts.sessionActionId };
  }
  const sessionActionId = argument.kind === 'task' ? argument.facts.latestSessionActionId : undefined;
  if (argument.kind !== 'task' || sessionActionId === undefined) {
    return undefined;
  }
  const { farmId, queueId, jobId } = argument.path;
  const { connection } = argument;
  return { key: { connection, farmId, queueId, jobId, sessionId: sessionOfAction(sessionActionId) }, sessionActionId };
}

/** Whether a command's argument is a row of the Farms view. */
export function isFarmRow(argument: unknown): argument is FarmRow {
  const { id, kind } = (argument ?? {}) as Partial<FarmRow>;
  return typeof id === 'string' && typeof kind === 'string';
}

async function chooseListed(app: App): Promise<SessionKey | undefined> {
  if (app.list.keys.length === 0) {
    await app.run(COMMANDS.lookUp);
    return undefined;
  }
  const items = app.list.keys.map((key) => {
    const session = app.store.get(key);
    return {
      label: app.list.titleOf(key),
      description: session && sessionState(session, app.now()),
      detail: key.sessionId,
      value: key,
    };
  });
  return pick(items, { title: t('Sessions'), placeholder: t('Select a session') });
}

/** A session as it is known; one that is not watched is not. */
export function stateOf(app: App, key: SessionKey): WatchedSession {
  return app.store.get(key) ?? unknownSession(key);
}
