/**
 * From cause to sentence: the one table that says what each failure means, what people read about it, what helps, and whether
 * asking again can. To explain an error better, change its row.
 */
import { MAY_BE_WRONG_ID } from '../core/alternatives';
import type { Clock } from '../core/clock';
import { type FaultKind, type Remedy, UserError } from '../core/errors';
import { shortId } from '../core/ids';
import type { Place } from '../core/sessionKey';

import { type Failure, plainCause, toFailure } from './failure';
import { type Asked, OPERATIONS, iamAction, serviceName } from './operations';
import { signedOut } from './ownFaults';
import { capital, quoted, seconds, sentence, whose } from './phrases';

/**
 * What asking again can do: `transient` soon, `throttled` after a longer wait, `renewed` once with fresh credentials, `corrected`
 * once now that it is known what time it is; `no` when the answer would be the same.
 */
export type Retry = 'no' | 'transient' | 'throttled' | 'renewed' | 'corrected';

/** A failure, understood. */
export interface Verdict {
  readonly error: UserError;
  readonly retry: Retry;
}

/** Understands whatever a call threw. What the service did not explain and the table does not know is an `internal` fault. */
export function judge(thrown: unknown, asked: Asked, clock: Clock): Verdict {
  if (thrown instanceof UserError) {
    return { error: thrown, retry: 'no' };
  }
  const failure = toFailure(thrown, clock);
  const row = ROWS.find(({ when }) => when(failure, asked)) ?? UNKNOWN;
  const { kind, say, retry = 'no' } = row;
  // Of a session there is a nearest level to choose from; that is more than an empty box to look one up in.
  const remedies =
    iamAction(asked.operation).endsWith('GetSession') && MAY_BE_WRONG_ID.has(kind)
      ? row.remedies.map((remedy) => (remedy === 'lookUp' ? 'chooseOther' : remedy))
      : row.remedies;
  const { requestId, retryAfterMs } = failure;
  const error = new UserError(
    { kind, message: say(failure, asked), remedies, requestId, retryAfterMs },
    { cause: plainCause(thrown) },
  );
  return { error, retry: failure.clockCorrected ? 'corrected' : retry };
}

interface Row {
  readonly when: (failure: Failure, asked: Asked) => boolean;
  readonly kind: FaultKind;
  readonly say: (failure: Failure, asked: Asked) => string;
  readonly remedies: readonly Remedy[];
  readonly retry?: Retry;
}

const SIGN_IN: readonly Remedy[] = ['signIn', 'retry', 'chooseConnection'];
const NETWORK: readonly Remedy[] = ['retry', 'showOutput'];

/** The first row that fits speaks. Credentials come first: what fails there never was a call. */
const ROWS: readonly Row[] = [
  // Nobody to be
  {
    when: ({ inCredentials, name }) => inCredentials && name === 'NeedsPerson',
    kind: 'signedOut',
    say: (_, { place }) => signedOut(place).message,
    remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
  },
  {
    when: ({ inCredentials, code }) => inCredentials && code !== undefined && isConnectionCode(code),
    kind: 'network',
    say: (failure, { place }) =>
      `Could not reach the sign-in service for ${whose(place)}: ${reason(failure)}. Check the network, then try again.`,
    remedies: NETWORK,
    retry: 'transient',
  },
  {
    when: ({ inCredentials }, { place }) => inCredentials && place.profile === undefined,
    kind: 'noCredentials',
    say: () => 'No AWS credentials found on this computer. Choose a profile, or open the sample farm to look around.',
    remedies: ['chooseConnection', 'openSampleFarm', 'editAwsConfig'],
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === undefined,
    kind: 'noCredentials',
    say: (_, { place }) => `${capital(whose(place))} is not set up in ~/.aws. Choose another one, or add it there.`,
    remedies: ['chooseConnection', 'editAwsConfig', 'openSampleFarm'],
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'SSO',
    kind: 'expiredCredentials',
    say: (_, { place }) =>
      `The sign-in of ${whose(place)} has ended. Run “aws sso login --profile ${profileOf(place)}”, then try again.`,
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'console login',
    kind: 'expiredCredentials',
    say: (_, { place }) =>
      `The sign-in of ${whose(place)} has ended. Run “aws login --profile ${profileOf(place)}”, then try again.`,
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'Deadline Cloud monitor',
    kind: 'expiredCredentials',
    say: (_, { place }) =>
      `Deadline Cloud monitor gave no credentials for ${whose(place)}. Sign in there with this profile, then try again.`,
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'process',
    kind: 'noCredentials',
    say: ({ message }, { place }) =>
      `The credential_process of ${whose(place)} failed: ${sentence(message, 'it said nothing.')}`,
    remedies: ['retry', 'editAwsConfig', 'chooseConnection'],
  },
  {
    when: ({ inCredentials }) => inCredentials,
    kind: 'noCredentials',
    say: ({ message }, { place }) =>
      `No credentials from ${whose(place)}: ${sentence(message, 'the AWS configuration gives no reason.')}`,
    remedies: ['editAwsConfig', 'chooseConnection', 'retry'],
  },

  // An answer that is none
  {
    when: ({ malformed }) => malformed,
    kind: 'unexpectedAnswer',
    say: ({ message }, { operation }) =>
      `The answer to ${operation} made no sense: ${quoted(message)}. Something between here and the service may have changed it.`,
    remedies: ['retry', 'showOutput'],
  },
  {
    when: ({ status }) => status === 407,
    kind: 'network',
    say: () => 'The proxy wants a sign-in (407). Set its user and password in “http.proxy”, then try again.',
    remedies: NETWORK,
  },
  {
    when: ({ status, name }) => name === 'SyntaxError' && status !== undefined && status >= 500,
    kind: 'serviceFault',
    say: ({ status }, { operation }) =>
      `${serviceName(operation)} is not available right now (${status ?? 0}). Try again in a moment.`,
    remedies: ['retry'],
    retry: 'transient',
  },
  {
    when: ({ status, name, code }) =>
      name === 'SyntaxError' ||
      // Node's parser of HTTP.
      code?.startsWith('HPE_') === true ||
      (status !== undefined && status >= 300 && status < 400) ||
      isUnknownRefusal(name, status),
    kind: 'unexpectedAnswer',
    say: ({ status }, { operation }) =>
      `Something other than ${serviceName(operation)} answered (HTTP ${status ?? 200}). If this network wants a sign-in, open a browser first, then try again.`,
    remedies: ['retry', 'chooseConnection', 'showOutput'],
  },

  // Who are you?
  {
    when: ({ name, message }) =>
      /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/.test(name) ||
      /Signature (expired|not yet current)/.test(message),
    kind: 'invalid',
    say: () => 'This computer’s clock is wrong, so AWS refuses its requests. Set it right, then try again.',
    remedies: ['retry'],
  },
  {
    when: ({ name }) => /^(ExpiredToken(Exception)?|TokenRefreshRequired(Exception)?)$/.test(name),
    kind: 'expiredCredentials',
    say: (_, { place }) => `The credentials of ${whose(place)} have expired. Sign in again, then try again.`,
    remedies: SIGN_IN,
    retry: 'renewed',
  },
  {
    when: ({ name }) =>
      /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure)/.test(
        name,
      ),
    kind: 'noCredentials',
    say: ({ name }, { place }) =>
      `AWS does not accept the keys of ${whose(place)} in ${place.region} (${quoted(name)}). Sign in again, or choose another profile.`,
    remedies: ['chooseConnection', 'editAwsConfig', 'retry'],
    retry: 'renewed',
  },

  // The service's own errors
  {
    when: ({ name, status }) => name.startsWith('AccessDenied') || status === 403,
    kind: 'accessDenied',
    say: ({ message }, { operation, place }) => {
      const { doing, on, ids } = OPERATIONS[operation];
      const action = /perform: ([a-z-]+:[A-Za-z]+)/.exec(message)?.[1] ?? iamAction(operation);
      const orElse = ids === undefined ? '' : `, or the ${ids} is wrong`;
      return `Not allowed to ${doing}: ${whose(place)} lacks ${action} on ${on} in ${place.region}${orElse}.`;
    },
    remedies: ['chooseConnection', 'lookUp', 'retry'],
  },
  {
    when: ({ name, resourceType }, { operation }) =>
      name.startsWith('ResourceNotFound') && (resourceType ?? OPERATIONS[operation].doing).endsWith('session'),
    kind: 'notFound',
    say: (failure, { place }) =>
      `No ${resource(failure, 'such session')} in ${place.region}. Jobs vanish 120 days after they were submitted; the session’s log may live on.`,
    remedies: ['openLog', 'lookUp', 'chooseConnection'],
  },
  {
    when: ({ name }) => name.startsWith('ResourceNotFound'),
    kind: 'notFound',
    say: (failure, { operation, place }) =>
      `Could not ${OPERATIONS[operation].doing}: there is no ${resource(failure, 'such thing')} in ${place.region}. Jobs vanish 120 days after they were submitted.`,
    remedies: ['lookUp', 'openLog', 'chooseConnection'],
  },
  {
    when: ({ name, status }) => status === 429 || /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/.test(name),
    kind: 'throttled',
    say: ({ retryAfterMs }, { operation }) =>
      `${serviceName(operation)} asks for fewer requests. Try again in ${seconds(retryAfterMs ?? 30_000)}.`,
    remedies: ['retry'],
    retry: 'throttled',
  },
  {
    when: ({ name, status }) => name.startsWith('Conflict') || status === 409,
    kind: 'conflict',
    say: ({ message }, { operation }) =>
      `Could not ${OPERATIONS[operation].doing}, because something else is changing it: ${sentence(message, 'try again in a moment.')}`,
    remedies: ['retry'],
  },
  {
    when: ({ name, status }) => /^(Validation|InvalidParameter)/.test(name) || status === 400,
    kind: 'invalid',
    say: ({ message, fields }, { operation }) =>
      `${serviceName(operation)} could not make sense of the request to ${OPERATIONS[operation].doing}: ${sentence(fields.length > 0 ? fields.join('; ') : message, 'it gave no reason.')}`,
    remedies: ['lookUp', 'showOutput'],
  },
  {
    when: ({ status }) => status !== undefined && status >= 500,
    kind: 'serviceFault',
    say: ({ status }, { operation }) =>
      `${serviceName(operation)} failed when asked to ${OPERATIONS[operation].doing} (${status ?? 0}). Try again in a moment.`,
    remedies: ['retry', 'showOutput'],
    retry: 'transient',
  },
  {
    when: ({ status }) => status !== undefined && status >= 400,
    kind: 'invalid',
    say: ({ name, message }, { operation }) =>
      `Could not ${OPERATIONS[operation].doing}: ${quoted(name)}, ${sentence(message, 'without a reason.')}`,
    remedies: ['retry', 'showOutput'],
  },

  // No way there
  {
    when: ({ code }) => code === 'ENOTFOUND' || code === 'EAI_AGAIN',
    kind: 'network',
    say: ({ host }, { operation, place }) =>
      `Could not find ${quoted(host ?? serviceName(operation))}. Check the network, and whether Deadline Cloud exists in ${place.region}.`,
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },
  {
    when: ({ code }) => code !== undefined && TLS_CODE.test(code),
    kind: 'network',
    say: ({ code }, { operation }) =>
      `The connection to ${serviceName(operation)} is not safe (${code ?? ''}). If a proxy stands between, its certificate must be among this system’s.`,
    remedies: NETWORK,
  },
  {
    // The SDK calls a cut connection a time-out as well; only its code tells.
    when: ({ name, code }) => (name === 'TimeoutError' && code === undefined) || code === 'ETIMEDOUT',
    kind: 'timeout',
    say: (_, { operation, place }) =>
      `${serviceName(operation)} in ${place.region} did not answer in time. Check the network, then try again.`,
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },
  {
    when: ({ code, message }) =>
      (code !== undefined && isConnectionCode(code)) || /socket hang up|\bprox(y|ies)\b|tunneling/i.test(message),
    kind: 'network',
    say: (failure, { operation, place }) =>
      `Could not reach ${serviceName(operation)} in ${place.region}: ${reason(failure)}. Check the network or the proxy, then try again.`,
    remedies: NETWORK,
    retry: 'transient',
  },
  {
    // The SDK could not read the body, though HTTP and JSON were in order.
    when: ({ status }) => status !== undefined,
    kind: 'unexpectedAnswer',
    say: (_, { operation }) =>
      `The answer to ${operation} made no sense. Something between here and the service may have changed it.`,
    remedies: ['retry', 'showOutput'],
  },
];

const UNKNOWN: Omit<Row, 'when'> = {
  kind: 'internal',
  say: (_, { operation }) =>
    `Could not ${OPERATIONS[operation].doing}: something went wrong inside the extension. The output channel has the details.`,
  remedies: ['showOutput', 'retry'],
};

const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
const CONNECTION_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  ECONNABORTED: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no network',
  ENETDOWN: 'there is no network',
  EADDRNOTAVAIL: 'there is no network',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name is not known',
  ETIMEDOUT: 'it did not answer',
};

function isConnectionCode(code: string): boolean {
  return Object.hasOwn(CONNECTION_CODES, code);
}

function reason({ code, message }: Failure): string {
  return (code === undefined ? undefined : CONNECTION_CODES[code]) ?? (quoted(message) || 'the connection failed');
}

/** A refusal without a type is not the service's: each of its own names itself. */
function isUnknownRefusal(name: string, status: number | undefined): boolean {
  return /^(Unknown|UnknownError|Error)$/.test(name) && status !== undefined && status >= 400 && status < 500;
}

/** e.g. `session session-…e4f56078`; the `fallback` where the service did not say. */
function resource({ resourceType, resourceId }: Failure, fallback: string): string {
  return resourceType === undefined || resourceId === undefined
    ? fallback
    : quoted(`${resourceType} ${shortId(resourceId)}`);
}

function profileOf({ profile }: Place): string {
  return quoted(profile ?? 'default');
}
