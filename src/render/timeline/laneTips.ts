/** What is under the pointer in the picture of a job, exactly; and how its lanes can be ordered. */
import { formatNumber, plural, t } from '../../core/text/localize';
import type { ActionSpan, Stretch } from '../../core/timeline/spans';
import type { LanePicture } from '../panel/lanesProtocol';
import { clockTime, duration } from '../time';
import { crowdWords, stretchWords } from './words';

/** The lines of a tooltip over one action. */
export function laneActionWords(span: ActionSpan, label: string, status: string, lane: LanePicture): readonly string[] {
  return [
    label,
    t('{0} on {1}', status, lane.name),
    ...stretchWords(span, span.isRunning),
    t('Click to open its session there'),
  ];
}

/** The lines of a tooltip over many actions. */
export function laneCrowdWords(spans: readonly ActionSpan[], { name }: LanePicture): readonly string[] {
  const [first = '', ...rest] = crowdWords(spans);
  return [first, t('On {0}', name), ...rest];
}

/** The lines of a tooltip where a session held a worker and nothing ran. */
export function laneSessionWords(
  stretch: Stretch & { readonly number: number; readonly isOpen: boolean },
  lane: LanePicture,
): readonly string[] {
  return [
    t('Session {0} on {1}', stretch.number + 1, lane.name),
    t('Nothing ran here'),
    ...stretchWords(stretch, stretch.isOpen),
    t('Click to open the session'),
  ];
}

/** The lines of a tooltip over the name of a lane. */
export function laneWords(lane: LanePicture, baseMs: number, nowMs: number): readonly string[] {
  const { name, sessions, tasks, failed, busyMs, idleMs } = lane;
  const number = sessions.length / 3;
  return [
    name,
    [
      plural(number, { one: '{0} session', other: '{0} sessions' }),
      plural(tasks, { one: '{0} task run', other: '{0} task runs' }),
      ...(failed === 0 ? [] : [t('{0} failed', formatNumber(failed))]),
    ].join(', '),
    t('Busy {0}, idle {1}', duration(busyMs), duration(idleMs)),
    laneEnds(lane, baseMs, nowMs).join(' – '),
    failed === 0 ? t('Click to open its last session') : t('Click to open the session that failed'),
  ];
}

/** When it began and ended: `07:16:31`, `still there`. */
export function laneEnds({ span: [from, to], isOpen }: LanePicture, baseMs: number, nowMs: number): readonly string[] {
  return [clockTime(baseMs + from, nowMs), isOpen ? t('still there') : clockTime(baseMs + to, nowMs)];
}

/** What the lanes are ordered by. */
export type LaneOrder = 'name' | 'sessions' | 'tasks' | 'failed' | 'busy' | 'idle' | 'start' | 'end';

export interface LaneChoice {
  readonly by: LaneOrder;
  readonly descending: boolean;
}

/** Late starts are stairs then. */
export const BY_START: LaneChoice = { by: 'start', descending: false };

const { compare } = new Intl.Collator('en', { numeric: true });

const ORDERS: Readonly<Record<LaneOrder, (one: LanePicture, other: LanePicture) => number>> = {
  name: (one, other) => compare(one.name, other.name),
  sessions: (one, other) => one.sessions.length - other.sessions.length,
  tasks: (one, other) => one.tasks - other.tasks,
  failed: (one, other) => one.failed - other.failed,
  busy: (one, other) => one.busyMs - other.busyMs,
  idle: (one, other) => one.idleMs - other.idleMs,
  start: (one, other) => one.span[0] - other.span[0],
  end: (one, other) => one.span[1] - other.span[1],
};

/** The numbers of the lanes in the order chosen; those that are alike stay as they come. */
export function orderedLanes(lanes: readonly LanePicture[], { by, descending }: LaneChoice): readonly number[] {
  const order = ORDERS[by];
  return lanes
    .map((lane, number) => ({ lane, number }))
    .sort((one, other) => (descending ? order(other.lane, one.lane) : order(one.lane, other.lane)))
    .map(({ number }) => number);
}
