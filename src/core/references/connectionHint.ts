/** What texts say, beside ids, of the Region and the profile to ask with. Pure, total and linear like the references they serve. */
import { isProfile } from '../session/sessionKey';

/** What a link or a command says; undefined where it says nothing, or several things. */
export interface ConnectionHint {
  /** e.g. `us-west-2` */
  readonly region: string | undefined;
  /** A name as people gave it, e.g. `studio x`. */
  readonly profile: string | undefined;
}

/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How far a link is followed to each side of an id. Real ones are shorter, and a bound keeps the work linear. */
export const LONGEST_LINK = 2048;

/** What ends a link, an ARN or a path. */
const BREAK = /[\s"'`<>(){}[\],;|]/;
const IS_ASCII_BREAK = Array.from({ length: 128 }, (_, code) => BREAK.test(String.fromCharCode(code)));
const IS_LINK = /:\/\/|%3a|arn:aws|amazonaws\.|\.aws\//i;
const IS_DEADLINE_LINK = /(?<![\w-])deadline(?:-cloud-monitor)?:\/\//;
const PROFILE_PARAMETER = /[?&]profile=([^&#]{1,750})/;

const REGION = '([a-z]{2,4}(?:-[a-z]{2,9})?-(?:north|south|east|west|central)[a-z]{0,4}-\\d{1,2})(?![A-Za-z0-9-])';
/** A Region as a word of its own; percent-encoded punctuation counts as punctuation. */
const REGION_WORD = new RegExp(`(?:^|[^A-Za-z0-9-]|[%$](?:25)*(?:2[Ff6]|3[AaDdFf]))${REGION}`, 'g');
/** `--region us-west-2`, `region=us-west-2`, `AWS_REGION=us-west-2`, `"awsRegion": "us-west-2"`, `Region: us-west-2` */
const REGION_FIELD = new RegExp(
  `[Rr](?:egion|EGION)(?:\\\\?["'])?(?:\\s{0,9}[:=]\\s{0,9}|\\s{1,9})(?:\\\\?["'])?${REGION}`,
  'g',
);
/** `--profile studio`, `--profile=studio`, `--profile "studio x"`, also with the quotes of a JSON string. */
const PROFILE_FLAG =
  /(?<![\w-])--profile(?:=|\s{1,9})(?:\\?"([^"\\\n]{1,250})"?|'([^'\n]{1,250})|([^\s"'\\|;&-][^\s"'\\|;&]{0,249}))/g;
const FLAG = /--(?:region|profile)[=\s]/g;
const CONTINUED = /[\\^`]\r?$/;

/** Whether an id that ends here and another that starts there stand in the same link, ARN or path. */
export function areJoined(text: string, end: number, start: number): boolean {
  let at = end;
  while (at < start && start - end < LONGEST_LINK && !isBreak(text, at)) {
    at++;
  }
  return at === start;
}

/**
 * What the link or ARN says that these ids stand in. The last Region before the ids counts: a monitor's link names the monitor's
 * own in its host, then the farm's in its path.
 */
export function readLink(text: string, { start, end }: Span): ConnectionHint {
  let from = start;
  while (from > Math.max(0, start - LONGEST_LINK) && !isBreak(text, from - 1)) {
    from--;
  }
  const head = text.slice(from, start);
  if (!IS_LINK.test(head)) {
    return { region: undefined, profile: undefined };
  }
  const link = head + (text.slice(start, end + LONGEST_LINK).split(BREAK, 1)[0] ?? '');
  return {
    region: regionWordsIn(head).at(-1),
    profile: IS_DEADLINE_LINK.test(head) ? profileOf(PROFILE_PARAMETER.exec(link)?.[1] ?? '') : undefined,
  };
}

/** All Regions that stand in a text as words of their own, in whatever sense. For short texts that people typed. */
export function regionWordsIn(text: string): readonly string[] {
  return captured(text, REGION_WORD);
}

/** All Regions that the flags, fields and variables of a text name. */
export function regionFieldsIn(text: string): readonly string[] {
  return captured(text, REGION_FIELD);
}

/** All profiles that the `--profile` flags of a text name. */
export function profileFlagsIn(text: string): readonly string[] {
  return captured(text, PROFILE_FLAG).filter(isProfile);
}

/** What a field, flag or variable says, and where it stands. */
interface Field extends Span {
  /** e.g. `us-west-2` */
  readonly value: string;
}

/** Where the flags, fields and variables of a text name Regions, in order. */
export function regionFieldsOf(text: string): readonly Field[] {
  return fieldsOf(text, REGION_FIELD);
}

/** Where the `--profile` flags of a text name profiles, in order. */
export function profileFlagsOf(text: string): readonly Field[] {
  return fieldsOf(text, PROFILE_FLAG).filter(({ value }) => isProfile(value));
}

/** The commands of a text that say a Region or a profile by flag, in order. */
export function* commandsWithFlags(text: string): Generator<Span & ConnectionHint> {
  let end = -1;
  for (const { index } of text.matchAll(FLAG)) {
    if (index >= end) {
      const command = commandAround(text, index);
      const words = text.slice(command.start, command.end);
      ({ end } = command);
      yield { ...command, region: only(regionFieldsIn(words)), profile: only(profileFlagsIn(words)) };
    }
  }
}

/** The line at an offset, without its end. */
export function lineAround(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return {
    start: offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1,
    end: end < 0 ? text.length : end,
  };
}

/** The line at an offset with those it is continued from and on, by a shell's `\`, `^` or `` ` `` at their ends. */
export function commandAround(text: string, offset: number): Span {
  let { start, end } = lineAround(text, offset);
  while (start > 0 && CONTINUED.test(text.slice(Math.max(0, start - 3), start - 1))) {
    ({ start } = lineAround(text, start - 1));
  }
  while (end < text.length && CONTINUED.test(text.slice(Math.max(0, end - 2), end))) {
    ({ end } = lineAround(text, end + 1));
  }
  return { start, end };
}

/** The one value there is; undefined where there are none or different ones. */
export function only<T>(values: Iterable<T>): T | undefined {
  const [value, ...others] = new Set(values);
  return others.length > 0 ? undefined : value;
}

function isBreak(text: string, at: number): boolean {
  return IS_ASCII_BREAK[text.charCodeAt(at)] ?? BREAK.test(text.charAt(at));
}

function captured(text: string, pattern: RegExp): string[] {
  return fieldsOf(text, pattern).map(({ value }) => value);
}

function fieldsOf(text: string, pattern: RegExp): Field[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    value: match.slice(1).find(Boolean) ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function profileOf(encoded: string): string | undefined {
  try {
    return [decodeURIComponent(encoded.replaceAll('+', ' '))].find(isProfile);
  } catch {
    // A stray percent sign: not a link that the monitor or the command line tool wrote.
    return undefined;
  }
}
