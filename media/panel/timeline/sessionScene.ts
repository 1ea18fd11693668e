/** A session's time as a scene: what is under a point of it, and what a press there does. */
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import type { Stretch } from '../../../src/core/timeline/spans';
import { around, type EnvironmentSpan, type Gap } from '../../../src/core/timeline/timeline';
import { firstEndingAfter, type Hit, hitAt } from '../../../src/render/timeline/bars';
import { sampleAt } from './curve';
import { draw, type Scene } from './draw';
import type { Seen, TimeScene } from './picture';
import { AXIS_HEIGHT, curveHeight, rowsBetween } from './rows';

/** What is drawn, without the part that a person chose to see. */
export type Drawn = Omit<Scene, keyof Seen>;

/** What is under a point. */
export type Under =
  | { readonly kind: 'actions'; readonly hit: Hit }
  | { readonly kind: 'environment'; readonly span: EnvironmentSpan }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'sample'; readonly sample: HostSample };

export function sessionScene(drawn: Drawn): TimeScene<Under> {
  const { whole, home } = drawn.timeline;
  return {
    whole,
    home,
    height: AXIS_HEIGHT + drawn.rows.seen + curveHeight(drawn.machine),
    gutter: () => 0,
    draw: (canvas, seen, palette) => {
      draw(canvas, { ...drawn, ...seen }, palette);
    },
    under: (x, y, seen) => underOf(drawn, x, y, seen),
    pressed: (under) => {
      switch (under.kind) {
        case 'actions':
          return under.hit.spans.length === 1 ? 'open' : around(under.hit.spans);
        case 'environment':
          return under.span;
        case 'gap':
          return under.gap;
        case 'sample':
          return undefined;
      }
    },
  };
}

function underOf(drawn: Drawn, x: number, y: number, { view, width, scrolled }: Seen): Under | undefined {
  if (y < AXIS_HEIGHT) {
    return undefined;
  }
  const timeMs = view.fromMs + (x / width) * (view.toMs - view.fromMs);
  if (y > AXIS_HEIGHT + drawn.rows.seen) {
    const sample = sampleAt(drawn.machine ?? [], timeMs);
    return sample && { kind: 'sample', sample };
  }
  const top = y - AXIS_HEIGHT + scrolled;
  const [row] = rowsBetween(drawn.rows, top, top + 0.1);
  if (row?.kind === 'actions') {
    const hit = hitAt(row.spans, view, width, x);
    const gap = row.isFirst ? stretchAt(drawn.timeline.gaps, timeMs) : undefined;
    return hit ? { kind: 'actions', hit } : gap && { kind: 'gap', gap };
  }
  const span = row && stretchAt(row.spans, timeMs);
  return span && { kind: 'environment', span };
}

function stretchAt<S extends Stretch>(sorted: readonly S[], timeMs: number): S | undefined {
  const found = sorted[firstEndingAfter(sorted, timeMs)];
  return found && found.fromMs <= timeMs ? found : undefined;
}
