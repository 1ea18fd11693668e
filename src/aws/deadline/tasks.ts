/** Tasks: listed, searched, read many at a time; and their attempts. */
import {
  BatchGetTaskCommand,
  ListSessionActionsCommand,
  ListStepsCommand,
  ListTasksCommand,
  type SearchFilterExpression,
  SearchTasksCommand,
} from '@aws-sdk/client-deadline';

import { UserError } from '../../core/errors';
import { type JobPath, type Listing, type Page, listing } from '../../core/farm/farm';
import type { TaskPath, TaskQuery } from '../../core/farm/tasks';
import { type SessionId, type StepId, type TaskId, isId } from '../../core/ids';
import type { TaskDirectory } from '../../core/service/ports';
import type { SessionAction, Task } from '../../core/session/session';
import { type Connection, connectionId } from '../../core/session/sessionKey';

import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { toAction } from './actionAnswers';
import { idPath, toItemErrors, toList, toStep, toTask, toToken } from './answers';
import type { Batches } from './batches';
import { readTask } from './getOperations';
import { searchPage } from './searchPage';
import { fetchSteps, listStepConsumers, stepIdsOf } from './steps';
import { createWorkerSearch } from './workerSearch';

/** What names a task in the service's answers to batches. */
export const TASK_PATH = ['farmId', 'queueId', 'jobId', 'stepId', 'taskId'] as const;

/** Reads tasks through `calls`. */
export function createTasks(calls: Calls, batches: Batches): TaskDirectory {
  /** Queries that the search refused, by connection, queue and whether they name a step. */
  const refused = new Set<string>();

  return {
    tasks(connection, job, query, signal) {
      const list = (token: string | undefined) => listTasks(calls, { connection, job, query }, token, signal);
      if (query.stepId !== undefined && query.statuses.length === 0) {
        return listing(list);
      }
      const gate = `${connectionId(connection)} ${job.queueId} ${query.stepId === undefined ? 'job' : 'step'}`;
      return listing(async (token) => {
        if (refused.has(gate) || isListToken(token)) {
          return list(token);
        }
        try {
          return await searchTasks(calls, { connection, job, query }, token, signal);
        } catch (error) {
          // The search is refused with its first page or not at all, so nothing is listed twice.
          if (token !== undefined || !(error instanceof UserError) || !REFUSALS.has(error.fault.kind)) {
            throw error;
          }
          const page = await list(undefined);
          refused.add(gate);
          return page;
        }
      });
    },

    fetchTasks: (connection, wanted, signal) =>
      batches.read(
        wanted,
        {
          connection,
          operations: { many: 'BatchGetTask', one: 'GetTask' },
          idOf: (task) => idPath(task, ...TASK_PATH),
          jobOf: ({ jobId }) => jobId,
          many: (some, signal) =>
            ask(
              calls,
              connection,
              'BatchGetTask',
              new BatchGetTaskCommand({ identifiers: some.map(taskIdsOf) }),
              ({ tasks, errors }) => ({
                items: new Map(toList(tasks, 'tasks', (task) => [idPath(task, ...TASK_PATH), toTask(task)] as const)),
                errors: toItemErrors(errors, ...TASK_PATH),
              }),
              signal,
            ),
          one: (task, signal) => readTask(calls, { connection, ...task }, signal),
        },
        signal,
      ),

    fetchSteps: (connection, wanted, signal) => fetchSteps(calls, batches, connection, wanted, signal),

    stepConsumers: (connection, step, signal) => listStepConsumers(calls, connection, step, signal),

    sessionActions: (connection, job, of, signal) =>
      listSessionActions(
        calls,
        connection,
        job,
        of === undefined ? {} : isId('session', of) ? { sessionId: of } : { taskId: of },
        signal,
      ),

    searchWorkers: createWorkerSearch(calls),
  };
}

/** The actions of a session, the attempts of a task, or everything that a job's sessions did. */
export function listSessionActions(
  calls: Calls,
  connection: Connection,
  { farmId, queueId, jobId }: JobPath,
  of: { readonly sessionId?: SessionId; readonly taskId?: TaskId },
  signal: AbortSignal,
): Listing<SessionAction> {
  return listing((nextToken) =>
    ask(
      calls,
      connection,
      'ListSessionActions',
      new ListSessionActionsCommand({ farmId, queueId, jobId, ...of, nextToken }),
      ({ sessionActions, nextToken }) => ({
        items: toList(sessionActions, 'sessionActions', toAction),
        next: toToken(nextToken),
      }),
      signal,
    ),
  );
}

/** The IDs alone: callers may hand in more, which a request must not carry. */
export function taskIdsOf(task: TaskPath): TaskPath {
  return { ...stepIdsOf(task), taskId: task.taskId };
}

/** A filter that the service does not know is `invalid`; a search that a policy leaves out is `accessDenied`. */
const REFUSALS: ReadonlySet<string> = new Set(['invalid', 'accessDenied']);

interface Search {
  readonly connection: Connection;
  readonly job: JobPath;
  readonly query: TaskQuery;
}

/** @param token an offset, e.g. `100`; undefined for 0 */
function searchTasks(
  calls: Calls,
  { connection, job: { farmId, queueId, jobId }, query }: Search,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Task>> {
  const filters = filtersOf(query);
  return ask(
    calls,
    connection,
    'SearchTasks',
    new SearchTasksCommand({
      farmId,
      queueIds: [queueId],
      jobId,
      itemOffset: Number(token ?? 0),
      // An empty list of filters is refused.
      ...(filters.length === 0 ? {} : { filterExpressions: { filters, operator: 'AND' } }),
    }),
    (answer) => searchPage(answer.tasks, 'tasks', toTask, answer, token),
    signal,
  );
}

/** The names follow those of SearchJobs; for tasks no document lists them, so `tasks` has another way where they are refused. */
function filtersOf({ stepId, statuses }: TaskQuery): SearchFilterExpression[] {
  const filters: SearchFilterExpression[] = [];
  if (stepId !== undefined) {
    filters.push({ stringFilter: { name: 'STEP_ID', operator: 'EQUAL', value: stepId } });
  }
  const [status, ...others] = statuses;
  if (status !== undefined) {
    filters.push(
      others.length === 0
        ? { stringFilter: { name: 'RUN_STATUS', operator: 'EQUAL', value: status } }
        : { stringListFilter: { name: 'RUN_STATUS', operator: 'ANY_EQUALS', values: [...statuses] } },
    );
  }
  return filters;
}

/** A place in the listing of several steps, as a token: the service's token in the first of the steps that are left. */
interface ListPosition {
  readonly stepIds: readonly StepId[];
  readonly nextToken: string | undefined;
}

const LISTED = 'list ';

function isListToken(token: string | undefined): boolean {
  return token?.startsWith(LISTED) === true;
}

function toListToken(position: ListPosition): string | undefined {
  return position.stepIds.length === 0 ? undefined : `${LISTED}${JSON.stringify(position)}`;
}

function parsePosition(token: string): ListPosition {
  const { stepIds, nextToken } = JSON.parse(token.slice(LISTED.length)) as Readonly<Record<string, unknown>>;
  return {
    stepIds: Array.isArray(stepIds) ? stepIds.filter((id) => isId('step', id)) : [],
    nextToken: toToken(nextToken),
  };
}

/** One page of one step's tasks, filtered here. The first call also lists the steps, to skip those without such tasks. */
async function listTasks(
  calls: Calls,
  { connection, job, query }: Search,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Task>> {
  const { stepIds, nextToken } =
    token !== undefined && isListToken(token)
      ? parsePosition(token)
      : { stepIds: await stepsWith(calls, { connection, job, query }, signal), nextToken: undefined };
  const [stepId, ...others] = stepIds;
  if (stepId === undefined) {
    return { items: [], next: undefined };
  }
  return ask(
    calls,
    connection,
    'ListTasks',
    new ListTasksCommand({ ...stepIdsOf({ ...job, stepId }), nextToken }),
    (answer) => {
      const next = toToken(answer.nextToken);
      return {
        items: toList(answer.tasks, 'tasks', (task) => ({ ...toTask(task), stepId })).filter(
          ({ runStatus }) => query.statuses.length === 0 || query.statuses.includes(runStatus),
        ),
        next: toListToken(
          next === undefined || next === nextToken
            ? { stepIds: others, nextToken: undefined }
            : { stepIds, nextToken: next },
        ),
      };
    },
    signal,
  );
}

/** The steps that have tasks of the statuses that were asked for, by the counts that lists of steps bring. */
async function stepsWith(
  calls: Calls,
  { connection, job: { farmId, queueId, jobId }, query }: Search,
  signal: AbortSignal,
): Promise<readonly StepId[]> {
  if (query.stepId !== undefined) {
    return [query.stepId];
  }
  const found: StepId[] = [];
  const steps = listing((nextToken) =>
    ask(
      calls,
      connection,
      'ListSteps',
      new ListStepsCommand({ farmId, queueId, jobId, nextToken }),
      (answer) => ({ items: toList(answer.steps, 'steps', toStep), next: toToken(answer.nextToken) }),
      signal,
    ),
  );
  for await (const page of steps) {
    for (const { stepId, taskRunStatusCounts: counts } of page) {
      const isCounted = Object.keys(counts).length > 0;
      if (query.statuses.length === 0 || !isCounted || query.statuses.some((status) => counts[status])) {
        found.push(stepId);
      }
    }
  }
  return found;
}
