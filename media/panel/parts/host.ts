/** The page's only way out: messages to the extension, and what the editor keeps for it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FromComparisonPage } from '../../../src/render/panel/comparisonProtocol';
import type { FromJobPage } from '../../../src/render/panel/jobProtocol';
import type { FromPage } from '../../../src/render/panel/panelProtocol';

/** What any of the pages says. */
export type FromAnyPage = FromPage | FromJobPage | FromComparisonPage;

/** What the editor gives to a page, once. */
interface VsCodeApi {
  postMessage(message: FromAnyPage): void;
  getState(): unknown;
  setState(state: object): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const vscode = acquireVsCodeApi();

/** Does what a button says. */
export type Ask = (message: FromAnyPage) => void;

export const AskContext = createContext<Ask>(() => undefined);

export function useAsk(): Ask {
  return useContext(AskContext);
}
