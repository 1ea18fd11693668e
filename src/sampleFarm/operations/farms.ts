import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { ACCOUNT, ServiceError, notFound } from '../http/serviceError';
import { toTimestamp } from '../http/time';
import { hash, hexDigits } from '../random';
import { sequenceOf } from '../sequence';
import { isOver } from '../taskStatus';
import type { FarmRecord, QueueRecord } from '../world/model';
import type { World } from '../world/world';
import { findFarm, findFleet, findQueue } from './findResource';

const WRANGLER = `arn:aws:iam::${ACCOUNT}:user/wrangler`;

export function getFarm(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  return { ...farmFacts(farm), description: farm.description, costScaleFactor: 1 };
}

/** All farms of the account, also those that may not be read. */
export function listFarms(call: Call): object {
  const { items, nextToken } = pageOf(call, [], sequenceOf(call.world.farms), farmFacts);
  return { farms: items, nextToken };
}

export function getQueue(call: Call): object {
  const queue = findQueue(call, call.ids);
  return {
    ...queueFacts(queue, call.nowMs),
    description: queue.description,
    jobAttachmentSettings: { s3BucketName: 'studio-job-attachments', rootPrefix: 'DeadlineCloud' },
    roleArn: queue.hasRole ? `arn:aws:iam::${ACCOUNT}:role/DeadlineQueueRole` : undefined,
    jobRunAsUser: { posix: { user: 'job-user', group: 'job-group' }, runAs: 'QUEUE_CONFIGURED_USER' },
  };
}

export function listQueues(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const { status } = call.query;
  const { items, nextToken } = pageOf(call, [farm.farmId], sequenceOf(farm.queues), (queue) =>
    status === undefined || status === statusOf(queue, call.nowMs) ? queueFacts(queue, call.nowMs) : undefined,
  );
  return { queues: items, nextToken };
}

export function assumeQueueRole(call: Call): object {
  const queue = findQueue(call, call.ids);
  if (!queue.hasRole) {
    throw new ServiceError(400, 'ValidationException', `Queue ${queue.queueId} has no role.`, { reason: 'OTHER' });
  }
  return { credentials: credentialsFor(queue.queueId, call) };
}

export function assumeFleetRole(call: Call): object {
  const fleet = findFleet(call, call.ids);
  return { credentials: credentialsFor(fleet.fleetId, call) };
}

export function getMonitor(call: Call): object {
  const monitor = monitorFacts(call.world);
  if (monitor.monitorId !== call.ids.monitorId) {
    throw notFound('monitor', call.ids.monitorId);
  }
  return monitor;
}

export function listMonitors(call: Call): object {
  const { items, nextToken } = pageOf(call, [], sequenceOf([call.world]), monitorFacts);
  return { monitors: items, nextToken };
}

function farmFacts(farm: FarmRecord): object {
  return {
    farmId: farm.farmId,
    displayName: farm.displayName,
    createdAt: toTimestamp(farm.createdAtMs),
    createdBy: WRANGLER,
  };
}

function queueFacts(queue: QueueRecord, nowMs: number): object {
  return {
    farmId: queue.farm.farmId,
    queueId: queue.queueId,
    displayName: queue.displayName,
    status: statusOf(queue, nowMs),
    defaultBudgetAction: queue.blockedReason ? 'STOP_SCHEDULING_AND_COMPLETE_TASKS' : 'NONE',
    blockedReason: queue.blockedReason,
    createdAt: toTimestamp(queue.createdAtMs),
    createdBy: WRANGLER,
  };
}

function statusOf(queue: QueueRecord, nowMs: number): string {
  if (queue.blockedReason) {
    return 'SCHEDULING_BLOCKED';
  }
  const jobs = queue.jobs(nowMs);
  // Old jobs are over: the newest few decide.
  for (let index = jobs.length - 1; index >= Math.max(0, jobs.length - 30); index--) {
    const job = jobs.at(index);
    if (job.sessions.length > 0 && !isOver(job, nowMs)) {
      return 'SCHEDULING';
    }
  }
  return 'IDLE';
}

/** Valid for 15 minutes; the farm does not check them. New ones every minute. */
function credentialsFor(owner: string, { world, operation, nowMs }: Call): object {
  const minute = Math.floor(nowMs / 60_000);
  const chars = (count: number, purpose: string): string =>
    hexDigits(count, world.seed, operation, owner, minute, purpose);
  return {
    accessKeyId: `ASIA${chars(16, 'key').toUpperCase()}`,
    secretAccessKey: chars(40, 'secret'),
    sessionToken: chars(200, 'token'),
    expiration: toTimestamp((minute + 15) * 60_000),
  };
}

function monitorFacts({ sealer, seed, startedAtMs }: World): { readonly monitorId: string } {
  return {
    monitorId: sealer.seal('monitor', 0),
    ...{
      displayName: 'Aurora',
      subdomain: 'aurora-studio',
      url: 'https://aurora-studio.us-west-2.deadlinecloud.amazonaws.com',
      roleArn: `arn:aws:iam::${ACCOUNT}:role/DeadlineMonitorRole`,
      identityCenterInstanceArn: `arn:aws:sso:::instance/ssoins-${hexDigits(16, seed, 'sso')}`,
      identityCenterApplicationArn: `arn:aws:sso::${ACCOUNT}:application/ssoins-${hexDigits(16, seed, 'sso')}/apl-${hexDigits(16, hash(seed))}`,
      createdAt: toTimestamp(startedAtMs - 399 * 86_400_000),
      createdBy: WRANGLER,
    },
  };
}
