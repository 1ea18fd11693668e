/** What a farm has besides queues and fleets: limits, budgets, storage profiles, and which fleet works for which queue. */
import type { Call } from '../http/operation';
import { pageOf } from '../http/page';
import { ACCOUNT, notFound } from '../http/serviceError';
import { toTimestamp } from '../http/time';
import { sequenceOf } from '../sequence';
import { actionsOf } from '../taskStatus';
import {
  BUDGETS,
  type BudgetLayout,
  LIMITS,
  type LimitLayout,
  STORAGE_PROFILES,
  type StorageProfileLayout,
} from '../world/layout';
import type { FarmRecord, QueueRecord } from '../world/model';
import { findFarm, findQueue } from './findResource';

const WRANGLER = `arn:aws:iam::${ACCOUNT}:user/wrangler`;
const DAY_MS = 86_400_000;

export function listLimits(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const { items, nextToken } = pageOf(call, [farm.farmId], sequenceOf(limitsOf(farm, call)), ({ layout, limitId }) =>
    limitFacts(farm, layout, limitId, call),
  );
  return { limits: items, nextToken };
}

export function getLimit(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const found = limitsOf(farm, call).find(({ limitId }) => limitId === call.ids.limitId);
  if (!found) {
    throw notFound('limit', call.ids.limitId);
  }
  const { layout, limitId } = found;
  return { ...limitFacts(farm, layout, limitId, call), description: layout.description };
}

export function listQueueLimitAssociations(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const { queueId, limitId } = call.query;
  const all = limitsOf(farm, call).flatMap((limit) =>
    farm.queues
      .filter(({ displayName }) => limit.layout.queues.includes(displayName))
      .map((queue) => ({ ...madeWith(farm), queueId: queue.queueId, limitId: limit.limitId, status: 'ACTIVE' })),
  );
  const { items, nextToken } = pageOf(call, [farm.farmId, queueId ?? '', limitId ?? ''], sequenceOf(all), (one) =>
    (queueId === undefined || queueId === one.queueId) && (limitId === undefined || limitId === one.limitId)
      ? one
      : undefined,
  );
  return { queueLimitAssociations: items, nextToken };
}

export function listQueueFleetAssociations(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const { queueId, fleetId } = call.query;
  const all = farm.queues.flatMap((queue) =>
    queue.fleets.map((fleet) => ({
      ...madeWith(farm),
      queueId: queue.queueId,
      fleetId: fleet.fleetId,
      status: 'ACTIVE',
    })),
  );
  const { items, nextToken } = pageOf(call, [farm.farmId, queueId ?? '', fleetId ?? ''], sequenceOf(all), (one) =>
    (queueId === undefined || queueId === one.queueId) && (fleetId === undefined || fleetId === one.fleetId)
      ? one
      : undefined,
  );
  return { queueFleetAssociations: items, nextToken };
}

export function listBudgets(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const { status } = call.query;
  const { items, nextToken } = pageOf(call, [farm.farmId], sequenceOf(budgetsOf(farm, call)), ({ layout, budgetId }) =>
    status === undefined || status === 'ACTIVE' ? budgetFacts(farm, layout, budgetId) : undefined,
  );
  return { budgets: items, nextToken };
}

export function getBudget(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  const found = budgetsOf(farm, call).find(({ budgetId }) => budgetId === call.ids.budgetId);
  if (!found) {
    throw notFound('budget', call.ids.budgetId);
  }
  const { layout, budgetId } = found;
  const { startedAtMs } = call.world;
  return {
    ...budgetFacts(farm, layout, budgetId),
    actions: [
      { type: 'STOP_SCHEDULING_AND_COMPLETE_TASKS', thresholdPercentage: 100, description: 'Stop at the limit' },
    ],
    schedule: {
      fixed: {
        startTime: toTimestamp(startedAtMs - 20 * DAY_MS),
        endTime: toTimestamp(startedAtMs + 40 * DAY_MS),
      },
    },
    queueStoppedAt: layout.used >= layout.dollars ? toTimestamp(startedAtMs - DAY_MS / 8) : undefined,
  };
}

/** The farm's storage profiles. */
export function listStorageProfiles(call: Call): object {
  const farm = findFarm(call, call.ids.farmId);
  return listProfiles(call, farm, farm.farmId);
}

export function listStorageProfilesForQueue(call: Call): object {
  const { farm, queueId } = findQueue(call, call.ids);
  return listProfiles(call, farm, queueId);
}

export function getStorageProfileForQueue(call: Call): object {
  const { farm } = findQueue(call, call.ids);
  const found = profilesOf(farm, call).find(({ storageProfileId }) => storageProfileId === call.ids.storageProfileId);
  if (!found) {
    throw notFound('storageprofile', call.ids.storageProfileId);
  }
  const { layout, storageProfileId } = found;
  return { ...profileFacts(layout, storageProfileId), fileSystemLocations: layout.locations };
}

function listProfiles(call: Call, farm: FarmRecord, subject: string): object {
  const { items, nextToken } = pageOf(call, [subject], sequenceOf(profilesOf(farm, call)), (profile) =>
    profileFacts(profile.layout, profile.storageProfileId),
  );
  return { storageProfiles: items, nextToken };
}

function profileFacts({ displayName, osFamily }: StorageProfileLayout, storageProfileId: string): object {
  return { storageProfileId, displayName, osFamily };
}

function limitFacts(farm: FarmRecord, layout: LimitLayout, limitId: string, call: Call): object {
  return {
    ...madeWith(farm),
    farmId: farm.farmId,
    limitId,
    displayName: layout.displayName,
    amountRequirementName: layout.amount,
    maxCount: layout.maxCount,
    currentCount: inUse(farm, layout, call),
  };
}

/** How much of a limit the running tasks of its queues hold. */
function inUse(farm: FarmRecord, layout: LimitLayout, { nowMs }: Call): number {
  let count = 0;
  for (const queue of farm.queues.filter(({ displayName }) => layout.queues.includes(displayName))) {
    count += inUseBy(queue, LIMITS.indexOf(layout), nowMs);
  }
  return Math.min(count, layout.maxCount);
}

function inUseBy(queue: QueueRecord, limit: number, nowMs: number): number {
  let count = 0;
  for (const job of queue.toldJobs(nowMs)) {
    const needed = new Map(
      job.steps.map(({ index, acquires }) => [index, acquires.find((one) => one.limit === limit)?.count ?? 0]),
    );
    for (let index = 0; index < job.sessions.length && [...needed.values()].some(Boolean); index++) {
      const session = job.sessions.at(index);
      const running = session.endedAtMs > nowMs ? actionsOf(session, nowMs) : [];
      for (const { status, plan } of running) {
        if ((status === 'RUNNING' || status === 'CANCELING') && plan.definition.kind === 'taskRun') {
          count += needed.get(plan.definition.step) ?? 0;
        }
      }
    }
  }
  return count;
}

function budgetFacts(farm: FarmRecord, layout: BudgetLayout, budgetId: string): object {
  return {
    ...madeWith(farm),
    budgetId,
    usageTrackingResource: { queueId: farm.queues.find(({ displayName }) => displayName === layout.queue)?.queueId },
    status: 'ACTIVE',
    displayName: layout.displayName,
    approximateDollarLimit: layout.dollars,
    usages: { approximateDollarUsage: layout.used },
  };
}

function limitsOf(farm: FarmRecord, { world }: Call): readonly { layout: LimitLayout; limitId: string }[] {
  return LIMITS.map((layout, index) => ({ layout, limitId: world.sealer.seal('limit', index) })).filter(
    ({ layout }) => world.farms[layout.farm] === farm,
  );
}

function budgetsOf(farm: FarmRecord, { world }: Call): readonly { layout: BudgetLayout; budgetId: string }[] {
  return BUDGETS.map((layout, index) => ({ layout, budgetId: world.sealer.seal('budget', index) })).filter(
    ({ layout }) => world.farms[layout.farm] === farm,
  );
}

function profilesOf(
  farm: FarmRecord,
  { world }: Call,
): readonly { layout: StorageProfileLayout; storageProfileId: string }[] {
  return STORAGE_PROFILES.map((layout, index) => ({ layout, storageProfileId: world.sealer.seal('sp', index) })).filter(
    ({ layout }) => world.farms[layout.farm] === farm,
  );
}

function madeWith({ createdAtMs }: FarmRecord): { readonly createdAt: string | undefined; readonly createdBy: string } {
  return { createdAt: toTimestamp(createdAtMs + DAY_MS), createdBy: WRANGLER };
}
