import type { TasksRow } from '../../core/farm/farmNode';
import { countOf, statusGroupsOf } from '../../core/farm/tasks';
import { sameFacts } from '../sessions/sessionPolling';
import type { Reread } from './farmPolling';
import type { LevelState, Shelves } from './farmLevel';

/**
 * The levels that would be listed otherwise now that rows were read again: below a step, its kinds of status where there is a new
 * one, and the tasks of each kind of which there are more or fewer now; below a task, its attempts. A kind that no task is of any more
 * stays until the step is listed for another reason: there may be one again in a moment.
 */
export function outdatedLevels(rows: readonly Reread[], shelves: Shelves): readonly LevelState[] {
  return rows.flatMap(({ row, before }) => {
    const shelf = shelves.find(row);
    if (row.kind === 'task' && before.kind === 'task') {
      return shelf && before.facts.latestSessionActionId !== row.facts.latestSessionActionId ? [shelf] : [];
    }
    if (row.kind !== 'step' || before.kind !== 'step') {
      return [];
    }
    const [now, then] = [row.facts.taskRunStatusCounts, before.facts.taskRunStatusCounts];
    if (!shelf || sameFacts(now, then)) {
      return [];
    }
    const hasChanged = ({ group: { statuses } }: TasksRow): boolean =>
      countOf(now, statuses) !== countOf(then, statuses);
    const groups = shelf.rows.filter((node) => node.kind === 'tasks');
    const names = new Set(groups.map(({ group }) => group.name));
    const isNew = groups.length > 0 && statusGroupsOf(now).some(({ name }) => !names.has(name));
    return [...(isNew ? [shelf] : []), ...groups.filter(hasChanged).flatMap((group) => shelves.find(group) ?? [])];
  });
}
