/** Searches: filters, sorting and pages by offset over jobs, steps, tasks or workers. */
import type { FleetId, JobId, QueueId } from '../../core/ids';
import type { Call } from '../http/operation';
import { type Fields, type Rule, id, integer, list, oneOf, structure, text, timestamp, union } from '../http/rules';
import { invalid, notFound } from '../http/serviceError';
import { computed, concatenated, itemsOf, sequenceOf, type Sequence } from '../sequence';
import { progressOf } from '../taskStatus';
import type { JobCard, JobRecord, QueueRecord } from '../world/model';
import { cardOf } from '../world/world';
import { jobFacts, stepFacts, taskFacts } from './jobs';
import { needFarm, needFleet, needQueue } from './reach';
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
    queues.length === 1 && queues[0]?.jobsInOrder,
  );
  const jobs = items.map((card) => card.job());
  return { jobs: jobs.map((job) => ({ queueId: job.queue.queueId, ...jobFacts(job, call) })), ...page };
}

export function searchSteps(call: Call): object {
  const found = jobsSearched(call).flatMap((job) => job.steps.map((step) => ({ job, step })));
  const { items, ...page } = search(call, sequenceOf(found), {
    ...jobFields(call, ({ job }: (typeof found)[number]) => cardOf(job)),
    NAME: ({ step }) => step.name,
  });
  return {
    steps: items.map(({ job, step }) => {
      const ids = { jobId: job.jobId, queueId: job.queue.queueId };
      return { ...ids, ...stepFacts(job, step, call) };
    }),
    ...page,
  };
}

export function searchTasks(call: Call): object {
  const found = jobsSearched(call).flatMap((job) =>
    job.steps.flatMap((step) => Array.from({ length: step.taskCount }, (_, task) => ({ job, step, task }))),
  );
  const facts = ({ job, step, task }: (typeof found)[number]): Readonly<Record<string, unknown>> =>
    taskFacts(job, step, task, call) as Readonly<Record<string, unknown>>;
  const asPlanned = ({ jobId }: JobRecord): boolean => !call.world.endRequests.touches(jobId);
  const { items, ...page } = search(call, sequenceOf(found), {
    RUN_STATUS: (one) =>
      (asPlanned(one.job) ? one.job.settledTask(one.task, call.nowMs) : undefined) ?? (facts(one).runStatus as string),
  });
  return {
    tasks: items.map((one) => {
      // A task that was found is not told when and by whom it was created.
      const rest = without(facts(one), 'createdAt', 'createdBy');
      return { jobId: one.job.jobId, queueId: one.job.queue.queueId, stepId: one.step.stepId, ...rest };
    }),
    ...page,
  };
}

export function searchWorkers(call: Call): object {
  const { fleetIds } = call.body as { readonly fleetIds: readonly FleetId[] };
  const { farmId } = call.ids;
  const workers = fleetIds.flatMap((fleetId) => needFleet(call, { farmId, fleetId }).workers(call.nowMs));
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

/** What can be asked of things, by the names that filters and sorting use; worked out only when one asks. */
type SearchFields<T> = Readonly<Record<string, (thing: T) => string | number | undefined>>;

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

interface SearchBody {
  readonly itemOffset: number;
  readonly pageSize?: number;
  readonly filterExpressions?: Group;
  readonly sortExpressions?: readonly Sort[];
}

interface Sort {
  readonly fieldSort?: { readonly name: string; readonly sortOrder: string };
  readonly userJobsFirst?: { readonly userIdentityId: string };
}

interface Group {
  readonly operator: string;
  readonly filters: readonly Filter[];
}

interface Filter {
  readonly dateTimeFilter?: { readonly name: string; readonly operator: string; readonly dateTime: string };
  readonly searchTermFilter?: { readonly searchTerm: string; readonly matchType?: string };
  readonly stringFilter?: { readonly name: string; readonly operator: string; readonly value: string };
  readonly stringListFilter?: { readonly name: string; readonly operator: string; readonly values: readonly string[] };
  readonly groupFilter?: Group;
}

/** @param byCreation whether the things come in the order of their creation, so that pages in this order cost no more than a page */
function search<T>(
  call: Call,
  things: Sequence<T>,
  fields: SearchFields<T>,
  byCreation = false,
): { readonly items: readonly T[]; readonly totalResults: number; readonly nextItemOffset: number | undefined } {
  const { itemOffset, pageSize = 100, filterExpressions, sortExpressions = [] } = call.body as SearchBody;
  const [sort, ...others] = sortExpressions;
  const inOrder = sort === undefined || (byCreation && others.length === 0 && sort.fieldSort?.name === 'CREATED_AT');
  const found =
    inOrder && !filterExpressions
      ? sort?.fieldSort?.sortOrder === 'DESCENDING'
        ? computed(things.length, (index) => things.at(things.length - 1 - index))
        : things
      : sequenceOf(
          sortExpressions.reduceRight(
            (list, one) => sortedBy(list, one, fields),
            [...itemsOf(things)].filter((thing) => !filterExpressions || matches(filterExpressions, fields, thing)),
          ),
        );
  const totalResults = Math.min(found.length, 10_000);
  const end = Math.min(itemOffset + pageSize, totalResults);
  return {
    items: Array.from({ length: Math.max(0, end - itemOffset) }, (_, index) => found.at(itemOffset + index)),
    totalResults,
    nextItemOffset: end < totalResults ? end : undefined,
  };
}

function matches<T>({ operator, filters: all }: Group, fields: SearchFields<T>, thing: T): boolean {
  const holds = (filter: Filter): boolean => {
    const { dateTimeFilter, searchTermFilter, stringFilter, stringListFilter, groupFilter } = filter;
    if (groupFilter) {
      return matches(groupFilter, fields, thing);
    }
    if (searchTermFilter) {
      const term = searchTermFilter.searchTerm.toLowerCase();
      return String(fieldOf(fields, 'NAME', thing) ?? '')
        .toLowerCase()
        .includes(term);
    }
    if (dateTimeFilter) {
      return compare(fieldOf(fields, dateTimeFilter.name, thing), dateTimeFilter.operator, [
        Date.parse(dateTimeFilter.dateTime),
      ]);
    }
    const words = stringFilter ?? stringListFilter;
    return (
      !words ||
      compare(fieldOf(fields, words.name, thing), words.operator, 'values' in words ? words.values : [words.value])
    );
  };
  return operator === 'AND' ? all.every(holds) : all.some(holds);
}

function compare(field: string | number | undefined, operator: string, values: readonly (string | number)[]): boolean {
  if (operator === 'NOT_EQUAL' || operator === 'ALL_NOT_EQUALS') {
    return !values.some((value) => String(field) === String(value));
  }
  return values.some((value) => {
    if (field === undefined) {
      return false;
    }
    const order = typeof field === 'number' ? field - Number(value) : field < value ? -1 : field > value ? 1 : 0;
    switch (operator) {
      case 'GREATER_THAN':
        return order > 0;
      case 'GREATER_THAN_EQUAL_TO':
        return order >= 0;
      case 'LESS_THAN':
        return order < 0;
      case 'LESS_THAN_EQUAL_TO':
        return order <= 0;
      default:
        return order === 0;
    }
  });
}

function sortedBy<T>(things: T[], { fieldSort, userJobsFirst }: Sort, fields: SearchFields<T>): T[] {
  const keyOf = (thing: T): string | number => {
    if (userJobsFirst) {
      return fieldOf(fields, 'CREATED_BY', thing) === userJobsFirst.userIdentityId ? 0 : 1;
    }
    return (fieldSort && fieldOf(fields, fieldSort.name, thing)) ?? 0;
  };
  const direction = fieldSort?.sortOrder === 'DESCENDING' ? -1 : 1;
  return things
    .map((thing) => ({ thing, key: keyOf(thing) }))
    .sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ thing }) => thing);
}

function fieldOf<T>(fields: SearchFields<T>, name: string, thing: T): string | number | undefined {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) {
    throw invalid([{ name: 'filterExpressions', message: `Cannot filter or sort by ${name}` }]);
  }
  return field(thing);
}

function queuesOf(call: Call): readonly QueueRecord[] {
  const { queueIds } = call.body as { readonly queueIds: readonly QueueId[] };
  const { farmId } = needFarm(call, call.ids.farmId);
  return queueIds.map((queueId) => needQueue(call, { farmId, queueId }));
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
