/** What became of a change of run statuses: one sentence, and a row for each thing that was not changed. */
import type { ChangeEnd, ChangeOutcome, ChangePlan } from '../../core/farm/changePlan';
import { type Fault, sameFault } from '../../core/errors';
import { type LeftReason, runningCount } from '../../core/farm/runStatusChange';
import type { JobPath } from '../../core/farm/farm';
import type { StepPath, TaskPath } from '../../core/farm/tasks';
import { capital } from '../farms/farmRows';
import { changingTasks, countedThings, namesOf, REASONS } from './changeWords';

/** What a person is shown. */
export interface ChangeResult {
  readonly message: string;
  /** Whether everything was accepted. */
  readonly isGood: boolean;
  /** A row for each thing that was not accepted, alike ones together; and for each that is not known to be. */
  readonly rows: readonly ChangeResultRow[];
}

export interface ChangeResultRow {
  /** The task, step or job. */
  readonly path: JobPath | StepPath | TaskPath;
  /** e.g. `Refused` */
  readonly heading: string;
  /** e.g. `Frame 1017 · Render` */
  readonly name: string;
  readonly reason: string;
}

/** Things that may be of a task, a step or a job. */
type Outcome = ChangeOutcome<JobPath, unknown>;

/** Says what became of everything that a plan was to change. */
export function changeResult(plan: ChangePlan, outcomes: readonly Outcome[]): ChangeResult {
  const name = namesOf(plan);
  const changed = outcomes.filter(isAccepted).length;
  return {
    message: [doneSentence(plan, outcomes, changed), ...otherSentences(plan, outcomes)]
      .filter((part) => part !== '')
      .join(' '),
    isGood: changed === outcomes.length,
    rows: OTHERS.flatMap(([state]) =>
      outcomes
        .filter((outcome) => outcome.end.state === state && !isAccepted(outcome))
        .map(({ path, end }) => ({ path, heading: HEADINGS[state], name: name(path), reason: reasonOf(end) })),
    ),
  };
}

function isAccepted({ end }: Outcome): boolean {
  return end.state === 'done' || end.state === 'accepted';
}

/** e.g. `200 of 212 tasks wait to run again.` */
function doneSentence(plan: ChangePlan, outcomes: readonly Outcome[], changed: number): string {
  const total = outcomes.length;
  const [only] = outcomes;
  if (total === 1 && only) {
    return changed === 0 ? '' : `${capital(namesOf(plan)(only.path))} ${doneWords(plan, 1)}.`;
  }
  const all = countedThings(total, plan.kind);
  return `${changed === total ? all : `${changed} of ${all}`} ${doneWords(plan, changed)}.`;
}

/** e.g. `12 were refused.` */
function otherSentences(plan: ChangePlan, outcomes: readonly Outcome[]): readonly string[] {
  const [only] = outcomes;
  return OTHERS.map(([state, one, many]) => {
    const count = outcomes.filter(({ end }) => end.state === state).length;
    const subject = outcomes.length === 1 && only ? capital(namesOf(plan)(only.path)) : String(count);
    return count === 0 ? '' : `${subject} ${count === 1 ? one : many}.`;
  });
}

/** What else can become of one thing, and of several. */
const OTHERS: readonly (readonly [state: ChangeEnd['state'], one: string, many: string])[] = [
  ['accepted', 'doesn’t show it yet', 'don’t show it yet'],
  ['refused', 'was refused', 'were refused'],
  ['left', 'changed meanwhile and was left alone', 'changed meanwhile and were left alone'],
  ['unknown', 'got no answer, so its status is unknown', 'got no answer, so their status is unknown'],
  ['notAsked', 'was not changed', 'were not changed'],
];

/**
 * The fault that kept everything from being changed, where it is the same for all that were asked; undefined where anything was
 * accepted or may have been.
 */
export function commonFault(outcomes: readonly Outcome[]): Fault | undefined {
  const faults = outcomes.map(({ end }) => (end.state === 'refused' || end.state === 'notAsked' ? end.fault : 'none'));
  const known = faults.filter((fault): fault is Fault => typeof fault === 'object');
  const [first] = known;
  return first && !faults.includes('none') && known.every((fault) => sameFault(fault, first)) ? first : undefined;
}

/** Why nothing of a plan can be changed, e.g. `None of these 3 tasks can be retried: 2 are running, 1 already waits to run.` */
export function nothingToChange(plan: ChangePlan): string {
  const [only] = plan.left;
  const [unread] = plan.unread;
  if (!only) {
    return unread ? unread.fault.message : `There are no ${plan.kind} to change.`;
  }
  if (plan.left.length === 1 && !unread) {
    return `${capital(namesOf(plan)(only.path))} ${REASONS[only.reason][0]}. ${WAY_OUT[only.reason] ?? ''}`.trim();
  }
  const count = plan.left.length + plan.unread.length;
  const reasons = [...new Set(plan.left.map(({ reason }) => reason))].map((reason) => {
    const many = plan.left.filter((one) => one.reason === reason).length;
    return `${many} ${REASONS[reason][many === 1 ? 0 : 1]}`;
  });
  const unreadable = unread ? [`${plan.unread.length} can’t be read (${unread.fault.message})`] : [];
  return `None of ${countedThings(count, plan.kind)} can be changed: ${[...reasons, ...unreadable].join(', ')}.`;
}

const WAY_OUT: Partial<Readonly<Record<LeftReason, string>>> = {
  running: 'Cancel it first, or wait until it has ended.',
  stopping: 'Try again when it has stopped.',
  updating: 'Try again in a moment.',
};

const HEADINGS: Readonly<Record<ChangeEnd['state'], string>> = {
  done: 'Changed',
  accepted: 'Accepted',
  left: 'Left alone',
  refused: 'Refused',
  unknown: 'Unknown',
  notAsked: 'Not changed',
};

/** e.g. `wait to run again` */
function doneWords(plan: ChangePlan, count: number): string {
  const is = count === 1 ? 'is' : 'are';
  const orStopping = runningCount(changingTasks(plan)) > 0 ? ' or being stopped' : '';
  switch (plan.wish.target) {
    case 'PENDING':
      return plan.kind === 'jobs' ? (count === 1 ? 'starts again' : 'start again') : waits(count);
    case 'CANCELED':
      return `${is} canceled${orStopping}`;
    case 'SUSPENDED':
      return `${is} suspended${orStopping}`;
    case 'SUCCEEDED':
      return `${is} marked as succeeded`;
    case 'FAILED':
      return `${is} marked as failed`;
  }
}

function waits(count: number): string {
  return count === 1 ? 'waits to run again' : 'wait to run again';
}

function reasonOf(end: ChangeEnd): string {
  switch (end.state) {
    case 'left':
      return REASONS[end.reason][0];
    case 'refused':
    case 'unknown':
      return end.fault.message;
    case 'notAsked':
      return end.fault?.message ?? 'not reached before the work was stopped';
    case 'done':
    case 'accepted':
      return '';
  }
}
