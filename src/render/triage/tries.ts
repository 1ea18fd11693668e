/** How often a failed task was tried, in words. */
import { formatNumber, plural, t } from '../../core/text/localize';
import { type OtherTasks, type TaskTries, type TaskTry, machineCount } from '../../core/triage/taskTries';
import type { SessionActionId } from '../../core/ids';
import { toneOfAction, type Tone } from '../../core/session/status';
import { actionDuration, actionResult, isResultItsStatus, statusWord } from '../session/action';
import { joined, shortHostName } from '../farms/farmRows';
import { taskTitle } from '../task';
import { roughly } from '../time';

/** A try as a row of a list. */
export interface TryLine {
  /** Among the tries, from 0. */
  readonly index: number;
  readonly tone: Tone;
  /** e.g. `Try 2` */
  readonly label: string;
  /** e.g. `rack2-node40 · failed · exit 139 (SIGSEGV) · 2 min 10 s · 3 h ago` */
  readonly words: string;
  /** Whether it is the one that the page is about. */
  readonly isThis: boolean;
}

/**
 * e.g. `Frame 1017: 3 tries on 3 hosts`; empty where not all tries are known.
 * @param label what the page calls a task that has no parameters, such as the name of its step
 */
export function triesTitle({ task, tries, isWhole }: TaskTries, label?: string): string {
  const name = Object.keys(task.parameters).length === 0 ? (label ?? taskTitle(task)) : taskTitle(task);
  return isWhole ? `${name}: ${triesOnHosts(tries.length, machineCount(tries))}` : '';
}

function triesOnHosts(tries: number, hosts: number): string {
  if (tries === 1 || hosts === 0) {
    return plural(tries, { one: '{0} try', other: '{0} tries' });
  }
  return hosts === 1
    ? plural(tries, { one: '{0} try on one host', other: '{0} tries on one host' })
    : plural(tries, { one: '{0} try on {1} hosts', other: '{0} tries on {1} hosts' }, formatNumber(hosts));
}

/** What the tries and the host's other tasks speak for. */
export function triesVerdict({ speaksFor, otherTasks }: Pick<TaskTries, 'speaksFor' | 'otherTasks'>): string {
  const others = otherTasks ? otherTasksWords(otherTasks) : '';
  switch (speaksFor) {
    case 'manyHosts':
      return t('It failed in the same way on another host. Look at the scene or the job, not at this host.');
    case 'oneHost':
      return `${others} ${t('Look at this host.')}`;
    case 'tooLittle':
      return `${others} ${t('Too little to tell whether the host or the scene is to blame.')}`.trim();
  }
}

/** The tries as rows, the first one first. */
export function tryLines({ tries }: TaskTries, own: SessionActionId | undefined, nowMs: number): readonly TryLine[] {
  return tries.map((one, index) => ({
    index,
    tone: toneOfAction(one.action),
    label: t('Try {0}', index + 1),
    words: tryWords(one, nowMs),
    isThis: one.action.sessionActionId === own,
  }));
}

function tryWords({ action, host }: TaskTry, nowMs: number): string {
  const status = statusWord(action.status);
  const ago = action.endedAtMs === undefined ? '' : t('{0} ago', roughly(nowMs - action.endedAtMs));
  return joined(
    shortHostName(host?.hostName ?? host?.ipV4Addresses[0]),
    status,
    isResultItsStatus(action) ? '' : actionResult(action),
    actionDuration(action, nowMs) ?? '',
    ago,
  );
}

function otherTasksWords({ failedHere, succeededHere, failedElsewhere, succeededElsewhere }: OtherTasks): string {
  const here = failedHere + succeededHere;
  const elsewhere = failedElsewhere + succeededElsewhere;
  if (here === 0) {
    return '';
  }
  return elsewhere === 0
    ? plural(
        here,
        {
          one: '{1} of {0} other task of the job failed on this host.',
          other: '{1} of {0} other tasks of the job failed on this host.',
        },
        formatNumber(failedHere),
      )
    : plural(
        here,
        {
          one: '{1} of {0} other task of the job failed on this host, {2} of {3} elsewhere.',
          other: '{1} of {0} other tasks of the job failed on this host, {2} of {3} elsewhere.',
        },
        formatNumber(failedHere),
        formatNumber(failedElsewhere),
        formatNumber(elsewhere),
      );
}
