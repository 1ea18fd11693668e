/** The way down the farm's tree to one thing, whether or not the lists on the way show it. */
import { UserError } from '../../core/errors';
import type { FarmNode, FarmPath, FarmRow, JobRow, QueueRow } from '../../core/farmNode';
import type { FarmDirectory, SessionSource, Thing, ThingSource } from '../../core/ports';
import type { Part } from '../../core/session';
import { toFarmRow, toJobRow, toQueueRow, toSessionRow } from './farmLevels';

/** One step of the way. */
export interface Step {
  /** e.g. `queue-…`: the last part of the row's id. */
  readonly id: string;
  /** Makes its row, with a call where the path says no more than the id. Rejects where a job or session cannot be read. */
  readonly make: (parent: FarmNode | undefined) => Promise<FarmNode>;
}

/** From the farm down. */
export function stepsTo(
  service: FarmDirectory & SessionSource & ThingSource,
  { place, farm, queue, job, session }: FarmPath,
  signal: AbortSignal,
): readonly [Step, ...Step[]] {
  const farmId = typeof farm === 'string' ? farm : farm.farmId;
  /** Who may not read a farm or queue may still be allowed what is in it. */
  const read = async (thing: Thing) =>
    service.fetchThing(place, thing, signal).catch(() => {
      signal.throwIfAborted();
      return undefined;
    });
  const steps: [Step, ...Step[]] = [
    {
      id: farmId,
      make: async () =>
        toFarmRow(
          place,
          typeof farm === 'string'
            ? { farmId, displayName: (await read({ kind: 'farm', farmId }))?.name ?? farmId }
            : farm,
        ),
    },
  ];
  if (queue === undefined) {
    return steps;
  }
  const queueId = typeof queue === 'string' ? queue : queue.queueId;
  steps.push({
    id: queueId,
    make: async (parent) => {
      if (typeof queue !== 'string') {
        return toQueueRow(parent as FarmRow, queue);
      }
      const facts = await read({ kind: 'queue', farmId, queueId });
      return toQueueRow(parent as FarmRow, {
        queueId,
        displayName: facts?.name ?? queueId,
        status: facts?.status ?? '',
        blockedReason: undefined,
        roleArn: undefined,
      });
    },
  });
  if (job === undefined) {
    return steps;
  }
  const jobId = typeof job === 'string' ? job : job.jobId;
  steps.push({
    id: jobId,
    make: async (parent) =>
      toJobRow(
        parent as QueueRow,
        typeof job === 'string' ? only(await service.fetchJobs(place, [{ farmId, queueId, jobId }], signal)) : job,
      ),
  });
  if (session === undefined) {
    return steps;
  }
  const key = { place, farmId, queueId, jobId, sessionId: typeof session === 'string' ? session : session.sessionId };
  steps.push({
    id: key.sessionId,
    make: async (parent) =>
      toSessionRow(
        parent as JobRow,
        key,
        typeof session === 'string' ? only(await service.fetchSessions([key], signal)) : session,
      ),
  });
  return steps;
}

/** @throws {UserError} why the one thing asked for could not be read */
function only<T>([part]: readonly Part<T>[]): T {
  if (part?.ok) {
    return part.value;
  }
  throw new UserError(part?.fault ?? { kind: 'internal', message: 'Nothing was answered.' });
}
