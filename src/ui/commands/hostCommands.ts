/** The commands that are about hosts: the workers that ran a session. */
import { t } from '../../core/text/localize';
import { toFault, UserError } from '../../core/errors';
import type { FarmPath } from '../../core/farm/farmNode';
import type { Session } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import { chooseOfDeletedHost } from '../farms/deletedHost';
import { chooseHost } from '../farms/goToHost';
import { COMMANDS } from '../names';
import type { Command, Features } from './command';
import { reveal } from './farmCommands';
import { attemptArgument, withSession } from './sessionArgument';
import { openDetails } from './openDetails';

/** How long it may take to find out whether the worker is there. */
const PATIENCE_MS = 30_000;

/** By their IDs. */
export const HOST_COMMANDS = {
  [COMMANDS.showHost]: (app, features, argument) =>
    withSession(app, features, attemptArgument(argument)?.key ?? argument, (key) => showHost(app, features, key)),
  [COMMANDS.goToHost]: async (app, { farms }) => {
    const path = await chooseHost(app, farms);
    await (path && reveal(farms, path));
  },
} satisfies Readonly<Record<string, Command>>;

/** Shows a session's worker with all that it ran; of a worker that was deleted, what is known. */
async function showHost(app: App, features: Features, key: SessionKey): Promise<void> {
  const session = await readSession(app, key);
  const path = await pathToWorker(app, key, session);
  if (path) {
    await reveal(features.farms, path);
    return;
  }
  const choice = await chooseOfDeletedHost(app, key, session);
  if (choice && 'path' in choice) {
    await reveal(features.farms, choice.path);
  } else if (choice) {
    await openDetails(app, features, choice.key);
  }
}

/** @throws {UserError} it cannot be read */
async function readSession(app: App, key: SessionKey): Promise<Session> {
  const known = app.store.get(key)?.snapshot?.session;
  if (known) {
    return known;
  }
  const [part] = await app.service().fetchSessions([key], AbortSignal.timeout(PATIENCE_MS));
  if (part?.ok) {
    return part.value;
  }
  throw new UserError(part?.fault ?? { kind: 'internal', message: t('Nothing was answered.') });
}

/** Undefined where the worker was deleted. Where it may not be read, its sessions may still be listed. */
async function pathToWorker(
  app: App,
  { connection, farmId }: SessionKey,
  { fleetId, workerId, host }: Session,
): Promise<FarmPath | undefined> {
  let status = '';
  try {
    const thing = { kind: 'worker', farmId, fleetId, workerId } as const;
    status = (await app.service().fetchThing(connection, thing, AbortSignal.timeout(PATIENCE_MS))).status ?? '';
  } catch (error) {
    if (toFault(error).kind === 'notFound') {
      return undefined;
    }
  }
  return { connection, farm: farmId, fleet: fleetId, worker: { workerId, status, host } };
}
