/** Where the rows of a timeline are, from top to bottom: environments around, actions below. */
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { ActionSpan } from '../../../src/core/timeline/spans';
import type { EnvironmentSpan, Timeline } from '../../../src/core/timeline/timeline';

/** Heights in CSS pixels. */
export const AXIS_HEIGHT = 20;
const ENVIRONMENT_HEIGHT = 20;
const ACTION_HEIGHT = 26;
/** More rows than these are scrolled. */
const TALLEST = 260;

const CURVE_HEIGHT = 48;

/** The height of the curve of the host's measurements; 0 where there are none. */
export function curveHeight(samples: readonly HostSample[] | undefined): number {
  return samples && samples.length > 0 ? CURVE_HEIGHT : 0;
}

/** One row; `top` is its distance from the first one's. */
export type Row = { readonly top: number; readonly height: number } & (
  | { readonly kind: 'environments'; readonly spans: readonly EnvironmentSpan[] }
  | { readonly kind: 'actions'; readonly spans: readonly ActionSpan[]; readonly isFirst: boolean }
);

export interface Rows {
  readonly rows: readonly Row[];
  /** Of all rows together, seen or not. */
  readonly height: number;
  /** Of those that are seen at a time. */
  readonly seen: number;
}

export function rowsOf({ environments, rows }: Pick<Timeline, 'environments' | 'rows'>): Rows {
  const actionsTop = environments.length * ENVIRONMENT_HEIGHT;
  const height = actionsTop + rows.length * ACTION_HEIGHT;
  return {
    rows: [
      ...environments.map((spans, index): Row => ({
        kind: 'environments',
        spans,
        top: index * ENVIRONMENT_HEIGHT,
        height: ENVIRONMENT_HEIGHT,
      })),
      ...rows.map((spans, index): Row => ({
        kind: 'actions',
        spans,
        isFirst: index === 0,
        top: actionsTop + index * ACTION_HEIGHT,
        height: ACTION_HEIGHT,
      })),
    ],
    height,
    seen: Math.min(height, TALLEST),
  };
}

/** The rows that a stretch of the height shows: only these are drawn. */
export function rowsBetween({ rows }: Rows, top: number, bottom: number): readonly Row[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row && row.top + row.height <= top) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let end = low;
  while ((rows[end]?.top ?? Infinity) < bottom) {
    end += 1;
  }
  return rows.slice(low, end);
}
