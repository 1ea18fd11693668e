import { linesOfAction } from './lines/actionLines';
import { findCandidates } from './lines/candidates';
import type { CauseId } from './causeIds';
import { CAUSES } from './causes';
import { contrastWith } from './lines/contrast';
import type { Diagnosis, DiagnosisInput } from './diagnosis';
import { quoteLine } from './lines/logLine';
import { OUR_RULES, RuleBook } from './matching/ruleBook';
import { phraseOf } from './lines/shapes';
import { t } from '../text/localize';

/** What programs wait for without an end, and how to say it. */
const WAITS: Partial<Readonly<Record<CauseId, string>>> = {
  license: t('a license'),
  'disk-full': t('a full disk'),
  network: t('a host that does not respond'),
  storage: t('a file share that does not respond'),
  'cloud-access': t('access that AWS refuses'),
  attachments: t('the download of job attachments'),
};
/** How many lines may come after the sign: more of them, and it went on. */
const MOST_LINES_AFTER = 6;

/**
 * What a running action may be stuck on, by the last lines of its log; undefined where they say nothing. Never more than likely.
 *
 * @example diagnoseRunning({ action, events, siblings })?.sentence // 'May be stuck on a license.'
 */
export function diagnoseRunning(
  input: Pick<DiagnosisInput, 'action' | 'events' | 'siblings' | 'studioRules'>,
): Diagnosis | undefined {
  const log = linesOfAction(input.events, input.action);
  const { good, words: contrast } = contrastWith(input.action, input.siblings);
  const book = input.studioRules?.length ? new RuleBook(input.studioRules, OUR_RULES) : OUR_RULES;
  const last = log.program.slice(-MOST_LINES_AFTER)[0] ?? Infinity;
  const candidates = findCandidates({ log, book, good, progressMessage: undefined, isRunning: true });
  const found = candidates
    .filter(({ cause, line, score }) => WAITS[cause] !== undefined && score >= 1 && (line ?? -1) >= last)
    .reduce<(typeof candidates)[number] | undefined>((a, b) => (a && (a.line ?? 0) > (b.line ?? 0) ? a : b), undefined);
  const line = found?.line === undefined ? undefined : log.lines[found.line];
  if (!found || !line) {
    return undefined;
  }
  const studioRule = 'sentence' in found.rule ? found.rule : undefined;
  const { advice, concerns } = CAUSES[found.cause];
  return {
    cause: found.cause,
    certainty: 'likely',
    sentence: studioRule?.sentence ?? t('May be stuck on {0}.', WAITS[found.cause] ?? ''),
    subject: found.subject,
    evidence: [quoteLine(line, contrast === '' ? t('among the last lines') : contrast)],
    advice: studioRule?.advice ?? advice,
    concerns,
    others: [],
    stoppedAt: undefined,
    followsFrom: undefined,
    studioRule,
    ruleId: found.rule.id,
    phrase: phraseOf(found.words),
  };
}
