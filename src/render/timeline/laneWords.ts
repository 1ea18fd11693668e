/** A job's sessions and actions in words: figures, how far the reading is, what is missing. */
import { plainText } from '../../core/text/plainText';
import type { JobLanes, Lane, LongestChain } from '../../core/timeline/jobLanes';
import type { JobRun, UnreadOfRun } from '../../core/timeline/jobRun';
import { duration } from '../time';
import { countOf, hostLabel } from '../triage/triage';
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
    ['Sessions', `${countOf(sessions, 'session')} on ${countOf(lanes.length, 'worker')}`],
    ['Wall time', duration(wallMs)],
    ['Work', `${duration(workMs)} of all workers together`],
    ...(utilization === undefined
      ? []
      : [['Utilization', `${Math.round(utilization * 100)} % of the time workers were held`] as const]),
    ...(lateStartMs === undefined ? [] : [['First task', `${duration(lateStartMs)} after submission`] as const]),
    ...(raggedEndMs === undefined
      ? []
      : [['Ragged end', `${duration(raggedEndMs)} from the first worker done to the last`] as const]),
    ...(chain ? [chainWords(chain, names, stepNames)] : []),
    ['Failed', failed === 0 ? 'no action' : countOf(failed, 'action')],
  ];
}

function chainWords(
  chain: LongestChain,
  names: ReadonlyMap<Lane['id'], string>,
  stepNames: Readonly<Record<string, string>>,
): Figure {
  if (chain.kind === 'lane') {
    const unknown = chain.isDependencyUnknown ? '; how steps depend on one another is not known' : '';
    return ['Longest lane', `${names.get(chain.lane) ?? ''}, busy ${duration(chain.spanMs)}${unknown}`];
  }
  const steps = chain.stepIds.map((stepId) => plainText(stepNames[stepId] ?? stepId, 60));
  const named = steps.length > MOST_STEPS ? [...steps.slice(0, 2), '…', ...steps.slice(-2)] : steps;
  return [
    'Longest chain',
    `${named.join(' → ')}: ${duration(chain.spanMs)}, the longest task of each step; more workers make it no shorter`,
  ];
}

/** How far the reading is, or why it stopped; empty once all is read. */
export function runProgressWords({ progress, sessions, actions }: JobRun): string {
  const { state, phase, calls, isOverBudget } = progress;
  const read = `${countOf(actions.length, 'action')} of ${countOf(sessions.length, 'session')}`;
  if (state === 'reading') {
    return phase === 'job'
      ? 'Reading the job and its steps'
      : phase === 'sessions'
        ? `Reading sessions: ${sessions.length.toLocaleString('en-US')}`
        : `Reading actions: ${read}`;
  }
  if (state === 'done' || calls === 0) {
    return '';
  }
  return isOverBudget
    ? `${countOf(calls, 'call')} were made. Read so far: ${read}; the rest is left out.`
    : `Stopped. Read so far: ${read}; the rest is left out.`;
}

const UNREAD = {
  job: 'The job',
  steps: 'The names of the steps',
  dependencies: 'Which steps wait for which',
  sessions: 'The sessions',
  hosts: 'The names of hosts',
  actions: 'The actions',
} satisfies Record<UnreadOfRun['what'], string>;

/** What could not be read, and what is not drawn as one might expect, a sentence each. */
export function laneNotes({ unread, actions }: JobRun, lanes: JobLanes | undefined): readonly string[] {
  const faults = new Set(
    unread.map(({ what, fault }) => `${UNREAD[what]} could not be read: ${plainText(fault.message, 500)}`),
  );
  const { outside = 0, undrawn = actions.length } = lanes ?? {};
  return [
    ...faults,
    ...(undrawn === 0
      ? []
      : [
          `${countOf(undrawn, 'action')} ${undrawn === 1 ? 'has not begun and is' : 'have not begun and are'} not drawn.`,
        ]),
    ...(outside === 0
      ? []
      : [
          `${countOf(outside, 'action')} ${outside === 1 ? 'lies' : 'lie'} outside of the time of the session: the clocks disagree.`,
        ]),
  ];
}
