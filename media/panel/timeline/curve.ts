/** The curve below a timeline: the host's memory, disk and processor on the same scale of time. */
import { t } from '../../../src/core/text/localize';
import { type HostSample, SAMPLES_APART_MS } from '../../../src/core/metrics/hostMetrics';
import type { Stretch } from '../../../src/core/timeline/spans';
import { xOf } from '../../../src/render/timeline/bars';
import type { Palette } from './palette';

type Measure = 'memory' | 'disk' | 'cpu' | 'gpuMemory';

/** Dashes tell them apart where colors do not. */
const DASHES: Readonly<Record<Measure, readonly number[]>> = {
  memory: [],
  disk: [6, 3],
  cpu: [2, 2],
  gpuMemory: [8, 2, 2, 2],
};
const NAMES: Readonly<Record<Measure, string>> = {
  memory: t('memory'),
  disk: t('disk'),
  cpu: t('CPU'),
  gpuMemory: t('GPU memory'),
};

/** How far from the pointer a measurement may be, as it is taken once a minute. */
const REACH_MS = 60_000;

/** The measurement nearest to a time; undefined where none is near. */
export function sampleAt(samples: readonly HostSample[], timeMs: number): HostSample | undefined {
  const distance = (sample: HostSample): number => Math.abs(sample.timestampMs - timeMs);
  const nearest = samples.reduce<HostSample | undefined>(
    (best, sample) => (best && distance(best) <= distance(sample) ? best : sample),
    undefined,
  );
  return nearest && distance(nearest) <= REACH_MS ? nearest : undefined;
}

export function drawCurve(
  canvas: CanvasRenderingContext2D,
  samples: readonly HostSample[],
  view: Stretch,
  { top, height, width }: { readonly top: number; readonly height: number; readonly width: number },
  palette: Palette,
): void {
  const floor = top + height - 2;
  const room = height - 12;
  canvas.globalAlpha = 1;
  canvas.fillStyle = palette.edge;
  canvas.fillRect(0, floor, width, 1);
  canvas.lineWidth = 1.5;
  let legend = 0;
  for (const measure of ['memory', 'disk', 'cpu', 'gpuMemory'] as const) {
    const measured = samples.filter((sample) => sample[measure] !== undefined);
    if (measured.length === 0) {
      continue;
    }
    canvas.strokeStyle = measure === 'memory' ? palette.ink : palette.muted;
    canvas.setLineDash([...DASHES[measure]]);
    canvas.beginPath();
    measured.forEach((sample, index) => {
      const x = xOf(sample.timestampMs, view, width);
      const y = floor - (sample[measure] ?? 0) * room;
      const before = measured[index - 1];
      if (before && sample.timestampMs - before.timestampMs <= SAMPLES_APART_MS) {
        canvas.lineTo(x, y);
      } else {
        // A measurement on its own is a short line; a pause in the measuring is a gap.
        canvas.moveTo(x - 2, y);
        canvas.lineTo(x, y);
      }
    });
    canvas.stroke();
    legend += legendOf(canvas, NAMES[measure], 4 + legend, top + 6, palette);
  }
  canvas.setLineDash([]);
}

/** A line as it is drawn, and what it means; returns how wide both are. */
function legendOf(canvas: CanvasRenderingContext2D, name: string, x: number, y: number, palette: Palette): number {
  const wide = canvas.measureText(name).width;
  canvas.fillStyle = palette.ground;
  canvas.globalAlpha = 0.8;
  canvas.fillRect(x - 2, y - 7, wide + 30, 14);
  canvas.globalAlpha = 1;
  canvas.beginPath();
  canvas.moveTo(x, y);
  canvas.lineTo(x + 18, y);
  canvas.stroke();
  canvas.fillStyle = palette.muted;
  canvas.fillText(name, x + 22, y);
  return wide + 36;
}
