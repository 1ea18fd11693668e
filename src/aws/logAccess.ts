/** Who may read a log: the caller, or the role that its queue or fleet lends; and where CloudWatch keeps it. */
import { AssumeFleetRoleForReadCommand, AssumeQueueRoleForReadCommand } from '@aws-sdk/client-deadline';

import type { Clock } from '../core/clock';
import { UserError, toFault } from '../core/errors';
import { isId } from '../core/ids';
import type { LogLocation } from '../core/ports';
import { isRegion, placeId } from '../core/sessionKey';

import { toCredentials } from './answers';
import type { Calls } from './calls';
import { type CredentialsMemo, createCredentialsMemo } from './credentials';
import { quoted, whose } from './faults';

/** A log as CloudWatch names it. */
export interface LogStream {
  readonly group: string;
  readonly stream: string;
  readonly region: string;
}

/**
 * Makes one request for a log by whoever may make it: `send` is called with the role to use, undefined for one's own keys.
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
 * Own credentials come first; where those are refused, the role that the queue or fleet lends for reading, which is then used at
 * once for the same queue or fleet. `life` ends what is asked for everybody.
 */
export function createLogAccess(calls: Calls, clock: Clock, life: AbortSignal): LogAccess {
  const roles = new Map<string, CredentialsMemo>();
  return async (log, action, send, signal) => {
    const stream = locate(log);
    const gate = `${placeId(log.place)}/${log.owner}/${action}`;
    try {
      return await send(stream, roles.get(gate));
    } catch (error) {
      if (!(error instanceof UserError) || error.fault.kind !== 'accessDenied') {
        throw error;
      }
      // A role that was good once may be taken away: the next reading starts with the own credentials again.
      roles.delete(gate);
      const role = createCredentialsMemo(() => assumeRole(calls, log, life), clock);
      const answer = await send(stream, role).catch((roleError: unknown) => {
        signal.throwIfAborted();
        throw refusedTwice(log, action, error, roleError);
      });
      roles.set(gate, role);
      return answer;
    }
  };
}

function assumeRole(calls: Calls, { place, farmId, owner }: LogLocation, signal: AbortSignal) {
  return isId('queue', owner)
    ? calls.send(
        place,
        'AssumeQueueRoleForRead',
        ({ deadline }, options) =>
          deadline.send(new AssumeQueueRoleForReadCommand({ farmId, queueId: owner }), options),
        toCredentials,
        signal,
      )
    : calls.send(
        place,
        'AssumeFleetRoleForRead',
        ({ deadline }, options) =>
          deadline.send(new AssumeFleetRoleForReadCommand({ farmId, fleetId: owner }), options),
        toCredentials,
        signal,
      );
}

/** Where CloudWatch keeps the log, or why it cannot be said. Older workers put the names among the parameters. */
function locate({ place, configuration }: LogLocation) {
  const { driver, options, parameters, error } = configuration;
  if (error !== undefined) {
    throw unreadable(`There is no log, because it could not be set up: ${quoted(error) || 'no reason was given'}`);
  }
  if (driver !== 'awslogs') {
    throw unreadable(
      `This log is kept by “${quoted(driver)}”, which cannot be read here. Ask whoever runs the worker for it`,
    );
  }
  const read = (name: string): string | undefined => options[name] ?? parameters[name];
  const [group, stream, region] = [read('logGroupName'), read('logStreamName'), read('region')];
  if (group === undefined || stream === undefined) {
    throw unreadable('The service did not say where this log is kept, so it cannot be read');
  }
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group) || !/^[^:*\p{Cc}]{1,512}$/u.test(stream)) {
    throw unreadable('The service named a log group or stream that cannot exist, so the log cannot be read');
  }
  return { group, stream, region: isRegion(region) ? region : place.region };
}

function unreadable(message: string): UserError {
  return new UserError({ kind: 'invalid', message: /[.!?…]$/.test(message) ? message : `${message}.`, remedies: [] });
}

/** Neither the caller nor the role may read: say both, and what would help. */
function refusedTwice({ place, owner }: LogLocation, action: string, own: UserError, roleError: unknown): UserError {
  const fault = toFault(roleError);
  if (fault.kind !== 'accessDenied' && fault.kind !== 'notFound') {
    return roleError instanceof UserError ? roleError : own;
  }
  const whoseRole = isId('queue', owner) ? 'queue' : 'fleet';
  const assume = isId('queue', owner) ? 'deadline:AssumeQueueRoleForRead' : 'deadline:AssumeFleetRoleForRead';
  return new UserError(
    {
      ...own.fault,
      message: `Not allowed to read the log: ${whose(place)} lacks ${action} in ${place.region}, and the ${whoseRole}’s role did not help. It needs ${action} too, and you need ${assume}.`,
      remedies: ['chooseConnection', 'retry', 'showOutput'],
    },
    { cause: roleError },
  );
}
