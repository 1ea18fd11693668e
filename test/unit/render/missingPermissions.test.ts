import assert from 'node:assert/strict';
import { isForbidden, missingPermissions, policyFor } from '../../../src/render/missingPermissions';
import { failedSession, KEY, partialSession } from '../../support/sessions/sessions';

describe('missing permissions', () => {
  it('are those of all parts that could not be read, each once', () => {
    const { snapshot } = partialSession();
    assert.ok(snapshot);
    const actions = ['GetFarm', 'GetQueue', 'GetJob', 'GetFleet', 'GetWorker', 'ListSessionActions'];
    assert.deepEqual(
      missingPermissions(snapshot),
      actions.map((action) => `deadline:${action}`),
    );
    const { farm } = snapshot;
    assert.ok(!farm.ok);
    assert.equal(
      missingPermissions({ ...snapshot, fleet: farm }).filter((one) => one === 'deadline:GetFarm').length,
      1,
    );
  });

  it('are none where all was read, or something else went wrong', () => {
    const { snapshot } = failedSession();
    assert.ok(snapshot);
    assert.deepEqual(missingPermissions(snapshot), []);
    assert.equal(isForbidden({ kind: 'network' }), false);
    assert.equal(isForbidden({ kind: 'accessDenied' }), false);
  });

  it('of logs are allowed on the logs of the farm alone', () => {
    const policy = JSON.parse(policyFor(KEY, ['logs:GetLogEvents', 'deadline:GetJob'])) as {
      Statement: { Action: unknown; Resource: readonly string[] }[];
    };
    assert.deepEqual(
      policy.Statement.map(({ Action, Resource }) => [Action, Resource.at(-1)]),
      [
        [['deadline:GetJob'], `arn:aws:deadline:us-west-2:*:farm/${KEY.farmId}/*`],
        [['logs:GetLogEvents'], `arn:aws:logs:us-west-2:*:log-group:/aws/deadline/${KEY.farmId}/*`],
      ],
    );
  });

  it('are allowed by a policy for the farm, in every partition of AWS', () => {
    const resources = (region: string): unknown => {
      const policy = policyFor({ ...KEY, connection: { ...KEY.connection, region } }, ['deadline:GetFleet']);
      return (JSON.parse(policy) as { Statement: { Resource: unknown }[] }).Statement[0]?.Resource;
    };
    const farm = (partition: string, region: string): string =>
      `arn:${partition}:deadline:${region}:*:farm/${KEY.farmId}`;
    for (const [partition, region] of [
      ['aws', 'us-west-2'],
      ['aws-cn', 'cn-north-1'],
      ['aws-us-gov', 'us-gov-west-1'],
    ] as const) {
      assert.deepEqual(resources(region), [farm(partition, region), `${farm(partition, region)}/*`]);
    }
  });
});
