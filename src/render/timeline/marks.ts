/** The marks of a timeline's axis: round times of day. */
import type { Stretch } from '../../core/timeline/spans';
import { exactTime } from '../time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS = [
  ...[1, 10, 100].flatMap((ms) => [ms, 2 * ms, 5 * ms]),
  ...[1, 2, 5, 10, 15, 30].flatMap((many) => [many * SECOND, many * MINUTE]),
  ...[1, 2, 3, 6, 12].map((many) => many * HOUR),
  ...[1, 2, 5, 10, 30, 100, 365, 1000, 3650, 10_000, 36_500].map((many) => many * DAY),
].sort((one, other) => one - other);

/** How far apart marks are at least, in CSS pixels: their words must fit between them. */
const APART = 96;

export interface Mark {
  readonly atMs: number;
  /** e.g. `10:02`, `10:02:30`, `10:02:30.250`, `2026-11-23`. */
  readonly label: string;
}

/** The marks that a view of this width has room for: at most one every 96 pixels. */
export function marksOf(view: Stretch, width: number): readonly Mark[] {
  const spanMs = view.toMs - view.fromMs;
  const stepMs = STEPS.find((step) => (step / spanMs) * width >= APART);
  if (stepMs === undefined || !(spanMs > 0)) {
    return [];
  }
  const zoneMs = new Date(view.fromMs).getTimezoneOffset() * MINUTE;
  const marks: Mark[] = [];
  for (
    let atMs = Math.ceil((view.fromMs - zoneMs) / stepMs) * stepMs + zoneMs;
    atMs <= view.toMs && marks.length < width / APART + 1;
    atMs += stepMs
  ) {
    const label = labelOf(atMs, stepMs);
    if (label !== '') {
      marks.push({ atMs, label });
    }
  }
  return marks;
}

function labelOf(atMs: number, stepMs: number): string {
  const time = exactTime(atMs);
  if (!/^\d{4}-/.test(time)) {
    return '';
  }
  return stepMs >= DAY ? time.slice(0, 10) : time.slice(11, stepMs >= MINUTE ? 16 : stepMs >= SECOND ? 19 : 23);
}
