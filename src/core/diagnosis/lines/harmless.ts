/** Words that take back what a line says of a failure. */

/** The program went on, as the line itself says. */
const WENT_ON = RegExp(
  [
    String.raw`\bfall(?:ing|s)? ?back\b`,
    String.raw`\busing (?:the |site )?(?:built-?in|defaults?|proxy|fallback|cpu|previous|cached)\b`,
    String.raw`\brestoring defaults\b`,
    String.raw`(?<!n't |not |to )\bcontinu(?:e|ing)\b`,
    String.raw`\b(?:skipp(?:ed|ing)|ignor(?:e|ed|ing))\b`,
    String.raw`\b(?:non-?fatal|harmless|not fatal|can be ignored)\b`,
    String.raw`[,;:] ?[\w -]{0,40} (?:is |are |now )?(?<!prompts )(?:off|disabled)\.?$`,
    String.raw`\btaking it over\b`,
    String.raw`\b(?:recovered|retry (?:worked|succeeded)|reconnected)\b`,
    String.raw`\bwill be (?:skipped|disabled|created|ignored)\b`,
    String.raw`\boptional\b`,
    String.raw`\bwas modified by another program\b`,
    String.raw`\(expected\)`,
  ].join('|'),
  'i',
);

/** Nothing happened: counts of zero, empty lists, settings. */
const NOTHING = RegExp(
  [
    String.raw`\b(?:0|no|zero) (?:\w+ )?(?:errors?|failures?|failed|crashes|warnings?|error\(s\)|failure\(s\))`,
    String.raw`\b(?:errors?|failed|failures?|crashed|killed(?: \w+)?)\s?[:=]? ?(?:(?:0|none)\b|no(?:$|[,;.)]))`,
    String.raw`\b(?:expires on|valid until|expiration date)\b`,
    String.raw`\b(?:memory|peak) (?:used|usage|in use|peak|available)\b|\blicen[sc]es? (?:acquired|obtained|granted|checked out|expires)\b`,
    String.raw`\bdeprecat(?:ed|ion)\b`,
  ].join('|'),
  'i',
);

/** It will be tried again. */
const TRIED_AGAIN =
  /\b(?:retry(?:ing)?|retries left|try(?:ing)? again|reconnecting|next attempt)\b|\b(?:attempt|try) \d+ ?(?:of|\/) ?\d+/i;

/** The end of the tries. */
const GAVE_UP =
  /\b(?:max(?:imum)? (?:number of )?retries|giving up|gave up|retries exceeded|after \d+ (?:retries|attempts|tries)|no more retries|last attempt)\b/i;

/** The clean-up of a program or a script, whose failures come after what matters. */
const CLEANUP =
  /^(?:rm|rmdir|del|unlink|umount): |\b(?:clean(?:ing)?[ -]?up|temporary (?:file|folder|directory))\b|\bcache\.lock\b/i;

/** How a line weakens itself: `nothing` is no failure, `retried` one that may have gone away. */
export function weakness(words: string): 'nothing' | 'retried' | 'cleanup' | undefined {
  if (NOTHING.test(words) || (WENT_ON.test(words) && !GAVE_UP.test(words))) {
    return 'nothing';
  }
  if (TRIED_AGAIN.test(words) && !GAVE_UP.test(words)) {
    return 'retried';
  }
  return CLEANUP.test(words) ? 'cleanup' : undefined;
}

/** Whether a rule counts for a line: not where the line takes back what it says, nor a vague rule for what is only a warning. */
export function countsFor(certainty: 'sure' | 'likely', words: string, level: string | undefined): boolean {
  const isWarning = level === 'WARNING' || level === 'INFO' || level === 'DEBUG';
  return weakness(words) !== 'nothing' && !(certainty === 'likely' && isWarning);
}
