import { type LineWords, wordsOf, wordsOfRecord } from '../lines/lineWords';
import { withoutTerminalSequences } from '../lines/terminalText';
import type { WorkerMessage } from '../lines/workerMessage';
import { type WriterPrefix, writerPrefixOf } from '../lines/writerPrefix';

/** Something that a line of a log tells. */
export type Mark =
  | SaidMark<'fail' | 'status' | 'error'>
  /** The runtime's or the agent's own words; a verdict is the end of an action that failed, whatever its exit code is. */
  | { readonly kind: 'agent'; readonly line: number; readonly text: string; readonly isVerdict: boolean }
  | { readonly kind: 'progress'; readonly line: number; readonly percent: number }
  /** A process begins; digits. */
  | { readonly kind: 'start'; readonly line: number; readonly pid: string }
  | ExitMark
  | BannerMark
  /** `line` is the exception's, or the last one of a traceback that has none. */
  | { readonly kind: 'traceback'; readonly line: number; readonly firstLine: number; readonly text: string }
  /** An event of several lines. */
  | { readonly kind: 'summary'; readonly line: number; readonly lastLine: number; readonly text: string };

export type MarkOf<K extends Mark['kind']> = Extract<Mark, { readonly kind: K }>;

/** A process ends. */
export interface ExitMark {
  readonly kind: 'exit';
  readonly line: number;
  /** Digits; missing where the runtime does not name it. */
  readonly pid: string | undefined;
  /** Signed 32 bits; missing where the process has none, as `N/A` of one that was killed. */
  readonly code: number | undefined;
  readonly text: string;
}

/** A title between two rules: `=` makes an action's, `-` a phase's. `before` is where the rule, or the blank line above it, stands. */
export type BannerMark = Banner<'action'> | Banner<'phase'>;

interface Banner<K> {
  readonly kind: K;
  readonly line: number;
  readonly before: number;
  readonly text: string;
}

type SaidMark<K> = K extends string ? { readonly kind: K; readonly line: number; readonly text: string } : never;

/** What a line is, as far as that can be told without its neighbours. */
export type LineShape =
  | { readonly kind: 'plain' | 'blank' | 'tracebackHead' | '=' | '-' }
  | { readonly kind: 'title'; readonly of: 'action' | 'phase'; readonly text: string }
  /** An indented one may stand among a traceback's frames. */
  | { readonly kind: 'mark'; readonly mark: (line: number) => Mark; readonly isIndented: boolean };

/** Longer lines are judged by their begin. */
const JUDGED = 1000;
const QUOTED = 300;
const RULE = /^(?:={40,100}|-{40,100})\s*$/;
const ACTION_TITLE = /^-{9} (?<text>\S.*?)(?: -{9})?\s*$/;
const PHASE_TITLE = /^(?<text>Phase: .+|Uploading output files to Job Attachments)$/;
const DIRECTIVE = /^openjd_(?<name>progress|status|fail): (?<value>.+)$/;
/** The runtime's sign at the end of a directive that it did not understand; those of variables end the action. */
const REFUSED =
  /^(?:[ \t]*openjd_?(?:un ?set_|redacted_)?env\b.{0,900} -- ERROR: |Open Job Description: Incorrectly formatted )/i;
/** As Python and Rust read a number. */
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const EXIT = /^Process (?:pid (?<pid>\d{1,10}) )?exit(?:ed with)? code: (?<code>-?\d{1,10}\b|N\/A)/;
const START = /^Command started as pid: (?<pid>\d{1,10})\b/;
/** What the runtime says when it ends an action, or cannot begin it. */
const VERDICT = /^(?:TIMEOUT - |Process failed to start\b|Action failed to run\b|Action timed out\b)/;
const AGENT = /^(?:Failed to start |Fatal error attempting )/;
const ERROR = /^\W{0,2}(?:(?:ERROR|CRITICAL|FATAL)\b|(?:[Ee]rror|[Ff]atal(?: error)?|[Cc]ritical): )/;
/** `Redshift Error: …`, `render.py: error: …`, `FlexNet Licensing error:-97`; a measured error, e.g. `Relative error: 0.02`, is none. */
const LABELED_ERROR =
  /^(?!(?:no|zero|without|\d+)\s)(?:[\w.\-/()@]{1,60}:? ){1,4}(?:[Ee]rror|ERROR|[Ff]atal|FATAL):(?!\s*(?:0|-?\d*\.\d+(?:e[+-]?\d+)?)\s*%?\s*$)/;
/** `AttributeError: …` without the traceback before it. */
const LONE_EXCEPTION = /^(?:[\w-]{1,40}: )?(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)(?:: \S|\s*$)/;
const TRACEBACK = /^[\s|+]*(?:Exception Group )?Traceback \(most recent call last\):/;
const EXCEPTION = /^(?!openjd_)[A-Za-z_][\w.]*(?:: |$)/;
const SEVERE = new Set(['ERROR', 'CRITICAL']);

/** What stands in a line that fails, or in JSON of a worker agent. */
const TELLING =
  /[Ee][Rr][Rr]|[Ff][Aa][Ii][Ll]|[Ff][Aa][Tt][Aa][Ll]|[Cc][Rr][Ii][Tt]|[Ss][Ee][Vv][Ee][Rr]|[Pp][Aa][Nn][Ii][Cc]|Traceback|Exception|[EF]\d{4} |\{"/;
/** How the messages begin that `shapeOfMessage` knows. */
const FROM_RUNTIME =
  /[=-]{9}|[ \t]*openjd_|Open Job Description: |Process |Command started |Phase: |Uploading output |Action |TIMEOUT /iy;

/**
 * Tells what a line of a log is. Total, and linear in the line's length.
 *
 * @param writer what the log's writer put before it, where that is known.
 */
export function shapeOf(line: string, writer?: WriterPrefix): LineShape {
  const text = line.length > JUDGED ? line.slice(0, JUDGED) : line;
  // Most lines of a long log say nothing: they are not taken apart.
  if (!TELLING.test(text) && !text.includes('\u001b')) {
    const { end } = writer ?? writerPrefixOf(text);
    FROM_RUNTIME.lastIndex = end;
    if (!FROM_RUNTIME.test(text)) {
      return isBlank(text, end) ? BLANK : PLAIN;
    }
  }
  return shapeOfWords(wordsOf(text));
}

function isBlank(text: string, start: number): boolean {
  return start === text.length || (/\s/.test(text.charAt(start)) && text.slice(start).trim() === '');
}

/** Whether a line is indented, behind what stands before it, as a traceback's frames are. */
export function isIndented(line: string): boolean {
  return /^[ \t]/.test(line) || wordsOf(line.slice(0, JUDGED)).isIndented;
}

/** Whether a line is one of those that the runtime puts around a program's output: banners and exit lines. */
export function isRuntimeFrame(line: string): boolean {
  const shape = shapeOf(line);
  return (
    shape.kind === '=' ||
    shape.kind === '-' ||
    shape.kind === 'title' ||
    (shape.kind === 'mark' && shape.mark(0).kind === 'exit')
  );
}

/** What the first line of a worker agent's event is, by the first line of its sentence. */
export function shapeOfWorker(worker: WorkerMessage): LineShape {
  const [text = ''] = worker.text.slice(0, JUDGED).split(/[\r\n]/, 1);
  return shapeOfWords(wordsOfRecord({ ...worker, text: withoutTerminalSequences(text) }));
}

/** As `shapeOf`, of a line that has been read. */
function shapeOfWords(line: LineWords): LineShape {
  const { words, level, message, isIndented } = line;
  const fromRuntime = shapeOfMessage(message) ?? shapeOfRecord(line);
  if (fromRuntime) {
    return fromRuntime;
  }
  if (TRACEBACK.test(words)) {
    return { kind: 'tracebackHead' };
  }
  if ((level !== undefined && SEVERE.has(level)) || isError(words.slice(0, QUOTED))) {
    return said('error', line.quote, isIndented);
  }
  return message.trim() === '' ? BLANK : PLAIN;
}

/** What only the runtime and the agent write, or a program as a whole line; nothing stands before it. */
function shapeOfMessage(message: string): LineShape | undefined {
  const text = message.slice(0, QUOTED);
  switch (message.charAt(0)) {
    case '=':
    case '-': {
      if (RULE.test(message)) {
        return message.startsWith('=') ? ACTION_RULE : PHASE_RULE;
      }
      const title = ACTION_TITLE.exec(text)?.groups?.text;
      return title === undefined ? undefined : { kind: 'title', of: 'action', text: title };
    }
    case 'o':
    case ' ':
    case 'O':
      return REFUSED.test(message) ? agent(text, true) : directive(text);
    case 'C': {
      const pid = START.exec(text)?.groups?.pid;
      return pid === undefined
        ? undefined
        : { kind: 'mark', mark: (line) => ({ kind: 'start', line, pid }), isIndented: false };
    }
    case 'P':
    case 'U': {
      const title = PHASE_TITLE.exec(text)?.groups?.text;
      return title === undefined
        ? (exit(text) ?? verdict(text))
        : { kind: 'title', of: 'phase', text: title.trimEnd() };
    }
    case 'A':
    case 'F':
    case 'T':
      return verdict(text);
    default:
      return undefined;
  }
}

function directive(text: string): LineShape | undefined {
  const { name, value = '' } = DIRECTIVE.exec(text)?.groups ?? {};
  if (name === 'progress') {
    const percent = NUMBER.test(value) ? Number(value) : NaN;
    return percent >= 0 && percent <= 100
      ? { kind: 'mark', mark: (line) => ({ kind: 'progress', line, percent }), isIndented: false }
      : PLAIN;
  }
  return name === undefined ? undefined : said(name === 'fail' ? 'fail' : 'status', value, false);
}

function exit(text: string): LineShape | undefined {
  const { pid, code } = EXIT.exec(text)?.groups ?? {};
  return code === undefined
    ? undefined
    : {
        kind: 'mark',
        mark: (line) => ({ kind: 'exit', line, pid, code: code === 'N/A' ? undefined : Number(code) | 0, text }),
        isIndented: false,
      };
}

function verdict(text: string): LineShape | undefined {
  return VERDICT.test(text) ? agent(text, true) : AGENT.test(text) ? agent(text, false) : undefined;
}

/** A worker agent's event that reports a failure, at any level. */
function shapeOfRecord({ message, record }: LineWords): LineShape | undefined {
  const { type, status } = record ?? {};
  const isFailed =
    type === 'Session.Failed' || (type !== undefined && FAILING.has(type) && /^failed$/i.test(status ?? ''));
  return isFailed
    ? agent(status === undefined || message.includes(status) ? message : `${message} (Status: ${status})`, false)
    : undefined;
}

function isError(words: string): boolean {
  return ERROR.test(words) || LABELED_ERROR.test(words) || LONE_EXCEPTION.test(words);
}

function said(kind: 'fail' | 'status' | 'error', text: string, isIndented: boolean): LineShape {
  return { kind: 'mark', mark: (line) => ({ kind, line, text: text.slice(0, QUOTED).trimEnd() }), isIndented };
}

function agent(text: string, isVerdict: boolean): LineShape {
  return {
    kind: 'mark',
    mark: (line) => ({ kind: 'agent', line, text: text.slice(0, QUOTED).trimEnd(), isVerdict }),
    isIndented: false,
  };
}

/**
 * What a traceback's last line says, if the line after its frames is that, e.g. `RuntimeError: no texture`. An exception can be
 * called `Error`: that is no level there.
 */
export function exceptionIn(line: string): string | undefined {
  const { words, quote } = wordsOf(line.slice(0, JUDGED));
  const text = quote.startsWith('Error: ') ? quote : words;
  return EXCEPTION.test(text) ? text.slice(0, QUOTED).trimEnd() : undefined;
}

const FAILING = new Set(['Action.End', 'Worker.HostConfiguration']);
const PLAIN: LineShape = { kind: 'plain' };
const BLANK: LineShape = { kind: 'blank' };
const ACTION_RULE: LineShape = { kind: '=' };
const PHASE_RULE: LineShape = { kind: '-' };
