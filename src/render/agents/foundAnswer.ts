/** What was found on a farm, as a language model gets it: IDs to go on with, and what tells one from another. */
import type { FoundJob } from '../../core/farm/farm';
import type { FarmId } from '../../core/ids';
import type { ListedSession } from '../../core/search/jobSessions';
import type { FoundWorker, WorkerSession } from '../../core/session/session';
import type { Connection, SessionKey } from '../../core/session/sessionKey';
import { connectionName } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { actionResult, statusWord, taskLabel } from '../session/action';
import { jobStatus, taskCounts } from '../farms/farmRows';
import { hostName } from '../session/session';
import { type Answer, isoTime } from './answer';
import { type Data, dataLines } from './untrusted';

/** A job that was found, and its farm. */
export type JobOnFarm = FoundJob & { readonly farmId: FarmId };

/** What was found. Lists hold as many as were asked for. */
export interface Found {
  readonly connection: Connection;
  readonly jobs: readonly JobOnFarm[];
  /** Sessions of one job, failed ones first, with what is known of each. */
  readonly sessions: readonly ListedSession[];
  /** Names of the steps of tasks that failed, by step ID. */
  readonly stepNames: Readonly<Record<string, string>>;
  /** What a worker ran. */
  readonly workerSessions: readonly (WorkerSession & Pick<SessionKey, 'farmId'>)[];
  readonly workers: readonly FoundWorker[];
  /** Whether there are more than these. */
  readonly hasMore: boolean;
  /** What could not be read. Hostile until rendered. */
  readonly unread: readonly string[];
}

export function foundAnswer(found: Found): Answer {
  const { connection, jobs, sessions, workerSessions, workers, hasMore, unread, stepNames } = found;
  const count = jobs.length + sessions.length + workerSessions.length + workers.length;
  return {
    head: [
      `${count === 0 ? 'Nothing' : `${count} ${count === 1 ? 'result' : 'results'}`} found, read with: ${connectionName(connection)}.${
        hasMore ? ' There are more: narrow the search with state or more text.' : ''
      }`,
      ...(jobs.length > 0 ? ['Go on with deadline_triage_job, or find the sessions of a job by its ID.'] : []),
      ...(sessions.length + workerSessions.length > 0 ? ['Go on with deadline_describe_session.'] : []),
      ...(workers.length > 0 ? ['Find what a worker ran by its worker ID together with its fleet and farm ID.'] : []),
    ],
    data:
      count + unread.length === 0
        ? []
        : dataLines({
            jobs: jobs.map(jobOf),
            sessions: [...sessions.map((one) => sessionOf(one, stepNames)), ...workerSessions.map(workerSessionOf)],
            workers: workers.map(({ workerId, fleetId, host, status }) => ({
              workerId,
              fleetId,
              host: hostName(host),
              status: statusWord(status),
            })),
            notRead: unread,
          }),
  };
}

function jobOf(job: JobOnFarm): Data {
  return {
    jobId: job.jobId,
    name: job.name,
    status: statusWord(jobStatus(job)),
    tasks: taskCounts(job.taskRunStatusCounts),
    queueId: job.queueId,
    farmId: job.farmId,
    createdAt: isoTime(job.createdAtMs),
    endedAt: isoTime(job.endedAtMs),
  };
}

function sessionOf({ key, facts, host, failures, firstFailure }: ListedSession, names: Found['stepNames']): Data {
  const [first] = failures;
  return {
    sessionId: key.sessionId,
    jobId: key.jobId,
    queueId: key.queueId,
    farmId: key.farmId,
    state: first ? 'failed' : isActive(facts) ? 'active' : 'ended',
    failedTasks: failures.length === 0 ? undefined : failures.length,
    firstFailure: first && {
      task: taskLabel(first, names),
      taskId: first.taskId,
      sessionActionId: first.latestSessionActionId,
      result: firstFailure && actionResult(firstFailure),
      message: firstFailure?.progressMessage,
      at: isoTime(first.endedAtMs),
    },
    host: host && hostName(host),
    startedAt: isoTime(facts.startedAtMs),
    endedAt: isoTime(facts.endedAtMs),
  };
}

function workerSessionOf(session: Found['workerSessions'][number]): Data {
  const { sessionId, jobId, queueId, farmId, startedAtMs, endedAtMs } = session;
  return {
    sessionId,
    jobId,
    queueId,
    farmId,
    state: isActive(session) ? 'active' : 'ended',
    startedAt: isoTime(startedAtMs),
    endedAt: isoTime(endedAtMs),
  };
}
