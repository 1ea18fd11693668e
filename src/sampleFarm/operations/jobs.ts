import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { toTimestamp } from '../http/time';
import { progressOf } from '../taskStatus';
import { runsAgain } from '../world/changes/change';
import type { JobRecord } from '../world/model';
import { ALL_CODES, batch } from './batch';
import { type JobPath, findJob, findQueue } from './findResource';

export function getJob(call: Call): object {
  return jobInFull(findJob(call, call.ids), call);
}

export function batchGetJob(call: Call): object {
  const { items, errors } = batch(call, ALL_CODES, (path: JobPath) => jobInFull(findJob(call, path), call));
  return { jobs: items, errors };
}

export function listJobs(call: Call): object {
  const queue = findQueue(call, call.ids);
  const { items, nextToken } = pageOf(call, [queue.queueId], queue.jobs(call.nowMs), (job) => jobFacts(job, call));
  return { jobs: items, nextToken };
}

/** As lists and searches give it. */
export function jobFacts(job: JobRecord, { world, nowMs }: Call): object {
  const { counts, status, startedAtMs, endedAtMs, failureRetries } = progressOf(job, world, nowMs);
  const { changes } = job;
  const asked = changes?.target;
  const isReached = !asked || runsAgain(asked.target) || asked.target === status;
  return {
    jobId: job.jobId,
    name: job.name,
    lifecycleStatus: lifecycleStatusOf(job, nowMs),
    lifecycleStatusMessage: job.lifecycleStatusMessage,
    priority: job.priority,
    createdAt: toTimestamp(job.createdAtMs),
    createdBy: job.createdBy,
    updatedAt: toTimestamp(changes?.last?.atMs),
    updatedBy: changes?.last?.by,
    startedAt: toTimestamp(startedAtMs),
    endedAt: toTimestamp(endedAtMs),
    taskRunStatus: status,
    targetTaskRunStatus: isReached ? undefined : asked.target,
    taskRunStatusCounts: status && counts,
    taskFailureRetryCount: status && failureRetries,
    maxFailedTasksCount: job.maxFailedTasksCount,
    maxRetriesPerTask: job.maxRetriesPerTask,
    maxWorkerCount: job.maxWorkerCount === -1 ? undefined : job.maxWorkerCount,
  };
}

/** A job whose target was changed is updating for a moment. */
export function lifecycleStatusOf({ lifecycleStatus, changes }: JobRecord, nowMs: number): string {
  return changes?.last && lifecycleStatus === 'CREATE_COMPLETE'
    ? changes.isUpdating(nowMs)
      ? 'UPDATE_IN_PROGRESS'
      : 'UPDATE_SUCCEEDED'
    : lifecycleStatus;
}

function jobInFull(job: JobRecord, call: Call): object {
  return {
    ...jobFacts(job, call),
    description: job.description,
    parameters: {
      Scene: { path: `/mnt/shots/${job.name}.usd`.slice(0, 1_024) },
      Frames: { string: `1-${job.steps[0]?.taskCount ?? 0}` },
      Samples: { int: '800' },
      ...job.parameters,
    },
  };
}
