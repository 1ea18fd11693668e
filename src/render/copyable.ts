/** What can be copied from a session, as text. */
import { logConsoleLink } from './consoleLinks';
import { keyArn } from '../core/service/arn';
import type { JobPath } from '../core/farm/farm';
import type { TaskPath } from '../core/farm/tasks';
import { type Connection, connectionName, type SessionKey } from '../core/session/sessionKey';
import type { SessionSnapshot } from '../core/session/session';
import { failingAction } from '../core/session/status';
import type { WatchedSession } from '../core/session/watchedSession';
import type { Copyable } from './panel/panelProtocol';
import { t } from '../core/text/localize';
import { plainText } from '../core/text/plainText';
import { missingPermissions, policyFor } from './missingPermissions';
import { causeLine, evidenceLines } from './diagnosis';
import { stuckLine } from './watching/stuck';
import { markdownText } from './markdown';
import { hostName, sessionSpan, sessionState, sessionTitle, sessionVerdict } from './session/session';

/** The text of one of a session's facts; undefined where it is not known. */
export function copyableText(what: Copyable, session: WatchedSession, nowMs: number): string | undefined {
  const { key, snapshot } = session;
  switch (what) {
    case 'allIds':
      return [key.farmId, key.queueId, key.jobId, key.sessionId].join('\n');
    case 'cli':
      return cliCommand(key);
    case 'deadlineCli':
      return deadlineCommand(key);
    case 'jobArn':
      return snapshot && jobArn(snapshot);
    case 'consoleLink':
      return snapshot && logConsoleLink(snapshot.key.connection, snapshot.session.log);
    case 'markdown':
      return snapshot && markdownSummary(session, snapshot, nowMs);
    case 'policy':
      return snapshot && policyFor(key, missingPermissions(snapshot));
    case 'raw':
      return snapshot && JSON.stringify(snapshot.raw, undefined, 2);
    case 'fleetId':
    case 'workerId':
      return snapshot?.session[what];
    case 'addresses': {
      const { ipV4Addresses = [], ipV6Addresses = [] } = snapshot?.session.host ?? {};
      return [...ipV4Addresses, ...ipV6Addresses].map((address) => plainText(address, 255)).join('\n') || undefined;
    }
    case 'instanceArn':
      return snapshot?.session.host.ec2InstanceArn && plainText(snapshot.session.host.ec2InstanceArn, 2048);
    case 'sessionLogGroup':
      return oneLine(snapshot?.session.log.options.logGroupName);
    case 'sessionLogStream':
      return oneLine(snapshot?.session.log.options.logStreamName);
    case 'workerLogGroup':
      return oneLine(snapshot?.session.workerLog?.options.logGroupName);
    case 'workerLogStream':
      return oneLine(snapshot?.session.workerLog?.options.logStreamName);
    case 'jobName':
      return snapshot?.job.ok ? plainText(snapshot.job.value.name, 500) : undefined;
    case 'failure':
      return snapshot && failureText(session, snapshot, nowMs);
    case 'hostName':
      return snapshot?.session.host.hostName && plainText(snapshot.session.host.hostName, 255);
    default:
      return key[what];
  }
}

/**
 * The AWS CLI's command to read the session. Undefined where the profile's name cannot be written for every shell.
 * The CLI cannot reach the sample farm without a server.
 */
function cliCommand({ connection, farmId, queueId, jobId, sessionId }: SessionKey): string | undefined {
  const ids = `--farm-id ${farmId} --queue-id ${queueId} --job-id ${jobId} --session-id ${sessionId}`;
  const note = connection.source === 'sampleFarm' ? ` # ${connectionName(connection)}` : '';
  const profile = profileFlag(connection.profile);
  return profile === undefined
    ? undefined
    : `aws deadline get-session ${ids} --region ${connection.region}${profile}${note}`;
}

/** The way of Deadline Cloud's own command line tool to read the log. */
function deadlineCommand({ connection, farmId, queueId, jobId, sessionId }: SessionKey): string | undefined {
  const ids = `--farm-id ${farmId} --queue-id ${queueId} --job-id ${jobId} --session-id ${sessionId}`;
  const profile = profileFlag(connection.profile);
  return profile === undefined ? undefined : `deadline job logs ${ids}${profile}`;
}

/**
 * The flag for a profile, e.g. ` --profile studio`, ` --profile "studio x"`. It means the same in POSIX shells, fish, PowerShell
 * and cmd: their quoting differs, but in double quotes all of them keep letters, digits and a few signs. Undefined for a name with
 * any other character, which some shell would interpret, and for one that begins like a flag.
 */
function profileFlag(profile: string | undefined): string | undefined {
  if (profile === undefined) {
    return '';
  }
  if (/^[A-Za-z0-9_][\w.-]*$/.test(profile)) {
    return ` --profile ${profile}`;
  }
  return /^[\p{L}\p{N}_.@+=,][\p{L}\p{M}\p{N}_.@+=, -]*$/u.test(profile) ? ` --profile "${profile}"` : undefined;
}

/** A job's page in a Deadline Cloud monitor, at a step or task if one is named; monitors have none for sessions. */
export function monitorLink(
  base: string,
  { region }: Pick<Connection, 'region'>,
  { farmId, queueId, jobId, stepId, taskId }: JobPath & Partial<TaskPath>,
): string {
  const at = [stepId && `&stepId=${stepId}`, taskId && `&taskId=${taskId}`].filter(Boolean).join('');
  return `${base}/${region}/farms/${farmId}/queues/${queueId}?jobId=${jobId}${at}`;
}

/** There is no ARN of a session: permissions are given on its job. Unknown where no role or creator names the account. */
function jobArn({ key, queue, job }: SessionSnapshot): string | undefined {
  const known = [queue.ok ? queue.value.roleArn : undefined, job.ok ? job.value.createdBy : undefined];
  return keyArn(key, known);
}

/** A name of the service's on one line. */
function oneLine(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plainText(name, 1_024);
}

/** What went wrong, for a chat or a ticket: the verdict, the cause, and the log's decisive lines or the task's last message. */
function failureText({ diagnosis }: WatchedSession, snapshot: SessionSnapshot, nowMs: number): string | undefined {
  const action = failingAction(snapshot);
  if (!action) {
    return undefined;
  }
  const lines = diagnosis ? evidenceLines(diagnosis).map(({ text }) => text) : [];
  const message = action.progressMessage === undefined ? [] : [action.progressMessage];
  return [
    sessionVerdict(snapshot, nowMs),
    ...(diagnosis ? [causeLine(diagnosis)] : []),
    ...(lines.length > 0 ? lines : message).map((line) => plainText(line, 2_000)),
  ].join('\n');
}

/** What one would write to a colleague: state, verdict, host, ids, times and the log's decisive lines. */
function markdownSummary(session: WatchedSession, snapshot: SessionSnapshot, nowMs: number): string {
  const { key, diagnosis, stuck } = session;
  const { started, ended, took } = sessionSpan(snapshot, nowMs);
  const lines = diagnosis ? evidenceLines(diagnosis).map(({ text }) => `    ${plainText(text, 500)}`) : [];
  return [
    `**${markdownText(sessionTitle(session))}**: ${markdownText(sessionState(session, nowMs))}`,
    '',
    markdownText(sessionVerdict(snapshot, nowMs)),
    '',
    ...(diagnosis ? [`**${markdownText(causeLine(diagnosis))}**`, ''] : []),
    ...(stuck ? [`**${markdownText(stuckLine(stuck, nowMs))}**`, ''] : []),
    ...(lines.length === 0 ? [] : [...lines, '']),
    ...(diagnosis && diagnosis.advice !== '' ? [markdownText(diagnosis.advice), ''] : []),
    `- ${t('Host: {0}', markdownText(hostName(snapshot.session.host)))}`,
    `- ${
      ended === undefined
        ? t('Started {0}, still active ({1})', started, took)
        : t('Started {0}, ended {1} ({2})', started, ended, took)
    }`,
    `- \`${key.sessionId}\``,
    `- \`${key.jobId}\`, \`${key.queueId}\`, \`${key.farmId}\`, ${markdownText(connectionName(key.connection))}`,
    '',
  ].join('\n');
}
