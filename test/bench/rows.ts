import type { Times } from './rounds';

/** One row of the table: a goal, what we take, and what that is compared with. */
export interface BenchRow {
  /** The goal's name, e.g. `P4`. */
  readonly goal: string;
  readonly what: string;
  readonly ours: Times | number;
  /** The least that is possible here, e.g. only reading the file. */
  readonly floor?: Times;
  /** Who else does the same, e.g. ripgrep. */
  readonly peer?: Times;
  /** What is asked for, e.g. `peer ÷ ours ≥ 2.5`. */
  readonly wanted: string;
  /** The number that is compared with what is asked for; by the middle of the rounds. */
  readonly reached: number;
  /** Undefined where nothing is asked for: the row is there to compare. */
  readonly met: boolean | undefined;
}

/** The rows as a table for a terminal, in milliseconds. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = [
    ['', 'what', 'ours p50', 'p95', 'floor', 'peer', 'p95', 'reached', 'wanted', ''],
    ...rows.map(({ goal, what, ours, floor, peer, reached, wanted, met }) => [
      goal,
      what,
      numberOf(typeof ours === 'number' ? ours : ours.p50),
      typeof ours === 'number' ? '' : numberOf(ours.p95),
      floor ? numberOf(floor.p50) : '',
      peer ? numberOf(peer.p50) : '',
      peer ? numberOf(peer.p95) : '',
      numberOf(reached),
      wanted,
      met === undefined ? '' : met ? 'met' : 'NOT MET',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column < 2 || column > 7 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function numberOf(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
