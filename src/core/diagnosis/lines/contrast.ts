import { kindOf, linesOfAction } from './actionLines';
import type { ActionLog, DiagnosedAction } from '../diagnosis';
import { programWords } from './logLine';
import { GoodLines } from './shapes';
import { sessionOfAction } from '../../ids';
import { t } from '../../text/localize';

/** What an action is compared with. */
export interface Contrast {
  readonly good: GoodLines;
  /** e.g. `not in the 2 tasks that succeeded`, `not in the task before, which succeeded`; empty where there is none to compare with. */
  readonly words: string;
}

/** The lines of the actions that succeeded and that did the same as an action: of its kind, and of its step. */
export function contrastWith(action: DiagnosedAction, siblings: readonly ActionLog[] = []): Contrast {
  const logs = siblings
    .filter((sibling) => sibling.action.status === 'SUCCEEDED' && isComparable(sibling.action, action))
    .map((sibling) => ({ action: sibling.action, log: linesOfAction(sibling.events, sibling.action) }))
    .filter(({ log }) => log.program.length > 0);
  const good = new GoodLines(
    logs.map(({ log: { lines, program } }) => program.flatMap((line) => lines[line] ?? [])),
    (text) => programWords(text).words,
  );
  const words = contrastWords(
    logs.map((each) => each.action),
    action,
  );
  return { good, words: good.isEmpty ? '' : words };
}

/** Actions of one kind, and of one step where both name theirs. */
function isComparable(good: DiagnosedAction, action: DiagnosedAction): boolean {
  const [one, other] = [stepOf(good), stepOf(action)];
  return kindOf(good) === kindOf(action) && (one === undefined || other === undefined || one === other);
}

function stepOf({ definition }: DiagnosedAction): string | undefined {
  return definition?.kind === 'taskRun' ? definition.stepId : undefined;
}

/** What is said of a line that none of the good actions has, by what these are. */
interface ContrastWords {
  readonly oneElsewhere: string;
  readonly before: string;
  readonly one: string;
  readonly elsewhere: (count: number) => string;
  readonly several: (count: number) => string;
}

const TASK_WORDS: ContrastWords = {
  oneElsewhere: t('not in a task of another session, which succeeded'),
  before: t('not in the task before, which succeeded'),
  one: t('not in the task that succeeded'),
  elsewhere: (count) => t('not in {0} tasks of other sessions, which succeeded', count),
  several: (count) => t('not in the {0} tasks that succeeded', count),
};
const ENVIRONMENT_WORDS: ContrastWords = {
  oneElsewhere: t('not in an environment of another session, which succeeded'),
  before: t('not in the environment before, which succeeded'),
  one: t('not in the environment that succeeded'),
  elsewhere: (count) => t('not in {0} environments of other sessions, which succeeded', count),
  several: (count) => t('not in the {0} environments that succeeded', count),
};
const ACTION_WORDS: ContrastWords = {
  oneElsewhere: t('not in an action of another session, which succeeded'),
  before: t('not in the action before, which succeeded'),
  one: t('not in the action that succeeded'),
  elsewhere: (count) => t('not in {0} actions of other sessions, which succeeded', count),
  several: (count) => t('not in the {0} actions that succeeded', count),
};

function contrastWords(good: readonly DiagnosedAction[], action: DiagnosedAction): string {
  const kind = kindOf(action);
  const words =
    kind === 'taskRun' ? TASK_WORDS : kind === 'envEnter' || kind === 'envExit' ? ENVIRONMENT_WORDS : ACTION_WORDS;
  const [one] = good;
  const isElsewhere = good.every((each) => isOfAnotherSession(each, action));
  if (good.length === 1 && one) {
    return isElsewhere
      ? words.oneElsewhere
      : (one.startedAtMs ?? Infinity) < (action.startedAtMs ?? -Infinity)
        ? words.before
        : words.one;
  }
  return isElsewhere ? words.elsewhere(good.length) : words.several(good.length);
}

function isOfAnotherSession(
  { sessionActionId: one }: DiagnosedAction,
  { sessionActionId: other }: DiagnosedAction,
): boolean {
  return one !== undefined && other !== undefined && sessionOfAction(one) !== sessionOfAction(other);
}
