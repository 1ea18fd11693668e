/** The host's measurements in words. All are of the whole host: what else ran there counts too. */
import type { HostSample } from '../../core/metrics/hostMetrics';
import { t } from '../../core/text/localize';
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
    const total = what === 'memory' ? sizeOf(most.memoryTotalBytes) : '';
    const time = exactTime(most.timestampMs).slice(11, 19);
    return [
      [
        name,
        total === ''
          ? t('at most {0} ({1})', share(most[what]), time)
          : t('at most {0} of {1} ({2})', share(most[what]), total, time),
      ],
    ];
  };
  const cpus = own.flatMap(({ cpu }) => cpu ?? []);
  return [
    ...figure(t('Host memory'), 'memory'),
    ...figure(t('Host disk'), 'disk'),
    ...figure(t('Host GPU memory'), 'gpuMemory'),
    ...(cpus.length === 0
      ? []
      : [[t('Host CPU'), t('{0} on average', share(cpus.reduce((sum, cpu) => sum + cpu, 0) / cpus.length))] as const]),
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
    t('The whole host'),
    ...(memory === undefined
      ? []
      : [total === '' ? t('Memory {0}', share(memory)) : t('Memory {0} of {1}', share(memory), total)]),
    ...(disk === undefined ? [] : [t('Disk {0} (root volume)', share(disk))]),
    ...(cpu === undefined ? [] : [t('CPU {0}', share(cpu))]),
    ...(gpuMemory === undefined ? [] : [t('GPU memory {0}', share(gpuMemory))]),
    exactTime(timestampMs),
  ];
}

function share(value = 0): string {
  return t('{0} %', Math.round(value * 100));
}

/** `64 GiB`; empty where it is not known. */
function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) {
    return '';
  }
  const gib = bytes / 2 ** 30;
  return gib >= 10 ? t('{0} GiB', Math.round(gib)) : t('{0} GiB', gib.toFixed(1));
}
