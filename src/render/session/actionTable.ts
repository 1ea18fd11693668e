/** Which actions a table shows and in which order. */
import type { SessionAction } from '../../core/session/session';
import { endOfAction } from '../../core/timeline/spans';
import { actionLabel } from './action';

/** What the table of actions can be sorted by; in the order of the session where nothing is chosen. */
export type SortBy = 'name' | 'result' | 'took';

/** What a person chose. */
export interface TableChoice {
  readonly only: 'all' | 'failed' | 'running';
  /** A part of the action's label, in any case; empty for all. */
  readonly name: string;
  readonly sortBy: SortBy | undefined;
  readonly descending: boolean;
}

export const UNCHOSEN: TableChoice = { only: 'all', name: '', sortBy: undefined, descending: false };

/** What went wrong first, what has not begun last. */
const RESULTS = ['FAILED', 'INTERRUPTED', 'CANCELED', 'RECLAIMED', 'CANCELING', 'RUNNING', 'SUCCEEDED'];

/** How many actions each choice of `only` shows. */
export function countsOf(actions: readonly SessionAction[]): Readonly<Record<TableChoice['only'], number>> {
  const count = (only: TableChoice['only']): number => actions.filter((action) => isOf(action, only)).length;
  return { all: actions.length, failed: count('failed'), running: count('running') };
}

/** The chosen actions in the chosen order, as indexes; undefined where nothing is chosen. */
export function chosenActions(
  actions: readonly SessionAction[],
  stepNames: Readonly<Record<string, string>>,
  { only, name, sortBy, descending }: TableChoice,
  nowMs: number,
): readonly number[] | undefined {
  const wanted = name.trim().toLowerCase();
  if (only === 'all' && wanted === '' && sortBy === undefined) {
    return undefined;
  }
  const labels = actions.map((action) => (wanted !== '' || sortBy === 'name' ? actionLabel(action, stepNames) : ''));
  const chosen = actions.flatMap((action, index) =>
    isOf(action, only) && (labels[index] ?? '').toLowerCase().includes(wanted) ? [index] : [],
  );
  if (sortBy === undefined) {
    return chosen;
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  const numbers = actions.map((action) => (sortBy === 'took' ? tookMs(action, nowMs) : rankOf(action)));
  const order = (one: number, other: number): number =>
    sortBy === 'name' ? compare(labels[one] ?? '', labels[other] ?? '') : (numbers[one] ?? 0) - (numbers[other] ?? 0);
  return chosen.sort((one, other) => (descending ? order(other, one) : order(one, other)) || one - other);
}

/** The choice after a press on a column's head: up, down, and back to the session's order. */
export function sortedBy(choice: TableChoice, sortBy: SortBy): TableChoice {
  if (choice.sortBy !== sortBy) {
    // Those that took longest are looked for.
    return { ...choice, sortBy, descending: sortBy === 'took' };
  }
  const isFirst = choice.descending === (sortBy === 'took');
  return isFirst ? { ...choice, descending: !choice.descending } : { ...choice, sortBy: undefined, descending: false };
}

function isOf({ status }: SessionAction, only: TableChoice['only']): boolean {
  return only === 'all' || (only === 'failed' ? status === 'FAILED' : status === 'RUNNING' || status === 'CANCELING');
}

function rankOf({ status }: SessionAction): number {
  const rank = RESULTS.indexOf(status);
  return rank < 0 ? RESULTS.length : rank;
}

function tookMs(action: SessionAction, nowMs: number): number {
  const { startedAtMs } = action;
  const endMs = endOfAction(action, nowMs);
  const tookMs = startedAtMs === undefined || endMs === undefined ? -1 : Math.max(0, endMs - startedAtMs);
  return Number.isFinite(tookMs) ? tookMs : -1;
}
