/** The page's only way out: messages to the extension, and what the editor keeps for it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FromPage, PageState } from '../../src/render/panelProtocol';

/** What the editor gives to a page, once. */
interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const vscode = acquireVsCodeApi();

/** Does what a button says. */
export type Ask = (message: FromPage) => void;

export const AskContext = createContext<Ask>(() => undefined);

export function useAsk(): Ask {
  return useContext(AskContext);
}
