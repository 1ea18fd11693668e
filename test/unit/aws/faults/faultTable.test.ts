import assert from 'node:assert/strict';

import type { FaultKind, Remedy } from '../../../../src/core/errors';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { type Answer, FARM, JOB, QUEUE, Response, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, refusal, signal } from '../../../support/aws/service';

describe('aws/faults', () => {
  /** Lists sessions of a farm that answers so, and reads the refusal. */
  const check = async (
    answer: Answer,
    kind: FaultKind,
    message: string,
    remedies: readonly Remedy[],
    requests = 1,
  ): Promise<void> => {
    const clock = new HurriedClock();
    const farm = createHandFarm({ ListSessions: answer });
    const { service } = createTestService(farm.handle, { clock });
    const listing = service.sessions(SAMPLE_CONNECTION, FARM, QUEUE, JOB, signal)[Symbol.asyncIterator]();
    assert.deepEqual(await hurry(clock, refusal(listing.next())), { kind, message, remedies });
    assert.equal(farm.asked.length, requests);
  };
  /** The same for a connection that fails so. */
  const checkConnection = (
    members: object,
    ...expected: Parameters<typeof check> extends [unknown, ...infer R] ? R : never
  ) =>
    check(
      () => {
        throw Object.assign(new Error('connect failed'), members);
      },
      ...expected,
    );

  it('names the missing permission', () =>
    check(
      failing(403, 'AccessDeniedException', 'No'),
      'accessDenied',
      'Not allowed to list the sessions: the sample farm user may not use deadline:ListSessions on this queue in us-west-2, or the farm or queue ID is wrong.',
      ['chooseConnection', 'lookUp', 'retry'],
    ));

  it('names the permission that the service names, when it is another one', () =>
    check(
      failing(403, 'AccessDeniedException', 'User: x is not authorized to perform: kms:Decrypt on resource: y'),
      'accessDenied',
      'Not allowed to list the sessions: the sample farm user may not use kms:Decrypt on this queue in us-west-2, or the farm or queue ID is wrong.',
      ['chooseConnection', 'lookUp', 'retry'],
    ));

  it('says that an explicit deny overrides what is allowed, and who can help', () =>
    check(
      failing(
        403,
        'AccessDeniedException',
        'User: x is not authorized to perform: deadline:ListSessions on resource: y with an explicit deny in a service control policy',
      ),
      'accessDenied',
      'Not allowed to list the sessions: an explicit deny in a service control policy overrides what the sample farm user is allowed. Ask an administrator to change the service control policy.',
      ['chooseConnection', 'retry', 'showOutput'],
    ));

  it('says that an account is not signed up for the service', () =>
    check(
      failing(403, 'OptInRequired', 'The AWS Access Key ID needs a subscription for the service'),
      'accessDenied',
      'The AWS account of the sample farm user is not signed up for Deadline Cloud in us-west-2. Enable the service or the Region for the account, or choose another profile.',
      ['chooseConnection', 'retry', 'showOutput'],
    ));

  it('takes NotAuthorized for a missing permission', () =>
    check(
      failing(401, 'NotAuthorized', 'You do not have permission to perform this action'),
      'accessDenied',
      'Not allowed to list the sessions: the sample farm user may not use deadline:ListSessions in us-west-2.',
      ['chooseConnection', 'retry'],
    ));

  for (const [status, name] of [
    [408, 'RequestTimeoutException'],
    [400, 'RequestAbortedException'],
  ] as const) {
    it(`tries again after ${name}`, () =>
      check(
        failing(status, name, 'x'),
        'timeout',
        'The request to list the sessions did not reach Deadline Cloud in full. Check the network, then try again.',
        ['retry', 'chooseConnection'],
        3,
      ));
  }

  it('says what does not exist', () =>
    check(
      failing(404, 'ResourceNotFoundException', 'x', { resourceType: 'job', resourceId: JOB }),
      'notFound',
      'Could not list the sessions: there is no job job-…bbbbbbbb in us-west-2. Jobs are deleted 120 days after they were submitted.',
      ['lookUp', 'openLog', 'chooseConnection'],
    ));

  it('does not speak of jobs where a farm does not exist', () =>
    check(
      failing(404, 'ResourceNotFoundException', 'x', { resourceType: 'farm', resourceId: FARM }),
      'notFound',
      'Could not list the sessions: there is no farm farm-…ffffffff in us-west-2. It may have been deleted, or it is in another Region.',
      ['lookUp', 'openLog', 'chooseConnection'],
    ));

  it('passes on how long to stay away', () =>
    check(
      failing(429, 'ThrottlingException', 'Rate exceeded', {}, { 'retry-after': '30' }),
      'throttled',
      'Deadline Cloud is limiting requests. Try again in 30 s.',
      ['retry'],
    ));

  it('gives up on a busy service after three attempts', () =>
    check(
      failing(429, 'ThrottlingException', 'Rate exceeded'),
      'throttled',
      'Deadline Cloud is limiting requests. Try again in 30 s.',
      ['retry'],
      3,
    ));

  it('says which field was wrong', () =>
    check(
      failing(400, 'ValidationException', 'Invalid', {
        reason: 'FIELD_VALIDATION_FAILED',
        fieldList: [{ name: 'jobId', message: 'must match ^job-' }],
      }),
      'invalid',
      'Deadline Cloud could not make sense of the request to list the sessions: jobId: must match ^job-.',
      ['lookUp', 'showOutput'],
    ));

  it('says in the service’s words what is in the way', () =>
    check(
      failing(409, 'ConflictException', 'It is being updated', {
        reason: 'CONCURRENT_MODIFICATION',
        resourceId: JOB,
        resourceType: 'job',
      }),
      'conflict',
      'Could not list the sessions: It is being updated.',
      ['retry'],
    ));

  it('says that the service failed', () =>
    check(
      failing(500, 'InternalServerErrorException', 'Oops'),
      'serviceFault',
      'Deadline Cloud failed when asked to list the sessions (500). Try again in a moment.',
      ['retry', 'showOutput'],
      3,
    ));

  it('takes a page of HTML with a 503 for an outage', () =>
    check(
      new Response(503, '<html>Service Unavailable</html>', { 'content-type': 'text/html' }),
      'serviceFault',
      'Deadline Cloud is not available right now (503). Try again in a moment.',
      ['retry'],
      3,
    ));

  for (const name of ['ExpiredTokenException', 'ExpiredToken']) {
    it(`asks to sign in again on ${name}, after one more try`, () =>
      check(
        failing(403, name, 'The security token included in the request is expired'),
        'expiredCredentials',
        'The credentials of the sample farm user have expired. Sign in again, then try again.',
        ['signIn', 'retry', 'chooseConnection'],
        2,
      ));
  }

  for (const name of ['UnrecognizedClientException', 'InvalidSignatureException', 'InvalidClientTokenId']) {
    it(`says that the keys are not accepted on ${name}, after one more try`, () =>
      check(
        failing(403, name, 'The security token included in the request is invalid.'),
        'noCredentials',
        `AWS does not accept the keys of the sample farm user in us-west-2 (${name}). Sign in again, or choose another profile.`,
        ['chooseConnection', 'editAwsConfig', 'retry'],
        2,
      ));
  }

  it('blames the clock when the signature is too old', () =>
    check(
      failing(403, 'InvalidSignatureException', 'Signature expired: 20260301T1000Z is now earlier than 20260301T1010Z'),
      'invalid',
      'This computer’s clock is wrong, so AWS refuses its requests. Set it right, then try again.',
      ['retry'],
    ));

  const PORTAL =
    'Something other than Deadline Cloud answered (HTTP 200). If this network wants a sign-in, open a browser first, then try again.';
  it('recognises a captive portal by its page', () =>
    check(
      new Response(200, '<!DOCTYPE html><title>Welcome to Hotel WiFi</title>', { 'content-type': 'text/html' }),
      'unexpectedAnswer',
      PORTAL,
      ['retry', 'chooseConnection', 'showOutput'],
    ));

  for (const status of [302, 307, 404, 403]) {
    it(`recognises what is not the service by a bare ${status}`, () =>
      check(
        new Response(status, '', { location: 'http://portal.example/' }),
        'unexpectedAnswer',
        PORTAL.replace('200', String(status)),
        ['retry', 'chooseConnection', 'showOutput'],
      ));
  }

  it('does not believe an empty 200', () =>
    check(
      new Response(200, ''),
      'unexpectedAnswer',
      'The answer to ListSessions was not as expected: sessions is missing. Something between here and the service may have changed it.',
      ['retry', 'showOutput'],
    ));

  it('does not believe JSON that is something else', () =>
    check(
      { sessions: [{ sessionId: 'session-1' }] },
      'unexpectedAnswer',
      'The answer to ListSessions was not as expected: sessionId is no session id. Something between here and the service may have changed it.',
      ['retry', 'showOutput'],
    ));

  it('does not believe a date that is none', () =>
    check(
      { sessions: [{ startedAt: 'yesterday' }] },
      'unexpectedAnswer',
      'The answer to ListSessions was not as expected. Something between here and the service may have changed it.',
      ['retry', 'showOutput'],
    ));

  it('asks for the proxy’s sign-in', () =>
    check(
      new Response(407, '<html>Proxy Authentication Required</html>'),
      'network',
      'The proxy wants a sign-in (407). Set its user and password in “http.proxy”, then try again.',
      ['retry', 'showOutput'],
    ));

  it('says which host has no address', () =>
    checkConnection(
      { code: 'ENOTFOUND', hostname: 'management.deadline.us-west-2.amazonaws.com' },
      'network',
      'Could not find management.deadline.us-west-2.amazonaws.com. Check the network, and whether Deadline Cloud exists in us-west-2.',
      ['retry', 'chooseConnection'],
      3,
    ));

  const CONNECTIONS: readonly (readonly [code: string, reason: string])[] = [
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', 'the connection was cut'],
    ['EPIPE', 'the connection was cut'],
    ['EHOSTUNREACH', 'host unreachable'],
    ['ENETUNREACH', 'there is no network'],
  ];
  for (const [code, reason] of CONNECTIONS) {
    it(`says of ${code} that ${reason}`, () =>
      checkConnection(
        { code },
        'network',
        `Could not reach Deadline Cloud in us-west-2: ${reason}. Check the network or the proxy, then try again.`,
        ['retry', 'showOutput'],
        3,
      ));
  }

  it('looks for the code inside the first of several tries', () =>
    checkConnection(
      { name: 'AggregateError', errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] },
      'network',
      'Could not reach Deadline Cloud in us-west-2: the connection was refused. Check the network or the proxy, then try again.',
      ['retry', 'showOutput'],
      3,
    ));

  for (const code of ['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'EPROTO']) {
    it(`says of ${code} that the connection could not be verified, and does not try again`, () =>
      checkConnection(
        { code },
        'network',
        `The connection to Deadline Cloud could not be verified (${code}). If you use a proxy, install its certificate on this system.`,
        ['retry', 'showOutput'],
      ));
  }

  it('says that nothing answered in time', () =>
    checkConnection(
      { name: 'TimeoutError', code: 'ETIMEDOUT' },
      'timeout',
      'Deadline Cloud in us-west-2 did not answer in time. Check the network, then try again.',
      ['retry', 'chooseConnection'],
      3,
    ));

  it('calls what it does not know a mistake of its own', () =>
    check(
      () => {
        throw new RangeError('index out of bounds');
      },
      'internal',
      'Could not list the sessions: something went wrong inside the extension. The output channel has the details.',
      ['showOutput', 'reportIssue', 'retry'],
    ));

  it('lets nothing hidden or endless out of a service’s text', () =>
    check(
      failing(400, 'ValidationException', `a\u202eb\u0007\n${'x'.repeat(1000)}`),
      'invalid',
      `Deadline Cloud could not make sense of the request to list the sessions: a\\u202eb\\u0007 ${'x'.repeat(284)}…`,
      ['lookUp', 'showOutput'],
    ));
});
