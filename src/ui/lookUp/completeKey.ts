import { plural, t } from '../../core/text/localize';
import type { Defaults } from '../../core/service/connections';
import { type FarmId, type SessionId, shortId } from '../../core/ids';
import type { ReferenceIds, SessionText } from '../../core/references/reference';
import { findJob } from '../../core/search/findJob';
import {
  findSession,
  findSessionOfWorker,
  findStep,
  type SearchProgress,
  type SearchResult,
} from '../../core/search/findSession';
import type { Connection, JobKey, SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import { logError } from '../showFault';
import { withProgress } from '../window/messages';
import { askForFarm, askForJob } from './askForJob';
import { chooseSession } from './chooseSession';
import { connectionFor } from './connectionFor';

/** What a text says of the connection to look up with. */
export type Hint = Pick<SessionText, 'region' | 'profile'>;

/** How many calls a search may cost before it gives up and asks. */
const MOST_SEARCH_CALLS = 100;
const MOST_WORKER_PAGES = 5;
const NO_PROGRESS = { calls: 0, jobs: 0, queues: 0 };

/**
 * Everything that GetSession needs, from ids of which some are missing: looked up among the sessions known here, then searched
 * for on the farm, then asked for, level by level. Undefined if the person canceled.
 */
export async function completeKey(app: App, ids: ReferenceIds, hint: Hint): Promise<SessionKey | undefined> {
  const known = app.seen.find(ids);
  if (known) {
    return known;
  }
  const connection = await connectionFor(app, ids, hint);
  if (!connection) {
    return undefined;
  }
  const { farmId, queueId, jobId, sessionId } = ids;
  if (farmId && queueId && jobId && sessionId) {
    return { connection, farmId, queueId, jobId, sessionId };
  }
  const defaults = await app.service().defaults(connection);
  let why = '';
  if (sessionId) {
    const result = await searchSession(app, connection, sessionId, { ...ids, preferred: defaults });
    if (result === 'canceled') {
      return undefined;
    }
    if (result?.found) {
      return result.found;
    }
    why = result ? searchedFor(result) : '';
  }
  return ask(app, connection, ids, defaults, why);
}

/** The same for a job. */
export async function completeJob(app: App, ids: ReferenceIds, hint: Hint): Promise<JobKey | undefined> {
  const known = app.seen.findJob(ids);
  if (known) {
    return known;
  }
  const connection = await connectionFor(app, ids, hint);
  if (!connection) {
    return undefined;
  }
  const { farmId, queueId, jobId, stepId } = ids;
  if (farmId && queueId && jobId) {
    return { connection, farmId, queueId, jobId };
  }
  const preferred = await app.service().defaults(connection);
  let why = '';
  if (jobId) {
    const scope = { connection, farmId, queueId, preferred };
    const found = await searched(app, shortId(jobId), (signal) => findJob(app.service(), jobId, scope, signal));
    if (found !== undefined) {
      return found === 'canceled' ? undefined : found;
    }
    why = `${t('{0} was not found in any queue.', shortId(jobId))} `;
  } else if (stepId) {
    const scope = { connection, farmId, queueId, jobId, preferred };
    const result = await searched(app, shortId(stepId), (signal, report) =>
      findStep(app.service(), stepId, scope, MOST_SEARCH_CALLS, reporting(report), signal),
    );
    if (result === 'canceled' || result?.found) {
      return result === 'canceled' ? undefined : { connection, ...result.found };
    }
    why = result ? searchedFor(result) : '';
  }
  return askForJob({ app, connection, defaults: preferred, why }, ids);
}

/** A connection and a farm to look something up with, the farm asked for where it is missing. Undefined if the person canceled. */
export async function completeFarm(
  app: App,
  ids: ReferenceIds,
  hint: Hint,
): Promise<{ readonly connection: Connection; readonly farmId: FarmId } | undefined> {
  const connection = await connectionFor(app, ids, hint);
  if (!connection) {
    return undefined;
  }
  const defaults = await app.service().defaults(connection);
  const farmId = ids.farmId ?? (await askForFarm({ app, connection, defaults, why: '' }));
  return farmId && { connection, farmId };
}

/** Asks for what is missing below what is known, level by level. Undefined if the person canceled. */
export async function askForRest(app: App, connection: Connection, ids: ReferenceIds): Promise<SessionKey | undefined> {
  return ask(app, connection, ids, await app.service().defaults(connection), '');
}

async function ask(
  app: App,
  connection: Connection,
  ids: ReferenceIds,
  defaults: Defaults,
  why: string,
): Promise<SessionKey | undefined> {
  const job = await askForJob({ app, connection, defaults, why }, ids);
  return job && (ids.sessionId ? { ...job, sessionId: ids.sessionId } : chooseSession(app, job));
}

/** Undefined if the search itself was refused: then asking is still possible. */
async function searchSession(
  app: App,
  connection: Connection,
  sessionId: SessionId,
  { farmId, queueId, jobId, fleetId, workerId, preferred }: ReferenceIds & { readonly preferred: Defaults },
): Promise<SearchResult | 'canceled' | undefined> {
  const scope = { connection, farmId, queueId, jobId, preferred };
  return searched(app, shortId(sessionId), async (signal, report) => {
    if (farmId && fleetId && workerId) {
      const worker = { connection, farmId, fleetId, workerId };
      const found = await findSessionOfWorker(app.service(), sessionId, worker, MOST_WORKER_PAGES, signal);
      if (found) {
        return { found, progress: NO_PROGRESS };
      }
    }
    return findSession(app.service(), sessionId, scope, MOST_SEARCH_CALLS, reporting(report), signal);
  });
}

/** Searches where the person can see and cancel it. Undefined if nothing was found, or the search was refused. */
async function searched<T>(
  app: App,
  what: string,
  search: (signal: AbortSignal, report: (message: string) => void) => Promise<T | undefined>,
): Promise<T | 'canceled' | undefined> {
  return withProgress(t('Finding {0}', what), async (signal, report) => {
    try {
      return await search(signal, report);
    } catch (error) {
      if (signal.aborted) {
        return 'canceled' as const;
      }
      logError(app, error);
      return undefined;
    }
  });
}

/** Says how far a search has come. */
function reporting(report: (message: string) => void): (progress: SearchProgress) => void {
  return ({ calls, jobs, queues }) => {
    report(t('{0} jobs in {1} queues, {2} calls', jobs, queues, calls));
  };
}

function searchedFor({ progress: { jobs, queues } }: SearchResult): string {
  const sentence = plural(
    queues,
    {
      one: 'Not found in the newest {1} jobs of {0} queue.',
      other: 'Not found in the newest {1} jobs of {0} queues.',
    },
    jobs,
  );
  return `${sentence} `;
}
