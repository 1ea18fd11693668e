import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

const workbench = '.monaco-workbench';
/** How long a busy machine may take for what a quiet one does at once. */
const PATIENCE_MS = 90_000;
let connection: Promise<{ readonly browser: Browser; readonly page: Page }> | undefined;

/**
 * VS Code's window as a page to look at and act on, through the debugging port that the test runner opened. Connects once.
 *
 * @throws {Error} the tests were not started by the runner, so that no port is known
 */
export async function windowPage(): Promise<Page> {
  connection ??= connect();
  return (await connection).page;
}

/** Presses keys as a person would, e.g. `Enter`, `Control+Shift+P`, `ArrowDown`. */
export async function press(...keys: readonly string[]): Promise<void> {
  const page = await windowPage();
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

/** Types text wherever the focus is. */
export async function typeText(text: string): Promise<void> {
  await (await windowPage()).keyboard.type(text);
}

/** Saves a picture of the whole window as a PNG; makes the folder. */
export async function saveScreenshot(file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await (await windowPage()).screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}

/**
 * Reads again and again until the value is as wanted, and returns that value. For what has no event of its own, such as a text
 * on the screen.
 *
 * @throws {Error} it did not come to that within the time; the message ends with what was read last
 */
export async function eventually<T>(
  what: string,
  read: () => Promise<T>,
  isWanted: (value: T) => boolean,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isWanted(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${timeoutMs / 1000} s. Seen last: ${JSON.stringify(value, undefined, 1)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** What had no effect for so long was lost, because the window was drawn again meanwhile. */
const LOST_MS = 3_000;

/** Does something, and again where it was lost, until what is read is as wanted; nothing where it is so already. Returns what was read. */
export async function actUntil<T>(
  what: string,
  act: () => Promise<unknown>,
  read: () => Promise<T>,
  isWanted: (value: T) => boolean,
): Promise<T> {
  let actedMs = -Infinity;
  return eventually(
    what,
    async () => {
      const value = await read();
      if (!isWanted(value) && Date.now() - actedMs > LOST_MS) {
        await act();
        actedMs = Date.now();
        return read();
      }
      return value;
    },
    isWanted,
  );
}

/** The text of an element as it is now, and empty where it is not there: rows come and go, and nothing waits for them. */
export async function textNow(element: Locator): Promise<string> {
  const [text = ''] = await element.allInnerTexts();
  return text.replaceAll('\u00a0', ' ').trim();
}

/** An attribute of an element as it is now; undefined where it is not there, or has none. */
export async function attributeNow(element: Locator, name: string): Promise<string | undefined> {
  const values = await element.evaluateAll((found, wanted) => found.map((one) => one.getAttribute(wanted)), name);
  return values[0] ?? undefined;
}

const HOVERS = '.workbench-hover-container:visible, .monaco-hover:not(.hidden):visible';

/** Moves the mouse to where nothing reacts, so that no hover of an earlier step is in the way. */
export async function parkMouse(): Promise<void> {
  const page = await windowPage();
  let moves = 0;
  await eventually(
    'no hover',
    async () => {
      // A hover that comes up just after the mouse has gone waits for the mouse to move again.
      moves += 1;
      await page.mouse.move(1 + (moves % 2), 1);
      return page.locator(HOVERS).count();
    },
    (count) => count === 0,
  );
}

/** Drags the side bar’s edge until it is as wide as that. */
export async function resizeSideBar(width: number): Promise<void> {
  const page = await windowPage();
  const bar = page.locator('.part.sidebar');
  await actUntil(
    `a side bar of ${width} pixels`,
    async () => {
      const box = await bar.boundingBox();
      if (box) {
        const [edge, middle] = [box.x + box.width, box.y + box.height / 2];
        await page.mouse.move(edge, middle);
        await page.mouse.down();
        await page.mouse.move(box.x + width, middle, { steps: 5 });
        await page.mouse.up();
      }
    },
    async () => (await bar.boundingBox())?.width ?? 0,
    (now) => Math.abs(now - width) < 8,
  );
  await parkMouse();
}

/** Whether any of these texts stands anywhere in the window, in its pages, fields, titles and attributes. */
export async function findInWindow(texts: readonly string[]): Promise<boolean> {
  const page = await windowPage();
  const found = await Promise.all(
    page.frames().map((frame) =>
      frame
        .evaluate((wanted) => {
          const fields = Array.from(document.querySelectorAll('input, textarea'));
          const all = [
            document.documentElement.outerHTML,
            ...fields.map((field) => (field as HTMLInputElement | HTMLTextAreaElement).value),
          ];
          return wanted.some((text) => all.some((one) => one.includes(text)));
        }, texts)
        // A page that goes away while it is read shows nothing any more.
        .catch(() => false),
    ),
  );
  return found.includes(true);
}

async function connect(): Promise<{ browser: Browser; page: Page }> {
  const port = process.env.TEST_DEBUGGING_PORT;
  if (port === undefined) {
    throw new Error('TEST_DEBUGGING_PORT is not set: start the tests with npm run test:integration.');
  }
  // Without Playwright's defaults, which desktop VS Code does not know.
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    if ((await page.locator(workbench).count()) > 0) {
      // Without the focus of the whole desktop, too, menus and quick inputs have to stay open.
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      // Sooner than mocha, which could not say what was waited for.
      page.setDefaultTimeout(PATIENCE_MS);
      return { browser, page };
    }
  }
  throw new Error('No window of VS Code is to be seen at the debugging port.');
}
