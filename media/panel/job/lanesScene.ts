/** A job's time as a scene: a lane for each worker, with its sessions behind what they did. */
import { type Hit, hitAt } from '../../../src/render/timeline/bars';
import type { Seen, TimeScene } from '../timeline/picture';
import { AXIS_HEIGHT } from '../timeline/rows';
import { drawLanes } from './drawLanes';
import { type DrawnLane, type DrawnSession, type LanesModel, lanesBetween } from './lanesModel';

/** What is under a point. */
export type UnderLanes =
  | { readonly kind: 'actions'; readonly lane: DrawnLane; readonly hit: Hit }
  | { readonly kind: 'session'; readonly lane: DrawnLane; readonly session: DrawnSession }
  | { readonly kind: 'lane'; readonly lane: DrawnLane };

export function lanesScene(model: LanesModel): TimeScene<UnderLanes> {
  const { baseMs, whole, home } = model.drawing;
  return {
    whole: { fromMs: baseMs + whole[0], toMs: baseMs + whole[1] },
    home: { fromMs: baseMs + home[0], toMs: baseMs + home[1] },
    height: AXIS_HEIGHT + model.seen,
    gutter: gutterOf,
    draw: (canvas, seen, palette) => {
      drawLanes(canvas, model, seen, palette);
    },
    under: (x, y, seen) => underOf(model, x, y, seen),
    pressed: (under) => {
      if (under.kind === 'actions' && under.hit.spans.length > 1) {
        const [first = under.hit.first] = under.hit.spans;
        return { fromMs: first.fromMs, toMs: under.hit.spans.reduce((last, { toMs }) => Math.max(last, toMs), 0) };
      }
      return 'open';
    },
  };
}

/** Room for names of hosts: a quarter of a narrow window. */
function gutterOf(width: number): number {
  return Math.round(Math.min(140, width / 4));
}

function underOf({ lanes }: LanesModel, x: number, y: number, seen: Seen): UnderLanes | undefined {
  const { view, width, scrolled } = seen;
  const place = y - AXIS_HEIGHT + scrolled;
  const [lane] = lanesBetween(lanes, place + 0.01, place + 0.1);
  if (!lane || y < AXIS_HEIGHT) {
    return undefined;
  }
  if (x < 0) {
    return { kind: 'lane', lane };
  }
  const inLane = place - lane.top;
  const row = lane.rows.find(({ top, height }) => inLane < top + height) ?? lane.rows.at(-1);
  const hit = row && hitAt(row.spans, view, width, x);
  if (hit) {
    return { kind: 'actions', lane, hit };
  }
  const timeMs = view.fromMs + (x / width) * (view.toMs - view.fromMs);
  const session = lane.sessions.find(({ fromMs, toMs }) => fromMs <= timeMs && timeMs <= toMs);
  return session && { kind: 'session', lane, session };
}
