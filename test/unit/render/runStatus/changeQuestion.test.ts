import assert from 'node:assert/strict';

import type { ChangePlan } from '../../../../src/core/farm/changePlan';
import type { TargetRunStatus } from '../../../../src/core/farm/tasks';
import type { Job, Step, Task } from '../../../../src/core/session/session';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { changeQuestion } from '../../../../src/render/runStatus/changeQuestion';

const JOB_PATH = { farmId: 'farm-f', queueId: 'queue-a', jobId: 'job-b' } as const;
const STEP_ID = `step-${'d'.repeat(32)}` as const;
const JOB: Job = {
  jobId: JOB_PATH.jobId,
  name: 'sh010_v1',
  lifecycleStatus: 'CREATE_COMPLETE',
  taskRunStatus: 'FAILED',
  taskRunStatusCounts: { FAILED: 9, SUCCEEDED: 91 },
  priority: 50,
  maxFailedTasksCount: 5,
  maxRetriesPerTask: 1,
  createdAtMs: 0,
  createdBy: 'ana',
  startedAtMs: undefined,
  endedAtMs: undefined,
};

const task = (frame: number, runStatus = 'FAILED'): Task => ({
  taskId: `task-${'d'.repeat(32)}-${frame}`,
  stepId: STEP_ID,
  runStatus,
  targetRunStatus: undefined,
  failureRetryCount: undefined,
  startedAtMs: undefined,
  endedAtMs: undefined,
  updatedAtMs: undefined,
  updatedBy: undefined,
  latestSessionActionId: undefined,
  parameters: { Frame: String(frame) },
});

const step = (name: string, taskRunStatusCounts: Record<string, number>): Step => ({
  stepId: STEP_ID,
  name,
  taskRunStatus: undefined,
  taskRunStatusCounts,
  consumerCount: 0,
  startedAtMs: undefined,
  endedAtMs: undefined,
});

const around = (target: TargetRunStatus) => ({
  wish: { target, onlyFailed: false },
  connection: SAMPLE_CONNECTION,
  jobs: new Map([[JOB.jobId, JOB]]),
  stepNames: { [STEP_ID]: 'Render' },
  dependents: [],
  dependentsFault: undefined,
  areDependentsCut: false,
  left: [],
  unread: [],
});

const ofTasks = (target: TargetRunStatus, tasks: readonly Task[], more: Partial<ChangePlan> = {}): ChangePlan =>
  ({
    ...around(target),
    kind: 'tasks',
    changing: tasks.map((facts) => ({ path: { ...JOB_PATH, stepId: STEP_ID, taskId: facts.taskId }, facts })),
    ...more,
  }) as ChangePlan;

const ofJobs = (target: TargetRunStatus, jobs: readonly Job[]): ChangePlan => ({
  ...around(target),
  kind: 'jobs',
  jobs: new Map(jobs.map((job) => [job.jobId, job])),
  changing: jobs.map((facts) => ({ path: { ...JOB_PATH, jobId: facts.jobId }, facts })),
});

const ask = (plan: ChangePlan, title?: string, isCut = false) => changeQuestion(plan, { title, isCut });

describe('the question before a change', () => {
  it('names one task, and several by their number and ranges', () => {
    const one = ask(ofTasks('PENDING', [task(1017)]));
    assert.deepEqual([one.question, one.button], ['Retry Frame 1017 · Render of sh010_v1?', 'Retry Task']);
    const many = ask(
      ofTasks(
        'PENDING',
        [1, 2, 3, 7].map((frame) => task(frame)),
      ),
    );
    assert.deepEqual([many.question, many.button], ['Retry 4 tasks of sh010_v1?', 'Retry 4 Tasks']);
    assert.equal(many.details[2], 'Frame 1-3, 7.');
  });

  it('names each target as the monitor does', () => {
    const words = (['PENDING', 'CANCELED', 'SUSPENDED', 'SUCCEEDED', 'FAILED'] as const).map((target) => {
      const { question, button, keepButton } = ask(ofTasks(target, [task(1, 'RUNNING')]));
      return [question.replace(' Frame 1 · Render of sh010_v1', ''), button, keepButton];
    });
    assert.deepEqual(words, [
      ['Retry?', 'Retry Task', undefined],
      ['Cancel?', 'Cancel Task', 'Don’t Cancel'],
      ['Suspend?', 'Suspend Task', undefined],
      ['Mark as succeeded?', 'Mark Task as Succeeded', undefined],
      ['Mark as failed?', 'Mark Task as Failed', undefined],
    ]);
  });

  it('says what happens to running tasks, and that marking runs nothing', () => {
    const running = [task(1, 'RUNNING'), task(2, 'STARTING'), task(3, 'READY')];
    const line = (target: TargetRunStatus, tasks = running): string =>
      ask(ofTasks(target, tasks)).details.find((text) => /stopped|run/.test(text) && !text.startsWith('Now')) ?? '';
    assert.equal(
      line('CANCELED'),
      '2 running tasks are stopped and lose their progress. Until the worker has stopped them, they show as interrupting. The tasks will not run unless you retry them.',
    );
    assert.match(line('SUSPENDED', [task(1, 'RUNNING')]), /^1 running task is stopped and loses its progress\./);
    assert.match(line('SUCCEEDED', [task(1)]), /^Nothing is run for this: missing output stays missing\.$/);
  });

  it('says who is left alone and why, and what can’t be read', () => {
    const { details } = ask(
      ofTasks('PENDING', [task(1)], {
        left: [
          { path: {} as never, facts: task(2, 'RUNNING'), reason: 'running' },
          { path: {} as never, facts: task(3, 'RUNNING'), reason: 'running' },
          { path: {} as never, facts: task(4, 'SUCCEEDED'), reason: 'notFailed' },
        ],
        unread: [{ path: {} as never, fault: { message: 'No permission.' } as never }],
      } as never),
    );
    assert.ok(
      details.includes('Left alone: 2 are running, 1 is no longer failed. 1 task can’t be read: No permission.'),
      details.join('\n'),
    );
  });

  it('warns where the job fails again at once', () => {
    const { details } = ask(ofTasks('PENDING', [task(1), task(2)]));
    assert.ok(
      details.includes(
        'The job fails at 5 failed tasks: it has 9 now, 7 without these. It may fail again at once. Deadline Cloud retries a failed task up to 1 time.',
      ),
      details.join('\n'),
    );
    assert.equal(
      ask(ofTasks('CANCELED', [task(1, 'READY')])).details.some((line) => line.includes('fails at')),
      false,
    );
  });

  it('restarts a whole job in numbers, also what succeeded', () => {
    const { question, details, button } = ask(ofJobs('PENDING', [JOB]));
    assert.deepEqual([question, button], ['Restart the whole job sh010_v1?', 'Restart Whole Job']);
    assert.ok(details.includes('Changes 100 tasks: 9 failed, 91 succeeded.'), details.join('\n'));
    assert.ok(
      details.includes(
        'All tasks run again from the start, also the 91 that succeeded. Their output can be overwritten.',
      ),
    );
  });

  it('says how many tasks of whole jobs stay as they are, and lists the jobs', () => {
    const other = {
      ...JOB,
      jobId: 'job-c',
      name: 'sh020',
      taskRunStatusCounts: { RUNNING: 2, READY: 3, SUCCEEDED: 1 },
    } as const;
    const { question, details, button } = ask(ofJobs('CANCELED', [other, { ...other, jobId: 'job-d', name: 'sh030' }]));
    assert.deepEqual([question, button], ['Cancel 2 jobs?', 'Cancel 2 Jobs']);
    assert.equal(details[2], 'job sh020, job sh030.');
    assert.equal(details[0], 'Changes 10 tasks: 4 running, 6 ready. Leaves 2 tasks: 2 succeeded.');
  });

  it('lists at most five dependent steps, and says why there may be more', () => {
    const dependents = Array.from({ length: 7 }, (_, index) => ({
      step: step(`S${index}`, {}),
      effect: 'waits' as const,
      tasks: 2,
    }));
    const { details } = ask(ofTasks('PENDING', [task(1)], { dependents }));
    assert.equal(details.filter((line) => line.endsWith('waits for this (2 tasks).')).length, 5);
    assert.ok(details.includes('2 more steps depend on this.'));
    const unknown = ask(ofTasks('PENDING', [task(1)], { dependentsFault: { message: 'Not allowed.' } as never }));
    assert.ok(unknown.details.includes('Dependent steps are unknown. Not allowed.'));
  });

  it('says that more may be found than a search can reach', () => {
    assert.ok(
      ask(ofTasks('PENDING', [task(1), task(2)]), undefined, true).details.includes(
        'These are the first 2 tasks that were found. There may be more.',
      ),
    );
  });

  it('counts the tasks of several jobs by job', () => {
    const plan = ofTasks('PENDING', [task(1), task(2)]);
    const two = {
      ...plan,
      jobs: new Map([...plan.jobs, ['job-c', { ...JOB, jobId: 'job-c', name: 'sh020' }]]),
      changing: plan.changing.map((one, index) =>
        index === 0 ? one : { ...one, path: { ...one.path, jobId: 'job-c' } },
      ),
    } as ChangePlan;
    const { question, details } = ask(two);
    assert.equal(question, 'Retry 2 tasks of 2 jobs?');
    assert.equal(details[2], 'sh010_v1: 1 task, sh020: 1 task.');
  });

  it('stays short with ten thousand tasks of hostile names', () => {
    const tasks = Array.from({ length: 10_000 }, (_, index) => ({
      ...task(index * 3),
      parameters: { 'Frame\n[x](command:y)': `${index * 3}‮` },
    }));
    const { details } = ask(ofTasks('PENDING', tasks), 'x'.repeat(5_000));
    assert.ok(details.every((line) => line.length <= 1_000 && !/[\n‮]/.test(line)));
  });
});
