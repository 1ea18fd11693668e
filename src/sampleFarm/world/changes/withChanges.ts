import { computed, concatenated } from '../../sequence';
import type { JobRecord, SessionRecord } from '../model';
import type { JobChanges } from './jobChanges';

/**
 * A job with what callers changed about it: its members, and the sessions that run tasks again.
 *
 * @param toSession makes a session of the job from its place among the job's sessions, its worker and its plan
 */
export function withChanges(
  job: JobRecord,
  changes: JobChanges,
  toSession: (
    index: number,
    retry: Pick<SessionRecord, 'worker' | 'startedAtMs' | 'endedAtMs' | 'plan'>,
  ) => SessionRecord,
): JobRecord {
  const planned = job.sessions.length;
  const { retries } = changes;
  return {
    ...job,
    ...changes.fields,
    changes,
    asPlanned: job,
    sessions: concatenated([
      job.sessions,
      computed(retries.length, (number) => toSession(planned + number, retries.at(number))),
    ]),
    sessionsOfTask: (step, task) => [...job.sessionsOfTask(step, task), ...retries.sessionsOf(step, task)],
    tally: (session, nowMs) =>
      session >= planned || changes.stoppedSessions.has(session) ? undefined : job.tally(session, nowMs),
    settledTask: (task, nowMs) =>
      changes.changesOf(0, task).length > 0 ||
      job.sessionsOfTask(0, task).some((session) => changes.stoppedSessions.has(session))
        ? undefined
        : job.settledTask(task, nowMs),
  };
}
