/** Searches over jobs, steps, tasks or workers: what may be asked, and what is found. */
import type { FleetId, JobId, QueueId } from '../../core/ids';
import type { Call } from '../http/operation';
import { type Fields, type Rule, id, integer, list, oneOf, structure, text, timestamp, union } from '../http/rules';
import { notFound } from '../http/serviceError';
import { concatenated, itemsOf, sequenceOf } from '../sequence';
import { progressOf, statusOf, taskStateOf } from '../taskStatus';
import type { JobCard, JobRecord, QueueRecord, StepRecord } from '../world/model';
import { cardOf } from '../world/world';
import { jobFacts } from './jobs';
import { findFarm, findFleet, findQueue } from './findResource';
import { type SearchFields, search } from './foundPage';
import { parameterSpaceOf, stepFacts } from './steps';
import { taskFacts } from './tasks';
import { workerFacts, workerStatus } from './workers';

const OPERATORS = oneOf(
  'EQUAL',
  'NOT_EQUAL',
  'GREATER_THAN_EQUAL_TO',
  'GREATER_THAN',
  'LESS_THAN_EQUAL_TO',
  'LESS_THAN',
  'ANY_EQUALS',
  'ALL_NOT_EQUALS',
);
const NAME = text(0, 256);
const VALUE = text(1, 256);
const filters: Rule = (value, name) =>
  structure({
    filters: list(
      union({
        dateTimeFilter: structure({ name: NAME, operator: OPERATORS, dateTime: timestamp() }),
        parameterFilter: structure({ name: NAME, operator: OPERATORS, value: VALUE }),
        searchTermFilter: structure({ searchTerm: VALUE }, { matchType: oneOf('FUZZY_MATCH', 'CONTAINS') }),
        stringFilter: structure({ name: NAME, operator: OPERATORS, value: VALUE }),
        stringListFilter: structure({ name: NAME, operator: OPERATORS, values: list(VALUE, 1, 16) }),
        groupFilter: filters,
      }),
      1,
      3,
    ),
    operator: oneOf('AND', 'OR'),
  })(value, name);
const ORDER = oneOf('ASCENDING', 'DESCENDING');

/** What every search must and may be asked, besides where. */
export const SEARCH: Fields = { itemOffset: integer(0, 10_000) };
export const SEARCH_OPTIONS: Fields = {
  pageSize: integer(1, 100),
  filterExpressions: filters,
  sortExpressions: list(
    union({
      userJobsFirst: structure({ userIdentityId: NAME }),
      fieldSort: structure({ sortOrder: ORDER, name: NAME }),
      parameterSort: structure({ sortOrder: ORDER, name: NAME }),
    }),
    1,
    5,
  ),
};
export const IN_QUEUES: Fields = { ...SEARCH, queueIds: list(id('queue'), 1, 10) };
export const IN_FLEETS: Fields = { ...SEARCH, fleetIds: list(id('fleet'), 1, 10) };
export const OF_JOB: Fields = { ...SEARCH_OPTIONS, jobId: id('job') };

export function searchJobs(call: Call): object {
  const queues = queuesOf(call);
  const cards = concatenated(queues.map((queue) => queue.cards(call.nowMs)));
  const { items, ...page } = search(
    call,
    cards,
    jobFields(call, (card) => card),
    { byCreation: queues.length === 1 && queues[0]?.jobsInOrder === true },
  );
  const jobs = items.map((card) => card.job());
  return { jobs: jobs.map((job) => ({ queueId: job.queue.queueId, ...jobFacts(job, call) })), ...page };
}

export function searchSteps(call: Call): object {
  const found = jobsSearched(call).flatMap((job) => job.steps.map((step) => ({ job, step })));
  const progress = ({ job, step }: (typeof found)[number]) => progressOf(job, call.world, call.nowMs).steps[step.index];
  const { items, ...page } = search(call, sequenceOf(found), {
    ...jobFields(call, ({ job }: (typeof found)[number]) => cardOf(job)),
    NAME: ({ step }) => step.name,
    STEP_ID: ({ step }) => step.stepId,
    TASK_RUN_STATUS: (one) => progress(one)?.status,
    STARTED_AT: (one) => progress(one)?.startedAtMs,
    ENDED_AT: (one) => progress(one)?.endedAtMs,
  });
  return {
    steps: items.map(({ job, step }) => {
      const ids = { jobId: job.jobId, queueId: job.queue.queueId };
      const facts = stepFacts(job, step, progressOf(job, call.world, call.nowMs), call);
      return { ...ids, ...facts, parameterSpace: parameterSpaceOf(step) };
    }),
    ...page,
  };
}

export function searchTasks(call: Call): object {
  const { world, nowMs } = call;
  const found = jobsSearched(call).flatMap((job) =>
    job.steps.flatMap((step) => Array.from({ length: step.taskCount }, (_, task) => ({ job, step, task }))),
  );
  const { items, ...page } = search(
    call,
    sequenceOf(found),
    {
      RUN_STATUS: ({ job, step, task }) => statusOf(job, step, task, world, nowMs),
      STEP_ID: ({ step }) => step.stepId,
      JOB_ID: ({ job }) => job.jobId,
      FAILURE_RETRY_COUNT: (one) => stateOf(one).failureRetries,
      STARTED_AT: (one) => stateOf(one).attempts.at(-1)?.startedAtMs,
      ENDED_AT: (one) => stateOf(one).attempts.at(-1)?.endedAtMs,
    },
    { parameterOf: ({ step, task }, name) => Object.values(step.parametersOf(task)[name] ?? {}).join('') },
  );
  return {
    tasks: items.map((one) => {
      // Found tasks are listed without when and by whom they were created.
      const rest = without(taskFacts(one.job, one.step, one.task, call), 'createdAt', 'createdBy');
      return { jobId: one.job.jobId, queueId: one.job.queue.queueId, stepId: one.step.stepId, ...rest };
    }),
    ...page,
  };

  function stateOf({ job, step, task }: FoundTask): ReturnType<typeof taskStateOf> {
    return taskStateOf(job, step, task, world, nowMs);
  }
}

interface FoundTask {
  readonly job: JobRecord;
  readonly step: StepRecord;
  readonly task: number;
}

export function searchWorkers(call: Call): object {
  const { fleetIds } = call.body as { readonly fleetIds: readonly FleetId[] };
  const { farmId } = call.ids;
  const workers = fleetIds.flatMap((fleetId) => findFleet(call, { farmId, fleetId }).workers(call.nowMs));
  const { items, ...page } = search(call, sequenceOf(workers), {
    STATUS: (worker) => workerStatus(worker, call.nowMs),
    CREATED_AT: ({ createdAtMs }) => createdAtMs,
  });
  return {
    workers: items.map((worker) => {
      return without(workerFacts(worker, call.nowMs), 'farmId', 'log');
    }),
    ...page,
  };
}

function without(facts: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));
}

function jobFields<T>({ world, nowMs }: Call, cardOf: (thing: T) => JobCard): SearchFields<T> {
  const progress = (thing: T) => progressOf(cardOf(thing).job(), world, nowMs);
  return {
    NAME: (thing) => cardOf(thing).name,
    JOB_NAME: (thing) => cardOf(thing).name,
    CREATED_AT: (thing) => cardOf(thing).createdAtMs,
    CREATED_BY: (thing) => cardOf(thing).createdBy,
    PRIORITY: (thing) => cardOf(thing).priority,
    LIFECYCLE_STATUS: (thing) => cardOf(thing).lifecycleStatus,
    TASK_RUN_STATUS: (thing) => cardOf(thing).settledStatus(nowMs) ?? progress(thing).status,
    STARTED_AT: (thing) => progress(thing).startedAtMs,
    ENDED_AT: (thing) => progress(thing).endedAtMs,
  };
}

function queuesOf(call: Call): readonly QueueRecord[] {
  const { queueIds } = call.body as { readonly queueIds: readonly QueueId[] };
  const { farmId } = findFarm(call, call.ids.farmId);
  return queueIds.map((queueId) => findQueue(call, { farmId, queueId }));
}

/** The jobs whose steps and tasks are searched: one, or all of the queues'. */
function jobsSearched(call: Call): readonly JobRecord[] {
  const queues = queuesOf(call);
  const { jobId } = call.body as { readonly jobId?: JobId };
  if (jobId === undefined) {
    return queues.flatMap((queue) => [...itemsOf(queue.jobs(call.nowMs))]);
  }
  const job = call.world.findJob(jobId);
  if (!job || !queues.includes(job.queue) || job.createdAtMs > call.nowMs) {
    throw notFound('job', jobId);
  }
  return [job];
}
