/** Which of a session's actions are worth a row before anybody asks for more. */
import type { SessionAction } from '../../../../src/core/session/session';
import { isTerminal } from '../../../../src/core/session/status';

/** A row of the list: an action, or a button in the place of many. Indexes are into the actions; `to` is the first one after. */
export type Item =
  | { readonly kind: 'action'; readonly index: number }
  | { readonly kind: 'fold'; readonly from: number; readonly to: number; readonly side: 'earlier' | 'later' };

/** As many as are read at a glance; a session with fewer is shown whole. */
const SHOWN_WHOLE = 40;
/** How much is shown around an action that went wrong or runs, and how many such places. */
const AROUND = 4;
const PLACES = 20;
/** How many more one press of a fold's button shows. */
export const REVEALED_AT_ONCE = 200;

/**
 * The rows: the beginning, the end, what went wrong and what runs with its neighbours, and what was asked for; the rest folded.
 * @param revealed indexes of the actions that were asked for
 */
export function foldActions(actions: readonly SessionAction[], revealed: ReadonlySet<number>): readonly Item[] {
  const center = notable(actions)[0] ?? actions.length - 1;
  const shown = shownActions(actions);
  const items: Item[] = [];
  for (let index = 0; index < actions.length; index += 1) {
    const last = items.at(-1);
    if (shown.has(index) || revealed.has(index)) {
      items.push({ kind: 'action', index });
    } else if (last?.kind === 'fold') {
      items[items.length - 1] = { ...last, to: index + 1 };
    } else {
      items.push({ kind: 'fold', from: index, to: index + 1, side: index < center ? 'earlier' : 'later' });
    }
  }
  return items;
}

/** The indexes of the actions that are shown unasked. */
export function shownActions(actions: readonly SessionAction[]): ReadonlySet<number> {
  const shown = new Set<number>();
  const show = (from: number, to: number): void => {
    for (let index = Math.max(0, from); index < Math.min(actions.length, to); index += 1) {
      shown.add(index);
    }
  };
  if (actions.length <= SHOWN_WHOLE) {
    show(0, actions.length);
    return shown;
  }
  show(0, AROUND);
  show(actions.length - AROUND, actions.length);
  for (const index of notable(actions).slice(0, PLACES)) {
    show(index - AROUND, index + AROUND + 1);
  }
  return shown;
}

/** The indexes a fold's button shows next: those nearest to what people look at. */
export function revealedBy(fold: Extract<Item, { kind: 'fold' }>): readonly number[] {
  const count = Math.min(REVEALED_AT_ONCE, fold.to - fold.from);
  const first = fold.side === 'earlier' ? fold.to - count : fold.from;
  return Array.from({ length: count }, (_, step) => first + step);
}

/** What went wrong, first; then what runs. */
function notable(actions: readonly SessionAction[]): readonly number[] {
  const indexes = actions.map((_, index) => index);
  const is =
    (...statuses: readonly string[]) =>
    (index: number): boolean =>
      statuses.includes(actions[index]?.status ?? '');
  return [
    ...indexes.filter(is('FAILED')),
    ...indexes.filter(is('INTERRUPTED', 'CANCELED', 'RECLAIMED')),
    ...indexes.filter(is('RUNNING', 'CANCELING', 'RECLAIMING')),
    ...indexes.filter((index) => !isTerminal(actions[index] ?? { status: '' })).slice(0, 1),
  ];
}
