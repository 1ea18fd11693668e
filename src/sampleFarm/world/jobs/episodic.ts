/** The stories of the queues `episodic` and `vendor-review`: failures to explain, and jobs of many failures. */
import { enter, exit, failing, failingOnce, interrupted, never, run, runs, sync } from '../stories/beats';
import * as words from './episodicWords';
import { EPISODIC, after } from './episodicJob';
import { JOBS_OF_MANY_FAILURES } from './jobsOfManyFailures';
import { MISSING_TEXTURE } from '../stories/lastWords';
import type { JobStory } from '../stories/story';
import { UNUSUAL_JOBS } from './unusualJobs';

export const EPISODIC_STORIES: readonly JobStory[] = [
  {
    ...EPISODIC,
    name: 'ep101_sh010_lookdev_v004',
    createdMinutesAgo: 100,
    step: 'Render',
    tasks: 12,
    acquires: 0,
    sessions: [
      {
        example: ['licenseServerDown', 'No license server could be reached, after good frames'],
        fleet: 'gpu-nodes',
        minutesAgo: 92,
        beats: after(
          3,
          'mayaArnold',
          150,
          failingOnce(run('mayaArnold', 3, 38), 1, undefined, words.LICENSE_SERVER_DOWN),
          ...never(run('mayaArnold', 4, 0)),
        ),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep101_sh020_fur_v011',
    createdMinutesAgo: 130,
    step: 'Render',
    tasks: 6,
    sessions: [
      {
        example: ['gpuMemory', 'The GPU ran out of memory, after good frames'],
        fleet: 'gpu-nodes',
        minutesAgo: 120,
        beats: after(
          2,
          'redshift',
          210,
          failing(run('redshift', 2, 170), 1, undefined, words.GPU_OUT_OF_MEMORY),
          ...never(run('redshift', 3, 0)),
        ),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep101_sh030_crowd_v006',
    firstFrame: 1104,
    createdMinutesAgo: 160,
    step: 'Render',
    tasks: 8,
    sessions: [
      {
        example: ['hostMemory', 'A render was killed: exit code 137, after good frames'],
        fleet: 'gpu-nodes',
        minutesAgo: 150,
        beats: after(
          3,
          'blender',
          180,
          failing(run('blender', 3, 290), 137, undefined, words.HOST_OUT_OF_MEMORY),
          ...never(run('blender', 4, 0)),
        ),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep102_sh010_env_v002',
    createdMinutesAgo: 170,
    step: 'Render',
    tasks: 10,
    job: { maxRetriesPerTask: 2 },
    sessions: [3, 2, 1].map((back, index) => ({
      ...(index === 2
        ? { example: ['adaptorTexture', 'A missing texture behind an adaptor: three tries on three hosts'] as const }
        : {}),
      fleet: 'gpu-nodes',
      minutesAgo: back * 45,
      beats: [
        sync(24),
        enter('Conda', 41),
        ...runs('mayaArnold', 1 + index * 2, 2, 140),
        failing(run('mayaArnold', 0, 44), 1, undefined, words.MISSING_TEXTURE_BEHIND_ADAPTOR),
        exit('Conda', 4),
      ],
    })),
  },
  {
    ...EPISODIC,
    name: 'ep102_sh040_smoke_v009',
    createdMinutesAgo: 190,
    step: 'Simulate smoke',
    tasks: 16,
    sessions: [
      {
        example: ['diskFull', 'No space was left for a cache, after good frames'],
        fleet: 'gpu-nodes',
        minutesAgo: 180,
        beats: after(4, 'karma', 160, failingOnce(run('karma', 4, 120), 3, undefined, words.DISK_FULL)),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep102_publish_v001',
    createdMinutesAgo: 60,
    step: 'Publish',
    tasks: 5,
    sessions: [
      {
        example: ['missingModule', 'A Python module is missing'],
        fleet: 'gpu-nodes',
        minutesAgo: 52,
        beats: after(2, 'studioTool', 55, failing(run('studioTool', 2, 9), 1, undefined, words.MISSING_MODULE)),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep103_sh005_cloth_v003',
    createdMinutesAgo: 230,
    step: 'Simulate cloth',
    tasks: 4,
    sessions: [
      {
        example: ['timeLimit', 'A task reached its time limit, after good ones'],
        fleet: 'gpu-nodes',
        minutesAgo: 220,
        beats: after(2, 'simulation', 900, {
          ...failing(
            run('simulation', 2, 3_640),
            143,
            'TIMEOUT - Exceeded the allotted runtime limit.',
            words.TERMINATED,
          ),
          canceled: { secondsBeforeEnd: 40, reason: 'timeout' },
        }),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep103_sh015_lighting_v008',
    createdMinutesAgo: 75,
    step: 'Render',
    tasks: 9,
    sessions: [
      {
        example: ['spotInterruption', 'A spot instance was taken back; its last words call that an error'],
        fleet: 'gpu-nodes',
        minutesAgo: 68,
        workerDeleted: true,
        beats: [
          sync(20),
          enter('Conda', 40),
          ...runs('mayaArnold', 0, 3, 150),
          ...interrupted(
            run('mayaArnold', 3, 90),
            'The Worker received an EC2 spot interruption',
            words.SPOT_TAKEN_BACK,
            run('mayaArnold', 4, 0),
            run('mayaArnold', 5, 0),
          ),
        ],
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep103_qc_v002',
    createdMinutesAgo: 45,
    step: 'Check',
    tasks: 7,
    sessions: [
      {
        example: ['scriptError', 'A mistake in the studio’s own script'],
        fleet: 'gpu-nodes',
        minutesAgo: 40,
        beats: after(3, 'studioTool', 50, failing(run('studioTool', 3, 21), 1, undefined, words.SCRIPT_ERROR)),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep104_convert_v003',
    createdMinutesAgo: 55,
    step: 'Convert',
    tasks: 5,
    sessions: [
      {
        example: ['silentFailure', 'A task failed without a word'],
        fleet: 'gpu-nodes',
        minutesAgo: 50,
        beats: after(2, 'studioTool', 60, failing(run('studioTool', 2, 31), 1, undefined, [])),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep105_chain_v001',
    createdMinutesAgo: 30,
    step: 'Simulate',
    tasks: 6,
    moreSteps: [
      { name: 'Render', tasks: 24, firstFrame: 1001, dependsOn: [0] },
      { name: 'Encode', tasks: 1, dependsOn: [1] },
    ],
    sessions: [
      {
        example: ['waitingSteps', 'Two steps wait for the first one'],
        fleet: 'gpu-nodes',
        minutesAgo: 26,
        beats: [
          sync(20),
          enter('Conda', 40),
          ...runs('simulation', 0, 6, 420),
          ...Array.from({ length: 24 }, (_, task) => run('karma', task, 60, 1)),
          run('studioTool', 0, 80, 2),
          exit('Conda', 4),
        ],
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep105_broken_chain_v001',
    createdMinutesAgo: 95,
    step: 'Simulate',
    tasks: 3,
    moreSteps: [{ name: 'Render', tasks: 8, firstFrame: 1001, dependsOn: [0] }],
    sessions: [
      {
        example: ['brokenChain', 'A step was canceled because the one before it failed'],
        fleet: 'gpu-nodes',
        minutesAgo: 90,
        beats: after(2, 'karma', 200, failing(run('karma', 2, 66), 3, undefined, words.DISK_FULL)),
      },
    ],
  },
  ...UNUSUAL_JOBS,
  ...JOBS_OF_MANY_FAILURES,
  {
    queue: 'vendor-review',
    name: 'vendor_sh010_v001',
    createdMinutesAgo: 65,
    step: 'Render',
    tasks: 6,
    firstFrame: 1001,
    sessions: [
      {
        example: ['viewerOnly', 'A failure in a queue that you may only look at'],
        fleet: 'gpu-nodes',
        minutesAgo: 58,
        beats: after(2, 'render', 100, failing(run('render', 2, 30), 1, undefined, MISSING_TEXTURE)),
      },
    ],
  },
];

/** The queues that these stories are in, and no others. */
export const EPISODIC_QUEUES: ReadonlySet<string> = new Set(EPISODIC_STORIES.map(({ queue }) => queue));
