import assert from 'node:assert/strict';

import type { ConnectionStatus, SignInState } from '../../../src/core/service/connections';
import { SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';
import { connectionLine, connectionMark, profileLine } from '../../../src/render/connection';

const connection = { source: 'aws', profile: 'studio', region: 'us-west-2' } as const;
const signedIn: SignInState = { kind: 'signedIn', untilMs: undefined };
const signedOut: SignInState = {
  kind: 'signedOut',
  fault: { kind: 'signedOut', message: '', remedies: [], requestId: undefined, retryAfterMs: undefined },
};
const nowhere = { deadline: undefined, logs: undefined };

describe('render/connection', () => {
  const check = (what: string, connectionStatus: Partial<ConnectionStatus>, expected: string): void => {
    it(`says ${what}`, () => {
      const way = { kind: 'ask' } as const;
      const whole = {
        connection,
        profileKind: 'SSO',
        state: signedIn,
        way,
        endpoints: nowhere,
        ...connectionStatus,
      } as const;
      assert.equal(connectionLine(whole), expected);
    });
  };
  check('who and where', {}, 'studio · us-west-2');
  check('that nobody is signed in', { state: signedOut }, 'signed out · studio · us-west-2');
  check('nothing of a sign-in that only a call can tell', { state: { kind: 'unknown' } }, 'studio · us-west-2');
  check(
    'the Region alone for the default credentials',
    { connection: { ...connection, profile: undefined } },
    'us-west-2',
  );
  check(
    'that it is the sample farm, whatever else',
    { connection: SAMPLE_CONNECTION, state: signedOut },
    'sample farm',
  );
  check(
    'another address once, before all else',
    { endpoints: { deadline: 'http://127.0.0.1:4566', logs: 'http://127.0.0.1:4566' } },
    '⚠ 127.0.0.1:4566 · studio · us-west-2',
  );
  check(
    'both addresses where they differ',
    { endpoints: { deadline: 'https://deadline.example', logs: 'https://logs.example' }, state: signedOut },
    '⚠ deadline.example, logs.example · signed out · studio · us-west-2',
  );
  check(
    'a hostile profile as one line',
    { connection: { ...connection, profile: 'a\u202eb' } },
    'a\\u202eb · us-west-2',
  );

  it('says how a profile signs in', () => {
    assert.equal(profileLine({ name: 'x', kind: 'SSO', region: 'eu-west-1' }, true), 'SSO · eu-west-1 · signed out');
    assert.equal(profileLine({ name: 'x', kind: 'keys', region: undefined }, false), 'keys');
  });

  it('tells a session’s place only where that is another one', () => {
    assert.equal(connectionMark(connection, { ...connection }), undefined);
    assert.equal(connectionMark(connection, undefined), undefined);
    assert.equal(connectionMark(connection, SAMPLE_CONNECTION), 'studio · us-west-2');
    assert.equal(connectionMark(SAMPLE_CONNECTION, connection), 'sample data');
  });
});
