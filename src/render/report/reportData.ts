import { withoutSecrets } from '../../core/text/redact';
import { evidenceLines } from '../diagnosis';
import type { ReportInput } from './sessionReport';

/** Another number when what a program would read has another meaning. */
const VERSION = 1;

/**
 * A session as JSON, for programs: what the service says, why it failed, and the last lines of the failed action. Times are ISO 8601 in
 * UTC; what reads like a secret is hidden.
 * @example { "format": "deadline-session-report", "version": 1, "session": { "startedAt": "2026-11-23T09:02:27.000Z", … }, … }
 */
export function reportData({ session, nowMs, lastEvents }: ReportInput): string {
  const { key, snapshot, diagnosis, fault } = session;
  const report = {
    format: 'deadline-session-report',
    version: VERSION,
    madeAtMs: nowMs,
    ...snapshot,
    key,
    raw: undefined,
    fault,
    diagnosis: diagnosis && {
      sessionActionId: diagnosis.sessionActionId,
      cause: diagnosis.cause,
      certainty: diagnosis.certainty,
      sentence: diagnosis.sentence,
      advice: diagnosis.advice,
      evidence: evidenceLines(diagnosis).map(({ text, why }) => ({ text: withoutSecrets(text), why })),
    },
    lastEvents: lastEvents.map(({ timestampMs, message }) => ({ atMs: timestampMs, message: withoutSecrets(message) })),
    response: snapshot?.raw,
  };
  return `${JSON.stringify(withDates(report), undefined, 2)}\n`;
}

/** The same with points in time as people and programs exchange them: `startedAtMs: 1795…` → `startedAt: '2026-…Z'`. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withDates);
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? withoutSecrets(value) : value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) =>
      typeof one === 'number' && /(?:^at|At)Ms$/.test(name)
        ? [name.slice(0, -2), isoTime(one)]
        : [name, withDates(one)],
    ),
  );
}

/** Null for what is no time, as JSON has it. */
function isoTime(timeMs: number): string | null {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
