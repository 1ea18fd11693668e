/** What programs, adaptors and loggers put before their words: streams, clocks, levels, threads and categories. */
import { readTimestamp } from './timestamp';

/** What stands before a program's words. */
export interface ProgramPrefix {
  /** Where the words begin. */
  readonly end: number;
  /** Where a person would quote from: as `end`, but with a level that is a word of the sentence, e.g. `ERROR: no seats left`. */
  readonly quoteFrom: number;
  /** The worst level that is said, e.g. `ERROR`; see `normalLevel`. */
  readonly level: string | undefined;
  /** Whether the line is indented behind its stream and clock, as a traceback's frames are. */
  readonly isIndented: boolean;
}

/** `TRACE` to `CRITICAL`, from harmless to worst. */
const LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'];
const SAME: Readonly<Record<string, string>> = {
  TRACE: 'DEBUG',
  VERBOSE: 'DEBUG',
  VERYVERBOSE: 'DEBUG',
  DISPLAY: 'INFO',
  LOG: 'INFO',
  NOTICE: 'INFO',
  I: 'INFO',
  WARN: 'WARNING',
  W: 'WARNING',
  ERR: 'ERROR',
  E: 'ERROR',
  CRIT: 'CRITICAL',
  FATAL: 'CRITICAL',
  SEVERE: 'CRITICAL',
  PANIC: 'CRITICAL',
  F: 'CRITICAL',
};

/** A level in its usual spelling: `DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL` for `err`, `Severe` and so on; others in capitals. */
export function normalLevel(level: string): string {
  const word = level.toUpperCase();
  return SAME[word] ?? word;
}

/** The worse of two levels. */
export function worseLevel(one: string | undefined, other: string | undefined): string | undefined {
  return other !== undefined && (one === undefined || LEVELS.indexOf(other) > LEVELS.indexOf(one)) ? other : one;
}

const LEVEL =
  '(?<level>TRACE|DEBUG|VERBOSE|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|SEVERE|CRIT(?:ICAL)?|FATAL|PANIC)(?![\\w-])';
/** As `LEVEL`, of small and capital letters. */
const ANY_CASE = LEVEL.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`);
const form = (...alternatives: readonly string[]): RegExp => RegExp(alternatives.join('|'), 'y');

/** `ADAPTOR_OUTPUT: `, `STDERR: `, `[STDOUT] `, `0: STDOUT: `. One blank only: the rest is the program's indentation. */
const STREAM = form(
  'ADAPTOR_OUTPUT: ?',
  String.raw`(?:\d{1,3}: {1,2})?(?:STD(?:OUT|ERR)|[Ss]td(?:out|err)) ?[:|>] ?`,
  String.raw`[\[(<](?:STD(?:OUT|ERR)|[Ss]td(?:out|err))[\])>]:? ?`,
);
/** `[210 MB] `, and `2793MB ` behind a clock. */
const MEMORY = form(
  String.raw`\[\d{1,9}(?:\.\d{1,3})? ?[KMGT]i?B\] ?`,
  String.raw`(?<bare> {0,4}\d{1,9}(?:\.\d{1,3})? ?[KMGT]i?B(?= ) ?)`,
);
/** `| ` or `render | ` behind a clock, `- ` between fields. */
const FIELD = form(String.raw` *(?:[\w.-]{1,40} {0,20})?\| ?`, '- ');
/** A level that is marked as one. */
const MARKED_LEVEL = form(
  String.raw` {0,4}[\[({<]${ANY_CASE} *[\])}>][:|]? ?(?:- )?`.replace('<level>', '<a>'),
  String.raw` {0,20}${LEVEL} *\| {0,2}`.replace('<level>', '<b>'),
  String.raw`(?:[\w.]{1,60} - )?${LEVEL} - `.replace('<level>', '<c>'),
  String.raw`(?<d>[IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,6} {1,6}\d{1,10} [\w./-]{1,80}:\d{1,6}\] `,
  String.raw`[A-Z]\d{4,6} \{${LEVEL}\} `.replace('<level>', '<e>'),
  String.raw`(?:(?:time|ts)=(?:"[^"\n]{1,40}"|[^\s"]{1,40}) )?level=${ANY_CASE} (?:msg=)?`.replace('<level>', '<f>'),
);
/** A level that is a word of the sentence. */
const SPOKEN_LEVEL = form(
  String.raw`(?<lead> {0,8}|[*!#> ]{1,5})(?:${LEVEL.replace('<level>', '<a>')}(?::(?:[\w.]{2,40}:(?![/\\ ]))?|(?= |$))(?: {1,5}(?=\S)| ?)|${ANY_CASE.replace('<level>', '<b>')} ?:(?=[ \t]|$)[ \t]?)`,
  String.raw`(?<c>error|warning|critical|info) {1,8}(?=libmamba )`,
);
/** Unreal's log categories. */
const CATEGORY = form(
  String.raw`Log[A-Z]\w{0,40}: (?:(?<level>Fatal|Error|Warning|Display|Log|Verbose|VeryVerbose): ?)?`,
);
/** `[Thread 12] `, `[240]`, `[V-Ray] `, `(Thread-1) `; the numbers of errors are no threads. */
const THREAD = form(
  String.raw`\[(?!(?:Errno|WinError)\b)[\w .:#@-]{1,40}\]:? ?`,
  String.raw`[(<][Tt]hread[ -]?[\w-]{0,20}[)>]:? ?`,
  String.raw`Thread[ -]\d{1,6}: `,
);
/** The logger's name: `aurora.license: ` anywhere, `module: ` behind a marked level. */
const LOGGER = form(String.raw` {0,8}[a-z_]\w{0,40}(?:\.[a-z_]\w{0,40}){1,6}: `);
const MODULE = form(String.raw` {0,8}(?!openjd_)[a-z_][\w.]{0,40}: (?=\S)`);
const BRACKETED = /\[(?=[^\]]{0,30}\d[:.]\d\d)[\w:.,/|+ -]{4,40}\]/y;
const CLOCK = /\d{1,4}:\d\d(?:[:.]\d\d(?:[.,:]\d{1,6})?|\.\d{3,6})(?:Z| ?[AP]M)?(?=[ \t|]|$)/y;
/** What every day begins with. */
const DATED = /\d{1,4}[-/.]/y;

/** What any of them but fields and loggers begins with: one look tells most words from a prefix. */
const BEGINNING = form(
  String.raw`[[\d]`,
  ...[STREAM, MARKED_LEVEL, SPOKEN_LEVEL, CATEGORY, THREAD].map(({ source }) => source.replace(/\(\?<\w+>/g, '(?:')),
);

/** More than any program nests, and nothing longer stands before words. */
const MOST = 16;
const LONGEST = 400;

/**
 * Reads what a program put before its words. Linear and total: each form is read a bounded number of times.
 *
 * @param isFielded whether a time of the log's writer stands before it: fields may follow, as behind a program's own clock
 */
export function readProgramPrefix(message: string, isFielded: boolean): ProgramPrefix {
  const text = message.slice(0, LONGEST);
  let end = 0;
  let quoteFrom: number | undefined;
  let level: string | undefined;
  let isIndented = false;
  let mayBeFields = isFielded;
  const matches = (pattern: RegExp): boolean => {
    pattern.lastIndex = end;
    return pattern.test(text);
  };
  const take = (pattern: RegExp): Readonly<Record<string, string | undefined>> | undefined => {
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    if (!match || match[0] === '') {
      return undefined;
    }
    end += match[0].length;
    return match.groups ?? {};
  };
  const levelIn = (groups: Readonly<Record<string, string | undefined>>): string | undefined =>
    groups.level ?? groups.a ?? groups.b ?? groups.c ?? groups.d ?? groups.e ?? groups.f;
  for (let turn = 0; turn < MOST; turn++) {
    const start = end;
    if (!matches(BEGINNING)) {
      if ((mayBeFields && (take(MEMORY) ?? take(FIELD))) || (level !== undefined && take(LOGGER))) {
        continue;
      }
      break;
    }
    if (take(STREAM)) {
      continue;
    }
    const clock = clockLength(text, end);
    if (clock > 0) {
      end += clock;
      mayBeFields = true;
      take(BLANK);
      continue;
    }
    if ((mayBeFields || text.charAt(end) === '[') && take(MEMORY)) {
      mayBeFields = true;
      continue;
    }
    const marked = take(MARKED_LEVEL);
    const spoken = marked ? undefined : take(SPOKEN_LEVEL);
    const category = (marked ?? spoken) ? undefined : take(CATEGORY);
    const said = marked ?? spoken ?? category;
    if (said) {
      const found = levelIn(said);
      level = worseLevel(level, found === undefined ? undefined : normalLevel(found));
      isIndented ||= (said.lead ?? '').startsWith('  ');
      if (spoken) {
        quoteFrom ??= start;
      }
      if (marked ?? (mayBeFields && !text.slice(start, end).includes(':'))) {
        take(MODULE);
      }
      mayBeFields = false;
      continue;
    }
    if (take(THREAD) ?? ((level !== undefined && take(LOGGER)) || (mayBeFields && take(FIELD)))) {
      continue;
    }
    break;
  }
  return {
    end,
    quoteFrom: quoteFrom ?? end,
    level,
    isIndented: isIndented || /^[ \t|+]/.test(text.charAt(end)),
  };
}

const BLANK = /[ \t]/y;

/** The length of a time alone, or with its day, in brackets or not; 0 where none stands. */
function clockLength(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === 0x5b) {
    BRACKETED.lastIndex = at;
    const [bracketed = ''] = BRACKETED.exec(text) ?? [];
    return bracketed !== '' && readTimestamp(text, at + 1)?.length === bracketed.length - 2 ? bracketed.length : 0;
  }
  if (first < 0x30 || first > 0x39) {
    return 0;
  }
  CLOCK.lastIndex = at;
  const [clock = ''] = CLOCK.exec(text) ?? [];
  if (clock !== '') {
    return clock.length;
  }
  DATED.lastIndex = at;
  const dated = DATED.test(text) ? readTimestamp(text, at) : undefined;
  return dated?.epochDay === undefined || !dated.hasSeconds || dated.isSpelledOut ? 0 : dated.length;
}
