/** Reads the whole of a run's log, up to a bound. */
import type { Run, RunLog } from '../../core/compare/comparison';
import { isAbort, toFault, UserError } from '../../core/errors';
import { endless, MOST_EMPTY_PAGES } from '../../core/farm/farm';
import { sessionLogOf } from '../../core/logs/pages/logLocation';
import type { LogReader, LogSpan } from '../../core/logs/pages/logReader';
import { spanOfAction } from '../../core/logs/structure/logSpan';
import type { LogEvent, LogLocation } from '../../core/service/ports';
import { LogCursor } from '../logs/logCursor';
import { t } from '../../core/text/localize';

/** How much of a run's log is read: its last events, since a failure stands at the end. */
export const MOST_EVENTS = 200_000;

/** What was read of a log. */
export interface ReadLog extends RunLog {
  readonly events: readonly LogEvent[];
}

export interface LogReading {
  readonly reader: LogReader;
  readonly signal: AbortSignal;
  /** Told of each call with the events that it brought. */
  readonly onPage: (events: number) => void;
}

/**
 * The events of a run, from its end back. A call brings up to 10,000, and one more finds the end. Rejects only when the signal is
 * aborted: why there is nothing to read is part of the result.
 */
export async function readRunLog(reading: LogReading, run: Run): Promise<ReadLog> {
  const span = run.action ? spanOfAction(run.actions, run.action.sessionActionId) : {};
  return span ? readLog(reading, locationOf(run), span, MOST_EVENTS) : failed(neverBegan());
}

/** More than any environment writes while it is set up. */
const MOST_SETUP_EVENTS = 20_000;

/** What a session wrote before its first task and before the run: its environments, with what they install and set. */
export async function readSetUp(
  reading: LogReading,
  { key, session, action, actions }: Run,
): Promise<readonly LogEvent[]> {
  const starts = (of: (kind: string) => boolean): readonly number[] =>
    actions.flatMap(({ definition, startedAtMs }) =>
      startedAtMs !== undefined && of(definition.kind) ? [startedAtMs] : [],
    );
  const fromMs = Math.min(...starts((kind) => kind === 'envEnter'));
  const untilMs = Math.min(action?.startedAtMs ?? -Infinity, ...starts((kind) => kind === 'taskRun'));
  if (!(fromMs < untilMs)) {
    return [];
  }
  const { events } = await readLog(reading, locationOf({ key, session }), { fromMs, untilMs }, MOST_SETUP_EVENTS);
  return events;
}

function locationOf({ key, session }: Pick<Run, 'key' | 'session'>): LogLocation {
  const { connection, farmId, queueId } = key;
  return session.ok ? { connection, farmId, owner: queueId, configuration: session.value.log } : sessionLogOf(key);
}

async function readLog(
  { reader, signal, onPage }: LogReading,
  location: LogLocation,
  span: LogSpan,
  most: number,
): Promise<ReadLog> {
  const cursor = new LogCursor({ reader, location, direction: 'older', ...span });
  const pages: (readonly LogEvent[])[] = [];
  let lines = 0;
  let emptyPages = 0;
  try {
    while (!cursor.isAtEnd && lines < most) {
      if (emptyPages >= MOST_EMPTY_PAGES) {
        throw endless();
      }
      await reader.allowance(location).take(signal);
      const page = (await cursor.next(signal)).events.events();
      emptyPages = page.length > 0 ? 0 : emptyPages + 1;
      lines += page.length;
      pages.push(page);
      onPage(page.length);
    }
  } catch (error) {
    if (isAbort(error) || signal.aborted) {
      throw error;
    }
    return failed(error);
  }
  return cursor.isGone
    ? failed(gone())
    : { events: pages.reverse().flat(), lines, isCut: !cursor.isAtEnd, fault: undefined };
}

function failed(error: unknown): ReadLog {
  return { events: [], lines: 0, isCut: false, fault: toFault(error) };
}

function gone(): UserError {
  return new UserError({ kind: 'notFound', message: t('This log was deleted, or never written.'), remedies: [] });
}

function neverBegan(): UserError {
  return new UserError({ kind: 'notFound', message: t('This action never began, so it has no log.'), remedies: [] });
}
