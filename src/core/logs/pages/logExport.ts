import { linesOf } from '../lines/logLines';
import type { LogKind } from '../structure/logSection';
import type { LogEvent } from '../../service/ports';

/** How a log is written to a file: for people, or an event a line as JSON. */
export type ExportForm = 'text' | 'ndjson';

const INDENT = ' '.repeat('2026-11-23T10:02:31.250Z  '.length);

/**
 * A piece of a log's file, with a line end after each line. Text has the time of UTC before each event, its further lines below
 * it; NDJSON has the events untouched, as `{"timestamp":1795428151250,"message":"Phase: Setup"}`.
 */
export function exportEvents(events: readonly LogEvent[], form: ExportForm, kind: LogKind): string {
  return events
    .map(({ timestampMs, message }) =>
      form === 'ndjson'
        ? `${JSON.stringify({ timestamp: timestampMs, message })}\n`
        : `${timeOf(timestampMs)}  ${linesOf(message, kind).join(`\n${INDENT}`)}\n`,
    )
    .join('');
}

function timeOf(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? 'unknown'.padEnd(INDENT.length - 2) : date.toISOString();
}
