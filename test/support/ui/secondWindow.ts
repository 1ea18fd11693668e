import { execFileSync } from 'node:child_process';

import type { Page } from 'playwright-core';

import { eventually, windowPage } from './window';

/** Another window on the same folder, with the same extension, storage and settings. */
export interface SecondWindow {
  readonly page: Page;
  /** Ends its extension host as `kill -9` does, and closes what is left of it. */
  kill(): Promise<void>;
}

/** Opens it beside the window that the tests run in, and resolves when its extension host is there. */
export async function openSecondWindow(): Promise<SecondWindow> {
  const first = await windowPage();
  const before = new Set(extensionHosts());
  const page = await first.context().newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.addInitScript(developing, [process.env.TEST_EXTENSION_DIR ?? '']);
  await page.goto(first.url());
  await page.locator('.monaco-workbench').waitFor();
  const [host = 0] = await eventually(
    'the extension host of the second window',
    () => Promise.resolve(extensionHosts().filter((pid) => !before.has(pid))),
    ({ length }) => length === 1,
  );
  return {
    page,
    kill: async () => {
      process.kill(host, 'SIGKILL');
      await page.close();
    },
  };
}

/** Lets the page load the extension from its folder: what the stand-in does for the first window, but without its tests. */
function developing(paths: readonly string[]): void {
  document.addEventListener('readystatechange', () => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (document.readyState === 'interactive' && element !== null) {
      const settings = JSON.parse(element.dataset.settings ?? '{}') as { developmentOptions?: object };
      const extensions = paths.map((path) => ({ scheme: 'vscode-remote', authority: location.host, path }));
      settings.developmentOptions = { ...settings.developmentOptions, extensions };
      element.dataset.settings = JSON.stringify(settings);
    }
  });
}

/** The processes of extension hosts that were started by what started this one. */
function extensionHosts(): readonly number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [pid = '', parent = '', ...args] = line.trim().split(/\s+/);
      const isHost = Number(parent) === process.ppid && args.some((one) => one === '--type=extensionHost');
      return isHost ? [Number(pid)] : [];
    });
}
