import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { toTimestamp } from '../http/time';
import { computed, sequenceOf } from '../sequence';
import { isOver, progressOf, statusAfter } from '../taskStatus';
import { taskIdOf } from '../timeline';
import type { JobRecord, StepRecord } from '../world/model';
import { actionsOfTask } from './actions';
import { ALL_CODES, batch } from './batch';
import { type JobPath, type StepPath, type TaskPath, needJob, needQueue, needStep, needTask } from './reach';

export function getJob(call: Call): object {
  return jobInFull(needJob(call, call.ids), call);
}

export function batchGetJob(call: Call): object {
  const { items, errors } = batch(call, ALL_CODES, (path: JobPath) => jobInFull(needJob(call, path), call));
  return { jobs: items, errors };
}

export function listJobs(call: Call): object {
  const queue = needQueue(call, call.ids);
  const { items, nextToken } = pageOf(call, [queue.queueId], queue.jobs(call.nowMs), (job) => jobFacts(job, call));
  return { jobs: items, nextToken };
}

export function getStep(call: Call): object {
  const { job, step } = needStep(call, call.ids);
  return stepInFull(job, step, call);
}

export function batchGetStep(call: Call): object {
  const { items, errors } = batch(call, ALL_CODES, (path: StepPath) => {
    const { job, step } = needStep(call, path);
    return stepInFull(job, step, call);
  });
  return { steps: items, errors };
}

export function listSteps(call: Call): object {
  const job = needJob(call, call.ids);
  const { items, nextToken } = pageOf(call, [job.jobId], sequenceOf(job.steps), (step) => stepFacts(job, step, call));
  return { steps: items, nextToken };
}

export function getTask(call: Call): object {
  const { job, step, task } = needTask(call, call.ids);
  return taskFacts(job, step, task, call);
}

export function batchGetTask(call: Call): object {
  const { items, errors } = batch(call, ALL_CODES, (path: TaskPath) => {
    const { job, step, task } = needTask(call, path);
    return taskFacts(job, step, task, call);
  });
  return { tasks: items, errors };
}

export function listTasks(call: Call): object {
  const { job, step } = needStep(call, call.ids);
  const tasks = computed(step.taskCount, (task) => task);
  const { items, nextToken } = pageOf(call, [step.stepId], tasks, (task) => taskFacts(job, step, task, call));
  return { tasks: items, nextToken };
}

/** As lists and searches give it. */
export function jobFacts(job: JobRecord, { world, nowMs }: Call): object {
  const { counts, status, startedAtMs, endedAtMs } = progressOf(job, world, nowMs);
  return {
    jobId: job.jobId,
    name: job.name,
    lifecycleStatus: job.lifecycleStatus,
    lifecycleStatusMessage: job.lifecycleStatusMessage,
    priority: job.priority,
    createdAt: toTimestamp(job.createdAtMs),
    createdBy: job.createdBy,
    startedAt: toTimestamp(startedAtMs),
    endedAt: toTimestamp(endedAtMs),
    taskRunStatus: status,
    taskRunStatusCounts: status && counts,
    taskFailureRetryCount: status && Math.max(0, counts.FAILED - 1),
    maxFailedTasksCount: 20,
    maxRetriesPerTask: 1,
  };
}

/** As lists and searches give it. */
export function stepFacts(job: JobRecord, step: StepRecord, { world, nowMs }: Call): object {
  const { counts, status, startedAtMs, endedAtMs } = progressOf(job, world, nowMs);
  return {
    stepId: step.stepId,
    name: step.name,
    lifecycleStatus: 'CREATE_COMPLETE',
    taskRunStatus: status ?? 'READY',
    taskRunStatusCounts: counts,
    createdAt: toTimestamp(job.createdAtMs),
    createdBy: job.createdBy,
    startedAt: toTimestamp(startedAtMs),
    endedAt: toTimestamp(endedAtMs),
  };
}

/** As everything gives it. */
export function taskFacts(job: JobRecord, step: StepRecord, task: number, { nowMs }: Call): object {
  const tries = actionsOfTask(job, step.index, task, nowMs);
  const last = tries.at(-1);
  const failures = tries.filter(({ status }) => status === 'FAILED').length;
  return {
    taskId: taskIdOf(step, task),
    createdAt: toTimestamp(job.createdAtMs),
    createdBy: job.createdBy,
    runStatus: (last && statusAfter(last)) ?? (isOver(job, nowMs) ? 'CANCELED' : 'READY'),
    failureRetryCount: Math.max(0, failures - 1),
    startedAt: toTimestamp(last?.startedAtMs),
    endedAt: toTimestamp(last?.endedAtMs),
    latestSessionActionId: last?.sessionActionId,
    parameters: step.parametersOf(task),
  };
}

function jobInFull(job: JobRecord, call: Call): object {
  return {
    ...jobFacts(job, call),
    description: job.description,
    parameters: {
      Scene: { path: `/mnt/shots/${job.name}.usd` },
      Frames: { string: `1-${job.steps[0]?.taskCount ?? 0}` },
      Samples: { int: '800' },
    },
  };
}

function stepInFull(job: JobRecord, step: StepRecord, call: Call): object {
  const parameters = Object.entries(step.parameterTypes).map(([name, type]) => ({ name, type }));
  return {
    ...stepFacts(job, step, call),
    dependencyCounts: {
      dependenciesResolved: 0,
      dependenciesUnresolved: 0,
      consumersResolved: 0,
      consumersUnresolved: 0,
    },
    parameterSpace: parameters.length === 0 ? undefined : { parameters },
  };
}
