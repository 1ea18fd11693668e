/** Jobs: searched where that is allowed, listed otherwise, and read many at a time. */
import {
  BatchGetJobCommand,
  type FieldSortExpression,
  ListJobsCommand,
  type SearchFilterExpression,
  SearchJobsCommand,
} from '@aws-sdk/client-deadline';

import type { Connections } from '../../core/service/connections';
import { UserError } from '../../core/errors';
import { type FoundJob, type JobQuery, type Page, isArchived, isAskedFor, listing } from '../../core/farm/farm';
import type { FarmId, QueueId } from '../../core/ids';
import type { FarmDirectory } from '../../core/service/ports';
import type { Job } from '../../core/session/session';
import { type Connection, connectionId } from '../../core/session/sessionKey';

import { idPath, toFoundJob, toItemErrors, toJob, toList, toToken } from './answers';
import type { Batches } from './batches';
import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { readJob } from './getOperations';
import { searchPage } from './searchPage';

/** What names a job in the service's answers to batches. */
const PATH = ['farmId', 'queueId', 'jobId'] as const;
/** Says that a token is one of the list's, not of the search's. */
const LISTED = 'list ';

/** The part of the directory that knows jobs. */
export function createJobs(
  calls: Calls,
  batches: Batches,
  principalOf: Connections['userId'],
): Pick<FarmDirectory, 'jobs' | 'fetchJobs'> {
  /** Queues whose jobs may be listed but not searched. */
  const unsearchable = new Set<string>();

  return {
    jobs: (connection, farmId, queueIds, query, signal) => {
      const [queueId, ...others] = queueIds;
      const search: Search = { connection, farmId, queueIds, query };
      if (queueId === undefined || others.length > 0) {
        return listing((token) => searchJobs(calls, search, token, signal));
      }
      const gate = `${connectionId(connection)} ${queueId}`;
      const list = async (token: string | undefined): Promise<Page<FoundJob>> =>
        listJobs(calls, search, queueId, token, await principalOf(connection), signal);
      return listing(async (token) => {
        if (token?.startsWith(LISTED)) {
          return list(token.slice(LISTED.length));
        }
        if (query.archived === 'only' || unsearchable.has(gate)) {
          return list(undefined);
        }
        try {
          return await searchJobs(calls, search, token, signal);
        } catch (error) {
          // The search is refused with its first page or not at all, so nothing is listed twice.
          if (token !== undefined || !(error instanceof UserError) || error.fault.kind !== 'accessDenied') {
            throw error;
          }
          const page = await list(undefined);
          unsearchable.add(gate);
          return page;
        }
      });
    },

    fetchJobs: (connection, wanted, signal) =>
      batches.read(
        wanted,
        {
          connection,
          operations: { many: 'BatchGetJob', one: 'GetJob' },
          idOf: (job) => idPath(job, ...PATH),
          jobOf: ({ jobId }) => jobId,
          many: (some, signal) =>
            ask(
              calls,
              connection,
              'BatchGetJob',
              new BatchGetJobCommand({ identifiers: [...some] }),
              ({ jobs, errors }) => ({
                items: new Map(toList(jobs, 'jobs', (job) => [idPath(job, ...PATH), toJob(job)] as const)),
                errors: toItemErrors(errors, ...PATH),
              }),
              signal,
            ),
          one: (job, signal) => readJob(calls, { connection, ...job }, signal),
        },
        signal,
      ),
  };
}

interface Search {
  readonly connection: Connection;
  readonly farmId: FarmId;
  readonly queueIds: readonly QueueId[];
  readonly query: JobQuery;
}

/** @param token an offset, e.g. `100`; with `failed ` before it while the failed ones come first */
async function searchJobs(
  calls: Calls,
  { connection, farmId, queueIds, query }: Search,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<FoundJob>> {
  const inTurn = query.order === 'failedFirst' && (query.statuses.length === 0 || query.statuses.includes('FAILED'));
  const isFirst = inTurn && (token === undefined || token.startsWith(FAILED));
  const only = queueIds.length === 1 ? queueIds[0] : undefined;
  const offset = isFirst ? token?.slice(FAILED.length) : token;
  const filters = filtersOf(query, inTurn ? (isFirst ? 'failed' : 'others') : 'all');
  const found = await ask(
    calls,
    connection,
    'SearchJobs',
    new SearchJobsCommand({
      farmId,
      queueIds: [...queueIds],
      itemOffset: Number(offset ?? 0),
      sortExpressions: SORTS[query.order].map((fieldSort) => ({ fieldSort })),
      ...(filters.length === 0 ? {} : { filterExpressions: { filters, operator: 'AND' } }),
    }),
    (answer) => searchPage(answer.jobs, 'jobs', (job) => toFoundJob(job, only), answer, offset),
    signal,
  );
  const items = query.archived === 'without' ? found.items.filter((job) => !isArchived(job)) : found.items;
  if (!isFirst) {
    return { ...found, items };
  }
  const next = found.next === undefined ? '0' : `${FAILED}${found.next}`;
  const page = { items, next };
  return items.length === 0 && found.next === undefined
    ? searchJobs(calls, { connection, farmId, queueIds, query }, next, signal)
    : page;
}

/** What the service takes as a search term. */
const MOST_CHARACTERS = 256;

/** Says that a token is still among the failed ones. */
const FAILED = 'failed ';

const NEWEST: FieldSortExpression = { name: 'CREATED_AT', sortOrder: 'DESCENDING' };

/** The service names fields in filters and sorts as in answers, in capitals. */
const SORTS: Readonly<Record<JobQuery['order'], readonly FieldSortExpression[]>> = {
  newest: [NEWEST],
  oldest: [{ name: 'CREATED_AT', sortOrder: 'ASCENDING' }],
  failedFirst: [NEWEST],
  priority: [{ name: 'PRIORITY', sortOrder: 'DESCENDING' }, NEWEST],
  name: [{ name: 'NAME', sortOrder: 'ASCENDING' }, NEWEST],
};

/**
 * At most three, as the service takes them. Archived jobs are left out afterwards: a filter that the service might not know must
 * not cost the whole list.
 */
function filtersOf(
  { text, statuses, createdBy }: JobQuery,
  which: 'all' | 'failed' | 'others',
): SearchFilterExpression[] {
  const name = 'TASK_RUN_STATUS';
  const others = statuses.filter((status) => status !== 'FAILED');
  const filters: SearchFilterExpression[] = [];
  const searchTerm = text?.trim().slice(0, MOST_CHARACTERS);
  if (searchTerm) {
    filters.push({ searchTermFilter: { searchTerm, matchType: 'CONTAINS' } });
  }
  if (createdBy !== undefined) {
    filters.push({ stringFilter: { name: 'CREATED_BY', operator: 'EQUAL', value: createdBy } });
  }
  if (which === 'failed') {
    filters.push({ stringFilter: { name, operator: 'EQUAL', value: 'FAILED' } });
  } else if (which === 'others' && statuses.length === 0) {
    filters.push({ stringFilter: { name, operator: 'NOT_EQUAL', value: 'FAILED' } });
  } else if (statuses.length > 0) {
    filters.push({
      stringListFilter: { name, operator: 'ANY_EQUALS', values: which === 'all' ? [...statuses] : others },
    });
  }
  return filters;
}

/** In the service's order, sorted within each page. */
async function listJobs(
  calls: Calls,
  { connection, farmId, query }: Search,
  queueId: QueueId,
  nextToken: string | undefined,
  principalId: string | undefined,
  signal: AbortSignal,
): Promise<Page<FoundJob>> {
  return ask(
    calls,
    connection,
    'ListJobs',
    new ListJobsCommand({ farmId, queueId, principalId, nextToken }),
    (answer) => {
      const token = toToken(answer.nextToken);
      return {
        items: toList(answer.jobs, 'jobs', (job) => toFoundJob(job, queueId))
          .filter((job) => isAskedFor(job, query))
          .sort(COMPARE[query.order]),
        next: token === undefined || token === nextToken ? undefined : `${LISTED}${token}`,
      };
    },
    signal,
  );
}

const newest = (a: Job, b: Job): number => b.createdAtMs - a.createdAtMs;
const COMPARE: Readonly<Record<JobQuery['order'], (a: Job, b: Job) => number>> = {
  newest,
  oldest: (a, b) => newest(b, a),
  failedFirst: (a, b) => Number(b.taskRunStatus === 'FAILED') - Number(a.taskRunStatus === 'FAILED') || newest(a, b),
  priority: (a, b) => b.priority - a.priority || newest(a, b),
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : newest(a, b)),
};
