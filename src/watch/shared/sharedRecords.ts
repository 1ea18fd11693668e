import { type Disposable, Emitter, type Event } from '../../core/async/event';
import type { SharedLines, SharedLinesChange } from '../../core/text/sharedLines';

/** One record to be written. */
export interface RecordChange {
  /** What it is, e.g. `lookedUp`. A kind never changes its meaning: another meaning gets another name. */
  readonly kind: string;
  /** Which one of its kind. Holds no control characters. */
  readonly id: string;
  /** Any JSON value; undefined deletes the record. */
  readonly value: unknown;
}

/** The IDs of the records that are different now, by their kinds. */
export type ChangedRecords = ReadonlyMap<string, ReadonlySet<string>>;

export interface SharedRecordsOptions {
  readonly lines: SharedLines;
  /** Told of what could not be written or read. */
  readonly onError: (error: unknown) => void;
}

/** Lines that say nothing any more are dropped when there are more of them than records, and more than these. */
const MOST_SPENT_LINES = 1_000;

/**
 * Small records that all windows on this computer share and that outlive them: what people looked up, what they watch.
 *
 * Kept as lines to which windows only append, each outweighing earlier ones of the same kind and ID. So two windows never
 * overwrite each other's records, a killed window loses nothing that it has appended, and records of kinds that another version
 * wrote are carried along unread. A value is parsed when it is asked for.
 */
export class SharedRecords implements Disposable {
  readonly #options: SharedRecordsOptions;
  readonly #kinds = new Map<string, Map<string, string>>();
  readonly #changes = new Emitter<ChangedRecords>();
  readonly #subscription: Disposable;
  /** Own lines that have not come back from the file yet, by the names of their records. */
  readonly #unread = new Map<string, readonly string[]>();
  #lines = 0;
  #isShortening = false;

  /** Records changed, in this window or another one. */
  readonly onDidChange: Event<ChangedRecords> = this.#changes.event;

  constructor(options: SharedRecordsOptions) {
    this.#options = options;
    this.#subscription = options.lines.onDidChange((change) => {
      this.#receive(change);
    });
    this.#receive({ kind: 'replaced', lines: options.lines.readAll() });
  }

  /** A record's value; undefined where there is none, or where it cannot be read. */
  get(kind: string, id: string): unknown {
    const text = this.#kinds.get(kind)?.get(id);
    return text === undefined ? undefined : parse(text);
  }

  /** Whether there is a record, whatever it says. */
  has(kind: string, id: string): boolean {
    return this.#kinds.get(kind)?.has(id) ?? false;
  }

  /** The IDs of a kind, those written last at the end. */
  ids(kind: string): readonly string[] {
    return [...(this.#kinds.get(kind)?.keys() ?? [])];
  }

  /** How many there are of a kind. */
  count(kind: string): number {
    return this.#kinds.get(kind)?.size ?? 0;
  }

  /** Writes records. This window has them at once, others soon. */
  put(changes: readonly RecordChange[]): void {
    if (changes.length === 0) {
      return;
    }
    const lines = changes.map(lineOf);
    for (const line of lines) {
      const name = nameOf(line);
      this.#unread.set(name, [...(this.#unread.get(name) ?? []), line]);
    }
    void this.#write(lines);
    this.#tell(this.#fold(lines));
  }

  /** Looks for records of other windows now. */
  async look(): Promise<void> {
    await this.#options.lines.look().catch(this.#options.onError);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
    this.#options.lines.dispose();
  }

  async #write(lines: readonly string[]): Promise<void> {
    try {
      await this.#options.lines.append(lines);
      await this.#options.lines.look();
    } catch (error) {
      this.#options.onError(error);
    } finally {
      lines.forEach((line) => {
        this.#readBack(line);
      });
    }
  }

  /** Own lines come back in their place among those of others: what stands last counts in every window. */
  #receive({ kind, lines }: SharedLinesChange): void {
    if (kind === 'appended') {
      this.#lines += lines.length;
      // What stands before a line of our own that has not come back yet counts no more.
      this.#tell(this.#fold(lines.filter((line) => !this.#readBack(line) && !this.#unread.has(nameOf(line)))));
    } else {
      const before = new Map(this.#kinds);
      this.#kinds.clear();
      this.#lines = lines.length;
      this.#fold([...lines, ...[...this.#unread.values()].flat()]);
      this.#tell(differences(before, this.#kinds));
    }
    this.#shortenIfDue();
  }

  /** Whether a line is one of our own that had not come back yet. */
  #readBack(line: string): boolean {
    const name = nameOf(line);
    const [first, ...rest] = this.#unread.get(name) ?? [];
    if (first !== line) {
      return false;
    }
    if (rest.length > 0) {
      this.#unread.set(name, rest);
    } else {
      this.#unread.delete(name);
    }
    return true;
  }

  #fold(lines: readonly string[]): ChangedRecords {
    const changed = new Map<string, Set<string>>();
    for (const line of lines) {
      const record = recordOf(line);
      if (!record) {
        continue;
      }
      const { kind, id, text } = record;
      const records = this.#kinds.get(kind) ?? new Map<string, string>();
      this.#kinds.set(kind, records);
      if (records.get(id) !== text) {
        changed.set(kind, (changed.get(kind) ?? new Set()).add(id));
        records.delete(id);
        if (text !== undefined) {
          records.set(id, text);
        }
      }
    }
    return changed;
  }

  #tell(changed: ChangedRecords): void {
    if (changed.size > 0) {
      this.#changes.fire(changed);
    }
  }

  #shortenIfDue(): void {
    const records = [...this.#kinds.values()].reduce((count, { size }) => count + size, 0);
    if (this.#isShortening || this.#lines <= 2 * records + MOST_SPENT_LINES) {
      return;
    }
    this.#isShortening = true;
    void this.#options.lines
      .replace(withoutSpent)
      .catch(this.#options.onError)
      .finally(() => {
        this.#isShortening = false;
      });
  }
}

/** `kind ⇥ id ⇥ JSON ⇥`: the last tab shows that the line is whole. JSON has no tabs of its own. */
function lineOf({ kind, id, value }: RecordChange): string {
  return `${kind}\t${id}\t${value === undefined ? '' : JSON.stringify(value)}\t`;
}

/** What a line says; undefined for one that a killed window did not finish. No text means that the record was deleted. */
function recordOf(line: string): { kind: string; id: string; text: string | undefined } | undefined {
  const [kind, id, text, end, ...more] = line.split('\t');
  return kind && id && text !== undefined && end === '' && more.length === 0
    ? { kind, id, text: text === '' ? undefined : text }
    : undefined;
}

/** What all lines of a record have in common: its kind and ID. */
function nameOf(line: string): string {
  return line.slice(0, line.indexOf('\t', line.indexOf('\t') + 1));
}

/** The last line of each record that is there, in the order in which those were written. */
function withoutSpent(lines: readonly string[]): readonly string[] {
  const last = new Map<string, string>();
  for (const line of lines) {
    const record = recordOf(line);
    if (record) {
      const name = nameOf(line);
      last.delete(name);
      if (record.text !== undefined) {
        last.set(name, line);
      }
    }
  }
  return [...last.values()];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Records = ReadonlyMap<string, ReadonlyMap<string, string>>;

function differences(before: Records, now: Records): ChangedRecords {
  const changed = new Map<string, ReadonlySet<string>>();
  for (const kind of new Set([...before.keys(), ...now.keys()])) {
    const [old, recent] = [before.get(kind), now.get(kind)];
    const ids = new Set([...(old?.keys() ?? []), ...(recent?.keys() ?? [])]);
    const different = [...ids].filter((id) => old?.get(id) !== recent?.get(id));
    if (different.length > 0) {
      changed.set(kind, new Set(different));
    }
  }
  return changed;
}
