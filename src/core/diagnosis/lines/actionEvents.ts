import { bannerTitle } from './actionLines';
import { findTerritories } from '../../logs/structure/logActions';
import type { MarkOf } from '../../logs/structure/logMark';
import type { LogEvent } from '../../service/ports';
import type { SessionAction } from '../../session/session';

/**
 * Divides a session's log among its actions, by banners and by the times that the service reports. An action's events end before
 * the next action's and before the clean-up of the session. What belongs to no action is left out; an action that wrote nothing,
 * or whose part of the log is not there, has no events.
 *
 * @param events in the order of the log, or a part of it.
 * @returns for each action, in their order, its events.
 */
export function actionEvents(events: readonly LogEvent[], actions: readonly SessionAction[]): readonly LogEvent[][] {
  const territories = findTerritories(
    bannersOf(events),
    {
      firstLine: 0,
      endLine: events.length,
      lineAtTime: (timeMs) => firstAt(events, timeMs),
      timeOfLine: (line) => events[line]?.timestampMs,
    },
    { actions, asOfMs: Infinity },
  );
  const slices = new Map<SessionAction, LogEvent[]>();
  for (const [index, { action, from }] of territories.entries()) {
    if (action) {
      slices.set(action, events.slice(from, territories[index + 1]?.from ?? events.length));
    }
  }
  return actions.map((action) => slices.get(action) ?? []);
}

function bannersOf(events: readonly LogEvent[]): MarkOf<'action'>[] {
  const banners: MarkOf<'action'>[] = [];
  for (const [line, { message }] of events.entries()) {
    const text = bannerTitle(message);
    if (text !== undefined) {
      banners.push({ kind: 'action', line, before: Math.max(0, line - 1), text });
    }
  }
  return banners;
}

function firstAt(events: readonly LogEvent[], timeMs: number): number | undefined {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.timestampMs ?? Infinity) < timeMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < events.length ? low : undefined;
}
