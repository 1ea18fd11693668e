import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';

import type { ServiceOptions } from '../../../../src/aws/index';
import type { SignInState, SignInWay } from '../../../../src/core/service/connections';
import type { Service } from '../../../../src/core/service/service';
import type { Connection } from '../../../../src/core/session/sessionKey';

import { type FarmServer, startFarmServer } from '../../../support/farm/farmServer';

import { type Answer, FARM, JOB, QUEUE, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, refusal, signal } from '../../../support/aws/service';
import { type TemporaryHome, createTemporaryHome } from '../../../support/aws/temporaryHome';

describe('aws/signIns', () => {
  let home: TemporaryHome;
  let server: FarmServer;
  let service: Service;
  let answer: Answer;
  let clock: HurriedClock;
  const farm = createHandFarm({ ListSessions: () => answer });
  before(async () => {
    server = await startFarmServer(farm);
  });
  beforeEach(async () => {
    home = await createTemporaryHome({ 'run.sh': '', '.aws/config': CONFIG });
    answer = { sessions: [] };
    farm.asked.length = 0;
    serve();
  });
  afterEach(async () => {
    service.dispose();
    await home.remove();
  });
  after(() => server.close());

  const CONFIG = `
[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = r
[profile old-sso]
sso_start_url = https://corp.awsapps.com/start
[profile console]
login_session = arn:aws:iam::123456789012:user/ada
[profile studio]
monitor_id = monitor-1
credential_process = "/opt/Deadline Cloud/monitor" get-credentials --profile studio
[profile role-of-sso]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = sso
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/ada
[profile keys]
aws_access_key_id = A
aws_secret_access_key = B
[profile machine]
role_arn = arn:aws:iam::123456789012:role/r
credential_source = Ec2InstanceMetadata
[profile round]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = about
[profile about]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = round
[profile empty]
output = json
`;
  const connection = (profile?: string): Connection => ({ source: 'aws', profile, region: 'us-west-2' });
  const serve = (options: Partial<ServiceOptions> = {}): void => {
    // The SDK looks at the machine's own clock to see whether keys have expired.
    clock = new HurriedClock(Date.now());
    service = createTestService(() => assert.fail('the sample farm was asked'), {
      clock,
      endpoint: () => server.url,
      homeDirectory: home.path,
      ...options,
    }).service;
  };
  const list = (of: Service, profile?: string) => of.sessions(connection(profile), FARM, QUEUE, JOB, signal).page();
  const keyOf = (index: number): string | undefined =>
    /Credential=(\w+)\//.exec(farm.asked[index]?.request.headers.authorization ?? '')?.[1];
  /** A profile `p` whose program counts its runs and does what `script` says. */
  const writeProgram = async (script: string, more = ''): Promise<() => Promise<number>> => {
    await home.write('run.sh', `#!/bin/sh\necho ran >> '${home.path}/runs'\n${script}\n`);
    await chmod(`${home.path}/run.sh`, 0o755);
    await home.write('.aws/config', `[profile p]\ncredential_process = '${home.path}/run.sh'\n${more}`);
    return async () => (await readFile(`${home.path}/runs`, 'utf8').catch(() => '')).split('\n').length - 1;
  };
  const keys = (id: string, expiresMs: number): string =>
    `echo '${JSON.stringify({
      Version: 1,
      AccessKeyId: id,
      SecretAccessKey: 's',
      SessionToken: 't',
      Expiration: new Date(expiresMs).toISOString(),
    })}'`;

  describe('tell of a profile, running nothing, how to sign in and whether somebody has', () => {
    const login = (...argv: [string, ...string[]]): SignInWay => ({ kind: 'command', argv });
    const ROWS: readonly (readonly [profile: string, way: SignInWay, state: SignInState['kind']])[] = [
      ['sso', login('aws', 'sso', 'login', '--profile', 'sso'), 'signedOut'],
      ['old-sso', login('aws', 'sso', 'login', '--profile', 'old-sso'), 'signedOut'],
      ['console', login('aws', 'login', '--profile', 'console'), 'signedOut'],
      ['studio', login('/opt/Deadline Cloud/monitor', 'login', '--profile', 'studio'), 'unknown'],
      ['role-of-sso', login('aws', 'sso', 'login', '--profile', 'sso'), 'signedOut'],
      ['mfa', { kind: 'ask' }, 'signedOut'],
      ['keys', { kind: 'editAwsConfig' }, 'signedIn'],
      ['machine', { kind: 'editAwsConfig' }, 'unknown'],
      ['round', { kind: 'editAwsConfig' }, 'signedOut'],
      ['empty', { kind: 'editAwsConfig' }, 'signedOut'],
      ['unheard-of', { kind: 'editAwsConfig' }, 'signedOut'],
    ];
    for (const [profile, way, state] of ROWS) {
      it(profile, async () => {
        const connectionStatus = await service.connectionStatus(connection(profile));
        assert.deepEqual([connectionStatus.way, connectionStatus.state.kind], [way, state]);
      });
    }
  });

  it('name the monitor’s program as its own configuration does', async () => {
    await home.write('.deadline/config', '[deadline-cloud-monitor]\npath = /usr/bin/deadline-cloud-monitor\n');
    assert.deepEqual((await service.connectionStatus(connection('studio'))).way, {
      kind: 'command',
      argv: ['/usr/bin/deadline-cloud-monitor', 'login', '--profile', 'studio'],
    });
  });

  describe('read what a sign-in has left', () => {
    const check = async (profile: string, file: string, token: object, expected: SignInState): Promise<void> => {
      await home.write(file, JSON.stringify(token));
      assert.deepEqual((await service.connectionStatus(connection(profile))).state, expected);
    };
    const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');
    const sso = `.aws/sso/cache/${hash('sha1', 'corp')}.json`;
    const inAnHour = (): number => clock.Date.now() + 3_600_000;

    it('until when it lasts', () =>
      check(
        'sso',
        sso,
        { accessToken: 't', expiresAt: new Date(inAnHour()) },
        { kind: 'signedIn', untilMs: inAnHour() },
      ));
    it('that it renews itself', () =>
      check(
        'sso',
        sso,
        { expiresAt: '2020-01-01T00:00:00Z', refreshToken: 'r' },
        { kind: 'signedIn', untilMs: undefined },
      ));
    it('of an older kind', () =>
      check(
        'old-sso',
        `.aws/sso/cache/${hash('sha1', 'https://corp.awsapps.com/start')}.json`,
        { expiresAt: new Date(inAnHour()) },
        { kind: 'signedIn', untilMs: inAnHour() },
      ));
    it('at the console', () =>
      check(
        'console',
        `.aws/login/cache/${hash('sha256', 'arn:aws:iam::123456789012:user/ada')}.json`,
        { accessToken: { expiresAt: new Date(inAnHour()) } },
        { kind: 'signedIn', untilMs: inAnHour() },
      ));
    it('that it is over', async () => {
      await home.write(sso, '{"expiresAt":"2020-01-01T00:00:00Z"}');
      const { state } = await service.connectionStatus(connection('sso'));
      assert.deepEqual(state.kind === 'signedOut' && [state.fault.kind, state.fault.message, state.fault.remedies], [
        'signedOut',
        'The profile sso is signed out. Sign in to go on.',
        ['signIn', 'chooseConnection', 'openSampleFarm'],
      ]);
    });
  });

  it('name what to watch', () => {
    assert.deepEqual(service.watchedFiles(), [
      { folder: `${home.path}/.aws`, pattern: 'config' },
      { folder: `${home.path}/.aws`, pattern: 'credentials' },
      { folder: `${home.path}/.deadline`, pattern: 'config' },
      { folder: `${home.path}/.aws/sso/cache`, pattern: '*.json' },
      { folder: `${home.path}/.aws/login/cache`, pattern: '*.json' },
    ]);
  });

  it('run no program and ask no code for work that nobody waits for', async () => {
    const asked: unknown[] = [];
    serve({ askMfaCode: (question) => Promise.resolve(String(asked.push(question))) });
    const runs = await writeProgram(keys('P', 0), CONFIG);
    for (const profile of ['p', 'mfa']) {
      assert.deepEqual(await refusal(list(service, profile)), {
        kind: 'signedOut',
        message: `The profile ${profile} is signed out. Sign in to go on.`,
        remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
      });
    }
    assert.deepEqual([await runs(), asked, farm.asked], [0, [], []]);
  });

  it('let work that nobody waits for go on after a person has signed in, and say so', async () => {
    const runs = await writeProgram(keys('P', clock.Date.now() + 3_600_000));
    const changes: (readonly [string | undefined, string])[] = [];
    service.onDidChangeSignIn(({ connection, state }) => changes.push([connection.profile, state.kind]));
    await assert.rejects(list(service, 'p'));
    await service.signIn(connection('p'), signal);
    await list(service, 'p');
    assert.deepEqual(changes, [
      ['p', 'signedOut'],
      ['p', 'signedIn'],
    ]);
    assert.deepEqual([await runs(), keyOf(0)], [1, 'P']);
    assert.equal((await service.connectionStatus(connection('p'))).state.kind, 'signedIn');
  });

  it('renew by a program that was quick, at most once a minute, whatever the expiry', async () => {
    const runs = await writeProgram(keys('P', clock.Date.now() + 120_000));
    await list(service.interactive, 'p');
    for (let minute = 1; minute <= 3; minute++) {
      for (let call = 0; call < 20; call++) {
        await list(service, 'p');
      }
      assert.equal(await runs(), minute);
      clock.tick(60_000);
    }
  });

  it('show what a program says without its keys and its command line', async () => {
    const said = [
      '--password hunter2CANARY token=CANARYtoken1234',
      '> Authorization: Basic Y2FuYXJ5Y2FuYXJ5',
      '{"SecretAccessKey": "CANARYsecret/1234567890"}',
      'bad key CANARYargument77',
    ];
    for (const [index, text] of said.entries()) {
      await home.write('said', text);
      const command = `sh -c 'cat ${home.path}/said >&2; exit 1' CANARYargument77`;
      await home.write('.aws/config', `[profile p${index}]\ncredential_process = ${command}\n`);
      const { message } = await refusal(list(service.interactive, `p${index}`));
      assert.match(message, /^The credential_process of the profile p\d failed: /);
      assert.ok(!/CANARY|Y2FuYXJ5/.test(message), message);
    }
  });

  it('never show the command line, which shells print with a syntax error', async () => {
    await home.write('.aws/config', `[profile p]\ncredential_process = agent --key CANARY (other words)\n`);
    const { message } = await refusal(list(service.interactive, 'p'));
    assert.ok(!/CANARY|other words/.test(message), message);
  });

  it('do not run a program that failed again for nobody', async () => {
    const runs = await writeProgram('echo "the agent is locked" >&2; exit 2');
    const { message } = await refusal(list(service.interactive, 'p'));
    assert.equal(message, 'The credential_process of the profile p failed: the agent is locked.');
    for (let minute = 0; minute < 3; minute++) {
      await assert.rejects(list(service, 'p'));
      clock.tick(60_000);
    }
    assert.equal(await runs(), 1);
    const { state } = await service.connectionStatus(connection('p'));
    assert.equal(state.kind === 'signedOut' && state.fault.kind, 'signedOut');
  });

  it('heal an expired token with exactly one more call, and ask no more than once a minute while it stays expired', async () => {
    const runs = await writeProgram(keys('P', clock.Date.now() + 3_600_000));
    let refusals = 1;
    const expired = failing(403, 'ExpiredTokenException', 'Expired');
    answer = () => (refusals-- > 0 ? expired : { sessions: [] });
    await list(service.interactive, 'p');
    assert.deepEqual([await runs(), farm.asked.length], [2, 2]);
    refusals = Infinity;
    for (let call = 0; call < 4; call++) {
      await assert.rejects(list(service, 'p'));
      clock.tick(14_000);
    }
    assert.deepEqual([await runs(), farm.asked.length], [2, 6]);
  });

  it('use edited keys with the next call', async () => {
    const write = (id: string) =>
      home.write('.aws/credentials', `[k]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`);
    await write('FIRST');
    await list(service, 'k');
    await write('SECOND1');
    await list(service, 'k');
    assert.deepEqual([keyOf(0), keyOf(1)], ['FIRST', 'SECOND1']);
  });

  it('end a program that hangs, with the person’s patience or with the deadline', async () => {
    await writeProgram('exec sleep 60');
    const controller = new AbortController();
    const signingIn = service.signIn(connection('p'), controller.signal);
    controller.abort();
    await assert.rejects(signingIn, { name: 'AbortError' });
    const waiting = refusal(service.interactive.signIn(connection('p'), signal));
    while (clock.timers === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.tick(300_000);
    assert.deepEqual(await waiting, {
      kind: 'timeout',
      message:
        'The credential_process of the profile p did not end within 5 min. Try again, or choose another profile.',
      remedies: ['retry', 'signIn', 'chooseConnection'],
    });
  });

  it('are silent when a person would rather not give a code', async () => {
    const asked: unknown[] = [];
    serve({
      askMfaCode: (question) => {
        asked.push(question);
        return Promise.resolve(undefined);
      },
    });
    await assert.rejects(hurry(clock, list(service.interactive, 'mfa')), { name: 'AbortError' });
    assert.deepEqual(asked, [{ profile: 'mfa', serial: 'arn:aws:iam::123456789012:mfa/ada' }]);
  });

  describe('know the addresses', () => {
    const check = async (
      config: string,
      environment: ServiceOptions['environment'],
      expected: unknown,
    ): Promise<void> => {
      await home.write('.aws/config', config);
      serve({ environment, endpoint: () => undefined });
      assert.deepEqual((await service.connectionStatus(connection('p'))).endpoints, expected);
    };
    const none = { deadline: undefined, logs: undefined };
    const local = 'http://127.0.0.1:1';

    it('of AWS itself', () => check('[profile p]\n', {}, none));
    it('of the variables', () =>
      check(
        '[profile p]\nendpoint_url = https://x.example\n',
        { AWS_ENDPOINT_URL_DEADLINE: local, AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'https://logs.example' },
        {
          deadline: local,
          logs: 'https://logs.example',
        },
      ));
    it('of the profile', () =>
      check(
        '[profile p]\nendpoint_url = https://x.example\nservices = s\n[services s]\ndeadline =\n  endpoint_url = http://localhost:2\n',
        {},
        {
          deadline: 'http://localhost:2',
          logs: 'https://x.example',
        },
      ));
    it('but not where they are to be ignored', async () => {
      await check(`[profile p]\nendpoint_url = ${local}\nignore_configured_endpoint_urls = true\n`, {}, none);
      await check('[profile p]\n', { AWS_ENDPOINT_URL: local, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, none);
    });
    it('and refuse a profile’s that is not safe', async () => {
      await home.write('.aws/config', '[profile p]\nendpoint_url = http://farm.example\n');
      serve({ endpoint: () => undefined, environment: {} });
      assert.equal((await refusal(service.connectionStatus(connection('p')))).kind, 'invalid');
      assert.equal((await refusal(list(service, 'p'))).kind, 'invalid');
    });
  });
});
