/** A job's sessions and actions in words: figures, how far the reading is, what is missing. */
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { JobLanes, Lane, LongestChain } from '../../core/timeline/jobLanes';
import type { JobRun, UnreadOfRun } from '../../core/timeline/jobRun';
import { duration } from '../time';
import { hostLabel } from '../triage/triage';
import type { Figure } from './words';

/** Steps of a chain that are named; of a longer one the first and the last. */
const MOST_STEPS = 5;

/** What each lane is called, by its ID: the host, with the worker's ID where one host was several workers. */
export function laneNames(lanes: readonly Lane[]): ReadonlyMap<Lane['id'], string> {
  const names = lanes.map(({ id, hostName }) => [id, hostLabel({ id, hostName })] as const);
  const counts = new Map<string, number>();
  for (const [, name] of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map(names.map(([id, name]) => [id, (counts.get(name) ?? 0) > 1 ? `${name} (${id.slice(-8)})` : name]));
}

/** The figures that there are: `Utilization 87 % of the time workers were held`. */
export function laneFigures(
  { lanes, figures, chain }: JobLanes,
  names: ReadonlyMap<Lane['id'], string>,
  stepNames: Readonly<Record<string, string>>,
): readonly Figure[] {
  const { wallMs, workMs, utilization, lateStartMs, raggedEndMs, sessions, failed } = figures;
  return [
    [t('Sessions'), sessionsOnWorkers(sessions, lanes.length)],
    [t('Wall time'), duration(wallMs)],
    [t('Work'), t('{0} of all workers together', duration(workMs))],
    ...(utilization === undefined
      ? []
      : [[t('Utilization'), t('{0} % of the time workers were held', Math.round(utilization * 100))] as const]),
    ...(lateStartMs === undefined
      ? []
      : [[t('First task'), t('{0} after submission', duration(lateStartMs))] as const]),
    ...(raggedEndMs === undefined
      ? []
      : [[t('Ragged end'), t('{0} from the first worker done to the last', duration(raggedEndMs))] as const]),
    ...(chain ? [chainWords(chain, names, stepNames)] : []),
    [t('Failed'), failed === 0 ? t('no action') : countOfActions(failed)],
  ];
}

function sessionsOnWorkers(sessions: number, workers: number): string {
  const on = plural(workers, { one: '{0} worker', other: '{0} workers' });
  return plural(sessions, { one: '{0} session on {1}', other: '{0} sessions on {1}' }, on);
}

function countOfActions(count: number): string {
  return plural(count, { one: '{0} action', other: '{0} actions' });
}

function chainWords(
  chain: LongestChain,
  names: ReadonlyMap<Lane['id'], string>,
  stepNames: Readonly<Record<string, string>>,
): Figure {
  if (chain.kind === 'lane') {
    const [name, busy] = [names.get(chain.lane) ?? '', duration(chain.spanMs)];
    return [
      t('Longest lane'),
      chain.isDependencyUnknown
        ? t('{0}, busy {1}; how steps depend on one another is not known', name, busy)
        : t('{0}, busy {1}', name, busy),
    ];
  }
  const steps = chain.stepIds.map((stepId) => plainText(stepNames[stepId] ?? stepId, 60));
  const named = steps.length > MOST_STEPS ? [...steps.slice(0, 2), '…', ...steps.slice(-2)] : steps;
  return [
    t('Longest chain'),
    t(
      '{0}: {1}, the longest task of each step; more workers make it no shorter',
      named.join(' → '),
      duration(chain.spanMs),
    ),
  ];
}

/** How far the reading is, or why it stopped; empty once all is read. */
export function runProgressWords({ progress, sessions, actions }: JobRun): string {
  const { state, phase, calls, isOverBudget } = progress;
  const read = plural(
    sessions.length,
    { one: '{1} of {0} session', other: '{1} of {0} sessions' },
    countOfActions(actions.length),
  );
  if (state === 'reading') {
    return phase === 'job'
      ? t('Reading the job and its steps')
      : phase === 'sessions'
        ? t('Reading sessions: {0}', formatNumber(sessions.length))
        : t('Reading actions: {0}', read);
  }
  if (state === 'done' || calls === 0) {
    return '';
  }
  return isOverBudget
    ? plural(
        calls,
        {
          one: '{0} call was made. Read so far: {1}; the rest is left out.',
          other: '{0} calls were made. Read so far: {1}; the rest is left out.',
        },
        read,
      )
    : t('Stopped. Read so far: {0}; the rest is left out.', read);
}

const UNREAD = {
  job: (why) => t('The job could not be read: {0}', why),
  steps: (why) => t('The names of the steps could not be read: {0}', why),
  dependencies: (why) => t('Which steps wait for which could not be read: {0}', why),
  sessions: (why) => t('The sessions could not be read: {0}', why),
  hosts: (why) => t('The names of hosts could not be read: {0}', why),
  actions: (why) => t('The actions could not be read: {0}', why),
} satisfies Record<UnreadOfRun['what'], (why: string) => string>;

/** What could not be read, and what is not drawn as one might expect, a sentence each. */
export function laneNotes({ unread, actions }: JobRun, lanes: JobLanes | undefined): readonly string[] {
  const faults = new Set(unread.map(({ what, fault }) => UNREAD[what](plainText(fault.message, 500))));
  const { outside = 0, undrawn = actions.length } = lanes ?? {};
  return [
    ...faults,
    ...(undrawn === 0
      ? []
      : [
          plural(undrawn, {
            one: '{0} action has not begun and is not drawn.',
            other: '{0} actions have not begun and are not drawn.',
          }),
        ]),
    ...(outside === 0
      ? []
      : [
          plural(outside, {
            one: '{0} action lies outside of the time of the session: the clocks disagree.',
            other: '{0} actions lie outside of the time of the session: the clocks disagree.',
          }),
        ]),
  ];
}
