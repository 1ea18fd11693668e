import { ACTIVE_STATUSES, type JobQuery, NEWEST_JOBS } from '../../core/farm/farm';
import type { FarmId, QueueId } from '../../core/ids';
import { type LookUpText, parseLookUpText, type SoughtThing } from '../../core/references/lookUpText';
import type { ReferenceIds } from '../../core/references/reference';
import { findJobs } from '../../core/search/findJobs';
import { queuesOf } from '../../core/search/findSession';
import { findFleet } from '../../core/search/findWorkers';
import { JobSessions, type ListedSession } from '../../core/search/jobSessions';
import type { Connection, JobKey, SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import type { Found, JobOnFarm } from '../../render/agents/foundAnswer';
import { incompleteId, notFound, nothingNamed } from '../../render/agents/refusal';
import type { App } from '../app';
import { Refusal } from './refuse';
import type { Targets } from './targets';

/** What is searched for. */
export interface Wanted {
  /** Anything that Look Up understands; empty for the jobs of the farm. */
  readonly text: string;
  readonly state: 'failed' | 'active' | undefined;
  /** How many of each kind at most. */
  readonly limit: number;
}

/** A search covers so many queues, ten a call. */
const MOST_QUEUES = 100;

/**
 * Finds sessions and jobs by a text: the sessions of a job, step or worker, the jobs of a queue, a farm or a name, the workers of a fleet.
 *
 * @throws {Refusal} no connection is set up, or the text names nothing that can be found
 */
export async function findThings(
  app: Pick<App, 'service'>,
  targets: Targets,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Found> {
  const text = parseLookUpText(wanted.text);
  const { things, incomplete, jobName } = text;
  const [thing] = things;
  if (thing) {
    return findThing(app, targets, { thing, text, wanted }, signal);
  }
  const fitting = targets.fitting(text).slice(0, wanted.limit);
  const [first] = fitting;
  if (first) {
    return { ...NOTHING, connection: first.connection, ...(await listed(app, fitting, signal)) };
  }
  const [cut] = incomplete;
  if (cut) {
    throw new Refusal(incompleteId(cut.text));
  }
  if (jobName === undefined && wanted.text.trim() !== '') {
    throw new Refusal(nothingNamed(wanted.text, 'session, job, queue or farm'));
  }
  const connection = await targets.connection(text, {});
  return findInQueues(app, targets, { connection, ids: {}, jobName, wanted }, signal);
}

const NOTHING: Omit<Found, 'connection'> = {
  jobs: [],
  sessions: [],
  stepNames: {},
  workerSessions: [],
  workers: [],
  hasMore: false,
  unread: [],
};

interface Request {
  readonly thing: SoughtThing;
  readonly text: LookUpText;
  readonly wanted: Wanted;
}

async function findThing(
  app: Pick<App, 'service'>,
  targets: Targets,
  { thing, text, wanted }: Request,
  signal: AbortSignal,
): Promise<Found> {
  const { ids, kind } = thing;
  if (kind === 'session') {
    const some = text.things.slice(0, wanted.limit);
    const keys: SessionKey[] = [];
    for (const one of some) {
      keys.push(await targets.sessionKey(text, one.ids, signal));
    }
    const connection = await targets.connection(text, ids);
    const hasMore = some.length < text.things.length;
    return { ...NOTHING, connection, hasMore, ...(await listed(app, keys, signal)) };
  }
  if (kind === 'task') {
    const { key } = await targets.latestRun(text, ids, signal);
    return { ...NOTHING, connection: key.connection, ...(await listed(app, [key], signal)) };
  }
  if (kind === 'job' || kind === 'step') {
    return sessionsOf(app, targets, await targets.jobKey(text, ids, signal), { ids, wanted }, signal);
  }
  const connection = await targets.connection(text, ids);
  return kind === 'worker' || kind === 'fleet'
    ? findOnHosts(app, targets, { connection, ids, wanted }, signal)
    : findInQueues(app, targets, { connection, ids, jobName: undefined, wanted }, signal);
}

/** Sessions by their keys, with what is known of each in one call for a hundred. */
async function listed(
  app: Pick<App, 'service'>,
  keys: readonly SessionKey[],
  signal: AbortSignal,
): Promise<Pick<Found, 'sessions' | 'unread'>> {
  const parts = await app.service().fetchSessions(keys, signal);
  const sessions: ListedSession[] = [];
  const unread: string[] = [];
  for (const [index, key] of keys.entries()) {
    const part = parts[index];
    if (part?.ok) {
      sessions.push({ key, facts: part.value, host: part.value.host, failures: [], firstFailure: undefined });
    } else {
      unread.push(`${key.sessionId}: ${part?.fault.message ?? 'not answered'}`);
    }
  }
  return { sessions, unread };
}

async function sessionsOf(
  app: Pick<App, 'service'>,
  targets: Targets,
  job: JobKey,
  { ids, wanted }: { readonly ids: ReferenceIds; readonly wanted: Wanted },
  signal: AbortSignal,
): Promise<Found> {
  const list = new JobSessions({ service: app.service(), job, stepId: ids.stepId });
  await list.load(signal);
  await list.fill(signal);
  const sessions = list.sessions.filter(({ failures, facts }) =>
    wanted.state === 'failed' ? failures.length > 0 : wanted.state === 'active' ? isActive(facts) : true,
  );
  targets.remember(...sessions.map(({ key }) => key));
  return {
    ...NOTHING,
    connection: job.connection,
    sessions: sessions.slice(0, wanted.limit),
    stepNames: list.stepNames,
    hasMore: list.hasMore || sessions.length > wanted.limit,
    unread: list.fault ? [list.fault.message] : [],
  };
}

interface Place {
  readonly connection: Connection;
  readonly ids: ReferenceIds;
  readonly wanted: Wanted;
}

/** What a worker ran, active sessions first, or the workers of a fleet. */
async function findOnHosts(
  app: Pick<App, 'service'>,
  targets: Targets,
  { connection, ids, wanted }: Place,
  signal: AbortSignal,
): Promise<Found> {
  const service = app.service();
  const { workerId } = ids;
  const farmId = ids.farmId ?? (await service.defaults(connection)).farmId;
  if (!farmId) {
    throw new Refusal('The farm of this ID is not known. Ask the user for the farm ID, and pass it along.');
  }
  if (!workerId) {
    return workersOf(app, { connection, ids, wanted }, farmId, signal);
  }
  const fleetId = ids.fleetId ?? (await findFleet(service, connection, farmId, workerId, signal));
  if (!fleetId) {
    throw new Refusal(notFound(workerId, true));
  }
  const { items, next } = await service.sessionsOfWorker(connection, farmId, fleetId, workerId, signal).page();
  const sessions = items.filter((session) => wanted.state !== 'active' || isActive(session));
  targets.remember(
    ...sessions.map(({ queueId, jobId, sessionId }) => ({ connection, farmId, queueId, jobId, sessionId })),
  );
  return {
    ...NOTHING,
    connection,
    workerSessions: sessions.slice(0, wanted.limit).map((session) => ({ ...session, farmId })),
    hasMore: next !== undefined || sessions.length > wanted.limit,
  };
}

async function workersOf(
  app: Pick<App, 'service'>,
  { connection, ids: { fleetId }, wanted }: Place,
  farmId: FarmId,
  signal: AbortSignal,
): Promise<Found> {
  if (!fleetId) {
    throw new Refusal(nothingNamed('', 'worker or fleet'));
  }
  const { items, next } = await app.service().workers(connection, farmId, fleetId, signal).page();
  const workers = items.slice(0, wanted.limit).map((worker) => ({ ...worker, fleetId }));
  return { ...NOTHING, connection, workers, hasMore: next !== undefined || items.length > wanted.limit };
}

/** Jobs of a queue, of a farm or of all, the newest first: one call for ten queues. */
async function findInQueues(
  app: Pick<App, 'service'>,
  targets: Targets,
  { connection, ids, jobName, wanted }: Place & { readonly jobName: string | undefined },
  signal: AbortSignal,
): Promise<Found> {
  const service = app.service();
  const scope = {
    connection,
    farmId: ids.farmId,
    queueId: ids.queueId,
    preferred: await service.defaults(connection),
  };
  const query: JobQuery = {
    ...NEWEST_JOBS,
    text: jobName,
    archived: jobName === undefined ? 'without' : 'with',
    statuses: wanted.state === 'failed' ? ['FAILED'] : wanted.state === 'active' ? ACTIVE_STATUSES : [],
  };
  const queues = new Map<FarmId, QueueId[]>();
  let count = 0;
  for await (const { farmId, queueId } of queuesOf(service, scope, () => undefined, signal)) {
    // A queue of which the farm is not named is looked for in all farms.
    if (ids.queueId === undefined || ids.queueId === queueId) {
      queues.set(farmId, [...(queues.get(farmId) ?? []), queueId]);
      count += 1;
    }
    if (count >= MOST_QUEUES) {
      break;
    }
  }
  if (count === 0 && ids.queueId !== undefined) {
    throw new Refusal(notFound(ids.queueId, true));
  }
  const found = await Promise.all(
    [...queues].map(async ([farmId, queueIds]) => ({
      farmId,
      ...(await findJobs(service, connection, farmId, queueIds, query, signal)),
    })),
  );
  const jobs = found
    .flatMap(({ farmId, jobs: some }) => some.map((job): JobOnFarm => ({ ...job, farmId })))
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  targets.remember(...jobs.map(({ farmId, queueId, jobId }) => ({ connection, farmId, queueId, jobId })));
  return {
    ...NOTHING,
    connection,
    jobs: jobs.slice(0, wanted.limit),
    hasMore: jobs.length > wanted.limit || count >= MOST_QUEUES || found.some(({ isAtLeast }) => isAtLeast),
    unread: found.flatMap(({ faults }) => [...faults].map(([queueId, { message }]) => `${queueId}: ${message}`)),
  };
}
