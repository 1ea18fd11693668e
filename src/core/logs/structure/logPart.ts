import { readEvent } from '../lines/logLines';
import { type LineShape, type Mark, exceptionIn, isIndented, shapeOf, shapeOfWorker } from './logMark';
import type { LogKind } from './logSection';
import { withoutTerminalSequences } from '../lines/terminalText';
import { writerPrefixOf } from '../lines/writerPrefix';
import type { LogEvent } from '../../service/ports';

/** What a run of events holds, in lines counted from its own first: parts are put together in any order and keep what they are. */
export interface LogPart {
  readonly eventCount: number;
  readonly lineCount: number;
  /** Of all lines together, without line ends. */
  readonly characters: number;
  /** When each event was written; NaN where a file's line does not say. */
  readonly timesMs: Float64Array;
  /** The first line of each event; missing where each has one line. */
  readonly starts: Uint32Array | undefined;
  readonly marks: readonly Mark[];
  /** The first three lines and the last three: banners may lie across two parts. */
  readonly head: readonly LineShape[];
  readonly tail: readonly LineShape[];
  /** How a traceback that an earlier part left open goes on. */
  readonly lead: TracebackLead;
  /** The traceback this part leaves open, by its first line. */
  readonly openTraceback: number | undefined;
}

export interface TracebackLead {
  /** How many lines from the first could be a traceback's frames; all of them, if the part has no others. */
  readonly frames: number;
  /** What the line after them says, if that is an exception. */
  readonly exception: string | undefined;
}

/** How many lines before its last one a banner has, with the blank line above it. */
const EDGE = 3;

/** Reads a run of events once. Total: any text is a log. Linear in its length. */
export function scanEvents(events: readonly LogEvent[], kind: LogKind): LogPart {
  const marks: Mark[] = [];
  const head: LineShape[] = [];
  const timesMs = new Float64Array(events.length);
  let starts: Uint32Array | undefined;
  const shapes = new Neighbours();
  let line = 0;
  let characters = 0;
  let lead: TracebackLead | undefined;
  let openTraceback: number | undefined;

  for (const [index, { timestampMs, message }] of events.entries()) {
    const { lines, worker } = readEvent(message, kind);
    const writer = kind === 'file' ? writerPrefixOf(withoutTerminalSequences(message.slice(0, 500))) : undefined;
    timesMs[index] = writer ? (writer.timeMs ?? NaN) : timestampMs;
    if (lines.length > 1) {
      starts ??= Uint32Array.from(timesMs, (_, at) => at);
      marks.push({ kind: 'summary', line, lastLine: line + lines.length - 1, text: lines[0]?.slice(0, 300) ?? '' });
    }
    if (starts) {
      starts[index] = line;
    }
    for (const [at, text] of lines.entries()) {
      const shape = worker && at === 0 ? shapeOfWorker(worker) : shapeOf(text, writer);
      characters += text.length;
      if ((openTraceback !== undefined || !lead) && !isFrame(shape, text)) {
        const exception = isExceptionShape(shape) ? exceptionIn(text) : undefined;
        lead ??= { frames: line, exception };
        if (openTraceback !== undefined) {
          marks.push(tracebackMark(openTraceback, line, exception));
          openTraceback = undefined;
        }
      }
      if (shape.kind === 'mark') {
        marks.push(shape.mark(line));
      } else if (shape.kind === 'tracebackHead') {
        openTraceback = line;
      }
      if (head.length < EDGE) {
        head.push(shape);
      }
      const banner = shapes.next(shape, line);
      if (banner) {
        marks.push(banner);
      }
      line++;
    }
  }
  lead ??= { frames: line, exception: undefined };
  return {
    eventCount: events.length,
    lineCount: line,
    characters,
    timesMs,
    starts,
    marks,
    head,
    tail: shapes.last,
    lead,
    openTraceback,
  };
}

/** All marks of parts that follow each other, by absolute lines: `firstLine` is that of the first part. In no order. */
export function marksOf(parts: readonly LogPart[], firstLine: number): Mark[] {
  const marks: Mark[] = [];
  const shapes = new Neighbours();
  let openTraceback: number | undefined;
  let line = firstLine;
  for (const part of parts) {
    for (const mark of part.marks) {
      // A banner this near to the begin may have its blank line or rule in the part before; it is found anew below.
      if ((mark.kind !== 'action' && mark.kind !== 'phase') || mark.line >= EDGE - 1) {
        marks.push(movedBy(mark, line));
      }
    }
    for (const [index, shape] of part.head.entries()) {
      const banner = shapes.next(shape, line + index);
      if (banner) {
        marks.push(banner);
      }
    }
    if (part.lineCount > EDGE) {
      shapes.restart(part.tail);
    }
    if (openTraceback !== undefined && part.lead.frames < part.lineCount) {
      marks.push(tracebackMark(openTraceback, line + part.lead.frames, part.lead.exception));
      openTraceback = undefined;
    }
    if (part.openTraceback !== undefined) {
      openTraceback = line + part.openTraceback;
    }
    line += part.lineCount;
  }
  if (openTraceback !== undefined) {
    marks.push(tracebackMark(openTraceback, line, undefined));
  }
  return marks;
}

/** The shapes of the last lines, enough to see a banner end. */
class Neighbours {
  #third: LineShape | undefined;
  #second: LineShape | undefined;
  #first: LineShape | undefined;

  get last(): readonly LineShape[] {
    return [this.#third, this.#second, this.#first].flatMap((shape) => shape ?? []);
  }

  restart(shapes: readonly LineShape[]): void {
    [this.#third, this.#second, this.#first] = shapes;
  }

  /** Goes on to a line; tells of the banner that ends with it: rule, title, rule, all of one sort. */
  next(shape: LineShape, line: number): Mark | undefined {
    const [blank, rule, title] = [this.#third, this.#second, this.#first];
    this.#third = rule;
    this.#second = title;
    this.#first = shape;
    if (title?.kind !== 'title' || shape.kind !== rule?.kind || shape.kind !== (title.of === 'action' ? '=' : '-')) {
      return undefined;
    }
    const before = title.of === 'action' && blank?.kind === 'blank' ? line - 3 : line - 2;
    return { kind: title.of, line: line - 1, before, text: title.text };
  }
}

/** Whether a line can stand between a traceback's head and its exception. */
function isFrame(shape: LineShape, line: string): boolean {
  return shape.kind === 'mark' ? shape.isIndented : shape.kind === 'plain' && isIndented(line);
}

function isExceptionShape(shape: LineShape): boolean {
  return shape.kind === 'plain' || (shape.kind === 'mark' && shape.mark(0).kind === 'error');
}

/** A traceback whose frames end before a line, which is its own last one if it names the exception. */
function tracebackMark(firstLine: number, end: number, exception: string | undefined): Mark {
  return {
    kind: 'traceback',
    firstLine,
    line: exception === undefined ? end - 1 : end,
    text: exception ?? 'Traceback',
  };
}

function movedBy(mark: Mark, lines: number): Mark {
  switch (mark.kind) {
    case 'action':
    case 'phase':
      return { ...mark, line: mark.line + lines, before: mark.before + lines };
    case 'traceback':
      return { ...mark, line: mark.line + lines, firstLine: mark.firstLine + lines };
    case 'summary':
      return { ...mark, line: mark.line + lines, lastLine: mark.lastLine + lines };
    default:
      return { ...mark, line: mark.line + lines };
  }
}
