/** Tasks and their attempts as rows of the Farms view, and as tooltips with IDs and exact times. */
import type { AttemptRow, TaskRow, TasksRow } from '../../core/farm/farmNode';
import { countOf } from '../../core/farm/tasks';
import { plainText } from '../../core/text/plainText';
import { isTerminal, toneOfAction, toneOfStatus } from '../../core/session/status';
import { actionDuration, actionResult, exitCode, statusWord } from '../session/action';
import { parameterText, targetWord, taskTitle, triesWord } from '../task';
import { duration, exactTime, roughly } from '../time';
import { type FarmRowText, amount, capital, joined, rowText, shortHostName } from './farmRows';

/** e.g. `Failed  12` */
export function tasksText({ group, parent }: TasksRow): FarmRowText {
  const count = amount(countOf(parent.facts.taskRunStatusCounts, group.statuses));
  return rowText('', capital(statusWord(group.name)), { description: count, spoken: `${count} tasks` });
}

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
  return rowText('task', taskTitle(facts), {
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
  const result = actionResult(facts);
  const ago = endedAtMs === undefined ? '' : `${roughly(nowMs - endedAtMs)} ago`;
  const span = isTerminal(facts)
    ? (actionDuration(facts, nowMs) ?? '')
    : facts.startedAtMs === undefined
      ? ''
      : roughly(nowMs - facts.startedAtMs);
  const rest = [shortHostName(hostName), result === 'not run' ? '' : result, span, ago];
  return rowText('attempt', number === undefined ? 'Not run' : `Try ${number}`, {
    status: statusWord(status),
    tone: toneOfAction(facts),
    description: joined(...rest),
    spoken: joined(statusWord(status), ...rest.filter((part) => part !== statusWord(status))),
  });
}

export function taskTooltip({ facts, path, hostName }: TaskRow): readonly string[] {
  const { runStatus, failureRetryCount, startedAtMs, endedAtMs, updatedAtMs, updatedBy, parameters } = facts;
  const target = targetWord(facts);
  return [
    `Task, ${statusWord(runStatus)}${target === '' ? '' : ` (${target})`}`,
    ...Object.entries(parameters).map(([name, value]) => plainText(parameterText(name, value), 200)),
    ...(failureRetryCount === undefined || failureRetryCount === 0
      ? []
      : [`Retried by the service: ${failureRetryCount}×`]),
    ...(hostName === undefined ? [] : [plainText(hostName, 80)]),
    ...(startedAtMs === undefined ? [] : [`Started ${exactTime(startedAtMs)}`]),
    ...(endedAtMs === undefined ? [] : [`Ended ${exactTime(endedAtMs)}`]),
    ...(updatedAtMs === undefined
      ? []
      : [`Changed ${exactTime(updatedAtMs)}${updatedBy === undefined ? '' : ` by ${plainText(updatedBy)}`}`]),
    path.taskId,
    path.stepId,
  ];
}

export function attemptTooltip({ facts, key, hostName }: AttemptRow): readonly string[] {
  const { status, startedAtMs, endedAtMs, processExitCode, progressMessage, sessionActionId } = facts;
  return [
    `Try, ${statusWord(status)}`,
    ...(processExitCode === undefined ? [] : [exitCode(processExitCode)]),
    ...(progressMessage === undefined ? [] : [plainText(progressMessage, 300)]),
    ...(hostName === undefined ? [] : [plainText(hostName, 80)]),
    ...(startedAtMs === undefined ? [] : [`Started ${exactTime(startedAtMs)}`]),
    ...(endedAtMs === undefined ? [] : [`Ended ${exactTime(endedAtMs)}`]),
    key.sessionId,
    sessionActionId,
  ];
}
