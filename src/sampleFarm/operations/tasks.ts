import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { toTimestamp } from '../http/time';
import { computed } from '../sequence';
import { taskStateOf } from '../taskStatus';
import { taskIdOf } from '../timeline';
import { runsAgain } from '../world/changes/change';
import type { JobRecord, StepRecord } from '../world/model';
import { ALL_CODES, batch } from './batch';
import { type TaskPath, findStep, findTask } from './findResource';

export function getTask(call: Call): object {
  const { job, step, task } = findTask(call, call.ids);
  return taskFacts(job, step, task, call);
}

export function batchGetTask(call: Call): object {
  const { items, errors } = batch(call, ALL_CODES, (path: TaskPath) => {
    const { job, step, task } = findTask(call, path);
    return taskFacts(job, step, task, call);
  });
  return { tasks: items, errors };
}

export function listTasks(call: Call): object {
  const { job, step } = findStep(call, call.ids);
  const tasks = computed(step.taskCount, (task) => task);
  const { items, nextToken } = pageOf(call, [step.stepId], tasks, (task) => taskFacts(job, step, task, call));
  return { tasks: items, nextToken };
}

/** As everything gives it. */
export function taskFacts(job: JobRecord, step: StepRecord, task: number, { world, nowMs }: Call): object {
  const { status, target, lastChange, attempts, failureRetries } = taskStateOf(job, step, task, world, nowMs);
  const last = attempts.at(-1);
  // A task that is to run again has not begun; its last attempt is still known.
  const isWaiting = lastChange && runsAgain(lastChange.target) && (status === 'READY' || status === 'PENDING');
  return {
    taskId: taskIdOf(step, task),
    createdAt: toTimestamp(job.createdAtMs),
    createdBy: job.createdBy,
    runStatus: status,
    targetRunStatus: target,
    failureRetryCount: failureRetries,
    startedAt: isWaiting ? undefined : toTimestamp(last?.startedAtMs),
    endedAt: isWaiting ? undefined : toTimestamp(last?.endedAtMs),
    updatedAt: toTimestamp(lastChange?.atMs),
    updatedBy: lastChange?.by,
    latestSessionActionId: last?.sessionActionId,
    parameters: step.parametersOf(task),
  };
}
