/** Each kind of row of the Farms view: what it says, what its menus are chosen by, and what is below it. */
import { type JobQuery, isSettled } from '../../core/farm/farm';
import type { AttemptRow, FarmNode, JobRow, Level, QueueRow, SessionRow, WorkerRow } from '../../core/farm/farmNode';
import { groupOf } from '../../core/farm/tasks';
import type { Step } from '../../core/session/session';
import type { SessionKey } from '../../core/session/sessionKey';
import { isActive, isEnding, wentWrong } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { t } from '../../core/text/localize';
import { SAMPLE_MARK } from '../connection';
import type { SidebarRow } from '../sidebarRow';
import { targetWord } from '../task';
import {
  type FarmRowText,
  farmText,
  fleetText,
  jobText,
  queueText,
  sessionText,
  stepText,
  workerRowText,
} from './farmRows';
import {
  farmTooltip,
  fleetTooltip,
  jobTooltip,
  queueTooltip,
  sessionTooltip,
  stepTooltip,
  workerTooltip,
} from './farmTooltips';
import { jobLabel } from './jobLabels';
import { type EnteredKind, type FarmViewRow, groupText, noteText, sessionsIn } from './ownRows';
import { attemptText, attemptTooltip, taskText, taskTooltip, tasksText } from './taskRows';
import { workText } from './workRows';

/** What rows are drawn with. */
export interface FarmFacts {
  readonly nowMs: number;
  /** The person's own ID, as `Job.createdBy` has it; undefined where it is not known. */
  readonly me: string | undefined;
  /** Of how many Regions there are farms: one needs no name. */
  readonly regions: number;
  /** What is below a row, as far as it was listed. */
  readonly level: (row: FarmNode) => Level | undefined;
  /** How the jobs of a queue are narrowed down. */
  readonly query: (queue: QueueRow) => JobQuery;
  /** A session as it was read, which knows more than lists do. */
  readonly session: (key: SessionKey) => WatchedSession | undefined;
  /** Whether it is watched; of a queue, its failures. */
  readonly isWatched: (row: WatchableRow) => boolean;
}

/** Rows of what can be watched. */
export type WatchableRow = SessionRow | JobRow | WorkerRow | QueueRow;

/** What the rows below a row are. */
export interface Below {
  /** What is said where there are none, e.g. `No queues`. */
  readonly none: string;
  /** What can be entered by its ID where the level may not be listed. */
  readonly entered?: EnteredKind;
}

/** What rows of one kind have in common. */
export interface RowKind<Row extends FarmViewRow> {
  /** Missing where nothing is below, or nothing that the service lists. */
  readonly below?: Below;
  /** Where it is not collapsed when there is something below, and closed else. */
  fold?(row: Row, facts: FarmFacts): SidebarRow['fold'];
  text(row: Row, facts: FarmFacts): FarmRowText;
  tooltip(row: Row, facts: FarmFacts): readonly string[];
  /** The ID that “Copy” copies. */
  copy?(row: Row): string | undefined;
  /** Words of the row's context beside those that all rows have. */
  words?(row: Row, facts: FarmFacts): readonly (string | false)[];
  /** Whether choosing the row does something. */
  opens?(row: Row): boolean;
}

type RowKinds = { readonly [K in FarmViewRow['kind']]: RowKind<Extract<FarmViewRow, { readonly kind: K }>> };

/**
 * Words of contexts: a task has its group of statuses, e.g. `notCompatible`, `changing` while it is on its way to another, and `tried`
 * if it ever ran; `hasFailed` is said of jobs, steps and groups in which tasks failed, `unsettled` of jobs that go on, `wentWrong` of
 * attempts that ran and did not succeed. Notes have the remedies of their faults.
 */
export const ROW_KINDS: RowKinds = {
  farm: {
    below: { none: t('No queues'), entered: 'queue' },
    text: ({ facts, connection }, { regions }) =>
      farmText(facts, connection.source === 'sampleFarm' ? SAMPLE_MARK : regions > 1 ? connection.region : undefined),
    tooltip: ({ facts, connection }) => farmTooltip(facts, connection),
    copy: ({ facts }) => facts.farmId,
  },
  queue: {
    below: { none: t('No jobs'), entered: 'job' },
    text: (row, { query, me }) => queueText({ ...row, query: query(row) }, me),
    tooltip: ({ facts }) => queueTooltip(facts),
    copy: ({ facts }) => facts.queueId,
  },
  job: {
    below: { none: t('No sessions yet'), entered: 'session' },
    text: ({ facts, parent }, { nowMs, me, level }) => {
      const text = jobText(facts, nowMs, me);
      return { ...text, label: jobLabel(text.label, parent && level(parent)) };
    },
    tooltip: ({ facts }, { me }) => jobTooltip(facts, me),
    copy: ({ facts }) => facts.jobId,
    words: ({ facts }) => [hasFailed(facts) && 'hasFailed', !isSettled(facts) && 'unsettled'],
  },
  steps: {
    below: { none: t('No steps') },
    text: () => plainRow(t('Steps')),
    tooltip: () => [t('The job’s steps')],
  },
  step: {
    below: { none: t('No tasks yet') },
    fold: ({ parent }, { level }) => (isOnly(parent && level(parent)) ? 'expanded' : 'collapsed'),
    text: ({ facts }) => stepText(facts),
    tooltip: ({ facts }) => stepTooltip(facts),
    copy: ({ facts }) => facts.stepId,
    words: ({ facts }) => [hasFailed(facts) && 'hasFailed'],
  },
  tasks: {
    below: { none: t('No tasks') },
    fold: ({ group }) => (group.name === 'failed' ? 'expanded' : 'collapsed'),
    text: tasksText,
    tooltip: () => [t('The step’s tasks, by status')],
    words: ({ group }) => [oneWord(group.name), group.name === 'failed' && 'hasFailed'],
  },
  task: {
    below: { none: t('No tries yet') },
    text: (row, { nowMs }) => taskText(row, nowMs),
    tooltip: taskTooltip,
    copy: ({ facts }) => facts.taskId,
    words: ({ facts }) => [
      facts.latestSessionActionId !== undefined && 'tried',
      oneWord(groupOf(facts.runStatus).name),
      targetWord(facts) !== '' && 'changing',
    ],
  },
  attempt: {
    text: (row, facts) => attemptText(row, numberOf(row, facts), facts.nowMs),
    tooltip: attemptTooltip,
    copy: ({ facts }) => facts.sessionActionId,
    words: ({ facts }) => [wentWrong(facts) && 'wentWrong'],
    opens: () => true,
  },
  fleets: {
    below: { none: t('No fleets') },
    text: () => plainRow(t('Fleets')),
    tooltip: () => [t('The farm’s fleets, their workers and what those ran')],
  },
  fleet: {
    below: { none: t('No workers') },
    text: ({ facts }) => fleetText(facts),
    tooltip: ({ facts }) => fleetTooltip(facts),
    copy: ({ facts }) => facts.fleetId,
  },
  worker: {
    below: { none: t('No sessions') },
    text: ({ facts }) => workerRowText(facts),
    tooltip: ({ facts }) => workerTooltip(facts),
    copy: ({ facts }) => facts.workerId,
  },
  session: {
    text: (row, { session, nowMs }) =>
      (row.parent?.kind === 'worker' ? workText : sessionText)(row, session(row.key), nowMs),
    tooltip: (row, { session, nowMs }) => sessionTooltip(row, session(row.key), nowMs),
    copy: ({ key }) => key.sessionId,
    words: ({ facts, group, key }, { session }) => {
      const life = session(key)?.snapshot?.session ?? facts;
      return [isActive(life) ? (isEnding(life) ? 'ending' : 'active') : 'ended', group === 'failed' && 'failed'];
    },
    opens: () => true,
  },
  group: {
    fold: () => 'expanded',
    text: ({ group, parent }, { level }) => {
      const listed = level(parent);
      return groupText(group, sessionsIn(listed, group).length, listed?.hasMore ?? false);
    },
    tooltip: ({ group }) => [GROUPS[group]],
  },
  note: {
    text: noteText,
    tooltip: (row) => {
      const { label, description } = noteText(row);
      return row.note.says === 'fault' ? [row.note.fault.message] : [label, description];
    },
    copy: ({ note }) => (note.says === 'fault' ? note.fault.message : undefined),
    words: ({ note }) => (note.says === 'fault' ? note.fault.remedies : []),
    opens: ({ note }) => note.says !== 'none' && note.says !== 'beyondReach',
  },
};

/** What everything on a farm looks like, in rows and in hovers: VS Code's icons by their names, none of which has a color of its own. */
export const THING_ICONS = {
  farm: 'home',
  queue: 'inbox',
  job: 'package',
  steps: 'layers',
  step: 'layers',
  tasks: 'checklist',
  task: 'note',
  attempt: 'history',
  fleets: 'server-environment',
  fleet: 'server-environment',
  worker: 'vm',
  session: 'server-process',
} as const satisfies Readonly<Record<FarmNode['kind'], string>>;

const GROUPS = {
  active: t('Sessions that hold a worker now'),
  failed: t('Sessions in which the last try of a task failed'),
  ended: t('Sessions that are over'),
};

/** Which of its task's tries an attempt is, from 1; undefined for one that did not begin. */
function numberOf(attempt: AttemptRow, { level }: FarmFacts): number | undefined {
  const began = (level(attempt.parent)?.nodes ?? []).filter(
    (row) => row.kind === 'attempt' && row.facts.startedAtMs !== undefined,
  );
  const index = began.indexOf(attempt);
  return index < 0 ? undefined : began.length - index;
}

/** Whether a level has one row only, so that there is nothing to choose. */
function isOnly(level: Level | undefined): boolean {
  return level?.nodes.length === 1 && !level.hasMore;
}

function hasFailed({ taskRunStatusCounts }: Pick<Step, 'taskRunStatusCounts'>): boolean {
  return (taskRunStatusCounts.FAILED ?? 0) > 0;
}

/** e.g. `notCompatible` */
function oneWord(group: string): string {
  return group.replace(/ ([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function plainRow(label: string): FarmRowText {
  return { label, description: '', spoken: label, tone: 'neutral', status: '' };
}
