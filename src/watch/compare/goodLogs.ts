/** Reads what runs of other sessions wrote that succeeded at what one failed at: what a cause is compared with. */
import { runOf } from '../../core/compare/pairOfSessions';
import type { ActionLog } from '../../core/diagnosis';
import { UserError } from '../../core/errors';
import type { LogReader } from '../../core/logs/pages/logReader';
import type { LogSource } from '../../core/service/ports';
import type { SessionSnapshot } from '../../core/session/session';
import { failingAction } from '../../core/session/status';
import { findGoodRuns, type GoodRunSearch } from './goodRuns';
import { noneSucceeded } from './readComparison';
import { readRunLog } from './runLog';

/** What is asked. */
export type ElsewhereSource = GoodRunSearch['source'] & LogReader & LogSource;

export interface GoodLogReading {
  readonly source: ElsewhereSource;
  readonly signal: AbortSignal;
}

/**
 * The logs of up to three runs of other sessions that succeeded at what failed in a session: at most five calls to find them, and two
 * for each log of up to 10,000 lines.
 *
 * @throws {UserError} `notFound` where nothing of the kind succeeded yet, or none of the logs can be read
 */
export async function readGoodLogs(
  { source, signal }: GoodLogReading,
  snapshot: SessionSnapshot,
): Promise<readonly ActionLog[]> {
  const action = failingAction(snapshot);
  if (!action) {
    return [];
  }
  const runs = await findGoodRuns({ source, signal, onCall: () => undefined }, { ...runOf(snapshot, action), action });
  const logs = await Promise.all(
    runs.map(async (run) => ({ run, log: await readRunLog({ reader: source, signal, onPage: () => undefined }, run) })),
  );
  const good = logs.flatMap(({ run, log }): ActionLog[] =>
    run.action && log.events.length > 0 ? [{ action: run.action, events: log.events }] : [],
  );
  if (good.length === 0) {
    const fault = logs[0]?.log.fault;
    throw new UserError(fault ?? { kind: 'notFound', message: noneSucceeded(action), remedies: [] });
  }
  return good;
}
