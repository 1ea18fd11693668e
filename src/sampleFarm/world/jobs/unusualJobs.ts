/** Jobs of the queue `episodic` that are unusual themselves: chunks, many parameters, long names, archived. */
import { enter, exit, failing, run, runs, sync } from '../stories/beats';
import { EPISODIC, after } from './episodicJob';
import * as words from './episodicWords';
import type { JobStory } from '../stories/story';

const HOUR = 60;
const LONG_NAME = `ep108_sh030_${'one_of_many_layers_in_a_name_that_a_template_made_'.repeat(7)}v002`;

export const UNUSUAL_JOBS: readonly JobStory[] = [
  {
    ...EPISODIC,
    name: 'ep106_chunks_v001',
    createdMinutesAgo: 85,
    step: 'Render',
    tasks: 12,
    chunk: { frames: 10, withoutTaskIds: true },
    sessions: [0, 6].map((firstTask, index) => ({
      ...(index === 1
        ? { example: ['chunks', 'Chunks of ten frames; its actions do not name their tasks'] as const }
        : {}),
      fleet: 'gpu-nodes',
      minutesAgo: 80 - index,
      beats: [
        sync(18),
        enter('Conda', 35),
        ...runs('karma', firstTask, 4, 240),
        failing(run('karma', firstTask + 4, 130), 3, undefined, words.DISK_FULL),
        exit('Conda', 4),
      ],
    })),
  },
  {
    ...EPISODIC,
    name: 'ep107_wedge_v001',
    createdMinutesAgo: 110,
    step: 'Wedge',
    tasks: 4,
    parameters: {
      Seed: { int: '48151623' },
      Density: { float: '0.35' },
      Viscosity: { float: '1.5e-3' },
      Cache: { path: '/mnt/caches/ep107/wedge' },
      Camera: 'shotCam',
      Layer: 'fog',
      Preset: 'slow but sure',
      Resolution: '2048x858',
      Notes: 'first try; see the ticket',
    },
    sessions: [
      {
        example: ['tenParameters', 'Tasks of ten parameters'],
        fleet: 'gpu-nodes',
        minutesAgo: 104,
        beats: after(2, 'simulation', 190, failing(run('simulation', 2, 80), 1, undefined, words.SCRIPT_ERROR)),
      },
    ],
  },
  {
    ...EPISODIC,
    name: LONG_NAME.slice(0, 512),
    createdMinutesAgo: 50,
    step: `Render ${'with all its passes '.repeat(12)}`.trim(),
    tasks: 3,
    job: {
      parameters: {
        Denoise: { bool: 'True' },
        Range: { rangeExpr: '1001-1100:2,1150' },
        Passes: { stringList: ['beauty', 'depth', 'motion, both ways'] },
        Libraries: { pathList: ['/mnt/lib/props', '/mnt/lib/crowd'] },
        Seeds: { intList: ['4', '8', '15'] },
        Gains: { floatList: ['0.5', '1.25'] },
        Switches: { boolList: ['yes', 'off'] },
        Tiles: {
          intListList: [
            ['0', '1'],
            ['2', '3'],
          ],
        },
      },
    },
    sessions: [
      {
        example: ['longNames', 'Long names, and job parameters of every kind'],
        fleet: 'gpu-nodes',
        minutesAgo: 44,
        beats: after(3, 'karma', 75),
      },
    ],
  },
  {
    ...EPISODIC,
    name: 'ep090_delivered_v005',
    lifecycleStatus: 'ARCHIVED',
    lifecycleStatusMessage: 'Job archived.',
    createdMinutesAgo: 11 * 24 * HOUR,
    step: 'Render',
    tasks: 8,
    sessions: [
      {
        example: ['archivedFailure', 'A failed task of an archived job'],
        fleet: 'gpu-nodes',
        minutesAgo: 11 * 24 * HOUR - 5,
        beats: after(5, 'karma', 90, failing(run('karma', 5, 40), 3, undefined, words.DISK_FULL)),
      },
    ],
  },
];
