/** The browser that the page is tested in: this machine's Chromium if it has one that is new enough, else one from npm. */
import { type Browser, chromium } from 'playwright-core';
import { prepareChromium } from '../support/standIn/chromium';

export async function startChromium(): Promise<Browser> {
  const found = await prepareChromium();
  return chromium.launch({
    executablePath: found.chromium,
    // As root Chromium starts only without its sandbox; the page is our own.
    chromiumSandbox: false,
    env: { ...process.env, ...found.chromiumEnv },
    args: ['--force-color-profile=srgb', '--font-render-hinting=none', '--disable-background-networking'],
  });
}
