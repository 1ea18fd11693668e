/** Who may read a log: the caller, or the role that its queue or fleet lends; and where CloudWatch keeps it. */
import {
  AssumeFleetRoleForReadCommand,
  AssumeQueueRoleForReadCommand,
  AssumeQueueRoleForUserCommand,
} from '@aws-sdk/client-deadline';

import type { Clock } from '../../core/async/clock';
import { UserError, toFault } from '../../core/errors';
import { isId } from '../../core/ids';
import type { LogLocation } from '../../core/service/ports';
import { isRegion, connectionId } from '../../core/session/sessionKey';

import { toCredentials } from '../deadline/answers';
import { ask } from '../calls/ask';
import type { Calls } from '../calls/calls';
import { type Credentials, type CredentialsMemo, createCredentialsMemo } from '../credentials/credentialsCache';
import { ended, quoted, whose } from '../faults/sentences';
import { t } from '../../core/text/localize';

/** A log as CloudWatch names it, in the Region where it is looked for. */
export interface LogStream {
  readonly group: string;
  readonly stream: string;
  readonly region: string;
}

/**
 * Makes one request for a log with the role that may make it: `send` is called with the role to use, undefined for one's own keys.
 *
 * @param action the permission it takes, e.g. `logs:GetLogEvents`
 * @throws {UserError} `accessDenied` where neither may
 */
export type LogAccess = <T>(
  log: LogLocation,
  action: string,
  send: (stream: LogStream, role: CredentialsMemo | undefined) => Promise<T>,
  signal: AbortSignal,
) => Promise<T>;

/**
 * Own credentials come first; where those are refused, the roles that the queue or fleet lends: for reading, then, for who came
 * through the Deadline Cloud monitor, for using. What has helped once is used at once for the same queue or fleet, until it is
 * refused. `life` ends what is asked for everybody.
 */
export function createLogAccess(calls: Calls, clock: Clock, life: AbortSignal): LogAccess {
  const helpful = new Map<string, CredentialsMemo>();
  /** In which Region logs of a queue or fleet were found, where its workers name another one. */
  const homes = new Map<string, string>();

  const readAt: LogAccessAt = async (stream, log, action, send, signal) => {
    const gate = `${connectionId(log.connection)}/${log.owner}/${action}`;
    const refusals: Refusal[] = [];
    const attempt = async (role: CredentialsMemo | undefined) => {
      try {
        return { answer: await send(stream, role) };
      } catch (error) {
        signal.throwIfAborted();
        const { kind } = toFault(error);
        const isLent = role !== undefined && (await wasLent(role));
        // A queue without a role of its own has none to lend, which the service calls invalid.
        const hasNoRole = role !== undefined && !isLent && (kind === 'notFound' || kind === 'invalid');
        if (kind !== 'accessDenied' && !hasNoRole) {
          throw error;
        }
        refusals.push({ error, isLent });
        return undefined;
      }
    };

    const first = await attempt(helpful.get(gate));
    if (first !== undefined) {
      return first.answer;
    }
    // A role that was good once may be taken away: the next reading starts with the own credentials again.
    helpful.delete(gate);
    for (const assume of lenders(log)) {
      const role = createCredentialsMemo(() => assume(calls, log, life), clock);
      const found = await attempt(role);
      if (found !== undefined) {
        helpful.set(gate, role);
        return found.answer;
      }
    }
    throw refused(log, action, refusals);
  };

  return async (log, action, send, signal) => {
    const named = locate(log);
    const own = log.connection.region;
    const home = `${connectionId(log.connection)}/${log.owner}/${named.region}`;
    const region = homes.get(home) ?? named.region;
    try {
      return await readAt({ ...named, region }, log, action, send, signal);
    } catch (error) {
      // Some worker agents name a Region in the log's options and write to the farm's Region all the same.
      const other = region === own ? named.region : own;
      if (toFault(error).kind !== 'notFound' || other === region) {
        throw error;
      }
      const answer = await readAt({ ...named, region: other }, log, action, send, signal);
      homes.set(home, other);
      return answer;
    }
  };
}

type LogAccessAt = <T>(
  stream: LogStream,
  log: LogLocation,
  action: string,
  send: (stream: LogStream, role: CredentialsMemo | undefined) => Promise<T>,
  signal: AbortSignal,
) => Promise<T>;

/** Somebody who may not read. */
interface Refusal {
  readonly error: unknown;
  /** It was a role that was lent: the log was refused to it. */
  readonly isLent: boolean;
}

type Assume = (calls: Calls, log: LogLocation, signal: AbortSignal) => Promise<Credentials>;

function lenders({ owner }: LogLocation): readonly Assume[] {
  return isId('queue', owner) ? [assumeQueueRoleForRead, assumeQueueRoleForUser] : [assumeFleetRoleForRead];
}

const assumeQueueRoleForRead: Assume = (calls, { connection, farmId, owner }, signal) =>
  ask(
    calls,
    connection,
    'AssumeQueueRoleForRead',
    new AssumeQueueRoleForReadCommand({ farmId, queueId: owner }),
    toCredentials,
    signal,
  );

const assumeQueueRoleForUser: Assume = (calls, { connection, farmId, owner }, signal) =>
  ask(
    calls,
    connection,
    'AssumeQueueRoleForUser',
    new AssumeQueueRoleForUserCommand({ farmId, queueId: owner }),
    toCredentials,
    signal,
  );

const assumeFleetRoleForRead: Assume = (calls, { connection, farmId, owner }, signal) =>
  ask(
    calls,
    connection,
    'AssumeFleetRoleForRead',
    new AssumeFleetRoleForReadCommand({ farmId, fleetId: owner }),
    toCredentials,
    signal,
  );

async function wasLent(role: CredentialsMemo): Promise<boolean> {
  const remembered = await role.remembered();
  return remembered !== undefined && 'untilMs' in remembered;
}

/** Where CloudWatch keeps the log, or why it cannot be said. Older workers put the names among the parameters. */
function locate({ connection, configuration }: LogLocation) {
  const { driver, options, parameters, error } = configuration;
  if (error !== undefined) {
    throw unreadable(
      t('There is no log, because it could not be set up: {0}', quoted(error) || t('no reason was given')),
    );
  }
  if (driver !== 'awslogs') {
    throw unreadable(
      t('This log is kept by “{0}”, which cannot be read here. Ask the owner of the worker for it.', quoted(driver)),
    );
  }
  const read = (name: string): string | undefined => options[name] ?? parameters[name];
  const [group, stream, region] = [read('logGroupName'), read('logStreamName'), read('region')];
  if (group === undefined || stream === undefined) {
    throw unreadable(t('The service did not say where this log is kept, so it cannot be read.'));
  }
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group) || !/^[^:*\p{Cc}]{1,512}$/u.test(stream)) {
    throw unreadable(t('The service named a log group or stream that cannot exist, so the log cannot be read.'));
  }
  return { group, stream, region: isRegion(region) ? region : connection.region };
}

function unreadable(message: string): UserError {
  return new UserError({ kind: 'invalid', message: ended(message), remedies: [] });
}

function neitherRole(refusedTo: string, kind: 'queue' | 'fleet', action: string, assume: string): string {
  return kind === 'queue'
    ? t('{0}, and may not use the queue’s role either. Ask for one of the two, {1} or {2}.', refusedTo, action, assume)
    : t('{0}, and may not use the fleet’s role either. Ask for one of the two, {1} or {2}.', refusedTo, action, assume);
}

function lentRole(refusedTo: string, kind: 'queue' | 'fleet', action: string, role: string | undefined): string {
  const named = role ?? '';
  if (kind === 'queue') {
    return named === ''
      ? t('{0}, and so does the queue’s role. Ask for {1} on that role.', refusedTo, action)
      : t('{0}, and so does the queue’s role {1}. Ask for {2} on that role.', refusedTo, named, action);
  }
  return named === ''
    ? t('{0}, and so does the fleet’s role. Ask for {1} on that role.', refusedTo, action)
    : t('{0}, and so does the fleet’s role {1}. Ask for {2} on that role.', refusedTo, named, action);
}

/** Neither the caller nor a role may read: say who lacks what, and what would help. */
function refused({ connection, owner }: LogLocation, action: string, refusals: readonly Refusal[]): UserError {
  const kind = isId('queue', owner) ? 'queue' : 'fleet';
  const assume = kind === 'queue' ? 'deadline:AssumeQueueRoleForRead' : 'deadline:AssumeFleetRoleForRead';
  const lent = refusals.find(({ isLent }) => isLent);
  const [, role] = /assumed-role\/([\w+=,.@-]{1,64})\//.exec(causeOf(lent?.error)) ?? [];
  const refusedTo = t(
    'Not allowed to read the log: {0} may not use {1} in {2}',
    whose(connection),
    action,
    connection.region,
  );
  const cause = refusals.at(-1)?.error;
  return new UserError(
    {
      ...toFault(refusals[0]?.error),
      message:
        lent === undefined ? neitherRole(refusedTo, kind, action, assume) : lentRole(refusedTo, kind, action, role),
      remedies: ['chooseConnection', 'retry', 'showOutput'],
    },
    { cause },
  );
}

/** What the service said itself. */
function causeOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
}
