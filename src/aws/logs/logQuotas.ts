import type { Clock } from '../../core/async/clock';
import type { LogLocation } from '../../core/service/ports';
import { connectionId } from '../../core/session/sessionKey';
import { TokenBucket } from '../../core/async/tokenBucket';

type Reading = 'GetLogEvents' | 'FilterLogEvents';

/**
 * How often an account may call in a second, by Region. Not adjustable, and shared with all who work in the account.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
const QUOTAS: Readonly<Record<Reading, readonly (readonly [perSecond: number, regions: string])[]>> = {
  GetLogEvents: [
    [10, 'us-west-2 eu-central-1 eu-west-1 ap-northeast-3 ap-southeast-3 ca-west-1 il-central-1'],
    [30, 'eu-west-3'],
  ],
  FilterLogEvents: [
    [25, 'us-east-1'],
    [5, 'eu-central-1 ap-northeast-3 ap-southeast-3 ca-west-1 il-central-1'],
  ],
};
const USUAL: Readonly<Record<Reading, number>> = { GetLogEvents: 25, FilterLogEvents: 10 };

/** No other program calls the sample farm. */
const SAMPLE_QUOTA = 100;
/** What is left is for colleagues and for what people wait for. */
const SHARE = 0.5;
/** What was not asked for during the first page, or while the machine was busy, is made up for. */
const KEPT_S = 0.3;

/** The paces of bulk reading, one for each place, Region and operation. */
export interface Allowances {
  of(log: LogLocation, reading: Reading): TokenBucket;
}

export function createAllowances(clock: Clock): Allowances {
  const buckets = new Map<string, TokenBucket>();
  return {
    of: ({ connection, configuration: { options, parameters } }, reading) => {
      const region = options.region ?? parameters.region ?? connection.region;
      const id = `${connectionId(connection)} ${region} ${reading}`;
      const listed = QUOTAS[reading].find(([, regions]) => regions.split(' ').includes(region))?.[0];
      const quota = connection.source === 'sampleFarm' ? SAMPLE_QUOTA : (listed ?? USUAL[reading]);
      const pace = quota * SHARE;
      const bucket = buckets.get(id) ?? new TokenBucket(clock, pace, Math.max(2, pace * KEPT_S));
      buckets.set(id, bucket);
      return bucket;
    },
  };
}
