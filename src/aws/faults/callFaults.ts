/** The faults that no answer tells: the call took too long, or was not made. */
import { UserError } from '../../core/errors';
import type { Connection } from '../../core/session/sessionKey';

import { type Asked, serviceName } from './operations';
import { capital, duration, whose } from './sentences';
import { t } from '../../core/text/localize';

/** The fault of a call that found no end within its time. */
export function timedOut(
  { operation, connection }: Pick<Asked, 'operation' | 'connection'>,
  afterMs: number,
): UserError {
  return new UserError({
    kind: 'timeout',
    message: t(
      '{0} in {1} did not answer within {2}. Check the network, then try again.',
      serviceName(operation),
      connection.region,
      duration(afterMs),
    ),
    remedies: ['retry', 'chooseConnection'],
  });
}

/** The fault of a call that got no credentials within its time: a credential_process that hangs, or a person who went away. */
export function signInTimedOut({ connection, profileKind }: Asked, afterMs: number): UserError {
  const who = profileKind === 'process' ? t('The credential_process') : t('The sign-in');
  return new UserError({
    kind: 'timeout',
    message: t(
      '{0} of {1} did not end within {2}. Try again, or choose another profile.',
      who,
      whose(connection),
      duration(afterMs),
    ),
    remedies: ['retry', 'signIn', 'chooseConnection'],
  });
}

/** The fault of a connection that is signed out, given without a call. */
export function signedOut(connection: Connection): UserError {
  return new UserError({
    kind: 'signedOut',
    message: t('{0} is signed out. Sign in to go on.', capital(whose(connection))),
    remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
  });
}

/** The fault of a call that was not made, because the service has asked us to stay away for longer than a call may take. */
export function stayingAway({ operation }: Asked, forMs: number): UserError {
  return new UserError({
    kind: 'throttled',
    message: t('{0} is limiting requests. Try again in {1}.', serviceName(operation), duration(forMs)),
    remedies: ['retry'],
    retryAfterMs: forMs,
  });
}
