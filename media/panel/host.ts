/** The page's only way out: messages to the extension, and what the editor keeps for it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { parseSessionKey } from '../../src/core/sessionKey';
import type { WatchedSession } from '../../src/core/watched';
import type { FromPage, PageState } from '../../src/render/panelProtocol';
import { shownActions } from './fold';

/** What the editor gives to a page. */
interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const vscode = acquireVsCodeApi();

/** What the page shows, from a message or from the last time. */
export interface Picture {
  readonly session: WatchedSession;
  /** The service's time when this was sent. */
  readonly nowMs: number;
  /** Painted from what was kept; nothing has been heard of the session since. */
  readonly restored: boolean;
  /** How many actions were too many to keep; 0 unless restored. */
  readonly omittedActions: number;
}

/** Does what a button says. */
export type Ask = (message: FromPage) => void;

export const AskContext = createContext<Ask>(() => undefined);

export function useAsk(): Ask {
  return useContext(AskContext);
}

/** Keeps a picture for the next time, without what would make it big: the raw answer, and the actions that are folded. */
export function keepPicture({ session, nowMs, restored, omittedActions }: Picture, scroll: number): void {
  if (!session.snapshot) {
    vscode.setState({ version: 1, key: session.key, session: undefined, nowMs, omittedActions: 0, scroll });
    return;
  }
  const { actions } = session.snapshot;
  const shown = actions.ok ? shownActions(actions.value) : new Set();
  const kept = actions.ok
    ? { ok: true as const, value: actions.value.filter((_, index) => shown.has(index)) }
    : actions;
  vscode.setState({
    version: 1,
    key: session.key,
    session: { ...session, snapshot: { ...session.snapshot, raw: undefined, actions: kept } },
    nowMs,
    omittedActions: restored ? omittedActions : actions.ok ? actions.value.length - shown.size : 0,
    scroll,
  });
}

/** What was kept, or undefined for anything that this version of the page did not keep itself. */
export function keptPicture(): { readonly picture: Picture; readonly scroll: number } | undefined {
  const kept = vscode.getState() as PageState | undefined | null;
  if (kept?.version !== 1 || !parseSessionKey(kept.key) || !kept.session?.snapshot) {
    return undefined;
  }
  const { session, nowMs, omittedActions, scroll } = kept;
  return { picture: { session: { ...session, loading: true }, nowMs, restored: true, omittedActions }, scroll };
}
