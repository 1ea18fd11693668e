/**
 * The ids of Deadline Cloud, as their shapes in the service's interface say.
 *
 * Most are a word and 32 lower-case hex digits. Session actions and tasks add an index to the hex of the session or the step
 * they belong to, so their parent can be read off without asking the service.
 *
 * @see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/Welcome.html
 */

/** e.g. `farm-1c5e7a90b3d24f688e21c4a7d05f3b62` */
export type FarmId = `farm-${string}`;
export type QueueId = `queue-${string}`;
export type JobId = `job-${string}`;
export type StepId = `step-${string}`;
/** A step's hex and an index, e.g. `task-5d20c7e1f8a94b3693d4e6f70a1b2c3d-2`. */
export type TaskId = `task-${string}`;
export type SessionId = `session-${string}`;
/** A session's hex and an index, e.g. `sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-0`. */
export type SessionActionId = `sessionaction-${string}`;
export type FleetId = `fleet-${string}`;
export type WorkerId = `worker-${string}`;

/** The kinds of id the inspector works with, and what each is to TypeScript. */
export interface Ids {
  farm: FarmId;
  queue: QueueId;
  job: JobId;
  step: StepId;
  task: TaskId;
  session: SessionId;
  sessionaction: SessionActionId;
  fleet: FleetId;
  worker: WorkerId;
}

export type IdKind = keyof Ids;

const HEX = '-[0-9a-f]{32}';
const INDEXED = `${HEX}-(0|[1-9][0-9]{0,9})`;
const SHAPES: Readonly<Record<IdKind, RegExp>> = {
  farm: new RegExp(`^farm${HEX}$`),
  queue: new RegExp(`^queue${HEX}$`),
  job: new RegExp(`^job${HEX}$`),
  step: new RegExp(`^step${HEX}$`),
  task: new RegExp(`^task${INDEXED}$`),
  session: new RegExp(`^session${HEX}$`),
  sessionaction: new RegExp(`^sessionaction${INDEXED}$`),
  fleet: new RegExp(`^fleet${HEX}$`),
  worker: new RegExp(`^worker${HEX}$`),
};

/** Whether `value` is a whole, well-formed id of that kind: the check before any id reaches the service, a URI or a file name. */
export function isId<K extends IdKind>(kind: K, value: unknown): value is Ids[K] {
  return typeof value === 'string' && SHAPES[kind].test(value);
}

/** The session that ran an action: `sessionaction-<hex>-3` → `session-<hex>`. */
export function sessionOfAction(id: SessionActionId): SessionId {
  return `session-${id.slice('sessionaction-'.length, 'sessionaction-'.length + 32)}`;
}

/** The step a task belongs to: `task-<hex>-2` → `step-<hex>`. */
export function stepOfTask(id: TaskId): StepId {
  return `step-${id.slice('task-'.length, 'task-'.length + 32)}`;
}

/** The task of a step with a number. */
export function taskOfStep(id: StepId, index: number): TaskId {
  return `task-${id.slice('step-'.length)}-${index}`;
}

/** The n-th action of a session; the service numbers them from 0. */
export function actionOfSession(id: SessionId, index: number): SessionActionId {
  return `sessionaction-${id.slice('session-'.length)}-${index}`;
}

/** The index at the end of a session action's or a task's id. */
export function indexOf(id: SessionActionId | TaskId): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}

/** An id as people quote it where room is short: `session-…e4f56078`, `sessionaction-…e4f56078-3`. Anything else stays whole. */
export function shortId(id: string): string {
  return id.replace(/^([a-z]+-)[0-9a-f]{24}([0-9a-f]{8}(?:-\d{1,10})?)$/, '$1…$2');
}
