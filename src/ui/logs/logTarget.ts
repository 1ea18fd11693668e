import type { SessionActionId } from '../../core/ids';
import { failingAction } from '../../core/session/status';
import type { OpenLog } from './openLog';

/** Where in a log to go. */
export type LogTarget =
  /** Its newest line. */
  | { readonly kind: 'end' }
  /** The line that tells of the first failure, or of that of an action. */
  | { readonly kind: 'failure'; readonly actionId?: SessionActionId | undefined }
  /** The line with this text among those written at this time: what a diagnosis rests on. */
  | { readonly kind: 'line'; readonly timestampMs: number; readonly text: string }
  /** An action's first line, or the line that tells of its failure if it failed. */
  | { readonly kind: 'action'; readonly actionId: SessionActionId };

/** Reads on until a target is loaded, as far as its time is known. Never rejects: what fails is told in the document. */
export async function loadTarget(log: OpenLog, target: LogTarget): Promise<void> {
  await log.load();
  if (target.kind === 'line') {
    await log.loadSince(target.timestampMs);
  } else if (target.kind !== 'end') {
    await log.loadSince(actionOf(log, target.actionId)?.startedAtMs ?? Infinity);
  }
}

/** The log's line that a target is; undefined for its end, and where there is no such line in the loaded part. */
export function lineOfTarget(log: OpenLog, target: LogTarget): number | undefined {
  if (target.kind === 'line') {
    return log.store?.lineAtTime(target.timestampMs);
  }
  return target.kind === 'end'
    ? undefined
    : (failureLine(log, target.actionId) ?? actionLine(log, actionOf(log, target.actionId)));
}

function failureLine(log: OpenLog, actionId: SessionActionId | undefined): number | undefined {
  const { firstFailureLine, failures, sections } = log.outline();
  const section = actionId && sections.find((one) => one.actionId === actionId);
  if (!section) {
    return actionId === undefined ? firstFailureLine : undefined;
  }
  const within = (line: number): boolean => line >= section.firstLine && line <= section.lastLine;
  return !section.failed
    ? undefined
    : firstFailureLine !== undefined && within(firstFailureLine)
      ? firstFailureLine
      : failures.find(({ line }) => within(line))?.line;
}

function actionLine(log: OpenLog, action: ReturnType<typeof actionOf>): number | undefined {
  return (
    log.outline().sections.find((one) => one.actionId !== undefined && one.actionId === action?.sessionActionId)
      ?.firstLine ?? (action?.startedAtMs === undefined ? undefined : log.store?.lineAtTime(action.startedAtMs))
  );
}

/** The action that is meant: the one that failed first where none is named. */
function actionOf(log: OpenLog, actionId: SessionActionId | undefined): ReturnType<OpenLog['actionOf']> {
  const { snapshot } = log.session;
  return log.actionOf(actionId) ?? (snapshot && failingAction(snapshot));
}
