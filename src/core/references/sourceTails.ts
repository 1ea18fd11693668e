/** Which file of somebody's own a path in a log means: by the tail of the path, or by the folders that they say are the same. */

/** Longer tails do not help to tell files apart. */
const MOST_PARTS = 40;

/**
 * The names of a path from its drive or root down, whatever system it is of, without steps up: `C:\tools\..\x\a.py` → `C:`, `x`,
 * `a.py`.
 */
export function partsOfPath(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.slice(-MOST_PARTS);
}

/** How many names two paths have in common at their ends. Upper and lower case are one: logs come from all systems. */
export function commonTail(one: string, other: string): number {
  const [parts, others] = [one, other].map((path) => partsOfPath(path.toLowerCase()));
  let common = 0;
  while (
    common < MOST_PARTS &&
    parts?.at(-1 - common) !== undefined &&
    parts.at(-1 - common) === others?.at(-1 - common)
  ) {
    common++;
  }
  return common;
}

/** Those of some files that have the longest tail in common with a path, at least its file name. */
export function longestTails<T>(path: string, files: readonly T[], pathOf: (file: T) => string): readonly T[] {
  const tails = files.map((file) => ({ file, length: commonTail(path, pathOf(file)) }));
  const longest = Math.max(1, ...tails.map(({ length }) => length));
  return tails.filter(({ length }) => length === longest).map(({ file }) => file);
}

/** A place below a folder of somebody's own. */
export interface MappedPath {
  /** As the person wrote it. */
  readonly root: string;
  /** Names below it; never a step up. */
  readonly below: readonly string[];
}

/**
 * Where a path of a farm's host is on this computer, by the folders that a person says are the same, e.g. `/opt/studio` and
 * `/home/me/studio`. The longest one that the path is below wins. Undefined where there is none, and for folders of other
 * computers (`\\server\share`): nothing of theirs is touched.
 */
export function mapPath(path: string, mappings: Readonly<Record<string, string>>): MappedPath | undefined {
  const parts = partsOfPath(path);
  const matches = Object.entries(mappings)
    .map(([from, root]) => ({ from: partsOfPath(from), root }))
    .filter(
      ({ from, root }) => isLocal(root) && from.length > 0 && from.length < parts.length && beginsWith(parts, from),
    )
    .sort((a, b) => b.from.length - a.from.length);
  const [best] = matches;
  return best && { root: best.root, below: parts.slice(best.from.length) };
}

function isLocal(root: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|~?\/|~\\)/.test(root) && !/^[\\/]{2}/.test(root);
}

function beginsWith(parts: readonly string[], from: readonly string[]): boolean {
  return from.every((part, index) => part.toLowerCase() === parts[index]?.toLowerCase());
}
