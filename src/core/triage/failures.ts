/** What is known of each failed task, before anything is made of it. */
import { phraseOf } from '../diagnosis/lines/shapes';
import { indexOf } from '../ids';
import type { SessionAction, Task } from '../session/session';
import type { SessionKey } from '../session/sessionKey';
import type { SessionDiagnosis } from '../session/watchedSession';
import { groupedBy } from './grouped';
import type { TriageHost } from './triage';

/** A failed task, the action of its latest run and where that ran, as far as they could be read. */
export interface Failure {
  readonly task: Task;
  readonly action: SessionAction | undefined;
  readonly host: TriageHost | undefined;
}

/** What the log of one failure says. */
export interface Sample {
  readonly key: SessionKey;
  /** Its `isLogRead` is false where there was no log to read: such a sample is none, but is not tried again. */
  readonly diagnosis: SessionDiagnosis;
}

/** How many phrases of messages are told apart; failures of rarer ones are looked at together. */
const MOST_PHRASES = 24;

/** Whether there is a log that could be read: only what ran has one, and only a session that was read says where it is. */
export function hasLog({ action, host }: Failure): boolean {
  return action !== undefined && host !== undefined;
}

/** By step, then by index. */
export function inOrder(failures: readonly Failure[]): readonly Failure[] {
  const keyed = failures.map((failure) => ({ failure, index: indexOf(failure.task.taskId) }));
  return keyed
    .sort((a, b) => compare(a.failure.task.stepId, b.failure.task.stepId) || a.index - b.index)
    .map(({ failure }) => failure);
}

/**
 * Failures of which the service says the same: status, exit code, and a message that differs only in what it names. By a key that
 * stays the same while more failures come; the largest first.
 */
export function byWhatServiceSays(failures: readonly Failure[]): ReadonlyMap<string, readonly Failure[]> {
  const phrases = groupedBy(failures, ({ action }) => phraseOf(action?.progressMessage ?? ''));
  const frequent = new Set(
    [...phrases]
      .sort(([, a], [, b]) => b.length - a.length)
      .slice(0, MOST_PHRASES)
      .map(([phrase]) => phrase),
  );
  const groups = groupedBy(failures, ({ action }) => {
    const phrase = phraseOf(action?.progressMessage ?? '');
    return action
      ? `${action.status} ${action.processExitCode ?? '-'} ${frequent.has(phrase) ? phrase : '…'}`
      : 'unread';
  });
  return new Map([...groups].sort(([, a], [, b]) => b.length - a.length));
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
