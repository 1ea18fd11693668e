import type { LogEvent } from '../../core/service/ports';
import { type Sequence, concatenated, firstIndex, sequenceOf } from '../sequence';
import type { SessionRecord } from '../world/model';
import { EMPTY_LINE, RULE, actionLog, workingDirectory } from './actionLog';

/** Everything a session ever writes, past and future. */
export function sessionLog(session: SessionRecord): Sequence<LogEvent> {
  const plan = session.plan();
  const directory = workingDirectory(session);
  const lastMs = Math.max(session.startedAtMs, ...plan.map(({ endMs }) => endMs));
  return concatenated([
    lines(session.startedAtMs + 250, [
      `Initializing Open Job Description Session: ${session.sessionId}`,
      `Session Working Directory: ${directory}`,
      `Running Session Actions as user: job-user`,
    ]),
    ...plan.map((action) => actionLog(session, action)),
    lines(lastMs + 400, [
      EMPTY_LINE,
      RULE,
      '--------- Session Cleanup',
      RULE,
      `Deleting working directory: ${directory}`,
    ]),
  ]);
}

/** How much of a log has been written at a moment. */
export function lengthAt(log: Sequence<LogEvent>, nowMs: number): number {
  return firstIndex(log.length, (index) => log.at(index).timestampMs > nowMs);
}

/** What a program reported of itself by a moment: the last of each of its directives. Read from its log, so that both agree. */
export function reportedBy(
  log: Sequence<LogEvent>,
  nowMs: number,
): { readonly percent: number | undefined; readonly message: string | undefined } {
  let percent: number | undefined;
  let message: string | undefined;
  const end = lengthAt(log, nowMs);
  for (let index = end - 1; index >= Math.max(0, end - FAR_ENOUGH) && !(percent !== undefined && message); index--) {
    const [, word, value] = /^openjd_(progress|status|fail): (.+)$/.exec(log.at(index).message) ?? [];
    if (word === 'progress') {
      percent ??= Number(value);
    } else {
      message ??= value;
    }
  }
  return { percent, message };
}

/** No program stays silent about its progress for longer than this many lines. */
const FAR_ENOUGH = 400;

function lines(firstMs: number, messages: readonly string[]): Sequence<LogEvent> {
  return sequenceOf(messages.map((message, index) => ({ timestampMs: firstMs + index * 3, message })));
}
