import { t } from '../../core/text/localize';
import { type FoundJob, type JobQuery, NEWEST_JOBS } from '../../core/farm/farm';
import type { FarmPath, QueueRow } from '../../core/farm/farmNode';
import { findJobs } from '../../core/search/findJobs';
import { isId, shortId } from '../../core/ids';
import { plainText } from '../../core/text/plainText';
import { connectionName, type JobKey, parseJobKey } from '../../core/session/sessionKey';
import { toneOfStatus } from '../../core/session/status';
import { jobStatus, jobText } from '../../render/farms/farmRows';
import type { App } from '../app';
import type { FarmsView } from './farmsView';
import { toneIconName } from '../icons';
import type { PickerRow } from '../window/picker';
import { searchAsTyped } from './searchAsTyped';

type Row = PickerRow<FarmPath>;

/** A job's key out of the way to it in the tree. */
export function jobKeyOf(path: FarmPath | undefined): JobKey | undefined {
  const { connection, farm, queue, job } = path ?? {};
  return parseJobKey({
    connection,
    farmId: typeof farm === 'object' ? farm.farmId : farm,
    queueId: typeof queue === 'object' ? queue.queueId : queue,
    jobId: typeof job === 'object' ? job.jobId : job,
  });
}

/** A job that the person looked into lately. */
export interface RecentJob {
  readonly label: string;
  readonly path: FarmPath;
}

/** How a job is chosen. */
export interface JobChoice {
  readonly title?: string;
  /** What is searched for to begin with. */
  readonly text?: string | undefined;
  /** Jobs that are offered before any is found. */
  readonly recent?: readonly RecentJob[];
  /** Whether only jobs with failed tasks are listed. */
  readonly failed?: boolean;
}

/**
 * Lets a person find a job by a part of its name in all queues of all farms, as they type: the newest first, one call for ten
 * queues. Undefined if they canceled.
 */
export function chooseJob(
  app: App,
  view: FarmsView,
  { title = t('Go to Job'), text = '', recent = [], failed = false }: JobChoice = {},
): Promise<FarmPath | undefined> {
  let queues: Promise<readonly QueueRow[]> | undefined;
  return searchAsTyped(app, {
    title,
    placeholder: failed
      ? t('Jobs with failed tasks, newest first. Type part of a job name, or a job ID')
      : t('Type part of a job name, or a job ID'),
    value: text,
    recent: recent.map(toRecentItem),
    kind: 'jobs',
    none: failed ? t('No matching jobs with failed tasks') : t('No matching jobs'),
    failed: t('Couldn’t search jobs'),
    find: async (typed, signal) => findIn(app, await (queues ??= view.queues()), { text: typed, failed }, signal),
  });
}

/** Rows of the jobs found, and of the queues that could not be searched, at the end. */
async function findIn(
  app: App,
  queues: readonly QueueRow[],
  { text, failed }: { readonly text: string; readonly failed: boolean },
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const farms = queues.filter(({ parent }, index) => queues.findIndex((other) => other.parent === parent) === index);
  const found = await Promise.all(
    farms.map(async ({ connection, farmId, parent }) => {
      const some = queues.filter((queue) => queue.parent === parent);
      const ids = some.map(({ facts }) => facts.queueId);
      if (isId('job', text)) {
        const jobs = await app.service().fetchJobs(
          connection,
          ids.map((queueId) => ({ farmId, queueId, jobId: text })),
          signal,
        );
        return jobs.flatMap((job, index) => {
          const queue = some[index];
          return job.ok && queue
            ? [
                {
                  createdAtMs: job.value.createdAtMs,
                  item: toItem(app, queue, { ...job.value, queueId: queue.facts.queueId }),
                },
              ]
            : [];
        });
      }
      const query: JobQuery = {
        ...NEWEST_JOBS,
        archived: 'with',
        order: failed ? 'failedFirst' : 'newest',
        text: text === '' ? undefined : text.slice(0, 256),
      };
      const { jobs, faults } = await findJobs(app.service(), connection, farmId, ids, query, signal);
      return [
        ...jobs
          .filter((job) => !failed || (job.taskRunStatusCounts.FAILED ?? 0) > 0)
          .flatMap((job) => {
            const queue = some.find(({ facts }) => facts.queueId === job.queueId);
            return queue ? [{ createdAtMs: job.createdAtMs, item: toItem(app, queue, job) }] : [];
          }),
        ...[...faults].map(([queueId, fault]) => ({
          createdAtMs: -1,
          item: toFaultItem(some, queueId, fault.message),
        })),
      ];
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .map(({ item }) => item);
}

function toItem(app: App, queue: QueueRow, job: FoundJob): Row {
  const farm = queue.parent?.kind === 'farm' ? queue.parent.facts : queue.farmId;
  const names = [typeof farm === 'string' ? '' : farm.displayName, queue.facts.displayName].map((name) =>
    plainText(name, 60),
  );
  const { label, description } = jobText(job, app.now(), undefined);
  return {
    icon: toneIconName(toneOfStatus(jobStatus(job))),
    label,
    description: names.filter((name) => name !== '').join(' › '),
    detail: `${description} · ${shortId(job.jobId)}`,
    // Searched for by the service, whose way of matching is not the picker's.
    alwaysShow: true,
    value: { connection: queue.connection, farm, queue: queue.facts, job },
  };
}

function toRecentItem({ label, path }: RecentJob): Row {
  return { icon: 'history', label, description: connectionName(path.connection), value: path };
}

function toFaultItem(queues: readonly QueueRow[], queueId: string, message: string): Row {
  const name = queues.find(({ facts }) => facts.queueId === queueId)?.facts.displayName ?? queueId;
  return { icon: 'warning', label: t('Couldn’t search {0}', name), detail: message, alwaysShow: true };
}
