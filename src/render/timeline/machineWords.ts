/** The host's measurements in words. All are of the whole host: what else ran there counts too. */
import type { HostSample } from '../../core/metrics/hostMetrics';
import type { Stretch } from '../../core/timeline/spans';
import { exactTime } from '../time';
import type { Figure } from './words';

/** What stood out while the session ran, e.g. `Host memory: at most 98 % of 64 GiB`; empty where nothing was measured. */
export function machineWords(samples: readonly HostSample[], session: Stretch): readonly Figure[] {
  const own = samples.filter(({ timestampMs }) => timestampMs >= session.fromMs && timestampMs <= session.toMs);
  const figure = (name: string, what: 'memory' | 'disk' | 'gpuMemory'): readonly Figure[] => {
    const measured = own.filter((sample) => sample[what] !== undefined);
    const most = measured.reduce<HostSample | undefined>(
      (highest, sample) => ((highest?.[what] ?? -1) >= (sample[what] ?? 0) ? highest : sample),
      undefined,
    );
    if (!most) {
      return [];
    }
    const total = what === 'memory' ? ` of ${sizeOf(most.memoryTotalBytes)}` : '';
    const time = exactTime(most.timestampMs).slice(11, 19);
    return [[name, `at most ${share(most[what])}${total === ' of ' ? '' : total} (${time})`]];
  };
  const cpus = own.flatMap(({ cpu }) => cpu ?? []);
  return [
    ...figure('Host memory', 'memory'),
    ...figure('Host disk', 'disk'),
    ...figure('Host GPU memory', 'gpuMemory'),
    ...(cpus.length === 0
      ? []
      : [['Host CPU', `${share(cpus.reduce((sum, cpu) => sum + cpu, 0) / cpus.length)} on average`] as const]),
  ];
}

/** The lines of a tooltip over one measurement. */
export function sampleWords({
  timestampMs,
  memory,
  memoryTotalBytes,
  disk,
  cpu,
  gpuMemory,
}: HostSample): readonly string[] {
  const total = sizeOf(memoryTotalBytes);
  return [
    'The whole host',
    ...(memory === undefined ? [] : [`Memory ${share(memory)}${total === '' ? '' : ` of ${total}`}`]),
    ...(disk === undefined ? [] : [`Disk ${share(disk)} (root volume)`]),
    ...(cpu === undefined ? [] : [`CPU ${share(cpu)}`]),
    ...(gpuMemory === undefined ? [] : [`GPU memory ${share(gpuMemory)}`]),
    exactTime(timestampMs),
  ];
}

function share(value = 0): string {
  return `${Math.round(value * 100)} %`;
}

/** `64 GiB`; empty where it is not known. */
function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) {
    return '';
  }
  const gib = bytes / 2 ** 30;
  return gib >= 10 ? `${Math.round(gib)} GiB` : `${gib.toFixed(1)} GiB`;
}
