import type { SessionKey } from '../session/sessionKey';

const ACCOUNT = /^arn:(aws[a-z-]*):(?:iam|sts)::(\d{12}):/;

/**
 * The ARN of a session's job, e.g. `arn:aws:deadline:us-west-2:123456789012:farm/farm-…/queue/queue-…/job/job-…`.
 *
 * @param principals ARNs of roles and people in the same account; the first that names it is believed. Undefined if none does.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdeadlinecloud.html
 */
export function keyArn(
  { connection, farmId, queueId, jobId }: SessionKey,
  principals: readonly (string | undefined)[],
): string | undefined {
  for (const principal of principals) {
    const [, partition, account] = ACCOUNT.exec(principal ?? '') ?? [];
    if (partition !== undefined && account !== undefined) {
      return `arn:${partition}:deadline:${connection.region}:${account}:farm/${farmId}/queue/${queueId}/job/${jobId}`;
    }
  }
  return undefined;
}
