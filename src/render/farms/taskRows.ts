/** Tasks and their attempts as rows of the Farms view, and as tooltips with IDs and exact times. */
import type { AttemptRow, TaskRow, TasksRow } from '../../core/farm/farmNode';
import { countOf } from '../../core/farm/tasks';
import { plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import { isTerminal, toneOfAction, toneOfStatus } from '../../core/session/status';
import { actionDuration, actionResult, exitCode, isResultItsStatus, statusWord } from '../session/action';
import { parameterText, targetWord, taskTitle, triesWord } from '../task';
import { duration, exactTime, roughly } from '../time';
import { type FarmRowText, amount, capital, joined, rowText, shortHostName } from './farmRows';

/** e.g. `Failed  12` */
export function tasksText({ group, parent }: TasksRow): FarmRowText {
  const count = countOf(parent.facts.taskRunStatusCounts, group.statuses);
  return rowText('', GROUP_LABELS.get(group.name) ?? capital(statusWord(group.name)), {
    description: amount(count),
    spoken: plural(count, { one: '{0} task', other: '{0} tasks' }),
  });
}

/** By the names of `STATUS_GROUPS`; a status of no group stands on its own. */
const GROUP_LABELS: ReadonlyMap<string, string> = new Map([
  ['running', t('Running')],
  ['failed', t('Failed')],
  ['waiting', t('Waiting')],
  ['suspended', t('Suspended')],
  ['succeeded', t('Succeeded')],
  ['canceled', t('Canceled')],
  ['not compatible', t('Not compatible')],
]);

/** e.g. `Frame 1017  rack2-node40 · 3 tries · 2 min 10 s` */
export function taskText({ facts, hostName, tries }: TaskRow, nowMs: number): FarmRowText {
  const { runStatus, startedAtMs, endedAtMs } = facts;
  const status = targetWord(facts) || statusWord(runStatus);
  const isRunning = runStatus === 'RUNNING';
  const isTold = /^(RUNNING|SUCCEEDED|FAILED)$/.test(runStatus) && targetWord(facts) === '';
  const span =
    startedAtMs === undefined || (endedAtMs === undefined && !isRunning)
      ? ''
      : endedAtMs === undefined
        ? roughly(nowMs - startedAtMs)
        : duration(endedAtMs - startedAtMs);
  const rest = [shortHostName(hostName), triesWord(facts, tries), span];
  return rowText(t('task'), taskTitle(facts), {
    status,
    tone: targetWord(facts) === '' ? toneOfStatus(runStatus) : 'ending',
    description: joined(isTold ? '' : status, ...rest),
    spoken: joined(status, ...rest),
  });
}

/**
 * e.g. `Try 3  rack2-node40 · exit 139 (SIGSEGV) · 2 min 10 s · 3 h ago`
 *
 * @param number which of the task's tries it is, from 1; undefined for one that never began
 */
export function attemptText({ facts, hostName }: AttemptRow, number: number | undefined, nowMs: number): FarmRowText {
  const { status, endedAtMs } = facts;
  const state = statusWord(status);
  const result = isResultItsStatus(facts) ? '' : actionResult(facts);
  const ago = endedAtMs === undefined ? '' : t('{0} ago', roughly(nowMs - endedAtMs));
  const span = isTerminal(facts)
    ? (actionDuration(facts, nowMs) ?? '')
    : facts.startedAtMs === undefined
      ? ''
      : roughly(nowMs - facts.startedAtMs);
  const host = shortHostName(hostName);
  const shownState = status === 'NEVER_ATTEMPTED' ? '' : state;
  return rowText(t('attempt'), number === undefined ? t('Not run') : t('Try {0}', number), {
    status: state,
    tone: toneOfAction(facts),
    description: joined(host, isResultItsStatus(facts) ? shownState : result, span, ago),
    spoken: joined(state, host, result, span, ago),
  });
}

export function taskTooltip({ facts, path, hostName }: TaskRow): readonly string[] {
  const { runStatus, failureRetryCount, startedAtMs, endedAtMs, updatedAtMs, updatedBy, parameters } = facts;
  const target = targetWord(facts);
  return [
    target === '' ? t('Task, {0}', statusWord(runStatus)) : t('Task, {0} ({1})', statusWord(runStatus), target),
    ...Object.entries(parameters).map(([name, value]) => plainText(parameterText(name, value), 200)),
    ...(failureRetryCount === undefined || failureRetryCount === 0
      ? []
      : [t('Retried by the service: {0}×', failureRetryCount)]),
    ...(hostName === undefined ? [] : [plainText(hostName, 80)]),
    ...(startedAtMs === undefined ? [] : [t('Started {0}', exactTime(startedAtMs))]),
    ...(endedAtMs === undefined ? [] : [t('Ended {0}', exactTime(endedAtMs))]),
    ...(updatedAtMs === undefined
      ? []
      : [
          updatedBy === undefined
            ? t('Changed {0}', exactTime(updatedAtMs))
            : t('Changed {0} by {1}', exactTime(updatedAtMs), plainText(updatedBy)),
        ]),
    path.taskId,
    path.stepId,
  ];
}

export function attemptTooltip({ facts, key, hostName }: AttemptRow): readonly string[] {
  const { status, startedAtMs, endedAtMs, processExitCode, progressMessage, sessionActionId } = facts;
  return [
    t('Try, {0}', statusWord(status)),
    ...(processExitCode === undefined ? [] : [exitCode(processExitCode)]),
    ...(progressMessage === undefined ? [] : [plainText(progressMessage, 300)]),
    ...(hostName === undefined ? [] : [plainText(hostName, 80)]),
    ...(startedAtMs === undefined ? [] : [t('Started {0}', exactTime(startedAtMs))]),
    ...(endedAtMs === undefined ? [] : [t('Ended {0}', exactTime(endedAtMs))]),
    key.sessionId,
    sessionActionId,
  ];
}
