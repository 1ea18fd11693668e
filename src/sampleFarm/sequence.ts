/**
 * A list that need not exist: its items are computed when they are asked for. Jobs, sessions and log lines are such lists, so
 * that a million of them cost nothing until a page is read.
 */
export interface Sequence<T> {
  readonly length: number;
  /** The item at an index from 0 to `length - 1`. */
  at(index: number): T;
}

export function sequenceOf<T>(items: readonly T[]): Sequence<T> {
  return computed(items.length, (index) => {
    const item = items[index];
    if (item === undefined) {
      throw new RangeError(`No item ${index} among ${items.length}`);
    }
    return item;
  });
}

export function computed<T>(length: number, at: (index: number) => T): Sequence<T> {
  return { length, at };
}

/** The same function, which computes the item it was last asked for only once: lists ask for neighbors. */
export function rememberingLast<T>(at: (index: number) => T): (index: number) => T {
  let last: { readonly index: number; readonly item: T } | undefined;
  return (index) => {
    if (last?.index !== index) {
      last = { index, item: at(index) };
    }
    return last.item;
  };
}

/** One sequence after the other. */
export function concatenated<T>(parts: readonly Sequence<T>[]): Sequence<T> {
  const ends: number[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    ends.push(length);
  }
  return computed(length, (index) => {
    const which = firstIndex(ends.length, (part) => (ends[part] ?? 0) > index);
    const part = parts[which];
    if (!part) {
      throw new RangeError(`No item ${index} among ${length}`);
    }
    return part.at(index - ((ends[which] ?? 0) - part.length));
  });
}

/** Every item in order, one at a time. */
export function* itemsOf<T>(sequence: Sequence<T>): Generator<T> {
  for (let index = 0; index < sequence.length; index++) {
    yield sequence.at(index);
  }
}

/** The first index of which something holds, by halving; it must hold of all later ones too. `length` where it never does. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
