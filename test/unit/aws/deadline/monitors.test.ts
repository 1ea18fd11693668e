import assert from 'node:assert/strict';

import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import { createHandFarm } from '../../../support/aws/handFarm';
import { createTestService, signal } from '../../../support/aws/service';

describe('aws/monitors', () => {
  it('gives the addresses of monitors, and no others', async () => {
    const good = [
      'https://studio.us-west-2.deadlinecloud.amazonaws.com',
      'https://studio.cn-north-1.deadlinecloud.amazonaws.com.cn/',
      'https://studio.eusc-de-east-1.deadlinecloud.amazonaws.eu',
    ];
    const bad = [
      'https://a.us-west-2.deadlinecloud.amazonaws.evil.com',
      'https://a.us-west-2.deadlinecloud.amazonaws-login.com',
      'https://a.us-west-2.deadlinecloud.amazonaws.com.evil.io',
      'https://evil.com',
      'http://studio.us-west-2.deadlinecloud.amazonaws.com',
      'https://studio.us-west-2.deadlinecloud.amazonaws.com@evil.com',
      'https://studio.us-west-2.deadlinecloud.amazonaws.com/path',
    ];
    const { handle } = createHandFarm({
      'GET /2023-10-12/monitors': { monitors: [...good, ...bad].map((url) => ({ monitorId: 'monitor-1', url })) },
    });
    const { service } = createTestService(handle);
    assert.deepEqual(
      await service.monitorUrls(SAMPLE_CONNECTION, signal),
      good.map((url) => url.replace(/\/$/, '')),
    );
  });
});
