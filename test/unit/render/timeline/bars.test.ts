import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ActionSpan } from '../../../../src/core/timeline/spans';
import { NARROW, barsOf, hitAt } from '../../../../src/render/timeline/bars';
import { marksOf } from '../../../../src/render/timeline/marks';
import { SHORTEST_VIEW_MS, boundsOf, moved, within, zoomed } from '../../../../src/render/timeline/view';
import { NOW_MS } from '../../../support/sessions/sessions';

/** A row of spans one after another, from pairs of pause and length. */
function rowOf(parts: readonly (readonly [pause: number, length: number, failed: boolean])[]): readonly ActionSpan[] {
  let at = 0;
  return parts.map(([pause, length, failed], index) => {
    const fromMs = at + pause;
    at = fromMs + length;
    return { index, fromMs, toMs: at, tone: failed ? 'failed' : 'succeeded', isRunning: false };
  });
}

const row = fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.boolean()), { maxLength: 200 }).map((parts) => rowOf(parts));

describe('bars of a timeline', () => {
  it('are one for each action where there is room', () => {
    const { bars, failures } = barsOf(
      rowOf([
        [0, 10, false],
        [5, 10, true],
      ]),
      { fromMs: 0, toMs: 100 },
      1000,
    );
    assert.deepStrictEqual(
      bars.map(({ x, width, tone, count }) => [x, width, tone, count]),
      [
        [0, 100, 'succeeded', 1],
        [150, 100, 'failed', 1],
      ],
    );
    assert.deepStrictEqual(failures, []);
  });

  it('are drawn together where there is none, and what failed is drawn over them', () => {
    const many = rowOf(Array.from({ length: 1000 }, (_, index) => [0, 1, index === 500]));
    const { bars, failures } = barsOf(many, { fromMs: 0, toMs: 1000 }, 100);
    assert.deepStrictEqual(
      bars.map(({ x, width, count, span }) => [x, width, count, span]),
      [[0, 100, 1000, undefined]],
    );
    assert.deepStrictEqual(failures, [50]);
  });

  it('hide no failure, count every action in sight once, and are never more than there are pixels', () => {
    fc.assert(
      fc.property(
        row,
        fc.nat(2000),
        fc.integer({ min: 20, max: 5000 }),
        fc.integer({ min: 20, max: 400 }),
        (spans, from, span, width) => {
          const view = { fromMs: from, toMs: from + span };
          const { bars, failures } = barsOf(spans, view, width);
          const seen = spans.filter(({ fromMs, toMs }) => toMs >= view.fromMs && fromMs <= view.toMs);
          assert.equal(
            bars.reduce((sum, { count }) => sum + count, 0),
            seen.length,
          );
          assert.ok(bars.length <= width + 2 && failures.length <= width + 2, `${bars.length} bars`);
          assert.ok(bars.every((bar) => bar.width >= NARROW));
          const pixels = width / span;
          for (const { fromMs, toMs, tone } of seen) {
            const x = (fromMs - from) * pixels;
            const isBar = (toMs - fromMs) * pixels >= NARROW;
            if (tone === 'failed') {
              assert.ok(isBar ? bars.some((bar) => bar.tone === 'failed') : failures.includes(Math.floor(x)));
            }
          }
        },
      ),
    );
  });

  it('are found again under the pointer', () => {
    const spans = rowOf([
      [0, 100, false],
      [0, 1, false],
      [0, 1, true],
      [0, 1, false],
      [50, 100, false],
    ]);
    const view = { fromMs: 0, toMs: 1000 };
    const indexes = (x: number): readonly number[] | undefined =>
      hitAt(spans, view, 1000, x)?.spans.map(({ index }) => index);
    assert.deepStrictEqual(indexes(50), [0]);
    assert.deepStrictEqual(indexes(99.5), [0]);
    assert.deepStrictEqual(indexes(102), [1, 2, 3]);
    assert.equal(hitAt(spans, view, 1000, 102)?.first.index, 2);
    assert.equal(indexes(130), undefined);
    assert.equal(hitAt([], view, 1000, 1), undefined);
  });
});

describe('the view of a timeline', () => {
  const WHOLE = { fromMs: 0, toMs: 1_000_000 };
  const BOUNDS = boundsOf(WHOLE);

  it('zooms around the place that the pointer is at', () => {
    const view = zoomed({ fromMs: 0, toMs: 1000 }, BOUNDS, 0.5, 250);
    assert.deepStrictEqual(view, { fromMs: 125, toMs: 625 });
  });

  it('never leaves what there is and never gets shorter than can be told, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ factor: fc.double({ min: 0.001, max: 1000, noNaN: true }), at: fc.integer({ min: -1e6, max: 2e6 }) }),
      fc.record({ by: fc.integer({ min: -3e6, max: 3e6 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let view = within(BOUNDS, BOUNDS);
        for (const one of steps) {
          view = 'by' in one ? moved(view, BOUNDS, one.by) : zoomed(view, BOUNDS, one.factor, one.at);
          assert.ok(view.fromMs >= BOUNDS.fromMs - 1e-6 && view.toMs <= BOUNDS.toMs + 1e-6);
          assert.ok(view.toMs - view.fromMs >= SHORTEST_VIEW_MS - 1e-6);
        }
      }),
    );
  });

  it('is some milliseconds long where everything is at one instant', () => {
    const { fromMs, toMs } = boundsOf({ fromMs: 5, toMs: 5 });
    assert.equal(toMs - fromMs, 2 * SHORTEST_VIEW_MS);
  });
});

describe('the marks of a timeline', () => {
  const labels = (spanMs: number, width = 1000): readonly string[] =>
    marksOf({ fromMs: NOW_MS, toMs: NOW_MS + spanMs }, width).map(({ label }) => label);

  it('are as exact as the zoom', () => {
    assert.ok(labels(10_000_000).every((label) => /^\d\d:\d\d$/.test(label)));
    assert.ok(labels(60_000).every((label) => /^\d\d:\d\d:\d\d$/.test(label)));
    assert.ok(labels(100).every((label) => /^\d\d:\d\d:\d\d\.\d{3}$/.test(label)));
    assert.ok(labels(1e10).every((label) => /^\d{4}-\d\d-\d\d$/.test(label)));
  });

  it('have room for their words, at any zoom, and there are some', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 5e12 }), fc.integer({ min: 200, max: 2000 }), (spanMs, width) => {
        const marks = marksOf({ fromMs: NOW_MS, toMs: NOW_MS + spanMs }, width);
        marks.slice(1).forEach(({ atMs }, index) => {
          assert.ok(((atMs - (marks[index]?.atMs ?? 0)) / spanMs) * width >= 95.9);
        });
        assert.ok(marks.length <= width / 96 + 1);
      }),
    );
  });

  it('are missing where no time passes, and where no date is', () => {
    assert.deepStrictEqual(labels(0), []);
    assert.deepStrictEqual(marksOf({ fromMs: 8.64e15, toMs: 8.65e15 }, 1000), []);
  });
});
