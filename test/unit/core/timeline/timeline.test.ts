import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionAction } from '../../../../src/core/session/session';
import type { WatchedSession } from '../../../../src/core/session/watchedSession';
import { figuresOf } from '../../../../src/core/timeline/figures';
import { coveredMs, gapsBetween, inRows, spansOf } from '../../../../src/core/timeline/spans';
import { timelineOf } from '../../../../src/core/timeline/timeline';
import { ENTER, EXIT, NOW_MS, STARTED_MS, action, activeSession, frame } from '../../../support/sessions/sessions';
import { canceledSession, manyActions } from '../../../support/sessions/timelines';

const ENDED = { startedAtMs: STARTED_MS, endedAtMs: STARTED_MS + 600_000, lifecycleStatus: 'ENDED' };
const ACTIVE = { startedAtMs: STARTED_MS, endedAtMs: undefined, lifecycleStatus: 'STARTED' };

/** Stretches in seconds after the session's start. */
const seconds = (stretches: readonly { readonly fromMs: number; readonly toMs: number }[]): readonly string[] =>
  stretches.map(({ fromMs, toMs }) => `${(fromMs - STARTED_MS) / 1000}–${(toMs - STARTED_MS) / 1000}`);

function of({ snapshot }: WatchedSession) {
  assert.ok(snapshot?.actions.ok);
  const { session, actions } = snapshot;
  return { timeline: timelineOf(session, actions.value, NOW_MS), actions: actions.value };
}

describe('timeline', () => {
  it('has a session’s actions in one row, with its environments around them and the gaps between', () => {
    const { timeline } = of(canceledSession());
    assert.deepStrictEqual(timeline.rows.map(seconds), [
      ['20–45', '46–100', '101–118', '119–210', '330–420', '421–604', '605–612', '613–630'],
    ]);
    assert.deepStrictEqual(timeline.environments.map(seconds), [['46–630'], ['101–612']]);
    assert.deepStrictEqual(seconds(timeline.gaps), [
      '0–20',
      '45–46',
      '100–101',
      '118–119',
      '210–330',
      '420–421',
      '604–605',
      '612–613',
      '630–640',
    ]);
    assert.deepStrictEqual(
      [timeline.gaps[0]?.kind, timeline.gaps[4]?.kind, timeline.gaps[8]?.kind],
      ['start', 'between', 'end'],
    );
    assert.deepStrictEqual(seconds([timeline.session, timeline.whole, timeline.home]), ['0–640', '0–640', '0–640']);
  });

  it('lets the running action and its environment last until now', () => {
    const { timeline } = of(activeSession());
    const running = timeline.spans.at(-1);
    assert.deepStrictEqual([running?.toMs, running?.isRunning, running?.tone], [NOW_MS, true, 'running']);
    assert.deepStrictEqual(
      timeline.environments.flat().map(({ toMs, isOpen }) => [toMs, isOpen]),
      [[NOW_MS, true]],
    );
  });

  it('says how a session spent its time', () => {
    const { timeline, actions } = of(canceledSession());
    const { slowest, ...figures } = figuresOf(timeline, actions);
    assert.deepStrictEqual(figures, {
      spanMs: 640_000,
      busyMs: 484_000,
      idleMs: 156_000,
      startUpMs: 96_000,
      tasks: 3,
      medianTaskMs: 91_000,
    });
    assert.equal(slowest && actions[slowest.index]?.sessionActionId.endsWith('-5'), true);
  });

  it('has no slowest and no median task where no task has ended', () => {
    const actions = [action(0, frame(1), 'RUNNING', 10), action(1, frame(2), 'SCHEDULED')];
    const { slowest, medianTaskMs, tasks } = figuresOf(timelineOf(ACTIVE, actions, NOW_MS), actions);
    assert.deepStrictEqual([slowest, medianTaskMs, tasks], [undefined, undefined, 0]);
  });

  it('is empty where no action has begun', () => {
    const { spans, rows, gaps, environments } = timelineOf(ACTIVE, [action(0, frame(1), 'SCHEDULED')], NOW_MS);
    assert.deepStrictEqual([spans, rows, gaps, environments], [[], [], [], []]);
  });

  it('puts actions that overlap into rows of their own', () => {
    const actions = [
      action(0, frame(1), 'SUCCEEDED', 0, 10),
      action(1, frame(2), 'SUCCEEDED', 5, 15),
      action(2, frame(3), 'SUCCEEDED', 10, 20),
    ];
    assert.deepStrictEqual(timelineOf(ENDED, actions, NOW_MS).rows.map(seconds), [['0–10', '10–20'], ['5–15']]);
  });

  it('keeps the session in sight where a clock says 1970, and counts what lies outside', () => {
    const actions = [
      { ...action(0, frame(1), 'SUCCEEDED', 0, 10), startedAtMs: 0, endedAtMs: 1000 },
      action(1, frame(2), 'SUCCEEDED', 20, 600),
      action(2, frame(3), 'FAILED', 600, 640),
    ];
    const { home, whole, outside } = timelineOf(ENDED, actions, NOW_MS);
    assert.deepStrictEqual(seconds([home]), ['0–640']);
    assert.equal(whole.fromMs, 0);
    assert.equal(outside, 2);
  });

  it('takes no time for what ends before it begins, or whose times are no numbers', () => {
    const odd: SessionAction[] = [
      action(0, frame(1), 'SUCCEEDED', 20, 10),
      { ...action(1, frame(2), 'SUCCEEDED', 30), endedAtMs: NaN },
      { ...action(2, frame(3), 'SUCCEEDED'), startedAtMs: Infinity },
      { ...action(3, frame(4), 'FAILED', 40), endedAtMs: undefined, workerUpdatedAtMs: undefined },
    ];
    assert.deepStrictEqual(seconds(spansOf(odd, NOW_MS)), ['20–20', '30–30', '40–40']);
  });

  it('ends an environment that could not be entered with the try', () => {
    const actions = [action(0, ENTER, 'FAILED', 0, 10), action(1, frame(1), 'NEVER_ATTEMPTED')];
    assert.deepStrictEqual(timelineOf(ENDED, actions, NOW_MS).environments.map(seconds), [['0–10']]);
  });

  it('ignores an exit from what was never entered, and ends with the session what was never left', () => {
    const actions = [action(0, EXIT, 'SUCCEEDED', 0, 10), action(1, ENTER, 'SUCCEEDED', 20, 30)];
    assert.deepStrictEqual(timelineOf(ENDED, actions, NOW_MS).environments.map(seconds), [['20–600']]);
  });

  it('has room for 20,000 actions: one after another, all at one instant, all at the same time', () => {
    for (const [of20k, rows] of [
      [manyActions(20_000), 1],
      [Array.from({ length: 20_000 }, (_, index) => action(index, frame(index), 'SUCCEEDED', 5, 5)), 1],
      [Array.from({ length: 20_000 }, (_, index) => action(index, frame(index), 'SUCCEEDED', 5, 50)), 20_000],
    ] as const) {
      const timeline = timelineOf(ENDED, of20k, NOW_MS);
      assert.equal(timeline.rows.length, rows);
      assert.equal(
        timeline.rows.reduce((count, row) => count + row.length, 0),
        of20k.length,
      );
      assert.ok(figuresOf(timeline, of20k).busyMs > 0 === timeline.spans.some(({ fromMs, toMs }) => toMs > fromMs));
    }
  });
});

describe('spans', () => {
  const stretch = fc
    .tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 0, max: 60 }))
    .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }));
  const sorted = fc.array(stretch, { maxLength: 40 }).map((all) => all.toSorted((a, b) => a.fromMs - b.fromMs));
  const WITHIN = { fromMs: 0, toMs: 100 };

  it('cover, with their gaps, every millisecond of a stretch exactly once', () => {
    fc.assert(
      fc.property(sorted, (spans) => {
        const gaps = gapsBetween(spans, WITHIN);
        for (let at = 0; at < 100; at += 1) {
          const inGap = gaps.filter(({ fromMs, toMs }) => fromMs <= at && at < toMs).length;
          const inSpan = spans.some(({ fromMs, toMs }) => fromMs <= at && at < toMs);
          assert.equal(inGap, inSpan ? 0 : 1);
        }
        const gapMs = gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
        assert.equal(coveredMs(spans, WITHIN) + gapMs, 100);
      }),
    );
  });

  it('never overlap in a row, lose none, and take as few rows as possible', () => {
    fc.assert(
      fc.property(sorted, (spans) => {
        const rows = inRows(spans);
        assert.deepStrictEqual(new Set(rows.flat()), new Set(spans));
        assert.equal(rows.flat().length, spans.length);
        for (const row of rows) {
          row.slice(1).forEach((span, index) => {
            assert.ok((row[index]?.toMs ?? Infinity) <= span.fromMs);
          });
        }
        const together = spans.map(
          ({ fromMs }) => spans.filter((one) => one.fromMs <= fromMs && fromMs < one.toMs).length,
        );
        assert.ok(
          rows.length <= Math.max(1, ...together) + (spans.some(({ fromMs, toMs }) => fromMs === toMs) ? 1 : 0),
        );
      }),
    );
  });
});
