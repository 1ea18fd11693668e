/** What is on a farm, a page at a time. */
import {
  ListFarmsCommand,
  ListFleetsCommand,
  ListQueuesCommand,
  ListSessionsCommand,
  ListSessionsForWorkerCommand,
  ListStepsCommand,
  ListWorkersCommand,
  SearchTasksCommand,
} from '@aws-sdk/client-deadline';

import type { Connections } from '../core/connections';
import { type Listing, listing } from '../core/farm';
import { type SessionActionId, isId, sessionOfAction } from '../core/ids';
import type { FarmDirectory } from '../core/ports';
import type { SessionSummary } from '../core/session';
import type { Place } from '../core/sessionKey';

import { toFarm, toFleet, toList, toQueue, toStep, toSummary, toToken, toWorker, toWorkerSession } from './answers';
import type { Batches } from './batches';
import type { Answer, Calls, RequestOptions } from './calls';
import type { Clients } from './clients';
import { createJobs } from './jobs';
import type { OperationName } from './operations';
import { searchPage } from './searches';

/** Lists through `calls`. */
export function createDirectory(calls: Calls, batches: Batches, principalOf: Connections['userId']): FarmDirectory {
  const list = <A extends Answer & { readonly nextToken?: string | undefined }, T>(
    place: Place,
    operation: OperationName,
    ask: (clients: Clients, options: RequestOptions, nextToken: string | undefined) => Promise<A>,
    read: (answer: A) => readonly T[],
    signal: AbortSignal,
  ): Listing<T> =>
    listing((token) =>
      calls.send(
        place,
        operation,
        (clients, options) => ask(clients, options, token),
        (answer) => ({ items: read(answer), next: toToken(answer.nextToken) }),
        signal,
      ),
    );

  return {
    ...createJobs(calls, batches, principalOf),

    farms: (place, signal) =>
      list(
        place,
        'ListFarms',
        async ({ deadline }, options, nextToken) =>
          deadline.send(new ListFarmsCommand({ principalId: await principalOf(place), nextToken }), options),
        ({ farms }) => toList(farms, 'farms', toFarm),
        signal,
      ),

    queues: (place, farmId, signal) =>
      list(
        place,
        'ListQueues',
        async ({ deadline }, options, nextToken) =>
          deadline.send(new ListQueuesCommand({ farmId, principalId: await principalOf(place), nextToken }), options),
        ({ queues }) => toList(queues, 'queues', toQueue),
        signal,
      ),

    steps: (place, job, signal) =>
      list(
        place,
        'ListSteps',
        ({ deadline }, options, nextToken) => deadline.send(new ListStepsCommand({ ...job, nextToken }), options),
        ({ steps }) => toList(steps, 'steps', toStep),
        signal,
      ),

    sessions: (place, farmId, queueId, jobId, signal) =>
      list(
        place,
        'ListSessions',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListSessionsCommand({ farmId, queueId, jobId, nextToken }), options),
        ({ sessions }) => toList(sessions, 'sessions', toSummary).toSorted(activeThenNewest),
        signal,
      ),

    failedSessions: (place, { farmId, queueId, jobId }, signal) =>
      listing((token) =>
        calls.send(
          place,
          'SearchTasks',
          ({ deadline }, options) =>
            deadline.send(
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
              options,
            ),
          (answer) => {
            const page = searchPage(answer.tasks, 'tasks', toLatestAction, answer, token);
            return { ...page, items: [...new Set(page.items.flatMap((id) => (id ? [sessionOfAction(id)] : [])))] };
          },
          signal,
        ),
      ),

    fleets: (place, farmId, signal) =>
      list(
        place,
        'ListFleets',
        async ({ deadline }, options, nextToken) =>
          deadline.send(new ListFleetsCommand({ farmId, principalId: await principalOf(place), nextToken }), options),
        ({ fleets }) => toList(fleets, 'fleets', toFleet),
        signal,
      ),

    workers: (place, farmId, fleetId, signal) =>
      list(
        place,
        'ListWorkers',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListWorkersCommand({ farmId, fleetId, nextToken }), options),
        ({ workers }) => toList(workers, 'workers', toWorker),
        signal,
      ),

    sessionsOfWorker: (place, farmId, fleetId, workerId, signal) =>
      list(
        place,
        'ListSessionsForWorker',
        ({ deadline }, options, nextToken) =>
          deadline.send(new ListSessionsForWorkerCommand({ farmId, fleetId, workerId, nextToken }), options),
        ({ sessions }) => toList(sessions, 'sessions', toWorkerSession).toSorted(activeThenNewest),
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
