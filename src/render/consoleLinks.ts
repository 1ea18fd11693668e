/** Addresses in the AWS console, only where what is known of a session says that they lead somewhere. */
import type { LogConfiguration, SessionSnapshot } from '../core/session/session';
import type { Connection } from '../core/session/sessionKey';

/** What a session's page can open in the console. */
export const CONSOLE_PLACES = ['instance', 'sessionLog', 'workerLog'] as const;
export type ConsolePlace = (typeof CONSOLE_PLACES)[number];

/** Consoles of the partitions whose addresses are public. */
const CONSOLES: readonly (readonly [regions: RegExp, host: (region: string) => string])[] = [
  [/^cn-/, (region) => `${region}.console.amazonaws.cn`],
  [/^us-gov-/, (region) => `${region}.console.amazonaws-us-gov.com`],
  [/^(?!us-iso|eu-isoe)[a-z]{2,}(?:-[a-z]+)+-\d+$/, (region) => `${region}.console.aws.amazon.com`],
];

/** Undefined where there is nothing to open: not known, kept elsewhere, in another account, or made up by the sample farm. */
export function consoleLink(place: ConsolePlace, snapshot: SessionSnapshot): string | undefined {
  const { key, session } = snapshot;
  if (key.connection.source !== 'aws') {
    return undefined;
  }
  if (place === 'instance') {
    return instanceLink(snapshot);
  }
  const log = place === 'sessionLog' ? session.log : session.workerLog;
  return log && logConsoleLink(key.connection, log);
}

/**
 * A log in the CloudWatch console, which wants its names escaped twice; undefined where it is not kept there.
 * @example 'https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Faws…'
 */
export function logConsoleLink(connection: Connection, { options }: LogConfiguration): string | undefined {
  const { logGroupName, logStreamName, region = connection.region } = options;
  const host = consoleHost(region);
  if (logGroupName === undefined || logStreamName === undefined || host === undefined) {
    return undefined;
  }
  const twice = (name: string): string => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
  return `https://${host}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${twice(logGroupName)}/log-events/${twice(logStreamName)}`;
}

const INSTANCE = /^arn:aws[a-z-]*:ec2:(?<region>[a-z0-9-]+):(?<account>\d{12}):instance\/(?<id>i-[0-9a-f]{8,17})$/;

/** Instances of service-managed fleets are in an account of AWS, whose console customers cannot open. */
function instanceLink({ session, queue, job }: SessionSnapshot): string | undefined {
  const { region = '', account, id } = INSTANCE.exec(session.host.ec2InstanceArn ?? '')?.groups ?? {};
  const principals = [queue.ok ? queue.value.roleArn : undefined, job.ok ? job.value.createdBy : undefined];
  const isOwn = principals.some((arn) => account !== undefined && arn?.includes(`::${account}:`));
  const host = consoleHost(region);
  return isOwn && host !== undefined && id !== undefined
    ? `https://${host}/ec2/home?region=${region}#InstanceDetails:instanceId=${id}`
    : undefined;
}

function consoleHost(region: string): string | undefined {
  return CONSOLES.find(([regions]) => regions.test(region))?.[1](region);
}
