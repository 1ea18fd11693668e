/** Draws lanes into a canvas: only those, and only the time, that are seen. */
import { type Bar, barsOf, xOf } from '../../../src/render/timeline/bars';
import { type Canvas, drawAxis, fill, write } from '../timeline/brush';
import type { Palette } from '../timeline/palette';
import type { Seen } from '../timeline/picture';
import { AXIS_HEIGHT } from '../timeline/rows';
import { type DrawnLane, type LanesModel, lanesBetween } from './lanesModel';

/** Bars that have room for words, and bars that are more than a line. */
const WORDY = 48;
const WIDE = 5;

export function drawLanes(canvas: Canvas, model: LanesModel, seen: Seen, palette: Palette): void {
  const { width, scrolled, view } = seen;
  const bottom = AXIS_HEIGHT + model.seen;
  canvas.font = palette.font;
  canvas.textBaseline = 'middle';
  const visible = lanesBetween(model.lanes, scrolled, scrolled + model.seen);
  canvas.save();
  canvas.beginPath();
  canvas.rect(0, 0, width, bottom);
  canvas.clip();
  drawAxis(canvas, view, width, palette, bottom);
  canvas.beginPath();
  canvas.rect(0, AXIS_HEIGHT, width, model.seen);
  canvas.clip();
  canvas.translate(0, AXIS_HEIGHT - scrolled);
  for (const lane of visible) {
    drawSessions(canvas, lane, seen, palette);
    for (const { top, height, spans } of lane.rows) {
      drawRow(canvas, model, { spans, top: lane.top + top, height }, seen, palette);
    }
  }
  canvas.restore();
  drawSubmission(canvas, model, seen, palette, bottom);
  drawNames(canvas, model, visible, seen, palette);
}

/** While a session held the worker: where nothing is drawn over it, the worker was idle. */
function drawSessions(canvas: Canvas, lane: DrawnLane, { view, width }: Seen, palette: Palette): void {
  const { top, height } = lane;
  fill(canvas, palette.edge, palette.isHighContrast ? 0.35 : 0.5, 0, top + height - 1, width, 1);
  for (const { fromMs, toMs, isOpen } of lane.sessions) {
    const x = Math.max(-2, xOf(fromMs, view, width));
    const end = Math.min(width + 2, xOf(toMs, view, width));
    if (end < 0 || x > width) {
      continue;
    }
    const size = Math.max(1.5, end - x);
    fill(canvas, palette.muted, palette.isHighContrast ? 0 : 0.2, x, top + 2, size, height - 5);
    if (palette.isHighContrast && size > 3) {
      canvas.globalAlpha = 1;
      canvas.strokeStyle = palette.muted;
      canvas.lineWidth = 1;
      canvas.strokeRect(x + 0.5, top + 2.5, size - 1, height - 6);
    }
    fill(canvas, palette.muted, 0.9, x, top + 2, 1, height - 5);
    if (!isOpen) {
      fill(canvas, palette.muted, 0.9, end - 1, top + 2, size > 3 ? 1 : 0, height - 5);
    }
  }
}

interface DrawnRow {
  readonly spans: DrawnLane['rows'][number]['spans'];
  readonly top: number;
  readonly height: number;
}

function drawRow(canvas: Canvas, model: LanesModel, row: DrawnRow, { view, width }: Seen, palette: Palette): void {
  const { bars, failures } = barsOf(row.spans, view, width);
  for (const bar of bars) {
    drawBar(canvas, model, bar, row, width, palette);
  }
  for (const x of failures) {
    fill(canvas, palette.tone('failed'), 1, x - 1, row.top, 3, row.height);
  }
  if (model.drawing.chain.actions.length > 0) {
    for (const span of row.spans) {
      if (model.isInChain(span.index) && span.toMs >= view.fromMs && span.fromMs <= view.toMs) {
        drawChain(canvas, xOf(span.fromMs, view, width), xOf(span.toMs, view, width), row, width, palette);
      }
    }
  }
}

function drawBar(canvas: Canvas, model: LanesModel, bar: Bar, row: DrawnRow, end: number, palette: Palette): void {
  const left = Math.max(-2, bar.x);
  const right = Math.min(end + 2, bar.x + bar.width);
  // What lies side by side stays apart where there is room for a line between.
  const size = Math.max(1.5, right - left - (bar.width >= WIDE ? 1 : 0));
  const isFailed = bar.tone === 'failed';
  const y = row.top + (isFailed ? 0 : 2);
  const tall = row.height - (isFailed ? 0 : 4);
  const color = palette.tone(bar.tone);
  if (bar.width < WIDE || !bar.span) {
    fill(canvas, color, bar.span ? 1 : 0.8, left, y, size, tall);
    return;
  }
  fill(canvas, color, isFailed ? 0.45 : palette.isHighContrast ? 0 : 0.35, left, y, size, tall);
  fill(canvas, color, 1, left, y + tall - 2, size, 2);
  if (palette.isHighContrast || isFailed) {
    canvas.globalAlpha = 1;
    canvas.strokeStyle = isFailed ? color : palette.edge;
    canvas.lineWidth = isFailed ? 2 : 1;
    canvas.strokeRect(left + 0.5, y + 0.5, size - 1, tall - 1);
  }
  if (bar.width >= WORDY) {
    const label = model.drawing.labels[bar.span.index] ?? '';
    write(canvas, label, palette.ink, Math.max(0, left), y - 1, left + size, tall);
  }
}

/** A frame around what the job's time hung on; outside of its bar, so that a failure stays red. */
function drawChain(canvas: Canvas, from: number, to: number, row: DrawnRow, width: number, palette: Palette): void {
  const left = Math.max(-4, from - 2);
  const right = Math.min(width + 4, Math.max(to + 1, from + 5));
  canvas.globalAlpha = 1;
  canvas.strokeStyle = palette.ink;
  canvas.lineWidth = 2;
  canvas.strokeRect(left, row.top - 1, right - left, row.height + 2);
}

/** When the job was submitted: what lies between that and the first bar is how late it started. */
function drawSubmission(canvas: Canvas, model: LanesModel, seen: Seen, palette: Palette, bottom: number): void {
  const { createdAt, baseMs } = model.drawing;
  const x = createdAt === undefined ? -1 : xOf(baseMs + createdAt, seen.view, seen.width);
  if (x < 0 || x > seen.width) {
    return;
  }
  canvas.save();
  canvas.globalAlpha = 1;
  canvas.strokeStyle = palette.ink;
  canvas.lineWidth = 1;
  canvas.setLineDash([3, 3]);
  canvas.beginPath();
  canvas.moveTo(Math.round(x) + 0.5, AXIS_HEIGHT - 4);
  canvas.lineTo(Math.round(x) + 0.5, bottom);
  canvas.stroke();
  canvas.restore();
}

function drawNames(
  canvas: Canvas,
  model: LanesModel,
  lanes: readonly DrawnLane[],
  { scrolled }: Seen,
  palette: Palette,
): void {
  const gutter = canvas.getTransform().e / canvas.getTransform().a;
  canvas.save();
  canvas.beginPath();
  canvas.rect(-gutter, AXIS_HEIGHT, gutter, model.seen);
  canvas.clip();
  canvas.translate(0, AXIS_HEIGHT - scrolled);
  for (const { picture, number, top, height } of lanes) {
    const isLongest = number === model.drawing.chain.lane;
    fill(canvas, palette.edge, palette.isHighContrast ? 0.35 : 0.5, -gutter, top + height - 1, gutter, 1);
    if (picture.failed > 0) {
      fill(canvas, palette.tone('failed'), 1, -gutter, top + 2, 3, height - 5);
    }
    if (isLongest) {
      fill(canvas, palette.ink, 1, -3, top + 2, 2, height - 5);
    }
    canvas.globalAlpha = 1;
    canvas.fillStyle = isLongest || picture.failed > 0 ? palette.ink : palette.muted;
    canvas.fillText(shortened(canvas, picture.name, gutter - 16), 7 - gutter, top + height / 2);
  }
  canvas.restore();
}

/** A name without its beginning where room is short: hosts differ at their ends. */
function shortened(canvas: Canvas, name: string, room: number): string {
  const letters = Array.from(name);
  if (canvas.measureText(name).width <= room) {
    return name;
  }
  let low = 0;
  let high = letters.length;
  const cut = (kept: number): string => `…${letters.slice(letters.length - kept).join('')}`;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (canvas.measureText(cut(middle)).width <= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return cut(low);
}
