import type { FarmId, FleetId, JobId, QueueId, SessionId, WorkerId } from '../../core/ids';
import { hash } from '../random';
import { Sealer } from '../sealedId';
import { computed, concatenated, sequenceOf } from '../sequence';
import { Changes, JobChanges } from './changes/jobChanges';
import type { RetryCrew } from './changes/retries';
import { withChanges } from './changes/withChanges';
import { EPISODIC_QUEUES, EPISODIC_STORIES } from './jobs/episodic';
import { EndRequests } from './endRequests';
import { generatedJob, settledStatus, shiftMs, tasksOf } from './jobs/generated';
import { FARMS, FLEETS, type FleetLayout, QUEUES, type QueueLayout, scaledUp } from './layout';
import { mustFind } from './mustFind';
import type {
  FarmRecord,
  FleetRecord,
  JobCard,
  JobRecord,
  PlantedJob,
  QueueRecord,
  SessionRecord,
  WorkerRecord,
  WorldExample,
} from './model';
import { type Nodes, rackNodes } from './nodes';
import { type FleetPlace, type Pool, endlessCrew, generationOf, standbyCrew } from './jobs/pools';
import { STORIES } from './stories/stories';
import type { JobStory } from './stories/story';
import { type Stage, USUAL_JOB, examplesOf, stepOf, tellStory, userOf } from './stories/storyTeller';

/** All there is, at every moment: nothing in it depends on the time but what callers asked for. */
export interface World {
  readonly seed: number;
  readonly startedAtMs: number;
  readonly sealer: Sealer;
  readonly farms: readonly FarmRecord[];
  readonly endRequests: EndRequests;
  readonly queues: readonly QueueRecord[];
  readonly fleets: readonly FleetRecord[];
  /** What callers changed about a job; undefined where nothing was changed. */
  changesSoFar(job: JobRecord): JobChanges | undefined;
  /** The same, to note a change in. */
  changesOf(job: JobRecord): JobChanges;
  examples(): readonly WorldExample[];
  /** Jobs whose failures were planted. */
  planted(): readonly PlantedJob[];
  findFarm(id: FarmId): FarmRecord | undefined;
  findQueue(id: QueueId): QueueRecord | undefined;
  findJob(id: JobId): JobRecord | undefined;
  findSession(id: SessionId): SessionRecord | undefined;
  findFleet(id: FleetId): FleetRecord | undefined;
  findWorker(id: WorkerId): WorkerRecord | undefined;
}

/** Generated jobs are numbered from here on; jobs of stories before. */
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
  const changes = new Changes();
  const revise = (session: SessionRecord): SessionRecord => changes.revise(endRequests.revise(session));
  const scaled = scale && scaledUp(scale.jobs, scale.sessionsPerJob);
  const queueLayouts = scaled ? [...QUEUES, scaled.queue] : QUEUES;
  const fleetLayouts = scaled ? [...FLEETS, scaled.fleet] : FLEETS;
  const pools: Pool[][] = fleetLayouts.map(() => []);
  const queues: QueueRecord[] = [];
  const fleets: FleetRecord[] = [];

  const farms = FARMS.map((layout, index): FarmRecord => ({
    ...layout,
    denied: layout.denied ?? [],
    farmId: sealer.seal('farm', index),
    createdAtMs: startedAtMs - (400 - index * 30) * DAY_MS,
    get queues() {
      return queues.filter(({ farm }) => farm.farmId === this.farmId);
    },
    get fleets() {
      return fleets.filter(({ farm }) => farm.farmId === this.farmId);
    },
  }));
  const farmAt = (index: number): FarmRecord => mustFind(farms[index]);

  fleetLayouts.forEach((layout, index) => {
    const ownPools = mustFind(pools[index]);
    fleets.push({
      fleetId: sealer.seal('fleet', index),
      farm: farmAt(layout.farm),
      displayName: layout.displayName,
      description: layout.description,
      createdAtMs: startedAtMs - (300 - index * 10) * DAY_MS,
      hosting: layout.hosting,
      os: layout.os,
      instanceTypes: layout.instanceTypes ?? ['none'],
      persistentVolume: layout.persistentVolume,
      logsNameRegion: layout.logsNameRegion ?? false,
      workers: (nowMs) => {
        tellIfEpisodic(layout);
        return ownPools
          .flatMap((pool) => pool.around(nowMs))
          .filter(({ createdAtMs, deletedAtMs }) => createdAtMs <= nowMs && nowMs < deletedAtMs);
      },
      worker: (slot, generation) => {
        tellIfEpisodic(layout);
        return firstOf(ownPools, (pool) => pool.worker(slot, generation));
      },
    });
  });
  const racks = new Map<number, Nodes>();
  const fleetNamed = (name: string): FleetPlace & { readonly pools: Pool[]; readonly nodes: Nodes | undefined } => {
    const index = fleetLayouts.findIndex(({ displayName }) => displayName === name);
    const place = { record: mustFind(fleets[index]), layout: mustFind(fleetLayouts[index]), index, sealer };
    return { ...place, pools: mustFind(pools[index]), nodes: racks.get(index) };
  };
  fleetLayouts.forEach(({ displayName, nodes }, index) => {
    if (nodes !== undefined) {
      const place = fleetNamed(displayName);
      const rack = rackNodes(place, nodes, startedAtMs);
      racks.set(index, rack);
      place.pools.push(rack.pool);
    }
  });

  const tellIfEpisodic = ({ displayName }: FleetLayout): void => {
    if (queueLayouts.some((queue) => EPISODIC_QUEUES.has(queue.displayName) && queue.fleets.includes(displayName))) {
      tellAll();
    }
  };
  const told = new Map<number, JobRecord>();
  const planted: PlantedJob[] = [];
  queueLayouts.forEach((layout, index) => {
    queues.push(queueRecord(layout, index));
  });
  const stageOf = (story: JobStory, jobIndex: number): Stage => {
    const queueIndex = queueLayouts.findIndex(({ displayName }) => displayName === story.queue);
    const queue = mustFind(queues[queueIndex]);
    return { seed, sealer, startedAtMs, queue, queueIndex, jobIndex, fleetNamed, revise };
  };
  const tell = (story: JobStory, jobIndex: number): void => {
    const { job, planted: failures } = tellStory(story, stageOf(story, jobIndex));
    told.set(jobIndex, job);
    if (failures) {
      planted.push(failures);
    }
  };
  STORIES.forEach(tell);
  // The episodic stories are many, in queues and on fleets of their own: opening the farm does not wait for them.
  let areAllTold = false;
  function tellAll(): void {
    if (!areAllTold) {
      areAllTold = true;
      EPISODIC_STORIES.forEach((story, index) => {
        tell(story, STORIES.length + index);
      });
    }
  }
  const examples = (): readonly WorldExample[] =>
    [...STORIES, ...EPISODIC_STORIES].flatMap((story, jobIndex) =>
      examplesOf(story, stageOf(story, jobIndex), () => {
        tellAll();
        return mustFind(told.get(jobIndex));
      }),
    );

  function queueRecord(layout: QueueLayout, index: number): QueueRecord {
    const generated = layout.life && life(layout.life, index);
    const isEpisodic = EPISODIC_QUEUES.has(layout.displayName);
    const ownJobs = (): JobRecord[] => {
      if (isEpisodic) {
        tellAll();
      }
      return [...told.values()].filter(({ queue }) => queue === record);
    };
    const record: QueueRecord = {
      queueId: sealer.seal('queue', index),
      farm: farmAt(layout.farm),
      displayName: layout.displayName,
      description: layout.description,
      createdAtMs: startedAtMs - (390 - index * 7) * DAY_MS,
      readable: layout.readable ?? true,
      denied: layout.denied ?? [],
      fleets: layout.fleets.map((name) => fleetNamed(name).record),
      blockedReason: layout.blocked ? 'BUDGET_THRESHOLD_REACHED' : undefined,
      hasRole: !layout.withoutRole,
      toldJobs: (nowMs) =>
        ownJobs()
          .filter(({ createdAtMs }) => createdAtMs <= nowMs)
          .map(changed),
      jobs: (nowMs) => {
        const own = sequenceOf(record.toldJobs(nowMs));
        return generated
          ? concatenated([own, computed(generated.count(nowMs), (number) => changed(generated.job(number)))])
          : own;
      },
      cards: (nowMs) => {
        const own = sequenceOf(record.toldJobs(nowMs).map(cardOf));
        return generated ? concatenated([own, computed(generated.count(nowMs), generated.card)]) : own;
      },
      job: (wanted) => {
        if (wanted >= FIRST_GENERATED) {
          return generated && changed(generated.job(wanted - FIRST_GENERATED));
        }
        if (isEpisodic) {
          tellAll();
        }
        const job = told.get(wanted);
        return job?.queue === record ? changed(job) : undefined;
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
      createdBy: mustFind(users[index % users.length]),
      priority: 50,
      lifecycleStatus: 'CREATE_COMPLETE',
    });
    const card = (index: number): JobCard => {
      const look = looks(index);
      const jobIndex = FIRST_GENERATED + index;
      if (changes.size + endRequests.size > 0) {
        const jobId = sealer.seal('job', queueIndex, jobIndex);
        if (changes.of(jobId) || endRequests.touches(jobId)) {
          return cardOf(changed(job(index)));
        }
      }
      return {
        ...look,
        settledStatus: (nowMs) => settledStatus(shift, seed, jobIndex, look.createdAtMs, nowMs),
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
          queue: mustFind(queues[queueIndex]),
          index: jobIndex,
          description: undefined,
          ...USUAL_JOB,
          steps: [stepOf(sealer.seal('step', queueIndex, jobIndex), 'Render', tasksOf(shift), 1001, {})],
        },
        shift,
        seed,
        {
          sessionId: (session) => sealer.seal('session', queueIndex, jobIndex, session),
          worker: (crewPlace) => mustFind(pool.worker(firstSlot + crewPlace, generationOf(index, crewPlace))),
          revise,
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

  const crews = new Map<FleetRecord, RetryCrew>();
  fleetLayouts.forEach(({ displayName }) => {
    const place = fleetNamed(displayName);
    if (place.nodes) {
      crews.set(place.record, place.nodes.crew);
      return;
    }
    const { pool, crew } = standbyCrew(place);
    place.pools.push(pool);
    crews.set(place.record, crew);
  });

  /** A job with what callers changed about it. */
  function changed(job: JobRecord): JobRecord {
    const ofJob = changes.of(job.jobId);
    return ofJob
      ? withChanges(job, ofJob, (index, retry) =>
          revise({
            sessionId: sealer.seal('session', queues.indexOf(job.queue), job.index, index),
            job,
            index,
            ...retry,
            logError: undefined,
            endAsked: undefined,
          }),
        )
      : job;
  }

  function changesOf({ asPlanned: job }: JobRecord): JobChanges {
    const known = changes.of(job.jobId);
    if (known) {
      return known;
    }
    const first = job.sessions.length > 0 ? job.sessions.at(0) : undefined;
    const fleet = first?.worker.fleet ?? job.queue.fleets[0];
    const entered = first?.plan().find(({ definition }) => definition.kind === 'envEnter')?.definition;
    const opened: JobChanges = new JobChanges(job.queue.blockedReason || !fleet ? undefined : crews.get(fleet), {
      plannedSessions: job.sessions.length,
      environment: entered?.kind === 'envEnter' ? entered.environment : 'Conda',
      maxWorkers: () => opened.fields.maxWorkerCount ?? job.maxWorkerCount,
      session: (index) => changed(job).sessions.at(index),
      seed: hash(seed, job.jobId),
    });
    changes.add(job.jobId, opened);
    return opened;
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
    queues,
    fleets,
    changesSoFar: ({ jobId }) => changes.of(jobId),
    changesOf,
    examples,
    planted: () => {
      tellAll();
      return planted;
    },
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
