/** Lists the tasks of a job that failed. */
import { toFault } from '../../core/errors';
import { MOST_EMPTY_PAGES, type Page } from '../../core/farm/farm';
import type { SessionAction, Step, Task } from '../../core/session/session';
import { BATCH } from './callBudget';
import type { TriageReading } from './triageReading';

/**
 * Pages of failed tasks: searched, listed by steps where the search does not know the job, as it may be with archived ones, or told
 * from what the job's sessions did where tasks may not be read. Ends where no calls are left; `isWhole` says whether it did not.
 */
export async function* pagesOfFailed(
  reading: TriageReading,
  ended: { isWhole: boolean },
): AsyncIterable<readonly Task[]> {
  const { service, known, signal } = reading;
  const { connection } = known.key;
  const search = service.tasks(connection, known.key, { stepId: undefined, statuses: ['FAILED'] }, signal);
  let found = 0;
  try {
    for await (const page of pagesOf(reading, ended, (token) => search.page(token))) {
      found += page.length;
      yield page;
    }
  } catch (error) {
    signal.throwIfAborted();
    const fault = toFault(error);
    if (fault.kind !== 'accessDenied') {
      throw error;
    }
    known.miss('tasks', fault);
    yield* pagesOfFailedActions(reading, ended);
    return;
  }
  if (found === 0 && ended.isWhole && (known.job?.taskRunStatusCounts.FAILED ?? 0) > 0) {
    yield* pagesByStep(reading, ended);
  }
}

/** A list to its end, or until no calls are left. */
async function* pagesOf<T>(
  { budget, known, nowMs }: TriageReading,
  ended: { isWhole: boolean },
  ask: (token: string | undefined) => Promise<Page<T>>,
): AsyncIterable<readonly T[]> {
  const used = new Set<string>();
  let empty = 0;
  for (let token: string | undefined; ;) {
    if (budget.left < 1) {
      ended.isWhole = false;
      return;
    }
    budget.spend(1);
    const { items, next, total } = await ask(token);
    known.readAtMs = nowMs();
    if (token === undefined) {
      known.total = total ?? known.total;
      reckon(known, budget, total === undefined);
    }
    yield items;
    empty = items.length === 0 ? empty + 1 : 0;
    if (next === undefined || used.has(next) || empty >= MOST_EMPTY_PAGES) {
      return;
    }
    used.add(next);
    token = next;
  }
}

/** Allows the calls that a triage of this size takes, and those for a list of all tasks where only that tells which failed. */
function reckon({ job, total = 0 }: TriageReading['known'], budget: TriageReading['budget'], isListed: boolean): void {
  const all = Object.values(job?.taskRunStatusCounts ?? {}).reduce((sum, count) => sum + count, 0);
  budget.allowFor(total, isListed ? all : 0);
}

async function* pagesByStep(reading: TriageReading, ended: { isWhole: boolean }): AsyncIterable<readonly Task[]> {
  const { service, known, signal } = reading;
  const { connection } = known.key;
  const listing = service.steps(connection, known.key, signal);
  const steps: Step[] = [];
  for await (const page of pagesOf(reading, ended, (token) => listing.page(token))) {
    steps.push(...page);
  }
  for (const { stepId } of steps.filter(({ taskRunStatusCounts }) => taskRunStatusCounts.FAILED)) {
    const tasks = service.tasks(connection, known.key, { stepId, statuses: [] }, signal);
    for await (const page of pagesOf(reading, ended, (token) => tasks.page(token))) {
      yield page.filter(({ runStatus }) => runStatus === 'FAILED');
    }
  }
}

/** The tasks whose last attempt failed. */
async function* pagesOfFailedActions(
  reading: TriageReading,
  ended: { isWhole: boolean },
): AsyncIterable<readonly Task[]> {
  const { service, known, budget, signal } = reading;
  const latest = new Map<Task['taskId'], Task>();
  const listing = service.sessionActions(known.key.connection, known.key, undefined, signal);
  budget.allowMore(known.hostComparison.estimatedCalls ?? 0);
  for await (const page of pagesOf(reading, ended, (token) => listing.page(token))) {
    for (const task of page.flatMap((action) => toTask(action) ?? [])) {
      if ((latest.get(task.taskId)?.startedAtMs ?? -Infinity) <= (task.startedAtMs ?? -Infinity)) {
        latest.set(task.taskId, task);
      }
    }
  }
  const failed = [...latest.values()].filter(({ runStatus }) => runStatus === 'FAILED');
  known.total = failed.length;
  for (let first = 0; first < failed.length; first += BATCH) {
    yield failed.slice(first, first + BATCH);
  }
}

/** A task as far as one of its attempts tells; undefined for other actions, and for chunks that name no task. */
function toTask({ definition, status, startedAtMs, endedAtMs, sessionActionId }: SessionAction): Task | undefined {
  return definition.kind === 'taskRun' && definition.taskId !== undefined
    ? {
        taskId: definition.taskId,
        stepId: definition.stepId,
        parameters: definition.parameters,
        runStatus: status,
        targetRunStatus: undefined,
        failureRetryCount: undefined,
        startedAtMs,
        endedAtMs,
        updatedAtMs: undefined,
        updatedBy: undefined,
        latestSessionActionId: sessionActionId,
      }
    : undefined;
}
