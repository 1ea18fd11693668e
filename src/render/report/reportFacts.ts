/** The facts of a session as lists of names and values. */
import { formatNumber, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { LogConfiguration, Part, SessionSnapshot } from '../../core/session/session';
import { connectionName, type SessionKey } from '../../core/session/sessionKey';
import type { WatchedSession } from '../../core/session/watchedSession';
import { statusWord } from '../session/action';
import { capital } from '../farms/farmRows';
import { logFacts } from '../logs/logFacts';
import { sessionSpan } from '../session/session';
import { exactTime } from '../time';
import { type Html, html } from './html';

type Fact = readonly [name: string, value: string | undefined];

/** Where it ran, what it wrote to, when, and what it belongs to. Facts that are not known are left out. */
export function reportFacts({ key, snapshot }: WatchedSession, nowMs: number): Html {
  return html`${snapshot && list(t('Host'), hostFacts(snapshot))}
  ${snapshot && list(t('Lifecycle'), lifecycleFacts(snapshot, nowMs))} ${snapshot && list(t('Job'), jobFacts(snapshot))}
  ${snapshot && list(t('Session log'), logOf(snapshot.session.log))}
  ${snapshot?.session.workerLog && list(t('Worker log'), logOf(snapshot.session.workerLog))}
  ${list(t('IDs'), idFacts(key, snapshot))}`;
}

function list(title: string, facts: readonly Fact[]): Html {
  const known = facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]));
  return html`<h2>${title}</h2>
    <dl>
      ${known.map(
        ({ name, value }) =>
          html`<dt>${name}</dt>
            <dd dir="auto">${plainText(value, 2_000)}</dd> `,
      )}
    </dl>`;
}

function hostFacts({ session, fleet, worker }: SessionSnapshot): readonly Fact[] {
  const { host } = session;
  return [
    [t('Host name'), host.hostName],
    [t('Instance type'), host.ec2InstanceType],
    [t('Instance'), host.ec2InstanceArn],
    [t('IP addresses'), [...host.ipV4Addresses, ...host.ipV6Addresses].join(', ')],
    [t('Fleet'), valueOf(fleet)?.displayName],
    [t('Worker status'), worker.ok && worker.value ? statusWord(worker.value.status) : undefined],
  ];
}

function lifecycleFacts(snapshot: SessionSnapshot, nowMs: number): readonly Fact[] {
  const { session, fetchedAtMs } = snapshot;
  const { started, ended, took } = sessionSpan(snapshot, nowMs);
  return [
    [t('Status'), capital(statusWord(session.lifecycleStatus))],
    [t('Target status'), session.targetLifecycleStatus && capital(statusWord(session.targetLifecycleStatus))],
    [t('Started'), started],
    [t('Ended'), ended],
    [t('Duration'), took],
    [t('Updated by'), session.updatedBy],
    [t('Last updated'), exactTime(fetchedAtMs)],
  ];
}

function jobFacts({ job, queue, farm }: SessionSnapshot): readonly Fact[] {
  const value = valueOf(job);
  const counts = Object.entries(value?.taskRunStatusCounts ?? {}).filter(([, count]) => count > 0);
  return [
    [t('Name'), value?.name],
    [t('Status'), value && capital(statusWord(value.taskRunStatus ?? value.lifecycleStatus))],
    [t('Tasks'), counts.map(([status, count]) => `${formatNumber(count)} ${statusWord(status)}`).join(', ')],
    [t('Created'), value && exactTime(value.createdAtMs)],
    [t('Created by'), value?.createdBy],
    [t('Queue'), valueOf(queue)?.displayName],
    [t('Farm'), valueOf(farm)?.displayName],
  ];
}

function logOf(log: LogConfiguration): readonly Fact[] {
  return [...logFacts(log).map(({ label, value }) => [label, value] as const), [t('Error'), log.error]];
}

function idFacts(key: SessionKey, snapshot: SessionSnapshot | undefined): readonly Fact[] {
  return [
    [t('Session ID'), key.sessionId],
    [t('Job ID'), key.jobId],
    [t('Queue ID'), key.queueId],
    [t('Farm ID'), key.farmId],
    [t('Fleet ID'), snapshot?.session.fleetId],
    [t('Worker ID'), snapshot?.session.workerId],
    [t('Connection'), connectionName(key.connection)],
  ];
}

function valueOf<T>(part: Part<T>): T | undefined {
  return part.ok ? part.value : undefined;
}
