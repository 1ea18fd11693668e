import type { StepId } from '../../../core/ids';
import { hash, hexDigits } from '../../random';
import type { Sealer } from '../../sealedId';
import { computed, sequenceOf } from '../../sequence';
import { endedEarly, lay } from './beats';
import { type JobFrame, generatedJob, tasksOf } from '../jobs/generated';
import type {
  JobRecord,
  ParameterType,
  ParameterValue,
  PlantedJob,
  QueueRecord,
  SessionRecord,
  StepRecord,
  WorldExample,
} from '../model';
import { mustFind } from '../mustFind';
import type { Nodes } from '../nodes';
import { type FleetPlace, type Pool, jobCrew, soloist } from '../jobs/pools';
import { frameOf, rackJob } from '../jobs/rack';
import type { JobStory, SessionStory } from './story';

/** Where a story takes place. */
export interface Stage {
  readonly seed: number;
  readonly sealer: Sealer;
  readonly startedAtMs: number;
  readonly queue: QueueRecord;
  readonly queueIndex: number;
  readonly jobIndex: number;
  fleetNamed(name: string): FleetPlace & { readonly pools: Pool[]; readonly nodes: Nodes | undefined };
  revise(session: SessionRecord): SessionRecord;
}

/** What most jobs have in common. */
export const USUAL_JOB = {
  lifecycleStatusMessage: 'Job creation completed.',
  maxFailedTasksCount: 20,
  maxRetriesPerTask: 1,
  maxWorkerCount: -1,
  parameters: {},
} as const;

const MINUTE = 60_000;
/** Workers of story sessions have places from here on. */
const FIRST_SOLOIST = 1_000;

/** Makes a job, its sessions and their workers of a story. */
export function tellStory(
  story: JobStory,
  stage: Stage,
): { readonly job: JobRecord; readonly planted: PlantedJob | undefined } {
  const { seed, sealer, queueIndex, jobIndex, startedAtMs } = stage;
  const frame: JobFrame = {
    jobId: sealer.seal('job', queueIndex, jobIndex),
    queue: stage.queue,
    index: jobIndex,
    name: story.name,
    description: story.description,
    createdAtMs: startedAtMs - story.createdMinutesAgo * MINUTE,
    createdBy: userOf(seed, jobIndex % 5),
    priority: story.priority ?? 50,
    ...USUAL_JOB,
    ...story.job,
    lifecycleStatus: story.lifecycleStatus ?? 'CREATE_COMPLETE',
    lifecycleStatusMessage: story.lifecycleStatusMessage ?? USUAL_JOB.lifecycleStatusMessage,
    steps: story.lifecycleStatus === 'CREATE_FAILED' ? [] : stepsOf(story, sealer, queueIndex, jobIndex),
  };
  const rack = story.rack && tellRack(frame, story.rack, stage);
  const job =
    rack?.job ?? (story.shift ? shiftJob(frame, story.shift, stage) : toldJob(frame, story.sessions ?? [], stage));
  return { job, planted: rack?.planted };
}

/**
 * The sessions of a story that are worth looking at. Their IDs are known before the story is played.
 *
 * @param job tells the story where it was not told yet
 */
export function examplesOf(story: JobStory, stage: Stage, job: () => JobRecord): readonly WorldExample[] {
  const { sealer, queue, queueIndex, jobIndex } = stage;
  const exampleOf = (example: JobStory['example'], index: number): readonly WorldExample[] =>
    example
      ? [
          {
            name: example[0],
            title: example[1],
            queue,
            jobId: sealer.seal('job', queueIndex, jobIndex),
            sessionId: sealer.seal('session', queueIndex, jobIndex, index),
            session: () => job().sessions.at(index),
          },
        ]
      : [];
  return [
    ...exampleOf(story.example, story.shift?.example ?? 0),
    ...(story.sessions ?? []).flatMap(({ example }, index) => exampleOf(example, index)),
  ];
}

/** A step after another: what the story says of the first one, and of those after it. */
function stepsOf(story: JobStory, sealer: Sealer, queueIndex: number, jobIndex: number): readonly StepRecord[] {
  const { rack, shift, parameters = {}, chunk, acquires } = story;
  const taskCount = rack ? rack.shift.tasks : shift ? tasksOf(shift.shift) : story.tasks;
  const first = stepOf(
    sealer.seal('step', queueIndex, jobIndex),
    story.step,
    taskCount,
    story.firstFrame,
    parameters,
    chunk?.frames,
  );
  return [
    {
      ...first,
      acquires: acquires === undefined ? [] : [{ limit: acquires, count: 1 }],
      chunks: chunk && { defaultTaskCount: chunk.frames, withoutTaskIds: chunk.withoutTaskIds ?? false },
      ...(rack && {
        parameterTypes: { Frame: 'INT', Layer: 'STRING' },
        parametersOf: (task: number) => {
          const { frame, layer } = frameOf(rack.shift, task);
          return { Frame: { int: String(frame) }, Layer: { string: layer } };
        },
      }),
    },
    ...(story.moreSteps ?? []).map(({ name, tasks, firstFrame, dependsOn }, index) => ({
      ...stepOf(sealer.seal('step', queueIndex, jobIndex, index + 1), name, tasks, firstFrame, {}),
      index: index + 1,
      dependsOn,
    })),
  ];
}

function tellRack(
  frame: JobFrame,
  { shift, fleet }: NonNullable<JobStory['rack']>,
  stage: Stage,
): { readonly job: JobRecord; readonly planted: PlantedJob } {
  const nodes = mustFind(stage.fleetNamed(fleet).nodes);
  const { job, sessionsOfHost, failures } = rackJob(frame, shift, stage.seed, {
    hosts: nodes.size,
    sessionId: (index) => stage.sealer.seal('session', stage.queueIndex, frame.index, index),
    worker: (host) => nodes.worker(host),
    revise: (session) => stage.revise(session),
  });
  nodes.addJob(frame.createdAtMs, sessionsOfHost);
  return { job, planted: { job, badHost: nodes.worker(shift.badHost.host), failures } };
}

function shiftJob(
  frame: JobFrame,
  { shift, fleet, firstSlot }: NonNullable<JobStory['shift']>,
  stage: Stage,
): JobRecord {
  const place = stage.fleetNamed(fleet);
  const pool = jobCrew(place, firstSlot, shift, () => job, frame.createdAtMs);
  place.pools.push(pool);
  const job: JobRecord = generatedJob(frame, shift, stage.seed, {
    sessionId: (index) => stage.sealer.seal('session', stage.queueIndex, frame.index, index),
    worker: (crewPlace) => mustFind(pool.worker(firstSlot + crewPlace, 0)),
    revise: (session) => stage.revise(session),
  });
  return job;
}

function toldJob(frame: JobFrame, stories: readonly SessionStory[], stage: Stage): JobRecord {
  const { sealer, startedAtMs, queueIndex } = stage;
  const sessions = stories.map((story, index): SessionRecord => {
    const start = startedAtMs - story.minutesAgo * MINUTE;
    const whole = lay(story.beats, start, hash(stage.seed, frame.index, index));
    const asked = story.endAsked && {
      atMs: startedAtMs - story.endAsked.secondsAgo * 1_000,
      by: userOf(stage.seed, 1),
    };
    const plan = asked ? endedEarly(whole, asked.atMs, story.endAsked.graceSeconds * 1_000) : whole;
    const endedAtMs = Math.max(...plan.map(({ endMs }) => endMs)) + 2_400;
    const slot = FIRST_SOLOIST + frame.index * 8 + index;
    const fleet = stage.fleetNamed(story.fleet);
    const { pool, worker } = soloist(fleet, slot, () => job.sessions.at(index), {
      startedAtMs: start,
      endedAtMs,
      deletedSoon: story.workerDeleted ?? false,
    });
    fleet.pools.push(pool);
    return {
      sessionId: sealer.seal('session', queueIndex, frame.index, index),
      get job() {
        return job;
      },
      index,
      worker,
      startedAtMs: start,
      endedAtMs,
      logError: story.logError,
      endAsked: asked,
      plan: () => plan,
    };
  });
  const told = sequenceOf(sessions);
  const job: JobRecord = {
    ...frame,
    changes: undefined,
    get asPlanned() {
      return job;
    },
    sessions: computed(sessions.length, (index) => stage.revise(told.at(index))),
    sessionsOfTask: () => sessions.map((_, index) => index),
    tally: () => undefined,
    settledTask: () => undefined,
  };
  return job;
}

/** A step whose tasks are frames, or chunks of so many; without a first frame it is one task without parameters. */
export function stepOf(
  stepId: StepId,
  name: string,
  taskCount: number,
  firstFrame: number | undefined,
  more: Readonly<Record<string, string | ParameterValue>>,
  chunk?: number,
): StepRecord {
  const others = Object.fromEntries(
    Object.entries(more).map(([key, value]) => [key, typeof value === 'string' ? { string: value } : value]),
  );
  return {
    stepId,
    index: 0,
    name,
    taskCount,
    dependsOn: [],
    acquires: [],
    chunks: undefined,
    parameterTypes: {
      ...(firstFrame === undefined ? {} : { Frame: chunk === undefined ? ('INT' as const) : ('CHUNK_INT' as const) }),
      ...Object.fromEntries(Object.entries(others).map(([key, value]) => [key, typeOf(value)])),
    },
    parametersOf: (task): Readonly<Record<string, ParameterValue>> => ({
      ...(firstFrame === undefined ? {} : { Frame: frameValue(firstFrame, task, chunk) }),
      ...others,
    }),
  };
}

function frameValue(firstFrame: number, task: number, chunk: number | undefined): ParameterValue {
  if (chunk === undefined) {
    return { int: String(firstFrame + task) };
  }
  const first = firstFrame + task * chunk;
  return { chunkInt: chunk === 1 ? String(first) : `${first}-${first + chunk - 1}` };
}

const TYPES: Readonly<Record<string, ParameterType>> = {
  int: 'INT',
  float: 'FLOAT',
  path: 'PATH',
  chunkInt: 'CHUNK_INT',
};

function typeOf(value: ParameterValue): ParameterType {
  return TYPES[Object.keys(value)[0] ?? ''] ?? 'STRING';
}

/** A user of the studio, as the service names users: an Identity Center user ID. */
export function userOf(seed: number, person: number): string {
  const hex = hexDigits(32, seed, 'user', person);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
