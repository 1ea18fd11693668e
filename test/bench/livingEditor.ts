/** P8, in VS Code itself: a followed log gets a hundred lines more, beside a document whose provider hands it out whole. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { bundleForVSCode } from '../support/windows/bundleForVSCode';
import { writeDemoFolder } from '../support/windows/demoFolder';
import { nobodysAccount } from '../support/farm/nobodysAccount';
import { runDir, runVSCode } from '../support/windows/runVSCode';
import { BENCH_DIR } from './files';
import { timesOf } from './rounds';
import type { BenchRow } from './rows';

/** What one way took, in milliseconds since the new lines were there to be shown; an entry a round. */
export interface Growths {
  /** Until the document had them. */
  readonly documentMs: readonly number[];
  /** Until they were to be seen. */
  readonly screenMs: readonly number[];
  /** Of the text that VS Code replaced or added in the document. */
  readonly changedCharacters: readonly number[];
}

/** What `test/support/windows/followInEditor.ts` writes. */
export interface FollowInEditor {
  readonly ours: Growths;
  readonly peer: Growths;
}

const WANTED_MS = 1_000;

/** Runs VS Code once, with both documents in it. */
export async function benchLivingEditor(): Promise<BenchRow[]> {
  const [folder, home] = [runDir('bench-folder'), runDir('bench-home')];
  for (const dir of [folder, home]) {
    rmSync(dir, { recursive: true, force: true });
  }
  await writeDemoFolder(folder);
  const file = path.join(BENCH_DIR, 'followInEditor.json');
  await runVSCode({
    name: 'bench',
    version: 'newest',
    testsPath: await bundleForVSCode('windows/followInEditor.ts', 'followInEditor'),
    folder,
    settings: {},
    env: { ...nobodysAccount(home), BENCH_FILE: file },
  });
  const { ours, peer } = JSON.parse(readFileSync(file, 'utf8')) as FollowInEditor;
  const row = (what: string, of: (growths: Growths) => readonly number[], most?: number): BenchRow => {
    const times = timesOf(of(ours));
    return {
      goal: 'P8',
      what,
      ours: times,
      peer: timesOf(of(peer)),
      wanted: most === undefined ? '' : `≤ ${most.toLocaleString('en-US')}`,
      reached: times.p50,
      met: most === undefined ? undefined : times.p50 <= most,
    };
  };
  return [
    row(
      '100 lines more in 100,000 (10 MiB) in VS Code, from the answer to the screen; peer: a content provider',
      ({ screenMs }) => screenMs,
      WANTED_MS,
    ),
    row('… from the answer to the document', ({ documentMs }) => documentMs, WANTED_MS),
    row('… characters that VS Code changes in the document', ({ changedCharacters }) => changedCharacters),
  ];
}
