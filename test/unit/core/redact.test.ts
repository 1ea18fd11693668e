import assert from 'node:assert/strict';

import fc from 'fast-check';

import { withoutSecrets } from '../../../src/core/text/redact';

describe('core/text/redact', () => {
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

  const SECRET = 'hunter2CANARY9x';
  const KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const FORMS: readonly (readonly [form: string, secret: string])[] = [
    [`> Authorization: Bearer ${SECRET}`, SECRET],
    [`Authorization: Basic Y2FuYXJ5OmNhbmFyeQ==`, 'Y2FuYXJ5'],
    [`Proxy-Authorization: Basic Y2FuYXJ5OmNhbmFyeQ==`, 'Y2FuYXJ5'],
    [`authorization: Digest username="ada", response="6629fae49393a05397450978507c4ef1"`, '6629fae4'],
    [`{"Authorization":"Bearer ${SECRET}","Host":"a"}`, SECRET],
    [`sent Bearer ${SECRET}`, SECRET],
    [`AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260301, Signature=fe5f80f77d5fa3beca038a248ff027`, 'fe5f80f7'],
    [`https://s3/x?X-Amz-Signature=fe5f80f77d5fa3beca038a&x=1`, 'fe5f80f7'],
    [`https://s3/x?X-Amz-Security-Token=${SECRET}`, SECRET],
    [`https://s3/x?X-Amz-Credential=${SECRET}%2F2026`, SECRET],
    [`x-amz-security-token: ${SECRET}`, SECRET],
    [`https://ada:${SECRET}@proxy:8080/`, SECRET],
    [`http://${SECRET}@host/`, SECRET],
    [`https://ada:a@${SECRET}@proxy/`, SECRET],
    [`proxy is ada:${SECRET}@proxy:8080`, SECRET],
    [`passwd=${SECRET}`, SECRET],
    [`pwd=${SECRET}`, SECRET],
    [`pass=${SECRET}`, SECRET],
    [`DB_PASS='${SECRET} and more'`, 'and more'],
    [`tool -p ${SECRET}`, SECRET],
    [`tool --password ${SECRET}`, SECRET],
    [`tool --password "${SECRET} and more"`, 'and more'],
    [`tool --auth-token=${SECRET}`, SECRET],
    [`curl -u ada:${SECRET} host`, SECRET],
    [`api_key=${SECRET}`, SECRET],
    [`api-key: ${SECRET}`, SECRET],
    [`apikey=${SECRET}`, SECRET],
    [`X-Api-Key: ${SECRET}`, SECRET],
    [`session_token: ${SECRET}`, SECRET],
    [`session_token: hunter`, 'hunter'],
    [`SecretAccessKey: ${KEY}`, KEY],
    [`"SecretAccessKey": "${KEY}"`, KEY],
    [`'SecretAccessKey' => '${KEY}'`, KEY],
    [`\\"SessionToken\\": \\"${SECRET}\\"`, SECRET],
    [`<SecretAccessKey>${KEY}</SecretAccessKey>`, KEY],
    [`aws_secret_access_key = ${KEY}`, KEY],
    [`export AWS_SESSION_TOKEN=${SECRET}`, SECRET],
    [`AccountName=a;AccountKey=${SECRET};x=1`, SECRET],
    [`password = "correct horse battery"`, 'battery'],
    [`Password: correct horse battery`, 'battery'],
    [`login failed with password 'correct horse'`, 'horse'],
    [`Cookie: sid=${SECRET}; theme=dark`, SECRET],
    [`Set-Cookie: sid=${SECRET}; Path=/`, SECRET],
    [`-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nabc\n-----END RSA PRIVATE KEY-----`, 'MIIEpAIBAAKCAQEA'],
    [`-----BEGIN PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA\\n`, 'MIIEpAIBAAKCAQEA'],
    [`got IQoJb3JpZ2luX2VjEJr//8wEaCXVzLXdlc3QtMiJHMEU`, 'b3JpZ2lu'],
    [`got FwoGZXIvYXdzEBYaDHqa0AP1zNqTFzL6Y`, 'ZXIvYXdz'],
    [`jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl`, 'eyJzdWIi'],
    [`ghp_16C7e42F292c6912E7710c838347Ae178B4a`, '16C7e42F'],
    [`xoxb-123456789012-abcdefghijkl`, 'abcdefghijkl'],
    [`key AKIAIOSFODNN7EXAMPLE ${KEY}`, KEY],
    [`the key is ${KEY}.`, 'wJalrXUtnFEMI'],
    [`mysql -h db -p${SECRET}`, SECRET],
    [`plink -pw ${SECRET} host`, SECRET],
    [`the password is ${SECRET}`, SECRET],
    [`machine host login ada password ${SECRET}`, SECRET],
    [`password := ${SECRET}`, SECRET],
    [`pw: ${SECRET}`, SECRET],
    [`auth=${SECRET}`, SECRET],
    [`_auth = ${SECRET}`, SECRET],
    [`SAMLResponse=${SECRET}`, SECRET],
    [`otp=${SECRET}`, SECRET],
    [`LICENSE_KEY=${SECRET}`, SECRET],
    [`JWT=${SECRET}`, SECRET],
    [`got token '${SECRET}'`, SECRET],
    [`bearer ${SECRET}`, SECRET],
    [`access_token ${SECRET}`, SECRET],
    [`credentials=${SECRET}`, SECRET],
    [`callback?password%3D${SECRET}`, SECRET],
    [`&quot;password&quot;:&quot;${SECRET}&quot;`, SECRET],
    [`redis://:${SECRET}@host:6379`, SECRET],
    [`//registry/:_authToken=${SECRET}`, SECRET],
    [`glpat-abcdefghij1234567890`, 'abcdefghij'],
    [`AIzaSyA1234567890abcdefghijklmnopqrstuv`, 'SyA1234567890'],
  ];
  for (const [form, secret] of FORMS) {
    it(`hides the secret of ${JSON.stringify(form.slice(0, 60))}`, () => {
      for (const text of [form, `before ${form} after`, `first line\n${form}\nlast line`]) {
        const said = withoutSecrets(text);
        assert.ok(!said.includes(secret), said);
        assert.equal(withoutSecrets(said), said);
      }
    });
  }

  for (const text of [
    'job-0123456789abcdef0123456789abcdef failed',
    'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-3',
    'commit 3a5f1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '/Users/ada/Projects/Comp01/ShotsX/render1',
    'arn:aws:iam::123456789012:role/studio-queue',
    'ExpiredToken: The security token included in the request is expired',
    'SyntaxError: Unexpected token < in JSON at position 0',
    'InvalidClientTokenId: The security token is invalid',
    'Basic authentication is not supported; Bearer token missing',
    'mkdir -p /var/lib/agent; serve -p 8080',
    'PWD=/home/ada',
    'The password is required; secret sharing is off',
    'token session-0123456789abcdef0123456789abcdef is unknown',
    'author=ada, authority=none',
    'exit code=1, keyframe=12, passes=12',
    'AccessDenied: not authorized to perform: deadline:GetSession',
  ]) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.equal(withoutSecrets(text), text);
    });
  }

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
