/** What drawings of time are made of: the axis with its marks, areas, words that end where their room does. */
import type { Stretch } from '../../../src/core/timeline/spans';
import { xOf } from '../../../src/render/timeline/bars';
import { marksOf } from '../../../src/render/timeline/marks';
import type { Palette } from './palette';
import { AXIS_HEIGHT } from './rows';

export type Canvas = CanvasRenderingContext2D;

/** Round times with a line down to `bottom`; `width` is that of the view. */
export function drawAxis(canvas: Canvas, view: Stretch, width: number, palette: Palette, bottom: number): void {
  for (const { atMs, label } of marksOf(view, width)) {
    const x = Math.round(xOf(atMs, view, width)) + 0.5;
    fill(canvas, palette.edge, palette.isHighContrast ? 0.35 : 0.6, x - 0.5, 0, 1, bottom);
    canvas.globalAlpha = 1;
    canvas.fillStyle = palette.muted;
    // A time that is cut reads as another one.
    if (x + 4 + canvas.measureText(label).width <= width) {
      canvas.fillText(label, x + 4, AXIS_HEIGHT / 2 - 1);
    }
  }
}

/** @param alpha 0 to 1 */
export function fill(
  canvas: Canvas,
  color: string,
  alpha: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  if (alpha > 0 && width > 0) {
    canvas.globalAlpha = alpha;
    canvas.fillStyle = color;
    canvas.fillRect(x, y, width, height);
  }
}

/** Words that end where their room does. */
export function write(
  canvas: Canvas,
  text: string,
  color: string,
  x: number,
  y: number,
  end: number,
  height: number,
): void {
  canvas.save();
  canvas.beginPath();
  canvas.rect(x, y, end - x - 2, height);
  canvas.clip();
  canvas.globalAlpha = 1;
  canvas.fillStyle = color;
  canvas.fillText(text.slice(0, 80), x + 5, y + height / 2);
  canvas.restore();
}
