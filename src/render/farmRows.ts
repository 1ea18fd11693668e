/**
 * What is on a farm as rows of a tree: what each says, and what a screen reader says in its place. Pure: facts and the time in, text
 * out. Ages are in units that change rarely, so that nothing flickers; exact times are in the tooltips (`farmTooltips.ts`).
 */
import { ACTIVE_STATUSES, type JobQuery, isArchived } from '../core/farm';
import type { QueueRow, SessionRow } from '../core/farmNode';
import { shortId } from '../core/ids';
import { plainText } from '../core/plainText';
import type { Farm, Fleet, Job, Step, Worker } from '../core/session';
import { isActive, isEnding, type Tone, toneOfStatus } from '../core/status';
import type { WatchedSession } from '../core/watched';
import { statusWord } from './action';
import { sessionState, sessionTone } from './session';
import { roughly } from './time';

/** A row in words. */
export interface FarmRowText {
  readonly label: string;
  /** The dimmed text behind the label; empty for none. */
  readonly description: string;
  /** Everything that the row shows, signs and colours included, as one reads it aloud. */
  readonly spoken: string;
  /** How the thing is doing; `neutral` shows no sign. */
  readonly tone: Tone;
  /** The tone in the service's own word, e.g. `not compatible`; empty where there is none. */
  readonly status: string;
}

/** @param region of the farm; undefined where all are of one */
export function farmText({ displayName }: Pick<Farm, 'displayName'>, region: string | undefined): FarmRowText {
  return text('farm', plainText(displayName), { description: region ?? '' });
}

/** @param me the person's own id, as `Job.createdBy` has it */
export function queueText({ facts, query, activity }: QueueRow, me: string | undefined): FarmRowText {
  const { displayName, status, blockedReason } = facts;
  const word = [statusWord(status), ...(blockedReason === undefined ? [] : [statusWord(blockedReason)])].join(': ');
  const runs =
    activity === undefined || activity.activeJobs === 0
      ? ''
      : `${activity.activeJobs}${activity.isAtLeast ? '+' : ''} active, ${activity.runningTasks}●`;
  const narrowed = queryWords(query, me);
  return text('queue', plainText(displayName), {
    status: word,
    tone: status === 'SCHEDULING' && activity?.activeJobs === 0 ? 'neutral' : toneOfStatus(status),
    description: joined(narrowed, runs || (status === 'SCHEDULING' ? '' : word)),
    spoken: joined(
      word,
      runs &&
        `${counted(activity?.activeJobs ?? 0, 'active job')}, ${counted(activity?.runningTasks ?? 0, 'running task')}`,
      narrowed && `shows ${narrowed}`,
    ),
  });
}

/** @param me the person's own id, as `Job.createdBy` has it */
export function jobText(job: Job, nowMs: number, me: string | undefined): FarmRowText {
  const status = jobStatus(job);
  const counts = taskCounts(job.taskRunStatusCounts);
  const who = creator(job.createdBy, me);
  const age = roughly(nowMs - job.createdAtMs);
  return text('job', plainText(job.name), {
    status: statusWord(status),
    tone: toneOfStatus(status),
    description: joined(counts.signs || statusWord(status), age, who, `P${job.priority}`),
    spoken: joined(statusWord(status), counts.words, `priority ${job.priority}`, `by ${who}`, `${age} old`),
  });
}

/** A job's task run status, unless its life says more: `FAILED`, `ARCHIVED`, `CREATE_FAILED`. */
export function jobStatus({ lifecycleStatus, taskRunStatus }: Pick<Job, 'lifecycleStatus' | 'taskRunStatus'>): string {
  return isArchived({ lifecycleStatus }) || taskRunStatus === undefined ? lifecycleStatus : taskRunStatus;
}

export function stepText({ name, taskRunStatus, taskRunStatusCounts }: Step): FarmRowText {
  const counts = taskCounts(taskRunStatusCounts);
  const status = taskRunStatus === undefined ? '' : statusWord(taskRunStatus);
  return text('step', plainText(name), {
    status,
    tone: toneOfStatus(taskRunStatus),
    description: counts.signs || status,
    spoken: joined(status, counts.words),
  });
}

/** @param watched the same session as it is watched, which knows more than lists do */
export function sessionText(row: SessionRow, watched: WatchedSession | undefined, nowMs: number): FarmRowText {
  const isKnown = watched?.snapshot !== undefined;
  const tone = (isKnown ? sessionTone(watched) : undefined) ?? toneOfListed(row);
  const state = isKnown ? sessionState(watched, nowMs) : stateOfListed(row, nowMs);
  const where = row.parent?.kind === 'worker' ? shortId(row.key.jobId) : shortHost(row, watched);
  return text('session', shortId(row.key.sessionId), {
    tone,
    status: tone,
    description: joined(state, where, watched ? 'watched' : ''),
    spoken: joined(state, where && `${row.parent?.kind === 'worker' ? 'of' : 'on'} ${where}`, watched ? 'watched' : ''),
  });
}

export const SESSION_GROUPS = ['active', 'failed', 'ended'] as const satisfies readonly SessionRow['group'][];

/** @param more whether there may be others on pages not yet read */
export function groupText(group: SessionRow['group'], count: number, more: boolean): FarmRowText {
  const many = `${count}${more ? '+' : ''}`;
  return text('', `${group.charAt(0).toUpperCase()}${group.slice(1)} sessions`, {
    description: many,
    spoken: more ? `${count} so far` : many,
  });
}

export function fleetText({ displayName, status, workerCount }: Fleet): FarmRowText {
  const workers = workerCount === undefined ? '' : counted(workerCount, 'worker');
  return text('fleet', plainText(displayName), {
    status: statusWord(status),
    tone: toneOfStatus(status),
    description: joined(status === 'ACTIVE' ? '' : statusWord(status), workers),
    spoken: joined(statusWord(status), workers),
  });
}

export function workerText({ workerId, status, host }: Worker): FarmRowText {
  const name = host.hostName === undefined ? '' : shortId(workerId);
  return text('worker', host.hostName === undefined ? shortId(workerId) : plainText(host.hostName, 80), {
    status: statusWord(status),
    tone: toneOfStatus(status),
    description: joined(
      statusWord(status),
      host.ec2InstanceType === undefined ? '' : plainText(host.ec2InstanceType, 40),
      name,
    ),
  });
}

/** How a list of jobs is narrowed down and ordered, for its queue's row: `failed · mine · “sh010” · oldest first`; empty if not. */
export function queryWords({ text, statuses, createdBy, archived, order }: JobQuery, me: string | undefined): string {
  const orders: Readonly<Record<JobQuery['order'], string>> = {
    newest: '',
    oldest: 'oldest first',
    failedFirst: 'failed first',
    priority: 'by priority',
    name: 'by name',
  };
  return joined(
    statusGroups(statuses).join(', '),
    createdBy === undefined ? '' : createdBy === me ? 'mine' : `by ${creator(createdBy, me)}`,
    text === undefined ? '' : `“${plainText(text, 40)}”`,
    { without: '', with: 'archived too', only: 'archived' }[archived],
    orders[order],
  );
}

/** The statuses that people filter by, several of the service's words in one. */
export const STATUS_GROUPS: Readonly<Record<string, readonly string[]>> = {
  running: ACTIVE_STATUSES,
  failed: ['FAILED'],
  waiting: ['READY', 'PENDING'],
  suspended: ['SUSPENDED'],
  succeeded: ['SUCCEEDED'],
  canceled: ['CANCELED'],
  'not compatible': ['NOT_COMPATIBLE'],
};

/** Statuses by the names of their groups; what is in none is named itself. */
export function statusGroups(statuses: readonly string[]): readonly string[] {
  const nameOf = (status: string): string =>
    Object.entries(STATUS_GROUPS).find(([, words]) => words.includes(status))?.[0] ?? statusWord(status);
  return [...new Set(statuses.map(nameOf))];
}

/** Signs that tell canceled tasks from failed ones, which share theirs elsewhere. */
const COUNTED = [
  ['FAILED', '✗'],
  ['NOT_COMPATIBLE', '⚠'],
  ['INTERRUPTING', '⚡'],
  ['RUNNING', '●'],
  ['STARTING', '●'],
  ['ASSIGNED', '●'],
  ['SCHEDULED', '●'],
  ['READY', '◉'],
  ['PENDING', '○'],
  ['SUSPENDED', '⏸'],
  ['CANCELED', '⊘'],
  ['SUCCEEDED', '✓'],
] as const;

/** How many tasks are where, bad news first: `3✗ 12● 85✓`, and `3 failed, 12 running, 85 succeeded`. Empty where there are none. */
export function taskCounts(counts: Readonly<Record<string, number>>): {
  readonly signs: string;
  readonly words: string;
} {
  const signs = new Map<string, number>();
  for (const [status, sign] of COUNTED) {
    const count = counts[status] ?? 0;
    if (count > 0) {
      signs.set(sign, (signs.get(sign) ?? 0) + count);
    }
  }
  const known = new Set<string>(COUNTED.map(([status]) => status));
  const words = [...known, ...Object.keys(counts).filter((status) => !known.has(status))].flatMap((status) => {
    const count = counts[status] ?? 0;
    return count > 0 ? [`${count} ${statusWord(status)}`] : [];
  });
  return { signs: [...signs].map(([sign, count]) => `${count}${sign}`).join(' '), words: words.join(', ') };
}

/** Who made a job, as far as its name for the service tells: `you`, `ana` of an ARN's end, the first digits of a user's id. */
export function creator(createdBy: string, me: string | undefined): string {
  if (createdBy === me) {
    return 'you';
  }
  const name = createdBy.startsWith('arn:') ? (createdBy.split('/').pop() ?? createdBy) : createdBy;
  return plainText(/^(?:[0-9a-f]{10}-)?[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name) ? name.slice(-36, -28) : name, 24);
}

/** e.g. `1 worker`, `12 workers` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Where it ran as one says it: a name without its domain; empty where that is not known. */
function shortHost({ hostName }: SessionRow, watched: WatchedSession | undefined): string {
  const host = watched?.snapshot?.session.host;
  const name = hostName ?? host?.hostName ?? host?.ipV4Addresses[0] ?? '';
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
    return joined(isEnding(facts) ? 'ending → ended' : 'active', roughly(nowMs - startedAtMs));
  }
  return `${group === 'failed' ? 'failed' : 'ended'} ${roughly(nowMs - endedAtMs)} ago`;
}

function text(kind: string, label: string, rest: Partial<FarmRowText>): FarmRowText {
  const { description = '', spoken = description, tone = 'neutral', status = '' } = rest;
  const words = [label, kind, spoken.replaceAll(' · ', ', ')];
  return { label, description, spoken: words.filter((word) => word !== '').join(', '), tone, status };
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
