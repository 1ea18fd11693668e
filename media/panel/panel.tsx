/** The page's beginning: paints what was kept, listens to the extension, keeps what it shows. */
import { render } from 'preact';
import type { FromPage, ToPage } from '../../src/render/panelProtocol';
import { announcement } from './announce';
import { type Picture, keepPicture, keptPicture, vscode } from './host';
import { Page } from './page';
import './styles/page.css';
import './styles/parts.css';
import './styles/actions.css';
import './styles/contrast.css';

/** How long a scrolled page waits before it remembers where it is. */
const KEEP_AFTER_MS = 250;

const root = document.getElementById('panel') ?? document.body;
let picture: Picture | undefined;
let news = '';
let keeping: number | undefined;

function draw(): void {
  render(<Page picture={picture} news={news} ask={ask} />, root);
}

function ask(message: FromPage): void {
  vscode.postMessage(message);
  if (message.type === 'copy') {
    tell('Copied');
  }
}

/** Says something to those who listen; the same words again are news again. */
function tell(words: string): void {
  news = news === words ? `${words}\u00a0` : words;
  draw();
}

function keep(): void {
  if (picture) {
    keepPicture(picture, window.scrollY);
  }
}

const kept = keptPicture();
picture = kept?.picture;
draw();
window.scrollTo(0, kept?.scroll ?? 0);

window.addEventListener('message', ({ data }: MessageEvent<Partial<ToPage> | undefined>) => {
  if (data?.type !== 'session' || !data.session || data.nowMs === undefined) {
    return;
  }
  const { session, nowMs } = data;
  const previous = picture;
  // A session that is still being read says less than what was kept of it.
  const waits = previous?.restored === true && session.snapshot === undefined && session.fault === undefined;
  if (waits) {
    return;
  }
  const lastKnown =
    session.snapshot === undefined && previous?.restored === true ? previous.session.snapshot : undefined;
  picture = {
    session: lastKnown ? { ...session, snapshot: lastKnown } : session,
    nowMs: lastKnown && previous ? previous.nowMs : nowMs,
    restored: lastKnown !== undefined,
    omittedActions: lastKnown && previous ? previous.omittedActions : 0,
  };
  const said = announcement(previous?.session, session, nowMs);
  if (said === '') {
    draw();
  } else {
    tell(said);
  }
  keep();
});

window.addEventListener('scroll', () => {
  window.clearTimeout(keeping);
  keeping = window.setTimeout(keep, KEEP_AFTER_MS);
});

vscode.postMessage({ type: 'ready' });
