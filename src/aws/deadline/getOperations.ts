/** Reading one thing of a farm: each function is one call. */
import {
  GetFarmCommand,
  GetFleetCommand,
  GetJobCommand,
  GetQueueCommand,
  GetStepCommand,
  GetTaskCommand,
  GetWorkerCommand,
  ListSessionActionsCommand,
} from '@aws-sdk/client-deadline';

import type { FarmId, FleetId, JobId, QueueId, StepId, TaskId, WorkerId } from '../../core/ids';
import type { Farm, Fleet, Job, Queue, Step, Task, Worker } from '../../core/session/session';
import type { RawQuestion } from '../../core/service/ports';
import type { Connection, SessionKey } from '../../core/session/sessionKey';

import { toFarm, toFleet, toJob, toQueue, toRaw, toStep, toTask, toToken, toWorker } from './answers';
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

/** An answer as it came, for people who hand it on; a list's page by its token. */
export function readRaw(
  calls: Calls,
  { connection, farmId, queueId, jobId, sessionId }: SessionKey,
  question: RawQuestion,
  token: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly answer: unknown; readonly next: string | undefined }> {
  const ofJob = { farmId, queueId, jobId };
  const { operation } = question;
  const read = (answer: object): { readonly answer: unknown; readonly next: string | undefined } => ({
    answer: toRaw(answer),
    next: toToken((answer as { readonly nextToken?: unknown }).nextToken),
  });
  switch (question.operation) {
    case 'GetJob':
      return ask(calls, connection, operation, new GetJobCommand(ofJob), read, signal);
    case 'GetStep':
      return ask(calls, connection, operation, new GetStepCommand({ ...ofJob, stepId: question.stepId }), read, signal);
    case 'GetTask': {
      const { stepId, taskId } = question;
      return ask(calls, connection, operation, new GetTaskCommand({ ...ofJob, stepId, taskId }), read, signal);
    }
    case 'ListSessionActions':
      return ask(
        calls,
        connection,
        operation,
        new ListSessionActionsCommand({ ...ofJob, sessionId, nextToken: token }),
        read,
        signal,
      );
    case 'GetFleet':
      return ask(
        calls,
        connection,
        operation,
        new GetFleetCommand({ farmId, fleetId: question.fleetId }),
        read,
        signal,
      );
    case 'GetWorker': {
      const { fleetId, workerId } = question;
      return ask(calls, connection, operation, new GetWorkerCommand({ farmId, fleetId, workerId }), read, signal);
    }
  }
}
