/**
 * From cause to sentence: the one table that says what each failure means, what people read about it, what helps, and whether
 * asking again can. To explain an error better, change its row.
 */
import type { FaultKind, Remedy } from '../../core/errors';
import type { Failure } from './failureFacts';
import { type Asked, OPERATIONS, iamAction, serviceName } from './operations';
import { signedOut } from './callFaults';
import {
  TLS_CODE,
  isConnectionCode,
  isUnknownRefusal,
  profileOf,
  reason,
  refusedAction,
  resource,
  whyGone,
} from './failureWords';
import { capital, duration, ownCredentials, quoted, sentence, whose } from './sentences';

/**
 * What asking again can do: `transient` soon, `throttled` after a longer wait, `renewed` once with fresh credentials, `corrected`
 * once now that it is known what time it is; `no` when the answer would be the same.
 */
export type Retry = 'no' | 'transient' | 'throttled' | 'renewed' | 'corrected';

/** What a failure means. */
export interface FaultRow {
  readonly when: (failure: Failure, asked: Asked) => boolean;
  readonly kind: FaultKind;
  readonly say: (failure: Failure, asked: Asked) => string;
  readonly remedies: readonly Remedy[];
  readonly retry?: Retry;
  /** The IAM action that is missing. */
  readonly permission?: (failure: Failure, asked: Asked) => string;
}

const SIGN_IN: readonly Remedy[] = ['signIn', 'retry', 'chooseConnection'];
const NETWORK: readonly Remedy[] = ['retry', 'showOutput'];

/** The first row that fits speaks. Credentials come first: what fails there never was a call. */
export const FAULT_ROWS: readonly FaultRow[] = [
  // No credentials
  {
    when: ({ inCredentials, name }) => inCredentials && name === 'NeedsPerson',
    kind: 'signedOut',
    say: (_, { connection }) => signedOut(connection).message,
    remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
  },
  {
    when: ({ inCredentials, code }) => inCredentials && code !== undefined && isConnectionCode(code),
    kind: 'network',
    say: (failure, { connection }) =>
      `Could not reach the sign-in service for ${whose(connection)}: ${reason(failure)}. Check the network, then try again.`,
    remedies: NETWORK,
    retry: 'transient',
  },
  {
    when: ({ inCredentials }, { connection }) => inCredentials && connection.profile === undefined,
    kind: 'noCredentials',
    say: () => 'No AWS credentials found on this computer. Choose a profile, or open the sample farm to look around.',
    remedies: ['chooseConnection', 'openSampleFarm', 'editAwsConfig', 'getStarted'],
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === undefined,
    kind: 'noCredentials',
    say: (_, { connection }) =>
      `${capital(whose(connection))} is not set up in ~/.aws. Choose another one, or add it there.`,
    remedies: ['chooseConnection', 'editAwsConfig', 'openSampleFarm'],
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'SSO',
    kind: 'expiredCredentials',
    say: (_, { connection }) =>
      `Your sign-in for ${whose(connection)} expired. Run “aws sso login --profile ${profileOf(connection)}”, then try again.`,
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'console login',
    kind: 'expiredCredentials',
    say: (_, { connection }) =>
      `Your sign-in for ${whose(connection)} expired. Run “aws login --profile ${profileOf(connection)}”, then try again.`,
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'Deadline Cloud monitor',
    kind: 'expiredCredentials',
    say: (_, { connection }) =>
      `Deadline Cloud monitor gave no credentials for ${whose(connection)}. Sign in there with this profile, then try again.`,
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'process',
    kind: 'noCredentials',
    say: ({ message }, { connection }) =>
      `The credential_process of ${whose(connection)} failed: ${sentence(message, 'no output.')}`,
    remedies: ['retry', 'editAwsConfig', 'chooseConnection'],
  },
  {
    when: ({ inCredentials }) => inCredentials,
    kind: 'noCredentials',
    say: ({ message }, { connection }) =>
      `No credentials from ${whose(connection)}: ${sentence(message, 'the AWS configuration gives no reason.')}`,
    remedies: ['editAwsConfig', 'chooseConnection', 'retry'],
  },

  // An answer that is none
  {
    when: ({ malformed }) => malformed,
    kind: 'unexpectedAnswer',
    say: ({ message }, { operation }) =>
      `The answer to ${operation} was not as expected: ${quoted(message)}. Something between here and the service may have changed it.`,
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
    say: (_, { connection }) => `${ownCredentials(connection)} have expired. Sign in again, then try again.`,
    remedies: SIGN_IN,
    retry: 'renewed',
  },
  {
    when: ({ name }) =>
      /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure)/.test(
        name,
      ),
    kind: 'noCredentials',
    say: ({ name }, { connection }) =>
      `AWS does not accept the keys of ${whose(connection)} in ${connection.region} (${quoted(name)}). Sign in again, or choose another profile.`,
    remedies: ['chooseConnection', 'editAwsConfig', 'retry'],
    retry: 'renewed',
  },

  // AWS's common errors, see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/CommonErrors.html
  {
    when: ({ name }) => /^(OptInRequired|SubscriptionRequired)/.test(name),
    kind: 'accessDenied',
    say: (_, { operation, connection }) =>
      `The AWS account of ${whose(connection)} is not signed up for ${serviceName(operation)} in ${connection.region}. Enable the service or the Region for the account, or choose another profile.`,
    remedies: ['chooseConnection', 'retry', 'showOutput'],
  },
  {
    when: ({ name, status }) => name.startsWith('NotAuthorized') || (status === 401 && !isUnknownRefusal(name, status)),
    kind: 'accessDenied',
    say: (_, { operation, connection }) =>
      `Not allowed to ${OPERATIONS[operation].doing}: ${whose(connection)} may not use ${iamAction(operation)} in ${connection.region}.`,
    remedies: ['chooseConnection', 'retry'],
    permission: (_, { operation }) => iamAction(operation),
  },
  {
    when: ({ name, status }) => /^(RequestTimeout|RequestAborted)/.test(name) || status === 408,
    kind: 'timeout',
    say: (_, { operation }) =>
      `The request to ${OPERATIONS[operation].doing} did not reach ${serviceName(operation)} in full. Check the network, then try again.`,
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },

  // The service's own errors
  {
    when: ({ name, status, message }) =>
      (name.startsWith('AccessDenied') || status === 403) && message.includes('with an explicit deny'),
    kind: 'accessDenied',
    say: ({ message }, { operation, connection }) => {
      const policy = /explicit deny in an? ([a-z -]{1,60}policy)/.exec(message)?.[1] ?? 'policy';
      return `Not allowed to ${OPERATIONS[operation].doing}: an explicit deny in a ${policy} overrides what ${whose(connection)} is allowed. Ask an administrator to change the ${policy}.`;
    },
    remedies: ['chooseConnection', 'retry', 'showOutput'],
  },
  {
    when: ({ name, status }) => name.startsWith('AccessDenied') || status === 403,
    kind: 'accessDenied',
    say: (failure, asked) => {
      const { operation, connection } = asked;
      const { doing, on, ids } = OPERATIONS[operation];
      const orElse = ids === undefined ? '' : `, or the ${ids} is wrong`;
      return `Not allowed to ${doing}: ${whose(connection)} may not use ${refusedAction(failure, asked)} on ${on} in ${connection.region}${orElse}.`;
    },
    permission: refusedAction,
    remedies: ['chooseConnection', 'lookUp', 'retry'],
  },
  {
    when: ({ name, resourceType }, { operation }) =>
      name.startsWith('ResourceNotFound') && (resourceType ?? OPERATIONS[operation].doing).endsWith('session'),
    kind: 'notFound',
    say: (failure, { connection }) =>
      `No ${resource(failure, 'such session')} in ${connection.region}. Jobs are deleted 120 days after they were submitted; the session’s log may live on.`,
    remedies: ['openLog', 'lookUp', 'chooseConnection'],
  },
  {
    when: ({ name }) => name.startsWith('ResourceNotFound'),
    kind: 'notFound',
    say: (failure, { operation, connection }) =>
      `Could not ${OPERATIONS[operation].doing}: there is no ${resource(failure, 'such resource')} in ${connection.region}. ${whyGone(failure)}`,
    remedies: ['lookUp', 'openLog', 'chooseConnection'],
  },
  {
    when: ({ name, status }) => status === 429 || /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/.test(name),
    kind: 'throttled',
    say: ({ retryAfterMs }, { operation }) =>
      `${serviceName(operation)} is limiting requests. Try again in ${duration(retryAfterMs ?? 30_000)}.`,
    remedies: ['retry'],
    retry: 'throttled',
  },
  {
    when: ({ name, status }) => name.startsWith('Conflict') || status === 409,
    kind: 'conflict',
    say: ({ message }, { operation }) =>
      `Could not ${OPERATIONS[operation].doing}: ${sentence(message, 'something else is changing it. Try again in a moment.')}`,
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
    // Items of batches have no status of their own.
    when: ({ name, status }) => name.startsWith('InternalServer') || (status !== undefined && status >= 500),
    kind: 'serviceFault',
    say: ({ status }, { operation }) =>
      `${serviceName(operation)} failed when asked to ${OPERATIONS[operation].doing}${status === undefined ? '' : ` (${status})`}. Try again in a moment.`,
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
    say: ({ host }, { operation, connection }) =>
      `Could not find ${quoted(host ?? serviceName(operation))}. Check the network, and whether Deadline Cloud exists in ${connection.region}.`,
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },
  {
    when: ({ code }) => code !== undefined && TLS_CODE.test(code),
    kind: 'network',
    say: ({ code }, { operation }) =>
      `The connection to ${serviceName(operation)} could not be verified (${code ?? ''}). If you use a proxy, install its certificate on this system.`,
    remedies: NETWORK,
  },
  {
    // The SDK calls a cut connection a time-out as well; only its code tells.
    when: ({ name, code }) => (name === 'TimeoutError' && code === undefined) || code === 'ETIMEDOUT',
    kind: 'timeout',
    say: (_, { operation, connection }) =>
      `${serviceName(operation)} in ${connection.region} did not answer in time. Check the network, then try again.`,
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },
  {
    when: ({ code, message }) =>
      (code !== undefined && isConnectionCode(code)) || /socket hang up|\bprox(y|ies)\b|tunneling/i.test(message),
    kind: 'network',
    say: (failure, { operation, connection }) =>
      `Could not reach ${serviceName(operation)} in ${connection.region}: ${reason(failure)}. Check the network or the proxy, then try again.`,
    remedies: NETWORK,
    retry: 'transient',
  },
  {
    // The SDK could not read the body, though HTTP and JSON were in order.
    when: ({ status }) => status !== undefined,
    kind: 'unexpectedAnswer',
    say: (_, { operation }) =>
      `The answer to ${operation} was not as expected. Something between here and the service may have changed it.`,
    remedies: ['retry', 'showOutput'],
  },
];

/** A failure that no row fits. */
export const UNKNOWN_FAULT: Omit<FaultRow, 'when'> = {
  kind: 'internal',
  say: (_, { operation }) =>
    `Could not ${OPERATIONS[operation].doing}: something went wrong inside the extension. The output channel has the details.`,
  remedies: ['showOutput', 'reportIssue', 'retry'],
};
