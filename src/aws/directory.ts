/** What is on a farm, a page at a time. */
import {
  ListFarmsCommand,
  ListFleetsCommand,
  ListJobsCommand,
  ListQueuesCommand,
  ListSessionsCommand,
  ListSessionsForWorkerCommand,
  ListWorkersCommand,
  SearchJobsCommand,
} from '@aws-sdk/client-deadline';

import { UserError } from '../core/errors';
import type { FarmId, QueueId } from '../core/ids';
import type { FarmDirectory } from '../core/ports';
import type { Job, SessionSummary } from '../core/session';
import { type Place, placeId } from '../core/sessionKey';

import { toFarm, toFleet, toJob, toList, toQueue, toSummary, toToken, toWorker, toWorkerSession } from './answers';
import type { Calls } from './calls';
import { pages } from './pages';

/**
 * Lists through `calls`. `principalId` names the Identity Center user of a place's profile: people who came through the Deadline
 * Cloud monitor may list only what is theirs, and must say so.
 */
export function createDirectory(
  calls: Calls,
  principalId: (place: Place) => Promise<string | undefined>,
): FarmDirectory {
  /** Places where jobs may be listed but not searched. */
  const unsearchable = new Set<string>();

  return {
    farms: (place, signal) =>
      pages(async (nextToken) => {
        const input = { principalId: await principalId(place), nextToken };
        return calls.send(
          place,
          'ListFarms',
          ({ deadline }, options) => deadline.send(new ListFarmsCommand(input), options),
          ({ farms, nextToken }) => ({ items: toList(farms, 'farms', toFarm), next: toToken(nextToken) }),
          signal,
        );
      }),

    queues: (place, farmId, signal) =>
      pages(async (nextToken) => {
        const input = { farmId, principalId: await principalId(place), nextToken };
        return calls.send(
          place,
          'ListQueues',
          ({ deadline }, options) => deadline.send(new ListQueuesCommand(input), options),
          ({ queues, nextToken }) => ({ items: toList(queues, 'queues', toQueue), next: toToken(nextToken) }),
          signal,
        );
      }),

    async *jobs(place, farmId, queueId, signal) {
      if (!unsearchable.has(placeId(place))) {
        try {
          yield* searchJobs(calls, place, farmId, queueId, signal);
          return;
        } catch (error) {
          // The search is refused with its first page or not at all, so nothing is listed twice.
          if (!(error instanceof UserError) || error.fault.kind !== 'accessDenied') {
            throw error;
          }
          unsearchable.add(placeId(place));
        }
      }
      yield* listJobs(calls, place, farmId, queueId, await principalId(place), signal);
    },

    async *sessions(place, farmId, queueId, jobId, signal) {
      const listing = pages((nextToken) =>
        calls.send(
          place,
          'ListSessions',
          ({ deadline }, options) =>
            deadline.send(new ListSessionsCommand({ farmId, queueId, jobId, nextToken }), options),
          ({ sessions, nextToken }) => ({ items: toList(sessions, 'sessions', toSummary), next: toToken(nextToken) }),
          signal,
        ),
      );
      for await (const page of listing) {
        yield page.toSorted(activeThenNewest);
      }
    },

    fleets: (place, farmId, signal) =>
      pages(async (nextToken) => {
        const input = { farmId, principalId: await principalId(place), nextToken };
        return calls.send(
          place,
          'ListFleets',
          ({ deadline }, options) => deadline.send(new ListFleetsCommand(input), options),
          ({ fleets, nextToken }) => ({ items: toList(fleets, 'fleets', toFleet), next: toToken(nextToken) }),
          signal,
        );
      }),

    workers: (place, farmId, fleetId, signal) =>
      pages((nextToken) =>
        calls.send(
          place,
          'ListWorkers',
          ({ deadline }, options) => deadline.send(new ListWorkersCommand({ farmId, fleetId, nextToken }), options),
          ({ workers, nextToken }) => ({ items: toList(workers, 'workers', toWorker), next: toToken(nextToken) }),
          signal,
        ),
      ),

    sessionsOfWorker: (place, farmId, fleetId, workerId, signal) =>
      pages((nextToken) =>
        calls.send(
          place,
          'ListSessionsForWorker',
          ({ deadline }, options) =>
            deadline.send(new ListSessionsForWorkerCommand({ farmId, fleetId, workerId, nextToken }), options),
          ({ sessions, nextToken }) => ({
            items: toList(sessions, 'sessions', toWorkerSession),
            next: toToken(nextToken),
          }),
          signal,
        ),
      ),
  };
}

/** As far as the service's search reaches. */
const MAX_SEARCH_OFFSET = 10_000;

/** Newest first. Jobs that lack what a job must have are left out: in a search every member is optional. */
function searchJobs(calls: Calls, place: Place, farmId: FarmId, queueId: QueueId, signal: AbortSignal) {
  return pages<Job, number>((itemOffset = 0) =>
    calls.send(
      place,
      'SearchJobs',
      ({ deadline }, options) =>
        deadline.send(
          new SearchJobsCommand({
            farmId,
            queueIds: [queueId],
            itemOffset,
            sortExpressions: [{ fieldSort: { name: 'CREATED_AT', sortOrder: 'DESCENDING' } }],
          }),
          options,
        ),
      ({ jobs, nextItemOffset }) => ({
        items: toList(jobs, 'jobs', toJob),
        next:
          typeof nextItemOffset === 'number' && nextItemOffset > itemOffset && nextItemOffset < MAX_SEARCH_OFFSET
            ? nextItemOffset
            : undefined,
      }),
      signal,
    ),
  );
}

/** In the service's order, the newest first within each page. */
async function* listJobs(
  calls: Calls,
  place: Place,
  farmId: FarmId,
  queueId: QueueId,
  principalId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly Job[], void, undefined> {
  const listing = pages((nextToken) =>
    calls.send(
      place,
      'ListJobs',
      ({ deadline }, options) =>
        deadline.send(new ListJobsCommand({ farmId, queueId, principalId, nextToken }), options),
      ({ jobs, nextToken }) => ({ items: toList(jobs, 'jobs', toJob), next: toToken(nextToken) }),
      signal,
    ),
  );
  for await (const page of listing) {
    yield page.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  }
}

function activeThenNewest(a: SessionSummary, b: SessionSummary): number {
  return (b.endedAtMs ?? Number.MAX_VALUE) - (a.endedAtMs ?? Number.MAX_VALUE) || b.startedAtMs - a.startedAtMs;
}
