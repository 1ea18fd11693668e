/** What is on a farm, a page at a time. */
import {
  GetStorageProfileForQueueCommand,
  ListFarmsCommand,
  ListFleetsCommand,
  ListQueuesCommand,
  ListSessionsCommand,
  ListSessionsForWorkerCommand,
  ListStepsCommand,
  ListStorageProfilesForQueueCommand,
  ListWorkersCommand,
  SearchTasksCommand,
} from '@aws-sdk/client-deadline';

import type { Connections } from '../../core/service/connections';
import { type Listing, listing } from '../../core/farm/farm';
import { type SessionActionId, isId, sessionOfAction } from '../../core/ids';
import type { FarmDirectory, StorageProfileSource } from '../../core/service/ports';
import type { SessionSummary } from '../../core/session/session';
import type { Connection } from '../../core/session/sessionKey';

import {
  toFarm,
  toFleet,
  toList,
  toQueue,
  toStep,
  toStorageProfile,
  toStorageProfileId,
  toSummary,
  toToken,
  toWorker,
  toWorkerSession,
} from './answers';
import type { Batches } from './batches';
import { ask } from '../calls/ask';
import type { Answer, RequestOptions } from '../calls/call';
import type { Calls } from '../calls/calls';
import type { Clients } from '../network/clients';
import { createJobs } from './jobs';
import type { OperationName } from '../faults/operations';
import { searchPage } from './searchPage';

/** Lists through `calls`. */
export function createDirectory(
  calls: Calls,
  batches: Batches,
  principalOf: Connections['userId'],
): FarmDirectory & StorageProfileSource {
  const list = <A extends Answer & { readonly nextToken?: string | undefined }, T>(
    connection: Connection,
    operation: OperationName,
    request: (clients: Clients, options: RequestOptions, nextToken: string | undefined) => Promise<A>,
    read: (answer: A) => readonly T[],
    signal: AbortSignal,
  ): Listing<T> =>
    listing((token) =>
      calls.send(
        connection,
        operation,
        (clients, options) => request(clients, options, token),
        (answer) => ({ items: read(answer), next: toToken(answer.nextToken) }),
        signal,
      ),
    );

  return {
    ...createJobs(calls, batches, principalOf),

    farms: (connection, signal) =>
      list(
        connection,
        'ListFarms',
        async ({ deadline }, options, nextToken) =>
          deadline.send(new ListFarmsCommand({ principalId: await principalOf(connection), nextToken }), options),
        ({ farms }) => toList(farms, 'farms', toFarm),
        signal,
      ),

    queues: (connection, farmId, signal) =>
      list(
        connection,
        'ListQueues',
        async ({ deadline }, options, nextToken) =>
          deadline.send(
            new ListQueuesCommand({ farmId, principalId: await principalOf(connection), nextToken }),
            options,
          ),
        ({ queues }) => toList(queues, 'queues', toQueue),
        signal,
      ),

    steps: (connection, job, signal) =>
      list(
        connection,
        'ListSteps',
        ({ deadline }, options, nextToken) => deadline.send(new ListStepsCommand({ ...job, nextToken }), options),
        ({ steps }) => toList(steps, 'steps', toStep),
        signal,
      ),

    sessions: (connection, farmId, queueId, jobId, signal) =>
      list(
        connection,
        'ListSessions',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListSessionsCommand({ farmId, queueId, jobId, nextToken }), options),
        ({ sessions }) => toList(sessions, 'sessions', toSummary).toSorted(activeThenNewest),
        signal,
      ),

    failedSessions: (connection, { farmId, queueId, jobId }, signal) =>
      listing((token) =>
        ask(
          calls,
          connection,
          'SearchTasks',
          new SearchTasksCommand({
            farmId,
            queueIds: [queueId],
            jobId,
            itemOffset: Number(token ?? 0),
            filterExpressions: {
              filters: [{ stringFilter: { name: 'RUN_STATUS', operator: 'EQUAL', value: 'FAILED' } }],
              operator: 'AND',
            },
          }),
          (answer) => {
            const page = searchPage(answer.tasks, 'tasks', toLatestAction, answer, token);
            return { ...page, items: [...new Set(page.items.flatMap((id) => (id ? [sessionOfAction(id)] : [])))] };
          },
          signal,
        ),
      ),

    fleets: (connection, farmId, signal) =>
      list(
        connection,
        'ListFleets',
        async ({ deadline }, options, nextToken) =>
          deadline.send(
            new ListFleetsCommand({ farmId, principalId: await principalOf(connection), nextToken }),
            options,
          ),
        ({ fleets }) => toList(fleets, 'fleets', toFleet),
        signal,
      ),

    workers: (connection, farmId, fleetId, signal) =>
      list(
        connection,
        'ListWorkers',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListWorkersCommand({ farmId, fleetId, nextToken }), options),
        ({ workers }) => toList(workers, 'workers', toWorker),
        signal,
      ),

    sessionsOfWorker: (connection, farmId, fleetId, workerId, signal) =>
      list(
        connection,
        'ListSessionsForWorker',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListSessionsForWorkerCommand({ farmId, fleetId, workerId, nextToken }), options),
        ({ sessions }) => toList(sessions, 'sessions', toWorkerSession).toSorted(activeThenNewest),
        signal,
      ),

    storageProfiles: (connection, queue, signal) =>
      list(
        connection,
        'ListStorageProfilesForQueue',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListStorageProfilesForQueueCommand({ ...queue, nextToken }), options),
        ({ storageProfiles }) => toList(storageProfiles, 'storageProfiles', toStorageProfileId),
        signal,
      ),

    fetchStorageProfile: (connection, profile, signal) =>
      ask(
        calls,
        connection,
        'GetStorageProfileForQueue',
        new GetStorageProfileForQueueCommand(profile),
        toStorageProfile,
        signal,
      ),
  };
}

/** The action that last ran a task; undefined for a task that failed without one. */
function toLatestAction(task: object): SessionActionId | undefined {
  const { latestSessionActionId } = task as { readonly latestSessionActionId?: unknown };
  return isId('sessionaction', latestSessionActionId) ? latestSessionActionId : undefined;
}

type Times = Pick<SessionSummary, 'startedAtMs' | 'endedAtMs'>;

function activeThenNewest(a: Times, b: Times): number {
  return (b.endedAtMs ?? Number.MAX_VALUE) - (a.endedAtMs ?? Number.MAX_VALUE) || b.startedAtMs - a.startedAtMs;
}
