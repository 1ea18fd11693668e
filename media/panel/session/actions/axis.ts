/** The time axis that the actions' bars lie on. */
import { duration, roughly } from '../../../../src/render/time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps whose multiples up to four have short names. */
const STEPS = [1, 2, 5, 10, 15]
  .flatMap((many) => [many * SECOND, many * MINUTE])
  .concat([1, 2, 3, 6, 12].map((many) => many * HOUR))
  .concat([1, 2, 5, 10, 30, 100, 1000].map((many) => many * DAY))
  .sort((one, other) => one - other);

/** A stretch of time with marks at even steps from its start. */
export interface Axis {
  readonly startMs: number;
  readonly endMs: number;
  /** The distance of the marks, as a share of the whole, 0 to 1. */
  readonly step: number;
  readonly marks: readonly { readonly label: string; readonly at: number }[];
}

/**
 * The axis of a session. That of an active one ends at a mark in the future, so that its bars move once a step and not once a
 * second; that of an ended one ends with it.
 */
export function timeAxis(startMs: number, endMs: number | undefined, nowMs: number): Axis {
  const spanMs = Math.max(SECOND, (endMs ?? nowMs) - startMs);
  const stepMs = STEPS.find((step) => spanMs / step <= 4) ?? spanMs;
  const wholeMs = endMs === undefined ? (Math.floor(spanMs / stepMs) + 1) * stepMs : spanMs;
  const marks = [1, 2, 3, 4, 5]
    .map((count) => count * stepMs)
    .filter((atMs) => atMs < wholeMs * 0.97)
    .map((atMs) => ({ label: atMs < MINUTE ? duration(atMs) : roughly(atMs), at: atMs / wholeMs }));
  return { startMs, endMs: startMs + wholeMs, step: stepMs / wholeMs, marks };
}

/** Where a span lies on the axis, as shares of the whole; what is outside is cut off. */
export function placeOn(axis: Axis, fromMs: number, toMs: number): { readonly start: number; readonly size: number } {
  const share = (timeMs: number): number =>
    Math.min(1, Math.max(0, (timeMs - axis.startMs) / (axis.endMs - axis.startMs)));
  return { start: share(fromMs), size: Math.max(0, share(toMs) - share(fromMs)) };
}
