/** Which part of a timeline is seen, and how it changes when a person zooms and moves. */
import type { Stretch } from '../../core/timeline/spans';

/** Nothing closer is worth seeing: the service tells times in milliseconds. */
export const SHORTEST_VIEW_MS = 20;

/** What can be seen at most: everything, with a little room on both sides. */
export function boundsOf(whole: Stretch): Stretch {
  const roomMs = Math.max(SHORTEST_VIEW_MS, (whole.toMs - whole.fromMs) * 0.02);
  return { fromMs: whole.fromMs - roomMs, toMs: whole.toMs + roomMs };
}

/** The view that shows so much more (`factor` above 1) or less, with `atMs` staying where it is. */
export function zoomed(view: Stretch, bounds: Stretch, factor: number, atMs: number): Stretch {
  const spanMs = view.toMs - view.fromMs;
  const mostMs = bounds.toMs - bounds.fromMs;
  const nextMs = Math.min(mostMs, Math.max(Math.min(SHORTEST_VIEW_MS, mostMs), spanMs * factor));
  const share = spanMs > 0 ? Math.min(1, Math.max(0, (atMs - view.fromMs) / spanMs)) : 0.5;
  return within({ fromMs: atMs - share * nextMs, toMs: atMs - share * nextMs + nextMs }, bounds);
}

/** The view so much later, or earlier. */
export function moved(view: Stretch, bounds: Stretch, byMs: number): Stretch {
  return within({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, bounds);
}

/** The view pushed back to where there is something; as long as before unless that is too long. */
export function within({ fromMs, toMs }: Stretch, bounds: Stretch): Stretch {
  const spanMs = Math.min(toMs - fromMs, bounds.toMs - bounds.fromMs);
  const start = Math.min(Math.max(fromMs, bounds.fromMs), bounds.toMs - spanMs);
  return { fromMs: start, toMs: start + spanMs };
}

/** The view that shows a stretch with room around it. */
export function around({ fromMs, toMs }: Stretch, bounds: Stretch): Stretch {
  const roomMs = Math.max(SHORTEST_VIEW_MS / 2, (toMs - fromMs) * 0.25);
  return within({ fromMs: fromMs - roomMs, toMs: toMs + roomMs }, bounds);
}
