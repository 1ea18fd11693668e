/** What well-known programs write while they work, adaptors' prefixes and harmless noise included: words that mean nothing. */
import { chance, hash, pick } from '../random';
import type { OutputLine, Subject } from './outputLine';

const STEPS = 26;
const ASSETS = ['char_fox', 'set_harbor', 'prop_lantern', 'rock_cliff', 'tree_oak', 'veh_tram'] as const;
const ADAPTOR = 'ADAPTOR_OUTPUT: STDOUT: ';
const ADAPTOR_ERRORS = 'ADAPTOR_OUTPUT: STDERR: ';

/** Maya with Arnold, behind the adaptor. */
export function mayaArnold({ frame, seed }: Subject): readonly OutputLine[] {
  return [
    { at: 0, text: `${ADAPTOR}Performing action: {"name": "start_render", "args": {"frame": ${Number(frame) || 1}}}` },
    { at: 0.005, text: `openjd_status: Rendering frame ${frame}` },
    {
      at: 0.01,
      text: `${ADAPTOR_ERRORS}Warning: file: /home/job-user/maya/2025/scripts/userSetup.mel line 3: "shelfTools" was not found on MAYA_PLUG_IN_PATH.`,
    },
    { at: 0.012, text: `${ADAPTOR_ERRORS}Error: (colorPickerPrefs): Failed to read preferences, using defaults` },
    {
      at: 0.02,
      text: `${ADAPTOR}00:00:00    98MB         | Arnold 7.3.4.1 [3f1c08aa] linux x86_64 oiio-2.4.1 osl-1.12.9 rlm-14.2.5`,
    },
    { at: 0.03, text: `${ADAPTOR}00:00:01  1184MB WARNING | node "aiAOV_driver2" is already installed` },
    ...steps(0.05, 0.94, (step) => [
      `${ADAPTOR}${clock(step * 6)}  ${1_400 + step * 21}MB         | ${String(step * 4).padStart(5)}% done - ${100 + (hash(seed, step) % 800)} rays/pixel`,
      `openjd_progress: ${Math.min(100, step * 4)}`,
    ]),
    { at: 0.96, text: `${ADAPTOR}${clock(170)}  1990MB         | writing file \`/mnt/renders/beauty.${frame}.exr'` },
    { at: 0.98, text: `${ADAPTOR}MayaClient: Finished Rendering Frame ${Number(frame) || 1}` },
  ];
}

/** Cinema 4D with Redshift on a GPU. */
export function redshift({ frame, seed }: Subject): readonly OutputLine[] {
  const blocks = 60 + (seed % 60);
  return [
    { at: 0, text: 'STDOUT: CINEMA 4D 2025.1.0 Commandline' },
    { at: 0.004, text: `openjd_status: Rendering frame ${frame}` },
    { at: 0.008, text: 'STDOUT: CRITICAL: Stop [ge_file.cpp(1172)]' },
    { at: 0.01, text: 'STDOUT: Redshift Warning: Failed to find the asset cache index, building a new one' },
    {
      at: 0.02,
      text: `STDOUT: Redshift Info: Allocating GPU memory for device 0 (NVIDIA A10G): ${18 + (seed % 3)} GB`,
    },
    ...steps(0.05, 0.95, (step) => [
      `STDOUT: Redshift Info: Block ${Math.round((blocks * step) / STEPS)}/${blocks} rendered by GPU 0 in ${90 + (hash(seed, step) % 700)}ms`,
      ...(step % 5 === 0
        ? [`STDOUT: Redshift Detailed: ${pick(ASSETS, seed, step)} ${10 + (hash(seed, step) % 80)}k triangles`]
        : []),
      `openjd_progress: ${Math.min(100, step * 4)}`,
    ]),
    { at: 0.97, text: 'STDOUT: Rendering successful: ' },
  ];
}

export function blender({ frame, seed }: Subject): readonly OutputLine[] {
  return [
    { at: 0, text: 'Blender 4.2.3 LTS (hash 0e22e4fcea03 built 2024-10-14)' },
    { at: 0.004, text: `openjd_status: Rendering frame ${frame}` },
    { at: 0.01, text: 'Info: Read library: "//lib/props.blend", recursively (0 errors)' },
    { at: 0.012, text: 'Error: Not freed memory blocks: 3, total unfreed memory 0.000214 MB' },
    { at: 0.015, text: 'ALSA lib confmisc.c:855:(parse_card) cannot find card "0": No such file or directory' },
    ...steps(0.05, 0.95, (step) => [
      `Fra:${frame} Mem:${4_100 + step * 40 + (seed % 300)}.0${seed % 10}M (Peak 5${100 + (seed % 90)}.00M) | Time:00:${String(step % 60).padStart(2, '0')}.${10 + (seed % 80)} | Rendering ${step * 10} / 260 samples`,
      `openjd_progress: ${Math.min(100, step * 4)}`,
    ]),
    { at: 0.98, text: `Saved: '/mnt/renders/beauty.${frame}.exr'` },
  ];
}

/** Houdini's Karma. */
export function karma({ frame, seed }: Subject): readonly OutputLine[] {
  return [
    { at: 0, text: 'hython 20.5.370' },
    { at: 0.004, text: `openjd_status: Rendering frame ${frame}` },
    {
      at: 0.01,
      text: 'Error loading menu file /opt/hfs20.5/houdini/MainMenuCommon.xml: Permission denied (using defaults)',
    },
    { at: 0.015, text: `[${clock(30_000 + (seed % 900))}] Warning: 0 errors, 2 warnings while loading geometry` },
    ...steps(0.05, 0.95, (step) => [
      `[${clock(30_000 + step * 14)}] Lap=${step % 9}:${10 + (hash(seed, step) % 49)}.53 Left=${Math.max(1, 9 - Math.floor(step / 3))}:11 Mem=${(6 + step / 2).toFixed(2)} GB`,
      `ALF_PROGRESS ${Math.min(100, step * 4)}%`,
      `openjd_progress: ${Math.min(100, step * 4)}`,
    ]),
    { at: 0.97, text: `Saved Image: /mnt/renders/karma.${frame}.exr` },
  ];
}

/** The studio's own Python tools. */
export function studioTool({ frame, seed }: Subject): readonly OutputLine[] {
  return [
    { at: 0, text: `openjd_status: Publishing ${frame}` },
    { at: 0.01, text: 'WARNING  aurora.config: ERROR_REPORTING is not set, reports are not sent' },
    { at: 0.02, text: 'ERROR    aurora.telemetry: Failed to send a usage report: connection refused (ignored)' },
    ...steps(0.05, 0.95, (step) => [
      `INFO     aurora.copy: ${pick(ASSETS, seed, step)}.${frame}.${100 + (hash(seed, step) % 800)} ${(chance(seed, step) * 90).toFixed(1)} MB`,
      ...(step % 6 === 0 ? [`INFO     aurora.qc: check ${step}/${STEPS} ok, 0 failed`] : []),
      `openjd_progress: ${Math.min(100, step * 4)}`,
    ]),
  ];
}

function steps(from: number, to: number, lines: (step: number) => readonly string[]): readonly OutputLine[] {
  return Array.from({ length: STEPS }, (_, index) => index + 1).flatMap((step) =>
    lines(step).map((text, index) => ({ at: from + ((to - from) * (step + index * 0.01)) / (STEPS + 0.1), text })),
  );
}

/** e.g. `00:02:50` */
function clock(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(11, 19);
}
