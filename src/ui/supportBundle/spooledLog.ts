/** A log on its way into a bundle: read once, kept on disk until all names in it are known, then written without them. */
import { isAbort, toFault } from '../../core/errors';
import { withoutTerminalSequences } from '../../core/logs/lines/terminalText';
import { exportEvents } from '../../core/logs/pages/logExport';
import type { Spool } from '../../core/logs/pages/spool';
import type { LogEvent } from '../../core/service/ports';
import { withoutSecrets } from '../../core/text/redact';
import type { Redaction } from '../../core/redaction/redaction';

/** What is known of a log once it is read. */
export interface SpooledLog {
  readonly events: number;
  /** Why it, or the rest of it, could not be read; a sentence. */
  readonly fault: string | undefined;
  readonly pieces: readonly { readonly offset: number; readonly length: number }[];
}

/** What is worked on before others in this process may do something: so many events or characters. */
const EVENTS_A_TURN = 500;
const CHARACTERS_A_TURN = 100_000;

export interface SpoolOptions {
  readonly pages: AsyncIterable<readonly LogEvent[]>;
  readonly kind: 'session' | 'worker';
  readonly spool: Spool;
  readonly redaction: Redaction;
  /** Told of each page. */
  readonly onPage: (events: readonly LogEvent[], count: number) => void;
  /** Told why it, or its rest, could not be read. */
  readonly onError: (error: unknown) => void;
  /** Pages to read; undefined for all. */
  readonly most: number | undefined;
  readonly signal: AbortSignal;
}

/** Reads a log; lets the redaction learn names from it. Rejects when aborted, and with errors of the disk. */
export async function spoolLog(options: SpoolOptions): Promise<SpooledLog> {
  const { spool, kind, redaction, onPage, onError, most = Infinity, signal } = options;
  const pieces: { offset: number; length: number }[] = [];
  const pages = options.pages[Symbol.asyncIterator]();
  let events = 0;
  let fault: string | undefined;
  try {
    for (let page = 0; page < most; page++) {
      const next = await readNext(pages, onError, signal);
      if ('fault' in next) {
        fault = next.fault;
        break;
      }
      if (next.done === true) {
        break;
      }
      events += next.value.length;
      onPage(next.value, events);
      for (const turn of turnsOf(next.value)) {
        signal.throwIfAborted();
        const plain = turn.map(plainEvent);
        plain.forEach(({ message }) => {
          redaction.learn(message);
        });
        const bytes = new TextEncoder().encode(exportEvents(plain, 'text', kind));
        pieces.push({ offset: await spool.append(bytes), length: bytes.length });
        await new Promise(setImmediate);
      }
    }
  } finally {
    // A log that is not read to its end is let go.
    await pages.return?.();
  }
  return { events, fault, pieces };
}

function* turnsOf(events: readonly LogEvent[]): Iterable<readonly LogEvent[]> {
  let turn: LogEvent[] = [];
  let characters = 0;
  for (const event of events) {
    turn.push(event);
    characters += event.message.length;
    if (turn.length >= EVENTS_A_TURN || characters >= CHARACTERS_A_TURN) {
      yield turn;
      turn = [];
      characters = 0;
    }
  }
  yield turn;
}

/** A page, or why there is none. Rejects only when aborted. */
async function readNext(
  pages: AsyncIterator<readonly LogEvent[]>,
  onError: SpoolOptions['onError'],
  signal: AbortSignal,
): Promise<IteratorResult<readonly LogEvent[]> | { readonly fault: string }> {
  try {
    return await pages.next();
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      throw error;
    }
    onError(error);
    return { fault: toFault(error).message };
  }
}

function plainEvent({ timestampMs, message }: LogEvent): LogEvent {
  return { timestampMs, message: withoutSecrets(withoutTerminalSequences(message)) };
}

/** The log's text without what is to be hidden, piece by piece. */
export async function* redactedLog(
  { pieces }: SpooledLog,
  spool: Spool,
  redaction: Redaction,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  for (const { offset, length } of pieces) {
    signal.throwIfAborted();
    const text = new TextDecoder().decode(await spool.read(offset, length));
    yield new TextEncoder().encode(redaction.redact(text));
    await new Promise(setImmediate);
  }
}
