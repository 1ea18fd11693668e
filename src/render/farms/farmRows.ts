/**
 * What is on a farm as rows of a tree: what each says, and what a screen reader says in its place. Pure: facts and the time in, text
 * out. Ages are in units that change rarely, so that nothing flickers; exact times are in the tooltips (`farmTooltips.ts`).
 */
import { type JobQuery, STATUS_GROUPS, isArchived } from '../../core/farm/farm';
import type { QueueRow, SessionRow } from '../../core/farm/farmNode';
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { Farm, Fleet, Job, Step, Worker } from '../../core/session/session';
import { failingAction, isActive, isEnding, type Tone, toneOfStatus } from '../../core/session/status';
import type { WatchedSession } from '../../core/session/watchedSession';
import { actionLabel, statusWord, taskLabel } from '../session/action';
import { failureReason, sessionState, sessionTone } from '../session/session';
import { toneWord } from '../session/statusWords';
import { roughly, shortTime } from '../time';

/** A row in words. */
export interface FarmRowText {
  readonly label: string;
  /** The dimmed text behind the label; empty for none. */
  readonly description: string;
  /** Everything that the row shows, signs and colors included, as one reads it aloud. */
  readonly spoken: string;
  /** How the thing is doing; `neutral` shows no sign. */
  readonly tone: Tone;
  /** The tone in the service's own word, e.g. `not compatible`; empty where there is none. */
  readonly status: string;
}

/** @param where its Region, where not all farms are of one, or that it is the sample farm */
export function farmText({ displayName }: Pick<Farm, 'displayName'>, where: string | undefined): FarmRowText {
  return rowText(t('farm'), plainText(displayName), { description: where ?? '' });
}

/** @param me the person's own id, as `Job.createdBy` has it */
export function queueText({ facts, query, activity }: QueueRow, me: string | undefined): FarmRowText {
  const { displayName, status, blockedReason } = facts;
  const word = [statusWord(status), ...(blockedReason === undefined ? [] : [statusWord(blockedReason)])].join(': ');
  const runs =
    activity === undefined || activity.activeJobs === 0
      ? ''
      : [
          t('{0} active', `${activity.activeJobs}${activity.isAtLeast ? '+' : ''}`),
          ...(activity.runningTasks === 0 ? [] : [t('{0} running', amount(activity.runningTasks))]),
        ].join(', ');
  const narrowed = queryWords(query, me);
  return rowText(t('queue'), plainText(displayName), {
    status: word,
    tone: status === 'SCHEDULING' && activity?.activeJobs === 0 ? 'neutral' : toneOfStatus(status),
    description: joined(narrowed, runs || (status === 'SCHEDULING' ? '' : word)),
    spoken: joined(
      word,
      runs &&
        [
          plural(activity?.activeJobs ?? 0, { one: '{0} active job', other: '{0} active jobs' }),
          plural(activity?.runningTasks ?? 0, { one: '{0} running task', other: '{0} running tasks' }),
        ].join(', '),
      narrowed && t('shows {0}', narrowed),
    ),
  });
}

/** @param me the person's own id, as `Job.createdBy` has it */
export function jobText(job: Job, nowMs: number, me: string | undefined): FarmRowText {
  const status = jobStatus(job);
  const who = creator(job.createdBy, me);
  const named = USER_ID.test(job.createdBy) && job.createdBy !== me ? '' : who;
  const priority = t('priority {0}', job.priority);
  const age = roughly(nowMs - job.createdAtMs);
  return rowText(t('job'), plainText(job.name), {
    status: statusWord(status),
    tone: toneOfStatus(status),
    description: joined(
      taskWords(job.taskRunStatusCounts) || statusWord(status),
      t('{0} ago', age),
      named,
      job.priority === DEFAULT_PRIORITY ? '' : priority,
    ),
    spoken: joined(
      statusWord(status),
      taskCounts(job.taskRunStatusCounts),
      priority,
      t('by {0}', who),
      t('{0} old', age),
    ),
  });
}

/** A job's task run status, unless its life says more: `FAILED`, `ARCHIVED`, `CREATE_FAILED`. */
export function jobStatus({ lifecycleStatus, taskRunStatus }: Pick<Job, 'lifecycleStatus' | 'taskRunStatus'>): string {
  return isArchived({ lifecycleStatus }) || taskRunStatus === undefined ? lifecycleStatus : taskRunStatus;
}

export function stepText({ name, taskRunStatus, taskRunStatusCounts }: Step): FarmRowText {
  const status = taskRunStatus === undefined ? '' : statusWord(taskRunStatus);
  return rowText(t('step'), plainText(name), {
    status,
    tone: toneOfStatus(taskRunStatus),
    description: taskWords(taskRunStatusCounts) || status,
    spoken: joined(status, taskCounts(taskRunStatusCounts)),
  });
}

/**
 * A session below a job, by what failed in it, else by where it ran; its ID while neither is known.
 *
 * @param watched the same session as it is watched, which knows more than lists do
 */
export function sessionText(row: SessionRow, watched: WatchedSession | undefined, nowMs: number): FarmRowText {
  const isKnown = watched?.snapshot !== undefined;
  const tone = (isKnown ? sessionTone(watched) : undefined) ?? toneOfListed(row);
  const state = isKnown ? sessionState(watched, nowMs) : stateOfListed(row, nowMs);
  const where = shortHost(row, watched);
  const failed = failedTask(row, watched);
  const label = failed || where || shortId(row.key.sessionId);
  const host = label === where ? '' : where;
  const times = spanOf(row, nowMs);
  const rest = tone === 'failed' ? whyAndWhere(row, watched, host, state, nowMs) : joined(state, host);
  return rowText(t('session'), label, {
    tone,
    status: toneWord(tone),
    description: joined(rest, times),
    spoken: joined(state, host && t('on {0}', host), times),
  });
}

/** Of a failed session what tells one from another before a narrow side bar cuts it: `no license · rack2-node40 · 3 h ago`. */
function whyAndWhere(
  { facts: { endedAtMs } }: SessionRow,
  watched: WatchedSession | undefined,
  host: string,
  state: string,
  nowMs: number,
): string {
  const reason = watched ? failureReason(watched) : '';
  return reason === '' || endedAtMs === undefined
    ? joined(host, state)
    : joined(reason, host, t('{0} ago', roughly(nowMs - endedAtMs)));
}

/** e.g. `Frame 1005 and 2 more`; empty where nothing failed, or that is not known. */
function failedTask({ failure }: SessionRow, watched: WatchedSession | undefined): string {
  const failing = watched?.snapshot && failingAction(watched.snapshot);
  const label = failing?.status === 'FAILED' ? actionLabel(failing, {}) : failure ? taskLabel(failure.task, {}) : '';
  return label === '' || !failure || failure.others === 0
    ? label
    : t('{0} and {1} more', label, formatNumber(failure.others));
}

/** e.g. `14:02 – 14:31`; empty for an active session, whose state says since when. */
function spanOf({ facts: { startedAtMs, endedAtMs } }: SessionRow, nowMs: number): string {
  return endedAtMs === undefined ? '' : `${shortTime(startedAtMs, nowMs)} – ${shortTime(endedAtMs, nowMs)}`;
}

export const SESSION_GROUPS = ['active', 'failed', 'ended'] as const satisfies readonly SessionRow['group'][];

export function fleetText({ displayName, status, workerCount }: Fleet): FarmRowText {
  const workers = workerCount === undefined ? '' : plural(workerCount, { one: '{0} worker', other: '{0} workers' });
  return rowText(t('fleet'), plainText(displayName), {
    status: statusWord(status),
    tone: toneOfStatus(status),
    description: joined(status === 'ACTIVE' ? '' : statusWord(status), workers),
    spoken: joined(statusWord(status), workers),
  });
}

export function workerText({ workerId, status, host }: Worker): FarmRowText {
  const name = host.hostName === undefined ? '' : shortId(workerId);
  return rowText(t('worker'), host.hostName === undefined ? shortId(workerId) : plainText(host.hostName, 80), {
    status: statusWord(status),
    tone: toneOfStatus(status),
    description: joined(
      statusWord(status),
      host.ec2InstanceType === undefined ? '' : plainText(host.ec2InstanceType, 40),
      name,
    ),
  });
}

/** The same for a row, where the host’s domain would take the room of what it does. The tooltip has the whole name. */
export function workerRowText(worker: Worker): FarmRowText {
  const text = workerText(worker);
  return { ...text, label: shortHostName(worker.host.hostName) || text.label };
}

/** How a list of jobs is narrowed down and ordered, for its queue's row: `failed · mine · “sh010” · oldest first`; empty if not. */
export function queryWords({ text, statuses, createdBy, archived, order }: JobQuery, me: string | undefined): string {
  const orders: Readonly<Record<JobQuery['order'], string>> = {
    newest: '',
    oldest: t('oldest first'),
    failedFirst: t('failed first'),
    priority: t('by priority'),
    name: t('by name'),
  };
  return joined(
    statusGroups(statuses).join(', '),
    createdBy === undefined ? '' : createdBy === me ? t('mine') : t('by {0}', creator(createdBy, me)),
    text === undefined ? '' : `“${plainText(text, 40)}”`,
    { without: '', with: t('archived too'), only: t('archived') }[archived],
    orders[order],
  );
}

/** Statuses by the names of their groups; what is in none is named itself. */
export function statusGroups(statuses: readonly string[]): readonly string[] {
  const nameOf = (status: string): string => {
    const group = Object.entries(STATUS_GROUPS).find(([, words]) => words.includes(status))?.[0];
    return group === undefined ? statusWord(status) : groupWord(group);
  };
  return [...new Set(statuses.map(nameOf))];
}

/** The name of a group of statuses in the language of the editor; one that is a status itself is that status’s word. */
function groupWord(group: string): string {
  return group === 'waiting' ? t('waiting') : statusWord(group.toUpperCase().replaceAll(' ', '_'));
}

/** The task run statuses, bad news first. */
const COUNTED = [
  'FAILED',
  'NOT_COMPATIBLE',
  'INTERRUPTING',
  'RUNNING',
  'STARTING',
  'ASSIGNED',
  'SCHEDULED',
  'READY',
  'PENDING',
  'SUSPENDED',
  'CANCELED',
  'SUCCEEDED',
] as const;

/** Groups of statuses in the order of a row; what succeeded is `done`. */
const ROW_GROUPS = ['failed', 'not compatible', 'running', 'waiting', 'suspended', 'canceled', 'succeeded'] as const;

/** How many tasks are where, for a row, bad news first: `3 failed, 12 running, 85 done`. Empty where there are none. */
export function taskWords(counts: Readonly<Record<string, number>>): string {
  return ROW_GROUPS.flatMap((group) => {
    const count = (STATUS_GROUPS[group] ?? []).reduce((sum, status) => sum + (counts[status] ?? 0), 0);
    return count > 0 ? [countOfGroup(group, amount(count))] : [];
  }).join(', ');
}

function countOfGroup(group: (typeof ROW_GROUPS)[number], count: string): string {
  switch (group) {
    case 'failed':
      return t('{0} failed', count);
    case 'not compatible':
      return t('{0} not compatible', count);
    case 'running':
      return t('{0} running', count);
    case 'waiting':
      return t('{0} waiting', count);
    case 'suspended':
      return t('{0} suspended', count);
    case 'canceled':
      return t('{0} canceled', count);
    case 'succeeded':
      return t('{0} done', count);
  }
}

/** The statuses that tasks have, bad news first, with how many have each. */
export function countedStatuses(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  const statuses = new Set<string>([...COUNTED, ...Object.keys(counts)]);
  return [...statuses].flatMap((status) => {
    const count = counts[status] ?? 0;
    return count > 0 ? [[status, count] as const] : [];
  });
}

/** How many tasks are where, in the service's own words: `3 failed, 4 assigned, 85 succeeded`. Empty where there are none. */
export function taskCounts(counts: Readonly<Record<string, number>>): string {
  return countedStatuses(counts)
    .map(([status, count]) =>
      t({ message: '{0} {1}', comment: 'a count and a status' }, amount(count), statusWord(status)),
    )
    .join(', ');
}

/** Deadline Cloud gives every job this priority unless told otherwise. */
const DEFAULT_PRIORITY = 50;

/** An Identity Center user, whom no name is known of. */
const USER_ID = /^(?:[0-9a-f]{10}-)?[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Who made a job, as far as its name for the service tells: `you`, `ana` of an ARN's end, the first digits of a user's id. */
export function creator(createdBy: string, me: string | undefined): string {
  if (createdBy === me) {
    return t('you');
  }
  const name = createdBy.startsWith('arn:') ? (createdBy.split('/').pop() ?? createdBy) : createdBy;
  return plainText(USER_ID.test(name) ? name.slice(-36, -28) : name, 24);
}

/** e.g. `Worker` for `worker` */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** e.g. `4,321` */
export function amount(count: number): string {
  return formatNumber(count);
}

/** Where it ran as one says it: a name without its domain; empty where that is not known. */
function shortHost({ hostName }: SessionRow, watched: WatchedSession | undefined): string {
  const host = watched?.snapshot?.session.host;
  return shortHostName(hostName ?? host?.hostName ?? host?.ipV4Addresses[0]);
}

/** A host as one says it: a name without its domain, or an address; empty where neither is known. */
export function shortHostName(name = ''): string {
  return plainText(/^[\d.]+$/.test(name) ? name : (name.split('.')[0] ?? ''), 60);
}

function toneOfListed({ facts, group }: SessionRow): Tone {
  if (isEnding(facts)) {
    return 'ending';
  }
  return group === 'failed' ? 'failed' : isActive(facts) ? 'running' : 'neutral';
}

function stateOfListed({ facts, group }: SessionRow, nowMs: number): string {
  const { startedAtMs, endedAtMs = nowMs } = facts;
  if (isActive(facts)) {
    return joined(isEnding(facts) ? t('ending → ended') : t('active'), roughly(nowMs - startedAtMs));
  }
  const since = roughly(nowMs - endedAtMs);
  return group === 'failed' ? t('failed {0} ago', since) : t('ended {0} ago', since);
}

/** A row out of its parts; what is not given is empty. */
export function rowText(kind: string, label: string, rest: Partial<FarmRowText>): FarmRowText {
  const { description = '', spoken = description, tone = 'neutral', status = '' } = rest;
  const words = [label, kind, spoken.replaceAll(' · ', ', ')];
  return { label, description, spoken: words.filter((word) => word !== '').join(', '), tone, status };
}

/** Parts that are not empty, with dots between them. */
export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
