/** P4: finding the sessions in a large log, against ripgrep on the same file. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import type { TalliedSession } from '../../src/core/references/sessionTally';
import { scanFile } from '../../src/ui/lookUp/scanFile';
import { BENCH_DIR, bundleChild, findRipgrep, runChild } from './files';
import { measure, timed, type Times } from './rounds';
import type { BenchRow } from './rows';
import { writeWorkerLog } from './workerLog';

/** What ripgrep and the regular expression look for: the ids that we keep; and to check what was found, those that name sessions. */
const KEPT = '(?:sessionaction|session|queue|farm|job)-[0-9a-f]{32}';
const SESSIONS = 'session(?:action)?-[0-9a-f]{32}';
const ROUNDS = { rounds: 20, budgetMs: 240_000 };
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
        readThrough(file, () => undefined);
      }),
    regExp: () =>
      timed(() => {
        countMatches(file, KEPT);
      }),
  };
  const size = `${(statSync(file).size / 2 ** 30).toFixed(2)} GiB`;
  const what = `sessions of ${size}, with lines and parents; floor: reading`;
  const wanted = 'peer ÷ ours ≥ 2.5';
  const {
    ours,
    floor,
    regExp,
    kept,
    printed,
  }: Readonly<Record<keyof typeof ways, Times>> & {
    readonly kept?: Times;
    readonly printed?: Times;
  } =
    ripgrep === undefined
      ? await measure(ways, ROUNDS)
      : await measure(
          {
            ...ways,
            kept: () => timed(() => grep(ripgrep, '--count-matches', KEPT, file)),
            printed: () => timed(() => grep(ripgrep, '-no', KEPT, file)),
          },
          ROUNDS,
        );
  const ratio = kept ? kept.p50 / ours.p50 : NaN;
  return [
    {
      goal: 'P4',
      what: `${what}; peer: ${kept ? 'rg -j1 counts the same ids' : 'no ripgrep here'}`,
      ours,
      floor,
      ...(kept && { peer: kept }),
      wanted,
      reached: ratio,
      met: kept && ratio >= 2.5,
    },
    ...(printed ? [compared('rg -j1 -no prints them with their lines', ours, printed)] : []),
    compared('a RegExp counts them in latin1 text', ours, regExp),
  ];
}

function compared(peer: string, ours: Times, times: Times): BenchRow {
  return {
    goal: 'P4',
    what: `… peer: ${peer}`,
    ours,
    peer: times,
    wanted: '',
    reached: times.p50 / ours.p50,
    met: undefined,
  };
}

async function memoryRow(file: string, ripgrep: string | undefined): Promise<BenchRow> {
  const found = (await runChild(await bundleChild('scan'), file)) as { mentions: number; mostResidentKiB: number };
  assert.equal(found.mentions, countMatches(file, SESSIONS), 'A RegExp counts other mentions of sessions.');
  if (ripgrep !== undefined) {
    const counted = execFileSync(ripgrep, ['--no-config', '--count-matches', SESSIONS, file], { encoding: 'utf8' });
    assert.equal(found.mentions, Number(counted), 'ripgrep counts other mentions of sessions.');
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

function readThrough(file: string, take: (piece: Buffer) => void): void {
  const bytes = Buffer.alloc(2 ** 19);
  const open = openSync(file, 'r');
  for (let length; (length = readSync(open, bytes)) > 0;) {
    take(bytes.subarray(0, length));
  }
  closeSync(open);
}

function countMatches(file: string, pattern: string): number {
  const ids = new RegExp(pattern, 'g');
  let count = 0;
  let line = '';
  readThrough(file, (piece) => {
    const text = line + piece.toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    count += text.slice(0, end).match(ids)?.length ?? 0;
    line = text.slice(end);
  });
  return count + (line.match(ids)?.length ?? 0);
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
