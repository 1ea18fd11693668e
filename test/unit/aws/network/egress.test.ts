import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

import { NEWEST_JOBS } from '../../../../src/core/farm/farm';
import { createSampleFarm } from '../../../../src/sampleFarm/index';

import { startFarmServer } from '../../../support/farm/farmServer';

import { createTestService, refusal, signal } from '../../../support/aws/service';
import { createTemporaryHome } from '../../../support/aws/temporaryHome';

describe('aws and the world', () => {
  const sockets: Socket[] = [];
  const hear = (message: unknown): void => {
    sockets.push((message as { readonly socket: Socket }).socket);
  };
  beforeEach(() => {
    sockets.length = 0;
    subscribe('net.client.socket', hear);
  });
  afterEach(() => {
    unsubscribe('net.client.socket', hear);
  });
  const countOf = (resource: string): number =>
    process.getActiveResourcesInfo().filter((name) => name === resource).length;

  it('opens sockets to the endpoint alone, listens to nothing and starts no program', async () => {
    const startedAtMs = Date.UTC(2026, 2, 1, 10);
    const farm = createSampleFarm({ now: () => startedAtMs, startedAtMs });
    const server = await startFarmServer(farm);
    const home = await createTemporaryHome({
      '.aws/config': `[profile studio]
region = us-west-2
monitor_id = monitor-1
credential_process = touch ran
[profile keys]
aws_access_key_id = A
aws_secret_access_key = B
use_fips_endpoint = true
`,
    });
    const { service } = createTestService(() => assert.fail('the sample farm was asked'), {
      endpoint: () => server.url,
      homeDirectory: home.path,
    });
    const ports = new Set<string>();
    const [listening, programs] = [countOf('TCPSERVERWRAP'), countOf('ProcessWrap')];
    const { key } = farm.examples[0] ?? assert.fail();
    const connection = { source: 'aws', profile: 'keys', region: 'us-west-2' } as const;

    await service.profiles();
    await service.connectionStatus({ ...connection, profile: 'studio' });
    assert.equal((await refusal(service.farms({ ...connection, profile: 'studio' }, signal).page())).kind, 'signedOut');
    const snapshot = await service.fetchSnapshot({ ...key, connection }, signal);
    await service.jobs(connection, key.farmId, [key.queueId], NEWEST_JOBS, signal).page();
    await service.read(
      { connection, farmId: key.farmId, owner: key.queueId, configuration: snapshot.session.log },
      { direction: 'older' },
      signal,
    );

    for (const { remoteAddress, remotePort } of sockets) {
      ports.add(`http://${remoteAddress ?? 'nowhere'}:${remotePort ?? 0}`);
    }
    assert.deepEqual([...ports], [server.url]);
    assert.ok(sockets.length <= 8, `${sockets.length} sockets`);
    assert.deepEqual([countOf('TCPSERVERWRAP'), countOf('ProcessWrap')], [listening, programs]);
    service.dispose();
    await server.close();
    await home.remove();
  });

  it('sends nothing in clear to another computer, whatever the environment says', async () => {
    const home = await createTemporaryHome({ token: 'web-token' });
    const role = 'role_arn = arn:aws:iam::123456789012:role/r';
    await home.write(
      '.aws/config',
      `[profile r]\n${role}\nsource_profile = k\n[profile k]\naws_access_key_id = A\naws_secret_access_key = B\n[profile w]\n${role}\nweb_identity_token_file = ${home.path}/token\n`,
    );
    const before = process.env.AWS_ENDPOINT_URL_STS;
    process.env.AWS_ENDPOINT_URL_STS = 'http://192.0.2.1';
    try {
      const { service } = createTestService(() => assert.fail('the sample farm was asked'), {
        homeDirectory: home.path,
      });
      for (const profile of ['r', 'w']) {
        const { message } = await refusal(
          service.farms({ source: 'aws', profile, region: 'us-west-2' }, signal).page(),
        );
        assert.equal(message, `No credentials from the profile ${profile}: Nothing is sent to 192.0.2.1 in clear.`);
      }
      assert.deepEqual(sockets, []);
      service.dispose();
    } finally {
      if (before === undefined) {
        delete process.env.AWS_ENDPOINT_URL_STS;
      } else {
        process.env.AWS_ENDPOINT_URL_STS = before;
      }
      await home.remove();
    }
  });
});
