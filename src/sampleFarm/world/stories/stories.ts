/** The farm's featured stories. Times are relative to the moment the farm was opened. */
import { type Beat, enter, exit, failing, never, run, runs, sync } from './beats';
import * as lastWords from './lastWords';
import type { Program } from '../model';
import type { JobStory } from './story';

const DAY = 24 * 60;

/** Renders some frames in the usual way. */
function rendering(program: Program, environment: string, firstTask: number, count: number, seconds: number): Beat[] {
  return [sync(41), enter(environment, 72), ...runs(program, firstTask, count, seconds)];
}

const texturelessSession: readonly Beat[] = [
  ...rendering('render', 'Conda', 0, 4, 170),
  failing(run('render', 4, 63), 1, undefined, lastWords.MISSING_TEXTURE),
  ...never(run('render', 5, 0), run('render', 6, 0)),
  exit('Conda', 6),
];

export const STORIES: readonly JobStory[] = [
  {
    queue: 'lighting',
    name: 'sh020_lighting_v012',
    description: 'Harbor at dusk, key light pass 12.',
    priority: 80,
    createdMinutesAgo: 14,
    step: 'Render',
    tasks: 48,
    firstFrame: 1001,
    sessions: [
      {
        example: ['active', 'A lighting render at work'],
        fleet: 'spot-linux',
        minutesAgo: 12,
        beats: [...rendering('render', 'Conda', 0, 48, 104), exit('Conda', 8)],
      },
    ],
  },
  {
    queue: 'lighting',
    name: 'sh010_lighting_v007',
    description: 'Harbor at noon.',
    createdMinutesAgo: 110,
    step: 'Render',
    tasks: 24,
    firstFrame: 1001,
    sessions: [
      { fleet: 'spot-linux', minutesAgo: 95, beats: texturelessSession },
      {
        example: ['failedTask', 'A missing texture: a task failed with a traceback'],
        fleet: 'spot-linux',
        minutesAgo: 55,
        beats: texturelessSession,
      },
    ],
  },
  {
    queue: 'fx',
    name: 'sh010_fx_v003',
    createdMinutesAgo: 70,
    step: 'Render volumes',
    tasks: 8,
    firstFrame: 1040,
    sessions: [
      {
        example: ['segmentationFault', 'The renderer crashed: exit code 139'],
        fleet: 'spot-linux',
        minutesAgo: 64,
        beats: [
          ...rendering('render', 'Conda', 0, 2, 240),
          failing(run('render', 2, 95), 139, undefined, lastWords.SEGMENTATION_FAULT),
          ...never(run('render', 3, 0)),
          exit('Conda', 5),
        ],
      },
    ],
  },
  {
    queue: 'fx',
    name: 'sh030_pyro_v021',
    createdMinutesAgo: 140,
    step: 'Render',
    tasks: 12,
    firstFrame: 1017,
    sessions: [
      {
        example: ['outOfMemory', 'The renderer ran out of memory and was killed: exit code 137'],
        fleet: 'spot-linux',
        minutesAgo: 131,
        beats: [
          sync(58),
          enter('Conda', 70),
          failing(run('render', 0, 412), 137, undefined, lastWords.OUT_OF_MEMORY),
          ...never(run('render', 1, 0), run('render', 2, 0)),
          exit('Conda', 6),
        ],
      },
    ],
  },
  {
    queue: 'fx',
    name: 'sh040_cloth_v002',
    createdMinutesAgo: 200,
    step: 'Simulate cloth',
    tasks: 1,
    sessions: [
      {
        example: ['timeout', 'A simulation that took too long and was canceled'],
        fleet: 'basement-rack',
        minutesAgo: 190,
        beats: [
          sync(22),
          enter('Conda', 48),
          {
            ...failing(
              run('simulation', 0, 5_430),
              143,
              'TIMEOUT - Exceeded the allotted runtime limit.',
              lastWords.UNHEARD_TIMEOUT,
            ),
            canceled: { secondsBeforeEnd: 30, reason: 'timeout' },
          },
          exit('Conda', 5),
        ],
      },
    ],
  },
  {
    queue: 'comp',
    name: 'sh020_comp_v004',
    createdMinutesAgo: 48,
    step: 'Composite',
    tasks: 10,
    firstFrame: 1001,
    sessions: [
      {
        example: ['failedEnvironment', 'The Conda environment could not be made, so nothing ran'],
        fleet: 'basement-rack',
        minutesAgo: 44,
        beats: [
          sync(37),
          failing(enter('Conda', 96), 1, undefined, lastWords.NO_SUCH_PACKAGE),
          ...never(run('composite', 0, 0), run('composite', 1, 0), run('composite', 2, 0), exit('Conda', 0)),
        ],
      },
    ],
  },
  {
    queue: 'crowds',
    name: 'sq03_crowd_cache_v009',
    createdMinutesAgo: 85,
    step: 'Cache crowd',
    tasks: 6,
    firstFrame: 1,
    sessions: [
      {
        example: ['windowsCrash', 'A crash on Windows: exit code -1073741819'],
        fleet: 'windows-ondemand',
        minutesAgo: 80,
        beats: [
          sync(65),
          enter('CrowdSim', 31),
          ...runs('simulation', 0, 2, 380),
          failing(run('simulation', 2, 214), -1073741819, undefined, lastWords.ACCESS_VIOLATION),
          ...never(run('simulation', 3, 0)),
          exit('CrowdSim', 4),
        ],
      },
    ],
  },
  {
    queue: 'fx',
    name: 'sh050_fluid_v001',
    createdMinutesAgo: 40,
    step: 'Simulate fluid',
    tasks: 3,
    sessions: [
      {
        example: ['ending', 'A simulation that was asked to end'],
        fleet: 'spot-linux',
        minutesAgo: 35,
        beats: [sync(30), enter('Conda', 60), ...runs('simulation', 0, 3, 3_300), exit('Conda', 5)],
        endAsked: { secondsAgo: 50, graceSeconds: 590 },
      },
    ],
  },
  {
    queue: 'comp',
    name: 'sh020_roto_v002',
    createdMinutesAgo: 33,
    step: 'Composite',
    tasks: 6,
    firstFrame: 1001,
    sessions: [
      {
        example: ['logError', 'A session whose log could not be written'],
        fleet: 'basement-rack',
        minutesAgo: 30,
        beats: [...rendering('composite', 'Conda', 0, 6, 40), exit('Conda', 5)],
        logError: 'AccessDeniedException: Could not create log stream',
      },
    ],
  },
  {
    queue: 'lighting',
    name: 'sh005_lighting_v031',
    createdMinutesAgo: DAY + 95,
    step: 'Render',
    tasks: 8,
    firstFrame: 1001,
    sessions: [
      {
        example: ['deletedWorker', 'A finished session; its worker was deleted since'],
        fleet: 'spot-linux',
        minutesAgo: DAY + 90,
        beats: [...rendering('render', 'Conda', 0, 8, 190), exit('Conda', 7)],
        workerDeleted: true,
      },
    ],
  },
  {
    queue: 'comp',
    name: 'comp_final',
    description: 'Delivery of reel 1.',
    lifecycleStatus: 'ARCHIVED',
    lifecycleStatusMessage: 'Job archived.',
    createdMinutesAgo: 21 * DAY,
    step: 'Composite',
    tasks: 12,
    firstFrame: 1,
    sessions: [
      {
        example: ['archivedJob', 'A session of an archived job'],
        fleet: 'basement-rack',
        minutesAgo: 21 * DAY - 4,
        beats: [...rendering('composite', 'Conda', 0, 12, 75), exit('Conda', 6)],
      },
    ],
  },
  {
    queue: 'fx',
    name: 'sq02_ocean_bake_v003',
    createdMinutesAgo: 9 * 60,
    step: 'Bake',
    tasks: 1,
    sessions: [
      {
        example: ['millionLines', 'A log of a million lines'],
        fleet: 'spot-linux',
        minutesAgo: 9 * 60 - 5,
        beats: [sync(50), enter('Conda', 64), run('chatter', 0, 7 * 3_600), exit('Conda', 6)],
      },
    ],
  },
  {
    queue: 'lighting',
    name: 'sq01_turntables_all_assets',
    createdMinutesAgo: 370,
    step: 'Render',
    tasks: 0,
    firstFrame: 1,
    example: ['manySessions', 'One of hundreds of sessions of a job'],
    shift: {
      fleet: 'spot-linux',
      firstSlot: 500,
      example: 306,
      shift: {
        crew: 17,
        rounds: 20,
        roundMs: 20 * 60_000,
        tasksPerSession: 6,
        program: 'render',
        environment: 'Conda',
      },
    },
  },
  {
    queue: '夜間レンダー',
    name: '光の庭_ショット030 · إضاءة المشهد · forêt d’été 🌅',
    description: 'Ein Name in vielen Schriften — 多文字の名前 — اسم بعدة خطوط',
    createdMinutesAgo: 75,
    step: '照明 Éclairage 💡',
    tasks: 5,
    firstFrame: 30,
    parameters: { Caméra: 'カメラ１ · الكاميرا · 🎥' },
    sessions: [
      {
        example: ['scripts', 'Names in many scripts'],
        fleet: 'studio-rack',
        minutesAgo: 70,
        beats: [...rendering('render', '環境 Ünïcode', 0, 5, 130), exit('環境 Ünïcode', 6)],
      },
    ],
  },
  {
    queue: '夜間レンダー',
    name: '<img src=x onerror=alert(1)> [click me](command:workbench.action.quit) **$(zap)** \u202Egnp.live\u2069 `x`',
    createdMinutesAgo: 66,
    step: '</script><b>Step</b> $(trash)',
    tasks: 2,
    firstFrame: 1,
    parameters: { '<u>Param</u>': '${workspaceFolder} \u2066‮ [x](command:x)' },
    sessions: [
      {
        example: ['hostileName', 'A job whose name is markup, a command link and direction controls'],
        fleet: 'studio-rack',
        minutesAgo: 60,
        beats: [...rendering('composite', '"><i>Env</i>', 0, 2, 80), exit('"><i>Env</i>', 5)],
      },
    ],
  },
  {
    queue: 'fx',
    name: 'sh060_debris_v005',
    createdMinutesAgo: 100,
    step: 'Render',
    tasks: 20,
    firstFrame: 1001,
    sessions: [
      {
        example: ['interrupted', 'A spot instance was taken back in the middle of a frame'],
        fleet: 'spot-linux',
        minutesAgo: 93,
        beats: [
          ...rendering('render', 'Conda', 0, 3, 150),
          {
            ...run('render', 3, 88),
            outcome: 'INTERRUPTED',
            exitCode: 143,
            message: 'The worker was interrupted: its spot instance is being taken back.',
            lastWords: lastWords.SPOT_RECLAIM,
            canceled: { secondsBeforeEnd: 12, reason: 'interrupted' },
          },
          ...never(run('render', 4, 0)),
        ],
        workerDeleted: true,
      },
    ],
  },
  {
    queue: 'previz',
    name: 'sq07_previz_v001',
    createdMinutesAgo: 20,
    step: 'Playblast',
    tasks: 40,
    firstFrame: 1,
  },
  {
    queue: 'comp',
    name: 'sh099_template_test',
    lifecycleStatus: 'CREATE_FAILED',
    lifecycleStatusMessage: "The job template is not valid: steps[0] -> script: 'actions' is missing.",
    createdMinutesAgo: 26,
    step: 'Composite',
    tasks: 0,
  },
  {
    queue: 'client-confidential',
    name: 'sh001_secret',
    createdMinutesAgo: 50,
    step: 'Render',
    tasks: 4,
    firstFrame: 1,
    sessions: [
      {
        example: ['forbidden', 'A session in a queue that you may not read'],
        fleet: 'basement-rack',
        minutesAgo: 45,
        beats: [...rendering('render', 'Conda', 0, 4, 120), exit('Conda', 5)],
      },
    ],
  },
];
