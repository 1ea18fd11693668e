/** What is on a farm as tooltips: lines of plain text with ids and exact times, made only when somebody points at a row. */
import type { Farm, Fleet, Job, Queue, Step, Worker } from '../../core/session/session';
import type { SessionRow } from '../../core/farm/farmNode';
import type { WatchedSession } from '../../core/session/watchedSession';
import { type Connection, connectionName } from '../../core/session/sessionKey';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { statusWord } from '../session/action';
import { jobStatus, taskCounts } from './farmRows';
import { workTooltip } from './workRows';
import { hostName, sessionVerdict } from '../session/session';
import { stuckLine } from '../watching/stuck';
import { duration, exactTime } from '../time';

export function farmTooltip({ displayName, farmId }: Farm, connection: Connection): readonly string[] {
  return [plainText(displayName), connectionName(connection), farmId];
}

export function queueTooltip({ displayName, queueId, status, blockedReason }: Queue): readonly string[] {
  return [
    plainText(displayName),
    t('Queue, {0}', statusWord(status)),
    ...(blockedReason === undefined ? [] : [statusWord(blockedReason)]),
    queueId,
  ];
}

export function jobTooltip(job: Job, me: string | undefined): readonly string[] {
  const words = taskCounts(job.taskRunStatusCounts);
  const status = statusWord(jobStatus(job));
  const isAllSaid = job.lifecycleStatus === jobStatus(job) || job.lifecycleStatus === 'CREATE_COMPLETE';
  const created = exactTime(job.createdAtMs);
  return [
    plainText(job.name),
    isAllSaid
      ? t('Job, {0}, priority {1}', status, job.priority)
      : t('Job, {0} ({1}), priority {2}', status, statusWord(job.lifecycleStatus), job.priority),
    ...(words === '' ? [] : [t('Tasks: {0}', words)]),
    job.createdBy === me
      ? t('Created {0} by you', created)
      : t('Created {0} by {1}', created, plainText(job.createdBy)),
    ...times(job),
    job.jobId,
  ];
}

export function stepTooltip(step: Step): readonly string[] {
  const words = taskCounts(step.taskRunStatusCounts);
  const status = step.taskRunStatus === undefined ? t('Step') : t('Step, {0}', statusWord(step.taskRunStatus));
  return [plainText(step.name), status, ...(words === '' ? [] : [t('Tasks: {0}', words)]), ...times(step), step.stepId];
}

export function sessionTooltip(
  { facts, hostName: listedHost, key, work }: SessionRow,
  watched: WatchedSession | undefined,
  nowMs: number,
): readonly string[] {
  const { lifecycleStatus, targetLifecycleStatus, workerId } = facts;
  const snapshot = watched?.snapshot;
  const target =
    targetLifecycleStatus === undefined || targetLifecycleStatus === lifecycleStatus
      ? ''
      : ` → ${statusWord(targetLifecycleStatus)}`;
  return [
    t('Session, {0}', `${statusWord(lifecycleStatus)}${target}`),
    ...(work ? workTooltip(work) : []),
    ...(snapshot ? [sessionVerdict(snapshot, nowMs, watched.diagnosis), hostName(snapshot.session.host)] : []),
    ...(watched?.stuck ? [stuckLine(watched.stuck, nowMs)] : []),
    ...(snapshot || listedHost === undefined ? [] : [plainText(listedHost, 80)]),
    ...times(facts),
    key.sessionId,
    workerId,
    key.jobId,
  ];
}

export function fleetTooltip({ displayName, fleetId, status, workerCount }: Fleet): readonly string[] {
  return [
    plainText(displayName),
    workerCount === undefined
      ? t('Fleet, {0}', statusWord(status))
      : t('Fleet, {0}, workers: {1}', statusWord(status), workerCount),
    fleetId,
  ];
}

export function workerTooltip({ workerId, status, host }: Worker): readonly string[] {
  return [hostName(host), t('Worker, {0}', statusWord(status)), workerId];
}

function times({
  startedAtMs,
  endedAtMs,
}: {
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}): readonly string[] {
  return [
    ...(startedAtMs === undefined ? [] : [t('Started {0}', exactTime(startedAtMs))]),
    ...(endedAtMs === undefined
      ? []
      : [
          startedAtMs === undefined
            ? t('Ended {0}', exactTime(endedAtMs))
            : t('Ended {0} after {1}', exactTime(endedAtMs), duration(endedAtMs - startedAtMs)),
        ]),
  ];
}
