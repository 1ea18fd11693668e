/** How the machine behind a session did: what worker agents write about their host into the worker's log, by default each minute. */
import type { LogEvent } from '../service/ports';
import { metricNumber, systemMetricsOf } from './systemMetrics';

/** One measurement. Shares are 0 to 1; undefined where the agent did not tell or its number makes no sense. */
export interface HostSample {
  readonly timestampMs: number;
  /** Used memory; computed from bytes. */
  readonly memory: number | undefined;
  readonly memoryTotalBytes: number | undefined;
  /** Used space of the root volume; computed from bytes, since agents before 0.33 give the percentage as a fraction. */
  readonly disk: number | undefined;
  /** The mean of an interval; undefined unless the agent is known to measure it right. */
  readonly cpu: number | undefined;
  readonly gpuMemory: number | undefined;
}

/** From this version on an agent measures the processor; earlier ones mostly say 0 on a busy host. */
const CPU_SINCE = [0, 33, 1] as const;
const LONGEST = 20_000;

/** The measurements in a worker's log, in the order of time; empty where the agent writes none. Never throws on any text. */
export function hostSamplesOf(events: readonly LogEvent[]): readonly HostSample[] {
  let measuresCpu = false;
  const samples: HostSample[] = [];
  for (const { timestampMs, message } of events) {
    const agent = agentInfoOf(message);
    if (agent) {
      measuresCpu = isSince(versionOf(agent));
    }
    const metrics = systemMetricsOf(message);
    if (metrics && Number.isFinite(timestampMs)) {
      const sample = sampleOf(timestampMs, metrics, measuresCpu);
      if (sample) {
        samples.push(sample);
      }
    }
  }
  return samples.sort((one, other) => one.timestampMs - other.timestampMs);
}

type Values = Readonly<Record<string, unknown>>;

function agentInfoOf(message: string): Values | undefined {
  if (!message.startsWith('{') || message.length > LONGEST || !message.includes('"AgentInfo"')) {
    return undefined;
  }
  try {
    const value = JSON.parse(message) as Values;
    return value.type === 'AgentInfo' ? value : undefined;
  } catch {
    return undefined;
  }
}

function sampleOf(
  timestampMs: number,
  metrics: ReadonlyMap<string, unknown>,
  measuresCpu: boolean,
): HostSample | undefined {
  const number = (name: string): number | undefined => metricNumber(metrics.get(name));
  const share = (used: string, total: string): number | undefined => {
    const [part, whole] = [number(used), number(total)];
    return part === undefined || whole === undefined || whole === 0 || part > whole ? undefined : part / whole;
  };
  const memory = share('memory-used-bytes', 'memory-total-bytes');
  const disk = share('total-disk-used-bytes', 'total-disk-bytes');
  const cpuPercent = measuresCpu ? number('cpu-usage-percent') : undefined;
  const cpu = cpuPercent === undefined || cpuPercent > 100 ? undefined : cpuPercent / 100;
  const gpuMemory = share('gpu-memory-used-mib', 'gpu-memory-total-mib');
  return memory === undefined && disk === undefined && cpu === undefined && gpuMemory === undefined
    ? undefined
    : { timestampMs, memory, memoryTotalBytes: number('memory-total-bytes'), disk, cpu, gpuMemory };
}

/** The agent's version, by itself or in the agent's sentence: `Worker agent 0.33.1, Python 3.11.9`. */
function versionOf(value: Values): string {
  const { agent, message } = value;
  const version = typeof agent === 'object' && agent !== null ? (agent as Values).version : value['agent.version'];
  return typeof version === 'string'
    ? version
    : (/agent (\d+\.\d+\.\d+)/i.exec(typeof message === 'string' ? message : '')?.[1] ?? '');
}

function isSince(version: string): boolean {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  const different = numbers?.findIndex((number, index) => number !== CPU_SINCE[index]);
  return (
    numbers !== undefined && (different === -1 || (numbers[different ?? 0] ?? 0) > (CPU_SINCE[different ?? 0] ?? 0))
  );
}

/** How far apart measurements of one agent that goes on are at most; it writes one a minute unless told otherwise. */
export const SAMPLES_APART_MS = 180_000;

/** What was nearly full for some time until a moment. */
export interface FullStretch {
  /** The highest share. */
  readonly most: number;
  /** How long it was above the limit, up to the moment. */
  readonly forMs: number;
  readonly totalBytes: number | undefined;
}

/**
 * Whether memory or disk was nearly full until a moment, e.g. until a program was killed; undefined where it was not, or where the
 * last measurement is too long ago to tell.
 */
export function fullBefore(
  samples: readonly HostSample[],
  what: 'memory' | 'disk',
  untilMs: number,
  limit = 0.95,
): FullStretch | undefined {
  const before = samples.filter((sample) => sample[what] !== undefined && sample.timestampMs <= untilMs);
  const last = before.at(-1);
  if (!last || untilMs - last.timestampMs > SAMPLES_APART_MS) {
    return undefined;
  }
  const begin = before.findLastIndex((sample) => (sample[what] ?? 0) < limit) + 1;
  const full = before.slice(begin);
  const first = full[0];
  return (
    first && {
      most: Math.max(...full.map((sample) => sample[what] ?? 0)),
      forMs: untilMs - first.timestampMs,
      totalBytes: what === 'memory' ? last.memoryTotalBytes : undefined,
    }
  );
}
