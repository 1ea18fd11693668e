/** What became of a change of run statuses: one sentence, and a row for each thing that was not changed. */
import type { ChangeEnd, ChangeOutcome, ChangePlan } from '../../core/farm/changePlan';
import { type Fault, sameFault } from '../../core/errors';
import { type LeftReason, runningCount } from '../../core/farm/runStatusChange';
import type { JobPath } from '../../core/farm/farm';
import type { StepPath, TaskPath } from '../../core/farm/tasks';
import { plural, t } from '../../core/text/localize';
import { changingTasks, countedThings, leftClause, namesOf, REASONS } from './changeWords';

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
    rows: OTHERS.flatMap((state) =>
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
    return changed === 0 ? '' : doneWords(plan, 1, namesOf(plan, true)(only.path));
  }
  const all = countedThings(total, plan.kind);
  return doneWords(plan, changed, changed === total ? all : t('{0} of {1}', changed, all));
}

/** e.g. `12 were refused.` */
function otherSentences(plan: ChangePlan, outcomes: readonly Outcome[]): readonly string[] {
  const [only] = outcomes;
  return OTHERS.map((state) => {
    const count = outcomes.filter(({ end }) => end.state === state).length;
    const subject = outcomes.length === 1 && only ? namesOf(plan, true)(only.path) : String(count);
    return count === 0 ? '' : otherWords(state, count, subject);
  });
}

type Other = Exclude<ChangeEnd['state'], 'done'>;

/** What else can become of things. */
const OTHERS: readonly Other[] = ['accepted', 'refused', 'left', 'unknown', 'notAsked'];

function otherWords(state: Other, count: number, subject: string): string {
  switch (state) {
    case 'accepted':
      return plural(count, { one: '{1} doesn’t show it yet.', other: '{1} don’t show it yet.' }, subject);
    case 'refused':
      return plural(count, { one: '{1} was refused.', other: '{1} were refused.' }, subject);
    case 'left':
      return plural(
        count,
        { one: '{1} changed meanwhile and was left alone.', other: '{1} changed meanwhile and were left alone.' },
        subject,
      );
    case 'unknown':
      return plural(
        count,
        {
          one: '{1} got no answer, so its status is unknown.',
          other: '{1} got no answer, so their status is unknown.',
        },
        subject,
      );
    case 'notAsked':
      return plural(count, { one: '{1} was not changed.', other: '{1} were not changed.' }, subject);
  }
}

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
    return unread ? unread.fault.message : NOTHING[plan.kind];
  }
  if (plan.left.length === 1 && !unread) {
    const reason = t(
      { message: '{0}.', comment: 'a sentence' },
      leftClause(only.reason, 1, namesOf(plan, true)(only.path)),
    );
    return `${reason} ${WAY_OUT[only.reason] ?? ''}`.trim();
  }
  const count = plan.left.length + plan.unread.length;
  const reasons = [...new Set(plan.left.map(({ reason }) => reason))].map((reason) => {
    const many = plan.left.filter((one) => one.reason === reason).length;
    return leftClause(reason, many, String(many));
  });
  const unreadable = unread ? [t('{0} can’t be read ({1})', plan.unread.length, unread.fault.message)] : [];
  return t('None of {0} can be changed: {1}.', countedThings(count, plan.kind), [...reasons, ...unreadable].join(', '));
}

const NOTHING: Readonly<Record<ChangePlan['kind'], string>> = {
  tasks: t('There are no tasks to change.'),
  steps: t('There are no steps to change.'),
  jobs: t('There are no jobs to change.'),
};

const WAY_OUT: Partial<Readonly<Record<LeftReason, string>>> = {
  running: t('Cancel it first, or wait until it has ended.'),
  stopping: t('Try again when it has stopped.'),
  updating: t('Try again in a moment.'),
};

const HEADINGS: Readonly<Record<ChangeEnd['state'], string>> = {
  done: t('Changed'),
  accepted: t('Accepted'),
  left: t('Left alone'),
  refused: t('Refused'),
  unknown: t('Unknown'),
  notAsked: t('Not changed'),
};

/** e.g. `212 tasks wait to run again.` */
function doneWords(plan: ChangePlan, count: number, subject: string): string {
  const canBeStopping = runningCount(changingTasks(plan)) > 0;
  switch (plan.wish.target) {
    case 'PENDING':
      return plan.kind === 'jobs'
        ? plural(count, { one: '{1} starts again.', other: '{1} start again.' }, subject)
        : plural(count, { one: '{1} waits to run again.', other: '{1} wait to run again.' }, subject);
    case 'CANCELED':
      return canBeStopping
        ? plural(
            count,
            { one: '{1} is canceled or being stopped.', other: '{1} are canceled or being stopped.' },
            subject,
          )
        : plural(count, { one: '{1} is canceled.', other: '{1} are canceled.' }, subject);
    case 'SUSPENDED':
      return canBeStopping
        ? plural(
            count,
            { one: '{1} is suspended or being stopped.', other: '{1} are suspended or being stopped.' },
            subject,
          )
        : plural(count, { one: '{1} is suspended.', other: '{1} are suspended.' }, subject);
    case 'SUCCEEDED':
      return plural(count, { one: '{1} is marked as succeeded.', other: '{1} are marked as succeeded.' }, subject);
    case 'FAILED':
      return plural(count, { one: '{1} is marked as failed.', other: '{1} are marked as failed.' }, subject);
  }
}

function reasonOf(end: ChangeEnd): string {
  switch (end.state) {
    case 'left':
      return REASONS[end.reason];
    case 'refused':
    case 'unknown':
      return end.fault.message;
    case 'notAsked':
      return end.fault?.message ?? t('not reached before the work was stopped');
    case 'done':
    case 'accepted':
      return '';
  }
}
