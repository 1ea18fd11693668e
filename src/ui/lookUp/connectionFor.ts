import { t } from '../../core/text/localize';
import { toFault } from '../../core/errors';
import type { ReferenceIds, SessionText } from '../../core/references/reference';
import type { Connection } from '../../core/session/sessionKey';
import type { App } from '../app';
import { applyRemedy } from '../showFault';
import { showWarning } from '../window/messages';

type ConnectionApp = Pick<App, 'isSampleId' | 'run'> & {
  readonly currentConnection: Pick<App['currentConnection'], 'with'>;
};

/** The IDs that tell whose farm a text is about. The sample farm makes its own and knows them again. */
const TELLING = ['sessionId', 'jobId', 'stepId', 'queueId', 'farmId', 'fleetId', 'workerId'] as const;

/**
 * The connection with which IDs are looked up. An ID of a real farm is never looked up on the sample farm, where it would seem to be
 * gone: the person is asked to connect to AWS, and so they are where no Region is set. The look-up goes on afterwards.
 *
 * @param connect lets the person choose a connection
 * @returns undefined if the person canceled
 */
export async function connectionFor(
  app: ConnectionApp,
  ids: ReferenceIds,
  { region, profile }: Pick<SessionText, 'region' | 'profile'>,
  connect: (what: 'connection' | 'region') => Promise<unknown> = (what) =>
    applyRemedy(app, 'chooseConnection', undefined, what),
): Promise<Connection | undefined> {
  const connection = await configured(app, region, profile);
  if (connection && isRight(app, connection, ids)) {
    return connection;
  }
  if (connection) {
    const button = t('Connect to AWS…');
    const message = t('You’re not connected to AWS. This ID isn’t part of the sample farm.');
    if ((await showWarning(message, button)) !== button) {
      return undefined;
    }
  }
  await connect(connection ? 'connection' : 'region');
  const chosen = await configured(app, region, profile);
  return chosen && isRight(app, chosen, ids) ? chosen : undefined;
}

/**
 * Whether farms can be listed: where no connection is chosen, or no Region is set, the person is asked to do that first. What they were
 * about to do goes on afterwards.
 */
export async function isConnected({
  currentConnection,
  ...app
}: Pick<App, 'currentConnection' | 'run'>): Promise<boolean> {
  const setUp = await currentConnection.setUp();
  if (setUp === 'notConnected') {
    const [connect, sample] = [t('Connect to AWS…'), t('Open the Sample Farm')] as const;
    const chosen = await showWarning(t('You’re not connected to AWS.'), connect, sample);
    await (chosen && applyRemedy(app, chosen === connect ? 'chooseConnection' : 'openSampleFarm'));
  } else if (setUp === 'noRegion') {
    await applyRemedy(app, 'chooseConnection', undefined, 'region');
  }
  return setUp === 'ready' || (await currentConnection.setUp()) === 'ready';
}

/** Undefined where no Region is set. */
async function configured(
  { currentConnection }: ConnectionApp,
  region: string | undefined,
  profile: string | undefined,
): Promise<Connection | undefined> {
  try {
    return await currentConnection.with(region, profile);
  } catch (error) {
    if (toFault(error).kind === 'noRegion') {
      return undefined;
    }
    throw error;
  }
}

/** Whether IDs can be of a connection: the sample farm has its own. */
export function isRight(app: Pick<App, 'isSampleId'>, { source }: Connection, ids: ReferenceIds): boolean {
  const id = TELLING.map((name) => ids[name]).find((one) => one !== undefined);
  return source !== 'sampleFarm' || id === undefined || app.isSampleId(id);
}
