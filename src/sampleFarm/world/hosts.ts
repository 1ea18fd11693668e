import { chance, hash, hexDigits, pick } from '../random';
import type { FleetLayout } from './layout';
import type { HostRecord } from './model';

/** The account of the service, in which service-managed instances run. */
const SERVICE_ACCOUNT = '210987654321';

/** The machine at one place of a fleet. */
export function hostOf(fleet: FleetLayout, ...place: readonly number[]): HostRecord {
  if (fleet.nodes !== undefined) {
    return nodeOf(fleet.displayName, (place[0] ?? 0) % fleet.nodes);
  }
  const number = hash('host', fleet.displayName, ...place);
  if (fleet.hosting === 'onPremise') {
    const node = (number % 40) + 1;
    return {
      hostName: `rack${(number >>> 8) % 4}-node${String(node).padStart(2, '0')}.${fleet.displayName}`,
      ipV4Address: `192.168.${(number >>> 8) % 4}.${100 + node}`,
      ipV6Address: chance(number) < 0.5 ? ipV6(number) : undefined,
      ec2InstanceArn: undefined,
      ec2InstanceType: undefined,
    };
  }
  const third = (number >>> 8) % 8;
  const fourth = (number % 250) + 4;
  return {
    hostName:
      fleet.os === 'windows'
        ? `EC2AMAZ-${hexDigits(7, number).toUpperCase()}`
        : `ip-10-3-${third}-${fourth}.us-west-2.compute.internal`,
    ipV4Address: `10.3.${third}.${fourth}`,
    ipV6Address: undefined,
    ec2InstanceArn: `arn:aws:ec2:us-west-2:${SERVICE_ACCOUNT}:instance/i-0${hexDigits(16, number)}`,
    ec2InstanceType: fleet.instanceTypes && pick(fleet.instanceTypes, number),
  };
}

/** A rack's hosts are numbered: 20 nodes a rack, e.g. `rack2-node40`. */
function nodeOf(fleet: string, node: number): HostRecord {
  const rack = Math.floor(node / 20);
  return {
    hostName: `rack${rack}-node${String(node).padStart(2, '0')}.${fleet}`,
    ipV4Address: `192.168.${10 + rack}.${100 + node}`,
    ipV6Address: undefined,
    ec2InstanceArn: undefined,
    ec2InstanceType: undefined,
  };
}

function ipV6(number: number): string {
  return ['FD00', '0', '0', '2', ...[0, 1, 2, 3].map((block) => hexDigits(4, number, block).toUpperCase())].join(':');
}
