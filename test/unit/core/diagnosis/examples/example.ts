/** What proves a rule: words from real programs. */
export interface RuleExample {
  /** Where such words are public: `owner/repository path`, a documentation page or an issue. */
  readonly source: string;
  /** Whole lines, as a log has them, that the rule or an earlier one of the same cause matches. */
  readonly fails: readonly string[];
  /** Whole lines that look alike and mean nothing: no rule matches them. */
  readonly harmless: readonly string[];
}

/** By rule ID. */
export type RuleExamples = Readonly<Record<string, RuleExample>>;
