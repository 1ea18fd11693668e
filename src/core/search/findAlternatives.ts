/**
 * What there is instead of something that cannot be read: the nearest level that can be listed, as the service's own command line
 * tool offers it. A refusal may just mean a wrong id.
 */
import { FAULT_TRAITS, toFault, type Fault } from '../errors';
import { NEWEST_JOBS } from '../farm/farm';
import type { FarmId, JobId, QueueId, SessionId } from '../ids';
import type { FarmDirectory, FarmResource } from '../service/ports';
import type { Connection } from '../session/sessionKey';

/** Anything on a farm, by its id and those of what it belongs to. */
export type Sought =
  | FarmResource
  | {
      readonly kind: 'session';
      readonly farmId: FarmId;
      readonly queueId: QueueId;
      readonly jobId: JobId;
      readonly sessionId: SessionId;
    };

/** One thing that is there. */
export interface Alternative {
  readonly thing: Sought;
  /** Free text; missing for what has no name, like sessions. */
  readonly name: string | undefined;
  /** The service's word, e.g. `RUNNING`; missing for farms. */
  readonly status: string | undefined;
}

/** What to offer. */
export interface Alternatives {
  /** At most ten, all of one kind; none where nothing can be listed. */
  readonly items: readonly Alternative[];
  readonly hasMore: boolean;
  /** Why the level nearest to what was sought cannot be listed; missing where it can. */
  readonly refusal: Fault | undefined;
}

const MAX_ITEMS = 10;

/**
 * Lists the siblings of what was sought, else what is one level up, and so on to the farms: one call a level.
 *
 * @throws {UserError} what kept it from listing, unless a wrong ID may have caused it
 */
export async function findAlternatives(
  directory: FarmDirectory,
  connection: Connection,
  sought: Sought,
  signal: AbortSignal,
): Promise<Alternatives> {
  let refusal: Fault | undefined;
  for (const [index, list] of levels(directory, connection, sought, signal).entries()) {
    try {
      const { value: page = [] } = (await list()[Symbol.asyncIterator]().next()) as IteratorResult<
        readonly Alternative[],
        undefined
      >;
      if (page.length > 0) {
        return { items: page.slice(0, MAX_ITEMS), hasMore: page.length > MAX_ITEMS, refusal };
      }
    } catch (error) {
      const fault = toFault(error);
      if (signal.aborted || !FAULT_TRAITS[fault.kind].mayBeWrongId) {
        throw error;
      }
      refusal = index === 0 ? fault : refusal;
    }
  }
  return { items: [], hasMore: false, refusal };
}

type Level = () => AsyncIterable<readonly Alternative[]>;

/** The listings to try, the nearest first. */
function levels(
  directory: FarmDirectory,
  connection: Connection,
  sought: Sought,
  signal: AbortSignal,
): readonly Level[] {
  const { farmId } = sought;
  const farms: Level = () =>
    map(directory.farms(connection, signal), ({ farmId, displayName }) => ({
      thing: { kind: 'farm', farmId },
      name: displayName,
      status: undefined,
    }));
  const queues: Level = () =>
    map(directory.queues(connection, farmId, signal), ({ queueId, displayName, status }) => ({
      thing: { kind: 'queue', farmId, queueId },
      name: displayName,
      status,
    }));
  const jobs = (queueId: QueueId): Level => {
    return () =>
      map(
        directory.jobs(connection, farmId, [queueId], NEWEST_JOBS, signal),
        ({ jobId, name, taskRunStatus, lifecycleStatus }) => ({
          thing: { kind: 'job', farmId, queueId, jobId },
          name,
          status: taskRunStatus ?? lifecycleStatus,
        }),
      );
  };
  switch (sought.kind) {
    case 'session': {
      const { queueId, jobId } = sought;
      const sessions: Level = () =>
        map(directory.sessions(connection, farmId, queueId, jobId, signal), ({ sessionId, lifecycleStatus }) => ({
          thing: { kind: 'session', farmId, queueId, jobId, sessionId },
          name: undefined,
          status: lifecycleStatus,
        }));
      return [sessions, jobs(queueId), queues, farms];
    }
    case 'job':
    case 'step':
    case 'task':
      return [jobs(sought.queueId), queues, farms];
    case 'queue':
      return [queues, farms];
    case 'worker':
    case 'fleet': {
      const fleets: Level = () =>
        map(directory.fleets(connection, farmId, signal), ({ fleetId, displayName, status }) => ({
          thing: { kind: 'fleet', farmId, fleetId },
          name: displayName,
          status,
        }));
      if (sought.kind === 'fleet') {
        return [fleets, farms];
      }
      const { fleetId } = sought;
      const workers: Level = () =>
        map(directory.workers(connection, farmId, fleetId, signal), ({ workerId, status }) => ({
          thing: { kind: 'worker', farmId, fleetId, workerId },
          name: undefined,
          status,
        }));
      return [workers, fleets, farms];
    }
    case 'farm':
      return [farms];
  }
}

async function* map<T>(
  pages: AsyncIterable<readonly T[]>,
  toAlternative: (item: T) => Alternative,
): AsyncGenerator<readonly Alternative[], void, undefined> {
  for await (const page of pages) {
    yield page.map(toAlternative);
  }
}
