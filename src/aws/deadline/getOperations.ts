/** Reading one thing of a farm: each function is one call. */
import {
  GetFarmCommand,
  GetFleetCommand,
  GetJobCommand,
  GetQueueCommand,
  GetStepCommand,
  GetTaskCommand,
  GetWorkerCommand,
} from '@aws-sdk/client-deadline';

import type { FarmId, FleetId, JobId, QueueId, StepId, TaskId, WorkerId } from '../../core/ids';
import type { Farm, Fleet, Job, Queue, Step, Task, Worker } from '../../core/session/session';
import type { Connection } from '../../core/session/sessionKey';

import { toFarm, toFleet, toJob, toQueue, toStep, toTask, toWorker } from './answers';
import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';

interface OfFarm {
  readonly connection: Connection;
  readonly farmId: FarmId;
}
interface OfQueue extends OfFarm {
  readonly queueId: QueueId;
}
interface OfJob extends OfQueue {
  readonly jobId: JobId;
}
interface OfStep extends OfJob {
  readonly stepId: StepId;
}
interface OfFleet extends OfFarm {
  readonly fleetId: FleetId;
}

export function readFarm(calls: Calls, { connection, farmId }: OfFarm, signal: AbortSignal): Promise<Farm> {
  return ask(calls, connection, 'GetFarm', new GetFarmCommand({ farmId }), toFarm, signal);
}

export function readQueue(calls: Calls, { connection, farmId, queueId }: OfQueue, signal: AbortSignal): Promise<Queue> {
  return ask(calls, connection, 'GetQueue', new GetQueueCommand({ farmId, queueId }), toQueue, signal);
}

export function readJob(
  calls: Calls,
  { connection, farmId, queueId, jobId }: OfJob,
  signal: AbortSignal,
): Promise<Job> {
  return ask(calls, connection, 'GetJob', new GetJobCommand({ farmId, queueId, jobId }), toJob, signal);
}

export function readStep(calls: Calls, step: OfStep, signal: AbortSignal): Promise<Step> {
  const { connection, farmId, queueId, jobId, stepId } = step;
  return ask(calls, connection, 'GetStep', new GetStepCommand({ farmId, queueId, jobId, stepId }), toStep, signal);
}

export function readTask(calls: Calls, task: OfStep & { readonly taskId: TaskId }, signal: AbortSignal): Promise<Task> {
  const { connection, farmId, queueId, jobId, stepId, taskId } = task;
  return ask(
    calls,
    connection,
    'GetTask',
    new GetTaskCommand({ farmId, queueId, jobId, stepId, taskId }),
    toTask,
    signal,
  );
}

export function readFleet(calls: Calls, { connection, farmId, fleetId }: OfFleet, signal: AbortSignal): Promise<Fleet> {
  return ask(calls, connection, 'GetFleet', new GetFleetCommand({ farmId, fleetId }), toFleet, signal);
}

export function readWorker(
  calls: Calls,
  { connection, farmId, fleetId, workerId }: OfFleet & { readonly workerId: WorkerId },
  signal: AbortSignal,
): Promise<Worker> {
  return ask(calls, connection, 'GetWorker', new GetWorkerCommand({ farmId, fleetId, workerId }), toWorker, signal);
}
