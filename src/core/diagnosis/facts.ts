import type { ActionLines } from './lines/actionLines';
import type { CauseId } from './causeIds';
import type { Evidence } from './diagnosis';
import { quoteLine } from './lines/logLine';
import { t } from '../text/localize';

/** A cause that needs no words of a program. */
export interface Fact {
  readonly cause: CauseId;
  readonly certainty: 'sure' | 'likely';
  readonly sentence: string | undefined;
  readonly evidence: readonly Evidence[];
}

interface Known {
  readonly status: string;
  readonly progressMessage: string | undefined;
  readonly log: ActionLines;
}

/** What the service, the engine and the agent did themselves; undefined where the program failed by itself. */
export function factOf({ status, progressMessage = '', log }: Known): Fact | undefined {
  const stops = [log.timeout, log.stops[0]].flatMap((line) => lineEvidence(log, line, t('done by the worker')));
  const message: Evidence[] =
    progressMessage === '' ? [] : [{ text: progressMessage, at: undefined, why: t('message of the service') }];
  const fact = (
    cause: CauseId,
    certainty: 'sure' | 'likely',
    evidence: readonly Evidence[],
    sentence?: string,
  ): Fact => ({
    cause,
    certainty,
    evidence,
    sentence,
  });
  const status_ = [{ text: status, at: undefined, why: t('status of the action') }];
  if (status === 'CANCELED') {
    return fact('canceled', 'sure', stops.length > 0 ? stops : status_);
  }
  if (status === 'RECLAIMED') {
    return fact('interrupted', 'sure', status_, t('It was given to another worker.'));
  }
  const isTimeLimit = /^TIMEOUT - (?!Previous)/.test(progressMessage);
  if (isTimeLimit || log.timeout !== undefined) {
    return fact('time-limit', 'sure', [
      ...lineEvidence(log, log.timeout, t('done by the worker')),
      ...(isTimeLimit ? message : []),
    ]);
  }
  if (/\bcredentials\b/i.test(progressMessage) && /\b(?:refresh|expir|Fatal error)/i.test(progressMessage)) {
    return fact(
      'cloud-access',
      'sure',
      message,
      t('The AWS credentials of the queue or worker could not be refreshed.'),
    );
  }
  if (/^Worker encountered an unexpected error\b/.test(progressMessage)) {
    return fact('worker-setup', 'sure', message);
  }
  if (status === 'INTERRUPTED') {
    return fact('interrupted', 'sure', message.length > 0 ? message : status_, interruption(progressMessage));
  }
  if (/^(?:The Worker received (?:an?|the) |Worker Agent received OS signal\b)/.test(progressMessage)) {
    return fact('interrupted', 'sure', message, interruption(progressMessage));
  }
  if (log.stops.length > 0) {
    const refused = log.program.find((line) => (log.lines[line]?.text ?? '').includes(' -- ERROR: '));
    return refused === undefined
      ? fact('canceled', 'likely', stops, t('It was stopped by the worker; the log does not say why.'))
      : fact(
          'script-error',
          'sure',
          lineEvidence(log, refused, t('refused by the worker')),
          t('The job printed an Open Job Description command that is not valid.'),
        );
  }
  return undefined;
}

/** e.g. `The Worker received an EC2 spot interruption` */
function interruption(message: string): string | undefined {
  if (/\bspot\b/i.test(message)) {
    return t('EC2 took the spot instance back before the action ended.');
  }
  if (/auto-?scaling/i.test(message)) {
    return t('The worker was scaled in before the action ended.');
  }
  if (/shutdown/i.test(message)) {
    return t('The host was shut down before the action ended.');
  }
  return undefined;
}

function lineEvidence(log: ActionLines, line: number | undefined, why: string): Evidence[] {
  const found = line === undefined ? undefined : log.lines[line];
  return found ? [quoteLine(found, why)] : [];
}
