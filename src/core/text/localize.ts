/**
 * Text in the language of the editor. The English text is the key, as with `vscode.l10n.t`; a text without a translation stays English.
 * Each bundle has a copy of this file. `extension.ts` and each page set `globalThis.deadlineSessionsLanguage` before they load another
 * script, so that tables of words are already translated when their file is loaded.
 */

/** A language and its texts. */
export interface Language {
  /** BCP 47, e.g. `de`; VS Code's own, e.g. `zh-cn`, are such tags, too. */
  readonly language: string;
  /** Translations by English text, or by `text/comment` where an English text has several meanings. */
  readonly messages: Readonly<Record<string, string>>;
}

/** An English text, or one that has several meanings and says which, e.g. `{ message: 'Open', comment: 'a state' }`. */
export type Message = string | { readonly message: string; readonly comment: string };

/** What stands in the place of `{0}`, `{1}` and so on. Numbers stay as `String` writes them: `formatNumber` groups their digits. */
type Value = string | number;

const ENGLISH: Words = { language: 'en', messages: undefined, formats: formatsOf('en-US', 'en-GB') };

let words = ENGLISH;
setLanguage((globalThis as { deadlineSessionsLanguage?: Language }).deadlineSessionsLanguage);

/** Changes the language of texts from now on: `undefined` is English. Tests use it; tables of words that are loaded by then stay as they are. */
export function setLanguage(language: Language | undefined): void {
  words = language === undefined ? ENGLISH : { ...language, formats: formatsOf(language.language, language.language) };
}

/**
 * A text in the language of the editor. The text and its comment must be literals: `npm run messages` collects them.
 *
 * @example t('Frame {0} failed on {1}.', frame, host)
 */
export function t(message: Message, ...values: readonly Value[]): string {
  const [key, english] =
    typeof message === 'string' ? [message, message] : [`${message.message}/${message.comment}`, message.message];
  const text = words.messages?.[key] ?? english;
  return values.length === 0
    ? text
    : text.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}

/**
 * A text with a count: `{0}` is the count with its digits grouped, `{1}` and so on are the other values. The language chooses the form;
 * each form is a text of its own to translate.
 *
 * @example plural(count, { one: '{0} session on {1}', other: '{0} sessions on {1}' }, host)
 */
export function plural(
  count: number,
  { one, other }: { readonly one: Message; readonly other: Message },
  ...values: readonly Value[]
): string {
  return t(words.formats().plurals.select(count) === 'one' ? one : other, formatNumber(count), ...values);
}

/** A count with its digits grouped, e.g. `4,321`, in German `4.321`. */
export function formatNumber(count: number): string {
  return words.formats().numbers.format(count);
}

/** Several things in one sentence, e.g. `a, b and c`, or with `disjunction` `a, b or c`. */
export function listOf(items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return words.formats()[type].format(items);
}

/** The weekday of a point in time in the reader's zone, e.g. `Tuesday`. */
export function weekdayName(date: Date): string {
  return words.formats().weekdayName(date);
}

/** The language of texts as a BCP 47 tag, e.g. for the `lang` of a page. */
export function currentLanguage(): string {
  return words.language;
}

interface Words {
  readonly language: string;
  readonly messages: Language['messages'] | undefined;
  readonly formats: () => Formats;
}

interface Formats {
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
  readonly conjunction: Intl.ListFormat;
  readonly disjunction: Intl.ListFormat;
  readonly weekdayName: (date: Date) => string;
}

/** Made when they are first needed. English lists are those of British English, which have no comma before the last "and". */
function formatsOf(language: string, ofLists: string): () => Formats {
  let made: Formats | undefined;
  return () =>
    (made ??= {
      plurals: new Intl.PluralRules(languageTags(language)),
      numbers: new Intl.NumberFormat(languageTags(language)),
      conjunction: new Intl.ListFormat(languageTags(ofLists), { type: 'conjunction' }),
      disjunction: new Intl.ListFormat(languageTags(ofLists), { type: 'disjunction' }),
      // Not kept: it would keep the zone, too, which can change.
      weekdayName: (date) => date.toLocaleDateString(languageTags(language), { weekday: 'long' }),
    });
}

/** A language as `Intl` takes it, then English for those it does not know. It throws where a tag has no valid form. */
function languageTags(language: string): readonly string[] {
  try {
    return [...Intl.getCanonicalLocales(language), 'en-US'];
  } catch {
    return ['en-US'];
  }
}
