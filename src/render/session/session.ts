/** A session in words: its title, its state in a row, and the sentence that says how it is doing. */
import { shortId } from '../../core/ids';
import type { HostProperties, SessionAction, SessionSnapshot } from '../../core/session/session';
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
import { actionDuration, actionLabel, actionResult, percent } from './action';
import { causeLabel, causeLine, isCauseKnown } from '../diagnosis';
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
    return fault ? faultWord(fault.kind) : 'loading…';
  }
  const { session } = snapshot;
  const failing = failingAction(snapshot);
  const tone = toneOfSession(snapshot);
  if (isActive(session)) {
    const progress = runningAction(snapshot)?.progressPercent;
    const progressWords = progress === undefined ? [] : [percent(progress)];
    if (fault) {
      return [faultWord(fault.kind), 'was active', ...progressWords].join(' · ');
    }
    return [
      isEnding(session) ? 'ending' : failing?.status === 'FAILED' ? 'active, failed' : 'active',
      ...(stuck ? [stuckLabel(stuck)] : []),
      ...progressWords,
      roughly(nowMs - session.startedAtMs),
      ...(asOfMs === undefined ? [] : [`as of ${shortTime(asOfMs, nowMs)}`]),
    ].join(' · ');
  }
  const ago = session.endedAtMs === undefined ? '' : `${roughly(nowMs - session.endedAtMs)} ago`;
  if (isEndedOnRequest(snapshot)) {
    return ['ended on request', ago].filter((part) => part !== '').join(' · ');
  }
  if (failing && tone !== 'neutral') {
    return [tone, failureReason(watched), ago].filter((part) => part !== '').join(' · ');
  }
  return `${tone === 'succeeded' ? 'succeeded' : 'ended'} ${ago}`.trim();
}

/** The same beside an icon that shows a failure already, the cause first: `likely out of memory · 2 h ago`. */
export function sessionStateByIcon(watched: WatchedSession, nowMs: number): string {
  const state = sessionState(watched, nowMs);
  return failureReason(watched) === '' ? state : state.replace(/^failed · /, '');
}

/** Why a session that is over failed, in a few words: `no license`, `exit 1`; empty where it did not, or nothing tells. */
export function failureReason({ snapshot, diagnosis }: WatchedSession): string {
  const failing = snapshot && failingAction(snapshot);
  if (!failing || isActive(snapshot.session) || isEndedOnRequest(snapshot)) {
    return '';
  }
  const words = resultWords(failing, diagnosis);
  return words === toneOfSession(snapshot) ? '' : words;
}

/** Why an action failed where that is known, else its exit code: `out of GPU memory`, `likely out of memory`, `exit 1`. */
export function resultWords(action: SessionAction, diagnosis: SessionDiagnosis | undefined): string {
  const isKnown = diagnosis?.sessionActionId === action.sessionActionId && isCauseKnown(diagnosis);
  return isKnown && action.status === 'FAILED' ? causeLabel(diagnosis) : actionResult(action);
}

/** Where the name of a kind is not what people say. */
const FAULT_WORDS: Readonly<Partial<Record<string, string>>> = {
  expiredCredentials: 'sign-in expired',
  noCredentials: 'not signed in',
  network: 'no connection',
  timeout: 'no answer',
  noRegion: 'no Region',
};

/** A fault in a word or two, for a row. */
export function faultWord(kind: string): string {
  return FAULT_WORDS[kind] ?? kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * The one sentence a person looks for, e.g. `Frame 1003 · Render failed: exit 139 (SIGSEGV) after 2 min 51 s.`, with a diagnosis
 * `Frame 1005 · Render failed after 1 min 00 s. The GPU ran out of memory.`, or `Active for 12 min 04 s, running: Frame 1002 · Render.`
 */
export function sessionVerdict(snapshot: SessionSnapshot, nowMs: number, diagnosis?: SessionDiagnosis): string {
  const { session, stepNames } = snapshot;
  const failing = failingAction(snapshot);
  if (isEnding(session)) {
    return `Asked to end${session.updatedAtMs === undefined ? '' : ` ${duration(nowMs - session.updatedAtMs)} ago`}; still active.`;
  }
  if (isEndedOnRequest(snapshot)) {
    return requestedEnd(snapshot, nowMs);
  }
  if (failing) {
    const took = actionDuration(failing, nowMs);
    const word =
      failing.status === 'FAILED' ? 'failed' : failing.status === 'CANCELED' ? 'was canceled' : 'was interrupted';
    const result =
      failing.processExitCode === undefined || failing.processExitCode === 0 ? '' : `: ${actionResult(failing)}`;
    if (diagnosis?.sessionActionId === failing.sessionActionId && isCauseKnown(diagnosis)) {
      const isSaid = failing.status !== 'FAILED';
      return `${actionLabel(failing, stepNames)} ${word}${took === undefined ? '' : ` after ${took}`}.${isSaid ? '' : ` ${causeLine(diagnosis)}`}`;
    }
    return `${actionLabel(failing, stepNames)} ${word}${result}${took === undefined ? '' : ` after ${took}`}.`;
  }
  if (isActive(session)) {
    const running = runningAction(snapshot);
    return `Active for ${duration(nowMs - session.startedAtMs)}${running ? `, running: ${actionLabel(running, stepNames)}` : ''}.`;
  }
  const took = session.endedAtMs === undefined ? '' : ` after ${duration(session.endedAtMs - session.startedAtMs)}`;
  return `${toneOfSession(snapshot) === 'succeeded' ? 'Everything it ran succeeded; ended' : 'Ended'}${took}.`;
}

/** e.g. `Ended on request by mira after 8 min 12 s. Frame 1013 · Render was canceled.` */
function requestedEnd(snapshot: SessionSnapshot, nowMs: number): string {
  const { updatedBy, startedAtMs, endedAtMs = nowMs } = snapshot.session;
  const who = updatedBy?.startsWith('arn:') ? ` by ${plainText(updatedBy.split('/').pop() ?? '', 60)}` : '';
  const stopped = failingAction(snapshot);
  const rest = stopped ? ` ${actionLabel(stopped, snapshot.stepNames)} was canceled.` : '';
  return `Ended on request${who} after ${duration(endedAtMs - startedAtMs)}.${rest}`;
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
  return failed > own.size ? `${failed.toLocaleString('en-US')} tasks of this job failed.` : '';
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
    'not run': count(({ status }) => status === 'NEVER_ATTEMPTED'),
    waiting: count((action) => !isTerminal(action) && action.status !== 'RUNNING' && action.status !== 'CANCELING'),
  };
  const said = Object.entries(counts).flatMap(([word, number]) =>
    number === 0 ? [] : [`${number.toLocaleString('en-US')} ${word}`],
  );
  return said.join(' · ') || 'none yet';
}

/** A host in a line: `ip-10-3-0-17 · c6i.8xlarge`; `unknown host` where the service says nothing. */
export function hostName(host: HostProperties): string {
  const name = host.hostName ?? host.ipV4Addresses[0] ?? host.ipV6Addresses[0];
  const parts = [name, host.ec2InstanceType].flatMap((part) => (part === undefined ? [] : [plainText(part, 80)]));
  return parts.join(' · ') || 'unknown host';
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
