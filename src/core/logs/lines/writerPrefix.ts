import { normalLevel } from './programPrefix';
import { epochOf, readTimestamp } from './timestamp';

/** Nothing longer stands before words. */
const LONGEST = 400;

/** What the log's writer put before a message. */
export interface WriterPrefix {
  /** Where the message begins; 0 where the writer put nothing there. */
  readonly end: number;
  readonly level: string | undefined;
  /** Epoch milliseconds; of a clock whose zone is not said as if it were UTC; since a start where only that is said. */
  readonly timeMs: number | undefined;
  /** Of a worker agent's event in a plain file. */
  readonly type: string | undefined;
}

/** `[INFO    ]` or ` INFO`, as agents write it behind a time. */
const LEVEL = /(?:\[(?<bracketed>[A-Z]{4,8}) *\]| (?<bare>DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL))(?=[ \t{]|$)/y;
/** The stream's name, as `aws logs tail` writes it behind a time. */
const STREAM = /(?:session|worker)-[0-9a-f]{32}(?: |$)/y;
/** `🔷 Session.Runtime 🔷 [session-…](sessionaction-…) `: what a worker agent puts before its sentence in a plain file. */
const AGENT =
  /(?<sign>[^\w\s[\]{}()"'=-]{1,8}) (?<type>[A-Z]\w{1,30}(?:\.\w{1,30})?) \k<sign> (?:\[session-[0-9a-f]{32}\](?:\(sessionaction-[0-9a-f]{32}-\d{1,10}\))? )?/uy;
/** `0:00:01.234  `, `+0:01:12.345  `, `[1 day, 0:00:01] `: since the start; fractions and two blanks, a tab or brackets tell it from a program's clock. */
const SINCE =
  /(?<open>\[)?(?:(?<days>\d{1,3}) days?, )?(?<sign>[+-])?(?<hours>\d{1,4}):(?<minutes>\d\d):(?<seconds>\d\d)(?:[.,](?<fraction>\d{3,9})Z?(?:\](?: |$)| {2}|\t|$)|(?:\](?: |$)|\t))/y;
/** What every day begins with: a quick look that spares most lines a long one. */
const DATED = /^\[?\d{1,4}(?:[-/.年년\u200f]| [A-Za-z]{3})/;
/** Unreal's and V-Ray's clocks: `2026.11.19-21.54.15`, `2026/Nov/23|09:00:01`. */
const PROGRAM_CLOCK = /^\[?(?:\d{4}\.\d\d\.\d\d-|\d{4}.[A-Z]|[\d/-]{8,10}\|)/i;

/** Reads what the log's writer put before a message: a time in any of its forms, a level and the stream's name. Linear, never throws. */
export function writerPrefixOf(line: string): WriterPrefix {
  const first = line.charCodeAt(0);
  const isBracketed = first === 0x5b;
  if (!isBracketed && first !== 0x2b && first !== 0x2d && (first < 0x30 || first > 0x39)) {
    return NONE;
  }
  const head = line.slice(0, LONGEST);
  SINCE.lastIndex = 0;
  const since = SINCE.exec(head)?.groups;
  if (since && (since.open === undefined) === !head.slice(0, SINCE.lastIndex).includes(']')) {
    return { end: SINCE.lastIndex, level: undefined, timeMs: sinceMs(since), type: undefined };
  }
  if (!DATED.test(head)) {
    return NONE;
  }
  const at = isBracketed ? 1 : 0;
  const time = readTimestamp(head, at);
  // Words between numbers are a time only where a zone ends it, as the monitor writes it.
  if (
    PROGRAM_CLOCK.test(head) ||
    time?.epochDay === undefined ||
    !time.hasSeconds ||
    (time.isSpelledOut && time.offsetMinutes === undefined)
  ) {
    return NONE;
  }
  let end = at + time.length;
  if (isBracketed && head.charAt(end++) !== ']') {
    return NONE;
  }
  LEVEL.lastIndex = end;
  const { bracketed, bare } = LEVEL.exec(head)?.groups ?? {};
  end = (bracketed ?? bare) ? LEVEL.lastIndex : end;
  if (end < head.length && !/[ \t{[]/.test(head.charAt(end))) {
    return NONE;
  }
  end += /[ \t]/.test(head.charAt(end)) ? 1 : 0;
  STREAM.lastIndex = end;
  end = STREAM.test(head) ? STREAM.lastIndex : end;
  AGENT.lastIndex = end;
  const type = AGENT.exec(head)?.groups?.type;
  const level = bracketed ?? bare;
  return {
    end: type === undefined ? end : AGENT.lastIndex,
    level: level === undefined ? undefined : normalLevel(level),
    timeMs: epochOf(time),
    type,
  };
}

const NONE: WriterPrefix = { end: 0, level: undefined, timeMs: undefined, type: undefined };

function sinceMs({
  days,
  sign,
  hours,
  minutes,
  seconds,
  fraction = '',
}: Readonly<Record<string, string | undefined>>): number {
  const [day, hour, minute, second] = [days ?? 0, hours, minutes, seconds].map(Number);
  const thousandths = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const sinceStart = ((((day ?? 0) * 24 + (hour ?? 0)) * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000 + thousandths;
  return sign === '-' ? -sinceStart : sinceStart;
}
