/** What the page shows: where it comes from, and what of it outlives the page. */
import type { WatchedSession } from '../../src/core/watched';
import type { PageState, ToPage } from '../../src/render/panelProtocol';
import { shownActions } from './fold';

export interface Picture {
  readonly session: WatchedSession;
  /** The service's time when this was sent. */
  readonly nowMs: number;
  /** Painted from what was kept; nothing has been read of the session since. */
  readonly restored: boolean;
  /** How many actions were too many to keep; 0 unless restored. */
  readonly omittedActions: number;
}

/** The next picture. One that was restored stays until there is a reading: a session not yet read says less than it does. */
export function nextPicture(previous: Picture | undefined, { session, nowMs }: ToPage): Picture {
  return previous?.restored && session.snapshot === undefined
    ? { ...previous, session: { ...previous.session, fault: session.fault, loading: session.loading } }
    : { session, nowMs, restored: false, omittedActions: 0 };
}

/** What the editor keeps of a picture: all but what would make it big, the raw answer and the actions that are folded. */
export function keptOf({ session, nowMs, restored, omittedActions }: Picture, scroll: number): PageState {
  const { key, snapshot } = session;
  if (!snapshot) {
    return { version: 1, key, session: undefined, nowMs, omittedActions: 0, scroll };
  }
  const { actions } = snapshot;
  const all = actions.ok ? actions.value : [];
  const shown = shownActions(all);
  const kept = actions.ok ? { ok: true as const, value: all.filter((_, index) => shown.has(index)) } : actions;
  return {
    version: 1,
    key,
    session: { ...session, snapshot: { ...snapshot, raw: undefined, actions: kept } },
    nowMs,
    omittedActions: restored ? omittedActions : all.length - shown.size,
    scroll,
  };
}

/** A picture out of what the editor kept; undefined for anything that this version of the page did not keep itself. */
export function pictureOf(kept: Partial<PageState> | undefined | null): Picture | undefined {
  if (kept?.version !== 1 || !kept.session?.snapshot) {
    return undefined;
  }
  const { session, nowMs = 0, omittedActions = 0 } = kept;
  return { session: { ...session, loading: true }, nowMs, restored: true, omittedActions };
}
