import type { LogEvent } from '../../core/service/ports';
import type { StoredChunk } from './eventBuffer';

/** Events that were read together; kept in memory or on disk. */
export interface LogChunk {
  /** Another content has another id: text made of a chunk can be kept by it. */
  readonly id: number;
  readonly firstLine: number;
  readonly lineCount: number;
  readonly eventCount: number;
  /** The times of its first and last event. */
  readonly fromMs: number;
  readonly toMs: number;
  /** @throws {Error} where the disk cannot be read */
  events(): Promise<readonly LogEvent[]>;
}

/** One document's worth: at most 250,000 lines and 16 Mi characters with a time before each, unless one chunk alone has more. */
export interface LogSegment {
  /** 0 is where the newest lines were first; older ones are negative, newer ones positive. Stays the same while others come. */
  readonly id: number;
  readonly chunks: readonly LogChunk[];
  readonly firstLine: number;
  readonly lineCount: number;
  readonly eventCount: number;
}

/** VS Code switches folding, colors and links off above 300,000 lines or 20 Mi characters. */
const MOST_LINES = 250_000;
const MOST_CHARACTERS = 16 * 2 ** 20;
/** The editor reads a document whole for each line that it gains: a second for ten mebibytes. */
const MOST_BEFORE_GROWTH = 2 ** 20;
/** What a document puts before and after each line. */
const LINE_EXTRA = 32;

/** Chunks in segments that grow at both ends and never move. */
export class LogSegments {
  readonly #isGrowing: boolean;
  #segments: readonly Sized[] = [];

  /** Of a log that is still written, older chunks soon go to a segment of their own. */
  constructor(isGrowing: boolean) {
    this.#isGrowing = isGrowing;
  }

  /** Oldest first. A segment that did not change is the same object as before. */
  get all(): readonly LogSegment[] {
    return this.#segments;
  }

  get firstLine(): number {
    return this.#segments[0]?.firstLine ?? 0;
  }

  get endLine(): number {
    const last = this.#segments.at(-1);
    return last ? last.firstLine + last.lineCount : 0;
  }

  /** Whether the last segment takes a good deal more. */
  get hasRoom(): boolean {
    const last = this.#segments.at(-1);
    return last !== undefined && last.lineCount < MOST_LINES * 0.9 && last.characters < MOST_CHARACTERS * 0.9;
  }

  /** Adds a chunk before all others. Returns the id of the segment it came to. */
  addOlder(shelved: StoredChunk): number {
    const chunk = toChunk(shelved, this.firstLine - shelved.part.lineCount);
    const size = sizeOf(shelved);
    const [first, ...rest] = this.#segments;
    const most = this.#isGrowing && rest.length === 0 ? MOST_BEFORE_GROWTH : MOST_CHARACTERS;
    this.#segments =
      first && fits(first, chunk, size, most)
        ? [sized(first.id, [chunk, ...first.chunks], first.characters + size), ...rest]
        : [sized((first?.id ?? 1) - 1, [chunk], size), ...this.#segments];
    return this.#segments[0]?.id ?? 0;
  }

  /** Adds a chunk after all others; in the place of the last one, if `replaced` is what that was made of. */
  addNewer(shelved: StoredChunk, replaced?: StoredChunk): number {
    if (replaced) {
      this.#removeLast(replaced);
    }
    const chunk = toChunk(shelved, this.endLine);
    const size = sizeOf(shelved);
    const last = this.#segments.at(-1);
    this.#segments =
      last && fits(last, chunk, size)
        ? [...this.#segments.slice(0, -1), sized(last.id, [...last.chunks, chunk], last.characters + size)]
        : [...this.#segments, sized((last?.id ?? -1) + 1, [chunk], size)];
    return this.#segments.at(-1)?.id ?? 0;
  }

  #removeLast(replaced: StoredChunk): void {
    const last = this.#segments.at(-1);
    if (last) {
      const left = sized(last.id, last.chunks.slice(0, -1), last.characters - sizeOf(replaced), last.firstLine);
      this.#segments = [...this.#segments.slice(0, -1), left];
    }
  }
}

interface Sized extends LogSegment {
  readonly characters: number;
}

function sized(id: number, chunks: readonly LogChunk[], characters: number, firstLine = 0): Sized {
  const sum = (of: (chunk: LogChunk) => number): number => chunks.reduce((total, chunk) => total + of(chunk), 0);
  return {
    id,
    chunks,
    characters,
    firstLine: chunks[0]?.firstLine ?? firstLine,
    lineCount: sum(({ lineCount }) => lineCount),
    eventCount: sum(({ eventCount }) => eventCount),
  };
}

function fits(segment: Sized, chunk: LogChunk, size: number, most = MOST_CHARACTERS): boolean {
  return segment.lineCount + chunk.lineCount <= MOST_LINES && segment.characters + size <= most;
}

function sizeOf({ part }: StoredChunk): number {
  return part.characters + part.lineCount * LINE_EXTRA;
}

function toChunk(shelved: StoredChunk, firstLine: number): LogChunk {
  const { id, part } = shelved;
  const { lineCount, eventCount, timesMs } = part;
  const [fromMs, toMs] = [timesMs[0] ?? NaN, timesMs.at(-1) ?? NaN];
  return { id, firstLine, lineCount, eventCount, fromMs, toMs, events: () => shelved.events() };
}
