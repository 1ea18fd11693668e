import { sessionLines, toPlainLine } from './logs/workerLog';
import type { World } from './world/world';

const DAY_MS = 86_400_000;

/**
 * A worker agent's log file of the last day, up to now, that names the example sessions: something to point at.
 * Times are in UTC.
 */
export function demoWorkerLog(world: World, nowMs: number): string {
  const lines = world
    .examples()
    .map(({ session }) => session())
    .filter(({ startedAtMs, job }) => startedAtMs > nowMs - DAY_MS && job.queue.readable)
    .flatMap((session) => sessionLines(session))
    .filter(({ timestampMs }) => timestampMs <= nowMs)
    .sort((a, b) => a.timestampMs - b.timestampMs);
  return lines.map((line) => `${toPlainLine(line)}\n`).join('');
}
