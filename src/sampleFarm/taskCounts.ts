/** How many tasks are in each state, and what that makes of the job or step that they belong to. */

/** The words for a task's state; the first one that any task is in is the job's. */
export const STATUSES = [
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

export type TaskCounts = Readonly<Record<TaskStatus, number>>;

export function statusOfCounts(counts: TaskCounts): TaskStatus | undefined {
  return STATUSES.find((one) => counts[one] > 0);
}

export function isSettled(status: TaskStatus | undefined): boolean {
  return status === 'FAILED' || status === 'CANCELED' || status === 'SUCCEEDED';
}

export function noCounts(): Record<TaskStatus, number> {
  return Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<TaskStatus, number>;
}

export function sumOf(all: readonly TaskCounts[]): TaskCounts {
  const sum = noCounts();
  for (const counts of all) {
    for (const status of STATUSES) {
      sum[status] += counts[status];
    }
  }
  return sum;
}
