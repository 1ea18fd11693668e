import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';

import { chromium, type BrowserContext, type Page } from 'playwright-core';

import type { StandInParts } from './prepare';

/** How the window looks to whoever drives it. */
export interface BrowserOptions {
  /** Chromium's profile; VS Code keeps its window state in it, so it belongs to the user data folder. */
  readonly profileDir: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of a picture for one of the page, e.g. 2. */
  readonly scale: number;
  /** Where other programs can attach with the Chrome DevTools protocol; missing for nowhere. */
  readonly debuggingPort: number | undefined;
}

/** How a test run ended, and the log files that VS Code kept of it. */
export interface TestRunEnd {
  readonly code: number;
  readonly logs: readonly { readonly relativePath: string; readonly contents: string }[];
}

/** Opens Chromium without a window on the screen, allowed to use the clipboard and silent towards the network. */
export async function openBrowser(parts: StandInParts, options: BrowserOptions): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(options.profileDir, {
    executablePath: parts.chromium,
    headless: true,
    // As root Chromium starts only without its sandbox; the pages are VS Code's own.
    chromiumSandbox: false,
    viewport: { width: options.width, height: options.height },
    deviceScaleFactor: options.scale,
    permissions: ['clipboard-read', 'clipboard-write'],
    env: { ...process.env, ...parts.chromiumEnv },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-quic',
      '--disable-sync',
      '--no-default-browser-check',
      '--no-first-run',
      '--no-pings',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
    ],
  });
  return context;
}

/**
 * Lets the window load an extension from a folder of this machine, and run its tests when there is a path to them.
 *
 * The page's configuration is where VS Code takes this from in every version. Its address would do too, but only
 * with the flag for VS Code's own smoke tests, under which no notification is shown.
 */
export async function developExtension(
  page: Page,
  extension: { readonly authority: string; readonly paths: readonly string[]; readonly testsPath: string | undefined },
): Promise<void> {
  const toUri = (file: string): object => ({ scheme: 'vscode-remote', authority: extension.authority, path: file });
  const options = {
    extensions: extension.paths.map(toUri),
    ...(extension.testsPath === undefined ? {} : { extensionTestsPath: toUri(extension.testsPath) }),
  };
  // In the page: the configuration has been read from the file, the workbench's script has not yet begun.
  await page.addInitScript(`document.addEventListener('readystatechange', () => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (document.readyState === 'interactive' && element !== null) {
      const settings = JSON.parse(element.dataset.settings);
      Object.assign(settings.developmentOptions ??= {}, ${JSON.stringify(options)});
      element.dataset.settings = JSON.stringify(settings);
    }
  });`);
}

/**
 * Gives the window a display language, which extensions then have, too. VS Code's own texts stay English without a language pack.
 * Its files of texts set the language after this where they have one.
 */
export async function useLanguage(page: Page, language: string): Promise<void> {
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`);
}

/**
 * Opens VS Code's window and passes on what its extension host prints; resolves with the end of the test run.
 *
 * VS Code calls the two functions where a page offers them; they survive a reload of the window.
 */
export async function runWindow(page: Page, url: string): Promise<TestRunEnd> {
  const end = new Promise<TestRunEnd>((resolve, reject) => {
    page.once('crash', () => {
      reject(new Error('The window crashed.'));
    });
    void page.exposeFunction('codeAutomationExit', (code: number, logs: TestRunEnd['logs']) => {
      resolve({ code, logs });
    });
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const text = format(...args);
    if (!isNoise(text)) {
      console.log(text);
    }
  });
  await page.goto(url);
  return end;
}

/** Saves what tells why a run failed: the picture of the window and VS Code's log files. */
export async function saveFailure(page: Page, logs: TestRunEnd['logs'], dir: string): Promise<void> {
  await Promise.allSettled([
    page.screenshot({ path: path.join(dir, 'window.png'), timeout: 10_000 }),
    ...logs.map((log) => writeFile(path.join(dir, log.relativePath.replaceAll(/[\\/]/g, '_')), log.contents)),
  ]);
}

/**
 * What VS Code says on every start and stop: its own progress, the native modules that the stand-in leaves out, the missing
 * marketplace, calls that a reload cut off. Whatever the workbench itself reports with a stack is its own affair.
 */
const noise = [
  /^Resolv(?:ing|ed) connection token/,
  /^Creating a socket/,
  /^Updating additional builtin extensions/,
  /^ChatSessionStore/,
  /^Creation of workbench contribution/,
  /^Extension host \(Remote\) is /,
  /^Error while fetching the extension under development/,
  /^\[(?:reconnection-grace-time|Service Worker|AccountPolicyGate|AgentHost|ChatModelSelection|lifecycle|remote-connection)/,
  /^Error: Could not locate the bindings file/,
  /^Cannot find module '\.\/build\/Release\/watchdog'/,
  /^Canceled/,
  /^Unable to (?:read|write) file '.*Canceled/,
  /open-vsx\.org/,
  /\/vs\/code\/browser\/workbench\/workbench\.js:/,
];

function isNoise(text: string): boolean {
  return noise.some((pattern) => pattern.test(text));
}
