import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import { type FarmId, type FleetId, type SessionId, type WorkerId, shortId } from '../../core/ids';
import { findFleet } from '../../core/search/findWorkers';
import type { WorkerSession } from '../../core/session/session';
import type { Connection, SessionKey } from '../../core/session/sessionKey';
import { isActive } from '../../core/session/status';
import { plainText } from '../../core/text/plainText';
import { roughly, shortTime } from '../../render/time';
import { statusWord } from '../../render/session/action';
import type { App } from '../app';
import { withProgress } from '../window/messages';
import { mapPages } from './askForJob';
import { type Choice, pickFromList } from './listPicker';

/** A worker on a known farm; of its fleet the ID may be missing. */
export interface WorkerIds {
  readonly farmId: FarmId;
  readonly fleetId: FleetId | undefined;
  readonly workerId: WorkerId;
}

/** Lets a person choose a worker of a fleet by its host's name. Undefined if they canceled. */
export function chooseWorker(
  app: App,
  connection: Connection,
  farmId: FarmId,
  fleetId: FleetId,
): Promise<WorkerId | undefined> {
  return pickFromList({
    kind: 'worker',
    title: t('Look Up Session: Worker'),
    placeholder: t('Select a worker'),
    preferred: undefined,
    pages: (signal) =>
      mapPages(app.service().workers(connection, farmId, fleetId, signal), ({ workerId, host, status }) => ({
        id: workerId,
        label: plainText(host.hostName ?? shortId(workerId), 80),
        description: statusWord(status),
      })),
  });
}

/** Lets a person choose what a worker ran, by its job and time: active sessions first. Undefined if they canceled. */
export async function chooseWorkerSession(
  app: App,
  connection: Connection,
  { farmId, fleetId: knownFleetId, workerId }: WorkerIds,
): Promise<SessionKey | undefined> {
  const fleetId = knownFleetId ?? (await fleetOf(app, connection, farmId, workerId));
  const sessions = new Map<SessionId, WorkerSession>();
  const sessionId = await pickFromList({
    kind: 'session',
    title: t('Look Up Session: Session'),
    placeholder: t('Select what {0} ran (active first)', shortId(workerId)),
    preferred: undefined,
    pages: async function* (signal): AsyncGenerator<readonly Choice<'session'>[]> {
      for await (const page of app.service().sessionsOfWorker(connection, farmId, fleetId, workerId, signal)) {
        page.forEach((session) => sessions.set(session.sessionId, session));
        yield await withJobs(app, connection, farmId, page, signal);
      }
    },
  });
  const chosen = sessionId && sessions.get(sessionId);
  return chosen && { connection, farmId, queueId: chosen.queueId, jobId: chosen.jobId, sessionId };
}

/** Rows of sessions by the names of their jobs: a call for a hundred. A job that may not be read goes by its ID. */
async function withJobs(
  app: App,
  connection: Connection,
  farmId: FarmId,
  sessions: readonly WorkerSession[],
  signal: AbortSignal,
): Promise<readonly Choice<'session'>[]> {
  const paths = new Map(sessions.map(({ queueId, jobId }) => [jobId, { farmId, queueId, jobId }]));
  const jobs = await app.service().fetchJobs(connection, [...paths.values()], signal);
  const names = new Map(jobs.flatMap((job) => (job.ok ? [[job.value.jobId, job.value.name] as const] : [])));
  const nowMs = app.now();
  return sessions.map((session) => ({
    id: session.sessionId,
    label: plainText(names.get(session.jobId) ?? shortId(session.jobId)),
    description:
      isActive(session) || session.endedAtMs === undefined
        ? t('active · since {0}', shortTime(session.startedAtMs, nowMs))
        : t('ended {0} ago · since {1}', roughly(nowMs - session.endedAtMs), shortTime(session.startedAtMs, nowMs)),
  }));
}

/** @throws {UserError} it is in no fleet of the farm that may be read */
async function fleetOf(app: App, connection: Connection, farmId: FarmId, workerId: WorkerId): Promise<FleetId> {
  const found = await withProgress(t('Finding the fleet of {0}', shortId(workerId)), (signal) =>
    findFleet(app.service(), connection, farmId, workerId, signal),
  );
  if (!found) {
    throw new UserError({
      kind: 'notFound',
      message: t('{0} is in no fleet of this farm that you can read. It may have been deleted.', shortId(workerId)),
      remedies: ['lookUp', 'chooseConnection'],
    });
  }
  return found;
}
