import { normalLevel, readProgramPrefix, worseLevel } from './programPrefix';
import { withoutTerminalSequences } from './terminalText';
import { parseWorkerMessage, type WorkerMessage } from './workerMessage';
import { writerPrefixOf } from './writerPrefix';

/** A line without what stands before its words. */
export interface LineWords {
  /** As the program's author wrote them, e.g. `Could not obtain a license`; indentation of a traceback's frames is kept. */
  readonly words: string;
  /** The worst that the log's writer or the program said: `DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`; missing where neither did. */
  readonly level: string | undefined;
  /** As the log's writer was given them: directives, banners and exit lines are only those that stand here. */
  readonly message: string;
  /** As a person would quote them: `words`, with the level where it is the first of them, e.g. `ERROR: no seats left`. */
  readonly quote: string;
  readonly isIndented: boolean;
  /** What a worker agent says of one of its events; missing where the line is none. */
  readonly record: WorkerRecord | undefined;
}

/** A worker agent's event, e.g. type `Action.End`, status `FAILED`. */
export interface WorkerRecord {
  readonly type: string;
  readonly status: string | undefined;
}

/**
 * A line's own words and its level: what stands behind times of log writers and command line tools, stream names, levels, and the
 * streams, clocks, threads and categories of programs, also within each other. JSON of a worker agent is read as its sentence.
 * Linear, never throws.
 * @example wordsOf('ADAPTOR_OUTPUT: STDERR: [18:41.54] ERROR: no seats').level // 'ERROR'
 */
export function wordsOf(line: string): LineWords {
  const text = withoutTerminalSequences(line);
  const { end, level, type } = writerPrefixOf(text);
  const json = text.startsWith('{"', end) ? parseWorkerMessage(text.slice(end)) : undefined;
  if (json) {
    return wordsOfRecord(json);
  }
  const message = text.slice(end);
  const status = type === undefined ? undefined : /\(Status: (?<status>\w{1,40})\)/.exec(message)?.groups?.status;
  return wordsOfMessage(message, level, type === undefined ? undefined : { type, status }, end > 0);
}

/** The words of a worker agent's event: those of its sentence. */
export function wordsOfRecord({ level, type, text, status }: WorkerMessage): LineWords {
  return wordsOfMessage(text, level === '' ? undefined : normalLevel(level), { type, status }, false);
}

function wordsOfMessage(
  message: string,
  level: string | undefined,
  record: WorkerRecord | undefined,
  isFielded: boolean,
): LineWords {
  const program = readProgramPrefix(message, isFielded);
  return {
    words: message.slice(program.end),
    level: worseLevel(level, program.level),
    message,
    quote: message.slice(program.quoteFrom),
    isIndented: program.isIndented,
    record,
  };
}
