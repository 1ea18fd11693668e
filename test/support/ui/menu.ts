import type { Locator } from 'playwright-core';

import { eventually, press, textNow, windowPage } from './window';
import { rightClickRow, type TreePath } from './tree';

/** Opens the context menu of a row of a tree view; returns the texts of its entries. */
export async function openRowMenu(view: string, path: TreePath): Promise<string[]> {
  await rightClickRow(view, path);
  await (await entries()).first().waitFor();
  return (await (await entries()).allInnerTexts()).map((text) => text.trim());
}

/** Chooses an entry of the context menu of a row. A menu that closes before, because the row was drawn again, is opened again. */
export async function chooseFromRowMenu(view: string, path: TreePath, text: string): Promise<void> {
  await eventually(
    `“${text}” in the menu of ${path.map(String).join(' › ')}`,
    async () => {
      await openRowMenu(view, path);
      try {
        await chooseMenuEntry(text, AT_ONCE);
        return true;
      } catch (error) {
        return String(error);
      }
    },
    (result) => result === true,
  );
}

/** How long an entry of a menu that was just opened is waited for. */
const AT_ONCE = { timeout: 5_000 };

/** Chooses an entry of the context menu that is open now. */
export async function chooseMenuEntry(text: string, patience: { readonly timeout?: number } = {}): Promise<void> {
  const entry = (await entries()).getByText(text, { exact: true });
  await entry.waitFor(patience);
  // A menu takes no click in its first tenth of a second.
  let clicks = 0;
  const click = async (): Promise<void> => {
    await entry.click({ timeout: 2_000 });
    clicks += 1;
  };
  await eventually(
    'a closed menu',
    async () => {
      await click().catch(() => undefined);
      return entry.isVisible();
    },
    (isOpen) => !isOpen,
  );
  if (clicks === 0) {
    throw new Error(`The menu closed before “${text}” was clicked.`);
  }
}

/** Chooses an entry of the context menu that is open now by the arrow keys and Enter. */
export async function chooseMenuEntryByKeys(text: string): Promise<void> {
  const focused = (await windowPage()).locator('.context-view .monaco-menu .action-item.focused .action-label');
  await (await entries()).getByText(text, { exact: true }).waitFor();
  await eventually(
    `the focus on “${text}”`,
    async () => {
      const now = await textNow(focused);
      if (now !== text) {
        await press('ArrowDown');
      }
      return now;
    },
    (now) => now === text,
  );
  await press('Enter');
}

async function entries(): Promise<Locator> {
  const page = await windowPage();
  return page.locator('.context-view .monaco-menu .action-item:not(.disabled) .action-label:not(.separator)');
}
