import * as vscode from 'vscode';

import { actUntil, eventually, press, windowPage } from './window';

/** The input at the top of the window, with its list if it has one. */
export interface QuickInput {
  readonly title: string;
  readonly value: string;
  readonly placeholder: string;
  /** The line below the input: a prompt, or what is wrong with the value. */
  readonly message: string;
  /** The rows that are to be seen; a long list shows only some. */
  readonly items: readonly QuickInputItem[];
  /** Tooltips of the buttons in the title, e.g. `Back`. */
  readonly buttons: readonly string[];
  readonly isBusy: boolean;
}

/** A row of the list. */
export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** The heading that this row begins, e.g. `Recent`. */
  readonly separator: string;
  readonly isFocused: boolean;
}

const widget = '.quick-input-widget:visible';

/** What the quick input shows now; missing when none is open. */
export async function readQuickInput(): Promise<QuickInput | undefined> {
  const page = await windowPage();
  const widgets = await page.locator(widget).evaluateAll((elements) =>
    elements.map((element) => {
      const text = (root: Element, selector: string): string =>
        (root.querySelector(selector)?.textContent ?? '').replaceAll('\u00a0', ' ').trim();
      const isShown = (node: Element): boolean => (node as HTMLElement).offsetParent !== null;
      const input = element.querySelector<HTMLInputElement>('.quick-input-box input');
      const message = element.querySelector('.quick-input-message');
      const rows = Array.from(element.querySelectorAll('.quick-input-list .monaco-list-row'));
      return {
        title: text(element, '.quick-input-title'),
        value: input?.value ?? '',
        placeholder: input?.placeholder ?? '',
        message: message !== null && isShown(message) ? message.textContent.trim() : '',
        items: rows.map((row) => ({
          label: text(row, '.label-name'),
          description: text(row, '.quick-input-list-row .label-description'),
          // A row that is drawn again for another item keeps the old detail, hidden.
          detail: (row.querySelector<HTMLElement>('.quick-input-list-label-meta')?.innerText ?? '')
            .replaceAll('\u00a0', ' ')
            .trim(),
          separator: text(row, '.quick-input-list-separator'),
          isFocused: row.classList.contains('focused'),
        })),
        buttons: Array.from(element.querySelectorAll('.quick-input-titlebar .action-label'))
          .filter(isShown)
          .map((button) => button.getAttribute('aria-label') ?? ''),
        isBusy: element.querySelector('.quick-input-progress.active') !== null,
      };
    }),
  );
  return widgets[0];
}

/** Waits until a quick input is open and as wanted, and returns what it shows. */
export async function waitForQuickInput(isWanted: (input: QuickInput) => boolean = () => true): Promise<QuickInput> {
  const input = await eventually('a quick input', readQuickInput, (now) => now !== undefined && isWanted(now));
  if (input === undefined) {
    throw new Error('No quick input.');
  }
  return input;
}

/** Opens a quick input, again where an editor that loaded late took the focus, which closes it. Returns what it shows. */
export async function openQuickInput(
  open: () => Thenable<unknown>,
  isWanted: (input: QuickInput) => boolean = () => true,
): Promise<QuickInput> {
  const input = await actUntil(
    'a quick input',
    () => {
      void open();
      return Promise.resolve();
    },
    readQuickInput,
    (now) => now !== undefined && isWanted(now),
  );
  if (input === undefined) {
    throw new Error('No quick input.');
  }
  return input;
}

/** Waits until no quick input is open. */
export async function waitForNoQuickInput(): Promise<void> {
  await eventually('no quick input', readQuickInput, (now) => now === undefined);
}

/** Replaces the text in the input, as pasting over it does. */
export async function fillQuickInput(text: string): Promise<void> {
  await waitForQuickInput();
  const page = await windowPage();
  await page.locator(`${widget} .quick-input-box input`).fill(text);
}

/**
 * Runs a command of ours from the command palette by typing, e.g. `Retry Failed Tasks`: as much of its title as is needed. F1 itself
 * is lost where a page has just taken the focus, so VS Code's command opens the palette.
 */
export async function runFromPalette(title: string): Promise<void> {
  const label = `Deadline: ${title}`;
  await openQuickInput(() => vscode.commands.executeCommand('workbench.action.showCommands'));
  await fillQuickInput(`>${label}`);
  await waitForQuickInput(({ items }) => items[0]?.label.startsWith(label) === true);
  await press('Enter');
}

/**
 * Runs a command of ours from the command palette and waits for the quick input that it opens; runs it again where that was lost to a
 * page that loaded late and took the focus. Returns what the quick input shows.
 */
export async function openFromPalette(
  title: string,
  isWanted: (input: QuickInput) => boolean = ({ items }) => items.length > 0,
): Promise<QuickInput> {
  const input = await actUntil(
    `the quick input of ${title}`,
    () => runFromPalette(title),
    readQuickInput,
    (now) => now !== undefined && !now.value.startsWith('>') && isWanted(now),
  );
  if (input === undefined) {
    throw new Error('No quick input.');
  }
  return input;
}

/** Chooses the row with this label, going down a long list until it is to be seen. */
export async function pickQuickInputItem(label: string | RegExp): Promise<void> {
  const matches = (item: QuickInputItem): boolean =>
    typeof label === 'string' ? item.label === label : label.test(item.label);
  let { items } = await waitForQuickInput((now) => now.items.length > 0 && !now.isBusy);
  const seen = new Set<string>();
  while (!items.some(matches) && items.some((item) => !seen.has(item.label))) {
    for (const item of items) {
      seen.add(item.label);
    }
    await press('PageDown');
    items = (await readQuickInput())?.items ?? [];
  }
  const found = items.find(matches);
  if (found === undefined) {
    throw new Error(`No row ${String(label)} among: ${[...seen].join(' | ')}`);
  }
  // By its label, because what was typed before can still add and remove rows.
  const page = await windowPage();
  const names = page.locator(`${widget} .quick-input-list .monaco-list-row .label-name`);
  const escaped = found.label.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  await names
    .filter({ hasText: new RegExp(`^\\s*${escaped}\\s*$`) })
    .first()
    .click();
}
