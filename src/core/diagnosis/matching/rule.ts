import type { CauseId } from '../causeIds';

/** How far a diagnosis or a rule can be trusted. `unknown` belongs to the cause of the same name alone. */
export type Certainty = 'sure' | 'likely' | 'unknown';

/**
 * A form of words that programs print when they fail, and what it means. The first rule that matches a line decides.
 *
 * A pattern may name a group `subject`: the file, module, license feature or host that the line is about.
 */
export interface Rule {
  /** e.g. `flexnet-checkout`; unique over all tables. */
  readonly id: string;
  /**
   * Matched against a line's own words: colors, stream and adaptor prefixes, times and levels are stripped, and only the first
   * 2,000 characters are judged. Linear: no nested quantifiers, no backreferences.
   */
  readonly pattern: RegExp;
  readonly cause: CauseId;
  /** `likely` where renders that succeed print such words too. */
  readonly certainty: 'sure' | 'likely';
}
