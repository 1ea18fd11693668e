/** What can be copied from a session, as text. */
import { keyArn } from '../core/arn';
import { type Place, placeName, type SessionKey } from '../core/sessionKey';
import type { LogConfiguration, SessionSnapshot } from '../core/session';
import type { WatchedSession } from '../core/watched';
import type { Copyable } from './panelProtocol';
import { plainText } from '../core/plainText';
import { hostName, sessionSpan, sessionState, sessionTitle, sessionVerdict } from './session';

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
      return snapshot && logConsoleLink(snapshot.key.place, snapshot.session.log);
    case 'markdown':
      return snapshot && markdownSummary(session, snapshot, nowMs);
    case 'raw':
      return snapshot && JSON.stringify(snapshot.raw, undefined, 2);
    case 'fleetId':
    case 'workerId':
      return snapshot?.session[what];
    case 'hostName':
      return snapshot?.session.host.hostName;
    default:
      return key[what];
  }
}

/** The AWS CLI's way to ask for the session; the sample farm has no place that the CLI could reach without a server. */
export function cliCommand({ place, farmId, queueId, jobId, sessionId }: SessionKey): string {
  const ids = `--farm-id ${farmId} --queue-id ${queueId} --job-id ${jobId} --session-id ${sessionId}`;
  const note = place.source === 'sampleFarm' ? ` # ${placeName(place)}` : '';
  return `aws deadline get-session ${ids} --region ${place.region}${profileFlag(place.profile)}${note}`;
}

/** The way of Deadline Cloud's own command line tool to read the log. */
function deadlineCommand({ place, farmId, queueId, jobId, sessionId }: SessionKey): string {
  const ids = `--farm-id ${farmId} --queue-id ${queueId} --job-id ${jobId} --session-id ${sessionId}`;
  return `deadline job logs ${ids}${profileFlag(place.profile)}`;
}

function profileFlag(profile: string | undefined): string {
  return profile === undefined ? '' : ` --profile ${quoted(profile)}`;
}

/** A word for POSIX shells: single quotes keep everything but themselves. */
function quoted(word: string): string {
  return /^[\w.@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}

/** The job's page in a Deadline Cloud monitor; monitors have none for sessions. */
export function monitorLink(base: string, { place, farmId, queueId, jobId }: SessionKey): string {
  return `${base}/${place.region}/farms/${farmId}/queues/${queueId}?jobId=${jobId}`;
}

/** There is no ARN of a session: permissions are given on its job. Unknown where no role or creator names the account. */
function jobArn({ key, queue, job }: SessionSnapshot): string | undefined {
  const known = [queue.ok ? queue.value.roleArn : undefined, job.ok ? job.value.createdBy : undefined];
  return keyArn(key, known);
}

/**
 * A log in the CloudWatch console, which wants its names escaped twice; undefined where it is not kept there.
 * @example 'https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Faws…'
 */
export function logConsoleLink(place: Place, { options }: LogConfiguration): string | undefined {
  const { logGroupName, logStreamName, region = place.region } = options;
  if (logGroupName === undefined || logStreamName === undefined || !/^[a-z0-9-]+$/.test(region)) {
    return undefined;
  }
  const twice = (name: string): string => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${twice(logGroupName)}/log-events/${twice(logStreamName)}`;
}

/** What one would write to a colleague: state, verdict, host, ids, times and the log's decisive lines. */
function markdownSummary(session: WatchedSession, snapshot: SessionSnapshot, nowMs: number): string {
  const { key, decisiveLines } = session;
  const { started, ended, took } = sessionSpan(snapshot, nowMs);
  const lines = (decisiveLines ?? []).map((line) => `    ${plainText(line, 500)}`);
  return [
    `**${escaped(sessionTitle(session))}**: ${escaped(sessionState(session, nowMs))}`,
    '',
    escaped(sessionVerdict(snapshot, nowMs)),
    '',
    ...(lines.length === 0 ? [] : [...lines, '']),
    `- Host: ${escaped(hostName(snapshot.session.host))}`,
    `- Started ${started}${ended === undefined ? ', still active' : `, ended ${ended}`} (${took})`,
    `- \`${key.sessionId}\``,
    `- \`${key.jobId}\`, \`${key.queueId}\`, \`${key.farmId}\`, ${escaped(placeName(key.place))}`,
    '',
  ].join('\n');
}

/** Text in which nothing is Markdown or HTML. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, (sign) =>
    sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`,
  );
}
