/** What worker agents write about their host into the worker's log, every minute by default. */
import { metricNumber, systemMetricsOf } from '../metrics/systemMetrics';
import type { LogEvent } from '../service/ports';

/** One reading of a host. It is about the whole host: another session may run on it. */
export interface HostSample {
  readonly atMs: number;
  /** 0 to 100. Agents before 0.33.1 mostly write 0 for a busy host: only a high figure tells anything. Missing where there is none. */
  readonly cpuPercent: number | undefined;
  /** Of all GPUs, 0 to 100. Missing where there is none. */
  readonly gpuPercent: number | undefined;
  /** In use, 0 to 100, from bytes. */
  readonly memoryPercent: number | undefined;
  /** Sent and received, bytes a second. Missing where the agent could not tell. */
  readonly networkRate: number | undefined;
  /** Read and written, bytes a second. Missing where the agent could not tell. */
  readonly diskRate: number | undefined;
}

/** What a host's readings of the last minutes say. */
export interface HostState {
  /** Since when it has neither sent, received, read nor written anything to speak of, nor computed as far as that is known. */
  readonly stillSinceMs: number | undefined;
  /** Whether it does anything: most readings show traffic or computing. */
  readonly isWorking: boolean;
  /** Whether its CPU figures mean anything. */
  readonly isCpuTold: boolean;
}

/** A reading in an event of a worker's log; undefined for everything else. */
export function hostSampleOf({ timestampMs, message }: LogEvent): HostSample | undefined {
  const facts = systemMetricsOf(message);
  if (!facts) {
    return undefined;
  }
  const number = (name: string): number | undefined => metricNumber(facts.get(name));
  const sum = (one: string, other: string): number | undefined => {
    const [a, b] = [number(one), number(other)];
    return a === undefined || b === undefined ? undefined : a + b;
  };
  const [used, total] = [number('memory-used-bytes'), number('memory-total-bytes')];
  return {
    atMs: timestampMs,
    cpuPercent: number('cpu-usage-percent'),
    gpuPercent: number('gpu-utilization-percent'),
    memoryPercent: used === undefined || !total ? undefined : Math.min(100, (100 * used) / total),
    networkRate: sum('network-sent-bytes-per-second', 'network-recv-bytes-per-second'),
    diskRate: sum('disk-read-bytes-per-second', 'disk-write-bytes-per-second'),
  };
}

/** Bytes a second: an idle host's agent reports to the service and writes its own log. */
const LITTLE_TRAFFIC = 50_000;
const LITTLE_DISK = 100_000;
const BUSY_CPU = 20;
const BUSY_GPU = 5;
/** Of all memory: what a program takes or gives back while it works. */
const LITTLE_MEMORY = 1;
/** How many readings in a row say that a host is still. */
const FEWEST = 6;
/** Readings further apart than this have a gap, of which nothing is known. */
const GAP_MS = 180_000;

/** What the readings of a host say, oldest first; undefined where there are too few of late. */
export function hostStateOf(samples: readonly HostSample[], untilMs: number): HostState | undefined {
  const gap = samples.findLastIndex(({ atMs }, index) => (samples[index + 1]?.atMs ?? untilMs) - atMs > GAP_MS);
  const recent = samples.slice(gap + 1);
  if (recent.length < FEWEST) {
    return undefined;
  }
  const last = recent.slice(-FEWEST);
  const moving = recent.findLastIndex((sample, index) => !isStill(sample, recent[index - 1]));
  const still = recent.slice(moving + 1);
  return {
    stillSinceMs: still.length >= FEWEST ? still[0]?.atMs : undefined,
    isWorking: last.filter((sample) => isBusy(sample)).length * 2 > last.length,
    isCpuTold: recent.filter(({ cpuPercent = 0 }) => cpuPercent > 0).length * 2 > recent.length,
  };
}

function isBusy({ cpuPercent = 0, gpuPercent = 0, networkRate = 0, diskRate = 0 }: HostSample): boolean {
  return cpuPercent >= BUSY_CPU || gpuPercent >= BUSY_GPU || networkRate > LITTLE_TRAFFIC || diskRate > LITTLE_DISK;
}

/** What the agent could not tell speaks for nothing. */
function isStill(sample: HostSample, before: HostSample | undefined): boolean {
  const { networkRate, diskRate, memoryPercent = 0 } = sample;
  const grown = Math.abs(memoryPercent - (before?.memoryPercent ?? memoryPercent));
  return networkRate !== undefined && diskRate !== undefined && grown <= LITTLE_MEMORY && !isBusy(sample);
}
