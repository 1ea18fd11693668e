/** What a job's page draws of a triage: words of bounded size, in place of everything that is known. */
import type { Fault, Remedy } from '../../core/errors';
import { isArchived } from '../../core/farm/farm';
import { shortId } from '../../core/ids';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { connectionName } from '../../core/session/sessionKey';
import { type Tone, toneOfStatus } from '../../core/session/status';
import type { FailedTask, FailureGroup, HostComparison, JobTriage, TriageProgress } from '../../core/triage/triage';
import { statusWord } from '../session/action';
import { certaintyHeading } from '../diagnosis';
import { jobStatus } from '../farms/farmRows';
import { clockTime, shortTime } from '../time';
import {
  basisWords,
  groupCertainty,
  groupSentence,
  groupTasks,
  hostLabel,
  hostsWords,
  progressWords,
  saidWords,
  sessionFailureSentence,
  sessionFailureWords,
  sharedWords,
  spreadWords,
  suspectWords,
  taskLabel,
  triageHeading,
  triageHeadline,
  triageTitle,
  unreadWords,
  whenWords,
} from '../triage/triage';
import type { GroupPicture, JobPicture, SeenPicture, TaskPicture } from './jobProtocol';

/** Groups that are drawn to begin with, and how many more each time somebody asks. */
export const GROUPS_A_PAGE = 25;
/** A line of a log is cut after so many characters; the whole stands in the log. */
const LONGEST_LINE = 1_000;

/** What is known beside the triage. */
export interface JobPictureContext {
  readonly nowMs: number;
  /** Names of the farm and the queue, where they are known. */
  readonly names: { readonly farm?: string; readonly queue?: string };
  /** Whether tasks may be retried from this window. */
  readonly mayRetry: boolean;
  readonly mostGroups: number;
  /** What is remembered of a group's failure. */
  readonly seen: (group: FailureGroup) => SeenPicture | undefined;
}

export function jobPicture(triage: JobTriage, context: JobPictureContext): JobPicture {
  const { key, job, progress, groups, unread, readAtMs } = triage;
  const fault = groups.length === 0 && progress.state === 'failed' ? unread[0]?.fault : undefined;
  const told = fault ? unread.slice(1) : unread;
  return {
    key,
    title: triageTitle(triage),
    heading: triageHeading(triage),
    belonging: {
      connection: connectionName(key.connection),
      farm: plainText(context.names.farm ?? shortId(key.farmId)),
      queue: plainText(context.names.queue ?? shortId(key.queueId)),
    },
    isSample: key.connection.source === 'sampleFarm',
    status: job ? statusWord(jobStatus(job)) : '',
    tone: job ? toneOfStatus(jobStatus(job)) : 'neutral',
    headline: fault ? '' : triageHeadline(triage),
    isReading: progress.state === 'reading',
    isStopped: progress.state === 'stopped',
    progress: progressWords(progress) ?? '',
    done: shareDone(progress),
    fault: fault && { ...fault, remedies: remediesOf(fault) },
    unread:
      told.length === 0
        ? undefined
        : {
            lines: [...new Set(told.map(unreadWords))],
            remedies: [...new Set(told.flatMap((part) => remediesOf(part.fault)))],
          },
    permissions: missingPermissionsOf(unread),
    suspects: triage.hosts.suspects.map((suspect) => ({
      name: hostLabel(suspect.host),
      words: suspectWords(suspect),
      canLook: suspect.elsewhere === undefined || suspect.elsewhere.state === 'failed',
      isLooking: suspect.elsewhere?.state === 'reading',
    })),
    hosts: hostsComparison(triage),
    compare: compareWords(triage),
    showLanes: fault ? '' : showLanesWords(triage.hosts.estimatedCalls),
    groups: groups.slice(0, context.mostGroups).map((group) => toGroup(group, triage, context)),
    sessionFailures: triage.sessionFailures.map((failure) => ({
      sentence: sessionFailureSentence(failure),
      certainty: certaintyHeading(failure.diagnosis),
      words: sessionFailureWords(failure, context.nowMs),
      advice: plainText(failure.diagnosis.advice, 500),
      evidence: failure.diagnosis.evidence.map(({ text, why, at }) => ({
        text: text.slice(0, LONGEST_LINE),
        why: plainText(why, 200),
        isInLog: at !== undefined,
      })),
    })),
    hiddenGroups: Math.max(0, groups.length - context.mostGroups),
    readAt: readAtMs === undefined ? '' : clockTime(readAtMs, context.nowMs),
    goesOn: triage.goesOn,
    canRetry: context.mayRetry && groups.length > 0 && !(job && isArchived(job)),
  };
}

/** What the page says of one of a group's tasks. */
export function taskPicture(task: FailedTask, { hosts }: Pick<FailureGroup, 'hosts'>, nowMs: number): TaskPicture {
  const host = hosts.find((share) => share.host.id === task.hostId)?.host;
  return {
    label: taskLabel(task),
    host: host ? hostLabel(host) : '',
    when: task.endedAtMs === undefined ? '' : shortTime(task.endedAtMs, nowMs),
    isSampled: task.isSampled,
    opens: task.sessionActionId !== undefined,
  };
}

function toGroup(group: FailureGroup, triage: JobTriage, { nowMs, seen }: JobPictureContext): GroupPicture {
  const { example, tasks } = group;
  const { host, when } = taskPicture(example, group, nowMs);
  return {
    id: group.id,
    sentence: groupSentence(group),
    certainty: groupCertainty(group),
    tone: toneOfGroup(group),
    tasks: tasks.length,
    share: tasks.length / Math.max(1, triage.failedTasks),
    ranges: groupTasks(group, triage),
    shared: sharedWords(group),
    said: saidWords(group),
    hosts: hostsWords(group),
    when: whenWords(group, nowMs),
    spread: spreadWords(group),
    basis: basisWords(group),
    advice: plainText(group.advice, 500),
    studioRule: group.studio ? plainText(group.studio.id, 60) : '',
    evidence: group.evidence.map(({ text, why, at }) => ({
      text: text.slice(0, LONGEST_LINE),
      why: plainText(why, 200),
      isInLog: at !== undefined,
    })),
    example: taskLabel(example),
    exampleAt: [host, when].filter((word) => word !== '').join(', '),
    opens: example.sessionActionId !== undefined,
    seen: seen(group),
  };
}

/** The IAM actions for want of which parts of a triage could not be read; each once. */
export function missingPermissionsOf(unread: readonly { readonly fault: Fault }[]): readonly string[] {
  return [...new Set(unread.flatMap(({ fault }) => fault.permission ?? []))];
}

/** Ways out that are about a session lead nowhere from here. */
export function remediesOf({ remedies }: Fault): readonly Remedy[] {
  return remedies.filter((remedy) => !OF_SESSIONS.has(remedy));
}

const OF_SESSIONS: ReadonlySet<Remedy> = new Set<Remedy>(['lookUp', 'chooseOther', 'openLog']);

/** What was stopped by a person or a shutdown is no failure. */
function toneOfGroup({ cause }: FailureGroup): Tone {
  return cause === 'canceled' || cause === 'interrupted' ? cause : 'failed';
}

function hostsComparison({ hosts, failedTasks }: JobTriage): string {
  const { state, suspects, attempts, failures, isPartial } = hosts;
  if (state === 'reading') {
    return t('Comparing the hosts…');
  }
  if (state !== 'read' || suspects.length > 0 || failedTasks === 0) {
    return '';
  }
  const seen = plural(
    attempts,
    { one: '{1} of {0} attempt failed', other: '{1} of {0} attempts failed' },
    formatNumber(failures),
  );
  return isPartial
    ? t('No host fails more often than chance explains: {0}, as far as was read.', seen)
    : t('No host fails more often than chance explains: {0}.', seen);
}

/** What the button says that compares the hosts; empty where there is nothing to compare or it is done. */
function compareWords({ hosts, failedTasks, progress }: JobTriage): string {
  const { state, estimatedCalls }: HostComparison = hosts;
  if (failedTasks === 0 || progress.state === 'reading' || (state !== 'unread' && state !== 'failed')) {
    return '';
  }
  return estimatedCalls === undefined
    ? t('Compare Hosts')
    : plural(estimatedCalls, {
        one: 'Compare Hosts (about {0} call)',
        other: 'Compare Hosts (about {0} calls)',
      });
}

/** What the button says that draws all sessions. It reads what the comparison of hosts reads. */
function showLanesWords(calls: number | undefined): string {
  return calls === undefined
    ? t('Show the Job as a Picture')
    : plural(calls, {
        one: 'Show the Job as a Picture (about {0} call)',
        other: 'Show the Job as a Picture (about {0} calls)',
      });
}

function shareDone({ state, phase, total, read, logsRead, logsPlanned }: TriageProgress): number | undefined {
  if (state !== 'reading') {
    return undefined;
  }
  const [part, whole] = phase === 'tasks' ? [read, total] : phase === 'logs' ? [logsRead, logsPlanned] : [0, 0];
  return whole === undefined || whole === 0 ? undefined : Math.min(1, part / whole);
}
