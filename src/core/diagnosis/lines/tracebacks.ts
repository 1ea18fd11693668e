import { programWords, type LogLine } from './logLine';

/** An exception that was written with its stack. */
export interface Traceback {
  /** Index of its last line: the exception. */
  readonly line: number;
  /** Which chain of exceptions it belongs to; negative where the root comes last. */
  readonly chain: number;
  readonly words: string;
}

/** The exceptions of a log, and which lines are only their stacks. */
export interface Tracebacks {
  readonly exceptions: readonly Traceback[];
  /** Indexes of the lines that are stack frames, source code or the words between exceptions of a chain. */
  readonly frames: ReadonlySet<number>;
}

const HEAD = /^[\s|+]*(?:Exception Group )?Traceback \(most recent call last\):/;
const LINK =
  /^[\s|]*(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):?/;
const JAVA_FRAME = /^\s+(?:at [\w.$/<>]+(?:\(|$| \()|\.\.\. \d+ more\b)/;
const CAUSED_BY = 'Caused by: ';

/** Finds tracebacks of Python and stacks of Java and Node.js; linear. */
export function findTracebacks(lines: readonly LogLine[]): Tracebacks {
  const frames = new Set<number>();
  const exceptions: Traceback[] = [];
  let inFrames = false;
  let isLinked = false;
  let chain = 0;
  let lastCause = -Infinity;
  let causes = 0;
  for (const [index, { text }] of lines.entries()) {
    if (text.startsWith(CAUSED_BY)) {
      causes += frames.has(index - 1) && frames.has(lastCause + 1) ? 0 : 1;
      lastCause = index;
      exceptions.push({ line: index, chain: -causes, words: text.slice(CAUSED_BY.length) });
      continue;
    }
    const isSuspect = inFrames || text.includes('Traceback (most') || text.includes('above exception');
    if (!isSuspect) {
      if (/^\s/.test(text) && JAVA_FRAME.test(text)) {
        frames.add(index);
      }
      continue;
    }
    const { words } = programWords(text);
    if (HEAD.test(words)) {
      chain += isLinked ? 0 : 1;
      isLinked = false;
      inFrames = true;
      frames.add(index);
    } else if (LINK.test(words)) {
      isLinked = exceptions.length > 0;
      frames.add(index);
    } else if (inFrames) {
      if (/^[\s|]/.test(words) || words === '') {
        frames.add(index);
      } else {
        inFrames = false;
        exceptions.push({ line: index, chain, words });
      }
    }
  }
  return { exceptions, frames };
}

/** Exceptions that a program handles all the time, so that what followed is the failure. */
const HANDLED = /^(?:KeyError|AttributeError|IndexError|StopIteration|ImportError|ModuleNotFoundError|LookupError)\b/;

/** Lines of exceptions that only follow from another one of their chain. */
export function consequences({ exceptions }: Tracebacks): ReadonlySet<number> {
  const roots = new Map<number, Traceback>();
  const later = new Set<number>();
  for (const exception of exceptions) {
    const root = roots.get(exception.chain);
    if (!root) {
      roots.set(exception.chain, exception);
    } else if (exception.chain < 0 || (HANDLED.test(root.words) && !HANDLED.test(exception.words))) {
      // Java writes the root last.
      later.add(root.line);
      roots.set(exception.chain, exception);
    } else {
      later.add(exception.line);
    }
  }
  return later;
}
