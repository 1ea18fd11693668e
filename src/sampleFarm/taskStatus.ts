/** How the tasks of a job are doing at a moment, as what sessions did to them says. */
import { type ActionState, actionsAt } from './timeline';
import type { JobRecord, SessionRecord } from './world/model';
import type { World } from './world/world';

/** The words for a task's state; the first one that any task is in is the job's. */
const STATUSES = [
  'RUNNING',
  'INTERRUPTING',
  'STARTING',
  'SCHEDULED',
  'ASSIGNED',
  'READY',
  'PENDING',
  'SUSPENDED',
  'NOT_COMPATIBLE',
  'FAILED',
  'CANCELED',
  'SUCCEEDED',
] as const;
export type TaskStatus = (typeof STATUSES)[number];

export interface JobProgress {
  /** How many tasks are in each state. */
  readonly counts: Readonly<Record<TaskStatus, number>>;
  /** Undefined for a job without tasks. */
  readonly status: TaskStatus | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}

/** What an action says of its task. Undefined where the task is as if nobody had tried. */
export function statusAfter({ status }: ActionState): TaskStatus | undefined {
  switch (status) {
    case 'RUNNING':
    case 'SCHEDULED':
    case 'ASSIGNED':
    case 'SUCCEEDED':
    case 'FAILED':
    case 'CANCELED':
      return status;
    case 'CANCELING':
      return 'INTERRUPTING';
    default:
      return undefined;
  }
}

export function progressOf(job: JobRecord, world: World, nowMs: number): JobProgress {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<TaskStatus, number>;
  const total = job.steps.reduce((sum, { taskCount }) => sum + taskCount, 0);
  const tried = new Map<string, TaskStatus>();
  const asPlanned = !world.endRequests.touches(job.jobId);
  for (let index = 0; index < job.sessions.length; index++) {
    const tally = asPlanned ? job.tally(index, nowMs) : undefined;
    if (tally) {
      counts.SUCCEEDED += tally.succeeded;
      counts.FAILED += tally.failed;
    } else {
      noteTasks(job.sessions.at(index), nowMs, tried);
    }
  }
  for (const status of tried.values()) {
    counts[status]++;
  }
  const known = STATUSES.reduce((sum, status) => sum + counts[status], 0);
  // A job that failed gives up on what it has not tried.
  counts[counts.FAILED > 0 && isOver(job, nowMs) ? 'CANCELED' : 'READY'] += total - known;
  const status = STATUSES.find((one) => counts[one] > 0);
  const settled = status === 'FAILED' || status === 'CANCELED' || status === 'SUCCEEDED';
  const first = job.sessions.length > 0 ? job.sessions.at(0).startedAtMs : Infinity;
  return {
    counts,
    status,
    startedAtMs: first <= nowMs ? first : undefined,
    endedAtMs: settled ? Math.min(nowMs, lastEndMs(job)) : undefined,
  };
}

/** Whether a job's sessions are all over. */
export function isOver(job: JobRecord, nowMs: number): boolean {
  return job.sessions.length > 0 && lastEndMs(job) <= nowMs;
}

function noteTasks(session: SessionRecord, nowMs: number, tried: Map<string, TaskStatus>): void {
  if (session.startedAtMs > nowMs) {
    return;
  }
  for (const action of actionsAt(session, nowMs)) {
    const { definition } = action.plan;
    const status = definition.kind === 'taskRun' ? statusAfter(action) : undefined;
    if (status && definition.kind === 'taskRun') {
      tried.set(`${definition.step}:${definition.task}`, status);
    }
  }
}

/** Sessions are in order of their start, so the last few tell when a job is over. */
function lastEndMs({ sessions }: JobRecord): number {
  let last = 0;
  for (let index = Math.max(0, sessions.length - 4); index < sessions.length; index++) {
    last = Math.max(last, sessions.at(index).endedAtMs);
  }
  return last;
}
