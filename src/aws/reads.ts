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

import type { FarmId, FleetId, JobId, QueueId, StepId, TaskId, WorkerId } from '../core/ids';
import type { Farm, Fleet, Job, Queue, Step, Task, Worker } from '../core/session';
import type { Place } from '../core/sessionKey';

import { toFarm, toFleet, toJob, toQueue, toStep, toTask, toWorker } from './answers';
import type { Calls } from './calls';

interface OfFarm {
  readonly place: Place;
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

export function readFarm(calls: Calls, { place, farmId }: OfFarm, signal: AbortSignal): Promise<Farm> {
  return calls.send(
    place,
    'GetFarm',
    ({ deadline }, options) => deadline.send(new GetFarmCommand({ farmId }), options),
    toFarm,
    signal,
  );
}

export function readQueue(calls: Calls, { place, farmId, queueId }: OfQueue, signal: AbortSignal): Promise<Queue> {
  return calls.send(
    place,
    'GetQueue',
    ({ deadline }, options) => deadline.send(new GetQueueCommand({ farmId, queueId }), options),
    toQueue,
    signal,
  );
}

export function readJob(calls: Calls, { place, farmId, queueId, jobId }: OfJob, signal: AbortSignal): Promise<Job> {
  return calls.send(
    place,
    'GetJob',
    ({ deadline }, options) => deadline.send(new GetJobCommand({ farmId, queueId, jobId }), options),
    toJob,
    signal,
  );
}

export function readStep(calls: Calls, step: OfStep, signal: AbortSignal): Promise<Step> {
  const { place, farmId, queueId, jobId, stepId } = step;
  return calls.send(
    place,
    'GetStep',
    ({ deadline }, options) => deadline.send(new GetStepCommand({ farmId, queueId, jobId, stepId }), options),
    toStep,
    signal,
  );
}

export function readTask(calls: Calls, task: OfStep & { readonly taskId: TaskId }, signal: AbortSignal): Promise<Task> {
  const { place, farmId, queueId, jobId, stepId, taskId } = task;
  return calls.send(
    place,
    'GetTask',
    ({ deadline }, options) => deadline.send(new GetTaskCommand({ farmId, queueId, jobId, stepId, taskId }), options),
    toTask,
    signal,
  );
}

export function readFleet(calls: Calls, { place, farmId, fleetId }: OfFleet, signal: AbortSignal): Promise<Fleet> {
  return calls.send(
    place,
    'GetFleet',
    ({ deadline }, options) => deadline.send(new GetFleetCommand({ farmId, fleetId }), options),
    toFleet,
    signal,
  );
}

export function readWorker(
  calls: Calls,
  { place, farmId, fleetId, workerId }: OfFleet & { readonly workerId: WorkerId },
  signal: AbortSignal,
): Promise<Worker> {
  return calls.send(
    place,
    'GetWorker',
    ({ deadline }, options) => deadline.send(new GetWorkerCommand({ farmId, fleetId, workerId }), options),
    toWorker,
    signal,
  );
}
