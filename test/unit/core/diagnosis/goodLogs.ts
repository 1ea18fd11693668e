/** What actions of the sample farm write that succeed. */
import { linesOfAction } from '../../../../src/core/diagnosis/lines/actionLines';
import type { LogEvent } from '../../../../src/core/service/ports';
import { actionLog } from '../../../../src/sampleFarm/logs/actionLog';
import type { Sequence } from '../../../../src/sampleFarm/sequence';
import { buildWorld } from '../../../../src/sampleFarm/world/world';
import { OPENED_MS } from '../../../support/farm/farmCaller';

const DAY_MS = 86_400_000;
/** How many lines of a long log are looked at, at its begin and at its end. */
const LINES = 120;
/** How many sessions of each job. */
const SESSIONS = 6;

/** The lines of every action that succeeds in the jobs of the farm that have a story, of which its examples are, and in some others. */
export function* goodLogsOfSampleFarm(): Generator<readonly string[]> {
  const world = buildWorld(OPENED_MS, 1, undefined);
  for (const queue of world.queues) {
    const generated = queue.jobs(OPENED_MS);
    const others = Array.from({ length: Math.min(4, generated.length) }, (_, index) => generated.at(index));
    for (const job of [...queue.toldJobs(OPENED_MS + DAY_MS), ...others]) {
      for (let index = 0; index < Math.min(SESSIONS, job.sessions.length); index++) {
        const session = job.sessions.at(index);
        for (const action of session.plan()) {
          if (action.outcome === 'SUCCEEDED') {
            const { lines, program } = linesOfAction(endsOf(actionLog(session, action)), { status: 'SUCCEEDED' });
            yield program.map((line) => lines[line]?.text ?? '');
          }
        }
      }
    }
  }
}

function endsOf(log: Sequence<LogEvent>): readonly LogEvent[] {
  const indexes = Array.from({ length: log.length > 2 * LINES ? 2 * LINES : log.length }, (_, index) =>
    index < LINES || log.length <= 2 * LINES ? index : log.length - 2 * LINES + index,
  );
  return indexes.map((index) => log.at(index));
}
