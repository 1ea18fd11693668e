/** The page's beginning: paints what was kept, listens to the extension, keeps what it shows. */
import { render } from 'preact';
import type { FromPage, PageState, ToPage } from '../../src/render/panelProtocol';
import { announcement } from './announce';
import { vscode } from './host';
import { Page } from './page';
import { keptOf, nextPicture, pictureOf } from './picture';
import './styles/page.css';
import './styles/parts.css';
import './styles/actions.css';
import './styles/contrast.css';

/** How long a scrolled page waits before it remembers where it is. */
const KEEP_AFTER_MS = 250;

const root = document.getElementById('panel') ?? document.body;
const kept = vscode.getState() as Partial<PageState> | undefined | null;
let picture = pictureOf(kept);
let news = '';
let keeping: number | undefined;

function draw(): void {
  render(<Page picture={picture} news={news} ask={ask} />, root);
}

function ask(message: FromPage): void {
  vscode.postMessage(message);
  if (message.type === 'copy') {
    tell('Copied');
    draw();
  }
}

/** Says something to those who listen, once drawn; the same words again are news again. */
function tell(words: string): void {
  news = news === words ? `${words}\u00a0` : words;
}

function keep(): void {
  if (picture) {
    vscode.setState(keptOf(picture, window.scrollY));
  }
}

window.addEventListener('message', ({ data }: MessageEvent<Partial<ToPage> | undefined>) => {
  if (data?.type !== 'session' || !data.session || data.nowMs === undefined) {
    return;
  }
  const previous = picture;
  picture = nextPicture(previous, { type: 'session', session: data.session, nowMs: data.nowMs });
  const said = announcement(previous?.session, picture.session, picture.nowMs);
  if (said !== '') {
    tell(said);
  }
  draw();
  keep();
});

window.addEventListener('scroll', () => {
  window.clearTimeout(keeping);
  keeping = window.setTimeout(keep, KEEP_AFTER_MS);
});

draw();
window.scrollTo(0, kept?.scroll ?? 0);
vscode.postMessage({ type: 'ready' });
