/** The largest jobs of the queue `episodic`: thousands of tasks, many of which failed, and good ones to compare them with. */
import { EPISODIC } from './episodicJob';
import type { JobStory } from '../stories/story';

const HOUR = 60;

/** Four layers of a thousand frames, a quarter of them failed: six causes, one bad host of fifty. */
const WRECK = {
  layers: ['beauty', 'fog', 'hair', 'shadow'],
  firstFrame: 1001,
  tasks: 4_000,
  failures: 1_000,
  badHost: { host: 40, failures: 47 },
  outage: { fromTask: 400, failures: 240 },
  faulty: [
    { cause: 'missing-input', firstFrame: 1300, frames: 95 },
    { cause: 'gpu-memory', layer: 'hair', firstFrame: 1500, frames: 150 },
    { cause: 'script-error', layer: 'fog', firstFrame: 1700, frames: 120 },
  ],
} as const;

/** A job in which little goes wrong but on the bad host. */
const MOSTLY_GOOD = {
  layers: ['beauty'],
  firstFrame: 1001,
  tasks: 960,
  failures: 44,
  badHost: { host: 40, failures: 40 },
  outage: undefined,
  faulty: [],
} as const;

export const JOBS_OF_MANY_FAILURES: readonly JobStory[] = [
  {
    ...EPISODIC,
    name: 'sq12_wreck_earlier_v001',
    createdMinutesAgo: 14 * HOUR,
    step: 'Render',
    tasks: MOSTLY_GOOD.tasks,
    job: { maxFailedTasksCount: 10_000, maxRetriesPerTask: 0 },
    rack: { fleet: 'render-rack', shift: MOSTLY_GOOD },
  },
  {
    ...EPISODIC,
    name: 'sq10_wreck_before_v003',
    createdMinutesAgo: 10 * HOUR,
    step: 'Render',
    tasks: MOSTLY_GOOD.tasks,
    job: { maxFailedTasksCount: 10_000, maxRetriesPerTask: 0 },
    rack: { fleet: 'render-rack', shift: { ...MOSTLY_GOOD, failures: 42 } },
  },
  {
    ...EPISODIC,
    name: 'sq11_wreck_v001',
    description: 'A thousand frames of four layers; a quarter of them failed.',
    createdMinutesAgo: 6 * HOUR,
    step: 'Render',
    tasks: WRECK.tasks,
    job: { maxFailedTasksCount: 10_000, maxRetriesPerTask: 0 },
    example: ['wreck', 'One of a thousand failures of a job'],
    rack: { fleet: 'render-rack', shift: WRECK },
  },
  {
    ...EPISODIC,
    name: 'sq20_everything_well_v001',
    description: 'Ten thousand tasks, and none of them failed.',
    createdMinutesAgo: 10 * HOUR,
    step: 'Render',
    tasks: 0,
    example: ['tenThousandTasks', 'A healthy job of ten thousand tasks'],
    shift: {
      fleet: 'burst-linux',
      firstSlot: 0,
      example: 12,
      shift: {
        crew: 25,
        rounds: 40,
        roundMs: 20 * 60_000,
        tasksPerSession: 10,
        program: 'karma',
        environment: 'Conda',
        failingPercent: 0,
      },
    },
  },
  {
    ...EPISODIC,
    name: 'sq21_failing_now_v001',
    description: 'Changes while you read it: a task begins or ends every few seconds.',
    createdMinutesAgo: 25,
    step: 'Render',
    tasks: 0,
    job: { maxFailedTasksCount: 10_000 },
    example: ['failingNow', 'A job of which tasks fail right now'],
    shift: {
      fleet: 'burst-linux',
      firstSlot: 100,
      example: 30,
      shift: {
        crew: 6,
        rounds: 60,
        roundMs: 3 * 60_000,
        tasksPerSession: 5,
        program: 'studioTool',
        environment: 'Conda',
        failingPercent: 35,
      },
    },
  },
];
