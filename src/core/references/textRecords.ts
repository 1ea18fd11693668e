/** The records of a text: the stretches that speak of one thing, be it JSON, YAML, a command or a log. */
import { type Span, commandAround, lineAround } from './connectionHint';

/** How many records around a place are told apart; documents nest a few deep, hostile ones as deep as they like. */
const MOST_RECORDS = 12;

/** How many lines a block of fields has, to each side. */
const MOST_LINES = 100;

/** `key: value`, `key = value`, `- key: value`, `"key": value`, or with anything before it `KEY=value`. */
const FIELD = /^(\s*)((?:- +)*)["']?[A-Za-z_][\w .-]*["']? ?[:=](?:\s|$)|(?:^|\s)[A-Z_][A-Z0-9_]+=/;

/** The objects of JSON or Python in a text, inner ones before those they lie in. What is not closed is none. */
export function findObjects(text: string): Span[] {
  const objects: Span[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at + 1) - 1;
    } else if (code === OPENED) {
      open.push(at);
    } else if (code === CLOSED) {
      const start = open.pop();
      if (start !== undefined) {
        objects.push({ start, end: at + 1 });
      }
    }
  }
  return objects;
}

const [QUOTE, BACKSLASH, LINE_END, OPENED, CLOSED] = Array.from('"\\\n{}', (one) => one.charCodeAt(0));

/** Where a string ends that began before an offset: behind its quote, or with its line. */
function endOfString(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      return at + 1;
    }
    if (code === LINE_END) {
      return at;
    }
    if (code === BACKSLASH && text.charCodeAt(at + 1) !== LINE_END) {
      at++;
    }
  }
  return at;
}

interface Field {
  /** At which column the line's field begins; -1 where it has none. */
  readonly column: number;
  /** At which column the item begins that the field is of: at its `-`, if it has one. */
  readonly item: number;
}

/** Tells the smallest object around a place at any offset. Its tables are made of numbers: there may be very many. */
class ObjectTree {
  readonly #objects: readonly Span[];
  /** The object that each lies in; -1 for none. */
  readonly #parents: number[];
  /** Below such an offset, and from the next one's on, the object of the same index in `#smallest` is the smallest. */
  readonly #offsets: number[] = [Infinity];
  readonly #smallest: number[] = [-1];

  constructor(objects: readonly Span[]) {
    this.#objects = objects;
    this.#parents = objects.map(() => -1);
    let innermost = -1;
    for (let index = objects.length - 1; index >= 0; index--) {
      const { end } = this.#at(index);
      innermost = this.#leave(innermost, end);
      this.#parents[index] = innermost;
      innermost = index;
      this.#add(end, index);
    }
    this.#leave(innermost, 0);
  }

  /** The objects around an offset, the smallest first. */
  *around(offset: number): Generator<Span> {
    let [low, high] = [0, this.#offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) > offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (let index = this.#smallest[low - 1] ?? -1; index >= 0; index = this.#parents[index] ?? -1) {
      yield this.#at(index);
    }
  }

  /** The one that is left when all objects that begin at an offset or later are left. */
  #leave(from: number, offset: number): number {
    let innermost = from;
    for (let { start } = this.#at(innermost); start >= offset; { start } = this.#at(innermost)) {
      innermost = this.#parents[innermost] ?? -1;
      this.#add(start, innermost);
    }
    return innermost;
  }

  #at(index: number): Span {
    return this.#objects[index] ?? NOWHERE;
  }

  #add(offset: number, smallest: number): void {
    this.#offsets.push(offset);
    this.#smallest.push(smallest);
  }
}

const NOWHERE: Span = { start: -1, end: -1 };

/** How many objects with ids are told apart; near an id there is no room for more, but for braces in braces without end. */
const MOST_OBJECTS = 1_000;
/** No id is shorter, and an object has two braces. */
const SHORTEST = 'sp-'.length + 32 + 2;

/** Finds the records of one text. Objects, commands and fields are read once. */
export class RecordFinder {
  readonly #text: string;
  readonly #objects: ObjectTree;
  /** By the starts of their lines. */
  readonly #fields = new Map<number, Field>();
  readonly #blocks = new Map<number, Span>();
  readonly #commands: Span[] = [];
  /** References that are looked at one after the other often share their line. */
  #lastLine: readonly [line: Span, command: Span] | undefined;

  constructor(text: string) {
    this.#text = text;
    const objects = findObjects(text).filter(({ start, end }) => end - start >= SHORTEST);
    this.#objects = new ObjectTree(objects.slice(0, MOST_OBJECTS));
  }

  /**
   * The records around a place, the smallest first: its line, the command with its continued lines, the objects it lies in;
   * outside of objects the block of fields or variables.
   */
  around({ start }: Span): Span[] {
    const [line, command] = this.#lineAt(start);
    const objects: Span[] = [];
    for (const object of this.#objects.around(start)) {
      if (objects.length === MOST_RECORDS) {
        break;
      }
      objects.push(object);
    }
    return [line, command, ...(objects.length > 0 ? objects : [this.#block(line)])]
      .sort((one, other) => one.end - one.start - (other.end - other.start))
      .slice(0, MOST_RECORDS);
  }

  /** The line at an offset, and the command it belongs to. */
  #lineAt(offset: number): readonly [line: Span, command: Span] {
    let last = this.#lastLine;
    if (!last || offset < last[0].start || offset > last[0].end) {
      last = [lineAround(this.#text, offset), this.#commandAt(offset)];
      this.#lastLine = last;
    }
    return last;
  }

  #commandAt(offset: number): Span {
    let command = this.#commands.find(({ start, end }) => start <= offset && offset <= end);
    if (!command) {
      command = commandAround(this.#text, offset);
      this.#commands.push(command);
    }
    return command;
  }

  #block(line: Span): Span {
    const block = this.#blocks.get(line.start) ?? this.#blockAround(line);
    this.#blocks.set(line.start, block);
    return block;
  }

  /** The fields that belong with a line: neighbours as deep or deeper, up to the `-` that begins their item. */
  #blockAround(line: Span): Span {
    const text = this.#text;
    const { column } = this.#field(line);
    let above = line;
    for (let count = 0; count < MOST_LINES && column >= 0 && above.start > 0; count++) {
      const next = lineAround(text, above.start - 1);
      if (this.#field(above).item < column || this.#field(next).column < column) {
        break;
      }
      above = next;
    }
    let below = line;
    for (let count = 0; count < MOST_LINES && column >= 0 && below.end < text.length; count++) {
      const next = lineAround(text, below.end + 1);
      const field = this.#field(next);
      if (field.column < column || field.item < column) {
        break;
      }
      below = next;
    }
    return { start: above.start, end: below.end };
  }

  #field({ start, end }: Span): Field {
    let field = this.#fields.get(start);
    if (!field) {
      const match = FIELD.exec(this.#text.slice(start, end));
      const indent = match?.[1]?.length ?? 0;
      const dashes = match?.[2]?.length ?? 0;
      field = { column: match ? indent + dashes : -1, item: indent };
      this.#fields.set(start, field);
    }
    return field;
  }
}
