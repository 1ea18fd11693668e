import type { JobId } from '../../../core/ids';
import type { JobRecord, PlannedAction, SessionRecord } from '../model';
import { type Change, type JobChangesSoFar, UPDATE_MS, runsAgain } from './change';
import { Retries, type RetryCrew } from './retries';
import { planWithStops } from './stoppedPlan';

/** Members of a job that a caller may set. */
export type JobFields = Partial<
  Pick<
    JobRecord,
    | 'name'
    | 'description'
    | 'priority'
    | 'maxFailedTasksCount'
    | 'maxRetriesPerTask'
    | 'maxWorkerCount'
    | 'lifecycleStatus'
    | 'lifecycleStatusMessage'
  >
>;

/** What callers changed about one job: its members, the targets of its tasks, and the sessions that follow from that. */
export class JobChanges implements JobChangesSoFar {
  /** The last change of the job's own members or target. */
  last: Omit<Change, 'target'> | undefined;
  fields: JobFields = {};
  /** The last target of the whole job. */
  target: Change | undefined;
  /** The last targets of whole steps, by the step's index. */
  readonly steps = new Map<number, Change>();
  readonly retries: Retries;
  /** Sessions that do not go as planned, by their index. */
  readonly stoppedSessions = new Set<number>();
  /** Another number after each change of a task. */
  revision = 0;
  private readonly tasks = new Map<string, Change[]>();

  constructor(crew: RetryCrew | undefined, make: ConstructorParameters<typeof Retries>[1]) {
    this.retries = new Retries(crew, make);
  }

  /** The tasks that were given a target or another session, each as step and task index. */
  *changedTasks(): Generator<readonly [step: number, task: number]> {
    for (const key of new Set([...this.tasks.keys(), ...this.retries.tasks()])) {
      const [step, task] = key.split(':').map(Number);
      yield [step ?? 0, task ?? 0];
    }
  }

  changesOf(step: number, task: number): readonly Change[] {
    return this.tasks.get(keyOf(step, task)) ?? [];
  }

  /** Notes a task's new target. */
  note(step: number, task: number, change: Change): void {
    const key = keyOf(step, task);
    this.revision++;
    this.tasks.set(key, [...(this.tasks.get(key) ?? []), change]);
  }

  /** When a task's attempts in a session were stopped. Only what was asked after the session was planned counts. */
  stoppedAtMs(step: number, task: number, plannedAtMs: number): number | undefined {
    return this.changesOf(step, task).find(({ atMs, target }) => !runsAgain(target) && atMs >= plannedAtMs)?.atMs;
  }

  /** Whether the service still passes a target of the whole job on. */
  isUpdating(nowMs: number): boolean {
    return this.target !== undefined && nowMs < this.target.atMs + UPDATE_MS;
  }
}

/** Every job's changes. */
export class Changes {
  private readonly jobs = new Map<JobId, JobChanges>();

  get size(): number {
    return this.jobs.size;
  }

  of(jobId: JobId): JobChanges | undefined {
    return this.jobs.get(jobId);
  }

  add(jobId: JobId, changes: JobChanges): void {
    this.jobs.set(jobId, changes);
  }

  /** The session without what callers stopped. */
  revise(session: SessionRecord): SessionRecord {
    const changes = this.jobs.get(session.job.jobId);
    return changes?.stoppedSessions.has(session.index) === true
      ? reviseSession(session, changes, changes.retries.plannedAtMs(session.index))
      : session;
  }
}

function reviseSession(session: SessionRecord, changes: JobChanges, plannedAtMs: number): SessionRecord {
  let read: readonly PlannedAction[] | undefined;
  const plan = (): readonly PlannedAction[] =>
    (read ??= planWithStops(session.plan(), (step, task) => changes.stoppedAtMs(step, task, plannedAtMs)));
  return {
    ...session,
    get endedAtMs() {
      return Math.min(session.endedAtMs, Math.max(...plan().map(({ endMs }) => endMs)) + 2_400);
    },
    plan,
  };
}

function keyOf(step: number, task: number): string {
  return `${step}:${task}`;
}
