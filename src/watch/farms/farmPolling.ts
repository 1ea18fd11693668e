/** Reading rows again that can still change, many at a time. */
import { type Fault, UserError, isTransient, sameFault, toFault } from '../../core/errors';
import { isSettled } from '../../core/farm/farm';
import { isTaskSettled } from '../../core/farm/tasks';
import type { AttemptRow, FarmNode, JobRow, SessionRow, StepRow, TaskRow } from '../../core/farm/farmNode';
import type { FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import type { Part } from '../../core/session/session';
import { type Connection, type JobKey, connectionId, jobKeyId } from '../../core/session/sessionKey';
import { isActive, isTerminal } from '../../core/session/status';
import type { FarmNodes } from './farmNodes';

/** Rows that can be read again by their IDs. */
export type RereadRow = JobRow | StepRow | TaskRow | AttemptRow | SessionRow;

/** What one round brought besides new facts. */
export interface RereadRows {
  /** Each once. */
  readonly errors: readonly unknown[];
  /** The longest that the service asked us to stay away. */
  readonly retryAfterMs: number | undefined;
  /** The rows that were asked for. */
  readonly rows: readonly Reread[];
}

/** A row that was to be read again. */
export interface Reread {
  readonly row: RereadRow;
  /** What it was. */
  readonly before: RereadRow;
  /** Why it could not be read. */
  readonly fault: Fault | undefined;
}

export type PollService = FarmDirectory & TaskDirectory & SessionSource;

const BATCH = 100;

/** Jobs, steps, tasks, attempts and sessions that are not over. */
export function rowsInMotion(nodes: readonly FarmNode[]): readonly RereadRow[] {
  return nodes.filter((node) => isReread(node) && isInMotion(node)) as RereadRow[];
}

/** Whether a row can be read again by its IDs. */
export function isReread(node: FarmNode): node is RereadRow {
  return /^(job|step|task|attempt|session)$/.test(node.kind);
}

function isInMotion(row: RereadRow): boolean {
  switch (row.kind) {
    case 'job':
      return !isSettled(row.facts);
    case 'step':
      return !isSettled({ ...row.facts, lifecycleStatus: '' });
    case 'task':
      return !isTaskSettled(row.facts);
    case 'attempt':
      return !isTerminal(row.facts);
    case 'session':
      return isActive(row.facts);
  }
}

/** The rows of some jobs, their steps and tasks. */
export function rowsOfJobs(nodes: readonly FarmNode[], jobs: readonly JobKey[]): readonly RereadRow[] {
  const ids = new Set(jobs.map(jobKeyId));
  return nodes
    .filter(isReread)
    .filter((row) => 'path' in row && ids.has(jobKeyId({ connection: row.connection, ...row.path })));
}

/** Of some rows those of the steps and tasks of some jobs, steps first. */
export function tasksOfJobs(nodes: readonly FarmNode[], jobs: readonly JobKey[]): readonly RereadRow[] {
  const rows = rowsOfJobs(nodes, jobs);
  return [...rows.filter(({ kind }) => kind === 'step'), ...rows.filter(({ kind }) => kind === 'task')];
}

/** Rows by kind and place, a hundred at most together: what one call reads. */
export function hundreds(rows: readonly RereadRow[]): readonly (readonly RereadRow[])[] {
  const groups = new Map<string, RereadRow[]>();
  for (const row of rows) {
    const id = `${row.kind} ${connectionId(row.connection)}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / BATCH) }, (_, index) =>
      group.slice(index * BATCH, (index + 1) * BATCH),
    ),
  );
}

/**
 * Reads a hundred rows of one kind and place again, with one call; the other rows have their turn in later rounds. Rejects only
 * when aborted.
 */
export async function readAgain(
  service: PollService,
  rows: readonly RereadRow[],
  nodes: FarmNodes,
  turn: number,
  signal: AbortSignal,
): Promise<RereadRows> {
  const all = hundreds(rows);
  const asked = all[turn % all.length] ?? [];
  const [first] = asked;
  if (!first) {
    return { errors: [], retryAfterMs: undefined, rows: [] };
  }
  const before = asked.map((row) => ({ ...row }));
  try {
    const parts = await read(service, first.connection, asked, signal);
    const answered = asked.map((row, index) => ({ row, before: before[index] ?? row, part: parts[index] }));
    for (const { row, part } of answered) {
      if (part?.ok && part.value !== undefined) {
        nodes.paint(row, { facts: { ...row.facts, ...part.value } });
      }
    }
    const rows = answered.map(({ row, before, part }) => ({
      row,
      before,
      fault: part && !part.ok && isTransient(part.fault) ? part.fault : undefined,
    }));
    const faults = rows.flatMap(({ fault }) => fault ?? []);
    const unlike = faults.filter((fault, index) => faults.findIndex((one) => sameFault(one, fault)) === index);
    return {
      errors: unlike.map((fault) => new UserError(fault)),
      retryAfterMs: Math.max(0, ...unlike.map(({ retryAfterMs }) => retryAfterMs ?? 0)) || undefined,
      rows,
    };
  } catch (error) {
    signal.throwIfAborted();
    const fault = toFault(error);
    return {
      errors: [error],
      retryAfterMs: fault.retryAfterMs,
      rows: asked.map((row) => ({ row, before: row, fault })),
    };
  }
}

/** The new facts of rows of one kind, in their order. */
async function read(
  service: PollService,
  connection: Connection,
  rows: readonly RereadRow[],
  signal: AbortSignal,
): Promise<readonly Part<object | undefined>[]> {
  const of = <K extends RereadRow['kind']>(kind: K) =>
    rows.filter((row): row is Extract<RereadRow, { kind: K }> => row.kind === kind);
  switch (rows[0]?.kind) {
    case 'job':
      return service.fetchJobs(
        connection,
        of('job').map(({ path }) => path),
        signal,
      );
    case 'step':
      return service.fetchSteps(
        connection,
        of('step').map(({ path }) => path),
        signal,
      );
    case 'task':
      return service.fetchTasks(
        connection,
        of('task').map(({ path }) => path),
        signal,
      );
    case 'attempt':
      return service.fetchActions(
        of('attempt').map(({ key, facts }) => ({ key, sessionActionId: facts.sessionActionId })),
        signal,
      );
    case 'session': {
      const parts = await service.fetchSessions(
        of('session').map(({ key }) => key),
        signal,
      );
      return parts.map((part) => (part.ok ? { ok: true, value: lifeOf(part.value) } : part));
    }
    case undefined:
      return [];
  }
}

function lifeOf({
  endedAtMs,
  lifecycleStatus,
  targetLifecycleStatus,
}: SessionRow['facts']): Partial<SessionRow['facts']> {
  return { endedAtMs, lifecycleStatus, targetLifecycleStatus };
}
