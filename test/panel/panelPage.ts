/** A page in a browser, as the editor shows it: its own HTML and files, the editor's classes, variables and three functions. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FromAnyPage } from '../../media/panel/parts/host';
import type { WatchedSession } from '../../src/core/session/watchedSession';
import { PAGE_SCRIPTS, type PageName, panelHtml } from '../../src/render/panel/panelHtml';
import type { ToComparisonPage } from '../../src/render/panel/comparisonProtocol';
import type { ToJobPage } from '../../src/render/panel/jobProtocol';
import type { PageState, ToPage } from '../../src/render/panel/panelProtocol';
import { startChromium } from './chromium';
import { NOW_MS } from '../support/sessions/sessions';
import { THEMES, type ThemeName, themeVariables } from './themes';

const PAGES: readonly PageName[] = ['session', 'job', 'comparison'];
const DIST = path.resolve(__dirname, '../../dist');

/** How a page is opened. */
export interface PageOptions {
  /** Default: `session`. */
  readonly page?: PageName;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** Of the person: `Europe/Berlin` and `en-GB` where missing. */
  readonly timeZone?: string;
  readonly locale?: string;
  /** What the editor kept of an earlier page. */
  readonly state?: unknown;
  /** What the page's clock shows, in epoch milliseconds. Default: `NOW_MS`. */
  readonly nowMs?: number;
  /** False where the page's clock goes on as the machine's does. Default: it stands still. */
  readonly frozen?: boolean;
  /** Whether the page's timers wait until a test lets time pass. Otherwise its clock shows `nowMs` forever. */
  readonly clock?: boolean;
}

/** Serves the page and opens it as often as asked. */
export class PanelHost {
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<PanelHost> {
    const server = createServer((request, response) => {
      const origin = `http://${request.headers.host ?? ''}`;
      const file = /^\/\w+\.(?<type>js|css)$/.exec(request.url ?? '');
      if (!file) {
        response.setHeader('content-type', 'text/html');
        response.end(pageHtml(PAGES.find((page) => request.url === `/${page}`) ?? 'session', origin));
        return;
      }
      response.setHeader('content-type', file.groups?.type === 'css' ? 'text/css' : 'text/javascript');
      readFile(path.join(DIST, file[0])).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PanelHost(server, await startChromium());
  }

  async open(options: PageOptions = {}): Promise<PanelPage> {
    const { theme = 'dark', nowMs = NOW_MS } = options;
    const context = await this.#browser.newContext({
      viewport: { width: options.width ?? 1100, height: options.height ?? 900 },
      colorScheme: THEMES[theme].scheme,
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors ? 'active' : 'none',
      timezoneId: options.timeZone ?? 'Europe/Berlin',
      locale: options.locale ?? 'en-GB',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        problems.push(message.text());
      }
    });
    if (options.clock) {
      await page.clock.install({ time: nowMs });
      await page.clock.pauseAt(nowMs + 1000);
    } else if (options.frozen !== false) {
      await page.clock.setFixedTime(nowMs);
    }
    // The compiler of the tests marks functions with a call that pages do not know.
    await page.addInitScript({ content: 'globalThis.__name = (marked) => marked;' });
    await page.addInitScript(playEditor, {
      bodyClass: THEMES[theme].bodyClass,
      variables: themeVariables(theme),
      state: options.state,
    });
    const { port } = this.#server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/${options.page ?? 'session'}`);
    return new PanelPage(context, page, problems);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** One open page, and what it told the editor. */
export class PanelPage {
  readonly page: Page;
  /** Errors and warnings of the browser: exceptions, refused scripts and styles. */
  readonly problems: readonly string[];
  readonly #context: BrowserContext;

  constructor(context: BrowserContext, page: Page, problems: readonly string[]) {
    this.#context = context;
    this.page = page;
    this.problems = problems;
  }

  /** Sends a session as the extension does, and waits until it is drawn. */
  async send(
    session: WatchedSession,
    nowMs = NOW_MS,
    more: Omit<ToPage, 'type' | 'session' | 'nowMs'> = {},
  ): Promise<void> {
    await this.page.evaluate(
      (message) => {
        window.dispatchEvent(new MessageEvent('message', { data: message }));
      },
      JSON.parse(JSON.stringify({ type: 'session', session, nowMs, ...more })) as object,
    );
  }

  /** Sends a message of another kind as the extension does, and waits until it is drawn. */
  async tell(message: ToJobPage | ToComparisonPage): Promise<void> {
    await this.page.evaluate(
      (data) => {
        window.dispatchEvent(new MessageEvent('message', { data }));
      },
      JSON.parse(JSON.stringify(message)) as object,
    );
  }

  async text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** What the page has asked for so far, after its `ready`. */
  async asked(): Promise<readonly FromAnyPage[]> {
    return this.page.evaluate(() => (window as unknown as EditorWindow).sent.slice(1));
  }

  async firstMessage(): Promise<FromAnyPage | undefined> {
    return this.page.evaluate(() => (window as unknown as EditorWindow).sent[0]);
  }

  async state(): Promise<PageState | undefined> {
    return this.page.evaluate(() => (window as unknown as EditorWindow).state);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** What the editor's part leaves on the window for the test to read. */
interface EditorWindow {
  sent: FromAnyPage[];
  state: PageState | undefined;
}

function pageHtml(page: PageName, origin: string): string {
  return panelHtml({
    page,
    cspSource: origin,
    scriptUris: PAGE_SCRIPTS[page].map((file) => `${origin}/${file}`),
    styleUri: `${origin}/panel.css`,
    nonce: '5f2d1c0b9a8e7f6d5c4b3a2918070f0e',
    language: undefined,
  });
}

/** Runs in the page before anything else. */
function playEditor(editor: { bodyClass: string; variables: Readonly<Record<string, string>>; state: unknown }): void {
  const own = window as unknown as EditorWindow & { acquireVsCodeApi: unknown };
  own.sent = [];
  own.state = editor.state as PageState | undefined;
  own.acquireVsCodeApi = () => ({
    postMessage: (message: FromAnyPage) => own.sent.push(message),
    getState: () => own.state,
    setState: (state: PageState) => {
      own.state = JSON.parse(JSON.stringify(state)) as PageState;
    },
  });
  const sheet = new CSSStyleSheet();
  const variables = Object.entries(editor.variables).map(([name, value]) => `${name}: ${value};`);
  sheet.replaceSync(`:root { ${variables.join(' ')} }`);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = editor.bodyClass;
  });
}
