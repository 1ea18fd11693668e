import { windowPage } from '../ui/window';

/**
 * Texts in the window that are one of these English texts, where all of them are in another language. A text of one word can be one of
 * VS Code's own, and units are the same in many languages, so they are not looked for.
 */
export async function missedTexts(english: readonly string[]): Promise<readonly string[]> {
  const patterns = english.filter((text) => /\p{L}{3}\P{L}+(?:\p{L}+\P{L}+)*\p{L}{3}/u.test(text.replace(/\{\d+\}/g, ''))).map(patternOf);
  const shown = await shownTexts();
  return [...new Set(shown.filter((text) => patterns.some((pattern) => pattern.test(text))))];
}

/** A text with any values in its places. */
function patternOf(text: string): RegExp {
  const parts = text.split(/\{\d+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.{0,200}')}$`, 's');
}

/** All that can be read in the window and its pages, also by a screen reader. */
async function shownTexts(): Promise<readonly string[]> {
  const page = await windowPage();
  const texts = await Promise.all(
    page.frames().map((frame) =>
      frame
        .evaluate(() => {
          const found: string[] = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (node instanceof Element) {
              found.push(
                ...['aria-label', 'title', 'placeholder', 'aria-description'].flatMap((name) => node.getAttribute(name) ?? []),
              );
            } else if (!/^(?:SCRIPT|STYLE)$/.test(node.parentElement?.tagName ?? '')) {
              found.push(node.textContent ?? '');
            }
          }
          return found;
        })
        // A page that goes away while it is read shows nothing any more.
        .catch(() => [] as string[]),
    ),
  );
  return texts.flat().map((text) => text.replaceAll('\u00a0', ' ').trim());
}
