import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { CALLER, conflict } from '../http/serviceError';
import { toTimestamp } from '../http/time';
import { logGroupOf } from '../logs/streams';
import { sessionAt } from '../timeline';
import type { SessionRecord, WorkerRecord } from '../world/model';
import { FEW_CODES, batch } from './batch';
import { type SessionPath, findJob, findSession, findWorker } from './findResource';
import { hostProperties, regionOption, workerLogOf } from './workers';

export function getSession(call: Call): object {
  return describe(findSession(call, call.ids), call.nowMs);
}

export function batchGetSession(call: Call): object {
  const { items, errors } = batch(call, FEW_CODES, (path: SessionPath) =>
    describe(findSession(call, path), call.nowMs),
  );
  return { sessions: items, errors };
}

export function listSessions(call: Call): object {
  const job = findJob(call, call.ids);
  const { items, nextToken } = pageOf(call, [job.jobId], job.sessions, (session) =>
    session.startedAtMs > call.nowMs
      ? undefined
      : {
          fleetId: session.worker.fleet.fleetId,
          workerId: session.worker.workerId,
          ...summarize(session, call.nowMs),
          ...updates(session, call.nowMs),
        },
  );
  return { sessions: items, nextToken };
}

export function listSessionsForWorker(call: Call): object {
  const worker: WorkerRecord = findWorker(call, call.ids);
  const { items, nextToken } = pageOf(call, [worker.workerId], worker.sessions(), (session) =>
    session.startedAtMs > call.nowMs
      ? undefined
      : {
          queueId: session.job.queue.queueId,
          jobId: session.job.jobId,
          ...summarize(session, call.nowMs),
        },
  );
  return { sessions: items, nextToken };
}

export function updateSession(call: Call): object {
  const session = findSession(call, call.ids);
  const { lifecycleStatus, asked } = sessionAt(session, call.nowMs);
  if (lifecycleStatus === 'ENDED' && !asked) {
    throw conflict(
      'session',
      session.sessionId,
      'ENDED',
      `Session ${session.sessionId} has ended and cannot be updated.`,
    );
  }
  if (!asked) {
    call.world.endRequests.add(session, call.nowMs, CALLER);
  }
  return {};
}

function describe(session: SessionRecord, nowMs: number): object {
  const { worker, job } = session;
  return {
    fleetId: worker.fleet.fleetId,
    workerId: worker.workerId,
    ...summarize(session, nowMs),
    ...updates(session, nowMs),
    log:
      session.logError === undefined
        ? {
            logDriver: 'awslogs',
            options: {
              logGroupName: logGroupOf(job.queue.farm.farmId, job.queue.queueId),
              logStreamName: session.sessionId,
              ...regionOption(worker.fleet),
            },
            parameters: { interval: '15' },
          }
        : { logDriver: 'awslogs', error: session.logError },
    hostProperties: hostProperties(worker.host),
    workerLog: workerLogOf(worker),
  };
}

function summarize(session: SessionRecord, nowMs: number): object {
  const { lifecycleStatus, endedAtMs, asked } = sessionAt(session, nowMs);
  return {
    sessionId: session.sessionId,
    startedAt: toTimestamp(session.startedAtMs),
    lifecycleStatus,
    endedAt: toTimestamp(endedAtMs),
    targetLifecycleStatus: asked && 'ENDED',
  };
}

function updates(session: SessionRecord, nowMs: number): object {
  const { asked } = sessionAt(session, nowMs);
  return asked ? { updatedAt: toTimestamp(asked.atMs), updatedBy: asked.by } : {};
}
