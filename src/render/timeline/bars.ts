/** The bars of one row of a timeline at one zoom: what is too narrow to be told apart becomes one bar, what failed stays visible. */
import type { ActionSpan, Stretch } from '../../core/timeline/spans';
import type { Tone } from '../../core/session/status';

/** Narrower than this, bars are drawn together. In CSS pixels. */
export const NARROW = 2;

/** A bar: one action, or many that are too short to be told apart. */
export interface Bar {
  /** CSS pixels from the row's left edge; may lie outside of it. */
  readonly x: number;
  readonly width: number;
  /** Of the only one; of many that of the first that did not fail. */
  readonly tone: Tone;
  /** The only one; undefined for many. */
  readonly span: ActionSpan | undefined;
  readonly count: number;
}

/** What to draw of a row. */
export interface RowBars {
  readonly bars: readonly Bar[];
  /** Where narrow actions failed, in CSS pixels, each place once: drawn over the bars. */
  readonly failures: readonly number[];
}

/** Where a time lies in a picture of this width. */
export function xOf(timeMs: number, view: Stretch, width: number): number {
  return ((timeMs - view.fromMs) / (view.toMs - view.fromMs)) * width;
}

/** At most `width` bars and `width` failures, however many spans. `row` is in the order of time and nothing in it overlaps. */
export function barsOf(row: readonly ActionSpan[], view: Stretch, width: number): RowBars {
  const bars: Bar[] = [];
  const failures: number[] = [];
  let crowd: { x: number; end: number; tone: Tone; count: number; span: ActionSpan } | undefined;
  const close = (): void => {
    if (crowd) {
      const { x, end, tone, count, span } = crowd;
      bars.push({ x, width: Math.max(NARROW, end - x), tone, count, span: count === 1 ? span : undefined });
      crowd = undefined;
    }
  };
  for (let at = firstEndingAfter(row, view.fromMs); at < row.length; at += 1) {
    const span = row[at];
    if (!span || span.fromMs > view.toMs) {
      break;
    }
    const x = xOf(span.fromMs, view, width);
    const end = xOf(span.toMs, view, width);
    if (end - x >= NARROW) {
      close();
      bars.push({ x, width: end - x, tone: span.tone, count: 1, span });
      continue;
    }
    if (span.tone === 'failed' && Math.floor(x) !== failures.at(-1)) {
      failures.push(Math.floor(x));
    }
    if (crowd && x < Math.max(crowd.end, crowd.x + NARROW) + 1) {
      crowd.end = Math.max(crowd.end, end);
      crowd.count += 1;
      crowd.tone = crowd.tone === 'failed' ? span.tone : crowd.tone;
    } else {
      close();
      crowd = { x, end, tone: span.tone, count: 1, span };
    }
  }
  close();
  return { bars, failures };
}

/** What lies under a point of a row. */
export interface Hit {
  readonly spans: readonly ActionSpan[];
  /** The one to open: the first that failed, else the first. */
  readonly first: ActionSpan;
}

/** How many pixels beside a point still count. */
const REACH = 1.5;

/** The actions under a point, at most `most`; undefined where there is none. */
export function hitAt(row: readonly ActionSpan[], view: Stretch, width: number, x: number): Hit | undefined {
  const msPerPixel = (view.toMs - view.fromMs) / width;
  const fromMs = view.fromMs + (x - REACH) * msPerPixel;
  const toMs = view.fromMs + (x + REACH) * msPerPixel;
  const begin = firstEndingAfter(row, fromMs);
  let end = begin;
  while ((row[end]?.fromMs ?? Infinity) <= toMs) {
    end += 1;
  }
  const spans = row.slice(begin, end);
  const exact = view.fromMs + x * msPerPixel;
  // A wide bar under the pointer is meant, and not its neighbor that is a pixel away.
  const only = spans.find(
    (span) => span.fromMs <= exact && span.toMs >= exact && span.toMs - span.fromMs >= NARROW * msPerPixel,
  );
  const first = only ?? spans.find(({ tone }) => tone === 'failed') ?? spans[0];
  return first && { spans: only ? [only] : spans, first };
}

/** The index of the first span that ends at or after a time; by halving, since ends are in order where nothing overlaps. */
export function firstEndingAfter(row: readonly Stretch[], timeMs: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((row[middle]?.toMs ?? Infinity) < timeMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
