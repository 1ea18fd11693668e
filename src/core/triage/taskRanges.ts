/** Which tasks, as people write them: `Frame 1001-1040, 1055`. */
import { indexOf } from '../ids';
import { plainText } from '../text/plainText';
import { groupedBy } from './grouped';
import type { FailedTask } from './triage';
import { t } from '../text/localize';

/** What names a task to a person. */
export type NamedTask = Pick<FailedTask, 'taskId' | 'stepId' | 'parameters'>;

/** How the tasks are written. */
export interface RangeOptions {
  /** By step ID; named where the tasks are of more than one step. */
  readonly stepNames?: Readonly<Record<string, string>>;
  /** About how long the text may be; what does not fit is counted: `and 12 more`. */
  readonly maxLength?: number;
}

const DEFAULT_LENGTH = 160;
/** A chunk that lists its numbers has at most so many; more of them are no chunk of the service's. */
const MOST_IN_A_CHUNK = 10_000;
/** From so many on, numbers at one distance are written as `1001-1091:10`, as Open Job Description does. */
const FEWEST_AT_A_DISTANCE = 4;

/** Numbers without a gap, both ends included. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Tasks that are alike but for their numbers. */
interface Row {
  /** Their other parameters, made harmless. */
  readonly others: readonly (readonly [name: string, value: string])[];
  readonly intervals: readonly Interval[];
  readonly tasks: number;
}

/** A row in words. */
interface Line {
  /** e.g. `Frame `, `Render: Frame ` */
  readonly head: string;
  /** At least one; its text is empty where the tasks have no numbers. */
  readonly ranges: readonly { readonly text: string; readonly tasks: number }[];
  /** e.g. ` · Layer fog, hair` */
  readonly tail: string;
}

/**
 * The tasks in a line. Numbers become ranges, tasks that differ only in another parameter stand together
 * (`Frame 1001-1040, 1055 · Layer fog, hair`), tasks without parameters go by their index (`Task 0-11`). Names and values are made
 * harmless. Linear but for sorting.
 */
export function taskRanges(tasks: readonly NamedTask[], { stepNames = {}, maxLength }: RangeOptions = {}): string {
  const steps = groupedBy(tasks, ({ stepId }) => stepId);
  const lines = [...steps].flatMap(([stepId, ofStep]) =>
    linesOf(ofStep, steps.size > 1 ? `${plainText(stepNames[stepId] ?? t('Another step'), 40)}: ` : ''),
  );
  return fitting(lines, maxLength ?? DEFAULT_LENGTH);
}

/** As many ranges as there is room for, at least one, and how many tasks the others stand for. */
function fitting(lines: readonly Line[], maxLength: number): string {
  let text = '';
  let more = 0;
  for (const { head, ranges, tail } of lines) {
    let line = '';
    for (const range of ranges) {
      const longer = line === '' ? `${text === '' ? '' : '; '}${head}${range.text}` : `${line}, ${range.text}`;
      if (more > 0 || (text + line !== '' && (text + longer + tail).length > maxLength)) {
        more += range.tasks;
      } else {
        line = longer;
      }
    }
    text += line === '' ? '' : line + tail;
  }
  return more > 0 ? t('{0} and {1} more', text, more) : text;
}

function linesOf(tasks: readonly NamedTask[], step: string): readonly Line[] {
  const names = [...new Set(tasks.flatMap(({ parameters }) => Object.keys(parameters)))];
  const ranged = rangedName(tasks, names);
  const rows = groupedBy(
    tasks.map(({ taskId, parameters }) => ({
      others: names.flatMap((name) => {
        const value = parameters[name];
        return name === ranged || value === undefined ? [] : [[plainText(name, 40), plainText(value, 60)] as const];
      }),
      intervals:
        names.length === 0
          ? [pointAt(indexOf(taskId))]
          : ((ranged === undefined ? undefined : intervalsOf(parameters[ranged])) ?? []),
    })),
    ({ others }) => JSON.stringify(others),
  );
  const label = names.length === 0 ? t('Task') : plainText(ranged ?? '', 40);
  return merged(
    [...rows.values()].map((same) => ({
      others: same[0]?.others ?? [],
      intervals: joined(same.flatMap(({ intervals }) => intervals)),
      tasks: same.length,
    })),
  ).map((row) => lineOf(row, label, step));
}

function lineOf({ others, intervals, tasks }: Row, label: string, step: string): Line {
  const runs = runsOf(intervals);
  const rest = others.map(([name, value]) => `${name} ${value}`).join(' · ');
  return runs.length === 0
    ? { head: step, ranges: [{ text: rest, tasks }], tail: '' }
    : { head: `${step}${label} `, ranges: shared(tasks, runs), tail: rest === '' ? '' : ` · ${rest}` };
}

/** The parameter whose values are numbers or chunks of them, with the most values; undefined where there is none. */
function rangedName(tasks: readonly NamedTask[], names: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly values: number } | undefined;
  for (const name of names) {
    const values = new Set(tasks.map(({ parameters }) => parameters[name]));
    const isRanged = [...values].every((value) => intervalsOf(value) !== undefined);
    if (isRanged && values.size > (best?.values ?? 0)) {
      best = { name, values: values.size };
    }
  }
  return best?.name;
}

/** e.g. `7`, `1-10`, `1-10:2`, `1,3,7-10`, `-5--1`; undefined for anything else. */
function intervalsOf(value: string | undefined): readonly Interval[] | undefined {
  if (value === undefined || value.length > 2_000 || !/^[-\d,: ]+$/.test(value)) {
    return undefined;
  }
  const intervals: Interval[] = [];
  for (const part of value.split(',')) {
    const [, first = '', last = first, step = '1'] =
      /^ *(-?\d{1,15})(?:-(-?\d{1,15})(?::(\d{1,15}))?)? *$/.exec(part) ?? [];
    const [from, to, by] = [Number(first), Number(last), Number(step)];
    if (first === '' || from > to || by < 1 || (by > 1 && (to - from) / by > MOST_IN_A_CHUNK)) {
      return undefined;
    }
    if (by === 1) {
      intervals.push({ from, to });
    } else {
      for (let at = from; at <= to; at += by) {
        intervals.push(pointAt(at));
      }
    }
  }
  return intervals;
}

function pointAt(at: number): Interval {
  return { from: at, to: at };
}

/** Rows of the same ranges become one: `Frame 1001-1040 · Layer fog, hair`. Only where they differ in one parameter. */
function merged(rows: readonly Row[]): readonly Row[] {
  const alike = groupedBy(rows, ({ intervals, others }) => JSON.stringify([intervals, others.map(([name]) => name)]));
  return [...alike.values()].flatMap((same) => {
    const [first, ...rest] = same;
    const differing = first?.others.flatMap(([, value], at) =>
      rest.every(({ others }) => others[at]?.[1] === value) ? [] : [at],
    );
    const at = differing?.[0];
    const name = at === undefined ? undefined : first?.others[at]?.[0];
    if (!first || at === undefined || name === undefined || differing?.length !== 1) {
      return same;
    }
    const values = same.map(({ others }) => others[at]?.[1] ?? '');
    return [
      {
        others: first.others.with(at, [name, listed(values)]),
        intervals: first.intervals,
        tasks: same.reduce((sum, { tasks }) => sum + tasks, 0),
      },
    ];
  });
}

function listed(values: readonly string[]): string {
  const SHOWN = 6;
  return values.length <= SHOWN + 1
    ? values.join(', ')
    : t('{0} and {1} more', values.slice(0, SHOWN).join(', '), values.length - SHOWN);
}

/** In order, without overlaps and seams. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last && from <= last.to + 1) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    } else {
      result.push({ from, to });
    }
  }
  return result;
}

/** Ranges as they are written, and how many numbers each holds. */
function runsOf(parts: readonly Interval[]): readonly { readonly text: string; readonly numbers: number }[] {
  const runs: { readonly text: string; readonly numbers: number }[] = [];
  for (let at = 0; at < parts.length;) {
    const points = pointsAtOneDistance(parts, at);
    const [first, last] = [parts[at] ?? pointAt(0), parts[at + points - 1] ?? pointAt(0)];
    if (points >= FEWEST_AT_A_DISTANCE) {
      const by = (last.from - first.from) / (points - 1);
      runs.push({ text: `${rangeText({ from: first.from, to: last.from })}:${by}`, numbers: points });
      at += points;
    } else {
      runs.push({ text: rangeText(first), numbers: first.to - first.from + 1 });
      at++;
    }
  }
  return runs;
}

/** How many single numbers follow one another at one distance, from an index on. */
function pointsAtOneDistance(parts: readonly Interval[], start: number): number {
  const [first, second] = [parts[start], parts[start + 1]];
  if (!first || !second || first.from !== first.to) {
    return 1;
  }
  const by = second.from - first.from;
  let points = 1;
  for (let part = parts[start + points]; part; part = parts[start + points]) {
    if (part.from !== part.to || part.from !== first.from + points * by) {
      break;
    }
    points++;
  }
  return points;
}

function rangeText({ from, to }: Interval): string {
  return from === to ? `${from}` : from < 0 ? t('{0} to {1}', from, to) : `${from}-${to}`;
}

/** Gives each range its part of a row's tasks: chunks hold several numbers. */
function shared(
  tasks: number,
  runs: readonly { readonly text: string; readonly numbers: number }[],
): readonly { readonly text: string; readonly tasks: number }[] {
  const numbers = runs.reduce((sum, run) => sum + run.numbers, 0);
  let before = 0;
  return runs.map(({ text, numbers: own }) => {
    const start = Math.round((before / numbers) * tasks);
    before += own;
    return { text, tasks: Math.round((before / numbers) * tasks) - start };
  });
}
