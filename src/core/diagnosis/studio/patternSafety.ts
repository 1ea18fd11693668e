/** Keeps regular expressions that people write from running away. */
import { t } from '../../text/localize';

/** The longest pattern that is accepted, in characters. */
export const LONGEST_PATTERN = 500;
/** How many unlimited repetitions may stand before the end: each makes the work grow by one power of the line's length. */
const MOST_REPETITIONS = 1;

/**
 * Why a pattern is not accepted, as a sentence for its author; undefined for one that is safe on a line of 2,000 characters.
 *
 * Refused are: what is no regular expression, more than 500 characters, references to what was matched before (`\1`), a repetition
 * inside of a repetition (`(a+)*`), repeated alternatives (`(a|ab)*`), and more than one unlimited repetition of many characters
 * before the end (`.*a.*b`).
 *
 * @example unsafeReason('(a+)+') // 'A repetition inside of a repetition can take forever.'
 */
export function unsafeReason(source: string): string | undefined {
  if (source.length > LONGEST_PATTERN) {
    return t('The pattern is longer than {0} characters.', LONGEST_PATTERN);
  }
  try {
    new RegExp(source);
  } catch (error) {
    return t(
      'Not a regular expression: {0}',
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : '',
    );
  }
  if (new RegExp(source).test('')) {
    return t('The pattern matches every line.');
  }
  return repetitionFault(source);
}

interface Group {
  readonly hasRepetition: boolean;
  readonly hasAlternatives: boolean;
}

const TOKEN = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|\)|\||[*+?]\??|\{\d*,?\d*\}\??|[^]/g;

function repetitionFault(source: string): string | undefined {
  const open: Group[] = [];
  let group: Group = { hasRepetition: false, hasAlternatives: false };
  let closed: Group | undefined;
  let isWide = false;
  let wide = 0;
  const end = source.replace(/[)$]+$/, '').length;
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (/^\\(?:[1-9]|k<)/.test(token)) {
      return t('A reference to what was matched before (\\1) can take forever.');
    }
    if (token.startsWith('(')) {
      open.push(group);
      group = { hasRepetition: false, hasAlternatives: false };
      closed = undefined;
      continue;
    }
    if (token === ')') {
      closed = group;
      const outer = open.pop() ?? group;
      group = { ...outer, hasRepetition: outer.hasRepetition || closed.hasRepetition };
      continue;
    }
    if (token === '|') {
      group = { ...group, hasAlternatives: true };
    }
    if (isRepetition(token)) {
      if (closed?.hasRepetition) {
        return t('A repetition inside of a repetition can take forever.');
      }
      if (closed?.hasAlternatives) {
        return t('A repetition of alternatives can take forever; list the characters in [ ] instead.');
      }
      wide += isWide && isUnlimited(token) && index + token.length < end ? 1 : 0;
      group = { ...group, hasRepetition: true };
    }
    closed = undefined;
    isWide = token === '.' || token === ')' || /^(?:\\[a-zA-Z]|\[)/.test(token);
  }
  return wide > MOST_REPETITIONS
    ? t('More than one unlimited repetition (.*) can take too long; write .{0,80} instead.')
    : undefined;
}

function isUnlimited(token: string): boolean {
  return /^(?:[*+]|\{\d+,\})/.test(token);
}

/** Whether it repeats without an end, or often. */
function isRepetition(token: string): boolean {
  return isUnlimited(token) || Number(/^\{\d*,?(\d+)\}/.exec(token)?.[1] ?? 0) > 3;
}
