import assert from 'node:assert/strict';

import type { Calls } from '../../../../src/aws/calls/calls';
import type { Allowances } from '../../../../src/aws/logs/logQuotas';
import { createLogSource } from '../../../../src/aws/logs/logSource';
import { UserError } from '../../../../src/core/errors';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { TokenBucket } from '../../../../src/core/async/tokenBucket';

import { FARM, QUEUE, SESSION } from '../../../support/aws/handFarm';
import { HurriedClock } from '../../../support/aws/hurriedClock';
import { signal } from '../../../support/aws/service';

describe('aws/logs', () => {
  it('gives up a search whose pages have no end, and says so', async () => {
    let pages = 0;
    const calls: Calls = {
      send: (_connection, _operation, _request, read) => {
        assert.ok(++pages < 50_000, 'the search goes on and on');
        return Promise.resolve(read({ $metadata: {}, events: [], nextToken: `token ${pages}` } as never));
      },
    };
    const clock = new HurriedClock();
    const allowances: Allowances = { of: () => new TokenBucket(clock, 1e9, 1e9) };
    const source = createLogSource(calls, allowances, clock, signal);
    const log = {
      connection: SAMPLE_CONNECTION,
      farmId: FARM,
      owner: QUEUE,
      configuration: {
        driver: 'awslogs',
        options: { logGroupName: `/aws/deadline/${FARM}/${QUEUE}`, logStreamName: SESSION },
        parameters: {},
        error: undefined,
      },
    };
    const search = async (): Promise<void> => {
      for await (const found of source.search(log, { text: 'line' }, signal)) {
        assert.equal(found.length, 0);
      }
    };
    await assert.rejects(
      search,
      (error) => error instanceof UserError && error.fault.message.includes('more pages than can be read'),
    );
  });
});
