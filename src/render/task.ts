/** A task in words. */
import type { Task } from '../core/session/session';
import { indexOf } from '../core/ids';
import { plural, t } from '../core/text/localize';
import { plainText } from '../core/text/plainText';
import { statusWord } from './session/action';

/** Parameters in a title; all of them are in the tooltip. */
const MOST_NAMED = 3;
const MOST_CHARACTERS = 80;

/** What people call a task: `Frame 1017`, `Frames 1-10`, `Frame 1017, Layer fog`, `Seed 7, Density 0.35, Camera left +7`, `Task 7`. */
export function taskTitle({ taskId, parameters }: Pick<Task, 'taskId' | 'parameters'>): string {
  const named = Object.entries(parameters).map(([name, value]) => parameterText(name, value));
  const [shown, others] = [named.slice(0, MOST_NAMED).join(', '), named.length - MOST_NAMED];
  return named.length === 0
    ? t('Task {0}', indexOf(taskId))
    : `${plainText(shown, MOST_CHARACTERS)}${others > 0 ? ` +${others}` : ''}`;
}

/** e.g. `Frame 1017`; `Frames 1-10` for a chunk of frames. */
export function parameterText(name: string, value: string): string {
  const isRange = /^-?\d+[-:,]/.test(value);
  return `${isRange && /^frame$/i.test(name) ? `${name}s` : name} ${value}`;
}

/** What a task is on its way to, where somebody asked for that and it is not there yet: `canceling`; empty otherwise. */
export function targetWord({ runStatus, targetRunStatus }: Pick<Task, 'runStatus' | 'targetRunStatus'>): string {
  if (targetRunStatus === undefined || targetRunStatus === runStatus) {
    return '';
  }
  const word = TARGETS[targetRunStatus];
  return word ?? `→ ${statusWord(targetRunStatus)}`;
}

const TARGETS: Readonly<Record<string, string | undefined>> = {
  CANCELED: t('canceling'),
  SUSPENDED: t('suspending'),
  PENDING: t('requeuing'),
};

/** How often a task was tried as far as is known: `3 tries`; empty for one try or none. */
export function triesWord(task: Pick<Task, 'failureRetryCount'>, tries: number | undefined): string {
  // The service counts only its own retries, so there can be more.
  const known = Math.max(tries ?? 0, (task.failureRetryCount ?? 0) > 0 ? (task.failureRetryCount ?? 0) + 1 : 0);
  return known > 1 ? plural(known, { one: '{0} try', other: '{0} tries' }) : '';
}
