/** The last lines of the failed action's log, shown on the page; more on request. */
import { linesOf } from '../../../core/logs/lines/logLines';
import { spanOfAction } from '../../../core/logs/structure/logSpan';
import type { SessionActionId } from '../../../core/ids';
import type { SessionSnapshot } from '../../../core/session/session';
import { failingAction } from '../../../core/session/status';
import type { LogTail } from '../../../render/panel/panelProtocol';
import type { App } from '../../app';

/** Lines that one press of the button shows more. */
const LINES_MORE = 20;
/** Lines that are kept for further presses; the whole log is one press of another button away. */
const MOST_LINES = 2_000;

/** What was read, and how much of it is shown. */
export interface ReadTail {
  readonly sessionActionId: SessionActionId;
  readonly lines: readonly string[];
  readonly shown: number;
}

/**
 * Shows more lines; one call for the first, none for more.
 * @throws {UserError} the log cannot be read
 */
export async function moreLines(
  app: Pick<App, 'service' | 'now'>,
  snapshot: SessionSnapshot,
  before: ReadTail | undefined,
  signal: AbortSignal,
): Promise<ReadTail | undefined> {
  const action = failingAction(snapshot);
  if (!action) {
    return undefined;
  }
  const { sessionActionId } = action;
  if (before?.sessionActionId === sessionActionId) {
    return { ...before, shown: Math.min(before.lines.length, before.shown + LINES_MORE) };
  }
  const { fromMs, untilMs = app.now() } =
    spanOfAction(snapshot.actions.ok ? snapshot.actions.value : [], sessionActionId) ?? {};
  if (fromMs === undefined) {
    return { sessionActionId, lines: [], shown: 0 };
  }
  const { connection, farmId, queueId } = snapshot.key;
  const location = { connection, farmId, owner: queueId, configuration: snapshot.session.log };
  const events = (await app.service().between(location, fromMs, untilMs, signal)) ?? [];
  const lines = events
    .slice(-MOST_LINES)
    .flatMap(({ message }) => linesOf(message, 'session'))
    .slice(-MOST_LINES);
  return { sessionActionId, lines, shown: Math.min(lines.length, LINES_MORE) };
}

/** What the page is sent of it. */
export function shownTail({ sessionActionId, lines, shown }: ReadTail): LogTail {
  return { sessionActionId, lines: shownLines({ lines, shown }), hasMore: shown < lines.length };
}

/** The lines that are shown. */
export function shownLines({ lines, shown }: Pick<ReadTail, 'lines' | 'shown'>): readonly string[] {
  return lines.slice(lines.length - shown);
}
