/** How the tasks of a job are doing at a moment: what sessions did to them, and what callers asked for. */
import { STATUSES, type TaskStatus, isSettled, noCounts, statusOfCounts, sumOf } from './taskCounts';
import { type ActionState, actionsAt } from './timeline';
import { type Change, type Target, runsAgain } from './world/changes/change';
import { STOP_GRACE_MS } from './world/changes/stoppedPlan';
import type { JobRecord, SessionRecord, StepRecord } from './world/model';
import type { World } from './world/world';

export interface Progress {
  /** How many tasks are in each state. */
  readonly counts: Readonly<Record<TaskStatus, number>>;
  /** Undefined where there are no tasks. */
  readonly status: TaskStatus | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** How often tasks were tried again by the service after a failure. */
  readonly failureRetries: number;
}

export interface JobProgress extends Progress {
  readonly steps: readonly Progress[];
}

/** A task at a moment. */
export interface TaskState {
  readonly status: TaskStatus;
  /** What a caller asked for, as long as it is not reached. */
  readonly target: Target | undefined;
  readonly lastChange: Change | undefined;
  /** What sessions did to it, in the order of trying. */
  readonly attempts: readonly ActionState[];
  readonly failureRetries: number;
}

/** What an action means for its task. Undefined where the task is as if it was never tried. */
function statusAfter({ status }: ActionState): TaskStatus | undefined {
  switch (status) {
    case 'RUNNING':
    case 'SCHEDULED':
    case 'ASSIGNED':
    case 'SUCCEEDED':
    case 'FAILED':
    case 'CANCELED':
      return status;
    case 'CANCELING':
      return 'INTERRUPTING';
    default:
      return undefined;
  }
}

/** What a session has done by now. */
export function actionsOf(session: SessionRecord, nowMs: number): readonly ActionState[] {
  return session.startedAtMs > nowMs ? [] : actionsAt(session, nowMs);
}

/** What sessions have done to a task by now, in the order of trying. */
export function attemptsOf(job: JobRecord, step: number, task: number, nowMs: number): readonly ActionState[] {
  return job.sessionsOfTask(step, task).flatMap((index) => attemptsIn(job.sessions.at(index), step, task, nowMs));
}

function attemptsIn(session: SessionRecord, step: number, task: number, nowMs: number): readonly ActionState[] {
  return actionsOf(session, nowMs).filter(
    ({ plan: { definition } }) => definition.kind === 'taskRun' && definition.step === step && definition.task === task,
  );
}

export function taskStateOf(job: JobRecord, step: StepRecord, task: number, world: World, nowMs: number): TaskState {
  const attempts = attemptsOf(job, step.index, task, nowMs);
  const lastChange = job.changes?.changesOf(step.index, task).at(-1);
  const planned = attempts.filter(({ session }) => session.index < job.asPlanned.sessions.length);
  const status = lastChange
    ? statusAfterChange(attempts, lastChange, () => areSourcesDone(job, step, world, nowMs))
    : (statusOfAttempts(attempts) ?? untriedStatus(job, step, world, nowMs));
  const isReached = !lastChange || runsAgain(lastChange.target) || lastChange.target === status;
  return {
    status,
    target: isReached ? undefined : lastChange.target,
    lastChange,
    attempts,
    failureRetries: failureRetriesIn(planned),
  };
}

/** A task's status alone: where many are counted, most of them need no reading of sessions. */
export function statusOf(job: JobRecord, step: StepRecord, task: number, world: World, nowMs: number): TaskStatus {
  const changes = job.changes;
  const lastChange = changes?.changesOf(step.index, task).at(-1);
  const retries = changes?.retries.sessionsOf(step.index, task) ?? [];
  if (!lastChange) {
    return retries.length > 0
      ? taskStateOf(job, step, task, world, nowMs).status
      : statusAsPlanned(job.asPlanned, step, task, world, nowMs);
  }
  const isStopping = !runsAgain(lastChange.target) && nowMs < lastChange.atMs + STOP_GRACE_MS;
  const read = isStopping ? job.sessionsOfTask(step.index, task) : retries;
  const attempts = read.flatMap((index) => attemptsIn(job.sessions.at(index), step.index, task, nowMs));
  return statusAfterChange(attempts, lastChange, () => areSourcesDone(job, step, world, nowMs));
}

/** Whether all tasks of the steps that a step depends on have succeeded. */
export function areSourcesDone(job: JobRecord, { dependsOn }: StepRecord, world: World, nowMs: number): boolean {
  return dependsOn.every((index) => {
    const source = job.steps[index];
    return !source || tasksOf(source).every((task) => statusOf(job, source, task, world, nowMs) === 'SUCCEEDED');
  });
}

/** The indexes of a step's tasks. */
export function tasksOf({ taskCount }: StepRecord): readonly number[] {
  return Array.from({ length: taskCount }, (_, task) => task);
}

export function progressOf(job: JobRecord, world: World, nowMs: number): JobProgress {
  const planned = progressAsPlanned(job.asPlanned, world, nowMs);
  const tallies = planned.steps.map(({ counts, ...step }) => ({ ...step, counts: { ...counts } }));
  for (const [index, task] of job.changes?.changedTasks() ?? []) {
    const counts = tallies[index]?.counts;
    const step = job.steps[index];
    if (counts && step) {
      counts[statusAsPlanned(job.asPlanned, step, task, world, nowMs)]--;
      counts[statusOf(job, step, task, world, nowMs)]++;
    }
  }
  const steps = tallies.map((step, index): Progress => {
    const status = statusOfCounts(step.counts);
    return { ...step, status, ...timesOf(job, index, isSettled(status), nowMs) };
  });
  const counts = sumOf(steps.map((step) => step.counts));
  const status = statusOfCounts(counts);
  return {
    counts,
    status,
    ...timesOf(job, undefined, isSettled(status), nowMs),
    failureRetries: steps.reduce((sum, step) => sum + step.failureRetries, 0),
    steps,
  };
}

/** Whether a job's sessions are all over. */
export function isOver(job: JobRecord, nowMs: number): boolean {
  return job.sessions.length > 0 && lastEndMs(job) <= nowMs;
}

/** How many of a step's tasks there are in each state, as if no caller had asked for anything but a session's end. */
interface StepTally {
  readonly counts: Record<TaskStatus, number>;
  readonly failureRetries: number;
  /** What untried tasks are. */
  readonly untried: TaskStatus;
}

/** The last one computed for each farm: listings ask for it again for each task that was never tried. */
const remembered = new WeakMap<World, { readonly key: string; readonly value: { readonly steps: StepTally[] } }>();

function progressAsPlanned(job: JobRecord, world: World, nowMs: number): { readonly steps: readonly StepTally[] } {
  const changes = world.changesSoFar(job);
  const key = `${job.jobId} ${nowMs} ${world.endRequests.size} ${changes?.revision ?? 0}`;
  const known = remembered.get(world);
  if (known?.key === key) {
    return known.value;
  }
  const asPlanned = !world.endRequests.touches(job.jobId);
  const settled = { succeeded: 0, failed: 0 };
  const tried = job.steps.map(() => new Map<number, TaskStatus>());
  const failures = job.steps.map(() => new Map<number, number>());
  for (let index = 0; index < job.sessions.length; index++) {
    const tally = asPlanned && changes?.stoppedSessions.has(index) !== true ? job.tally(index, nowMs) : undefined;
    if (tally) {
      settled.succeeded += tally.succeeded;
      settled.failed += tally.failed;
    } else {
      noteTasks(job.sessions.at(index), nowMs, tried, failures);
    }
  }
  const steps: StepTally[] = [];
  for (const step of job.steps) {
    const counts = noCounts();
    if (step.index === 0) {
      counts.SUCCEEDED += settled.succeeded;
      counts.FAILED += settled.failed;
    }
    for (const status of tried[step.index]?.values() ?? []) {
      counts[status]++;
    }
    const known = STATUSES.reduce((sum, status) => sum + counts[status], 0);
    const untried = untriedIn(job, step, steps, counts, nowMs);
    counts[untried] += step.taskCount - known;
    const retries = [...(failures[step.index]?.values() ?? [])].reduce((sum, count) => sum + count - 1, 0);
    steps.push({ counts, untried, failureRetries: retries });
  }
  remembered.set(world, { key, value: { steps } });
  return { steps };
}

/** Tasks wait for the steps theirs depends on; a job that failed gives up on what it has not tried. */
function untriedIn(
  job: JobRecord,
  step: StepRecord,
  before: readonly StepTally[],
  own: Readonly<Record<TaskStatus, number>>,
  nowMs: number,
): TaskStatus {
  const sources = step.dependsOn.flatMap((index) => before[index] ?? []);
  if (sources.some(({ counts }) => isBlocked(counts))) {
    return 'CANCELED';
  }
  if (sources.some(({ counts }) => statusOfCounts(counts) !== 'SUCCEEDED')) {
    return 'PENDING';
  }
  return own.FAILED > 0 && isOver(job, nowMs) ? 'CANCELED' : 'READY';
}

function isBlocked(counts: Readonly<Record<TaskStatus, number>>): boolean {
  const status = statusOfCounts(counts);
  return isSettled(status) && status !== 'SUCCEEDED';
}

function statusAsPlanned(job: JobRecord, step: StepRecord, task: number, world: World, nowMs: number): TaskStatus {
  const stopped = world.changesSoFar(job)?.stoppedSessions;
  const goesAsPlanned =
    step.index === 0 &&
    !world.endRequests.touches(job.jobId) &&
    (stopped === undefined || stopped.size === 0 || !job.sessionsOfTask(0, task).some((index) => stopped.has(index)));
  return (
    (goesAsPlanned ? job.settledTask(task, nowMs) : undefined) ??
    statusOfAttempts(attemptsOf(job, step.index, task, nowMs)) ??
    untriedStatus(job, step, world, nowMs)
  );
}

function untriedStatus({ asPlanned }: JobRecord, step: StepRecord, world: World, nowMs: number): TaskStatus {
  return progressAsPlanned(asPlanned, world, nowMs).steps[step.index]?.untried ?? 'READY';
}

/** What the last attempt says that says anything. */
function statusOfAttempts(attempts: readonly ActionState[]): TaskStatus | undefined {
  for (let index = attempts.length - 1; index >= 0; index--) {
    const attempt = attempts[index];
    const status = attempt && statusAfter(attempt);
    if (status !== undefined) {
      return status;
    }
  }
  return undefined;
}

function statusAfterChange(
  attempts: readonly ActionState[],
  { atMs, target }: Change,
  canStart: () => boolean,
): TaskStatus {
  if (runsAgain(target)) {
    const since = attempts.filter(({ session }) => session.startedAtMs >= atMs);
    return statusOfAttempts(since) ?? (canStart() ? 'READY' : 'PENDING');
  }
  return attempts.some(({ status }) => status === 'CANCELING') ? 'INTERRUPTING' : target;
}

function failureRetriesIn(attempts: readonly ActionState[]): number {
  return Math.max(0, attempts.filter(({ status }) => status === 'FAILED').length - 1);
}

function noteTasks(
  session: SessionRecord,
  nowMs: number,
  tried: readonly Map<number, TaskStatus>[],
  failures: readonly Map<number, number>[],
): void {
  for (const action of actionsOf(session, nowMs)) {
    const { definition } = action.plan;
    const status = definition.kind === 'taskRun' ? statusAfter(action) : undefined;
    if (status && definition.kind === 'taskRun') {
      tried[definition.step]?.set(definition.task, status);
      if (status === 'FAILED') {
        const ofStep = failures[definition.step];
        ofStep?.set(definition.task, (ofStep.get(definition.task) ?? 0) + 1);
      }
    }
  }
}

/** When a job or one of its steps began, and when it ended if it has. */
function timesOf(
  job: JobRecord,
  step: number | undefined,
  settled: boolean,
  nowMs: number,
): Pick<Progress, 'startedAtMs' | 'endedAtMs'> {
  if (step !== undefined && job.steps.length > 1) {
    const attempts = allActions(job, nowMs).filter(
      ({ plan: { definition } }) => definition.kind === 'taskRun' && definition.step === step,
    );
    const starts = attempts.flatMap(({ startedAtMs }) => startedAtMs ?? []);
    const ends = attempts.flatMap(({ endedAtMs }) => endedAtMs ?? []);
    return {
      startedAtMs: starts.length > 0 ? Math.min(...starts) : undefined,
      endedAtMs: settled && ends.length > 0 ? Math.max(...ends) : undefined,
    };
  }
  const first = job.sessions.length > 0 ? job.sessions.at(0).startedAtMs : Infinity;
  return {
    startedAtMs: first <= nowMs ? first : undefined,
    endedAtMs: settled && job.sessions.length > 0 ? Math.min(nowMs, lastEndMs(job)) : undefined,
  };
}

function allActions(job: JobRecord, nowMs: number): readonly ActionState[] {
  const actions: ActionState[] = [];
  for (let index = 0; index < job.sessions.length; index++) {
    actions.push(...actionsOf(job.sessions.at(index), nowMs));
  }
  return actions;
}

/** Sessions are in order of their start, so the last few that were planned, and those added since, show when a job is over. */
function lastEndMs({ sessions, changes }: JobRecord): number {
  let last = 0;
  const few = 4 + (changes?.retries.length ?? 0);
  for (let index = Math.max(0, sessions.length - few); index < sessions.length; index++) {
    last = Math.max(last, sessions.at(index).endedAtMs);
  }
  return last;
}
