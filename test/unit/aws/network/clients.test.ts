import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { createCredentialsMemo } from '../../../../src/aws/credentials/credentialsCache';
import type { ServiceOptions } from '../../../../src/aws/index';
import type { Service } from '../../../../src/core/service/service';
import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import type { Connection } from '../../../../src/core/session/sessionKey';

import { type FarmServer, startFarmServer } from '../../../support/farm/farmServer';

import { type Breakage, startBrokenServer } from '../../../support/aws/brokenServer';
import { type Answer, FARM, JOB, QUEUE, createHandFarm, failing } from '../../../support/aws/handFarm';
import { HurriedClock, hurry } from '../../../support/aws/hurriedClock';
import { createTestService, refusal, signal } from '../../../support/aws/service';
import { type TemporaryHome, createTemporaryHome } from '../../../support/aws/temporaryHome';

describe('aws/clients', () => {
  let server: Pick<FarmServer, 'url' | 'close'> | undefined;
  let service: Service | undefined;
  let home: TemporaryHome;
  beforeEach(async () => {
    home = await createTemporaryHome();
  });
  afterEach(async () => {
    service?.dispose();
    await server?.close();
    await home.remove();
  });

  const KEYS = { AWS_ACCESS_KEY_ID: 'DUMMY', AWS_SECRET_ACCESS_KEY: 'secret' };
  const connection = (profile?: string): Connection => ({ source: 'aws', profile, region: 'us-west-2' });
  /** A service whose AWS is there. */
  const reach = (url: string, options: Partial<ServiceOptions>) => {
    const made = createTestService(() => assert.fail('the sample farm was asked'), {
      endpoint: () => url,
      homeDirectory: home.path,
      ...options,
    });
    service = made.service;
    return made;
  };
  /** A service whose AWS is a handler behind real sockets. */
  const connect = async (answer: Answer, options: Partial<ServiceOptions> = {}) => {
    const operations = ['ListSessions', 'ListFarms', 'ListQueues', 'ListFleets', 'ListJobs'];
    const farm = createHandFarm(Object.fromEntries(operations.map((operation) => [operation, answer])));
    const started = await startFarmServer(farm);
    server = started;
    return { farm, ...reach(started.url, options) };
  };
  /** The same, but never answered in full. */
  const connectBroken = async (how: Breakage, clock: HurriedClock, onRequest: () => void = () => undefined) => {
    const started = await startBrokenServer(how, onRequest);
    server = started;
    return reach(started.url, { environment: KEYS, clock });
  };
  const list = (of: Service, profile?: string) =>
    of.sessions(connection(profile), FARM, QUEUE, JOB, signal)[Symbol.asyncIterator]().next();

  it('asks the endpoint as it is, with the environment’s keys', async () => {
    const { farm, service, calls } = await connect({ sessions: [] }, { environment: KEYS });
    await list(service);
    const { request } = farm.asked[0] ?? assert.fail();
    assert.equal(request.hostname, '127.0.0.1');
    assert.match(request.headers.authorization ?? '', /Credential=DUMMY\/\d+\/us-west-2\/deadline\//);
    assert.deepEqual(
      calls.map(({ outcome, status }) => [outcome, status]),
      [['ok', 200]],
    );
  });

  it('asks where the AWS tools’ variables say', async () => {
    const { farm } = await connect({ sessions: [] });
    const environment = { ...KEYS, AWS_ENDPOINT_URL_DEADLINE: server?.url };
    const other = createTestService(farm.handle, { environment, homeDirectory: home.path }).service;
    await list(other);
    other.dispose();
    assert.equal(farm.asked.length, 1);
  });

  for (const endpoint of [
    'http://deadline.example',
    'http://169.254.169.254',
    'http://127.0.0.1.example.com',
    'https://user:secret@deadline.example',
    'ftp://127.0.0.1',
    'deadline.example',
  ]) {
    it(`never asks ${endpoint}`, async () => {
      const { farm, service } = await connect({ sessions: [] }, { environment: KEYS, endpoint: () => endpoint });
      assert.deepEqual(await refusal(list(service)), {
        kind: 'invalid',
        message:
          'The endpoint must be an https address, or http on this computer, such as http://127.0.0.1:4566. Correct the setting.',
        remedies: ['chooseConnection', 'showOutput'],
      });
      assert.deepEqual(farm.asked, []);
    });
  }

  it('tells a cut connection, and tries three times', async () => {
    let requests = 0;
    const clock = new HurriedClock();
    const { service } = await connectBroken('cut', clock, () => {
      requests++;
    });
    const { kind, message } = await hurry(clock, refusal(list(service)));
    assert.deepEqual(
      [kind, message],
      [
        'network',
        'Could not reach Deadline Cloud in us-west-2: the connection was cut. Check the network or the proxy, then try again.',
      ],
    );
    assert.equal(requests, 3);
  });

  it('tells an answer that broke off', async () => {
    const clock = new HurriedClock();
    const { service } = await connectBroken('cutBody', clock);
    assert.equal((await hurry(clock, refusal(list(service)))).kind, 'network');
  });

  it('ends an answer that never ends', async () => {
    const clock = new HurriedClock();
    const { service } = await connectBroken('stallBody', clock, () => {
      clock.tick(20_000);
    });
    assert.equal((await refusal(list(service))).kind, 'timeout');
  });

  it('tells that nobody listens', async () => {
    const clock = new HurriedClock();
    const { service } = await connect({}, { environment: KEYS, clock });
    await server?.close();
    const { message } = await hurry(clock, refusal(list(service)));
    assert.equal(
      message,
      'Could not reach Deadline Cloud in us-west-2: the connection was refused. Check the network or the proxy, then try again.',
    );
  });

  it('says who it is when it came through the monitor', async () => {
    await home.write(
      '.aws/config',
      '[profile studio]\nregion = us-west-2\nmonitor_id = monitor-1\nuser_id = 90670c4a-1\naws_access_key_id = A\naws_secret_access_key = B\n',
    );
    const { farm, service } = await connect({ farms: [], queues: [], fleets: [], jobs: [] });
    const at = connection('studio');
    await service.farms(at, signal).page();
    await service.queues(at, FARM, signal).page();
    await service.fleets(at, FARM, signal).page();
    await service.jobs(at, FARM, [QUEUE], { ...NEWEST_JOBS, archived: 'only' }, signal).page();
    assert.deepEqual(
      farm.asked.map(({ request }) => request.query.principalId),
      Array(4).fill('90670c4a-1'),
    );
  });

  describe('with a credential_process', () => {
    /** A program that brings keys and counts how often it ran. */
    const writeProcess = async (expiresMs: number): Promise<() => Promise<number>> => {
      const keys = {
        Version: 1,
        AccessKeyId: 'PROCESS',
        SecretAccessKey: 's',
        SessionToken: 't',
        Expiration: new Date(expiresMs).toISOString(),
      };
      await home.write('keys.json', JSON.stringify(keys));
      await home.write('run.sh', `echo ran >> '${home.path}/runs'\ncat '${home.path}/keys.json'\n`);
      await home.write(
        '.aws/config',
        `[profile p]\nregion = us-west-2\ncredential_process = sh '${home.path}/run.sh'\n`,
      );
      return async () => (await readFile(`${home.path}/runs`, 'utf8')).trim().split('\n').length;
    };

    it('runs it once for many calls, though its keys expire soon', async () => {
      const runs = await writeProcess(Date.now() + 120_000);
      const { service } = await connect({ sessions: [] });
      await Promise.all(Array.from({ length: 20 }, () => list(service.interactive, 'p')));
      await list(service, 'p');
      assert.equal(await runs(), 1);
    });

    it('heals an expired token with one more run and one more call', async () => {
      const runs = await writeProcess(Date.now() + 3_600_000);
      let refusals = 1;
      const { farm, service } = await connect(() =>
        refusals-- > 0 ? failing(403, 'ExpiredTokenException', 'Expired') : { sessions: [] },
      );
      await list(service.interactive, 'p');
      assert.deepEqual([await runs(), farm.asked.length], [2, 2]);
    });
  });

  it('loads new keys once for all who hear that theirs have expired', async () => {
    let loads = 0;
    const clock = new HurriedClock();
    const memo = createCredentialsMemo(() => {
      loads++;
      return Promise.resolve({ accessKeyId: String(loads), secretAccessKey: 's' });
    }, clock);
    const keys = async (): Promise<string> => {
      await memo.ready('background');
      return (await memo.provider()).accessKeyId;
    };
    const beganMs = clock.Date.now();
    clock.tick(10);
    assert.equal(await keys(), '1');
    clock.tick(10);
    assert.equal(memo.forget(beganMs), true);
    assert.equal(await keys(), '2');
    assert.equal(memo.forget(beganMs), true);
    assert.equal(await keys(), '2');
    assert.equal(memo.forget(clock.Date.now()), false);
    assert.equal(await keys(), '2');
    clock.tick(60_000);
    assert.equal(memo.forget(clock.Date.now()), true);
    assert.equal(await keys(), '3');
  });

  describe('without credentials', () => {
    const check = async (config: string, expected: object): Promise<void> => {
      await home.write('.aws/config', config);
      const { farm, service } = await connect({ sessions: [] });
      assert.deepEqual(await refusal(list(service.interactive, 'p')), expected);
      assert.deepEqual(farm.asked, []);
    };

    it('says that the profile is not set up', () =>
      check('', {
        kind: 'noCredentials',
        message: 'The profile p is not set up in ~/.aws. Choose another one, or add it there.',
        remedies: ['chooseConnection', 'editAwsConfig', 'openSampleFarm'],
      }));
    it('says how to sign in again with SSO', () =>
      check(
        '[profile p]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://x.awsapps.com/start\n',
        {
          kind: 'expiredCredentials',
          message: 'Your sign-in for the profile p expired. Run “aws sso login --profile p”, then try again.',
          remedies: ['signIn', 'retry', 'chooseConnection'],
        },
      ));
    it('says how to sign in again at the console', () =>
      check('[profile p]\nlogin_session = arn:aws:iam::123456789012:user/ada\n', {
        kind: 'expiredCredentials',
        message: 'Your sign-in for the profile p expired. Run “aws login --profile p”, then try again.',
        remedies: ['signIn', 'retry', 'chooseConnection'],
      }));
    it('says to sign in at the monitor', () =>
      check('[profile p]\nmonitor_id = monitor-1\ncredential_process = false\n', {
        kind: 'expiredCredentials',
        message:
          'Deadline Cloud monitor gave no credentials for the profile p. Sign in there with this profile, then try again.',
        remedies: ['signIn', 'retry', 'chooseConnection'],
      }));
    it('quotes why the credential_process failed', () =>
      check('[profile p]\ncredential_process = false\n', {
        kind: 'noCredentials',
        message: 'The credential_process of the profile p failed: exit code 1.',
        remedies: ['retry', 'editAwsConfig', 'chooseConnection'],
      }));
    it('says that it is signed out where nobody can be asked for an MFA code', () =>
      check(
        '[profile p]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = k\nmfa_serial = arn:aws:iam::123456789012:mfa/ada\n[profile k]\naws_access_key_id = A\naws_secret_access_key = B\n',
        {
          kind: 'signedOut',
          message: 'The profile p is signed out. Sign in to go on.',
          remedies: ['signIn', 'chooseConnection', 'openSampleFarm'],
        },
      ));
    it('says that a profile without keys has none', () =>
      check('[profile p]\noutput = json\n', {
        kind: 'noCredentials',
        message:
          'No credentials from the profile p: Could not resolve credentials using profile: [p] in configuration/credentials file(s).',
        remedies: ['editAwsConfig', 'chooseConnection', 'retry'],
      }));
    it('names a profile’s credentials as expired when AWS says so', async () => {
      await home.write('.aws/credentials', '[p]\naws_access_key_id = A\naws_secret_access_key = B\n');
      const clock = new HurriedClock();
      const { service } = await connect(failing(403, 'ExpiredTokenException', 'Expired'), { clock });
      const { message } = await refusal(hurry(clock, list(service, 'p')));
      assert.equal(message, 'The credentials of the profile p have expired. Sign in again, then try again.');
    });
  });
});
