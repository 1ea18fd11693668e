import assert from 'node:assert/strict';

import type { ServiceOptions } from '../../../../src/aws/index';

import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { FARM, JOB, QUEUE, createHandFarm } from '../../../support/aws/handFarm';
import { createTestService, refusal } from '../../../support/aws/service';
import { type TemporaryHome, createTemporaryHome } from '../../../support/aws/temporaryHome';

describe('aws/configuration', () => {
  let home: TemporaryHome;
  beforeEach(async () => {
    home = await createTemporaryHome();
  });
  afterEach(() => home.remove());

  const serve = (environment: ServiceOptions['environment'] = {}) =>
    createTestService(createHandFarm({}).handle, { homeDirectory: home.path, environment }).service;
  const none = { profile: undefined, region: undefined };

  it('tells every kind of profile, running none', async () => {
    await home.write(
      '.aws/config',
      `
[default]
region = eu-central-1
[profile sso]
sso_session = corp
sso_account_id = 123456789012
region = us-west-2
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
[services local]
deadline =
  endpoint_url = http://localhost:4566
[profile old-sso]
sso_start_url = https://corp.awsapps.com/start
[profile studio]
credential_process = /opt/DeadlineCloudMonitor get-credentials --profile studio
monitor_id = monitor-1
user_id = 90670c4a-1
region = us-east-1
[profile process]
credential_process = /bin/false
region = the-moon
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
[profile console]
login_session = arn:aws:iam::123456789012:user/ada
[profile empty]
output = json
`,
    );
    await home.write('.aws/credentials', '[keys]\naws_access_key_id = A\naws_secret_access_key = B\n');
    assert.deepEqual(await serve().profiles(), [
      { name: 'default', region: 'eu-central-1', kind: 'no credentials' },
      { name: 'sso', region: 'us-west-2', kind: 'SSO' },
      { name: 'old-sso', region: undefined, kind: 'SSO' },
      { name: 'studio', region: 'us-east-1', kind: 'Deadline Cloud monitor' },
      { name: 'process', region: undefined, kind: 'process' },
      { name: 'role', region: undefined, kind: 'role' },
      { name: 'console', region: undefined, kind: 'console login' },
      { name: 'empty', region: undefined, kind: 'no credentials' },
      { name: 'keys', region: undefined, kind: 'keys' },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    assert.deepEqual(await serve().profiles(), []);
    assert.equal(await serve().hasCredentials(), false);
  });

  it('reads the files that the environment names', async () => {
    await home.write('elsewhere/config', '[profile there]\nregion = us-west-2\nsso_session = x\n');
    await home.write('elsewhere/credentials', '[here]\naws_access_key_id = A\naws_secret_access_key = B\n');
    const service = serve({
      AWS_CONFIG_FILE: `${home.path}/elsewhere/config`,
      AWS_SHARED_CREDENTIALS_FILE: `${home.path}/elsewhere/credentials`,
    });
    assert.deepEqual(
      (await service.profiles()).map(({ name }) => name),
      ['there', 'here'],
    );
  });

  it('sees an edit at once', async () => {
    const service = serve();
    await home.write('.aws/config', '[profile a]\nregion = us-west-2\n');
    assert.equal((await service.profiles())[0]?.region, 'us-west-2');
    await home.write('.aws/config', '[profile a]\nregion = eu-west-1\n');
    assert.equal((await service.profiles())[0]?.region, 'eu-west-1');
  });

  it('believes that there are credentials where a profile or a variable brings some', async () => {
    assert.equal(await serve({ AWS_ACCESS_KEY_ID: 'A' }).hasCredentials(), true);
    assert.equal(await serve({ AWS_ACCESS_KEY_ID: '' }).hasCredentials(), false);
    await home.write('.aws/config', '[profile a]\nregion = us-west-2\n');
    assert.equal(await serve().hasCredentials(), false);
    await home.write('.aws/config', '[profile a]\nsso_session = x\n');
    assert.equal(await serve().hasCredentials(), true);
  });

  describe('the default place', () => {
    const aws = (profile: string | undefined, region: string) => ({ source: 'aws', profile, region });
    const DEADLINE =
      '[defaults]\naws_profile_name = studio\n[profile-studio defaults]\nfarm_region = us-west-2\n[profile-other defaults]\nfarm_region = us-east-2\n';
    const AWS =
      '[default]\nregion = eu-central-1\n[profile studio]\nregion = us-east-1\n[profile env]\nregion = eu-west-1\n[profile other]\nregion = ap-south-1\n';

    it('is what the settings say', async () => {
      await home.write('.deadline/config', DEADLINE);
      const connection = await serve({ AWS_PROFILE: 'env', AWS_REGION: 'eu-west-2' }).defaultConnection({
        profile: 'other',
        region: 'eu-west-3',
      });
      assert.deepEqual(connection, aws('other', 'eu-west-3'));
    });
    it('is else what the deadline tool is set to', async () => {
      await home.write('.deadline/config', DEADLINE);
      assert.deepEqual(
        await serve({ AWS_PROFILE: 'env', AWS_REGION: 'eu-west-2' }).defaultConnection(none),
        aws('studio', 'us-west-2'),
      );
    });
    it('takes the deadline tool’s Region for the profile of the settings', async () => {
      await home.write('.deadline/config', DEADLINE);
      assert.deepEqual(await serve().defaultConnection({ profile: 'other', region: '' }), aws('other', 'us-east-2'));
    });
    it('is else what the environment says', async () => {
      await home.write('.aws/config', AWS);
      assert.deepEqual(
        await serve({ AWS_PROFILE: 'env', AWS_REGION: 'eu-west-2' }).defaultConnection(none),
        aws('env', 'eu-west-2'),
      );
      assert.deepEqual(
        await serve({ AWS_DEFAULT_REGION: 'eu-west-3' }).defaultConnection(none),
        aws(undefined, 'eu-west-3'),
      );
    });
    it('is else in the profile’s Region', async () => {
      await home.write('.aws/config', AWS);
      assert.deepEqual(await serve({ AWS_PROFILE: 'env' }).defaultConnection(none), aws('env', 'eu-west-1'));
      assert.deepEqual(await serve().defaultConnection(none), aws(undefined, 'eu-central-1'));
    });
    for (const name of ['(default)', 'default', '']) {
      it(`has no profile where the deadline tool’s is called “${name}”`, async () => {
        await home.write(
          '.deadline/config',
          `[defaults]\naws_profile_name = ${name}\n[profile-${name} defaults]\nfarm_region = us-west-2\n`,
        );
        assert.deepEqual(await serve().defaultConnection(none), aws(undefined, 'us-west-2'));
      });
    }
    it('is refused where nothing names a Region', async () => {
      const remedies = ['chooseConnection', 'openSampleFarm', 'editAwsConfig'];
      assert.deepEqual(await refusal(serve().defaultConnection(none)), {
        kind: 'noRegion',
        message: 'No AWS Region is set. Choose the one your farm is in, such as us-west-2.',
        remedies,
      });
      assert.deepEqual(await refusal(serve({ AWS_PROFILE: 'env' }).defaultConnection(none)), {
        kind: 'noRegion',
        message: 'No AWS Region is set for the profile env. Choose the one your farm is in, such as us-west-2.',
        remedies,
      });
    });
    it('is refused where the Region named is none', async () => {
      const { message } = await refusal(serve().defaultConnection({ profile: undefined, region: 'Oregon' }));
      assert.equal(message, '“Oregon” is no AWS Region. Choose the one your farm is in, such as us-west-2.');
    });
  });

  describe('the deadline tool’s defaults', () => {
    const CONFIG = `
# written by a tool
[profile-studio defaults]
farm_id = ${FARM}
[profile-studio ${FARM} defaults]
queue_id = ${QUEUE}
[profile-studio ${FARM} ${QUEUE} defaults]
job_id = ${JOB}
[profile-odd defaults]
farm_id = farm-of-the-future
[profile-(default) defaults]
Farm_ID = ${FARM}
`;
    const connection = (profile: string | undefined) => ({ source: 'aws', profile, region: 'us-west-2' }) as const;
    const nothing = { farmId: undefined, queueId: undefined, jobId: undefined };

    it('name the farm, queue and job of a profile', async () => {
      await home.write('.deadline/config', CONFIG);
      assert.deepEqual(await serve().defaults(connection('studio')), { farmId: FARM, queueId: QUEUE, jobId: JOB });
      assert.deepEqual(await serve().defaults(connection(undefined)), { ...nothing, farmId: FARM });
    });
    it('are none where an id is not one, the profile is unknown or the farm is the sample', async () => {
      await home.write('.deadline/config', CONFIG);
      assert.deepEqual(await serve().defaults(connection('odd')), nothing);
      assert.deepEqual(await serve().defaults(connection('unknown')), nothing);
      assert.deepEqual(
        await serve().defaults({ source: 'sampleFarm', profile: undefined, region: 'us-west-2' }),
        nothing,
      );
    });
    it('name the storage profile of a farm, where it is one', async () => {
      const [id, other] = [`sp-${'0a'.repeat(16)}`, 'farm-00000000000000000000000000000000'] as const;
      await home.write(
        '.deadline/config',
        `[profile-studio ${FARM} settings]\nstorage_profile_id = ${id}\n[profile-odd ${FARM} settings]\nstorage_profile_id = ../x\n`,
      );
      assert.equal(await serve().storageProfileId(connection('studio'), FARM), id);
      assert.equal(await serve().storageProfileId(connection('studio'), other), undefined);
      assert.equal(await serve().storageProfileId(connection('odd'), FARM), undefined);
    });
    it('may be in another file, and may be broken', async () => {
      await home.write('other', CONFIG);
      const service = serve({ DEADLINE_CONFIG_FILE_PATH: `${home.path}/other` });
      assert.equal((await service.defaults(connection('studio'))).jobId, JOB);
      await home.write('other', '[[[\n= = =\n__proto__\n[profile-studio defaults]\nfarm_id\n');
      assert.deepEqual(await service.defaults(connection('studio')), nothing);
      await home.write('other', '[__proto__]\nx = y\n');
      assert.deepEqual(await service.defaults(connection('studio')), nothing);
    });
  });

  describe('the Regions to ask for farms', () => {
    const check = (
      fact: string,
      config: string,
      environment: ServiceOptions['environment'],
      expected: string[],
    ): void => {
      it(`are ${fact}`, async () => {
        await home.write('.aws/config', '[default]\nregion = eu-central-1\n[profile studio]\nregion = us-east-1\n');
        await home.write('.deadline/config', config);
        const connection = { source: 'aws', profile: 'studio', region: 'us-west-2' } as const;
        assert.deepEqual(await serve(environment).regions(connection), expected);
      });
    };
    check('the place’s, then the profile’s own', '', {}, ['us-west-2', 'us-east-1']);
    check('also the one of the profile’s farm', '[profile-studio defaults]\nfarm_region = eu-west-1\n', {}, [
      'us-west-2',
      'eu-west-1',
      'us-east-1',
    ]);
    check(
      'also those of the configuration',
      '[settings]\ndeadline_regions = ap-southeast-2, the-moon,us-west-2\n',
      {},
      ['us-west-2', 'us-east-1', 'ap-southeast-2'],
    );
    check(
      'those of the environment before those of the configuration',
      '[settings]\ndeadline_regions = ap-southeast-2\n',
      { DEADLINE_CLOUD_REGIONS: 'eu-west-2 eu-west-1' },
      ['us-west-2', 'us-east-1', 'eu-west-2', 'eu-west-1'],
    );

    it('are the sample farm’s one', async () => {
      assert.deepEqual(await serve({ DEADLINE_CLOUD_REGIONS: 'eu-west-2' }).regions(SAMPLE_CONNECTION), ['us-west-2']);
    });
  });

  it('knows who somebody is where the monitor made the profile', async () => {
    await home.write(
      '.aws/config',
      '[profile studio]\nmonitor_id = monitor-1\nuser_id = 90670c4a-1\n[profile other]\n',
    );
    const userId = (profile: string) => serve().userId({ source: 'aws', profile, region: 'us-west-2' });
    assert.deepEqual([await userId('studio'), await userId('other')], ['90670c4a-1', undefined]);
    assert.equal(await serve().userId(SAMPLE_CONNECTION), undefined);
  });
});
