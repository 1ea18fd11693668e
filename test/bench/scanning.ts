/** P4: finding the sessions in a large log, against ripgrep on the same file. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import type { TalliedSession } from '../../src/core/sessionTally';
import { scanFile } from '../../src/ui/scanFile';
import { BENCH_DIR, bundleChild, findRipgrep, runChild } from './files';
import { measure, timed } from './rounds';
import type { BenchRow } from './rows';
import { writeWorkerLog } from './workerLog';

/** What ripgrep looks for: the ids that we keep, and for comparison those of sessions alone, of which it finds neither farm, queue nor job. */
const KEPT = '(?:sessionaction|session|queue|farm|job)-[0-9a-f]{32}';
const SESSIONS = 'session(?:action)?-[0-9a-f]{32}';
const MOST_RESIDENT_MIB = 64;
const CHECKED_BYTES = 16 * 2 ** 20;

/** Writes a log of that many bytes, looks through it by turns and deletes it. */
export async function benchScanning(bytes: number): Promise<BenchRow[]> {
  const file = path.join(BENCH_DIR, 'worker.log');
  const part = path.join(BENCH_DIR, 'part.log');
  try {
    writeWorkerLog(file, bytes);
    writeWorkerLog(part, Math.min(bytes, CHECKED_BYTES));
    await checkAgainstRegExp(part);
    const ripgrep = await findRipgrep();
    return [...(await timeRows(file, ripgrep)), await memoryRow(file, ripgrep)];
  } finally {
    rmSync(file, { force: true });
    rmSync(part, { force: true });
  }
}

async function timeRows(file: string, ripgrep: string | undefined): Promise<BenchRow[]> {
  const ways = {
    ours: () => timed(() => scan(file)),
    floor: () =>
      timed(() => {
        readOnly(file);
      }),
  };
  const peers =
    ripgrep === undefined
      ? undefined
      : {
          kept: () => timed(() => grep(ripgrep, '--count-matches', KEPT, file)),
          printed: () => timed(() => grep(ripgrep, '-no', KEPT, file)),
          sessions: () => timed(() => grep(ripgrep, '--count-matches', SESSIONS, file)),
        };
  const size = `${(statSync(file).size / 2 ** 30).toFixed(2)} GiB`;
  const what = `sessions of ${size}, with lines and parents; floor: reading`;
  const wanted = 'peer ÷ ours ≥ 2.5';
  if (!peers) {
    const { ours, floor } = await measure(ways, { rounds: 20, budgetMs: 40_000 });
    return [{ goal: 'P4', what: `${what}; peer: no ripgrep here`, ours, floor, wanted, reached: NaN, met: undefined }];
  }
  const { ours, floor, kept, printed, sessions } = await measure(
    { ...ways, ...peers },
    { rounds: 20, budgetMs: 45_000 },
  );
  const ratio = kept.p50 / ours.p50;
  return [
    {
      goal: 'P4',
      what: `${what}; peer: rg -j1 counts the same ids`,
      ours,
      floor,
      peer: kept,
      wanted,
      reached: ratio,
      met: ratio >= 2.5,
    },
    {
      goal: 'P4',
      what: '… peer: rg -j1 -no prints them with their lines',
      ours,
      peer: printed,
      wanted: '',
      reached: printed.p50 / ours.p50,
      met: undefined,
    },
    {
      goal: 'P4',
      what: '… peer: rg -j1 counts sessions alone',
      ours,
      peer: sessions,
      wanted: '',
      reached: sessions.p50 / ours.p50,
      met: undefined,
    },
  ];
}

async function memoryRow(file: string, ripgrep: string | undefined): Promise<BenchRow> {
  const found = (await runChild(await bundleChild('scan'), file)) as { mentions: number; mostResidentKiB: number };
  if (ripgrep !== undefined) {
    const counted = Number(
      execFileSync(ripgrep, ['--no-config', '--count-matches', SESSIONS, file], { encoding: 'utf8' }),
    );
    if (counted !== found.mentions) {
      throw new Error(`ripgrep counts ${counted} mentions of sessions, we ${found.mentions}.`);
    }
  }
  const resident = found.mostResidentKiB / 1024;
  return {
    goal: 'P4',
    what: 'most resident memory of a process that does it, MiB',
    ours: resident,
    wanted: `≤ ${MOST_RESIDENT_MIB} MiB`,
    reached: resident,
    met: resident <= MOST_RESIDENT_MIB,
  };
}

async function scan(file: string): Promise<readonly TalliedSession[]> {
  return (await scanFile(file, () => undefined, new AbortController().signal)).sessions;
}

function readOnly(file: string): void {
  const bytes = new Uint8Array(2 ** 19);
  const open = openSync(file, 'r');
  while (readSync(open, bytes) > 0) {
    // The next piece.
  }
  closeSync(open);
}

/** Runs ripgrep on one thread, its output going nowhere. */
function grep(ripgrep: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(ripgrep, ['--no-config', '-j1', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      .once('error', reject)
      .once('exit', (code) => {
        if (code === 0) {
          resolve();
        } else {
          reject(new Error(`ripgrep ended with ${code}.`));
        }
      });
  });
}

/** @throws {Error} where the sessions of a file are not exactly those that a regular expression finds in its lines */
async function checkAgainstRegExp(file: string): Promise<void> {
  const ids = /(?<![A-Za-z0-9])(?:(session)(?:action)?|(farm|queue|job))-([0-9a-f]{32})/g;
  const sessions = new Map<string, { count: number; lines: number[]; parents: Map<string, string> }>();
  const farm = /farm-[0-9a-f]{32}/.exec(readFileSync(file, 'utf8'))?.[0];
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const found = [...line.matchAll(ids)];
      for (const [, isSession, , digits] of found) {
        const id = `session-${digits}`;
        if (isSession !== undefined) {
          const session = sessions.get(id) ?? { count: 0, lines: [], parents: new Map<string, string>() };
          session.count++;
          session.lines.push(index + 1);
          for (const [, , kind, parent] of found) {
            if (kind !== undefined) {
              session.parents.set(`${kind}Id`, `${kind}-${parent}`);
            }
          }
          sessions.set(id, session);
        }
      }
    });
  const expected = [...sessions].map(([sessionId, { count, lines, parents }]) => ({
    sessionId,
    count,
    firstLine: lines[0],
    lastLine: lines.at(-1),
    parents: { farmId: farm, ...Object.fromEntries(parents) },
  }));
  assert.deepEqual(await scan(file), expected);
}
