import assert from 'node:assert/strict';
import type { SessionSnapshot } from '../../../src/core/session/session';
import { consoleLink } from '../../../src/render/consoleLinks';
import { activeSession, loaded, NO_HOST } from '../../support/sessions/sessions';

const ROLE = 'arn:aws:iam::123456789012:role/studio-queue';

function snapshotWith(ec2InstanceArn: string | undefined, roleArn: string | undefined = ROLE): SessionSnapshot {
  const { snapshot } = activeSession();
  assert.ok(snapshot?.queue.ok && snapshot.job.ok);
  return {
    ...snapshot,
    key: { ...snapshot.key, connection: { source: 'aws', profile: 'studio', region: 'us-west-2' } },
    session: { ...snapshot.session, host: { ...NO_HOST, ec2InstanceArn } },
    queue: loaded({ ...snapshot.queue.value, roleArn }),
    job: loaded({ ...snapshot.job.value, createdBy: 'mira@aurora.example' }),
  };
}

describe('links into the AWS console', () => {
  const check = (name: string, arn: string | undefined, expected: string | undefined, role?: string): void => {
    it(name, () => {
      assert.equal(consoleLink('instance', snapshotWith(arn, role)), expected);
    });
  };

  check(
    'lead to an instance of the account that the queue’s role is in',
    'arn:aws:ec2:us-west-2:123456789012:instance/i-0f3a9d8e7c6b5a412',
    'https://us-west-2.console.aws.amazon.com/ec2/home?region=us-west-2#InstanceDetails:instanceId=i-0f3a9d8e7c6b5a412',
  );
  check(
    'know the consoles of other partitions',
    'arn:aws-cn:ec2:cn-north-1:123456789012:instance/i-0f3a9d8e7c6b5a412',
    'https://cn-north-1.console.amazonaws.cn/ec2/home?region=cn-north-1#InstanceDetails:instanceId=i-0f3a9d8e7c6b5a412',
  );
  check(
    'are not offered for an instance in another account, such as that of a service-managed fleet',
    'arn:aws:ec2:us-west-2:210987654321:instance/i-0f3a9d8e7c6b5a412',
    undefined,
  );
  check(
    'are not offered where no fact names the account',
    'arn:aws:ec2:us-west-2:123456789012:instance/i-0f3a9d8e',
    undefined,
    'x',
  );
  check(
    'are not made of what is no instance',
    'arn:aws:ec2:us-west-2:123456789012:instance/i-0f3a9d8e7c6b5a412&x=1',
    undefined,
  );
  check(
    'are not made of a Region that is none',
    'arn:aws:ec2:evil:123456789012:instance/i-0f3a9d8e7c6b5a412',
    undefined,
  );
  check('are not offered for hosts that are no instances', undefined, undefined);

  it('lead to both logs', () => {
    const snapshot = snapshotWith(undefined);
    assert.match(
      consoleLink('sessionLog', snapshot) ?? '',
      /^https:\/\/us-west-2\.console\.aws\.amazon\.com\/cloudwatch\/.*session-/,
    );
    assert.match(consoleLink('workerLog', snapshot) ?? '', /worker-/);
  });

  it('are not offered on the sample farm, whose account nobody has', () => {
    const { snapshot } = activeSession();
    assert.ok(snapshot);
    assert.deepEqual([consoleLink('instance', snapshot), consoleLink('sessionLog', snapshot)], [undefined, undefined]);
  });
});
