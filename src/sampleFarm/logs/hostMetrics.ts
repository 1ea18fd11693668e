/** What a worker agent of version 0.28 writes about its host each minute while a session runs. */
import type { LogEvent } from '../../core/service/ports';
import type { SessionRecord } from '../world/model';

const MINUTE = 60_000;
const MEMORY_BYTES = 64 * 2 ** 30;
const DISK_BYTES = 200 * 1e9;
/** A program that is killed has filled the memory for so long. */
const FULL_MS = 3 * MINUTE;
const KILLED: ReadonlySet<number | undefined> = new Set([137, -9]);

/** One event a minute, from the first whole minute of the session to its end. */
export function hostMetrics(session: SessionRecord): readonly LogEvent[] {
  const { startedAtMs, endedAtMs } = session;
  const plan = session.plan();
  const first = Math.ceil(startedAtMs / MINUTE) * MINUTE;
  const count = Math.max(0, Math.ceil((endedAtMs - first) / MINUTE));
  return Array.from({ length: count }, (_, minute) => {
    const timestampMs = first + minute * MINUTE;
    const action = plan.find(({ startMs, endMs }) => startMs <= timestampMs && timestampMs < endMs);
    const killed = plan.find(
      ({ exitCode, endMs }) => KILLED.has(exitCode) && endMs > timestampMs && endMs - timestampMs <= FULL_MS,
    );
    const work =
      action?.definition.kind === 'taskRun'
        ? 0.35 + 0.2 * ((timestampMs - action.startMs) / (action.endMs - action.startMs))
        : 0.1;
    const memory = Math.round((killed ? 0.98 : work) * MEMORY_BYTES);
    const disk = Math.round(Math.min(0.9, 0.24 + minute * 0.002) * DISK_BYTES);
    return { timestampMs, message: JSON.stringify(recordOf(memory, disk)) };
  });
}

/** Keys and forms as the agent has them: all values are text, and of the disk it tells the fraction for the percentage. */
function recordOf(memory: number, disk: number): Readonly<Record<string, string>> {
  return {
    level: 'INFO',
    ti: '📊',
    type: 'Metrics',
    subtype: 'System',
    'cpu-usage-percent': '0.0',
    'memory-total-bytes': String(MEMORY_BYTES),
    'memory-used-bytes': String(memory),
    'memory-used-percent': ((memory / MEMORY_BYTES) * 100).toFixed(1),
    'swap-used-bytes': '0',
    'total-disk-bytes': String(DISK_BYTES),
    'total-disk-used-bytes': String(disk),
    'total-disk-used-percent': (disk / DISK_BYTES).toFixed(1),
    'user-disk-available-bytes': String(DISK_BYTES - disk),
    'network-sent-bytes-per-second': 'NOT_AVAILABLE',
    'network-recv-bytes-per-second': 'NOT_AVAILABLE',
    'disk-read-bytes-per-second': '0.0',
    'disk-write-bytes-per-second': '0.0',
  };
}
