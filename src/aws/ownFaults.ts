/** The faults that no answer tells: the call took too long, or was not made. */
import { UserError } from '../core/errors';
import type { Place } from '../core/sessionKey';

import { type Asked, serviceName } from './operations';
import { capital, seconds, whose } from './phrases';

/** The fault of a call that found no end within its time. */
export function timedOut({ operation, place }: Pick<Asked, 'operation' | 'place'>, afterMs: number): UserError {
  return new UserError({
    kind: 'timeout',
    message: `${serviceName(operation)} in ${place.region} did not answer within ${seconds(afterMs)}. Check the network, then try again.`,
    remedies: ['retry', 'chooseConnection'],
  });
}

/** The fault of a call that found nobody to be within its time: a credential_process that hangs, or a person who went away. */
export function signInTimedOut({ place, profileKind }: Asked, afterMs: number): UserError {
  const who = profileKind === 'process' ? `The credential_process` : 'The sign-in';
  return new UserError({
    kind: 'timeout',
    message: `${who} of ${whose(place)} did not end within ${seconds(afterMs)}. Try again, or choose another profile.`,
    remedies: ['retry', 'signIn', 'chooseConnection'],
  });
}

/** The fault of a place that nobody is signed in to, told without asking it. */
export function signedOut(place: Place): UserError {
  return new UserError({
    kind: 'signedOut',
    message: `${capital(whose(place))} is signed out. Sign in to go on.`,
    remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
  });
}

/** The fault of a call that was not made, because the service has asked us to stay away for longer than a call may take. */
export function stayingAway({ operation }: Asked, forMs: number): UserError {
  return new UserError({
    kind: 'throttled',
    message: `${serviceName(operation)} asked for fewer requests. Try again in ${seconds(forMs)}.`,
    remedies: ['retry'],
    retryAfterMs: forMs,
  });
}
