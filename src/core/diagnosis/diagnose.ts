import { kindOf, linesOfAction, type ActionLines } from './lines/actionLines';
import { COMMON_IN_GOOD_LOGS, findCandidates, type Candidate } from './lines/candidates';
import type { CauseId } from './causeIds';
import { CAUSES } from './causes';
import type { DiagnosedAction, Diagnosis, DiagnosisInput, Evidence, StudioRule } from './diagnosis';
import { contrastWith } from './lines/contrast';
import { meaningOfExit } from './exits/exitCodes';
import { namesReason, unwrapFailure } from './exits/failMessage';
import { programWords } from './lines/logLine';
import { factOf } from './facts';
import { quoteLine } from './lines/logLine';
import { measuredFull } from './measuredHost';
import { reportsOf } from './reports';
import type { Certainty, Rule } from './matching/rule';
import { OUR_RULES, RuleBook } from './matching/ruleBook';
import { type GoodLines, phraseOf } from './lines/shapes';
import { decisiveLines } from './lines/decisiveLines';
import { t } from '../text/localize';

const MOST_EVIDENCE = 3;
const MOST_OTHERS = 3;
/** How far apart lines about one failure stand. */
const TOGETHER = 12;

/**
 * Says why an action failed, how sure that is and what it rests on. Pure; linear in the lines; never throws on any text.
 *
 * Facts come before words: status, time limit, a stop by the engine. Then the program's words that good actions do not have, the
 * job's own report, and what exit codes mean. Where nothing says why, the cause is `unknown`.
 */
export const diagnose = diagnoserWith(OUR_RULES);

/** A `diagnose` that knows other rules. */
export function diagnoserWith(ours: RuleBook): (input: DiagnosisInput) => Diagnosis {
  return (input) => diagnoseBy(input.studioRules?.length ? new RuleBook(input.studioRules, ours) : ours, input);
}

function diagnoseBy(book: RuleBook, input: DiagnosisInput): Diagnosis {
  const { action } = input;
  const status = input.status ?? action.status ?? 'FAILED';
  const progressMessage = input.progressMessage ?? action.progressMessage;
  const log = linesOfAction(input.events, action);
  if (status === 'NEVER_ATTEMPTED') {
    return followed(book, input, progressMessage);
  }
  const fact = factOf({ status, progressMessage, log });
  const context = contextOf(book, input, log, progressMessage);
  if (fact) {
    return conclude(context, fact.cause, fact.certainty, {
      evidence: fact.evidence,
      sentence: fact.sentence,
      words: progressMessage,
    });
  }
  return (
    byCandidates(context) ??
    byReport(context) ??
    byExit(context) ??
    byService(context, input.action) ??
    unknown(context)
  );
}

interface Context {
  readonly log: ActionLines;
  readonly good: GoodLines;
  /** e.g. `not in the 2 tasks that succeeded` */
  readonly contrast: string;
  readonly progressMessage: string | undefined;
  readonly exitCode: number | undefined;
  readonly candidates: readonly Candidate[];
  readonly isExact: boolean;
  readonly host: DiagnosisInput['host'];
}

function contextOf(
  book: RuleBook,
  input: DiagnosisInput,
  log: ActionLines,
  progressMessage: string | undefined,
): Context {
  const { good, words: contrast } = contrastWith(input.action, input.siblings);
  const search = { log, book, good, progressMessage };
  const byShape = findCandidates(search);
  const isExact = byShape.length === 0 && !good.isEmpty;
  return {
    log,
    good,
    contrast,
    progressMessage,
    exitCode: input.processExitCode ?? input.action.processExitCode ?? log.exits.find(({ code }) => code !== 0)?.code,
    candidates: isExact ? findCandidates(search, true) : byShape,
    isExact,
    host: input.host,
  };
}

/** The reason that a rule recognizes, unless an exit code says more than a weak or early line. */
function byCandidates(context: Context): Diagnosis | undefined {
  const [best] = context.candidates;
  if (!best || best.score < 1) {
    return undefined;
  }
  const exit = context.exitCode === undefined ? undefined : meaningOfExit(context.exitCode);
  const isReport = saysReason(context) !== undefined;
  if ((exit && best.cause !== exit.cause && best.score < 4) || (isReport && best.score < 5.5 && !best.isEchoed)) {
    return undefined;
  }
  const { rule } = best;
  const studioRule = 'sentence' in rule ? rule : undefined;
  const exitEvidence = exit?.cause === best.cause && !studioRule ? exitLine(context, exit.why) : [];
  return conclude(context, best.cause, certaintyOf(context, best), {
    evidence: [...evidenceOf(context, best), ...exitEvidence],
    subject: best.subject,
    sentence: studioRule?.sentence,
    studioRule,
    rule,
    words: best.words,
  });
}

function certaintyOf(context: Context, best: Candidate): Certainty {
  const { good, candidates, isExact } = context;
  if (best.rule.certainty === 'likely' || best.isWeak || isExact) {
    return 'likely';
  }
  if (best.cause === 'crash' && !('sentence' in best.rule) && beforeEnd(context).length > 0) {
    return 'likely';
  }
  if (best.isEchoed || !good.isEmpty || 'sentence' in best.rule) {
    return 'sure';
  }
  if (COMMON_IN_GOOD_LOGS.has(best.cause) && !best.isLast) {
    return 'likely';
  }
  const isContested = candidates.some(
    ({ cause, rule, line, score }) =>
      cause !== best.cause &&
      rule.certainty === 'sure' &&
      score >= best.score - 1 &&
      Math.abs((line ?? 0) - (best.line ?? 0)) > TOGETHER,
  );
  return isContested ? 'likely' : 'sure';
}

/** The line that decided and those beside it that say the same. */
function evidenceOf(context: Context, best: Candidate): Evidence[] {
  const phrases = new Set<string>();
  return context.candidates
    .filter(
      ({ cause, line, score }) =>
        cause === best.cause && score >= 1 && Math.abs((line ?? Infinity) - (best.line ?? Infinity)) <= TOGETHER,
    )
    .concat(best.line === undefined ? [best] : [])
    .filter((candidate) => {
      const phrase = phraseOf(candidate.words);
      return !phrases.has(phrase) && phrases.add(phrase);
    })
    .slice(0, MOST_EVIDENCE)
    .sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity))
    .map((candidate) => evidenceAt(context, candidate));
}

function evidenceAt({ log, contrast, progressMessage }: Context, { line, isEchoed, words }: Candidate): Evidence {
  const found = line === undefined ? undefined : log.lines[line];
  const why =
    line === undefined
      ? t('message of the service')
      : [contrast, isEchoed ? t('reported as the reason') : ''].filter((part) => part !== '').join(', ') ||
        t('output of the program');
  return found ? quoteLine(found, why) : { text: progressMessage ?? words, at: undefined, why };
}

/** The job's own report: `openjd_fail` or the service's message, where it names a reason. */
function byReport(context: Context): Diagnosis | undefined {
  // Without a process, the engine wrote it about its own work.
  const hasRun = context.exitCode !== undefined || context.log.program.length > 0;
  const report = hasRun ? saysReason(context) : undefined;
  return (
    report && conclude(context, 'job-said', 'sure', { evidence: [report], words: programWords(report.text).words })
  );
}

function saysReason({ log, good, progressMessage }: Context): Evidence | undefined {
  const report = reportsOf(log, progressMessage).find(
    ({ line, words, isAdaptors }) => line !== undefined && !isAdaptors && namesReason(words) && !good.hasPhrase(words),
  );
  const found = report?.line === undefined ? undefined : log.lines[report.line];
  return found && quoteLine(found, t('reported by the job as the reason'));
}

function byExit(context: Context): Diagnosis | undefined {
  const meaning = context.exitCode === undefined ? undefined : meaningOfExit(context.exitCode);
  if (!meaning) {
    return undefined;
  }
  const { log } = context;
  const signLine = log.program.slice(-10).findLast((line) => meaning.sign?.test(log.lines[line]?.text ?? ''));
  const sign = signLine === undefined ? undefined : log.lines[signLine];
  const before = meaning.cause === 'crash' || meaning.isOfShell ? beforeEnd(context, signLine) : [];
  if (meaning.isOfShell && before.length > 0) {
    return undefined;
  }
  const measured = measuredFull(context.host, meaning.cause);
  const isSure = measured.length > 0 || meaning.certainty === 'sure';
  return conclude(context, meaning.cause, isSure && before.length === 0 ? 'sure' : 'likely', {
    evidence: [
      ...quoteProgram(context, before),
      ...(sign ? [quoteLine(sign, meaning.why)] : []),
      ...exitLine(context, meaning.why),
      ...measured,
    ],
    // What was measured is a fact: the cause's own sentence says it, without “most often”.
    sentence: measured.length > 0 ? undefined : meaning.sentence,
    words: meaning.name,
  });
}

/** Lines that look like the reason why a program ended: where there are any, what the end itself says may only follow from it. */
function beforeEnd({ log, good, candidates, progressMessage }: Context, sign = Infinity): readonly number[] {
  const crash = Math.min(sign, ...candidates.flatMap(({ cause, line = Infinity }) => (cause === 'crash' ? line : [])));
  return decisiveLines(log, good, reportsOf(log, progressMessage)).filter((line) => line < crash);
}

function quoteProgram({ log, contrast }: Context, lines: readonly number[]): Evidence[] {
  return lines
    .flatMap((line) => log.lines[line] ?? [])
    .map((line) => quoteLine(line, contrast === '' ? t('output of the program') : contrast));
}

/** The exit line of the program; where a later upload has one as well, the one that is not 0. */
function exitLine({ log, exitCode }: Context, why: string): Evidence[] {
  const exit = log.exits.find(({ code }) => code !== 0) ?? log.exits.at(-1);
  const line = exit && log.lines[exit.line];
  if (line) {
    return [quoteLine(line, why)];
  }
  return exitCode === undefined ? [] : [{ text: t('Exit code {0}', exitCode), at: undefined, why }];
}

/** No process ran: what the service says is all there is, and it speaks of the worker's own work. */
function byService(context: Context, action: DiagnosedAction): Diagnosis | undefined {
  const { log, progressMessage = '', exitCode } = context;
  const words = unwrapFailure(progressMessage);
  const hasRun = exitCode !== undefined || log.exits.length > 0;
  if ((hasRun && exitCode !== 0) || words.isAdaptors || !namesReason(words.words)) {
    return undefined;
  }
  const isTransfer = kindOf(action) === 'syncInputJobAttachments' || /\battachments?\b/i.test(progressMessage);
  return conclude(context, isTransfer ? 'attachments' : 'worker-setup', 'likely', {
    evidence: serviceSays(context),
    words: words.words,
  });
}

function serviceSays({ progressMessage = '' }: Context): Evidence[] {
  return progressMessage === ''
    ? []
    : [{ text: progressMessage.slice(0, 2000), at: undefined, why: t('message of the service') }];
}

/** Nothing says why: what looks like a failure and is in no good action, and where it stopped. */
function unknown(context: Context): Diagnosis {
  const { log, good } = context;
  const last = log.lines[log.program.at(-1) ?? -1];
  const lines = quoteProgram(context, decisiveLines(log, good, reportsOf(log, context.progressMessage)));
  const exit = context.exitCode === 0 ? [] : exitLine(context, t('says only that it failed'));
  const isRepeated = log.fails.some((line) => log.lines[line]?.text.includes(context.progressMessage ?? '') ?? false);
  const message = isRepeated ? [] : serviceSays(context);
  return {
    ...conclude(context, 'unknown', 'unknown', { evidence: [...lines, ...exit, ...message] }),
    stoppedAt: last && quoteLine(last, t('last output of the program')),
  };
}

/** An action that was never run: what kept it from running is the failure of an earlier one. */
function followed(book: RuleBook, input: DiagnosisInput, progressMessage: string | undefined): Diagnosis {
  const { action, actions = [], siblings = [] } = input;
  const named = /sessionaction-[0-9a-f]{32}-\d{1,10}/.exec(progressMessage ?? '')?.[0];
  const index = actions.findIndex(({ sessionActionId }) => sessionActionId === action.sessionActionId);
  const before = index < 0 ? actions : actions.slice(0, index);
  const earlier =
    before.find(({ sessionActionId }) => sessionActionId === named && named !== undefined) ??
    before.find(({ status }) => status === 'FAILED' || status === 'INTERRUPTED' || status === 'CANCELED');
  const evidence: Evidence[] = progressMessage
    ? [{ text: progressMessage, at: undefined, why: t('message of the service') }]
    : [];
  const root = siblings.find(({ action: other }) => other.sessionActionId === earlier?.sessionActionId);
  const of =
    earlier && earlier.status !== 'NEVER_ATTEMPTED'
      ? diagnoseBy(book, {
          action: earlier,
          actions,
          siblings,
          events: root?.events ?? [],
          studioRules: input.studioRules,
        })
      : undefined;
  const found = of ?? diagnoseBy(book, { action: { ...action, status: 'FAILED' }, events: [], progressMessage });
  return {
    ...found,
    sentence: t('Not run, because an earlier action did not succeed: {0}', found.sentence),
    // Places of lines are those of the earlier action's events, which the caller may not show.
    evidence: of ? [...found.evidence.map((each) => ({ ...each, at: undefined })), ...evidence].slice(0, 4) : evidence,
    others: [],
    stoppedAt: undefined,
    followsFrom: earlier?.sessionActionId,
  };
}

interface Said {
  readonly evidence: readonly Evidence[];
  readonly subject?: string | undefined;
  readonly sentence?: string | undefined;
  readonly studioRule?: StudioRule | undefined;
  readonly rule?: Rule | undefined;
  /** What `phrase` is made of. */
  readonly words?: string | undefined;
}

function conclude(context: Context, cause: CauseId, certainty: Certainty, said: Said): Diagnosis {
  const { sentence, advice, concerns } = CAUSES[cause];
  return {
    cause,
    certainty,
    sentence: said.sentence ?? sentence,
    subject: said.subject === '' ? undefined : said.subject,
    evidence: said.evidence.slice(0, MOST_EVIDENCE + 1),
    advice: said.studioRule?.advice ?? advice,
    concerns,
    others: othersThan(context, cause),
    stoppedAt: undefined,
    followsFrom: undefined,
    studioRule: said.studioRule,
    ruleId: said.rule?.id,
    phrase: said.words === undefined ? undefined : phraseOf(said.words),
  };
}

/** What else failed, by the first line that says it. */
function othersThan(context: Context, cause: CauseId): Diagnosis['others'] {
  const causes = new Set<CauseId>([cause]);
  return context.candidates
    .filter(
      ({ rule, isWeak, cause: other }) =>
        rule.certainty === 'sure' && !isWeak && !causes.has(other) && causes.add(other),
    )
    .slice(0, MOST_OTHERS)
    .map((candidate) => ({
      cause: candidate.cause,
      sentence: CAUSES[candidate.cause].sentence,
      evidence: evidenceAt(context, candidate),
    }));
}
