import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createTestService, signal } from '../../../support/aws/service';
import { type TemporaryHome, createTemporaryHome } from '../../../support/aws/temporaryHome';

/** One server stands for everybody who gives keys away, and for Deadline Cloud, which notes whose keys it was asked with. */
describe('aws/credentials of every kind', () => {
  const LATER = '2099-01-01T00:00:00Z';
  const LONG_AGO = '2020-01-01T00:00:00Z';
  const SESSION = 'arn:aws:sts::123456789012:assumed-role/r/ada';
  const sha = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

  /** What each answers, by what it was asked: `<method> <path> <body>`. Keys are named after who gave them. */
  const GIVERS: readonly (readonly [asked: RegExp, answer: string | object])[] = [
    [/Action=AssumeRole&/, assumed('AssumeRole', 'ROLE')],
    [/Action=AssumeRoleWithWebIdentity&.*WebIdentityToken=web-token/, assumed('AssumeRoleWithWebIdentity', 'WEB')],
    [
      /^GET \/federation\/credentials\?.*role_name=r/,
      {
        roleCredentials: { accessKeyId: 'SSO', secretAccessKey: 's', sessionToken: 't', expiration: Date.parse(LATER) },
      },
    ],
    [/^POST \/token .*"grantType":"refresh_token"/, { accessToken: 'fresh', expiresIn: 3600, tokenType: 'Bearer' }],
    [
      /^POST \/v1\/token .*"refreshToken":"login-refresh"/,
      {
        accessToken: { accessKeyId: 'LOGIN', secretAccessKey: 's', sessionToken: 't' },
        expiresIn: 900,
        refreshToken: 'next',
        tokenType: 'aws_sigv4',
      },
    ],
    [/^GET \/container/, { AccessKeyId: 'CONTAINER', SecretAccessKey: 's', Token: 't', Expiration: LATER }],
    [/^PUT \/latest\/api\/token/, 'metadata-token'],
    [/^GET \/latest\/meta-data\/iam\/security-credentials\/ $/, 'machine-role'],
    [
      /^GET \/latest\/meta-data\/iam\/security-credentials\/machine-role/,
      { Code: 'Success', AccessKeyId: 'MACHINE', SecretAccessKey: 's', Token: 't', Expiration: LATER },
    ],
  ];
  function assumed(action: string, key: string): string {
    const keys = `<AccessKeyId>${key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>`;
    const user = `<AssumedRoleUser><Arn>${SESSION}</Arn><AssumedRoleId>A:ada</AssumedRoleId></AssumedRoleUser>`;
    return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>${keys}<Expiration>${LATER}</Expiration></Credentials>${user}</${action}Result></${action}Response>`;
  }

  const asked: string[] = [];
  const keys: string[] = [];
  let trouble = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = `${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(chunks).toString()}`;
      const giver = GIVERS.find(([pattern]) => pattern.test(line));
      if (giver !== undefined) {
        asked.push(line);
        const [, answer] = giver;
        response.statusCode = trouble-- > 0 ? 503 : 200;
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
        return;
      }
      keys.push(/Credential=(\w+)\//.exec(request.headers.authorization ?? '')?.[1] ?? line);
      response.setHeader('content-type', 'application/json').end('{"farms":[]}');
    });
  });

  let url: string;
  let home: TemporaryHome;
  let before: NodeJS.ProcessEnv;
  beforeEach(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    home = await createTemporaryHome({ '.aws/config': CONFIG, 'web-token': 'web-token' });
    before = { ...process.env };
    for (const service of ['STS', 'SSO', 'SSO_OIDC', 'SIGNIN']) {
      process.env[`AWS_ENDPOINT_URL_${service}`] = url;
    }
    Object.assign(process.env, {
      HOME: home.path,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
      WEB: `${home.path}/web-token`,
    });
    asked.length = 0;
    keys.length = 0;
    trouble = 0;
  });
  afterEach(async () => {
    // Node looks at the process's own variables, which are not an object's that takes their place.
    for (const name of Object.keys(process.env).filter((name) => !(name in before))) {
      Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await home.remove();
  });

  const CONFIG = `
[profile keys]
aws_access_key_id = KEYS
aws_secret_access_key = s
[profile process]
credential_process = echo '{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"s"}'
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
[profile role-of-container]
role_arn = arn:aws:iam::123456789012:role/r
credential_source = EcsContainer
[profile old-sso]
sso_start_url = https://old.awsapps.com/start
sso_region = us-west-2
sso_account_id = 123456789012
sso_role_name = r
[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = r
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-west-2
[profile console]
login_session = ${SESSION}
`;
  /** Whose keys Deadline Cloud is asked with in the end. */
  const keyOf = async (profile: string | undefined, environment: Record<string, string> = {}): Promise<string> => {
    Object.assign(process.env, environment);
    const { service } = createTestService(() => assert.fail('the sample farm was asked'), {
      endpoint: () => url,
      environment: process.env,
      homeDirectory: home.path,
    });
    const connection = { source: 'aws', profile, region: 'us-west-2' } as const;
    await service.interactive.farms(connection, signal).page();
    service.dispose();
    return keys.join();
  };

  for (const [profile, key] of [
    ['keys', 'KEYS'],
    ['process', 'PROCESS'],
    ['role', 'ROLE'],
  ] as const) {
    it(`come from the profile ${profile}`, async () => {
      assert.equal(await keyOf(profile), key);
    });
  }

  it('come from a role once its service is out of trouble', async () => {
    trouble = 1;
    assert.equal(await keyOf('role'), 'ROLE');
    assert.equal(asked.length, 2);
  });

  it('come from a role of the container’s', async () => {
    assert.equal(await keyOf('role-of-container', { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container` }), 'ROLE');
    assert.match(asked[0] ?? '', /^GET \/container/);
  });

  it('come from a web identity', async () => {
    const more = `[profile web]\nrole_arn = arn:aws:iam::123456789012:role/r\nweb_identity_token_file = ${home.path}/web-token\n`;
    await home.write('.aws/config', more);
    assert.equal(await keyOf('web'), 'WEB');
  });

  it('come from SSO of the older kind', async () => {
    const token = {
      accessToken: 'a',
      expiresAt: LATER,
      region: 'us-west-2',
      startUrl: 'https://old.awsapps.com/start',
    };
    await home.write(`.aws/sso/cache/${sha('sha1', token.startUrl)}.json`, JSON.stringify(token));
    assert.equal(await keyOf('old-sso'), 'SSO');
  });

  it('come from SSO, which is renewed', async () => {
    const token = {
      accessToken: 'a',
      expiresAt: LONG_AGO,
      refreshToken: 'r',
      clientId: 'c',
      clientSecret: 's',
      registrationExpiresAt: LATER,
    };
    await home.write(`.aws/sso/cache/${sha('sha1', 'corp')}.json`, JSON.stringify(token));
    assert.equal(await keyOf('sso'), 'SSO');
    assert.match(asked[0] ?? '', /^POST \/token/);
  });

  it('come from the console’s sign-in, which is renewed', async () => {
    const dpopKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'sec1',
      format: 'pem',
    });
    const token = {
      accessToken: { accessKeyId: 'OLD', secretAccessKey: 's', sessionToken: 't', accountId: '1', expiresAt: LONG_AGO },
      tokenType: 'aws_sigv4',
      clientId: 'c',
      refreshToken: 'login-refresh',
      idToken: 'i',
      dpopKey,
    };
    await home.write(`.aws/login/cache/${sha('sha256', SESSION)}.json`, JSON.stringify(token));
    assert.equal(await keyOf('console'), 'LOGIN');
  });

  describe('come without a profile', () => {
    for (const [whence, environment, key] of [
      ['variables', { AWS_ACCESS_KEY_ID: 'VARIABLES', AWS_SECRET_ACCESS_KEY: 's' }, 'VARIABLES'],
      ['the profile a variable names', { AWS_PROFILE: 'process' }, 'PROCESS'],
      ['the machine', {}, 'MACHINE'],
    ] as const) {
      it(`from ${whence}`, async () => {
        assert.equal(await keyOf(undefined, environment), key);
      });
    }
    it('from the container', async () => {
      assert.equal(await keyOf(undefined, { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container` }), 'CONTAINER');
    });
  });
});
