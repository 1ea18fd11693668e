/** P7: reading the lines of one page of a log, in processor time: what blocks the loop beside the page's bytes. */
import { scanEvents } from '../../src/core/logs/structure/logPart';
import type { LogKind } from '../../src/core/logs/structure/logSection';
import { PROGRAMS } from '../support/sessions/failingSessions/programs';
import { measure, processorTime, type Times } from './rounds';
import type { BenchRow } from './rows';

const LINES = 10_000;
const ROUNDS = { rounds: 40, budgetMs: 8_000 };

/** Reads pages of programs that put clocks, levels and categories before their words, also behind an adaptor and in files. */
export async function benchLogPage(): Promise<BenchRow[]> {
  const { plain, prefixed, file } = await measure(
    {
      plain: reading('session', (line) => line),
      prefixed: reading('session', (line) => `ADAPTOR_OUTPUT: STDOUT: ${line}`),
      file: reading('file', (line) => `2026-11-23T09:00:01.123Z ${line}`),
    },
    ROUNDS,
  );
  const row = (what: string, ours: Times): BenchRow => ({
    goal: 'P7',
    what: `a page of ${LINES.toLocaleString('en-US')} lines ${what}`,
    ours,
    wanted: 'ours ≤ 20 ms',
    reached: ours.p50,
    met: ours.p50 <= 20,
  });
  return [
    row('of many programs', plain),
    row('of programs in an adaptor', prefixed),
    row('of a file, each with its time', file),
  ];
}

function reading(kind: LogKind, lineOf: (line: string) => string): () => number {
  const programs = Object.values(PROGRAMS);
  const events = Array.from({ length: LINES }, (_, index) => {
    const random = (): number => ((index * 2_654_435_761) % 1000) / 1000;
    const work = programs[index % programs.length]?.work(random, index) ?? '';
    // As it arrives: one flat string, not the pieces it was made of.
    return { timestampMs: index, message: Buffer.from(lineOf(work)).toString() };
  });
  return () => processorTime(() => scanEvents(events, kind));
}
