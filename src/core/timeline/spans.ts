/** When a session's actions ran, as far as their times can be drawn. */
import type { SessionAction } from '../session/session';
import { isTerminal, type Tone, toneOfAction } from '../session/status';

/** A stretch of time in epoch milliseconds; `toMs` is never before `fromMs`. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When one action ran. */
export interface ActionSpan extends Stretch {
  /** Index into the session's actions. */
  readonly index: number;
  readonly tone: Tone;
  /** Whether `toMs` is only now. */
  readonly isRunning: boolean;
}

/**
 * When an action ended: now while it runs. An end that the service has not told is when the worker last spoke of the action;
 * undefined where nothing tells.
 */
export function endOfAction(
  action: Pick<SessionAction, 'status' | 'endedAtMs' | 'workerUpdatedAtMs'>,
  nowMs: number,
): number | undefined {
  return action.endedAtMs ?? (isTerminal(action) ? action.workerUpdatedAtMs : nowMs);
}

/** The actions that began, in the order of their beginning. One whose end is missing or before its beginning lasts no time. */
export function spansOf(actions: readonly SessionAction[], nowMs: number): readonly ActionSpan[] {
  const spans = actions.flatMap((action, index): ActionSpan[] => {
    const fromMs = action.startedAtMs;
    if (fromMs === undefined || !Number.isFinite(fromMs)) {
      return [];
    }
    const endMs = endOfAction(action, nowMs);
    const toMs = endMs !== undefined && Number.isFinite(endMs) ? Math.max(fromMs, endMs) : fromMs;
    const isRunning = action.endedAtMs === undefined && !isTerminal(action);
    return [{ index, fromMs, toMs, tone: toneOfAction(action), isRunning }];
  });
  return spans.sort((one, other) => one.fromMs - other.fromMs || one.index - other.index);
}

/** How much of a stretch spans cover; where they overlap, it counts once. */
export function coveredMs(sorted: readonly Stretch[], within: Stretch): number {
  return within.toMs - within.fromMs - gapsBetween(sorted, within).reduce((sum, gap) => sum + gap.toMs - gap.fromMs, 0);
}

/** What no span covers of a stretch, in order. */
export function gapsBetween(sorted: readonly Stretch[], within: Stretch): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let coveredTo = within.fromMs;
  for (const { fromMs, toMs } of sorted) {
    if (fromMs > coveredTo && coveredTo < within.toMs) {
      gaps.push({ fromMs: coveredTo, toMs: Math.min(fromMs, within.toMs) });
    }
    coveredTo = Math.max(coveredTo, toMs);
  }
  if (coveredTo < within.toMs) {
    gaps.push({ fromMs: coveredTo, toMs: within.toMs });
  }
  return gaps;
}

/** The spans row by row, so that no two in a row overlap; each row in the order of time. As few rows as possible. */
export function inRows<S extends Stretch>(sorted: readonly S[]): readonly (readonly S[])[] {
  const rows: S[][] = [];
  const rowOf = new Array<number>(sorted.length);
  const ends = sorted
    .map((_, rank) => rank)
    .sort((one, other) => endAt(sorted, one) - endAt(sorted, other) || one - other);
  const free: number[] = [];
  let ended = 0;
  sorted.forEach((span, rank) => {
    for (
      let end = ends[ended];
      end !== undefined && end < rank && endAt(sorted, end) <= span.fromMs;
      end = ends[ended]
    ) {
      free.push(rowOf[end] ?? 0);
      ended += 1;
    }
    const row = free.pop() ?? rows.length;
    rowOf[rank] = row;
    (rows[row] ??= []).push(span);
  });
  return rows;
}

function endAt(sorted: readonly Stretch[], rank: number): number {
  return sorted[rank]?.toMs ?? 0;
}
