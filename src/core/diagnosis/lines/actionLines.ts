import { linesOfEvents, type LogLine } from './logLine';
import type { DiagnosedAction } from '../diagnosis';
import type { LogEvent } from '../../service/ports';
import type { ActionDefinition } from '../../session/session';

/** The lines of one action, sorted by who wrote them. */
export interface ActionLines {
  readonly lines: readonly LogLine[];
  /** Indexes of the lines that the program wrote, without what the engine writes around them. */
  readonly program: readonly number[];
  /** Indexes of the lines that report the failure: `openjd_fail`, and `Entrypoint failed` of adaptors. */
  readonly fails: readonly number[];
  readonly exits: readonly { readonly line: number; readonly code: number }[];
  /** Indexes of the lines with which the engine stops a program. */
  readonly stops: readonly number[];
  /** Index of the line that says that the time limit was reached. */
  readonly timeout: number | undefined;
}

const TITLE = /^-{9} (?<title>\S.*)$/;
const NEXT =
  /^(?:Entering Environment: |Exiting Environment: |Running Task$|Job Attachments Download for |Session Cleanup$)/;
const EXIT = /^Process (?:pid \d+ )?exit(?:ed with)? code: (?<code>-?\d{1,10})\b/;
const TIMEOUT = /^(?:TIMEOUT - |Action timed out\b)/;
/** What an adaptor writes when its program failed: a report as well. */
const ENTRYPOINT = 'ERROR: Entrypoint failed: ';
const STOP =
  /^(?:Canceling subprocess \d|INTERRUPT: Sending signal|(?:Urgent cancel \([^)]*\), s|S)ending SIG(?:KILL|TERM) to process|Notify period ended|Grace period ends)/;
/** What the engine writes around a program's output. Parameters and commands hold any words. */
const FRAME =
  /^(?:={20,}|-{20,}|-{9} |Phase: |Output:$|Parameter values:$|[\w.]+\((?:INT|FLOAT|STRING|PATH|BOOL|CHUNK\[INT\]|[A-Z_[\]]+)\) = |Writing embedded files |Writing: |Reusing embedded file paths|Session's Embedded Files|Mapping: |Wrote: |Running command |Command started as pid|Setting: |openjd_(?:progress|env|unset_env|redacted_env|session_runtime_loglevel): |Uploading output files to Job Attachments|Session Working Directory|Initializing Open Job Description)/;

/**
 * The lines of an action in events that may hold more: what stands before its banner and from the next banner on is not its own.
 * The clean-up of a session is never part of an action.
 */
export function linesOfAction(events: readonly LogEvent[], action: DiagnosedAction): ActionLines {
  const all = linesOfEvents(events);
  const [start, end] = extentOf(all, action);
  const lines = start === 0 && end === all.length ? all : all.slice(start, end);
  const program: number[] = [];
  const fails: number[] = [];
  const exits: { line: number; code: number }[] = [];
  const stops: number[] = [];
  let timeout: number | undefined;
  for (const [index, { text }] of lines.entries()) {
    const words = engineWords(text);
    if (words === undefined) {
      program.push(index);
    } else if (words.startsWith('openjd_fail: ') || words.startsWith(ENTRYPOINT)) {
      fails.push(index);
    } else if (EXIT.test(words)) {
      exits.push({ line: index, code: Number(EXIT.exec(words)?.groups?.code) | 0 });
    } else if (TIMEOUT.test(words)) {
      timeout ??= index;
    } else if (STOP.test(words)) {
      stops.push(index);
    } else if (!FRAME.test(words) || words.includes(' -- ERROR: ')) {
      program.push(index);
    }
  }
  return { lines, program, fails, exits, stops, timeout };
}

export function kindOf(action: DiagnosedAction): ActionDefinition['kind'] | undefined {
  return action.definition?.kind ?? action.kind;
}

/** A time in front, as in local files and the monitor's text. */
const TIME = /^\[?\d{1,4}[-/:][\d:/.,T+Z -]{4,40}\]?(?:\[?[A-Z]+ *\]?)? ?(?=[A-Zo=-])/;
const ENGINE_LINE = /^(?:[-=]{9}|[A-Z]\w|openjd_|[\w.]+\([A-Z])/;

/** The words of a line that the engine may have written; undefined for any other line. */
function engineWords(text: string): string | undefined {
  const first = text.charCodeAt(0);
  const words = first === 0x5b || (first >= 0x30 && first <= 0x39) ? text.replace(TIME, '') : text;
  return ENGINE_LINE.test(words) ? words : undefined;
}

/** How far an action's banner may be from the time it started, by the same host's clock. */
const NEAR_MS = 2000;

/** The title of an action's banner, e.g. `Running Task`; undefined for any other line. */
export function bannerTitle(text: string): string | undefined {
  const title = text.includes('--------- ') ? TITLE.exec(engineWords(text) ?? '')?.groups?.title : undefined;
  return title !== undefined && NEXT.test(title) ? title : undefined;
}

function extentOf(lines: readonly LogLine[], action: DiagnosedAction): readonly [start: number, end: number] {
  const titles: { readonly index: number; readonly title: string }[] = [];
  for (const [index, { text }] of lines.entries()) {
    const title = bannerTitle(text);
    if (title !== undefined) {
      titles.push({ index, title });
    }
  }
  const kind = kindOf(action);
  const { startedAtMs } = action;
  const own = titles.filter(({ title }) => speaksOf(title, kind));
  const distance = ({ index }: (typeof titles)[number]): number =>
    startedAtMs === undefined ? Infinity : Math.abs((lines[index]?.timestampMs ?? Infinity) - startedAtMs);
  const near = own.filter((title) => distance(title) <= NEAR_MS).sort((a, b) => distance(a) - distance(b))[0];
  const first = titles[0];
  const isFirstLine = first !== undefined && lines.slice(0, first.index).every(({ text }) => /^={20,}$/.test(text));
  const begin = near ?? (isFirstLine && first.title !== 'Session Cleanup' ? first : undefined);
  const start = begin ? begin.index + 1 : 0;
  const next = titles.find(({ index }) => index >= start);
  return [start, next ? beforeRule(lines, next.index) : lines.length];
}

/** A title stands between two rules: the upper one is its own. */
function beforeRule(lines: readonly LogLine[], title: number): number {
  return title > 0 && /^={20,}$/.test(engineWords(lines[title - 1]?.text ?? '') ?? '') ? title - 1 : title;
}

function speaksOf(title: string, kind: ActionDefinition['kind'] | undefined): boolean {
  switch (kind) {
    case 'envEnter':
      return title.startsWith('Entering Environment: ');
    case 'envExit':
      return title.startsWith('Exiting Environment: ');
    case 'taskRun':
      return title === 'Running Task';
    case 'syncInputJobAttachments':
      return title.startsWith('Job Attachments Download');
    case 'unknown':
    case undefined:
      return title !== 'Session Cleanup';
  }
}
