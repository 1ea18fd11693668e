/** What rows of the Farms view and other arguments mean to commands that change run statuses. */
import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import type { JobPath } from '../../core/farm/farm';
import type { JobRow, StepRow, TaskRow, TasksRow } from '../../core/farm/farmNode';
import type { StepPath } from '../../core/farm/tasks';
import { type Connection, connectionId, type JobKey } from '../../core/session/sessionKey';
import type { FarmRow } from '../farms/farmsView';
import type { ChangeRequest } from './runStatusChanges';

/** Which things on which connection. */
export type Chosen = Pick<ChangeRequest, 'connection' | 'what'>;

type ChangeableRow = JobRow | StepRow | TasksRow | TaskRow;

/**
 * What some rows are about: tasks, steps or jobs as a whole, or all tasks of one kind of status. An attempt stands for its task.
 * Undefined where none of them can be changed.
 *
 * @throws {UserError} the rows are of several kinds or connections
 */
export function chosenThings(rows: readonly FarmRow[]): Chosen | undefined {
  const changeable = changeableOf(rows);
  const [first] = changeable;
  if (!first) {
    return undefined;
  }
  const { connection, kind } = first;
  if (changeable.some((row) => row.kind !== kind)) {
    throw refused(t('The selected rows are of several kinds. Select only jobs, only steps or only tasks.'));
  }
  switch (kind) {
    case 'job':
      return {
        connection,
        what: { kind: 'jobs', paths: changeable.flatMap((row) => (row.kind === 'job' ? [row.path] : [])) },
      };
    case 'step':
      return {
        connection,
        what: { kind: 'steps', paths: changeable.flatMap((row) => (row.kind === 'step' ? [row.path] : [])) },
      };
    case 'task':
      return {
        connection,
        what: { kind: 'tasks', paths: changeable.flatMap((row) => (row.kind === 'task' ? [row.path] : [])) },
      };
    case 'tasks': {
      const statuses = changeable.flatMap((row) => (row.kind === 'tasks' ? row.group.statuses : []));
      return sought(
        connection,
        changeable.map(({ path }) => path),
        [...new Set(statuses)],
      );
    }
  }
}

/**
 * The failed tasks of jobs, of steps, or of the steps that groups of tasks are of. Undefined where there is no such row.
 *
 * @throws {UserError} the rows are of several connections
 */
export function failedTasksOf(rows: readonly FarmRow[]): Chosen | undefined {
  const places = changeableOf(rows).filter((row) => row.kind !== 'task');
  const [first] = places;
  const paths = places.map(({ path }) => path);
  return first && sought(first.connection, paths, ['FAILED']);
}

/** All tasks of a job in some statuses. */
export function tasksOfJob({ connection, ...job }: JobKey, statuses: readonly string[]): Chosen {
  return sought(connection, [job], statuses);
}

function sought(connection: Connection, places: readonly (JobPath | StepPath)[], statuses: readonly string[]): Chosen {
  return { connection, what: { kind: 'sought', places, statuses } };
}

function changeableOf(rows: readonly FarmRow[]): readonly ChangeableRow[] {
  const found = rows.flatMap((row): readonly ChangeableRow[] => {
    switch (row.kind) {
      case 'job':
      case 'step':
      case 'tasks':
      case 'task':
        return [row];
      case 'attempt':
        return [row.parent];
      default:
        return [];
    }
  });
  const unique = [...new Set(found)];
  if (new Set(unique.map(({ connection }) => connectionId(connection))).size > 1) {
    throw refused(t('The selected rows are of several connections. Select rows of one.'));
  }
  return unique;
}

function refused(message: string): UserError {
  return new UserError({ kind: 'conflict', message, remedies: [] });
}
