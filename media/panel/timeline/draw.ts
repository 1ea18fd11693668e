/** Draws a timeline into a canvas: only the rows and the time that are seen. */
import { t } from '../../../src/core/text/localize';
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { SessionAction } from '../../../src/core/session/session';
import type { Stretch } from '../../../src/core/timeline/spans';
import type { Gap, Timeline } from '../../../src/core/timeline/timeline';
import { actionLabel, environmentName } from '../../../src/render/session/action';
import { type Bar, barsOf, firstEndingAfter, xOf } from '../../../src/render/timeline/bars';
import { duration } from '../../../src/render/time';
import { type Canvas, drawAxis, fill, write } from './brush';
import { drawCurve } from './curve';
import type { Palette } from './palette';
import { AXIS_HEIGHT, curveHeight, type Row, type Rows, rowsBetween } from './rows';

/** Everything that one drawing shows. Lengths are CSS pixels. */
export interface Scene {
  readonly timeline: Timeline;
  readonly rows: Rows;
  readonly actions: readonly SessionAction[];
  readonly stepNames: Readonly<Record<string, string>>;
  readonly view: Stretch;
  readonly width: number;
  /** Measurements of the host; undefined where there are none. */
  readonly machine: readonly HostSample[] | undefined;
  /** How far the rows are scrolled. */
  readonly scrolled: number;
  /** Whether the session goes on. */
  readonly isLive: boolean;
}

/** Bars that have room for words. */
const WORDY = 44;
/** Bars that are more than a line. */
const WIDE = 7;

/** @param canvas scaled to CSS pixels */
export function draw(canvas: Canvas, scene: Scene, palette: Palette): void {
  const { timeline, rows, width, scrolled } = scene;
  const below = AXIS_HEIGHT + rows.seen;
  const bottom = below + curveHeight(scene.machine);
  canvas.font = palette.font;
  canvas.textBaseline = 'middle';
  drawAxis(canvas, scene.view, width, palette, bottom);
  canvas.save();
  canvas.beginPath();
  canvas.rect(0, AXIS_HEIGHT, width, rows.seen);
  canvas.clip();
  canvas.translate(0, AXIS_HEIGHT - scrolled);
  for (const row of rowsBetween(rows, scrolled, scrolled + rows.seen)) {
    if (row.kind === 'environments') {
      drawEnvironments(canvas, scene, row, palette);
    } else {
      if (row.isFirst) {
        drawGaps(canvas, timeline.gaps, scene, row, palette);
      }
      drawActions(canvas, scene, row, palette);
    }
  }
  canvas.restore();
  if (scene.machine) {
    drawCurve(canvas, scene.machine, scene.view, { top: below, height: bottom - below, width }, palette);
  }
  drawEnds(canvas, scene, palette, bottom);
}

/** Shades what is before and after the session. */
function drawEnds(canvas: Canvas, { timeline, view, width, isLive }: Scene, palette: Palette, bottom: number): void {
  const from = Math.min(width, Math.max(0, xOf(timeline.session.fromMs, view, width)));
  const to = Math.min(width, Math.max(0, xOf(timeline.session.toMs, view, width)));
  for (const [x, size] of [
    [0, from],
    [to, width - to],
  ] as const) {
    fill(canvas, palette.muted, 0.12, x, AXIS_HEIGHT, size, bottom - AXIS_HEIGHT);
  }
  for (const [x, color] of [
    [from, palette.muted],
    [to, isLive ? palette.tone('running') : palette.muted],
  ] as const) {
    if (x > 0 && x < width) {
      fill(canvas, color, 1, Math.round(x) - 1, AXIS_HEIGHT - 4, 1, bottom - AXIS_HEIGHT + 4);
    }
  }
}

function drawEnvironments(
  canvas: Canvas,
  { view, width }: Scene,
  { spans, top, height }: Extract<Row, { kind: 'environments' }>,
  palette: Palette,
): void {
  let drawnTo = -Infinity;
  for (let at = firstEndingAfter(spans, view.fromMs); at < spans.length; at += 1) {
    const span = spans[at];
    if (!span || span.fromMs > view.toMs) {
      break;
    }
    const x = Math.max(-2, xOf(span.fromMs, view, width));
    const end = Math.min(width + 2, xOf(span.toMs, view, width));
    if (end < drawnTo + 1) {
      continue;
    }
    drawnTo = end;
    const size = Math.max(2, end - x);
    fill(canvas, palette.muted, palette.isHighContrast ? 0 : 0.16, x, top + 1, size, height - 1);
    // A bracket that is open below frames the tasks that ran in it.
    fill(canvas, palette.muted, 1, x, top + 1, size, 1);
    fill(canvas, palette.muted, 1, x, top + 1, 1, height - 1);
    if (!span.isOpen) {
      fill(canvas, palette.muted, 1, x + size - 1, top + 1, 1, height - 1);
    }
    if (size >= WORDY) {
      write(canvas, environmentName(span.environmentId), palette.ink, Math.max(0, x), top, end, height);
    }
  }
}

function drawGaps(
  canvas: Canvas,
  gaps: readonly Gap[],
  { view, width }: Scene,
  { top, height }: Row,
  palette: Palette,
): void {
  for (let at = firstEndingAfter(gaps, view.fromMs); at < gaps.length; at += 1) {
    const gap = gaps[at];
    if (!gap || gap.fromMs > view.toMs) {
      break;
    }
    const x = Math.max(0, xOf(gap.fromMs, view, width));
    const end = Math.min(width, xOf(gap.toMs, view, width));
    if (end - x < 2) {
      continue;
    }
    canvas.save();
    canvas.beginPath();
    canvas.rect(x, top + 6, end - x, height - 12);
    canvas.clip();
    canvas.globalAlpha = palette.isHighContrast ? 0.9 : 0.45;
    canvas.strokeStyle = palette.muted;
    canvas.lineWidth = 1;
    canvas.beginPath();
    for (let line = x - (x % 6) - height; line < end; line += 6) {
      canvas.moveTo(line, top + height);
      canvas.lineTo(line + height, top);
    }
    canvas.stroke();
    canvas.restore();
    const label = t('idle {0}', duration(gap.toMs - gap.fromMs));
    const wide = canvas.measureText(label).width + 12;
    if (end - x > wide + 8) {
      const middle = (x + end) / 2;
      fill(canvas, palette.ground, 1, middle - wide / 2, top + 4, wide, height - 8);
      write(canvas, label, palette.muted, middle - wide / 2 + 1, top, end, height);
    }
  }
}

function drawActions(
  canvas: Canvas,
  scene: Scene,
  { spans, top, height }: Extract<Row, { kind: 'actions' }>,
  palette: Palette,
): void {
  const { view, width } = scene;
  const { bars, failures } = barsOf(spans, view, width);
  for (const bar of bars) {
    drawBar(canvas, scene, bar, top, height, palette);
  }
  for (const x of failures) {
    fill(canvas, palette.tone('failed'), 1, x - 1, top + 1, 3, height - 2);
  }
}

function drawBar(canvas: Canvas, scene: Scene, bar: Bar, top: number, height: number, palette: Palette): void {
  const { actions, stepNames } = scene;
  const color = palette.tone(bar.tone);
  const left = Math.max(-2, bar.x);
  const right = Math.min(scene.width + 2, bar.x + bar.width);
  // What lies side by side stays apart where there is room for a line between.
  const size = Math.max(1.5, right - left - (bar.width >= WIDE ? 1 : 0));
  const isFailed = bar.tone === 'failed';
  const y = isFailed ? top + 1 : top + 4;
  const tall = isFailed ? height - 2 : height - 8;
  if (bar.width < WIDE || !bar.span) {
    fill(canvas, color, bar.span ? 1 : 0.8, left, y, size, tall);
    return;
  }
  const action = actions[bar.span.index];
  const isTask = action?.definition.kind === 'taskRun';
  const { isHighContrast } = palette;
  fill(canvas, color, isHighContrast ? 0 : isFailed ? 0.4 : isTask ? 0.3 : 0.14, left, y, size, tall);
  if (bar.span.isRunning && action?.progressPercent !== undefined) {
    const share = Math.min(1, Math.max(0, action.progressPercent / 100));
    const done = Math.min(right, bar.x + bar.width * share) - left;
    fill(canvas, color, isHighContrast ? 0.35 : 0.4, left, y, Math.max(0, done), tall);
  }
  // A line below in the full color; what prepares and tidies up has a thin one.
  const thick = isTask ? 4 : 2;
  fill(canvas, color, 1, left, y + tall - thick, size, thick);
  if (isHighContrast || isFailed) {
    canvas.globalAlpha = 1;
    canvas.strokeStyle = isFailed ? color : palette.edge;
    canvas.lineWidth = isFailed ? 2 : 1;
    canvas.strokeRect(left + 0.5, y + 0.5, size - 1, tall - 1);
  }
  if (bar.width >= WORDY && action) {
    write(canvas, actionLabel(action, stepNames), palette.ink, Math.max(0, left), y - 1, left + size, tall);
  }
}
