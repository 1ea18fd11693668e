/** The order in which tasks are shown: what needs a person first, then by parameters as one counts them. */
import { indexOf } from '../ids';
import type { SessionAction, Task } from '../session/session';
import { groupOf, rankOf } from './tasks';

/** By kind of status, then by the parameters in their order, then by the number in the ID. */
export function compareTasks(a: Task, b: Task): number {
  return (
    rankOf(groupOf(a.runStatus)) - rankOf(groupOf(b.runStatus)) ||
    compareParameters(a.parameters, b.parameters) ||
    indexOf(a.taskId) - indexOf(b.taskId)
  );
}

/** The latest first; those that never began, last. */
export function compareAttempts(a: SessionAction, b: SessionAction): number {
  return (
    (b.startedAtMs ?? -Infinity) - (a.startedAtMs ?? -Infinity) ||
    indexOf(b.sessionActionId) - indexOf(a.sessionActionId)
  );
}

function compareParameters(a: Task['parameters'], b: Task['parameters']): number {
  for (const [name, value] of Object.entries(a)) {
    const order = compareValues(value, b[name] ?? '');
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

const NATURAL = new Intl.Collator('en', { numeric: true });
/** A number, or one that a range of frames begins with, e.g. `-5`, `1.5e-3`, `11-20`. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?=$|[-:,])/i;

/** Numbers before words, so that there is one order whatever the values are. */
function compareValues(a: string, b: string): number {
  const [left] = NUMBER.exec(a) ?? [];
  const [right] = NUMBER.exec(b) ?? [];
  if (left !== undefined && right !== undefined) {
    return Number(left) - Number(right) || NATURAL.compare(a, b);
  }
  return Number(left === undefined) - Number(right === undefined) || NATURAL.compare(a, b);
}
