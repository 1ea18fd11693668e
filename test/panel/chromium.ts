/** The browser that the page is tested in: any Chromium there is; nothing is downloaded for it here. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Where the stand-in for VS Code notes which Chromium it uses. */
const STAND_IN_PARTS = path.resolve(__dirname, '../../.vscode-test/stand-in/code-newest.json');

/** How to start a browser: its file, and what it needs in its environment. */
interface Found {
  readonly chromium: string;
  readonly chromiumEnv: Readonly<Record<string, string>>;
}

/** @throws {Error} no Chromium on this machine; says how to get one */
export async function startChromium(): Promise<Browser> {
  const found = findChromium();
  return chromium.launch({
    executablePath: found.chromium,
    // As root Chromium starts only without its sandbox; the page is our own.
    chromiumSandbox: false,
    env: { ...process.env, ...found.chromiumEnv },
    args: ['--force-color-profile=srgb', '--font-render-hinting=none'],
  });
}

function findChromium(): Found {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    return { chromium: named, chromiumEnv: {} };
  }
  const installed = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((dir) => ['chromium', 'google-chrome', 'google-chrome-stable'].map((name) => path.join(dir, name)))
    .find((file) => existsSync(file));
  if (installed !== undefined) {
    return { chromium: installed, chromiumEnv: {} };
  }
  if (existsSync(STAND_IN_PARTS)) {
    return JSON.parse(readFileSync(STAND_IN_PARTS, 'utf8')) as Found;
  }
  throw new Error('No Chromium found. Set CHROMIUM to one, or run the integration tests first: they bring their own.');
}
