/** IDs of which characters are missing: cut off, shortened with an ellipsis, or copied badly. Pure, total and linear. */
import type { IdKind } from '../ids';
import { findIds } from './idScan';
import { plural, t } from '../text/localize';

/** An ID as it was written, and what is left of its 32 hex digits. */
export interface IncompleteId {
  /** Of an action the session, of a task the step: they have the same digits. */
  readonly kind: Exclude<IdKind, 'sessionaction' | 'task'>;
  /** e.g. `session-3f9c` or `session-…e4f56078` */
  readonly text: string;
  /** The digits before what is left out, in lower case. */
  readonly head: string;
  /** The digits after an ellipsis, in lower case; empty where the text has no ellipsis. */
  readonly tail: string;
  readonly hasEllipsis: boolean;
  /** How many characters are no hex digits, e.g. an `o` for a `0`. They are left out of `head` and `tail`. */
  readonly wrong: number;
}

const DIGITS = 32;
/** Fewer digits are a number or a word: `task-100`, `job-ad`. */
const FEWEST_DIGITS = 4;
/** From so many digits on, those that are missing may be missing anywhere. */
const MANY_DIGITS = 24;
const MOST_EXTRA_DIGITS = 8;
const MOST_WRONG = 4;
const NOT_HEX = /[^0-9a-f]/g;
/** What more of a text is not looked at: a person does not type so much. */
const LONGEST_TEXT = 10_000;

/** What an ID takes its digits from. */
const PARENTS: ReadonlyMap<string, string> = new Map([
  ['sessionaction', 'session'],
  ['task', 'step'],
]);

const INCOMPLETE =
  /(?<![A-Za-z0-9-])(sessionaction|session|farm|queue|job|step|task|fleet|worker)-([0-9A-Za-z]{0,41})(?:(…|\.{2,3})([0-9A-Za-z]{0,41}))?(?:-\d{1,10})?(?![A-Za-z0-9_])/g;

/** The IDs in a text of which characters are missing, or that have some too many. Whole ones are not among them. */
export function findIncompleteIds(text: string): readonly IncompleteId[] {
  const whole = new Set(findIds(text.slice(0, LONGEST_TEXT)).map(({ start }) => start));
  return [...text.slice(0, LONGEST_TEXT).matchAll(INCOMPLETE)].flatMap((match) => {
    const [written, word = '', head = '', ellipsis, tail = ''] = match;
    const [hexHead, hexTail] = [head, tail].map((part) => part.toLowerCase().replace(NOT_HEX, '')) as [string, string];
    const digits = hexHead.length + hexTail.length;
    const wrong = head.length + tail.length - digits;
    const isAboutOne =
      digits <= DIGITS + MOST_EXTRA_DIGITS &&
      (wrong === 0 ? digits >= FEWEST_DIGITS : digits >= MANY_DIGITS && wrong <= MOST_WRONG);
    return whole.has(match.index) || !isAboutOne
      ? []
      : {
          kind: (PARENTS.get(word) ?? word) as IncompleteId['kind'],
          text: written,
          head: hexHead,
          tail: hexTail,
          hasEllipsis: ellipsis !== undefined,
          wrong,
        };
  });
}

/** What is wrong with it, e.g. `12 of 32 characters`, `1 character too many`. */
export function whatIsMissing({ head, tail, wrong }: IncompleteId): string {
  if (wrong > 0) {
    return plural(wrong, { one: '{0} character is not 0–9 or a–f', other: '{0} characters are not 0–9 or a–f' });
  }
  const extra = head.length + tail.length - DIGITS;
  return extra > 0
    ? plural(extra, { one: '{0} character too many', other: '{0} characters too many' })
    : extra === 0
      ? t('not written as the service writes it')
      : t('{0} of {1} characters', head.length + tail.length, DIGITS);
}

/** Whether a whole ID of its kind can be the one that was meant, by its digits. */
export function canBe({ kind, head, tail, hasEllipsis }: IncompleteId, id: string): boolean {
  const digits = id.slice(kind.length + 1, kind.length + 1 + DIGITS);
  if (!id.startsWith(`${kind}-`) || digits.length !== DIGITS) {
    return false;
  }
  if (hasEllipsis) {
    return head.length + tail.length <= DIGITS && digits.startsWith(head) && digits.endsWith(tail);
  }
  if (head.length > DIGITS) {
    return isWithin(digits, head);
  }
  return digits.startsWith(head) || digits.endsWith(head) || (head.length >= MANY_DIGITS && isWithin(head, digits));
}

/** Whether one text is another from which characters were left out. */
function isWithin(shorter: string, longer: string): boolean {
  let at = 0;
  for (const character of longer) {
    at += character === shorter[at] ? 1 : 0;
  }
  return at === shorter.length;
}
