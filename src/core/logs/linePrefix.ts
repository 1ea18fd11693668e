import { parseWorkerMessage } from './workerMessage';

/** What stands before a line's own words in the forms that logs are written and copied in. */
export interface LinePrefix {
  /** Where the line's own words begin. */
  readonly length: number;
  /** e.g. `ERROR`; missing where the form has none. */
  readonly level: string | undefined;
  /** Epoch milliseconds; of a clock whose zone is not said as if it were UTC, since a program's start where only that is said. */
  readonly timeMs: number | undefined;
}

const LEVEL = '(?<level>DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)';
const FORMS: readonly RegExp[] = [
  // 2024-03-25 19:20:08,189 INFO …: an agent's local session file; also 2024-03-25T19:20:08.189Z and a tab: a command line tool's
  RegExp(
    String.raw`^(?<day>\d{4}-\d\d-\d\d)[ T](?<time>\d\d:\d\d:\d\d)[.,](?<part>\d{3,9})(?<zone>Z)?(?: ${LEVEL}\b)?[ \t]?`,
  ),
  // [2024-09-24 20:27:23,137][INFO    ] …: an agent's own file; without a level where JSON follows
  RegExp(String.raw`^\[(?<day>\d{4}-\d\d-\d\d) (?<time>\d\d:\d\d:\d\d)[.,](?<part>\d{3,9})\](?:\[${LEVEL} *\])? ?`),
  // 2025/10/07 14:34:12-07:00 …: copied from the monitor
  /^(?<day>\d{4}\/\d\d\/\d\d) (?<time>\d\d:\d\d:\d\d)(?<zone>Z|[+-]\d\d:\d\d) ?/,
  // 0:00:00.001613  …: since the start, from a command line tool
  /^(?<since>\d{1,4}:\d\d:\d\d)[.,](?<part>\d{3,9})(?: {2}|\t|$)/,
];

/** Finds the time and level a line begins with; a prefix of no length for a line that has none. Never throws. */
export function parseLinePrefix(line: string): LinePrefix {
  const first = line.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || first === 0x5b) {
    const head = line.slice(0, 60);
    for (const form of FORMS) {
      const match = form.exec(head);
      if (match) {
        return { length: match[0].length, level: match.groups?.level, timeMs: timeOf(match.groups ?? {}) };
      }
    }
  }
  return NONE;
}

/** A line's own words and its level: what the structure is told from. JSON of a worker agent is read as its sentence. */
export function wordsOf(line: string): { readonly words: string; readonly level: string | undefined } {
  const { length, level } = parseLinePrefix(line);
  const words = length === 0 ? line : line.slice(length);
  const message = words.startsWith('{"') ? parseWorkerMessage(words) : undefined;
  return message ? { words: message.text, level: message.level } : { words, level };
}

const NONE: LinePrefix = { length: 0, level: undefined, timeMs: undefined };

function timeOf({ day, time, since, part, zone }: Readonly<Record<string, string | undefined>>): number | undefined {
  const thousandths = Number((part ?? '').slice(0, 3).padEnd(3, '0'));
  if (since !== undefined) {
    const [hours = 0, minutes = 0, seconds = 0] = since.split(':').map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths;
  }
  const timeMs = Date.parse(`${(day ?? '').replaceAll('/', '-')}T${time ?? ''}${zone ?? 'Z'}`);
  return Number.isNaN(timeMs) ? undefined : timeMs + thousandths;
}
