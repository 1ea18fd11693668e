/** What is on a farm as tooltips: lines of plain text with ids and exact times, made only when somebody points at a row. */
import type { Farm, Fleet, Job, Queue, Step, Worker } from '../../core/session/session';
import type { SessionRow } from '../../core/farm/farmNode';
import type { WatchedSession } from '../../core/session/watchedSession';
import { type Connection, connectionName } from '../../core/session/sessionKey';
import { plainText } from '../../core/text/plainText';
import { statusWord } from '../session/action';
import { creator, jobStatus, taskCounts } from './farmRows';
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
    `Queue, ${statusWord(status)}`,
    ...(blockedReason === undefined ? [] : [statusWord(blockedReason)]),
    queueId,
  ];
}

export function jobTooltip(job: Job, me: string | undefined): readonly string[] {
  const words = taskCounts(job.taskRunStatusCounts);
  const status = statusWord(jobStatus(job));
  const life = statusWord(job.lifecycleStatus);
  return [
    plainText(job.name),
    `Job, ${status}${life === status || life === 'create complete' ? '' : ` (${life})`}, priority ${job.priority}`,
    ...(words === '' ? [] : [`Tasks: ${words}`]),
    `Created ${exactTime(job.createdAtMs)} by ${creator(job.createdBy, me) === 'you' ? 'you' : plainText(job.createdBy)}`,
    ...times(job),
    job.jobId,
  ];
}

export function stepTooltip(step: Step): readonly string[] {
  const words = taskCounts(step.taskRunStatusCounts);
  const status = step.taskRunStatus === undefined ? 'Step' : `Step, ${statusWord(step.taskRunStatus)}`;
  return [plainText(step.name), status, ...(words === '' ? [] : [`Tasks: ${words}`]), ...times(step), step.stepId];
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
    `Session, ${statusWord(lifecycleStatus)}${target}`,
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
  const workers = workerCount === undefined ? '' : `, workers: ${workerCount}`;
  return [plainText(displayName), `Fleet, ${statusWord(status)}${workers}`, fleetId];
}

export function workerTooltip({ workerId, status, host }: Worker): readonly string[] {
  return [hostName(host), `Worker, ${statusWord(status)}`, workerId];
}

function times({
  startedAtMs,
  endedAtMs,
}: {
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}): readonly string[] {
  return [
    ...(startedAtMs === undefined ? [] : [`Started ${exactTime(startedAtMs)}`]),
    ...(endedAtMs === undefined
      ? []
      : [
          `Ended ${exactTime(endedAtMs)}${startedAtMs === undefined ? '' : ` after ${duration(endedAtMs - startedAtMs)}`}`,
        ]),
  ];
}
