import { type LogPart, marksOf, scanEvents } from './logPart';
import { outlineOf } from './logOutline';
import type { KnownActions, LogKind, LogOutline } from './logSection';
import type { LogEvent } from '../../service/ports';

/**
 * The one parse of a log, for outline, folding, sticky scroll and failures. Grows at both ends: each event is read once, and it
 * makes no difference in which pieces or order they came.
 *
 * @example
 * const structure = new LogStructure('session');
 * structure.append(events);
 * structure.outline(undefined).sections[0]?.title // 'Entering Environment: Conda'
 */
export class LogStructure {
  readonly #kind: LogKind;
  #parts: readonly LogPart[] = [];
  #firstLine = 0;
  #lineCount = 0;
  #known: KnownActions | undefined;
  #outline: LogOutline | undefined;

  constructor(kind: LogKind) {
    this.#kind = kind;
  }

  /** The absolute number of the first line: 0, or less where older lines came later. */
  get firstLine(): number {
    return this.#firstLine;
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  /** Adds events at the end. */
  append(events: readonly LogEvent[]): void {
    this.replaceLast(0, scanEvents(events, this.#kind));
  }

  /** Adds events at the begin; no line gets another number. */
  prepend(events: readonly LogEvent[]): void {
    this.prependParts([scanEvents(events, this.#kind)]);
  }

  /** Adds parts that were read elsewhere at the begin. */
  prependParts(parts: readonly LogPart[]): void {
    const lines = parts.reduce((sum, { lineCount }) => sum + lineCount, 0);
    this.#parts = [...parts, ...this.#parts];
    this.#firstLine -= lines;
    this.#lineCount += lines;
    this.#outline = undefined;
  }

  /** Puts a part in the place of the last `count` ones; of none to add it. */
  replaceLast(count: number, part: LogPart): void {
    const kept = this.#parts.length - count;
    const lines = this.#parts.slice(kept).reduce((sum, { lineCount }) => sum + lineCount, 0);
    this.#parts = [...this.#parts.slice(0, kept), part];
    this.#lineCount += part.lineCount - lines;
    this.#outline = undefined;
  }

  /** The time of the first event, and how many of the first ones have it; undefined while there is none. */
  get beginning(): { readonly timeMs: number; readonly equal: number } | undefined {
    const timeMs = this.#parts.find(({ eventCount }) => eventCount > 0)?.timesMs[0];
    if (timeMs === undefined) {
      return undefined;
    }
    let equal = 0;
    for (const { timesMs } of this.#parts) {
      const other = timesMs.findIndex((each) => each !== timeMs);
      equal += other < 0 ? timesMs.length : other;
      if (other >= 0) {
        break;
      }
    }
    return { timeMs, equal };
  }

  /** The time of the last event; undefined while there is none. */
  get lastTimeMs(): number | undefined {
    return this.#parts.findLast(({ eventCount }) => eventCount > 0)?.timesMs.at(-1);
  }

  /** The structure as it is now. What the service knows of the actions decides which banners are theirs. */
  outline(known: KnownActions | undefined): LogOutline {
    if (!this.#outline || known?.actions !== this.#known?.actions || known?.asOfMs !== this.#known?.asOfMs) {
      this.#known = known;
      this.#outline = outlineOf(
        marksOf(this.#parts, this.#firstLine),
        {
          firstLine: this.#firstLine,
          endLine: this.#firstLine + this.#lineCount,
          lineAtTime: (timeMs) => this.lineAtTime(timeMs),
          timeOfLine: (line) => this.timeOfLine(line),
        },
        known,
      );
    }
    return this.#outline;
  }

  /** The first line of the first event at or after a time; undefined where there is none. */
  lineAtTime(timeMs: number): number | undefined {
    let line = this.#firstLine;
    for (const part of this.#parts) {
      const { timesMs } = part;
      if ((timesMs.at(-1) ?? -Infinity) >= timeMs) {
        const index = firstIndex(timesMs.length, (at) => (timesMs[at] ?? NaN) >= timeMs);
        return line + (part.starts?.[index] ?? index);
      }
      line += part.lineCount;
    }
    return undefined;
  }

  /** When the event of a line was written; undefined for lines that are not there, and where a file does not say. */
  timeOfLine(line: number): number | undefined {
    let first = this.#firstLine;
    for (const part of this.#parts) {
      if (line >= first && line < first + part.lineCount) {
        const { starts } = part;
        const at = line - first;
        const index = starts ? firstIndex(starts.length, (event) => (starts[event] ?? 0) > at) - 1 : at;
        const timeMs = part.timesMs[index];
        return timeMs === undefined || Number.isNaN(timeMs) ? undefined : timeMs;
      }
      first += part.lineCount;
    }
    return undefined;
  }
}

/** The first of `count` indexes for which something is true that stays true from there on; `count` where it is of none. */
function firstIndex(count: number, isTrue: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
