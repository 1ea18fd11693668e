/** Where a log is kept, and which part of it its documents are about. */
import { t } from '../../core/text/localize';
import type { Fault } from '../../core/errors';
import { UserError } from '../../core/errors';
import type { LogLocation } from '../../core/service/ports';
import type { LogConfiguration, SessionAction, SessionSnapshot } from '../../core/session/session';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { App, LogToOpen } from '../app';
import type { LogKey } from './logUri';

/** A log's place. */
export interface LogSource {
  readonly location: LogLocation;
  /** Why the session could not be read, where the place is only where logs of its queue have always been. */
  readonly guessedBecause: Fault | undefined;
}

/** How long after an end lines may still come: programs and agents write their last ones late. */
const LATE_MS = 5_000;
const NO_LOG: LogConfiguration = {
  driver: 'none',
  options: {},
  parameters: {},
  error: t('This worker keeps no log in the service.'),
};

/**
 * Finds a log; reads its session if that is not known yet. A session that is gone, or that the caller may not see, may have a log that can be
 * read all the same.
 *
 * @throws {UserError} why the session could not be read, where that leaves no way to its log
 */
export async function findLogSource(
  app: App,
  { key, log }: Pick<LogKey, 'key' | 'log'>,
  watched: { readonly session: WatchedSession },
): Promise<LogSource> {
  const { connection, farmId, queueId, sessionId } = key;
  if (!watched.session.snapshot) {
    await app.store.refresh(key);
  }
  const { snapshot, fault } = watched.session;
  if (snapshot) {
    const { fleetId, log: own, workerLog } = snapshot.session;
    return {
      location:
        log === 'session'
          ? { connection, farmId, owner: queueId, configuration: own }
          : { connection, farmId, owner: fleetId, configuration: workerLog ?? NO_LOG },
      guessedBecause: undefined,
    };
  }
  if (fault && (log === 'worker' || !['notFound', 'accessDenied'].includes(fault.kind))) {
    throw new UserError(fault);
  }
  const options = { logGroupName: `/aws/deadline/${farmId}/${queueId}`, logStreamName: sessionId };
  const configuration = { driver: 'awslogs', options, parameters: {}, error: undefined };
  return { location: { connection, farmId, owner: queueId, configuration }, guessedBecause: fault };
}

/** The action's time and a little more, or the session's in its worker's log; a session's own log is shown whole. */
export function logSpan(
  kind: LogKey['log'],
  snapshot: SessionSnapshot | undefined,
  action: SessionAction | undefined,
): Pick<LogToOpen, 'span' | 'startedAtMs'> {
  const session = snapshot?.session;
  const startedAtMs = action?.startedAtMs ?? session?.startedAtMs;
  if (startedAtMs === undefined || !(action ?? kind === 'worker')) {
    return startedAtMs === undefined ? {} : { startedAtMs };
  }
  const endedAtMs = action ? action.endedAtMs : session?.endedAtMs;
  const fromMs = action ? startedAtMs : startedAtMs - LATE_MS;
  if (endedAtMs === undefined) {
    return { startedAtMs, span: { fromMs } };
  }
  const all = snapshot?.actions.ok ? snapshot.actions.value : [];
  const next = action && all.find((one) => (one.startedAtMs ?? 0) > startedAtMs)?.startedAtMs;
  return { startedAtMs, span: { fromMs, untilMs: Math.max(next ?? endedAtMs + LATE_MS, endedAtMs + 1) } };
}
