/** What is said of a thing in a line: its name and how it is doing, in one call. */
import type { FarmResource, ResourceSummary } from '../../core/service/ports';
import type { Connection } from '../../core/session/sessionKey';

import type { Calls } from '../calls/calls';
import { readFarm, readFleet, readJob, readQueue, readStep, readTask, readWorker } from './getOperations';

/** @throws {UserError} why it cannot be read */
export async function fetchThing(
  calls: Calls,
  connection: Connection,
  thing: FarmResource,
  signal: AbortSignal,
): Promise<ResourceSummary> {
  switch (thing.kind) {
    case 'farm': {
      const { displayName } = await readFarm(calls, { connection, ...thing }, signal);
      return facts(displayName, undefined);
    }
    case 'queue': {
      const { displayName, status } = await readQueue(calls, { connection, ...thing }, signal);
      return facts(displayName, status);
    }
    case 'job': {
      const job = await readJob(calls, { connection, ...thing }, signal);
      return {
        ...facts(job.name, job.taskRunStatus ?? job.lifecycleStatus),
        taskRunStatusCounts: job.taskRunStatusCounts,
      };
    }
    case 'step': {
      const { name, taskRunStatus } = await readStep(calls, { connection, ...thing }, signal);
      return facts(name, taskRunStatus);
    }
    case 'task': {
      const { runStatus, parameters } = await readTask(calls, { connection, ...thing }, signal);
      const named = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
      return facts(named.join(', ') || undefined, runStatus);
    }
    case 'fleet': {
      const { displayName, status } = await readFleet(calls, { connection, ...thing }, signal);
      return facts(displayName, status);
    }
    case 'worker': {
      const { status, host } = await readWorker(calls, { connection, ...thing }, signal);
      return { ...facts(undefined, status), hostName: host.hostName };
    }
  }
}

function facts(name: string | undefined, status: string | undefined): ResourceSummary {
  return { name, status, taskRunStatusCounts: {} };
}
