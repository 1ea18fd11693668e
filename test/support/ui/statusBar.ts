import { eventually, windowPage } from './window';
import { hoverAndRead } from './hover';

/** One entry of the status bar. */
export interface StatusBarEntry {
  /** The extension's id and the item's, e.g. `studio.inspector.watched`. */
  readonly id: string;
  /** As shown, without icons, e.g. `2 active`. */
  readonly text: string;
  /** What a screen reader says. */
  readonly ariaLabel: string;
  /** The names of its icons, e.g. `['error']`. */
  readonly icons: readonly string[];
  /** `error`, `warning`, or `plain`, by its background. */
  readonly kind: 'error' | 'warning' | 'plain';
}

/** What the status bar shows now, from left to right. */
export async function readStatusBar(): Promise<StatusBarEntry[]> {
  const page = await windowPage();
  return page.locator('.statusbar-item:visible').evaluateAll((items) =>
    items.map((item) => {
      const label = item.querySelector('.statusbar-item-label');
      const icons = Array.from(item.querySelectorAll('.codicon')).flatMap((icon) =>
        Array.from(icon.classList).flatMap((name) => /^codicon-(?!modifier)(.+)/.exec(name)?.[1] ?? []),
      );
      const kind = item.classList.contains('error-kind')
        ? ('error' as const)
        : item.classList.contains('warning-kind')
          ? ('warning' as const)
          : ('plain' as const);
      return {
        id: item.id,
        text: (label?.textContent ?? '').replaceAll('\u00a0', ' ').trim(),
        ariaLabel: label?.getAttribute('aria-label') ?? '',
        icons,
        kind,
      };
    }),
  );
}

/** Waits for an entry whose text or screen-reader label matches. */
export async function findStatusBarEntry(text: RegExp): Promise<StatusBarEntry> {
  const matches = (entry: StatusBarEntry): boolean => text.test(entry.text) || text.test(entry.ariaLabel);
  const entries = await eventually(`status bar entry ${text}`, readStatusBar, (all) => all.some(matches));
  const entry = entries.find(matches);
  if (entry === undefined) {
    throw new Error(`No status bar entry ${text}.`);
  }
  return entry;
}

/** Points at an entry and returns its tooltip's text. */
export async function readStatusBarTooltip(text: RegExp): Promise<string> {
  const entry = await findStatusBarEntry(text);
  const page = await windowPage();
  return (await hoverAndRead(page.locator(`[id="${entry.id}"]`))).text;
}

/** Clicks an entry. */
export async function clickStatusBar(text: RegExp): Promise<void> {
  const entry = await findStatusBarEntry(text);
  const page = await windowPage();
  await page.locator(`[id="${entry.id}"] .statusbar-item-label`).click();
}
