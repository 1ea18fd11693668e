/**
 * From cause to sentence: the one table that says what each failure means, what people read about it, what helps, and whether
 * asking again can. To explain an error better, change its row.
 */
import type { FaultKind, Remedy } from '../../core/errors';
import type { Failure } from './failureFacts';
import { type Asked, OPERATIONS, iamAction, isOfOneSession, serviceName } from './operations';
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
import { t } from '../../core/text/localize';

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
      t(
        'Could not reach the sign-in service for {0}: {1}. Check the network, then try again.',
        whose(connection),
        reason(failure),
      ),
    remedies: NETWORK,
    retry: 'transient',
  },
  {
    when: ({ inCredentials }, { connection }) => inCredentials && connection.profile === undefined,
    kind: 'noCredentials',
    say: () =>
      t('No AWS credentials found on this computer. Choose a profile, or open the sample farm to look around.'),
    remedies: ['chooseConnection', 'openSampleFarm', 'editAwsConfig', 'getStarted'],
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === undefined,
    kind: 'noCredentials',
    say: (_, { connection }) =>
      t('{0} is not set up in ~/.aws. Choose another one, or add it there.', capital(whose(connection))),
    remedies: ['chooseConnection', 'editAwsConfig', 'openSampleFarm'],
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'SSO',
    kind: 'expiredCredentials',
    say: (_, { connection }) =>
      t(
        'Your sign-in for {0} expired. Run “aws sso login --profile {1}”, then try again.',
        whose(connection),
        profileOf(connection),
      ),
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'console login',
    kind: 'expiredCredentials',
    say: (_, { connection }) =>
      t(
        'Your sign-in for {0} expired. Run “aws login --profile {1}”, then try again.',
        whose(connection),
        profileOf(connection),
      ),
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'Deadline Cloud monitor',
    kind: 'expiredCredentials',
    say: (_, { connection }) =>
      t(
        'Deadline Cloud monitor gave no credentials for {0}. Sign in there with this profile, then try again.',
        whose(connection),
      ),
    remedies: SIGN_IN,
  },
  {
    when: ({ inCredentials }, { profileKind }) => inCredentials && profileKind === 'process',
    kind: 'noCredentials',
    say: ({ message }, { connection }) =>
      t('The credential_process of {0} failed: {1}', whose(connection), sentence(message, t('no output.'))),
    remedies: ['retry', 'editAwsConfig', 'chooseConnection'],
  },
  {
    when: ({ inCredentials }) => inCredentials,
    kind: 'noCredentials',
    say: ({ message }, { connection }) =>
      t(
        'No credentials from {0}: {1}',
        whose(connection),
        sentence(message, t('the AWS configuration gives no reason.')),
      ),
    remedies: ['editAwsConfig', 'chooseConnection', 'retry'],
  },

  // An answer that is none
  {
    when: ({ malformed }) => malformed,
    kind: 'unexpectedAnswer',
    say: ({ message }, { operation }) =>
      t(
        'The answer to {0} was not as expected: {1}. Something between here and the service may have changed it.',
        operation,
        quoted(message),
      ),
    remedies: ['retry', 'showOutput'],
  },
  {
    when: ({ status }) => status === 407,
    kind: 'network',
    say: () => t('The proxy wants a sign-in (407). Set its user and password in “http.proxy”, then try again.'),
    remedies: NETWORK,
  },
  {
    when: ({ status, name }) => name === 'SyntaxError' && status !== undefined && status >= 500,
    kind: 'serviceFault',
    say: ({ status }, { operation }) =>
      t('{0} is not available right now ({1}). Try again in a moment.', serviceName(operation), status ?? 0),
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
      t(
        'Something other than {0} answered (HTTP {1}). If this network wants a sign-in, open a browser first, then try again.',
        serviceName(operation),
        status ?? 200,
      ),
    remedies: ['retry', 'chooseConnection', 'showOutput'],
  },

  // Who are you?
  {
    when: ({ name, message }) =>
      /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/.test(name) ||
      /Signature (expired|not yet current)/.test(message),
    kind: 'invalid',
    say: () => t('This computer’s clock is wrong, so AWS refuses its requests. Set it right, then try again.'),
    remedies: ['retry'],
  },
  {
    when: ({ name }) => /^(ExpiredToken(Exception)?|TokenRefreshRequired(Exception)?)$/.test(name),
    kind: 'expiredCredentials',
    say: (_, { connection }) => t('{0} have expired. Sign in again, then try again.', ownCredentials(connection)),
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
      t(
        'AWS does not accept the keys of {0} in {1} ({2}). Sign in again, or choose another profile.',
        whose(connection),
        connection.region,
        quoted(name),
      ),
    remedies: ['chooseConnection', 'editAwsConfig', 'retry'],
    retry: 'renewed',
  },

  // AWS's common errors, see https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/CommonErrors.html
  {
    when: ({ name }) => /^(OptInRequired|SubscriptionRequired)/.test(name),
    kind: 'accessDenied',
    say: (_, { operation, connection }) =>
      t(
        'The AWS account of {0} is not signed up for {1} in {2}. Enable the service or the Region for the account, or choose another profile.',
        whose(connection),
        serviceName(operation),
        connection.region,
      ),
    remedies: ['chooseConnection', 'retry', 'showOutput'],
  },
  {
    when: ({ name, status }) => name.startsWith('NotAuthorized') || (status === 401 && !isUnknownRefusal(name, status)),
    kind: 'accessDenied',
    say: (_, { operation, connection }) =>
      t(
        'Not allowed to {0}: {1} may not use {2} in {3}.',
        OPERATIONS[operation].doing,
        whose(connection),
        iamAction(operation),
        connection.region,
      ),
    remedies: ['chooseConnection', 'retry'],
    permission: (_, { operation }) => iamAction(operation),
  },
  {
    when: ({ name, status }) => /^(RequestTimeout|RequestAborted)/.test(name) || status === 408,
    kind: 'timeout',
    say: (_, { operation }) =>
      t(
        'The request to {0} did not reach {1} in full. Check the network, then try again.',
        OPERATIONS[operation].doing,
        serviceName(operation),
      ),
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
      return t(
        'Not allowed to {0}: an explicit deny in a {1} overrides what {2} is allowed. Ask an administrator to change the {3}.',
        OPERATIONS[operation].doing,
        policy,
        whose(connection),
        policy,
      );
    },
    remedies: ['chooseConnection', 'retry', 'showOutput'],
  },
  {
    when: ({ name, status }) => name.startsWith('AccessDenied') || status === 403,
    kind: 'accessDenied',
    say: (failure, asked) => {
      const { operation, connection } = asked;
      const { doing, on, ids } = OPERATIONS[operation];
      const said = [doing, whose(connection), refusedAction(failure, asked), on, connection.region];
      return ids === undefined
        ? t('Not allowed to {0}: {1} may not use {2} on {3} in {4}.', ...said)
        : t('Not allowed to {0}: {1} may not use {2} on {3} in {4}, or the {5} is wrong.', ...said, ids);
    },
    permission: refusedAction,
    remedies: ['chooseConnection', 'lookUp', 'retry'],
  },
  {
    when: ({ name, resourceType }, { operation }) =>
      name.startsWith('ResourceNotFound') &&
      (resourceType === 'session' || (resourceType === undefined && isOfOneSession(operation))),
    kind: 'notFound',
    say: (failure, { connection }) =>
      t(
        'No {0} in {1}. Jobs are deleted 120 days after they were submitted; the session’s log may live on.',
        resource(failure, t('such session')),
        connection.region,
      ),
    remedies: ['openLog', 'lookUp', 'chooseConnection'],
  },
  {
    when: ({ name }) => name.startsWith('ResourceNotFound'),
    kind: 'notFound',
    say: (failure, { operation, connection }) =>
      t(
        'Could not {0}: there is no {1} in {2}. {3}',
        OPERATIONS[operation].doing,
        resource(failure, t('such resource')),
        connection.region,
        whyGone(failure),
      ),
    remedies: ['lookUp', 'openLog', 'chooseConnection'],
  },
  {
    when: ({ name, status }) => status === 429 || /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/.test(name),
    kind: 'throttled',
    say: ({ retryAfterMs }, { operation }) =>
      t('{0} is limiting requests. Try again in {1}.', serviceName(operation), duration(retryAfterMs ?? 30_000)),
    remedies: ['retry'],
    retry: 'throttled',
  },
  {
    when: ({ name, status }) => name.startsWith('Conflict') || status === 409,
    kind: 'conflict',
    say: ({ message }, { operation }) =>
      t(
        'Could not {0}: {1}',
        OPERATIONS[operation].doing,
        sentence(message, t('something else is changing it. Try again in a moment.')),
      ),
    remedies: ['retry'],
  },
  {
    when: ({ name, status }) => /^(Validation|InvalidParameter)/.test(name) || status === 400,
    kind: 'invalid',
    say: ({ message, fields }, { operation }) =>
      t(
        '{0} could not make sense of the request to {1}: {2}',
        serviceName(operation),
        OPERATIONS[operation].doing,
        sentence(fields.length > 0 ? fields.join('; ') : message, t('it gave no reason.')),
      ),
    remedies: ['lookUp', 'showOutput'],
  },
  {
    // Items of batches have no status of their own.
    when: ({ name, status }) => name.startsWith('InternalServer') || (status !== undefined && status >= 500),
    kind: 'serviceFault',
    say: ({ status }, { operation }) =>
      status === undefined
        ? t('{0} failed when asked to {1}. Try again in a moment.', serviceName(operation), OPERATIONS[operation].doing)
        : t(
            '{0} failed when asked to {1} ({2}). Try again in a moment.',
            serviceName(operation),
            OPERATIONS[operation].doing,
            status,
          ),
    remedies: ['retry', 'showOutput'],
    retry: 'transient',
  },
  {
    when: ({ status }) => status !== undefined && status >= 400,
    kind: 'invalid',
    say: ({ name, message }, { operation }) =>
      t(
        'Could not {0}: {1}, {2}',
        OPERATIONS[operation].doing,
        quoted(name),
        sentence(message, t('without a reason.')),
      ),
    remedies: ['retry', 'showOutput'],
  },

  // No way there
  {
    when: ({ code }) => code === 'ENOTFOUND' || code === 'EAI_AGAIN',
    kind: 'network',
    say: ({ host }, { operation, connection }) =>
      t(
        'Could not find {0}. Check the network, and whether Deadline Cloud exists in {1}.',
        quoted(host ?? serviceName(operation)),
        connection.region,
      ),
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },
  {
    when: ({ code }) => code !== undefined && TLS_CODE.test(code),
    kind: 'network',
    say: ({ code }, { operation }) =>
      t(
        'The connection to {0} could not be verified ({1}). If you use a proxy, install its certificate on this system.',
        serviceName(operation),
        code ?? '',
      ),
    remedies: NETWORK,
  },
  {
    // The SDK calls a cut connection a time-out as well; only its code tells.
    when: ({ name, code }) => (name === 'TimeoutError' && code === undefined) || code === 'ETIMEDOUT',
    kind: 'timeout',
    say: (_, { operation, connection }) =>
      t(
        '{0} in {1} did not answer in time. Check the network, then try again.',
        serviceName(operation),
        connection.region,
      ),
    remedies: ['retry', 'chooseConnection'],
    retry: 'transient',
  },
  {
    when: ({ code, message }) =>
      (code !== undefined && isConnectionCode(code)) || /socket hang up|\bprox(y|ies)\b|tunneling/i.test(message),
    kind: 'network',
    say: (failure, { operation, connection }) =>
      t(
        'Could not reach {0} in {1}: {2}. Check the network or the proxy, then try again.',
        serviceName(operation),
        connection.region,
        reason(failure),
      ),
    remedies: NETWORK,
    retry: 'transient',
  },
  {
    // The SDK could not read the body, though HTTP and JSON were in order.
    when: ({ status }) => status !== undefined,
    kind: 'unexpectedAnswer',
    say: (_, { operation }) =>
      t(
        'The answer to {0} was not as expected. Something between here and the service may have changed it.',
        operation,
      ),
    remedies: ['retry', 'showOutput'],
  },
];

/** A failure that no row fits. */
export const UNKNOWN_FAULT: Omit<FaultRow, 'when'> = {
  kind: 'internal',
  say: (_, { operation }) =>
    t(
      'Could not {0}: something went wrong inside the extension. The output channel has the details.',
      OPERATIONS[operation].doing,
    ),
  remedies: ['showOutput', 'reportIssue', 'retry'],
};
