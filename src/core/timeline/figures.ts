/** How a session spent its time, in figures. */
import type { SessionAction } from '../session/session';
import { isTerminal } from '../session/status';
import { type ActionSpan, coveredMs } from './spans';
import type { Timeline } from './timeline';

/** All within the session's own time, in milliseconds. */
export interface SessionFigures {
  /** How long the session took so far. */
  readonly spanMs: number;
  /** While at least one action ran. */
  readonly busyMs: number;
  /** The rest. */
  readonly idleMs: number;
  /** While input attachments were synchronized or environments entered. */
  readonly startUpMs: number;
  /** How many task runs have ended. */
  readonly tasks: number;
  /** The task run that took longest of those that ended; undefined where none did. */
  readonly slowest: ActionSpan | undefined;
  /** The median of the task runs that ended; of an even number the mean of both in the middle. */
  readonly medianTaskMs: number | undefined;
}

/** Figures of a timeline; `actions` are those that it was made of. */
export function figuresOf({ session, spans }: Timeline, actions: readonly SessionAction[]): SessionFigures {
  const kindOf = ({ index }: ActionSpan): string | undefined => actions[index]?.definition.kind;
  const tasks = spans.filter((span) => {
    const action = actions[span.index];
    return action?.definition.kind === 'taskRun' && isTerminal(action) && !span.isRunning;
  });
  const byDuration = tasks.toSorted((one, other) => lengthOf(one) - lengthOf(other));
  const spanMs = session.toMs - session.fromMs;
  const busyMs = coveredMs(spans, session);
  const startUp = spans.filter((span) => ['syncInputJobAttachments', 'envEnter'].includes(kindOf(span) ?? ''));
  return {
    spanMs,
    busyMs,
    idleMs: spanMs - busyMs,
    startUpMs: coveredMs(startUp, session),
    tasks: tasks.length,
    slowest: byDuration.at(-1),
    medianTaskMs: middleOf(byDuration.map(lengthOf)),
  };
}

function lengthOf({ fromMs, toMs }: ActionSpan): number {
  return toMs - fromMs;
}

/** The median of numbers in order; of an even number the mean of both in the middle. Undefined of none. */
export function middleOf(sorted: readonly number[]): number | undefined {
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
