import * as vscode from 'vscode';
import { plural, t } from '../../core/text/localize';
import type { Comparison, ComparisonRequest, RunName } from '../../core/compare/comparison';
import { type Fault, isAbort, toFault } from '../../core/errors';
import { keyId } from '../../core/session/sessionKey';
import { comparisonResult, runLabel } from '../../render/panel/comparisonPicture';
import {
  type ComparisonPicture,
  parseComparisonRequest,
  parseFromComparisonPage,
  type ToComparisonPage,
} from '../../render/panel/comparisonProtocol';
import type { App } from '../app';
import type { Logs } from '../logs/logs';
import { COMMANDS, COMPARISON_VIEW_TYPE } from '../names';
import { applyRemedy, logError, presentError } from '../showFault';
import { fillPage } from '../window/page';
import { openDiff } from './openDiff';
import { readRequest } from './readRequest';

/** A page, and what has been read for it. */
interface OpenPage {
  readonly request: ComparisonRequest;
  readonly panel: vscode.WebviewPanel;
  /** Ends the reading under way. */
  reading: AbortController | undefined;
  lines: number;
  comparison: Comparison | undefined;
  fault: Fault | undefined;
}

/** The pages of comparisons, one for each pair that somebody asked for. Each is read when it is opened, and when somebody asks again. */
export class ComparisonPages implements vscode.Disposable {
  readonly #app: App;
  readonly #logs: Logs;
  readonly #pages = new Map<string, OpenPage>();

  constructor(app: App, logs: Logs) {
    this.#app = app;
    this.#logs = logs;
  }

  /** Shows a comparison; the one that is open already, if there is one. */
  show(request: ComparisonRequest): void {
    const open = this.#pages.get(requestId(request));
    if (open) {
      open.panel.reveal();
      return;
    }
    const options = { enableFindWidget: true };
    this.#fill(
      vscode.window.createWebviewPanel(COMPARISON_VIEW_TYPE, TITLE, vscode.ViewColumn.Active, options),
      request,
    );
  }

  /** Gives a page back that was open when the window closed: it is read anew. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const request = parseComparisonRequest((state as { request?: unknown } | undefined)?.request);
    if (request && !this.#pages.has(requestId(request))) {
      this.#fill(panel, request);
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  dispose(): void {
    for (const { panel } of this.#pages.values()) {
      panel.dispose();
    }
  }

  #fill(panel: vscode.WebviewPanel, request: ComparisonRequest): void {
    const page: OpenPage = { request, panel, reading: undefined, lines: 0, comparison: undefined, fault: undefined };
    this.#pages.set(requestId(request), page);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(page, message).catch((error: unknown) => presentError(this.#app, error));
    });
    panel.onDidChangeViewState(() => {
      this.#send(page);
    });
    panel.onDidDispose(() => {
      page.reading?.abort();
      this.#pages.delete(requestId(request));
    });
    fillPage(this.#app, panel, 'comparison');
  }

  /** Never rejects: what fails is told on the page. */
  async #read(page: OpenPage): Promise<void> {
    page.reading?.abort();
    const reading = new AbortController();
    Object.assign(page, { reading, lines: 0, fault: undefined } satisfies Partial<OpenPage>);
    this.#send(page);
    try {
      page.comparison = await readRequest(this.#app, page.request, reading.signal, (lines) => {
        page.lines = lines;
        this.#send(page);
      });
    } catch (error) {
      if (isAbort(error) || reading.signal.aborted) {
        return;
      }
      logError(this.#app, error);
      page.fault = toFault(error);
    }
    page.reading = undefined;
    this.#send(page);
  }

  #send(page: OpenPage): void {
    const { panel } = page;
    if (panel.visible) {
      const picture = this.#pictureOf(page);
      panel.title = page.comparison ? `${TITLE}: ${runLabel(page.comparison.subject)}` : TITLE;
      void panel.webview.postMessage({ type: 'comparison', picture } satisfies ToComparisonPage);
    }
  }

  #pictureOf({ request, reading, lines, comparison, fault }: OpenPage): ComparisonPicture {
    return {
      request,
      title: comparison ? t('{0} compared', runLabel(comparison.subject)) : TITLE,
      isSample: request.subject.key.connection.source === 'sampleFarm',
      isReading: reading !== undefined,
      progress:
        lines === 0
          ? t('Finding what to compare with…')
          : plural(lines, {
              one: 'Reading the logs: {0} line',
              other: 'Reading the logs: {0} lines',
            }),
      fault,
      result: fault ? undefined : comparison && comparisonResult(comparison, this.#app.now()),
    };
  }

  /** The page is not trusted: it can only name what to do with its own comparison. */
  async #receive(page: OpenPage, message: unknown): Promise<void> {
    const request = parseFromComparisonPage(message);
    const { comparison } = page;
    const { key } = page.request.subject;
    switch (request?.type) {
      case 'ready':
        if (!comparison && !page.reading) {
          return this.#read(page);
        }
        this.#send(page);
        return;
      case 'refresh':
        return this.#read(page);
      case 'chooseReference':
        await this.#app.run(COMMANDS.compareSessions, key);
        return;
      case 'openDiff':
        return comparison && openDiff(this.#logs, comparison);
      case 'openLine': {
        const line = comparison?.differences?.lines[request.index];
        return (
          comparison &&
          line &&
          this.#logs.show(comparison.subject.key, 'session', {
            kind: 'line',
            timestampMs: line.timestampMs,
            text: line.text,
          })
        );
      }
      case 'openLog': {
        const run = comparison?.[request.of];
        return (
          run &&
          this.#logs.show(
            run.key,
            'session',
            run.action ? { kind: 'action', actionId: run.action.sessionActionId } : { kind: 'end' },
          )
        );
      }
      case 'remedy':
        return applyRemedy(this.#app, request.remedy, () => this.#read(page), key);
      case undefined:
        this.#app.output.warn('A comparison’s page sent a message that is none.');
    }
  }
}

const TITLE = t('Comparison');

/** Equal for equal requests. */
function requestId({ subject, reference }: ComparisonRequest): string {
  const name = ({ key, actionId }: RunName): string => `${keyId(key)} ${actionId ?? ''}`;
  return [subject, ...(reference ? [reference] : [])].map(name).join(' ');
}
