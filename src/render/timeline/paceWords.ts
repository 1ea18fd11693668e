/** In words what the figures of a job's other sessions are from. */
import type { JobPace } from '../../core/timeline/jobPace';
import { plural, t } from '../../core/text/localize';
import { clockTime } from '../time';

/** How many sessions and tasks they are from, and when they were read. */
export function paceWords({ isOfSameSteps, sessions, tasks, isWhole, readAtMs }: JobPace, nowMs: number): string {
  const time = clockTime(readAtMs, nowMs);
  const when = isWhole ? t('Read at {0}.', time) : t('Read in part, its first actions only, at {0}.', time);
  return `${comparedWords(isOfSameSteps, sessions, tasks)} ${when}`;
}

function comparedWords(isOfSameSteps: boolean, sessions: number, tasks: number): string {
  if (sessions === 0) {
    return isOfSameSteps
      ? t('No other session of the job has ended a task of the same steps.')
      : t('No other session of the job has ended a task.');
  }
  const ended = isOfSameSteps
    ? plural(tasks, { one: '{0} task of the same steps', other: '{0} tasks of the same steps' })
    : plural(tasks, { one: '{0} task', other: '{0} tasks' });
  return plural(
    sessions,
    {
      one: 'Compared with {0} other session of the job that ended {1}.',
      other: 'Compared with {0} other sessions of the job that ended {1}.',
    },
    ended,
  );
}
