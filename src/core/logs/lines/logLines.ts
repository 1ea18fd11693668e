import type { LogKind } from '../structure/logSection';
import { withoutTerminalSequences } from './terminalText';
import { parseWorkerMessage, type WorkerMessage, workerMessageText } from './workerMessage';

/** Whatever makes an event's text more, or other, than one line of a document. */
const SPECIAL = /[^\t\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\uffff]/;
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;
const UNFIT = /(?![\t\n])[\p{Cc}\p{Cs}]/gu;

/**
 * The lines of a document that one event takes: the one place that says so, for all who draw or count them. Always one at least.
 *
 * Without terminal sequences; other controls are symbols (`␀`), half characters are `�`; characters that turn the direction of
 * text stay, because the editor marks them. A worker's JSON messages are written out. A file's lines are as they are.
 */
export function linesOf(message: string, kind: LogKind): readonly string[] {
  return readEvent(message, kind).lines;
}

/** As `linesOf`, and what a worker's event says: its first line is judged by that, not by how it is written out. */
export function readEvent(
  message: string,
  kind: LogKind,
): { readonly lines: readonly string[]; readonly worker: WorkerMessage | undefined } {
  if (kind === 'file') {
    return { lines: [message], worker: undefined };
  }
  const worker = kind === 'worker' ? parseWorkerMessage(message) : undefined;
  const text = worker ? workerMessageText(worker) : message;
  const lines = SPECIAL.test(text)
    ? withoutLastLineEnds(visibleText(withoutTerminalSequences(text))).split('\n')
    : [text];
  return { lines, worker };
}

/** A stretch of text between terminal sequences as the editor shows it: line ends as newlines, and nothing that cannot be shown. */
export function visibleText(text: string): string {
  return text.replace(LINE_END, '\n').replace(UNFIT, (unfit) => {
    const code = unfit.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code < 0xa0 ? '\u2421' : '\ufffd';
  });
}

/** A loop, because `/\n+$/` tries each run of empty lines anew from each of them. */
function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === '\n') {
    end--;
  }
  return text.slice(0, end);
}
