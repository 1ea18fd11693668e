/** What the studio's programs write while they work. Lines are placed by how far the work is: 0 at its begin, 1 at its end. */
import { chance, hash, hexDigits } from '../random';
import type { Program } from '../world/model';
import type { OutputLine, Subject } from './outputLine';
import { blender, karma, mayaArnold, redshift, studioTool } from './shownPrograms';

export function outputOf(program: Exclude<Program, 'sync' | 'chatter'>, subject: Subject): readonly OutputLine[] {
  return OUTPUT[program](subject);
}

const GREEN = '\u001b[32m';
const YELLOW = '\u001b[33m';
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';
const PASSES = 50;

const OUTPUT: Readonly<Record<Exclude<Program, 'sync' | 'chatter'>, (subject: Subject) => readonly OutputLine[]>> = {
  conda: ({ environment, seed }) =>
    environment?.entering === false
      ? [
          { at: 0.2, text: `Leaving environment ${environment.name}` },
          { at: 0.8, text: 'openjd_unset_env: CONDA_PREFIX' },
        ]
      : [
          { at: 0, text: `openjd_status: Creating environment ${environment?.name ?? ''}` },
          { at: 0.02, text: 'Channels: studio-conda, deadline-cloud' },
          ...['lumina-5.1.2', 'openvdb-11.0.0', 'usd-24.11', 'ocio-2.4.1', 'python-3.11.9', 'numpy-2.1.3'].flatMap(
            (name, index) => [
              { at: 0.1 + index * 0.12, text: `Downloading ${name}  ${megabytes(seed, index)} MB` },
              { at: 0.16 + index * 0.12, text: `Extracting  ${name}` },
            ],
          ),
          { at: 0.9, text: 'openjd_env: CONDA_PREFIX=/sessions/conda/envs/shot' },
          { at: 0.91, text: 'openjd_redacted_env: LUMINA_LICENSE=********' },
          { at: 0.96, text: `${GREEN}${BOLD}ready${PLAIN}${GREEN} in /sessions/conda/envs/shot${PLAIN}` },
        ],
  render: ({ jobName, frame, seed }) => [
    { at: 0, text: 'Lumina 5.1.2 (build 8c41f0e), 32 threads, OCIO studio-config-v2.1.0_aces-v1.3' },
    { at: 0.005, text: `openjd_status: Loading ${jobName}` },
    { at: 0.02, text: `Read /mnt/shots/${jobName}.usd, 18214 prims` },
    ...(chance(seed, 'warning') < 0.4
      ? [{ at: 0.03, text: `${YELLOW}WARNING${PLAIN}: 3 lights have no link set, they light everything` }]
      : []),
    { at: 0.04, text: `openjd_status: Rendering frame ${frame}` },
    ...passes(0.05, 0.96, (pass) => [
      `Fra:${frame} Mem:${3100 + ((seed + pass * 7) % 900)}M | Sample ${pass * 16}/${PASSES * 16}`,
      `openjd_progress: ${pass * 2}`,
    ]),
    { at: 0.975, text: `Fra:${frame} Denoised in 00:0${2 + (seed % 6)}.${10 + (seed % 90)}` },
    { at: 0.99, text: `Saved: /mnt/renders/${jobName}/beauty.${frame}.exr` },
    { at: 0.995, text: `ja_upload: {"frame": ${JSON.stringify(frame)}, "files": 1, "hash": "${hexDigits(32, seed)}"}` },
  ],
  simulation: ({ jobName, seed }) => [
    { at: 0, text: `openjd_status: Simulating ${jobName}` },
    ...passes(0.02, 0.97, (pass) => [
      `substep ${pass * 12}  residual ${(chance(seed, pass) * 0.02).toExponential(2)}  particles ${2_000_000 + pass * 31_250}`,
      ...(pass % 10 === 0 ? [`Wrote checkpoint ${pass / 10} of 5`] : []),
      `openjd_progress: ${pass * 2}`,
    ]),
    { at: 0.99, text: `Saved: /mnt/caches/${jobName}/cache.vdb` },
  ],
  composite: ({ jobName, frame, seed }) =>
    [
      { at: 0, text: `openjd_status: Compositing frame ${frame}` },
      ...[20, 40, 60, 80, 100].map((percent) => ({
        at: percent / 105,
        text: `openjd_progress: ${percent}`,
      })),
      { at: 0.97, text: `Saved: /mnt/comps/${jobName}/${jobName}.${frame}.exr  ${megabytes(seed, 9)} MB` },
    ].toSorted((a, b) => a.at - b.at),
  mayaArnold,
  redshift,
  blender,
  karma,
  studioTool,
  bake: ({ jobName, frame }) => [
    { at: 0, text: `openjd_status: Baking ${jobName}, tile ${frame}` },
    ...passes(0.02, 0.98, (pass) => [`tile ${frame} pass ${pass}/${PASSES}`, `openjd_progress: ${pass * 2}`]),
  ],
};

function passes(from: number, to: number, lines: (pass: number) => readonly string[]): readonly OutputLine[] {
  return Array.from({ length: PASSES }, (_, index) => index + 1).flatMap((pass) =>
    lines(pass).map((text, index) => ({ at: from + ((to - from) * (pass + index * 0.01)) / (PASSES + 0.1), text })),
  );
}

function megabytes(seed: number, index: number): string {
  return ((hash(seed, index) % 9000) / 10 + 4).toFixed(1);
}
