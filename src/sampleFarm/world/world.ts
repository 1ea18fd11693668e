import type { FarmId, FleetId, JobId, QueueId, SessionId, WorkerId } from '../../core/ids';
import { Sealer } from '../sealedId';
import { computed, concatenated, sequenceOf } from '../sequence';
import { EndRequests } from './endRequests';
import { generatedJob, settledStatus, shiftMs, tasksOf } from './generated';
import { FARMS, FLEETS, QUEUES, type QueueLayout, scaledUp } from './layout';
import { must } from './must';
import type {
  FarmRecord,
  FleetRecord,
  JobCard,
  JobRecord,
  QueueRecord,
  SessionRecord,
  WorkerRecord,
  WorldExample,
} from './model';
import { type FleetPlace, type Pool, endlessCrew, generationOf } from './pools';
import { STORIES } from './stories';
import { stepOf, tellStory, userOf } from './storyTeller';

/** All there is, at every moment: nothing in it depends on the time but what callers asked to end. */
export interface World {
  readonly seed: number;
  readonly startedAtMs: number;
  readonly sealer: Sealer;
  readonly farms: readonly FarmRecord[];
  readonly endRequests: EndRequests;
  readonly examples: readonly WorldExample[];
  findFarm(id: FarmId): FarmRecord | undefined;
  findQueue(id: QueueId): QueueRecord | undefined;
  findJob(id: JobId): JobRecord | undefined;
  findSession(id: SessionId): SessionRecord | undefined;
  findFleet(id: FleetId): FleetRecord | undefined;
  findWorker(id: WorkerId): WorkerRecord | undefined;
}

/** Generated jobs are numbered from here on; told ones before. */
const FIRST_GENERATED = 1_000;
const JOBS_BEFORE_OPENING = 24;
const DAY_MS = 86_400_000;

export function buildWorld(
  startedAtMs: number,
  seed: number,
  scale: { readonly jobs: number; readonly sessionsPerJob: number } | undefined,
): World {
  const sealer = new Sealer(seed);
  const endRequests = new EndRequests();
  const scaled = scale && scaledUp(scale.jobs, scale.sessionsPerJob);
  const queueLayouts = scaled ? [...QUEUES, scaled.queue] : QUEUES;
  const fleetLayouts = scaled ? [...FLEETS, scaled.fleet] : FLEETS;
  const pools: Pool[][] = fleetLayouts.map(() => []);
  const queues: QueueRecord[] = [];
  const fleets: FleetRecord[] = [];

  const farms = FARMS.map((layout, index): FarmRecord => ({
    ...layout,
    farmId: sealer.seal('farm', index),
    createdAtMs: startedAtMs - (400 - index * 30) * DAY_MS,
    get queues() {
      return queues.filter(({ farm }) => farm.farmId === this.farmId);
    },
    get fleets() {
      return fleets.filter(({ farm }) => farm.farmId === this.farmId);
    },
  }));
  const farmAt = (index: number): FarmRecord => must(farms[index]);

  fleetLayouts.forEach((layout, index) => {
    const ownPools = must(pools[index]);
    fleets.push({
      fleetId: sealer.seal('fleet', index),
      farm: farmAt(layout.farm),
      displayName: layout.displayName,
      description: layout.description,
      createdAtMs: startedAtMs - (300 - index * 10) * DAY_MS,
      hosting: layout.hosting,
      os: layout.os,
      instanceTypes: layout.instanceTypes ?? ['none'],
      workers: (nowMs) =>
        ownPools
          .flatMap((pool) => pool.around(nowMs))
          .filter(({ createdAtMs, deletedAtMs }) => createdAtMs <= nowMs && nowMs < deletedAtMs),
      worker: (slot, generation) => firstOf(ownPools, (pool) => pool.worker(slot, generation)),
    });
  });
  const fleetNamed = (name: string): FleetPlace & { readonly pools: Pool[] } => {
    const index = fleetLayouts.findIndex(({ displayName }) => displayName === name);
    return { record: must(fleets[index]), layout: must(fleetLayouts[index]), index, sealer, pools: must(pools[index]) };
  };

  const told = new Map<number, JobRecord>();
  queueLayouts.forEach((layout, index) => {
    queues.push(queueRecord(layout, index));
  });
  const examples = STORIES.flatMap((story, jobIndex): readonly WorldExample[] => {
    const queueIndex = queueLayouts.findIndex(({ displayName }) => displayName === story.queue);
    const { job, examples: found } = tellStory(story, {
      seed,
      sealer,
      startedAtMs,
      queue: must(queues[queueIndex]),
      queueIndex,
      jobIndex,
      fleetNamed,
      revise: (session) => endRequests.revise(session),
    });
    told.set(jobIndex, job);
    return found;
  });

  function queueRecord(layout: QueueLayout, index: number): QueueRecord {
    const generated = layout.life && life(layout.life, index);
    const ownJobs = (): JobRecord[] => [...told.values()].filter(({ queue }) => queue === record);
    const record: QueueRecord = {
      queueId: sealer.seal('queue', index),
      farm: farmAt(layout.farm),
      displayName: layout.displayName,
      description: layout.description,
      createdAtMs: startedAtMs - (390 - index * 7) * DAY_MS,
      readable: layout.readable ?? true,
      blockedReason: layout.blocked ? 'BUDGET_THRESHOLD_REACHED' : undefined,
      hasRole: !layout.withoutRole,
      jobs: (nowMs) => {
        const own = sequenceOf(ownJobs().filter(({ createdAtMs }) => createdAtMs <= nowMs));
        return generated ? concatenated([own, computed(generated.count(nowMs), generated.job)]) : own;
      },
      cards: (nowMs) => {
        const own = sequenceOf(
          ownJobs()
            .filter(({ createdAtMs }) => createdAtMs <= nowMs)
            .map(cardOf),
        );
        return generated ? concatenated([own, computed(generated.count(nowMs), generated.card)]) : own;
      },
      job: (wanted) => {
        if (wanted >= FIRST_GENERATED) {
          return generated?.job(wanted - FIRST_GENERATED);
        }
        const job = told.get(wanted);
        return job?.queue === record ? job : undefined;
      },
      get jobsInOrder() {
        return ownJobs().length === 0;
      },
    };
    return record;
  }

  /** A queue's endless stream of generated jobs. */
  function life(
    { fleet, firstSlot, shift, department }: NonNullable<QueueLayout['life']>,
    queueIndex: number,
  ): {
    readonly count: (nowMs: number) => number;
    readonly job: (index: number) => JobRecord;
    readonly card: (index: number) => JobCard;
  } {
    const before =
      scaled?.queue.displayName === queueLayouts[queueIndex]?.displayName
        ? (scale?.jobs ?? 1) - 1
        : JOBS_BEFORE_OPENING;
    // The newest job is some minutes old when the farm is opened, so that its sessions are in full swing.
    const firstJobMs = startedAtMs - before * shiftMs(shift) - Math.round(shift.roundMs * 0.4);
    const place = fleetNamed(fleet);
    const users = Array.from({ length: 5 }, (_, person) => userOf(seed, person));
    const looks = (index: number) => ({
      name: `sh${100 + (index % 90) * 10}_${department}_v${String(1 + (index % 37)).padStart(3, '0')}`,
      createdAtMs: firstJobMs + index * shiftMs(shift),
      createdBy: must(users[index % users.length]),
      priority: 50,
      lifecycleStatus: 'CREATE_COMPLETE',
    });
    const card = (index: number): JobCard => {
      const look = looks(index);
      const jobIndex = FIRST_GENERATED + index;
      return {
        ...look,
        settledStatus: (nowMs) =>
          endRequests.size > 0 && endRequests.touches(sealer.seal('job', queueIndex, jobIndex))
            ? undefined
            : settledStatus(shift, seed, jobIndex, look.createdAtMs, nowMs),
        job: () => job(index),
      };
    };
    const job = (index: number): JobRecord => {
      const jobIndex = FIRST_GENERATED + index;
      const jobId = sealer.seal('job', queueIndex, jobIndex);
      return generatedJob(
        {
          ...looks(index),
          jobId,
          queue: must(queues[queueIndex]),
          index: jobIndex,
          description: undefined,
          lifecycleStatusMessage: 'Job creation completed.',
          steps: [stepOf(sealer.seal('step', queueIndex, jobIndex), 'Render', tasksOf(shift), 1001, {})],
        },
        shift,
        seed,
        {
          sessionId: (session) => sealer.seal('session', queueIndex, jobIndex, session),
          worker: (crewPlace) => must(pool.worker(firstSlot + crewPlace, generationOf(index, crewPlace))),
          revise: (session) => endRequests.revise(session),
        },
      );
    };
    const pool = endlessCrew(place, firstSlot, shift, job, firstJobMs);
    place.pools.push(pool);
    return {
      count: (nowMs) => Math.max(0, Math.floor((nowMs - firstJobMs) / shiftMs(shift)) + 1),
      job,
      card,
    };
  }

  const findJob = (id: JobId): JobRecord | undefined => {
    const place = sealer.open('job', id);
    return place && queues[place[0]]?.job(place[1]);
  };
  return {
    seed,
    startedAtMs,
    sealer,
    farms,
    endRequests,
    examples,
    findFarm: (id) => farms.find(({ farmId }) => farmId === id),
    findQueue: (id) => queues.find(({ queueId }) => queueId === id),
    findJob,
    findSession: (id) => {
      const [queue, job, index] = sealer.open('session', id) ?? [];
      const sessions = queue === undefined || job === undefined ? undefined : queues[queue]?.job(job)?.sessions;
      return sessions && index !== undefined && index < sessions.length ? sessions.at(index) : undefined;
    },
    findFleet: (id) => fleets.find(({ fleetId }) => fleetId === id),
    findWorker: (id) => {
      const [fleet, slot, generation] = sealer.open('worker', id) ?? [];
      return fleet === undefined || slot === undefined || generation === undefined
        ? undefined
        : fleets[fleet]?.worker(slot, generation);
    },
  };
}

/** A job's card where there is a job. */
export function cardOf(job: JobRecord): JobCard {
  const { name, createdAtMs, createdBy, priority, lifecycleStatus } = job;
  return { name, createdAtMs, createdBy, priority, lifecycleStatus, settledStatus: () => undefined, job: () => job };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
