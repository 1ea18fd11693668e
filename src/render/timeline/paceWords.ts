/** In words what the figures of a job's other sessions are from. */
import type { JobPace } from '../../core/timeline/jobPace';
import { clockTime } from '../time';

/** How many sessions and tasks they are from, and when they were read. */
export function paceWords({ isOfSameSteps, sessions, tasks, isWhole, readAtMs }: JobPace, nowMs: number): string {
  const ofSteps = isOfSameSteps ? ' of the same steps' : '';
  const read = isWhole ? 'Read' : 'Read in part, its first actions only,';
  const when = `${read} at ${clockTime(readAtMs, nowMs)}.`;
  if (sessions === 0) {
    return `No other session of the job has ended a task${ofSteps}. ${when}`;
  }
  const others = sessions === 1 ? '1 other session' : `${sessions.toLocaleString('en-US')} other sessions`;
  const ended = tasks === 1 ? '1 task' : `${tasks.toLocaleString('en-US')} tasks`;
  return `Compared with ${others} of the job that ended ${ended}${ofSteps}. ${when}`;
}
