/** Asks for another run status of tasks, steps and jobs. */
import {
  BatchUpdateTaskCommand,
  UpdateJobCommand,
  UpdateStepCommand,
  UpdateTaskCommand,
} from '@aws-sdk/client-deadline';

import type { JobPath } from '../../core/farm/farm';
import type { StepPath, TaskPath } from '../../core/farm/tasks';
import type { RunControl } from '../../core/service/ports';
import type { Part } from '../../core/session/session';

import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { idPath, toItemErrors } from './answers';
import { type Batches, toPart } from './batches';
import { stepIdsOf } from './steps';
import { TASK_PATH, taskIdsOf } from './tasks';

/**
 * Changes run statuses through `calls`. A client token covers exactly what one call asks for: the attempts of that call share it,
 * and the items of a batch that the service was too busy for go into a call of their own.
 */
export function createRunControl(calls: Calls, batches: Batches): RunControl {
  return {
    updateTasks: (connection, tasks, targetRunStatus, tokens, signal) =>
      batches.read(
        tasks,
        {
          connection,
          operations: { many: 'BatchUpdateTask', one: 'UpdateTask' },
          isChange: true,
          idOf: taskIdOf,
          jobOf: ({ jobId }) => jobId,
          many: (some, signal) =>
            tokens.send(`${targetRunStatus} ${some.map(taskIdOf).join(' ')}`, (clientToken) =>
              ask(
                calls,
                connection,
                'BatchUpdateTask',
                new BatchUpdateTaskCommand({
                  tasks: some.map((task) => ({ ...taskIdsOf(task), targetRunStatus })),
                  clientToken,
                }),
                (answer) => {
                  // The answer lists refusals only: what is not among them was accepted.
                  const errors = toItemErrors(answer.errors, ...TASK_PATH);
                  const isRefused = new Set(errors.map(({ id }) => id));
                  const accepted = some.map(taskIdOf).filter((id) => !isRefused.has(id));
                  return { items: new Map(accepted.map((id) => [id, true] as const)), errors };
                },
                signal,
              ),
            ),
          one: (task, signal) =>
            tokens.send(`alone ${targetRunStatus} ${taskIdOf(task)}`, (clientToken) =>
              ask(
                calls,
                connection,
                'UpdateTask',
                new UpdateTaskCommand({ ...taskIdsOf(task), targetRunStatus, clientToken }),
                accepted,
                signal,
              ),
            ),
        },
        signal,
      ),

    updateSteps: (connection, steps, targetTaskRunStatus, tokens, signal) =>
      each(
        steps,
        stepIdOf,
        (step) =>
          tokens.send(`${targetTaskRunStatus} ${stepIdOf(step)}`, (clientToken) =>
            ask(
              calls,
              connection,
              'UpdateStep',
              new UpdateStepCommand({ ...stepIdsOf(step), targetTaskRunStatus, clientToken }),
              accepted,
              signal,
            ),
          ),
        signal,
      ),

    updateJobs: (connection, jobs, targetTaskRunStatus, tokens, signal) =>
      each(
        jobs,
        jobIdOf,
        (job) =>
          tokens.send(`${targetTaskRunStatus} ${jobIdOf(job)}`, (clientToken) =>
            ask(
              calls,
              connection,
              'UpdateJob',
              new UpdateJobCommand({ ...jobIdsOf(job), targetTaskRunStatus, clientToken }),
              accepted,
              signal,
            ),
          ),
        signal,
      ),
  };
}

function taskIdOf(task: TaskPath): string {
  return idPath(task, ...TASK_PATH);
}

function stepIdOf(step: StepPath): string {
  return idPath(step, 'farmId', 'queueId', 'jobId', 'stepId');
}

function jobIdOf(job: JobPath): string {
  return idPath(job, 'farmId', 'queueId', 'jobId');
}

/** The IDs alone: callers may hand in more, which a request must not carry. */
function jobIdsOf({ farmId, queueId, jobId }: JobPath): JobPath {
  return { farmId, queueId, jobId };
}

function accepted(): true {
  return true;
}

/** Calls for each item once, side by side as far as calls may be, and gives a part an item in the order asked. */
async function each<K>(
  items: readonly K[],
  idOf: (item: K) => string,
  update: (item: K) => Promise<true>,
  signal: AbortSignal,
): Promise<readonly Part<true>[]> {
  const unique = new Map(items.map((item) => [idOf(item), item]));
  const parts = new Map(
    await Promise.all([...unique].map(async ([id, item]) => [id, await toPart(update(item), signal)] as const)),
  );
  return items.flatMap((item) => parts.get(idOf(item)) ?? []);
}
