/** Why a session failed, in the words that every view shows. */
import type { CauseId, Concern } from '../core/diagnosis/causeIds';
import type { Evidence } from '../core/diagnosis/diagnosis';
import { listOf, t } from '../core/text/localize';
import { plainText } from '../core/text/plainText';
import type { SessionDiagnosis } from '../core/session/watchedSession';

/** Causes where room is short: rows, groups, notifications. */
export const CAUSE_LABELS: Readonly<Record<CauseId, string>> = {
  'gpu-memory': t('out of GPU memory'),
  memory: t('out of memory'),
  crash: t('crash'),
  license: t('no license'),
  'missing-input': t('missing input'),
  'bad-scene': t('unusable scene'),
  'component-missing': t('missing plug-in or library'),
  'program-missing': t('program not found'),
  incompatible: t('incompatible software'),
  'software-install': t('installation failed'),
  'script-error': t('script error'),
  'job-said': t('reported by the job'),
  'disk-full': t('disk full'),
  permission: t('permission denied'),
  storage: t('storage not available'),
  network: t('network not available'),
  'cloud-access': t('AWS access denied'),
  attachments: t('job attachments'),
  'gpu-display': t('GPU or display'),
  'time-limit': t('time limit'),
  canceled: t('canceled'),
  interrupted: t('interrupted'),
  'worker-setup': t('worker setup'),
  unknown: t('unknown cause'),
};

const CONCERNS: Readonly<Record<Concern, string>> = {
  scene: t('the scene'),
  machine: t('this host'),
  farm: t('the farm setup'),
  network: t('the network'),
  storage: t('file shares and disks'),
  person: t('the person who canceled it'),
};

/** e.g. `out of GPU memory`, `likely out of memory`, `unknown cause`. */
export function causeLabel({
  cause,
  certainty,
  sentence,
  studio,
}: Pick<SessionDiagnosis, 'cause' | 'certainty' | 'sentence' | 'studio'>): string {
  const label = studio && cause === 'unknown' ? plainText(sentence, 40).replace(/[.。]$/, '') : CAUSE_LABELS[cause];
  return certainty === 'likely' ? t('likely {0}', label) : label;
}

/** Whether anything says why it failed. */
export function isCauseKnown({ certainty }: Pick<SessionDiagnosis, 'certainty'>): boolean {
  return certainty !== 'unknown';
}

/** How sure the cause is, as a heading: `Cause`, `Likely cause`, `Cause unknown`. What is stopped by a person or a shutdown has none. */
export function certaintyHeading({ cause, certainty }: Pick<SessionDiagnosis, 'cause' | 'certainty'>): string {
  if (cause === 'canceled' || cause === 'interrupted') {
    return t('Not a failure');
  }
  return certainty === 'unknown' ? t('Cause unknown') : certainty === 'likely' ? t('Likely cause') : t('Cause');
}

/** One sentence with what it is about, or what the job itself reported, e.g. `An input file was not found: wetRock_basecolor.1013.exr.` */
export function causeSentence({
  cause,
  sentence,
  subject,
  evidence,
}: Pick<SessionDiagnosis, 'cause' | 'sentence' | 'subject'> & {
  readonly evidence: readonly Pick<Evidence, 'text'>[];
}): string {
  const report = cause === 'job-said' ? evidence[0]?.text.replace(/^.*?openjd_fail:\s*/, '') : undefined;
  if (report !== undefined) {
    return t('The job reported: {0}', plainText(report, 300));
  }
  const about = subject === undefined ? '' : plainText(subject, 200);
  return about === '' ? plainText(sentence, 300) : `${plainText(sentence, 300).replace(/[.。]$/, '')}: ${about}`;
}

/** The same after how sure it is: `Likely cause: The host ran out of memory.` */
export function causeLine(diagnosis: SessionDiagnosis): string {
  return diagnosis.certainty === 'likely' ? t('Likely cause: {0}', causeSentence(diagnosis)) : causeSentence(diagnosis);
}

/** Whom it concerns: `the scene or this host`; empty where nothing says. */
export function concernWords({ concerns }: Pick<SessionDiagnosis, 'concerns'>): string {
  return listOf(
    concerns.map((concern) => CONCERNS[concern]),
    'disjunction',
  );
}

/** A line of evidence and why it counts. `index` names it to `evidenceAt`. */
export interface EvidenceLine {
  readonly index: number;
  /** As it was written: hostile until rendered as text. */
  readonly text: string;
  readonly why: string;
  /** Whether it stands in the log, where a click leads. */
  readonly isInLog: boolean;
}

/** What the cause rests on; for an unknown one also where the program stopped. */
export function evidenceLines(diagnosis: SessionDiagnosis): readonly EvidenceLine[] {
  return places(diagnosis)
    .slice(0, diagnosis.evidence.length + (diagnosis.stoppedAt ? 1 : 0))
    .map(toLine);
}

/** Other failures in the same log, each with its first line. */
export function otherFailures(
  diagnosis: SessionDiagnosis,
): readonly { readonly sentence: string; readonly line: EvidenceLine }[] {
  const from = diagnosis.evidence.length + (diagnosis.stoppedAt ? 1 : 0);
  return diagnosis.others.map(({ sentence, evidence }, index) => ({
    sentence,
    line: toLine(evidence, from + index),
  }));
}

/** The evidence that a line's index names; undefined for any other number. */
export function evidenceAt(diagnosis: SessionDiagnosis, index: number): Evidence | undefined {
  return places(diagnosis)[index];
}

function places({ evidence, stoppedAt, others }: SessionDiagnosis): readonly Evidence[] {
  return [...evidence, ...(stoppedAt ? [stoppedAt] : []), ...others.map((other) => other.evidence)];
}

function toLine({ text, at, why }: Evidence, index: number): EvidenceLine {
  return { index, text, why: plainText(why, 200), isInLog: at !== undefined };
}
