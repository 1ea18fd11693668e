/** Changes of tasks, steps and jobs that callers ask for, and what follows from them. */
import type { Call } from '../http/operation';
import { type Rule, integer } from '../http/rules';
import { CALLER, conflict } from '../http/serviceError';
import { areSourcesDone, attemptsOf, statusOf, tasksOf } from '../taskStatus';
import { type Change, type Target, runsAgain } from '../world/changes/change';
import type { JobChanges, JobFields } from '../world/changes/jobChanges';
import { nextAttempt } from '../world/changes/retries';
import { STOP_GRACE_MS } from '../world/changes/stoppedPlan';
import type { JobRecord, Program, StepRecord } from '../world/model';
import { UPDATE_CODES, batchUpdate } from './batch';
import { type JobPath, type TaskPath, findJob, findStep, findTask } from './findResource';
import { lifecycleStatusOf } from './jobs';

export function updateTask(call: Call): object {
  const { targetRunStatus } = call.body as { readonly targetRunStatus: Target };
  changeTask(call, call.ids, targetRunStatus);
  return {};
}

export function batchUpdateTask(call: Call): object {
  const { tasks } = call.body as { readonly tasks: readonly (TaskPath & { readonly targetRunStatus: Target })[] };
  return batchUpdate(call, tasks, UPDATE_CODES, ({ targetRunStatus, ...path }) => {
    changeTask(call, path, targetRunStatus);
  });
}

export function updateStep(call: Call): object {
  const { job, step } = findStep(call, call.ids);
  refuseUnlessUpdatable(job, call);
  const { targetTaskRunStatus: target } = call.body as { readonly targetTaskRunStatus: Target };
  const change = { atMs: call.nowMs, by: CALLER, target };
  call.world.changesOf(job).steps.set(step.index, change);
  changeAll(call, job, [step], change);
  return {};
}

export function updateJob(call: Call): object {
  changeJob(call, call.ids, call.body as JobUpdate);
  return {};
}

export function batchUpdateJob(call: Call): object {
  const { jobs } = call.body as { readonly jobs: readonly (JobPath & JobUpdate)[] };
  return batchUpdate(call, jobs, UPDATE_CODES, ({ farmId, queueId, jobId, ...update }) => {
    changeJob(call, { farmId, queueId, jobId }, update);
  });
}

/** How many workers a job may have: a number, or -1 for any. */
export const workerLimit: Rule = (value, name) =>
  value === 0
    ? [{ name, message: `Value '0' at '${name}' must be -1 or at least 1` }]
    : integer(-1, 2_147_483_647)(value, name);

/** What UpdateJob takes: new members of the job, and a target for all of its tasks. */
type JobUpdate = Pick<
  JobFields,
  'name' | 'description' | 'priority' | 'maxFailedTasksCount' | 'maxRetriesPerTask' | 'maxWorkerCount'
> & { readonly targetTaskRunStatus?: Target; readonly lifecycleStatus?: 'ARCHIVED' };

function changeTask(call: Call, path: TaskPath, target: Target): void {
  const { job, step, task } = findTask(call, path);
  refuseUnlessUpdatable(job, call);
  changeTasks(call, job, [[step, task]], { atMs: call.nowMs, by: CALLER, target });
}

function changeJob(call: Call, path: JobPath, { targetTaskRunStatus: target, ...fields }: JobUpdate): void {
  const job = findJob(call, path);
  refuseUnlessUpdatable(job, call);
  const changes = call.world.changesOf(job);
  const asked = { atMs: call.nowMs, by: CALLER };
  changes.last = asked;
  changes.fields = {
    ...changes.fields,
    ...known(fields),
    ...(fields.lifecycleStatus ? { lifecycleStatusMessage: 'Job archived.' } : {}),
  };
  if (target !== undefined) {
    changes.target = { ...asked, target };
    changeAll(call, job, job.steps, changes.target);
  }
}

/** Members that were not given are left as they are. */
function known(fields: JobFields): JobFields {
  const names = [
    'name',
    'description',
    'priority',
    'maxFailedTasksCount',
    'maxRetriesPerTask',
    'maxWorkerCount',
    'lifecycleStatus',
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
}

/** An archived job stays as it is; one that is being made or updated cannot be changed yet. */
function refuseUnlessUpdatable(job: JobRecord, { nowMs }: Call): void {
  const status = lifecycleStatusOf(job, nowMs);
  if (!['CREATE_COMPLETE', 'UPDATE_SUCCEEDED', 'UPDATE_FAILED'].includes(status)) {
    throw conflict('job', job.jobId, status, `Job ${job.jobId} is in status ${status} and cannot be updated.`);
  }
}

/** What each target leaves alone when it is asked for a whole job or step. */
const LEFT_ALONE: Readonly<Record<Target, readonly string[]>> = {
  CANCELED: ['SUCCEEDED', 'FAILED', 'CANCELED'],
  FAILED: ['SUCCEEDED', 'FAILED'],
  SUCCEEDED: ['SUCCEEDED'],
  SUSPENDED: ['SUCCEEDED', 'FAILED', 'CANCELED', 'SUSPENDED'],
  PENDING: [],
  READY: [],
};

function changeAll(call: Call, job: JobRecord, steps: readonly StepRecord[], change: Change): void {
  const { world, nowMs } = call;
  const chosen = steps.flatMap((step) =>
    tasksOf(step)
      .filter((task) => !LEFT_ALONE[change.target].includes(statusOf(job, step, task, world, nowMs)))
      .map((task) => [step, task] as const),
  );
  changeTasks(call, job, chosen, change);
}

/** What is over, or was stopped, can run again. What waits or runs already does what is asked. */
const CAN_RUN_AGAIN: readonly string[] = ['SUCCEEDED', 'FAILED', 'CANCELED', 'SUSPENDED', 'NOT_COMPATIBLE'];

function changeTasks(
  call: Call,
  job: JobRecord,
  tasks: readonly (readonly [StepRecord, number])[],
  change: Change,
): void {
  const changes = call.world.changesOf(job);
  if (runsAgain(change.target)) {
    const waiting = tasks.filter(([step, task]) =>
      CAN_RUN_AGAIN.includes(statusOf(job, step, task, call.world, call.nowMs)),
    );
    for (const [step, task] of waiting) {
      changes.note(step.index, task, change);
    }
    for (const [step, task] of waiting) {
      runAgain(call, job, step, task, changes);
    }
  } else {
    for (const [step, task] of tasks) {
      changes.note(step.index, task, change);
    }
    stopSessions(call, job, tasks, changes);
  }
}

/** Plans a task's next attempt. Tasks of a step that waits for others come after those, and never where those cannot succeed. */
function runAgain({ world, nowMs }: Call, job: JobRecord, step: StepRecord, task: number, changes: JobChanges): void {
  let notBeforeMs = nowMs;
  const current = world.findJob(job.jobId) ?? job;
  if (!areSourcesDone(current, step, world, nowMs)) {
    const ends = step.dependsOn
      .flatMap((index) => current.steps[index] ?? [])
      .flatMap((source) => tasksOf(source).map((one) => attemptsOf(current, source.index, one, Infinity).at(-1)));
    if (!ends.every((last) => last?.status === 'SUCCEEDED')) {
      return;
    }
    notBeforeMs = Math.max(nowMs, ...ends.map((last) => last?.endedAtMs ?? 0));
  }
  const attempts = attemptsOf(current, step.index, task, Infinity).filter(({ status }) => status !== 'NEVER_ATTEMPTED');
  changes.retries.add(nextAttempt(attempts.at(-1)?.plan, step.index, task, usualWork(job)), nowMs, notBeforeMs);
}

/** Ends what runs. What a session would have run after it goes to another worker. */
function stopSessions(
  { world, nowMs }: Call,
  job: JobRecord,
  tasks: readonly (readonly [StepRecord, number])[],
  changes: JobChanges,
): void {
  const current = world.findJob(job.jobId) ?? job;
  const affected = new Set(tasks.flatMap(([step, task]) => current.sessionsOfTask(step.index, task)));
  for (const index of affected) {
    const before = current.sessions.at(index);
    if (before.endedAtMs <= nowMs) {
      continue;
    }
    const plan = before.plan();
    changes.stoppedSessions.add(index);
    changes.revision++;
    const after = current.sessions.at(index).plan();
    const runs = new Set(
      after.flatMap(({ definition, outcome }) =>
        definition.kind === 'taskRun' && outcome !== 'NEVER_ATTEMPTED' ? `${definition.step}:${definition.task}` : [],
      ),
    );
    for (const action of plan) {
      const { definition } = action;
      if (
        definition.kind === 'taskRun' &&
        !runs.has(`${definition.step}:${definition.task}`) &&
        changes.stoppedAtMs(definition.step, definition.task, changes.retries.plannedAtMs(index)) === undefined
      ) {
        const beat = nextAttempt({ ...action, recurs: true }, definition.step, definition.task, usualWork(job));
        changes.retries.add(beat, nowMs, nowMs + STOP_GRACE_MS);
      }
    }
  }
}

/** The usual program of a job's tasks and how long it takes. */
function usualWork({ asPlanned: { sessions } }: JobRecord): { readonly program: Program; readonly seconds: number } {
  const plan = sessions.length > 0 ? sessions.at(0).plan() : [];
  const run = plan.find(({ definition, outcome }) => definition.kind === 'taskRun' && outcome === 'SUCCEEDED');
  return run
    ? { program: run.program, seconds: (run.endMs - run.startMs) / 1_000 }
    : { program: 'composite', seconds: 40 };
}
