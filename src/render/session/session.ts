/** A session in words: its title, its state in a row, and the sentence that says how it is doing. */
import type { FaultKind } from '../../core/errors';
import { shortId } from '../../core/ids';
import type { HostProperties, Session, SessionAction, SessionSnapshot } from '../../core/session/session';
import {
  failingAction,
  isActive,
  isEndedOnRequest,
  isEnding,
  isTerminal,
  toneOfSession,
  type Tone,
} from '../../core/session/status';
import type { SessionDiagnosis, WatchedSession } from '../../core/session/watchedSession';
import { actionDuration, actionLabel, actionResult, isResultItsStatus, percent } from './action';
import { toneWord } from './statusWords';
import { causeLabel, causeLine, isCauseKnown } from '../diagnosis';
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { stuckLabel } from '../watching/stuck';
import { duration, exactTime, roughly, shortTime } from '../time';

/** What people call it: the job's name, or the short id while that is not known. */
export function sessionTitle({ key, snapshot }: WatchedSession): string {
  return snapshot?.job.ok ? plainText(snapshot.job.value.name) : shortId(key.sessionId);
}

/** Its icon and color; `undefined` before the first reading. */
export function sessionTone({ snapshot, fault }: WatchedSession): Tone | undefined {
  if (snapshot) {
    return fault && isActive(snapshot.session) ? 'blocked' : toneOfSession(snapshot);
  }
  return fault ? 'failed' : undefined;
}

/** Whether it may still change, but could not be read the last time. */
export function isUnreadableSession({ snapshot, fault }: WatchedSession): boolean {
  return fault !== undefined && (!snapshot || isActive(snapshot.session));
}

/**
 * The state in a row, in units that change rarely: `active · 62 % · 12 min`, `active · may be stuck: no license · 12 min`, `failed · exit 139 (SIGSEGV)`, `ended 2 h ago`; of an
 * active session that is only remembered, with when that was: `active · 12 min · as of 10:02`; of one that could not be read the last
 * time, why not: `signed out · was active · 62 %`.
 */
export function sessionState(watched: WatchedSession, nowMs: number): string {
  const { snapshot, fault, stuck, asOfMs } = watched;
  if (!snapshot) {
    return fault ? faultWord(fault.kind) : t('loading…');
  }
  const { session } = snapshot;
  const failing = failingAction(snapshot);
  const tone = toneOfSession(snapshot);
  if (isActive(session)) {
    const progress = runningAction(snapshot)?.progressPercent;
    const progressWords = progress === undefined ? [] : [percent(progress)];
    if (fault) {
      return [faultWord(fault.kind), t('was active'), ...progressWords].join(' · ');
    }
    return [
      isEnding(session) ? t('ending') : failing?.status === 'FAILED' ? t('active, failed') : t('active'),
      ...(stuck ? [stuckLabel(stuck)] : []),
      ...progressWords,
      roughly(nowMs - session.startedAtMs),
      ...(asOfMs === undefined ? [] : [t('as of {0}', shortTime(asOfMs, nowMs))]),
    ].join(' · ');
  }
  const ago = agoWords(session, nowMs);
  if (isEndedOnRequest(snapshot)) {
    return [t('ended on request'), ago].filter((part) => part !== '').join(' · ');
  }
  if (failing && tone !== 'neutral') {
    return [toneWord(tone), failureReason(watched), ago].filter((part) => part !== '').join(' · ');
  }
  if (session.endedAtMs === undefined) {
    return tone === 'succeeded' ? t('succeeded') : t('ended');
  }
  const since = roughly(nowMs - session.endedAtMs);
  return tone === 'succeeded' ? t('succeeded {0} ago', since) : t('ended {0} ago', since);
}

/** e.g. `2 h ago`; empty for one whose end is not known. */
function agoWords({ endedAtMs }: Session, nowMs: number): string {
  return endedAtMs === undefined ? '' : t('{0} ago', roughly(nowMs - endedAtMs));
}

/** The same beside an icon that shows a failure already, the cause first: `likely out of memory · 2 h ago`. */
export function sessionStateByIcon(watched: WatchedSession, nowMs: number): string {
  const { snapshot } = watched;
  const reason = failureReason(watched);
  return snapshot && reason !== '' && toneOfSession(snapshot) === 'failed'
    ? [reason, agoWords(snapshot.session, nowMs)].filter((part) => part !== '').join(' · ')
    : sessionState(watched, nowMs);
}

/** Why a session that is over failed, in a few words: `no license`, `exit 1`; empty where it did not, or nothing tells. */
export function failureReason({ snapshot, diagnosis }: WatchedSession): string {
  const failing = snapshot && failingAction(snapshot);
  if (!failing || isActive(snapshot.session) || isEndedOnRequest(snapshot)) {
    return '';
  }
  // A reclaimed one is shown as canceled: that is said in the service's word.
  const isShownAnyway = failing.status.toLowerCase() === toneOfSession(snapshot) && isResultItsStatus(failing);
  return isShownAnyway && !isExplained(failing, diagnosis) ? '' : resultWords(failing, diagnosis);
}

/** Why an action failed where that is known, else its exit code: `out of GPU memory`, `likely out of memory`, `exit 1`. */
export function resultWords(action: SessionAction, diagnosis: SessionDiagnosis | undefined): string {
  return isExplained(action, diagnosis) ? causeLabel(diagnosis) : actionResult(action);
}

function isExplained(action: SessionAction, diagnosis: SessionDiagnosis | undefined): diagnosis is SessionDiagnosis {
  return diagnosis?.sessionActionId === action.sessionActionId && isCauseKnown(diagnosis) && action.status === 'FAILED';
}

/** Not a constant: the page of a session needs none of them in its script. */
const faultWords = () =>
  ({
    notFound: t('not found'),
    accessDenied: t('access denied'),
    throttled: t('throttled'),
    invalid: t('invalid'),
    conflict: t('conflict'),
    serviceFault: t('service fault'),
    expiredCredentials: t('sign-in expired'),
    noCredentials: t('not signed in'),
    signedOut: t('signed out'),
    noRegion: t('no Region'),
    network: t('no connection'),
    timeout: t('no answer'),
    unexpectedAnswer: t('unexpected answer'),
    internal: t('internal'),
  }) satisfies Readonly<Record<FaultKind, string>>;

/** A fault in a word or two, for a row. */
export function faultWord(kind: string): string {
  const words: Readonly<Partial<Record<string, string>>> = faultWords();
  return words[kind] ?? kind;
}

/**
 * The one sentence a person looks for, e.g. `Frame 1003 · Render failed: exit 139 (SIGSEGV) after 2 min 51 s.`, with a diagnosis
 * `Frame 1005 · Render failed after 1 min 00 s. The GPU ran out of memory.`, or `Active for 12 min 04 s, running: Frame 1002 · Render.`
 */
export function sessionVerdict(snapshot: SessionSnapshot, nowMs: number, diagnosis?: SessionDiagnosis): string {
  const { session, stepNames } = snapshot;
  const failing = failingAction(snapshot);
  if (isEnding(session)) {
    return session.updatedAtMs === undefined
      ? t('Asked to end; still active.')
      : t('Asked to end {0} ago; still active.', duration(nowMs - session.updatedAtMs));
  }
  if (isEndedOnRequest(snapshot)) {
    return requestedEnd(snapshot, nowMs);
  }
  if (failing) {
    const isExitTold = failing.processExitCode !== undefined && failing.processExitCode !== 0;
    const isSaid = diagnosis?.sessionActionId === failing.sessionActionId && isCauseKnown(diagnosis);
    const result = isExitTold && !isSaid ? actionResult(failing) : '';
    const sentence = endOf(failing, stepNames, result, actionDuration(failing, nowMs) ?? '');
    return isSaid && failing.status === 'FAILED' ? `${sentence} ${causeLine(diagnosis)}` : sentence;
  }
  if (isActive(session)) {
    const running = runningAction(snapshot);
    const since = duration(nowMs - session.startedAtMs);
    return running
      ? t('Active for {0}, running: {1}.', since, actionLabel(running, stepNames))
      : t('Active for {0}.', since);
  }
  const isGood = toneOfSession(snapshot) === 'succeeded';
  if (session.endedAtMs === undefined) {
    return isGood ? t('Everything it ran succeeded; ended.') : t('Ended.');
  }
  const took = duration(session.endedAtMs - session.startedAtMs);
  return isGood ? t('Everything it ran succeeded; ended after {0}.', took) : t('Ended after {0}.', took);
}

/** How an action that did not succeed ended, e.g. `Frame 1003 · Render failed: exit 139 (SIGSEGV) after 2 min 51 s.` */
function endOf(
  action: SessionAction,
  stepNames: Readonly<Record<string, string>>,
  /** Empty where it only repeats the status. */
  result: string,
  /** Empty where that is not known. */
  took: string,
): string {
  const what = actionLabel(action, stepNames);
  const form = result === '' ? (took === '' ? 'plain' : 'timed') : took === '' ? 'told' : 'whole';
  switch (action.status) {
    case 'FAILED':
      return {
        plain: t('{0} failed.', what),
        timed: t('{0} failed after {1}.', what, took),
        told: t('{0} failed: {1}.', what, result),
        whole: t('{0} failed: {1} after {2}.', what, result, took),
      }[form];
    case 'CANCELED':
      return {
        plain: t('{0} was canceled.', what),
        timed: t('{0} was canceled after {1}.', what, took),
        told: t('{0} was canceled: {1}.', what, result),
        whole: t('{0} was canceled: {1} after {2}.', what, result, took),
      }[form];
    default:
      return {
        plain: t('{0} was interrupted.', what),
        timed: t('{0} was interrupted after {1}.', what, took),
        told: t('{0} was interrupted: {1}.', what, result),
        whole: t('{0} was interrupted: {1} after {2}.', what, result, took),
      }[form];
  }
}

/** e.g. `Ended on request by mira after 8 min 12 s. Frame 1013 · Render was canceled.` */
function requestedEnd(snapshot: SessionSnapshot, nowMs: number): string {
  const { updatedBy, startedAtMs, endedAtMs = nowMs } = snapshot.session;
  const took = duration(endedAtMs - startedAtMs);
  const stopped = failingAction(snapshot);
  return [
    updatedBy?.startsWith('arn:')
      ? t('Ended on request by {0} after {1}.', plainText(updatedBy.split('/').pop() ?? '', 60), took)
      : t('Ended on request after {0}.', took),
    ...(stopped ? [t('{0} was canceled.', actionLabel(stopped, snapshot.stepNames))] : []),
  ].join(' ');
}

/** The action that runs now; undefined between actions, after the end, and where actions may not be read. */
export function runningAction(snapshot: SessionSnapshot): SessionAction | undefined {
  return snapshot.actions.ok
    ? snapshot.actions.value.find((action) => action.status === 'RUNNING' || action.status === 'CANCELING')
    : undefined;
}

/** That more tasks of the job failed than in this session, e.g. `41 tasks of this job failed.`; else empty. */
export function jobFailures({ job, actions }: Pick<SessionSnapshot, 'job' | 'actions'>): string {
  const failed = job.ok ? (job.value.taskRunStatusCounts.FAILED ?? 0) : 0;
  const own = new Set(
    (actions.ok ? actions.value : []).flatMap(({ status, definition }) =>
      status === 'FAILED' && definition.kind === 'taskRun' ? [definition.taskId] : [],
    ),
  );
  return failed > own.size
    ? plural(failed, { one: '{0} task of this job failed.', other: '{0} tasks of this job failed.' })
    : '';
}

/** How many actions are where: `7 done · 1 running · 2 waiting`; nothing that is zero. */
export function actionCounts(actions: readonly SessionAction[]): string {
  const count = (belongs: (action: SessionAction) => boolean): number => actions.filter(belongs).length;
  const counts = {
    failed: count(({ status }) => status === 'FAILED'),
    done: count(({ status }) => status === 'SUCCEEDED'),
    running: count(({ status }) => status === 'RUNNING' || status === 'CANCELING'),
    interrupted: count(({ status }) => status === 'INTERRUPTED'),
    canceled: count(({ status }) => status === 'CANCELED' || status === 'RECLAIMED'),
    notRun: count(({ status }) => status === 'NEVER_ATTEMPTED'),
    waiting: count((action) => !isTerminal(action) && action.status !== 'RUNNING' && action.status !== 'CANCELING'),
  };
  const said = [
    counts.failed > 0 && t('{0} failed', formatNumber(counts.failed)),
    counts.done > 0 && t('{0} done', formatNumber(counts.done)),
    counts.running > 0 && t('{0} running', formatNumber(counts.running)),
    counts.interrupted > 0 && t('{0} interrupted', formatNumber(counts.interrupted)),
    counts.canceled > 0 && t('{0} canceled', formatNumber(counts.canceled)),
    counts.notRun > 0 && t('{0} not run', formatNumber(counts.notRun)),
    counts.waiting > 0 && t('{0} waiting', formatNumber(counts.waiting)),
  ];
  return said.filter(Boolean).join(' · ') || t('none yet');
}

/** A host in a line: `ip-10-3-0-17 · c6i.8xlarge`; `unknown host` where the service says nothing. */
export function hostName(host: HostProperties): string {
  const name = host.hostName ?? host.ipV4Addresses[0] ?? host.ipV6Addresses[0];
  const parts = [name, host.ec2InstanceType].flatMap((part) => (part === undefined ? [] : [plainText(part, 80)]));
  return parts.join(' · ') || t('unknown host');
}

/** When a session began and ended, e.g. `2026-11-23 10:02:31.250 +01:00`, and how long that was. */
export function sessionSpan(
  snapshot: SessionSnapshot,
  nowMs: number,
): { started: string; ended: string | undefined; took: string } {
  const { startedAtMs, endedAtMs } = snapshot.session;
  return {
    started: exactTime(startedAtMs),
    ended: endedAtMs === undefined ? undefined : exactTime(endedAtMs),
    took: duration(Math.max(0, (endedAtMs ?? nowMs) - startedAtMs)),
  };
}
