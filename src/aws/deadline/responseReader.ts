import { type IdKind, type Ids, isId } from '../../core/ids';

import { MalformedAnswer } from '../faults/failureFacts';

/**
 * The members of an answer, each read as what it must be: a `null` is a missing one, and what is something else is no answer of
 * the service's.
 *
 * @throws {MalformedAnswer} in every method, naming the member, e.g. `startedAt is missing`
 */
export class ResponseReader {
  readonly #object: Readonly<Record<string, unknown>>;

  /** @param name what the object is to the answer around it */
  constructor(object: unknown, name = 'the answer') {
    this.#object = toObject(object, name) as Readonly<Record<string, unknown>>;
  }

  /** Whatever it is; undefined when missing. */
  value(name: string): unknown {
    return this.#object[name] ?? undefined;
  }

  /** The members of an object inside. */
  inside(name: string): ResponseReader {
    return new ResponseReader(this.value(name), name);
  }

  optionalInside(name: string): ResponseReader {
    return new ResponseReader(this.value(name) ?? {}, name);
  }

  id<K extends IdKind>(kind: K, name: string): Ids[K] {
    return this.optionalId(kind, name) ?? fail(name, 'is missing');
  }

  optionalId<K extends IdKind>(kind: K, name: string): Ids[K] | undefined {
    const value = this.value(name);
    return value === undefined || isId(kind, value) ? value : fail(name, `is no ${kind} id`);
  }

  text(name: string): string {
    return this.optionalText(name) ?? fail(name, 'is missing');
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined || isString(value) ? value : fail(name, 'is no text');
  }

  /** The texts of a list; none where it is missing. */
  texts(name: string): readonly string[] {
    return Object.freeze(toArray(this.value(name) ?? [], name).filter(isString));
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? fail(name, 'is missing');
  }

  optionalNumber(name: string): number | undefined {
    const value = this.value(name);
    return value === undefined || isNumber(value) ? value : fail(name, 'is no number');
  }

  /** Epoch milliseconds. */
  time(name: string): number {
    return this.optionalTime(name) ?? fail(name, 'is missing');
  }

  optionalTime(name: string): number | undefined {
    const value = this.value(name);
    const ms = value instanceof Date ? value.getTime() : NaN;
    return value === undefined ? undefined : isNumber(ms) ? ms : fail(name, 'is no date');
  }

  /** The entries of a map that are what they must be; none where it is missing. */
  entries<T>(name: string, isValue: (value: unknown) => value is T): Readonly<Record<string, T>> {
    const all: [string, unknown][] = Object.entries(toObject(this.value(name) ?? {}, name));
    return Object.freeze(Object.fromEntries(all.filter((entry): entry is [string, T] => isValue(entry[1]))));
  }
}

/** @throws {MalformedAnswer} */
export function toObject(value: unknown, name: string): object {
  return typeof value === 'object' && value !== null
    ? value
    : fail(name, value === undefined ? 'is missing' : 'is no object');
}

/** @throws {MalformedAnswer} */
export function toArray(value: unknown, name: string): readonly unknown[] {
  return Array.isArray(value)
    ? (value as readonly unknown[])
    : fail(name, value === undefined ? 'is missing' : 'is no list');
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** @throws {MalformedAnswer} e.g. `definition is empty` */
export function fail(name: string, is: string): never {
  throw new MalformedAnswer(`${name} ${is}`);
}
