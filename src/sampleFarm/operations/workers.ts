import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { toTimestamp } from '../http/time';
import { logGroupOf } from '../logs/streams';
import { sequenceOf, itemsOf } from '../sequence';
import type { FleetRecord, HostRecord, WorkerRecord } from '../world/model';
import { FEW_CODES, batch } from './batch';
import { type WorkerPath, findFarm, findFleet, findWorker } from './findResource';

export function getFleet(call: Call): object {
  const fleet = findFleet(call, call.ids);
  return {
    ...fleetFacts(fleet, call.nowMs),
    description: fleet.description,
    roleArn: 'arn:aws:iam::123456789012:role/DeadlineFleetRole',
  };
}

export function listFleets(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const { displayName, status } = call.query;
  const { items, nextToken } = pageOf(call, [farm.farmId], sequenceOf(farm.fleets), (fleet) =>
    (displayName === undefined || displayName === fleet.displayName) && (status === undefined || status === 'ACTIVE')
      ? fleetFacts(fleet, call.nowMs)
      : undefined,
  );
  return { fleets: items, nextToken };
}

export function getWorker(call: Call): object {
  return workerFacts(findWorker(call, call.ids), call.nowMs);
}

export function batchGetWorker(call: Call): object {
  const { items, errors } = batch(call, FEW_CODES, (path: WorkerPath) =>
    workerFacts(findWorker(call, path), call.nowMs),
  );
  return { workers: items, errors };
}

export function listWorkers(call: Call): object {
  const fleet = findFleet(call, call.ids);
  const { items, nextToken } = pageOf(call, [fleet.fleetId], sequenceOf(fleet.workers(call.nowMs)), (worker) =>
    workerFacts(worker, call.nowMs),
  );
  return { workers: items, nextToken };
}

export function workerFacts(worker: WorkerRecord, nowMs: number): object {
  return {
    farmId: worker.fleet.farm.farmId,
    fleetId: worker.fleet.fleetId,
    workerId: worker.workerId,
    hostProperties: hostProperties(worker.host),
    status: workerStatus(worker, nowMs),
    log: workerLogOf(worker),
    createdAt: toTimestamp(worker.createdAtMs),
    createdBy: 'arn:aws:sts::123456789012:assumed-role/DeadlineFleetRole/worker',
  };
}

/** Also once the worker is deleted: its log stays. */
export function workerLogOf(worker: WorkerRecord): object {
  return {
    logDriver: 'awslogs',
    options: {
      logGroupName: logGroupOf(worker.fleet.farm.farmId, worker.fleet.fleetId),
      logStreamName: worker.workerId,
      ...regionOption(worker.fleet),
    },
    parameters: { interval: '15' },
  };
}

/** Some agents name the Region of their logs; it is the farm's all the same. */
export function regionOption({ logsNameRegion }: FleetRecord): { readonly region?: string } {
  return logsNameRegion ? { region: 'us-west-2' } : {};
}

export function hostProperties(host: HostRecord): object {
  return {
    ipAddresses: {
      ipV4Addresses: [host.ipV4Address],
      ipV6Addresses: host.ipV6Address === undefined ? undefined : [host.ipV6Address],
    },
    hostName: host.hostName,
    ec2InstanceArn: host.ec2InstanceArn,
    ec2InstanceType: host.ec2InstanceType,
  };
}

export function workerStatus(worker: WorkerRecord, nowMs: number): string {
  if (nowMs >= worker.stoppedAtMs) {
    return 'STOPPED';
  }
  if (nowMs >= worker.stoppedAtMs - 20_000) {
    return 'STOPPING';
  }
  if (nowMs < worker.createdAtMs + 90_000) {
    return nowMs < worker.createdAtMs + 45_000 ? 'CREATED' : 'STARTED';
  }
  for (const { startedAtMs, endedAtMs } of itemsOf(worker.sessions())) {
    if (startedAtMs <= nowMs && nowMs < endedAtMs) {
      return 'RUNNING';
    }
  }
  return 'IDLE';
}

function fleetFacts(fleet: FleetRecord, nowMs: number): object {
  const workerCount = fleet.workers(nowMs).filter(({ stoppedAtMs }) => nowMs < stoppedAtMs).length;
  return {
    fleetId: fleet.fleetId,
    farmId: fleet.farm.farmId,
    displayName: fleet.displayName,
    status: 'ACTIVE',
    autoScalingStatus: 'STEADY',
    targetWorkerCount: workerCount,
    workerCount,
    minWorkerCount: 0,
    maxWorkerCount: Math.max(50, workerCount),
    configuration: configurationOf(fleet),
    createdAt: toTimestamp(fleet.createdAtMs),
    createdBy: 'arn:aws:iam::123456789012:user/wrangler',
  };
}

function configurationOf({ hosting, os, instanceTypes, persistentVolume }: FleetRecord): object {
  const size = { vCpuCount: { min: 8, max: 64 }, memoryMiB: { min: 32_768, max: 131_072 } };
  const osFamily = os === 'windows' ? 'WINDOWS' : 'LINUX';
  return hosting === 'onPremise'
    ? {
        customerManaged: {
          mode: 'NO_SCALING',
          workerCapabilities: { ...size, osFamily, cpuArchitectureType: 'x86_64' },
        },
      }
    : {
        serviceManagedEc2: {
          instanceCapabilities: {
            ...size,
            osFamily,
            cpuArchitectureType: 'x86_64',
            allowedInstanceTypes: instanceTypes,
            ...(persistentVolume && { rootEbsVolume: { sizeGiB: 250, iops: 3_000, throughputMiB: 125 } }),
          },
          persistentVolumeConfiguration: persistentVolume && {
            ...persistentVolume,
            iops: 3_000,
            throughputMiB: 125,
            lastUsedTtlHours: 72,
          },
          instanceMarketOptions: { type: os === 'windows' ? 'on-demand' : 'spot' },
        },
      };
}
