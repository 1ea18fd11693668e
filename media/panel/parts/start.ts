/** What every page does: paints what was kept, listens to the extension, keeps what it shows, says what is new. */
import { type ComponentChild, render } from 'preact';
import { t } from '../../../src/core/text/localize';
import { type Ask, type FromAnyPage, vscode } from './host';

/** What makes one page different from the others. A `Picture` is all that it draws from. */
export interface PageKind<Picture> {
  /** The picture out of what the editor kept; undefined for anything that this version of the page did not keep itself. */
  restored(kept: unknown): Picture | undefined;
  /** What the page is about: equal for pictures of the same thing. Missing where a page is about one thing for ever. */
  subject?(picture: Picture): string;
  /** The picture after a message from the extension; undefined where the message is not for this page. */
  next(previous: Picture | undefined, message: unknown): Picture | undefined;
  /** What a screen reader announces when the picture changes; empty where nothing is new. */
  news(previous: Picture | undefined, next: Picture): string;
  /** What the editor keeps of a picture, with how far down the page is scrolled, in pixels. */
  kept(picture: Picture, scroll: number): { readonly scroll: number };
  draw(picture: Picture | undefined, news: string, ask: Ask): ComponentChild;
}

/** How long a scrolled page waits before it remembers where it is. */
const KEEP_AFTER_MS = 250;

/** What a screen reader announces when something is done that does not change the picture. */
const DONE: Readonly<Partial<Record<FromAnyPage['type'], string>>> = {
  copy: t('Copied'),
  arrange: t('Section moved'),
  resetLayout: t('Layout reset'),
};

/** Begins a page in the element that its HTML has for it. */
export function startPage<Picture>(page: PageKind<Picture>): void {
  const root = document.getElementById('panel') ?? document.body;
  const kept = vscode.getState();
  let picture = page.restored(kept);
  let news = '';
  let keeping: number | undefined;

  const draw = (): void => {
    render(page.draw(picture, news, ask), root);
  };
  const ask: Ask = (message) => {
    vscode.postMessage(message);
    const done = DONE[message.type];
    if (done !== undefined) {
      tell(done);
      draw();
    }
  };
  /** Says something to those who listen, once drawn; the same words again are news again. */
  const tell = (words: string): void => {
    news = news === words ? `${words}\u00a0` : words;
  };
  const keep = (): void => {
    if (picture) {
      vscode.setState(page.kept(picture, window.scrollY));
    }
  };

  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const previous = picture;
    const next = page.next(previous, data);
    if (!next) {
      return;
    }
    picture = next;
    const isOther = previous !== undefined && page.subject?.(previous) !== page.subject?.(next);
    const said = isOther ? '' : page.news(previous, next);
    if (said !== '') {
      tell(said);
    }
    draw();
    if (isOther) {
      window.scrollTo(0, 0);
    }
    keep();
  });
  window.addEventListener('scroll', () => {
    window.clearTimeout(keeping);
    keeping = window.setTimeout(keep, KEEP_AFTER_MS);
  });

  draw();
  window.scrollTo(0, (kept as { readonly scroll?: number } | undefined | null)?.scroll ?? 0);
  vscode.postMessage({ type: 'ready' });
}
