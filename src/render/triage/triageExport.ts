/** A job's failures as text for elsewhere: chat, tickets, spreadsheets. */
import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { connectionName, type JobKey, type SessionKey } from '../../core/session/sessionKey';
import type { FailedTask, FailureGroup, JobTriage, SessionFailure, TriageHost } from '../../core/triage/triage';
import { actionLabel } from '../session/action';
import { certaintyHeading } from '../diagnosis';
import { markdownText } from '../markdown';
import { exactTime } from '../time';
import {
  basisWords,
  groupCertainty,
  groupSentence,
  groupTasks,
  hostLabel,
  hostsWords,
  saidWords,
  sessionFailureSentence,
  sessionFailureWords,
  spreadWords,
  suspectWords,
  taskLabel,
  triageHeadline,
  triageTitle,
  unreadWords,
  whenWords,
} from './triage';

/** Addresses that lead back here; undefined for none. */
export interface TriageLinks {
  /** e.g. `vscode://publisher.name/job?…` */
  readonly job: (key: JobKey) => string | undefined;
  /** e.g. `vscode://publisher.name/session?…` */
  readonly session: (key: SessionKey) => string | undefined;
}

/** A message says what matters; the rest is one click away. */
const MOST_GROUPS = 20;
const MOST_LINES = 2;
const LONGEST_LINE = 300;

/** The same triage as if one group were all of it. */
export function onlyGroup(triage: JobTriage, group: FailureGroup): JobTriage {
  const failedTasks = group.tasks.length;
  return {
    ...triage,
    groups: [group],
    failedTasks,
    progress: { ...triage.progress, state: 'done', total: failedTasks, read: failedTasks },
    hosts: { ...triage.hosts, suspects: [] },
    unread: [],
  };
}

/** What one would write to a colleague: the causes, each with its tasks, hosts, a line of evidence and a link to it. */
export function triageMarkdown(triage: JobTriage, links: TriageLinks, nowMs: number): string {
  const { key, groups, hosts, unread } = triage;
  const left = groups.slice(MOST_GROUPS);
  const leftTasks = left.reduce((sum, { tasks }) => sum + tasks.length, 0);
  return [
    `**${linked(triageTitle(triage), links.job(key))}**: ${markdownText(triageHeadline(triage))}`,
    '',
    ...groups.slice(0, MOST_GROUPS).flatMap((group, index) => groupMarkdown(group, index, triage, links, nowMs)),
    ...(left.length > 0
      ? [
          plural(
            left.length,
            { one: '… and {1} in {0} more group.', other: '… and {1} in {0} more groups.' },
            countOfTasks(leftTasks),
          ),
          '',
        ]
      : []),
    ...triage.sessionFailures.flatMap((failure) => [
      `**${markdownText(sessionFailureSentence(failure))}** ${linked(
        sessionFailureWords(failure, nowMs),
        links.session(failure.example.key),
      )}`,
      '',
    ]),
    ...hosts.suspects.flatMap((suspect) => [
      `**${markdownText(hostLabel(suspect.host))}**: ${markdownText(suspectWords(suspect))}`,
      '',
    ]),
    ...unread.flatMap((part) => [markdownText(t('Not read: {0}', unreadWords(part))), '']),
    `\`${key.jobId}\`, \`${key.queueId}\`, \`${key.farmId}\`, ${markdownText(connectionName(key.connection))}`,
    '',
  ].join('\n');
}

function groupMarkdown(
  group: FailureGroup,
  index: number,
  triage: JobTriage,
  links: TriageLinks,
  nowMs: number,
): readonly string[] {
  const { example, evidence, certainty } = group;
  const session = example.sessionId && links.session({ ...triage.key, sessionId: example.sessionId });
  const cause = certainty === 'likely' ? t('likely: {0}', groupSentence(group)) : groupSentence(group);
  const link = t('Example: {0}', linked(taskLabel(example), session));
  const where = [groupTasks(group, triage), hostsWords(group), whenWords(group, nowMs)].filter((words) => words !== '');
  const lines = evidence.slice(0, MOST_LINES).map(({ text }) => `       ${plainText(text, LONGEST_LINE)}`);
  return [
    `${index + 1}. **${countOfTasks(group.tasks.length)}: ${markdownText(cause)}**  `,
    `   ${markdownText(where.join('; '))}`,
    '',
    ...(lines.length > 0 ? [...lines, ''] : []),
    `   ${markdownText(spreadWords(group))} ${markdownText(basisWords(group))} ${link}`,
    '',
  ];
}

function countOfTasks(count: number): string {
  return plural(count, { one: '{0} task', other: '{0} tasks' });
}

/** @param address made by us, never by others. */
function linked(text: string, address: string | undefined): string {
  return address === undefined ? markdownText(text) : `[${markdownText(text)}](${address})`;
}

/** English in every language, for programs that read the file. */
const COLUMNS = [
  'Group',
  'Tasks in group',
  'Cause',
  'Certainty',
  'Sentence',
  'Service says',
  'Own log read',
  'Task',
  'Host',
  'Started',
  'Ended',
  'Retries',
  'Step ID',
  'Task ID',
  'Session ID',
  'Session action ID',
];

/**
 * A row for each failed task (RFC 4180), the largest group first, then one for each kind of failure outside of tasks, with its example.
 * Programs that calculate must not take any of it for a formula: what begins like one has an apostrophe before it.
 */
export function triageCsv({ groups, sessionFailures }: JobTriage): string {
  const rows = [
    ...groups.flatMap((group, index) => group.tasks.map((task) => rowOf(group, index, task))),
    ...sessionFailures.map((failure, index) => sessionFailureRow(failure, groups.length + index)),
  ];
  return [COLUMNS, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function rowOf(group: FailureGroup, index: number, task: FailedTask): readonly (string | number)[] {
  const host = group.hosts.find((share) => share.host.id === task.hostId)?.host;
  return [
    index + 1,
    group.tasks.length,
    group.cause,
    groupCertainty(group),
    groupSentence(group),
    saidWords(group),
    task.isSampled ? 'yes' : 'no',
    taskLabel(task),
    host ? fullHost(host) : '',
    task.startedAtMs === undefined ? '' : exactTime(task.startedAtMs),
    task.endedAtMs === undefined ? '' : exactTime(task.endedAtMs),
    task.failureRetryCount ?? '',
    task.stepId,
    task.taskId,
    task.sessionId ?? '',
    task.sessionActionId ?? '',
  ];
}

/** What is about tasks stays empty: it failed before any task of its session ran, or beside them. */
function sessionFailureRow(failure: SessionFailure, index: number): readonly (string | number)[] {
  const { example, diagnosis, hosts } = failure;
  const { action, key } = example;
  const [host] = hosts;
  return [
    index + 1,
    '',
    diagnosis.cause,
    certaintyHeading(diagnosis),
    sessionFailureSentence(failure),
    saidWords({ said: { exitCode: action.processExitCode, message: action.progressMessage } }),
    diagnosis.evidence.some(({ at }) => at !== undefined) ? 'yes' : 'no',
    actionLabel(action, {}),
    host ? fullHost(host.host) : '',
    action.startedAtMs === undefined ? '' : exactTime(action.startedAtMs),
    action.endedAtMs === undefined ? '' : exactTime(action.endedAtMs),
    '',
    '',
    '',
    key.sessionId,
    action.sessionActionId,
  ];
}

function fullHost({ id, hostName }: TriageHost): string {
  return hostName ?? id;
}

/** What spreadsheets take for the begin of a formula, also after blanks. */
const FORMULA = /^\s*[=+\-@\t\r|%]/;
const LONGEST_CELL = 1_000;

function cellText(cell: string | number): string {
  if (typeof cell === 'number') {
    return String(cell);
  }
  const text = plainText(cell, LONGEST_CELL);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
