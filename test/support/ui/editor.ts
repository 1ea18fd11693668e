import type { ElementHandle, Frame } from 'playwright-core';

import { eventually, textNow, windowPage } from './window';

/** A tab of the editor area. */
export interface EditorTab {
  readonly title: string;
  readonly isActive: boolean;
}

/** The tabs that are open, in their order. */
export async function readTabs(): Promise<EditorTab[]> {
  const page = await windowPage();
  return page.locator('.tabs-container .tab').evaluateAll((tabs) =>
    tabs.map((tab) => ({
      // A file's extension stands in an element of its own.
      title: ['.monaco-icon-name-container', '.monaco-icon-suffix-container']
        .map((part) => tab.querySelector(part)?.textContent.trim() ?? '')
        .join(''),
      isActive: tab.classList.contains('active'),
    })),
  );
}

/** Waits for a tab and returns its title. */
export async function findTab(title: RegExp): Promise<string> {
  const tabs = await eventually(`tab ${title}`, readTabs, (now) => now.some((tab) => title.test(tab.title)));
  return tabs.find((tab) => title.test(tab.title))?.title ?? '';
}

/** The lines that are to be seen in the active text editor, from top to bottom. */
export async function readEditorLines(): Promise<string[]> {
  const page = await windowPage();
  return page
    .locator('.editor-group-container.active .monaco-editor .view-line')
    .evaluateAll((lines) =>
      (lines as HTMLElement[])
        .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
        .map((line) => line.textContent.replaceAll('\u00a0', ' ')),
    );
}

/**
 * The page inside a webview panel, by the title of its tab, which is brought to the front. Waits until the page has content. What
 * Playwright can do with any page it can do with this: `frame.getByRole('button', { name: 'Open Log' }).click()`.
 */
export async function findPanel(title: RegExp): Promise<Frame> {
  await findTab(title);
  const page = await windowPage();
  const tab = page.locator('.tabs-container .tab').filter({ hasText: title }).first();
  if ((await tab.getAttribute('aria-selected')) !== 'true') {
    await tab.click();
  }
  const frame = await eventually(`the page of ${title}`, findVisiblePage, (found) => found !== undefined);
  if (frame === undefined) {
    throw new Error(`No page of ${title}.`);
  }
  return frame;
}

/**
 * The line that the cursor is in, from 0, as the status bar has it. The extension host knows a selection that an extension made before
 * the window does, and a key that is pressed in between is for the line before.
 */
export async function readCursorLine(): Promise<number> {
  const page = await windowPage();
  const [, line = '1'] = /Ln (\d+)/.exec(await textNow(page.locator('[id="status.editor.selection"]'))) ?? [];
  return Number(line) - 1;
}

/** Waits until the page in front has loaded. Until then it may take the focus from what is opened after it. */
export async function waitForPage(): Promise<void> {
  await eventually('a page', findVisiblePage, (found) => found !== undefined);
}

/** The document of the extension is a frame in a frame of VS Code's; the panels that are not in front are hidden. */
async function findVisiblePage(): Promise<Frame | undefined> {
  const page = await windowPage();
  for (const outer of await page.locator('iframe.webview.ready:visible').elementHandles()) {
    const frame = await documentIn(outer).catch(goneMeanwhile);
    if (frame) {
      return frame;
    }
  }
  return undefined;
}

/** The extension's document in a frame of VS Code's; undefined while it is empty. */
async function documentIn(outer: ElementHandle): Promise<Frame | undefined> {
  const inner = await (await outer.contentFrame())?.$('#active-frame');
  const frame = await inner?.contentFrame();
  return frame && (await frame.locator('body').innerText()).trim() !== '' ? frame : undefined;
}

/** A frame can go while it is looked at: its tab is closed, or its document is loaded again. */
function goneMeanwhile(error: unknown): undefined {
  if (!/detached/i.test(String(error))) {
    throw error;
  }
}
