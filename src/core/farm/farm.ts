/** Lists of what is on a farm: how they come, and how people narrow a list of jobs down. */
import type { FarmId, JobId, QueueId } from '../ids';
import type { Job } from '../session/session';
import { UserError } from '../errors';
import { t } from '../text/localize';

/** What one call brought of a list. */
export interface Page<T> {
  /** May be empty although there is a next page: the service promises no more, and some lists leave rows out. */
  readonly items: readonly T[];
  /** Ask for the next page with it, within 24 hours; undefined at the end. */
  readonly next: string | undefined;
  /** How many there are in all, where the service counts: searches do, up to `SEARCH_REACH`; lists do not. */
  readonly total?: number | undefined;
}

/**
 * A list of the service's. Making one costs nothing: each page is one call, made when it is asked for, and each may have a
 * listing (and so a signal) of its own. In a loop it gives the pages that have something in them, to the end.
 */
export interface Listing<T> extends AsyncIterable<readonly T[]> {
  /** The first page, or the one that follows the page whose `next` is given. */
  page(token?: string): Promise<Page<T>>;
}

/** How far the service's search reaches; what lies beyond is found by narrowing the query. */
export const SEARCH_REACH = 10_000;

/** How many queues one search may cover. */
export const QUEUES_A_SEARCH = 10;

/** Which jobs, and in which order. */
export interface JobQuery {
  /** In the job's name, in any case; of long texts the first 256 characters count. Undefined or blank for all. */
  readonly text: string | undefined;
  /** Task run statuses, at most 16, e.g. `['RUNNING', 'READY']`; empty for all. */
  readonly statuses: readonly string[];
  /** As `Job.createdBy` has it; undefined for everybody's. `Connections.userId` is the person's own. */
  readonly createdBy: string | undefined;
  /**
   * `without`: archived jobs are left out of what is found. `with`: they stay where the service gives them. `only`: every job is
   * listed and those that are archived are kept, because the search may not know them; a page can be empty and still have a next.
   */
  readonly archived: 'without' | 'with' | 'only';
  /** `failedFirst`: the failed ones, newest first, then all others, newest first. */
  readonly order: 'newest' | 'oldest' | 'failedFirst' | 'priority' | 'name';
}

/** Every job that is not archived, the newest first: what a queue shows to begin with. */
export const NEWEST_JOBS: JobQuery = {
  text: undefined,
  statuses: [],
  createdBy: undefined,
  archived: 'without',
  order: 'newest',
};

/** The task run statuses of jobs that hold workers, or are about to. */
export const ACTIVE_STATUSES = ['RUNNING', 'STARTING', 'ASSIGNED', 'SCHEDULED', 'INTERRUPTING'] as const;

/** The task run statuses that people look for, several of the service's words in one. */
export const STATUS_GROUPS: Readonly<Record<string, readonly string[]>> = {
  running: ACTIVE_STATUSES,
  failed: ['FAILED'],
  waiting: ['READY', 'PENDING'],
  suspended: ['SUSPENDED'],
  succeeded: ['SUCCEEDED'],
  canceled: ['CANCELED'],
  'not compatible': ['NOT_COMPATIBLE'],
};

/** Which job, on a place that is known. */
export interface JobPath {
  readonly farmId: FarmId;
  readonly queueId: QueueId;
  readonly jobId: JobId;
}

/** A job, and the queue it was found in. */
export interface FoundJob extends Job {
  readonly queueId: QueueId;
}

/** Whether a job is what a query asks for: for where the service cannot be asked. The order is not looked at. */
export function isAskedFor(job: Job, { text, statuses, createdBy, archived }: JobQuery): boolean {
  return (
    job.name.toLowerCase().includes((text ?? '').trim().toLowerCase()) &&
    (statuses.length === 0 || statuses.includes(job.taskRunStatus ?? '')) &&
    (createdBy === undefined || job.createdBy === createdBy) &&
    (archived === 'with' || isArchived(job) === (archived === 'only'))
  );
}

/** Whether a job was put away: nothing of it runs any more, but it can still be looked into. */
export function isArchived({ lifecycleStatus }: Pick<Job, 'lifecycleStatus'>): boolean {
  return lifecycleStatus === 'ARCHIVED';
}

/** Whether a job is over: it only runs again if a person retries it. */
export function isSettled(job: Pick<Job, 'lifecycleStatus' | 'taskRunStatus'>): boolean {
  return (
    isArchived(job) ||
    /^(CREATE|UPLOAD)_FAILED$/.test(job.lifecycleStatus) ||
    /^(SUCCEEDED|FAILED|CANCELED)$/.test(job.taskRunStatus ?? '')
  );
}

/** Pages that a loop reads at most: 100,000 rows. */
export const MOST_PAGES = 1_000;
/** Pages without a row, one after the other, that a loop reads at most: filtered lists have many. */
export const MOST_EMPTY_PAGES = 100;

/**
 * A list out of one call a page. Looped over, it ends where a token comes back that was used before, because it would never end by
 * itself.
 *
 * @throws {UserError} `unexpectedAnswer` in a loop that has read `MOST_PAGES`, or `MOST_EMPTY_PAGES` in a row
 */
export function listing<T>(fetchPage: (token: string | undefined) => Promise<Page<T>>): Listing<T> {
  return {
    page: fetchPage,
    async *[Symbol.asyncIterator]() {
      const used = new Set<string>();
      let token: string | undefined;
      let emptyPages = 0;
      for (let pages = 1; ; pages++) {
        const { items, next } = await fetchPage(token);
        emptyPages = items.length > 0 ? 0 : emptyPages + 1;
        if (items.length > 0) {
          yield items;
        }
        if (next === undefined || used.has(next)) {
          return;
        }
        if (pages >= MOST_PAGES || emptyPages >= MOST_EMPTY_PAGES) {
          throw endless();
        }
        used.add(next);
        token = next;
      }
    },
  };
}

/** The fault of a list that has no end. */
export function endless(): UserError {
  return new UserError({
    kind: 'unexpectedAnswer',
    message: t('The list has more pages than can be read. Try again, or narrow it down.'),
    remedies: ['retry', 'showOutput'],
  });
}
