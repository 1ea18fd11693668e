import { kindOf, linesOfAction } from './actionLines';
import type { ActionLog, DiagnosedAction } from '../diagnosis';
import { programWords } from './logLine';
import { GoodLines } from './shapes';
import { sessionOfAction } from '../../ids';

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

function contrastWords(good: readonly DiagnosedAction[], action: DiagnosedAction): string {
  const kind = kindOf(action);
  const noun = kind === 'taskRun' ? 'task' : kind === 'envEnter' || kind === 'envExit' ? 'environment' : 'action';
  const [one] = good;
  const isElsewhere = good.every((each) => isOfAnotherSession(each, action));
  if (good.length === 1 && one) {
    return isElsewhere
      ? `not in ${/^[ae]/.test(noun) ? 'an' : 'a'} ${noun} of another session, which succeeded`
      : (one.startedAtMs ?? Infinity) < (action.startedAtMs ?? -Infinity)
        ? `not in the ${noun} before, which succeeded`
        : `not in the ${noun} that succeeded`;
  }
  return `not in ${isElsewhere ? '' : 'the '}${good.length} ${noun}s ${isElsewhere ? 'of other sessions, which' : 'that'} succeeded`;
}

function isOfAnotherSession(
  { sessionActionId: one }: DiagnosedAction,
  { sessionActionId: other }: DiagnosedAction,
): boolean {
  return one !== undefined && other !== undefined && sessionOfAction(one) !== sessionOfAction(other);
}
