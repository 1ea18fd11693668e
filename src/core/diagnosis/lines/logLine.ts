import { wordsOf } from '../../logs/lines/lineWords';
import { withoutTerminalSequences } from '../../logs/lines/terminalText';
import type { LogEvent } from '../../service/ports';
import type { Evidence, LinePlace } from '../diagnosis';

/** A line of an action's log, and where it stands. */
export interface LogLine extends LinePlace {
  /** Without terminal sequences, cut after `JUDGED` characters. */
  readonly text: string;
}

/** How many characters of a line are judged. */
export const JUDGED = 2000;

/** The lines of events; blank ones are left out. */
export function linesOfEvents(events: readonly LogEvent[]): LogLine[] {
  const lines: LogLine[] = [];
  const add = (whole: string, event: number, line: number, timestampMs: number): void => {
    const text = (whole.length > JUDGED ? whole.slice(0, JUDGED) : whole).trimEnd();
    if (text !== '') {
      lines.push({ text, event, line, timestampMs });
    }
  };
  events.forEach(({ message, timestampMs }, event) => {
    const text = withoutTerminalSequences(message);
    if (text.includes('\n') || text.includes('\r')) {
      text.split(/\r?\n|\r/).forEach((part, line) => {
        add(part, event, line, timestampMs);
      });
    } else {
      add(text, event, 0, timestampMs);
    }
  });
  return lines;
}

/** A line as something that a diagnosis rests on. */
export function quoteLine({ text, event, line, timestampMs }: LogLine, why: string): Evidence {
  return { text, at: { event, line, timestampMs }, why };
}

/** What a program wrote: a line without what streams, adaptors, clocks and loggers put before it. */
export interface ProgramWords {
  /** Its own words, without the level and the part of the program that say them, e.g. `out of memory` */
  readonly words: string;
  /** With those that programs write as part of a sentence, e.g. `[gpu] out of memory`, `Error: out of memory` */
  readonly said: string;
  readonly level: string | undefined;
}

/** The streams, clocks, memory and levels that stand before a sentence; one after the other, in any order. */
const PREFIX = RegExp(
  [
    String.raw`ADAPTOR_OUTPUT: ?`,
    String.raw`(?:STDOUT|STDERR): ?`,
    String.raw`\[(?:STDOUT|STDERR)\] ?`,
    // Arnold: `00:34:55  5452MB WARNING |  `
    String.raw`\d\d:\d\d:\d\d {1,4}\d+MB +[A-Z]* *\| *`,
    // V-Ray: `[2026/Nov/23|09:00:02] [482 MB] `
    String.raw`\[\d{4}\/[A-Z][a-z]{2}\/\d\d\|\d\d:\d\d:\d\d\] (?:\[[\d.]+ MB\] )?`,
    // Unreal: `[2026.11.23-10.01.12:857][ 72]`
    String.raw`\[\d{4}\.\d\d\.\d\d-\d\d\.\d\d\.\d\d:\d{3}\]\[ *\d+\]`,
    String.raw`\[\d{1,2}:\d\d[:.]\d\d(?:[.,]\d+)?\] ?`,
    // Python: `ERROR    aurora.load: `; V-Ray for 3ds Max: `ERR: [03840] [04108] `
    String.raw`(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL)(?: {2,})`,
    String.raw`(?:INF|WRN|ERR): (?:\[\d+\] )*`,
  ].join('|'),
  'y',
);

/** Reads what a program wrote in a line. Linear in the line. */
export function programWords(text: string): ProgramWords {
  const { words, level } = wordsOf(text);
  let start = 0;
  for (let parts = 0; parts < 6; parts++) {
    PREFIX.lastIndex = start;
    const length = PREFIX.exec(text)?.[0].length ?? 0;
    if (length === 0) {
      break;
    }
    start += length;
  }
  const said = start === 0 ? text : text.slice(start);
  return { words, said: said.endsWith(words) ? said : words, level };
}
