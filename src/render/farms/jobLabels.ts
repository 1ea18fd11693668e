/**
 * Names of jobs that begin alike, shortened in the middle where VS Code would cut off what tells them apart. It tells extensions nothing
 * of a view’s width: what counts is how much can be read below a queue in a side bar of the usual 300 pixels.
 */
import type { Level } from '../../core/farm/farmNode';
import { plainText } from '../../core/text/plainText';
import { groupedBy } from '../../core/triage/grouped';

/** So many characters of a job’s name can be read. */
const READABLE = 24;
const LONGEST_WORD = 10;
const SEPARATOR = /[\s_.\-/]/;

/** A part of a name, in characters. */
interface Part {
  readonly start: number;
  readonly end: number;
}

const labelsOfLevels = new WeakMap<Level, ReadonlyMap<string, string>>();

/** What a job is called in its row, among the jobs of its queue that are listed. */
export function jobLabel(name: string, level: Level | undefined): string {
  if (!level) {
    return name;
  }
  const names = (): string[] =>
    level.nodes.flatMap((node) => (node.kind === 'job' ? [plainText(node.facts.name)] : []));
  const labels = labelsOfLevels.get(level) ?? siblingLabels(names());
  labelsOfLevels.set(level, labels);
  return labels.get(name) ?? name;
}

/**
 * Labels for the names of siblings: `harbor_sh010_fx_pyr…_v003` beside `harbor_sh010_fx_pyro_main_v004`; else the name as it is. A label
 * ends as its name does, and different names never have the same label.
 */
export function siblingLabels(names: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(names)].sort().map((name) => Array.from(name));
  const alike = groupedBy(distinct, beginning);
  const labels = new Map(distinct.map((name) => [name.join(''), name.join('')]));
  if (alike.size < distinct.length) {
    divide(distinct, [], (name, places) => {
      if ((alike.get(beginning(name)) ?? []).length > 1) {
        labels.set(name.join(''), shorten(name, places));
      }
    });
    keepDistinct(labels);
  }
  return labels;
}

function beginning(name: readonly string[]): string {
  return name.slice(0, READABLE).join('');
}

/** Finds for each of several names the places where it begins to differ from others. They are sorted and distinct. */
function divide(
  names: readonly (readonly string[])[],
  places: readonly number[],
  found: (name: readonly string[], places: readonly number[]) => void,
): void {
  const [first = [], last = []] = [names[0], names.at(-1)];
  if (names.length < 2) {
    found(first, places);
    return;
  }
  let place = 0;
  while (place < first.length && first[place] === last[place]) {
    place += 1;
  }
  for (const group of groupedBy(names, (name) => name[place]).values()) {
    divide(group, [...places, place], found);
  }
}

/** Keeps the words at those places, from the last one back to those that the beginning shows anyway. */
function shorten(name: readonly string[], places: readonly number[]): string {
  let told = '';
  let from = name.length;
  for (const place of places.toReversed()) {
    if (place < READABLE - 1 - Array.from(told).length) {
      break;
    }
    const { start, end } = wordAt(name, place);
    if (start < from) {
      const word = name.slice(start, Math.min(end, from)).join('');
      const gap = told === '' ? name.slice(end) : end < from ? ['…'] : [];
      told = `${word}${gap.join('')}${told}`;
      from = start;
    }
  }
  const room = Math.max(0, READABLE - 1 - Array.from(told).length);
  return room >= from ? name.join('') : `${name.slice(0, room).join('')}…${told}`;
}

/** The word around a place, with the sign before it; of a long one the part from shortly before that place on. */
function wordAt(name: readonly string[], place: number): Part {
  let start = Math.min(place, name.length - 1);
  while (start > 0 && (start === place || !SEPARATOR.test(name[start] ?? ''))) {
    start -= 1;
  }
  let end = place;
  while (end < name.length && !SEPARATOR.test(name[end] ?? '')) {
    end += 1;
  }
  const from = place - start > LONGEST_WORD - 2 ? place - 2 : start;
  return { start: from, end: Math.min(end, Math.max(place + 1, from + LONGEST_WORD)) };
}

/** Gives names back to those whose labels are the same as others’. */
function keepDistinct(labels: Map<string, string>): void {
  for (;;) {
    const same = [...groupedBy(labels, ([, label]) => label).values()].filter((entries) => entries.length > 1).flat();
    const shortened = same.filter(([name, label]) => name !== label);
    if (shortened.length === 0) {
      return;
    }
    for (const [name] of shortened) {
      labels.set(name, name);
    }
  }
}
