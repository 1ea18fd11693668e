/** The faults that no answer tells: the call took too long, or was not made. */
import { UserError } from '../../core/errors';
import type { Connection } from '../../core/session/sessionKey';

import { type Asked, serviceName } from './operations';
import { capital, duration, whose } from './sentences';

/** The fault of a call that found no end within its time. */
export function timedOut(
  { operation, connection }: Pick<Asked, 'operation' | 'connection'>,
  afterMs: number,
): UserError {
  return new UserError({
    kind: 'timeout',
    message: `${serviceName(operation)} in ${connection.region} did not answer within ${duration(afterMs)}. Check the network, then try again.`,
    remedies: ['retry', 'chooseConnection'],
  });
}

/** The fault of a call that got no credentials within its time: a credential_process that hangs, or a person who went away. */
export function signInTimedOut({ connection, profileKind }: Asked, afterMs: number): UserError {
  const who = profileKind === 'process' ? `The credential_process` : 'The sign-in';
  return new UserError({
    kind: 'timeout',
    message: `${who} of ${whose(connection)} did not end within ${duration(afterMs)}. Try again, or choose another profile.`,
    remedies: ['retry', 'signIn', 'chooseConnection'],
  });
}

/** The fault of a connection that is signed out, given without a call. */
export function signedOut(connection: Connection): UserError {
  return new UserError({
    kind: 'signedOut',
    message: `${capital(whose(connection))} is signed out. Sign in to go on.`,
    remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
  });
}

/** The fault of a call that was not made, because the service has asked us to stay away for longer than a call may take. */
export function stayingAway({ operation }: Asked, forMs: number): UserError {
  return new UserError({
    kind: 'throttled',
    message: `${serviceName(operation)} is limiting requests. Try again in ${duration(forMs)}.`,
    remedies: ['retry'],
    retryAfterMs: forMs,
  });
}
