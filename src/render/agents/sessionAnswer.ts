/** A session as a language model gets it: what failed and why first, each claim with the action and the time that show it. */
import type { Evidence } from '../../core/diagnosis/diagnosis';
import type { SessionAction, SessionSnapshot } from '../../core/session/session';
import { connectionName } from '../../core/session/sessionKey';
import { failingAction, toneOfSession, wentWrong } from '../../core/session/status';
import type { SessionDiagnosis, WatchedSession } from '../../core/session/watchedSession';
import { actionResult, actionTitle, statusWord } from '../session/action';
import { causeSentence, CAUSE_LABELS, concernWords, isCauseKnown } from '../diagnosis';
import { jobStatus, taskCounts } from '../farms/farmRows';
import { actionCounts, hostName, sessionTitle, sessionVerdict } from '../session/session';
import { stuckLine } from '../watching/stuck';
import { type Answer, isoTime, type Reference } from './answer';
import { type Data, dataLines } from './untrusted';

/** So many actions are told one by one. */
const MOST_ACTIONS = 24;
const MOST_FAILED = 8;

/** How sure a cause is, for a reader who must not take a guess for a fact. */
export const CERTAINTY = {
  sure: 'certain',
  likely: 'likely, not certain',
  unknown: 'unknown',
} as const;

/** @param link an address of ours that opens the session in VS Code */
export function sessionAnswer(session: WatchedSession, nowMs: number, link: string): Answer {
  const { key, snapshot, diagnosis } = session;
  const { sessionId, jobId, queueId, farmId, connection } = key;
  const failing = snapshot && failingAction(snapshot);
  const known = diagnosis?.sessionActionId === failing?.sessionActionId ? diagnosis : undefined;
  return {
    head: [
      `${sessionId} of ${jobId}, ${queueId}, ${farmId}, read with: ${connectionName(connection)}.`,
      ...(snapshot ? [`State: ${toneOfSession(snapshot)}.`] : []),
      ...(failing ? [`First action that went wrong: ${failing.sessionActionId}.`] : []),
      ...(known ? [causeLineOf(known)] : []),
      `The user can open it in VS Code: ${link}`,
    ],
    data: snapshot ? dataLines(dataOf(session, snapshot, nowMs)) : [],
  };
}

function causeLineOf(diagnosis: SessionDiagnosis): string {
  const { cause, certainty, isLogRead, evidence } = diagnosis;
  const at = isoTime(evidence.find((one) => one.at !== undefined)?.at?.timestampMs);
  const shown = at === undefined ? '' : `, shown by log lines at ${at}`;
  const unread = isLogRead ? '' : ' The log of this action was not read, so this rests on what the service says.';
  return `Cause: ${CAUSE_LABELS[cause]} (${CERTAINTY[certainty]})${shown}.${unread}`;
}

function dataOf(session: WatchedSession, snapshot: SessionSnapshot, nowMs: number): Readonly<Record<string, Data>> {
  const { diagnosis, stuck } = session;
  const { session: facts, job, queue, farm, fleet, worker, actions } = snapshot;
  const chosen = actions.ok ? tellingActions(actions.value) : [];
  return {
    job: sessionTitle(session),
    verdict: sessionVerdict(snapshot, nowMs, diagnosis),
    cause: diagnosis && causeOf(diagnosis),
    evidence: diagnosis?.evidence.map((one) => evidenceOf(one, diagnosis)),
    programStoppedAt: diagnosis?.stoppedAt && evidenceOf(diagnosis.stoppedAt, diagnosis),
    otherFailures: diagnosis?.others.map(({ sentence, evidence }) => ({
      sentence,
      ...evidenceOf(evidence, diagnosis),
    })),
    mayBeStuck: stuck && stuckLine(stuck, nowMs),
    actions: chosen.map((action) => actionOf(action, snapshot)),
    actionCounts: actions.ok ? actionCounts(actions.value) : undefined,
    actionsLeftOut:
      actions.ok && actions.value.length > chosen.length ? actions.value.length - chosen.length : undefined,
    startedAt: isoTime(facts.startedAtMs),
    endedAt: isoTime(facts.endedAtMs),
    host: hostName(facts.host),
    fleet: fleet.ok ? fleet.value.displayName : undefined,
    fleetId: facts.fleetId,
    workerId: facts.workerId,
    worker: worker.ok && worker.value ? statusWord(worker.value.status) : undefined,
    queue: queue.ok ? queue.value.displayName : undefined,
    farm: farm.ok ? farm.value.displayName : undefined,
    jobStatus: job.ok ? statusWord(jobStatus(job.value)) : undefined,
    jobTasks: job.ok ? taskCounts(job.value.taskRunStatusCounts) : undefined,
    jobCreatedBy: job.ok ? job.value.createdBy : undefined,
    logError: facts.log.error,
    notRead: Object.entries({ actions, job, queue, farm, fleet, worker }).flatMap(([what, part]) =>
      part.ok ? [] : [{ what, why: part.fault.message }],
    ),
  };
}

/** A cause as data, for a session and for a group of failures alike. */
export function causeOf(
  diagnosis: Pick<SessionDiagnosis, 'cause' | 'certainty' | 'sentence' | 'subject' | 'concerns' | 'advice'> & {
    readonly evidence: readonly Pick<Evidence, 'text'>[];
  },
): Data {
  return {
    sentence: causeSentence(diagnosis),
    certainty: CERTAINTY[diagnosis.certainty],
    lookAt: isCauseKnown(diagnosis) ? concernWords(diagnosis) : undefined,
    usuallyHelps: diagnosis.advice === '' ? undefined : diagnosis.advice,
  };
}

function evidenceOf(
  { text, why, at }: Evidence,
  { sessionActionId }: SessionDiagnosis,
): Readonly<Record<string, string | undefined>> {
  const reference: Reference = { sessionActionId, at: isoTime(at?.timestampMs) };
  return { text, why: why === '' ? undefined : why, ...reference };
}

function actionOf(action: SessionAction, { stepNames }: SessionSnapshot): Data {
  const { sessionActionId, status, progressMessage, processExitCode, startedAtMs, endedAtMs } = action;
  return {
    sessionActionId,
    what: actionTitle(action, stepNames),
    taskId: action.definition.kind === 'taskRun' ? action.definition.taskId : undefined,
    status: statusWord(status),
    result: processExitCode === undefined || processExitCode === 0 ? undefined : actionResult(action),
    message: wentWrong(action) ? progressMessage : undefined,
    startedAt: isoTime(startedAtMs),
    endedAt: isoTime(endedAtMs),
  };
}

/** What went wrong and what runs, then what stands beside it, in the order of the session. */
function tellingActions(actions: readonly SessionAction[]): readonly SessionAction[] {
  const wrong = actions.flatMap((action, index) => (wentWrong(action) ? [index] : [])).slice(0, MOST_FAILED);
  const running = actions.findIndex(({ status }) => status === 'RUNNING' || status === 'CANCELING');
  const focus = [...wrong, ...(running < 0 ? [] : [running])];
  const near = focus.length === 0 ? [actions.length - 1] : focus;
  const distance = (index: number): number => Math.min(...near.map((one) => Math.abs(one - index)));
  return actions
    .map((action, index) => ({ action, index }))
    .sort((a, b) => distance(a.index) - distance(b.index) || a.index - b.index)
    .slice(0, MOST_ACTIONS)
    .sort((a, b) => a.index - b.index)
    .map(({ action }) => action);
}
