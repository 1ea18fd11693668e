import type { StepId } from '../../core/ids';
import { hash, hexDigits } from '../random';
import type { Sealer } from '../sealedId';
import { computed, sequenceOf } from '../sequence';
import { endedEarly, lay } from './beats';
import { type JobFrame, generatedJob, tasksOf } from './generated';
import type { JobRecord, ParameterValue, QueueRecord, SessionRecord, StepRecord, WorldExample } from './model';
import { must } from './must';
import { type FleetPlace, type Pool, jobCrew, soloist } from './pools';
import type { JobStory, SessionStory } from './story';

/** Where a story takes place. */
export interface Stage {
  readonly seed: number;
  readonly sealer: Sealer;
  readonly startedAtMs: number;
  readonly queue: QueueRecord;
  readonly queueIndex: number;
  readonly jobIndex: number;
  fleetNamed(name: string): FleetPlace & { readonly pools: Pool[] };
  revise(session: SessionRecord): SessionRecord;
}

const MINUTE = 60_000;
/** Workers of told sessions have places from here on. */
const FIRST_SOLOIST = 1_000;

/** Makes a job, its sessions and their workers of a story. */
export function tellStory(
  story: JobStory,
  stage: Stage,
): { readonly job: JobRecord; readonly examples: readonly WorldExample[] } {
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
    lifecycleStatus: story.lifecycleStatus ?? 'CREATE_COMPLETE',
    lifecycleStatusMessage: story.lifecycleStatusMessage ?? 'Job creation completed.',
    steps:
      story.lifecycleStatus === 'CREATE_FAILED'
        ? []
        : [
            stepOf(
              sealer.seal('step', queueIndex, jobIndex),
              story.step,
              story.shift ? tasksOf(story.shift.shift) : story.tasks,
              story.firstFrame,
              story.parameters ?? {},
            ),
          ],
  };
  const job = story.shift ? shiftJob(frame, story.shift, stage) : toldJob(frame, story.sessions ?? [], stage);
  const exampleOf = (example: JobStory['example'], index: number): readonly WorldExample[] =>
    example ? [{ name: example[0], title: example[1], session: () => job.sessions.at(index) }] : [];
  return {
    job,
    examples: [
      ...exampleOf(story.example, story.shift?.example ?? 0),
      ...(story.sessions ?? []).flatMap(({ example }, index) => exampleOf(example, index)),
    ],
  };
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
    worker: (crewPlace) => must(pool.worker(firstSlot + crewPlace, 0)),
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
    sessions: computed(sessions.length, (index) => stage.revise(told.at(index))),
    sessionsOfTask: () => sessions.map((_, index) => index),
    tally: () => undefined,
    settledTask: () => undefined,
  };
  return job;
}

/** A step whose tasks are frames; without a first frame it is one task without parameters. */
export function stepOf(
  stepId: StepId,
  name: string,
  taskCount: number,
  firstFrame: number | undefined,
  more: Readonly<Record<string, string>>,
): StepRecord {
  const others = Object.fromEntries(Object.entries(more).map(([key, string]) => [key, { string }]));
  return {
    stepId,
    index: 0,
    name,
    taskCount,
    parameterTypes: {
      ...(firstFrame === undefined ? {} : { Frame: 'INT' as const }),
      ...Object.fromEntries(Object.keys(more).map((key) => [key, 'STRING' as const])),
    },
    parametersOf: (task): Readonly<Record<string, ParameterValue>> => ({
      ...(firstFrame === undefined ? {} : { Frame: { int: String(firstFrame + task) } }),
      ...others,
    }),
  };
}

/** Somebody of the studio, as the service names people: an Identity Center user id. */
export function userOf(seed: number, person: number): string {
  const hex = hexDigits(32, seed, 'user', person);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
