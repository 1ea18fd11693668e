import type { StudioRule } from '../diagnosis';
import { LiteralIndex } from './literalIndex';
import { requiredLiterals } from './requiredLiterals';
import type { Rule } from './rule';
import { RULES } from '../rules';

/** Words of failure inside of a path or a name with blanks, where they mean nothing. */
const PATH = /(["'`<])(?:[A-Za-z]:)?[\\/](?:(?!\1)[^>]){1,300}?["'>]|(?:[A-Za-z]:[\\/]|\\\\|\/)[^\s:,;"'<>|]+/g;

/** One of ours or of a studio. */
export type AnyRule = Rule | StudioRule;

/** Rules, indexed so that most lines are passed over with one look. */
export class RuleBook {
  readonly #rules: readonly AnyRule[];
  readonly #index: LiteralIndex;
  readonly #others: RuleBook | undefined;

  /**
   * @param rules the most specific first.
   * @param others rules that count where none of these match.
   */
  constructor(rules: readonly AnyRule[], others?: RuleBook) {
    this.#rules = rules;
    this.#others = others;
    // What requires nothing may match anywhere, as the empty text stands everywhere.
    this.#index = new LiteralIndex(rules.map(({ pattern }) => requiredLiterals(pattern.source) ?? ['']));
  }

  /** Whether any rule could match; the same for all lines of one shape. Never false where `find` finds one. */
  mayMatch(text: string): boolean {
    return this.#index.hasAny(text.toLowerCase()) || (this.#others?.mayMatch(text) ?? false);
  }

  /**
   * The first rule that matches, and what it says the line is about. Words inside of paths do not count.
   *
   * @param words a line's own words.
   * @param said the same with what stands before them in the sentence; see `ProgramWords`.
   */
  find(words: string, said = words): { readonly rule: AnyRule; readonly subject: string | undefined } | undefined {
    for (const index of this.#index.ownersIn(said.toLowerCase())) {
      const rule = this.#rules[index];
      const match =
        rule &&
        (matchOutsidePaths(rule.pattern, said) ??
          (said === words ? undefined : matchOutsidePaths(rule.pattern, words)));
      if (match) {
        return { rule, subject: match.groups?.subject?.trim() };
      }
    }
    return this.#others?.find(words, said);
  }
}

/** The rules that come with the extension. */
export const OUR_RULES = new RuleBook(RULES);

function matchOutsidePaths(pattern: RegExp, text: string): RegExpExecArray | undefined {
  const match = pattern.exec(text);
  if (!match) {
    return undefined;
  }
  const masked = text.replace(PATH, withoutFailureWords);
  return masked === text || pattern.test(masked) ? match : undefined;
}

const FAILURE_WORDS =
  /error|fail|memory|denied|killed|licen[sc]e|missing|not.?found|no.?space|crash|time.?d?.?out|abort|fatal|invalid|corrupt|refused|segv|fault|quota|panic/gi;

function withoutFailureWords(path: string): string {
  return path.replace(FAILURE_WORDS, (word) => 'x'.repeat(word.length));
}
