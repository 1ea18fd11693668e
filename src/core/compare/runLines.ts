import { linesOfAction } from '../diagnosis/lines/actionLines';
import { actionEvents } from '../diagnosis/lines/actionEvents';
import type { LogLine } from '../diagnosis/lines/logLine';
import type { LogEvent } from '../service/ports';
import type { SessionAction } from '../session/session';

/**
 * What an action's program wrote, and what the runtime says when it stops or fails it: without the banners, parameters and
 * temporary files around it.
 *
 * @param events may hold more than the action's own
 */
export function linesOfRun(events: readonly LogEvent[], action: SessionAction): readonly LogLine[] {
  const { lines, program, fails, stops, timeout } = linesOfAction(events, action);
  const own = [...program, ...fails, ...stops, ...(timeout === undefined ? [] : [timeout])];
  return own.sort((one, other) => one - other).flatMap((index) => lines[index] ?? []);
}

/** The same of all that a session did, action after action. */
export function linesOfSession(events: readonly LogEvent[], actions: readonly SessionAction[]): readonly LogLine[] {
  const slices = actionEvents(events, actions);
  return actions.flatMap((action, index) => linesOfRun(slices[index] ?? [], action));
}
