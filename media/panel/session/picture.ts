/** What the page shows: where it comes from, and what of it outlives the page. */
import type { HostSample } from '../../../src/core/metrics/hostMetrics';
import { keyId } from '../../../src/core/session/sessionKey';
import type { JobPace } from '../../../src/core/timeline/jobPace';
import type { TaskTries } from '../../../src/core/triage/taskTries';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import type { LogTail, PageSection, PageState, ShownAction, ToPage } from '../../../src/render/panel/panelProtocol';
import { SECTIONS, sectionOrder } from '../../../src/render/panel/panelProtocol';
import { shownActions } from './actions/fold';

export interface Picture {
  readonly session: WatchedSession;
  /** The service's time when this was sent; when the page was opened, if it is restored. */
  readonly nowMs: number;
  /** The action at which the page was opened. */
  readonly at: ShownAction | undefined;
  /** How often the failed task was tried; undefined until that is read. */
  readonly tries: TaskTries | undefined;
  readonly isWatched: boolean;
  /** The last lines of the failed action's log; undefined until they are requested. */
  readonly tail: LogTail | undefined;
  readonly folded: readonly PageSection[];
  /** All sections, once each. */
  readonly order: readonly PageSection[];
  /** What was measured of the host; undefined until that is read, and where there is nothing. */
  readonly machine: readonly HostSample[] | undefined;
  /** Of the job's other sessions; undefined where it was not read. */
  readonly pace: JobPace | undefined;
  /** Painted from what was kept; nothing has been read of the session since. */
  readonly restored: boolean;
  /** How many actions were too many to keep; 0 unless restored. */
  readonly omittedActions: number;
}

/**
 * The next picture. One that was restored stays until there is a reading of the same session: a session not yet read says less than
 * it does.
 */
export function nextPicture(
  previous: Picture | undefined,
  { session, nowMs, at, tries, machine, pace, isWatched = false, tail, folded = [], order = SECTIONS }: ToPage,
): Picture {
  return previous?.restored && session.snapshot === undefined && keyId(previous.session.key) === keyId(session.key)
    ? {
        ...previous,
        session: { ...previous.session, fault: session.fault, loading: session.loading },
        nowMs,
        at,
        tries,
        machine,
        pace,
        isWatched,
        tail,
        folded,
        order,
      }
    : { session, nowMs, at, tries, machine, pace, isWatched, tail, folded, order, restored: false, omittedActions: 0 };
}

/** What the editor keeps of a picture: all but what would make it big, the raw answer and the actions that are folded. */
export function keptOf({ session, restored, omittedActions, folded, order }: Picture, scroll: number): PageState {
  const { key, snapshot } = session;
  if (!snapshot) {
    return { version: 1, key, session: undefined, omittedActions: 0, folded, order, scroll };
  }
  const { actions } = snapshot;
  const all = actions.ok ? actions.value : [];
  const shown = shownActions(all);
  const kept = actions.ok ? { ok: true as const, value: all.filter((_, index) => shown.has(index)) } : actions;
  return {
    version: 1,
    key,
    session: { ...session, snapshot: { ...snapshot, raw: undefined, actions: kept } },
    omittedActions: restored ? omittedActions : all.length - shown.size,
    folded,
    order,
    scroll,
  };
}

/** A picture out of what the editor kept; undefined for anything that this version of the page did not keep itself. */
export function pictureOf(kept: Partial<PageState> | undefined | null, nowMs: number): Picture | undefined {
  if (kept?.version !== 1 || !kept.session?.snapshot) {
    return undefined;
  }
  const { session, omittedActions = 0, folded = [], order } = kept;
  return {
    session: { ...session, loading: true },
    nowMs,
    at: undefined,
    tries: undefined,
    isWatched: false,
    tail: undefined,
    folded,
    order: sectionOrder(order),
    machine: undefined,
    pace: undefined,
    restored: true,
    omittedActions,
  };
}
