import assert from 'node:assert/strict';

import fc from 'fast-check';

import { withoutSecrets } from '../../../src/core/redact';

describe('core/redact', () => {
  const check = (text: string, expected: string): void => {
    it(`reads ${JSON.stringify(expected)}`, () => {
      assert.equal(withoutSecrets(text), expected);
    });
  };
  check('key AKIAIOSFODNN7EXAMPLE is inactive', 'key ••• is inactive');
  check('ASIAIOSFODNN7EXAMPLE', '•••');
  check('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'aws_secret_access_key = •••');
  check('"SessionToken": "IQoJb3JpZ2luX2VjE//8B+/="', '"SessionToken": "•••"');
  check('\\"SecretAccessKey\\": \\"wJalrXUtnFEMI\\"', '\\"SecretAccessKey\\": \\"•••\\"');
  check('AWS_SESSION_TOKEN=IQoJb3Jp;', 'AWS_SESSION_TOKEN=•••;');
  check('vault --client-secret hunter2000 --user ada', 'vault --client-secret ••• --user ada');
  check('Password: correct-horse', 'Password: •••');
  check(
    'https://device.sso.us-west-2.amazonaws.com/?user_code=ABCD-EFGH',
    'https://device.sso.us-west-2.amazonaws.com/?user_code=ABCD-EFGH',
  );
  check('session-0f8e0f8e0f8e0f8e0f8e0f8e0f8e0f8e ended', 'session-0f8e0f8e0f8e0f8e0f8e0f8e0f8e0f8e ended');
  check('The token has expired. Token refresh failed: ENOENT', 'The token has expired. Token refresh failed: ENOENT');
  check('CredentialsProviderError: Failed to load', 'CredentialsProviderError: Failed to load');

  it('hides every key that stands behind its name, whatever is around', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9/+]{20,60}$/);
    const name = fc.constantFrom('aws_secret_access_key=', 'SecretAccessKey": "', 'session_token = ', 'Password: ');
    fc.assert(
      fc.property(fc.string(), name, secret, fc.string(), (before, label, key, after) => {
        assert.ok(!withoutSecrets(`${before} ${label}${key} ${after}`).includes(` ${label}${key}`));
      }),
    );
  });

  it('comes to an end with a text made to hold it up', () => {
    const text = 'secret'.repeat(50_000) + ' '.repeat(50_000);
    assert.equal(withoutSecrets(text), text);
  });
});
