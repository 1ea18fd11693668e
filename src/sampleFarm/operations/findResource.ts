/**
 * Finds what a call names, checking access from the farm down: a caller who may not see a parent learns nothing of what is below
 * it. All of these throw the service's own ResourceNotFoundException or AccessDeniedException.
 */
import type { FarmId, FleetId, JobId, QueueId, SessionId, StepId, TaskId, WorkerId } from '../../core/ids';
import { indexOf, stepOfTask } from '../../core/ids';
import type { Call } from '../http/operation';
import { ACCOUNT, accessDenied, notFound } from '../http/serviceError';
import type {
  FarmRecord,
  FleetRecord,
  JobRecord,
  QueueRecord,
  SessionRecord,
  StepRecord,
  WorkerRecord,
} from '../world/model';

export interface QueuePath {
  readonly farmId: FarmId;
  readonly queueId: QueueId;
}
export interface JobPath extends QueuePath {
  readonly jobId: JobId;
}
export interface SessionPath extends JobPath {
  readonly sessionId: SessionId;
}
export interface StepPath extends JobPath {
  readonly stepId: StepId;
}
export interface TaskPath extends StepPath {
  readonly taskId: TaskId;
}
export interface FleetPath {
  readonly farmId: FarmId;
  readonly fleetId: FleetId;
}
export interface WorkerPath extends FleetPath {
  readonly workerId: WorkerId;
}

export function findFarm({ world, operation }: Call, farmId: FarmId): FarmRecord {
  const farm = world.findFarm(farmId);
  if (!farm) {
    throw notFound('farm', farmId);
  }
  if (!farm.readable || farm.denied.includes(actionOf(operation))) {
    throw accessDenied(actionOf(operation), arn(`farm/${farmId}`));
  }
  return farm;
}

export function findQueue(call: Call, { farmId, queueId }: QueuePath): QueueRecord {
  const farm = findFarm(call, farmId);
  const queue = call.world.findQueue(queueId);
  if (queue?.farm !== farm) {
    throw notFound('queue', queueId);
  }
  const action = actionOf(call.operation);
  if (!queue.readable || queue.denied.includes(action)) {
    throw accessDenied(action, arn(`farm/${farmId}/queue/${queueId}`));
  }
  return queue;
}

export function findJob(call: Call, path: JobPath): JobRecord {
  const queue = findQueue(call, path);
  const job = call.world.findJob(path.jobId);
  if (job?.queue !== queue || job.createdAtMs > call.nowMs) {
    throw notFound('job', path.jobId);
  }
  return job;
}

export function findSession(call: Call, path: SessionPath): SessionRecord {
  const job = findJob(call, path);
  const session = call.world.findSession(path.sessionId);
  if (session?.job.jobId !== job.jobId || session.startedAtMs > call.nowMs) {
    throw notFound('session', path.sessionId);
  }
  return session;
}

export function findStep(call: Call, path: StepPath): { readonly job: JobRecord; readonly step: StepRecord } {
  const job = findJob(call, path);
  const step = job.steps.find(({ stepId }) => stepId === path.stepId);
  if (!step) {
    throw notFound('step', path.stepId);
  }
  return { job, step };
}

export function findTask(
  call: Call,
  path: TaskPath,
): { readonly job: JobRecord; readonly step: StepRecord; readonly task: number } {
  const { job, step } = findStep(call, path);
  const task = indexOf(path.taskId);
  if (stepOfTask(path.taskId) !== step.stepId || task >= step.taskCount) {
    throw notFound('task', path.taskId);
  }
  return { job, step, task };
}

export function findFleet(call: Call, { farmId, fleetId }: FleetPath): FleetRecord {
  const farm = findFarm(call, farmId);
  const fleet = call.world.findFleet(fleetId);
  if (fleet?.farm !== farm) {
    throw notFound('fleet', fleetId);
  }
  return fleet;
}

export function findWorker(call: Call, path: WorkerPath): WorkerRecord {
  const fleet = findFleet(call, path);
  const worker = call.world.findWorker(path.workerId);
  if (worker?.fleet !== fleet || call.nowMs < worker.createdAtMs || call.nowMs >= worker.deletedAtMs) {
    throw notFound('worker', path.workerId);
  }
  return worker;
}

/** The IAM action of an operation: batches need no permission of their own, e.g. `GetTask` for `BatchGetTask`. */
function actionOf(operation: string): string {
  return operation.replace(/^Batch/, '');
}

function arn(resource: string): string {
  return `arn:aws:deadline:us-west-2:${ACCOUNT}:${resource}`;
}
