import type { Locator } from 'playwright-core';

import { eventually, windowPage } from './window';
import { locateRow, type TreePath } from './tree';

/** Opens the context menu of a row of a tree view; returns the texts of its entries. */
export async function openRowMenu(view: string, path: TreePath): Promise<string[]> {
  await (await locateRow(view, path)).locator('.monaco-icon-label').first().click({ button: 'right' });
  await (await entries()).first().waitFor();
  return (await (await entries()).allInnerTexts()).map((text) => text.trim());
}

/** Chooses an entry of the context menu that is open now. */
export async function chooseMenuEntry(text: string): Promise<void> {
  const entry = (await entries()).getByText(text, { exact: true });
  await entry.waitFor();
  // A menu takes no click in its first tenth of a second.
  await eventually(
    'a closed menu',
    async () => {
      await entry.click({ timeout: 2_000 }).catch(() => undefined);
      return entry.isVisible();
    },
    (isOpen) => !isOpen,
  );
}

async function entries(): Promise<Locator> {
  const page = await windowPage();
  return page.locator('.context-view .monaco-menu .action-item:not(.disabled) .action-label:not(.separator)');
}
