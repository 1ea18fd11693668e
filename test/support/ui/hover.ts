import type { Locator } from 'playwright-core';

import { eventually, parkMouse, windowPage } from './window';

/** A hover popup as it is shown. */
export interface Hover {
  /** Its lines as a person reads them. */
  readonly text: string;
  readonly links: readonly HoverLink[];
}

/** A link in a hover popup. */
export interface HoverLink {
  readonly text: string;
  /** e.g. `command:deadlineSessions.openLog?…` or `https://…` */
  readonly target: string;
}

/** Long enough for a slow answer, short enough to point again. */
const PATIENCE_MS = 6_000;

const popup = '.monaco-hover:not(.hidden):visible';

/** Points at something outside the editor (a row, a status bar entry) and returns the popup that comes up. */
export async function hoverAndRead(target: Locator): Promise<Hover> {
  return pointing(() => target.hover());
}

/** Points at the first place in the active editor where `text` is to be seen, and returns the popup that comes up. */
export async function hoverText(text: string): Promise<Hover> {
  const page = await windowPage();
  return pointing(async () => {
    const { x, y } = await findInEditor(text);
    // Two steps, for the editor wants to see a movement.
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y, { steps: 3 });
  });
}

/** Points, and points again where the window was too busy to notice. */
async function pointing(point: () => Promise<void>): Promise<Hover> {
  for (let tries = 0; ; tries += 1) {
    await parkMouse();
    await point();
    try {
      return await waitForHover();
    } catch (error) {
      if (tries === 2) {
        throw error;
      }
    }
  }
}

/** Clicks a link of the popup that is open now. */
export async function clickHoverLink(text: string): Promise<void> {
  const page = await windowPage();
  await page.locator(`${popup} a`).filter({ hasText: text }).first().click();
}

/** Where a text is to be seen in the active editor, in the window's pixels; waits until it is. */
export async function findInEditor(text: string): Promise<{ x: number; y: number }> {
  const page = await windowPage();
  const read = (): Promise<{ x: number; y: number } | undefined> =>
    page.evaluate((wanted) => {
      const editor = document.querySelector('.editor-group-container.active .monaco-editor');
      for (const line of editor?.querySelectorAll('.view-line') ?? []) {
        const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (at < 0) {
          continue;
        }
        // The line is made of many spans: walk to the one in the middle of the text.
        let rest = at + Math.floor(wanted.length / 2);
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (rest < length) {
            const range = document.createRange();
            range.setStart(node, rest);
            range.setEnd(node, rest + 1);
            const box = range.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          }
          rest -= length;
        }
      }
      return undefined;
    }, text);
  const connection = await eventually(`“${text}” in the editor`, read, (found) => found !== undefined);
  return connection ?? { x: 0, y: 0 };
}

async function waitForHover(): Promise<Hover> {
  const page = await windowPage();
  const read = (): Promise<Hover[]> =>
    page.locator(popup).evaluateAll((popups) =>
      popups.map((element) => ({
        text: (element as HTMLElement).innerText.replaceAll('\u00a0', ' ').trim(),
        links: Array.from(element.querySelectorAll('a')).map((link) => ({
          text: link.innerText.trim(),
          target: link.dataset.href ?? link.getAttribute('href') ?? '',
        })),
      })),
    );
  // “Loading…” stands there until the provider has answered.
  const isComplete = (hovers: readonly Hover[]): boolean =>
    hovers.length > 0 && hovers.every(({ text }) => text !== '' && !text.startsWith('Loading'));
  const hovers = await eventually('a hover popup', read, isComplete, PATIENCE_MS);
  return {
    text: hovers.map(({ text }) => text).join('\n'),
    links: hovers.flatMap(({ links }) => links),
  };
}
