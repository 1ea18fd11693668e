/** Comparisons to draw, shaped like the core's types: a failed frame beside one that succeeded. */
import type { ComparedRun, Comparison } from '../../../src/core/compare/comparison';
import type { RareLine } from '../../../src/core/compare/differences';
import { runOf } from '../../../src/core/compare/pairOfSessions';
import { failingAction } from '../../../src/core/session/status';
import { endedSession, failedSession, NOW_MS } from './sessions';

const READ = { lines: 312, isCut: false, fault: undefined };

/** A line that the failed frame has, so many milliseconds before now. */
export function rareLine(text: string, more: Partial<RareLine> = {}): RareLine {
  return { text, event: 0, line: 0, timestampMs: NOW_MS - 60_000, inGood: 0, times: 1, novelty: 'said', ...more };
}

function failedRun(): ComparedRun {
  const { snapshot } = failedSession();
  if (!snapshot) {
    throw new Error('It was read.');
  }
  return { ...runOf(snapshot, failingAction(snapshot)), log: READ };
}

function goodRun(): ComparedRun {
  const { snapshot } = endedSession();
  if (!snapshot) {
    throw new Error('It was read.');
  }
  const { session } = snapshot;
  const host = { ...session.host, hostName: 'ip-10-3-0-99.us-west-2.compute.internal', ec2InstanceType: 'c5.4xlarge' };
  const actions = snapshot.actions.ok ? snapshot.actions.value : [];
  const run = runOf(
    { ...snapshot, session: { ...session, host } },
    actions.find(({ definition }) => definition.kind === 'taskRun'),
  );
  return { ...run, key: { ...run.key, sessionId: `session-${'4'.repeat(32)}` }, log: { ...READ, lines: 1_204 } };
}

/** A crash on a host of another type, with another version of a library. */
export function comparison(changes: Partial<Comparison> = {}): Comparison {
  const lines = [
    rareLine(
      'ERROR: cannot open /mnt/assets/env/harbor/tex/v042/wetRock_basecolor.1013.exr: No such file or directory',
    ),
    rareLine("lumina.textures.MissingTexture: material 'wetRock_mtl' needs wetRock_basecolor.1013.exr"),
    rareLine('WARNING: texture cache miss: wetRock_basecolor.<UDIM>.exr, tile 1013', { times: 14 }),
    rareLine('WARNING: 3 lights have no link set, they light everything', { inGood: 1 }),
    rareLine('Read /mnt/shots/sh010_lighting_v008.usd, 18214 prims', { novelty: 'names' }),
    ...Array.from({ length: 9 }, (_, index) =>
      rareLine(`  File "/opt/studio/lumina/step${'abcdefghi'.charAt(index)}.py", line 212, in main`),
    ),
  ];
  return {
    subject: failedRun(),
    reference: goodRun(),
    goodRuns: 3,
    differences: { lines, total: lines.length, shared: 0.82 },
    variables: [
      {
        name: 'OCIO',
        subject: '/mnt/config/ocio/studio-v2.2.ocio',
        reference: '/mnt/config/ocio/studio-v2.1.ocio',
        differs: true,
      },
      { name: 'LUMINA_CACHE', subject: '/scratch/cache', reference: undefined, differs: true },
      {
        name: 'CONDA_PREFIX',
        subject: '/sessions/conda/envs/shot',
        reference: '/sessions/conda/envs/shot',
        differs: false,
      },
    ],
    packages: [
      { name: 'openvdb', subject: '11.0.0', reference: '10.1.0', differs: true },
      ...['lumina', 'numpy', 'ocio', 'python', 'usd'].map((name) => ({
        name,
        subject: '5.1.2',
        reference: '5.1.2',
        differs: false,
      })),
    ],
    calls: 13,
    ...changes,
  };
}
