/** What a job reports of its failure itself: `openjd_fail` and the service's progress message. */

/** What adaptors write around the words that they found. */
const WRAPPER = RegExp(
  [
    String.raw`ERROR: Entrypoint failed:`,
    String.raw`Error encountered while (?:running|starting|stopping|cleaning up) (?:the )?adaptor:`,
    String.raw`[\w ]{1,40} [Ee]ncountered an [Ee]rror:`,
    String.raw`(?:ADAPTOR_OUTPUT|STDOUT|STDERR):`,
    String.raw`RuntimeError:`,
    String.raw`(?:Previous action failed|Failed):`,
  ]
    .map((part) => `(?:${part})`)
    .join('|'),
  'y',
);

/** A failure message without what adaptors write around it, and whether an adaptor wrote it. */
export function unwrapFailure(message: string): { readonly words: string; readonly isAdaptors: boolean } {
  const text = message.slice(0, 2000);
  let start = 0;
  for (let parts = 0; parts < 8; parts++) {
    start += /^\s{0,20}/.exec(text.slice(start))?.[0].length ?? 0;
    WRAPPER.lastIndex = start;
    const match = WRAPPER.exec(text);
    if (!match) {
      break;
    }
    start += match[0].length;
  }
  return {
    words: text.slice(start).trim(),
    isAdaptors: /\badaptor\b|Entrypoint failed|ncountered an [Ee]rror:/.test(text),
  };
}

/** Words that say that something failed, but not why. */
const EMPTY_WORDS =
  /\b(?:the|a|an|this|it|is|was|has|with|and|did|not|for|of|in|to|at|on|by|please|check|see|look|more|details?|info(?:rmation)?|logs?|output|above|below|render(?:ing|er|s)?|job|task|step|frames?|action|session|script|process|program|command|adaptor|application|app|subprocess|environment|maya|nuke|houdini|blender|cinema ?4d|max|unreal|vred|keyshot|after effects|arnold|redshift|vray|v-ray|husk|karma|fail(?:ed|ure|ing)?|errors?|exception|encountered|occurred|returned|non-?zero|exit(?:ed|ing)?|status|code|early|successful(?:ly)?|success|complete[d]?|unknown|unexpected(?:ly)?|terminated|aborted|stopped|ended|one|or|some|unable|could|can|able|finish(?:ed)?|run(?:ning)?|start(?:ed|ing)?|initiali[sz](?:e|ed|ing|ation)|actions?|while|during|because|reason|none|null|undefined|call|called|proc|execute|execution|while|when|got|-?\d+|0x[0-9a-f]+)\b/gi;

/** Whether a failure message, without its wrapper, names a reason. */
export function namesReason(words: string): boolean {
  const left = words.replace(EMPTY_WORDS, ' ').match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
  return left.length >= 2;
}
