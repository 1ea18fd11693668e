/** The facts of a session as lists of names and values. */
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
  return html`${snapshot && list('Host', hostFacts(snapshot))}
  ${snapshot && list('Lifecycle', lifecycleFacts(snapshot, nowMs))} ${snapshot && list('Job', jobFacts(snapshot))}
  ${snapshot && list('Session log', logOf(snapshot.session.log))}
  ${snapshot?.session.workerLog && list('Worker log', logOf(snapshot.session.workerLog))}
  ${list('IDs', idFacts(key, snapshot))}`;
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
    ['Host name', host.hostName],
    ['Instance type', host.ec2InstanceType],
    ['Instance', host.ec2InstanceArn],
    ['IP addresses', [...host.ipV4Addresses, ...host.ipV6Addresses].join(', ')],
    ['Fleet', valueOf(fleet)?.displayName],
    ['Worker status', worker.ok && worker.value ? statusWord(worker.value.status) : undefined],
  ];
}

function lifecycleFacts(snapshot: SessionSnapshot, nowMs: number): readonly Fact[] {
  const { session, fetchedAtMs } = snapshot;
  const { started, ended, took } = sessionSpan(snapshot, nowMs);
  return [
    ['Status', capital(statusWord(session.lifecycleStatus))],
    ['Target status', session.targetLifecycleStatus && capital(statusWord(session.targetLifecycleStatus))],
    ['Started', started],
    ['Ended', ended],
    ['Duration', took],
    ['Updated by', session.updatedBy],
    ['Last updated', exactTime(fetchedAtMs)],
  ];
}

function jobFacts({ job, queue, farm }: SessionSnapshot): readonly Fact[] {
  const value = valueOf(job);
  const counts = Object.entries(value?.taskRunStatusCounts ?? {}).filter(([, count]) => count > 0);
  return [
    ['Name', value?.name],
    ['Status', value && capital(statusWord(value.taskRunStatus ?? value.lifecycleStatus))],
    ['Tasks', counts.map(([status, count]) => `${count.toLocaleString('en-US')} ${statusWord(status)}`).join(', ')],
    ['Created', value && exactTime(value.createdAtMs)],
    ['Created by', value?.createdBy],
    ['Queue', valueOf(queue)?.displayName],
    ['Farm', valueOf(farm)?.displayName],
  ];
}

function logOf(log: LogConfiguration): readonly Fact[] {
  return [...logFacts(log).map(({ label, value }) => [label, value] as const), ['Error', log.error]];
}

function idFacts(key: SessionKey, snapshot: SessionSnapshot | undefined): readonly Fact[] {
  return [
    ['Session ID', key.sessionId],
    ['Job ID', key.jobId],
    ['Queue ID', key.queueId],
    ['Farm ID', key.farmId],
    ['Fleet ID', snapshot?.session.fleetId],
    ['Worker ID', snapshot?.session.workerId],
    ['Connection', connectionName(key.connection)],
  ];
}

function valueOf<T>(part: Part<T>): T | undefined {
  return part.ok ? part.value : undefined;
}
