/** What programs write while all goes well, harmless complaints among it. */
type Random = () => number;

interface Program {
  readonly start: readonly string[];
  readonly noise: readonly ((random: Random) => string)[];
  readonly work: (random: Random, index: number) => string;
  readonly end: string;
}

export type ProgramName = keyof typeof PROGRAMS;

const ASSETS = ['harbor', 'robot_b', 'dune', 'lamp', 'pier', 'fern_03', 'hull'];
const asset = (random: Random): string => ASSETS[Math.floor(random() * ASSETS.length)] ?? 'hull';
const number = (random: Random, most: number): number => Math.floor(random() * most);

export const PROGRAMS = {
  blender: {
    start: ['Blender 4.3.1', 'Read blend: "/jobs/north/shots/n020/n020_lgt.blend"'],
    noise: [
      () => 'Warning: This script was written for an older API and may not work',
      () => "Error: Python: 'NoneType' add-on preferences not found, using defaults",
      () => "ALSA lib confmisc.c:855:(parse_card) cannot find card '0'",
      (random) => `WARN (bke.modifier): Object: "${asset(random)}", Modifier: "Solidify", Mesh is empty`,
    ],
    work: (random, index) =>
      `Fra:88 Mem:${900 + number(random, 80)}.${number(random, 99)}M (Peak 1204.11M) | Time:00:${10 + index}.20 | Scene, ViewLayer | Sample ${index * 16}/512`,
    end: "Saved: '/mnt/out/n020/beauty_0088.exr'",
  },
  arnold: {
    start: [
      '00:00:00   210MB         | Arnold 7.4.0.0 linux x86_64',
      '00:00:01   230MB         | starting 64 bucket workers',
    ],
    noise: [
      (random) => `00:00:03   640MB WARNING |  [aov] "${asset(random)}_id" has no filter, default used`,
      (random) =>
        `00:00:04   655MB ERROR   |  [polymesh] /${asset(random)}/mesh: uv set "map2" has 0 coordinates, ignored`,
      () => '00:00:02   600MB WARNING |  rendering with 2 deprecated parameters',
    ],
    work: (random, index) =>
      `00:0${1 + (index % 8)}:1${index % 10}  ${1200 + number(random, 900)}MB         |   ${index * 3}% done - ${number(random, 900)} rays/pixel`,
    end: '00:09:12  2210MB         | Arnold shutdown',
  },
  husk: {
    start: ['husk version 20.5.410', 'Loaded /jobs/north/usd/n110_lgt.usd'],
    noise: [
      (random) =>
        `Warning: in _ReportErrors at line 2857 of stage.cpp -- Could not open asset @./${asset(random)}_lookdev.usda@ for payload, skipping`,
      () => 'Coding Error: in GetPrimPath at line 91 of hdRprim.cpp -- Empty path, ignored',
    ],
    work: (_random, index) => `ALF_PROGRESS ${index * 3}%`,
    end: 'Saved image /mnt/out/n110/beauty.0088.exr',
  },
  nuke: {
    start: ['Nuke 15.1v3, 64 bit', 'Copyright (c) The Foundry'],
    noise: [
      () => 'Warning: OFX plugin bundle com.acme.grain is not signed',
      (random) => `ERROR: Viewer1: input ${number(random, 9)} is not connected, skipped`,
    ],
    work: (random, index) =>
      `Writing /mnt/out/n110/comp.${1000 + index}.exr took ${number(random, 9)}.${number(random, 99)} seconds`,
    end: 'Total render time: 71.20 seconds',
  },
  script: {
    start: ['INFO     north.ingest: version 3.8.1'],
    noise: [
      () => 'WARNING  north.cache: index is 3 days old',
      () => 'ERROR    north.telemetry: could not send metrics, telemetry is disabled',
      () => 'INFO     north.check: 0 errors, 0 missing files',
    ],
    work: (random, index) => `INFO     north.copy: ${asset(random)}.${1000 + index}.exr ${number(random, 90)}.2 MB`,
    end: 'INFO     north.ingest: done',
  },
  unreal: {
    start: ['STDOUT: [2026.11.23-08.10.11:402][  0]LogInit: Engine Version: 5.4.4'],
    noise: [
      () => 'STDOUT: [2026.11.23-08.10.12:112][  0]LogAudioMixer: Error: No output device, using null device',
      (random) =>
        `STDOUT: [2026.11.23-08.10.13:${100 + number(random, 800)}][  1]LogLinker: Warning: Failed to find /Game/Old/${asset(random)}, skipping`,
    ],
    work: (_random, index) =>
      `STDOUT: [2026.11.23-08.11.${10 + index}:010][ ${10 + index}]LogMovieRenderPipeline: Rendering frame ${1000 + index}`,
    end: 'STDOUT: [2026.11.23-08.14.10:010][ 99]LogMovieRenderPipeline: Finished',
  },
  windows: {
    start: ['ADAPTOR_OUTPUT: STDOUT: 3dsMaxClient: 3ds Max 2025'],
    noise: [
      () => 'ADAPTOR_OUTPUT: STDOUT: WRN: [05120] [06120] Missing map channel 2, ignored',
      () => 'ADAPTOR_OUTPUT: STDERR: Error: could not load icon set, using default icons',
    ],
    work: (random, index) =>
      `ADAPTOR_OUTPUT: STDOUT: INF: [05120] Rendering region ${index} of ${40 + number(random, 9)}`,
    end: 'ADAPTOR_OUTPUT: STDOUT: INF: [05120] Done',
  },
} as const satisfies Readonly<Record<string, Program>>;
