/** A watched job, in words and as rows of the Sessions view. Pure data: the view only has to draw it. */
import type { WatchedJob } from '../../core/farm/watchedParts';
import { type SessionId, shortId } from '../../core/ids';
import { isSettled } from '../../core/farm/farm';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { Job, SessionSummary } from '../../core/session/session';
import { type Connection, connectionName, type JobKey, jobKeyId } from '../../core/session/sessionKey';
import { isEnding, toneOfStatus } from '../../core/session/status';
import { connectionMark } from '../connection';
import { jobStatus, taskCounts } from '../farms/farmRows';
import { type OutlineRow, outlineRow } from '../session/outline';
import { statusWord } from '../session/action';
import { faultWord } from '../session/session';
import { exactTime, roughly } from '../time';

/** How many sessions of a job are rows; there may be thousands. */
const MOST_ROWS = 50;
/** A watched job and, below it, the sessions that failed and those that run. It shows its place where that is not `here`. */
export function watchedJobRow(facts: WatchedJob, nowMs: number, here?: Connection): OutlineRow {
  const { key, job, active, failed, fault } = facts;
  const id = watchedJobRowId(key);
  const isLost = job !== undefined && fault !== undefined && !isSettled(job);
  const running = new Set(active.map(({ sessionId }) => sessionId));
  const rows = [
    ...failed.filter((sessionId) => !running.has(sessionId)).map((sessionId) => failedRow(key, sessionId)),
    ...active.map((session) => activeRow(key, session, failed.includes(session.sessionId), nowMs)),
  ];
  const more = rows.length - MOST_ROWS;
  return outlineRow(id, jobTitle(facts), {
    description: [
      job
        ? isLost
          ? `${faultWord(fault.kind)} · ${t('was {0}', jobProgress(job))}`
          : jobProgress(job)
        : fault
          ? t('could not be read')
          : t('loading…'),
      connectionMark(key.connection, here),
    ]
      .filter(Boolean)
      .join(' · '),
    icon: job
      ? { tone: isLost ? 'blocked' : jobTone(facts) }
      : fault
        ? { tone: 'failed' }
        : { codicon: 'loading~spin' },
    tooltip: [
      jobTitle(facts),
      ...(job ? [statusWord(jobStatus(job)), taskCounts(job.taskRunStatusCounts)] : []),
      ...(active.length === 0
        ? []
        : [plural(active.length, { one: '{0} active session', other: '{0} active sessions' })]),
      ...(fault ? [fault.message] : []),
      key.jobId,
      connectionName(key.connection),
    ].filter((line) => line !== ''),
    context: 'watchedJob watched',
    copy: key.jobId,
    children: more > 0 ? [...rows.slice(0, MOST_ROWS), moreSessionsRow(id, more)] : rows,
  });
}

/** The ID of a watched job's row. */
export function watchedJobRowId(key: JobKey): string {
  return `#job/${jobKeyId(key)}`;
}

/** What people call a job: its name, or the short ID while that is not known. */
export function jobTitle({ key, name, job }: Pick<WatchedJob, 'key' | 'name' | 'job'>): string {
  const known = job?.name ?? name;
  return known === undefined ? shortId(key.jobId) : plainText(known);
}

/**
 * How far a job is: `97 of 1,210 tasks done · 3 failed · 4 running`. What is zero is left out.
 * @param isFailedSaid whether it was just said how many failed
 */
export function jobProgress(
  {
    lifecycleStatus,
    taskRunStatus,
    taskRunStatusCounts,
  }: Pick<Job, 'lifecycleStatus' | 'taskRunStatus' | 'taskRunStatusCounts'>,
  isFailedSaid = false,
): string {
  const count = (...statuses: readonly string[]): number =>
    statuses.reduce((sum, status) => sum + (taskRunStatusCounts[status] ?? 0), 0);
  const all = Object.values(taskRunStatusCounts).reduce((sum, one) => sum + one, 0);
  if (all === 0) {
    return statusWord(jobStatus({ lifecycleStatus, taskRunStatus }));
  }
  const failed = isFailedSaid ? 0 : count('FAILED');
  const running = count('RUNNING', 'STARTING', 'ASSIGNED', 'SCHEDULED', 'INTERRUPTING');
  const canceled = count('CANCELED');
  const suspended = count('SUSPENDED');
  return [
    plural(all, { one: '{1} of {0} task done', other: '{1} of {0} tasks done' }, formatNumber(count('SUCCEEDED'))),
    failed > 0 && t('{0} failed', formatNumber(failed)),
    running > 0 && t('{0} running', formatNumber(running)),
    canceled > 0 && t('{0} canceled', formatNumber(canceled)),
    suspended > 0 && t('{0} suspended', formatNumber(suspended)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A job's icon and color: failed as soon as a task failed. */
export function jobTone({ job }: Pick<WatchedJob, 'job'>): ReturnType<typeof toneOfStatus> {
  const hasFailed = (job?.taskRunStatusCounts.FAILED ?? 0) > 0;
  return job === undefined ? 'neutral' : hasFailed ? 'failed' : toneOfStatus(jobStatus(job));
}

function activeRow(key: JobKey, session: SessionSummary, hasFailed: boolean, nowMs: number): OutlineRow {
  const { sessionId, startedAtMs } = session;
  const state = isEnding(session) ? t('ending') : hasFailed ? t('active, failed') : t('active');
  return sessionRow(key, sessionId, {
    description: `${state} · ${roughly(nowMs - startedAtMs)}`,
    icon: { tone: isEnding(session) ? 'ending' : hasFailed ? 'failed' : 'running' },
    tooltip: [sessionId, t('Started {0}', exactTime(startedAtMs))],
  });
}

function failedRow(key: JobKey, sessionId: SessionId): OutlineRow {
  return sessionRow(key, sessionId, {
    description: t('failed'),
    icon: { tone: 'failed' },
    tooltip: [sessionId, t('The last try of a task failed in this session')],
  });
}

function sessionRow(job: JobKey, sessionId: SessionId, rest: Partial<OutlineRow>): OutlineRow {
  const key = { ...job, sessionId };
  return outlineRow(`${watchedJobRowId(job)}#${sessionId}`, shortId(sessionId), {
    ...rest,
    context: 'jobSession',
    copy: sessionId,
    opens: { kind: 'session', key },
  });
}

function moreSessionsRow(id: string, more: number): OutlineRow {
  return outlineRow(`${id}#more`, t('{0} more', formatNumber(more)), {
    icon: { codicon: 'ellipsis' },
    tooltip: [t('The Farms view lists all sessions of a job')],
  });
}
