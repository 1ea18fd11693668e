import assert from 'node:assert/strict';
import { PanelHost, type PageOptions, type PanelPage } from './panelPage';
import {
  KEY,
  NOW_MS,
  UNREACHABLE,
  action,
  activeSession,
  endedSession,
  failedSession,
  frame,
  loaded,
  longSession,
  unreadSession,
} from '../support/sessions/sessions';

const DAY_MS = 86_400_000;

describe('panel › time and state', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  async function open(options: PageOptions = {}): Promise<void> {
    panel = await host.open({ clock: true, ...options });
  }

  const verdict = (): Promise<string> => panel.page.locator('.verdict').innerText();
  const news = async (): Promise<string> => (await panel.page.getByRole('status').textContent()) ?? '';
  const took = (): Promise<string> => panel.page.locator('.tone-running .action-took').innerText();

  async function passes(seconds: number): Promise<void> {
    await panel.page.clock.runFor(seconds * 1000);
  }

  it('counts the seconds of what runs, by the service’s time', async () => {
    await open();
    await panel.send(activeSession());
    assert.match(await verdict(), /^Active for 12 min 04 s/);
    assert.equal(await took(), '6 min 44 s');
    await passes(1);
    assert.match(await verdict(), /^Active for 12 min 05 s/);
    assert.equal(await took(), '6 min 45 s');
    await passes(59);
    assert.match(await verdict(), /^Active for 13 min 04 s/);
  });

  it('says nothing to listeners while only time passes', async () => {
    await open();
    await panel.send(activeSession());
    await passes(120);
    assert.equal(await news(), '');
  });

  it('touches a few words a second, however many actions it shows', async () => {
    await open();
    await panel.send(longSession('RUNNING'));
    const folds = panel.page.locator('.fold');
    while ((await folds.count()) > 0) {
      await folds.first().dispatchEvent('click');
    }
    assert.equal(await panel.page.locator('.action').count(), 2000);
    const watched = await panel.page.evaluateHandle(() => {
      const touched = { count: 0 };
      const observer = new MutationObserver((records) => {
        touched.count += records.length;
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      return touched;
    });
    await passes(1);
    const aSecond = await watched.evaluate(({ count }) => count);
    assert.ok(aSecond > 0 && aSecond <= 8, `${aSecond} in a second`);
    await panel.send(longSession('RUNNING'));
    const aReading = (await watched.evaluate(({ count }) => count)) - aSecond;
    assert.ok(aReading <= 8, `${aReading} with a reading without news`);
  });

  it('stands still while nobody sees it, and is right when somebody does', async () => {
    await open();
    await panel.send(activeSession());
    const show = (hidden: boolean): Promise<void> =>
      panel.page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await show(true);
    await passes(30);
    assert.match(await verdict(), /^Active for 12 min 04 s/);
    await show(false);
    assert.match(await verdict(), /^Active for 12 min 34 s/);
  });

  it('stands still once the session has ended', async () => {
    await open();
    await panel.send(endedSession());
    const before = await panel.text();
    await passes(3600);
    assert.equal(await panel.text(), before);
  });

  it('stands still while it does not know any better', async () => {
    await open();
    await panel.send(activeSession({ watched: { fault: UNREACHABLE } }));
    const before = await panel.text();
    await passes(60);
    assert.equal(await panel.text(), before);
  });

  it('tells listeners what changed, not what it is', async () => {
    await open();
    const first = [action(0, frame(1), 'RUNNING', 10), action(1, frame(2), 'ASSIGNED')];
    const then = [
      action(0, frame(1), 'FAILED', 10, 60, { processExitCode: 137 }),
      action(1, frame(2), 'RUNNING', 61, undefined, { progressPercent: 3 }),
    ];
    await panel.send(activeSession({ snapshot: { actions: loaded(first) } }));
    assert.equal(await news(), '');
    await panel.send(activeSession({ snapshot: { actions: loaded(then) } }));
    assert.equal(await news(), 'Frame 1 · Render: failed, exit 137 (SIGKILL). Frame 2 · Render: running.');
    await panel.send(activeSession({ watched: { fault: UNREACHABLE } }));
    assert.equal(await news(), UNREACHABLE.message);
    await panel.send(endedSession());
    assert.equal(await news(), 'Everything it ran succeeded; ended after 9 min 00 s.');
  });

  it('keeps its session, so that it can be opened again', async () => {
    await open();
    await panel.send(unreadSession(undefined));
    assert.deepStrictEqual((await panel.state())?.key, JSON.parse(JSON.stringify(KEY)));
    await panel.send(failedSession());
    const state = await panel.state();
    assert.deepStrictEqual(state?.key, JSON.parse(JSON.stringify(KEY)));
    assert.equal(state?.session?.snapshot?.raw, undefined);
  });

  it('keeps no more than a page of a long session', async () => {
    await open();
    await panel.send(longSession('FAILED'));
    const state = await panel.state();
    assert.equal(state?.omittedActions, 2000 - 17);
    assert.ok(JSON.stringify(state).length < 20_000);
  });

  /** What the page says beside its heading. */
  const chipTexts = (): Promise<readonly string[]> => panel.page.locator('.chip').allInnerTexts();

  it('paints its last picture at once when it is opened again, and says of when it is', async () => {
    await open();
    await panel.send(activeSession());
    const state = await panel.state();
    await panel.close();

    await open({ state });
    assert.equal(await panel.page.locator('h1').innerText(), 'sh020_lighting_v012');
    assert.deepStrictEqual(await chipTexts(), ['Active', 'Sample data', 'as of 10:14:30']);
    await passes(60);
    assert.match(await verdict(), /^Active for 12 min 03 s/);

    await panel.send(unreadSession(undefined));
    assert.deepStrictEqual(await chipTexts(), ['Active', 'Sample data', 'as of 10:14:30']);
    await panel.send(unreadSession(UNREACHABLE));
    assert.deepStrictEqual(await chipTexts(), ['Active', 'Sample data', 'as of 10:14:30']);
    assert.ok((await panel.text()).includes(UNREACHABLE.message));
    await panel.send(failedSession());
    assert.deepStrictEqual(await chipTexts(), ['Failed', 'Sample data']);
  });

  it('shows the date of its last picture when it is opened again on another day', async () => {
    await open();
    await panel.send(activeSession());
    const state = await panel.state();
    await panel.close();

    await open({ state, nowMs: NOW_MS + 400 * DAY_MS });
    const chips = ['Active', 'Sample data', 'as of 2026-11-23 10:14'];
    assert.deepStrictEqual(await chipTexts(), chips);
    await panel.send(unreadSession(UNREACHABLE), NOW_MS);
    assert.deepStrictEqual(await chipTexts(), ['Active', 'Sample data', 'as of 10:14:30']);
    await panel.send(unreadSession(UNREACHABLE), NOW_MS + DAY_MS);
    assert.deepStrictEqual(await chipTexts(), chips);
  });

  it('is where it was scrolled to when it is opened again', async () => {
    await open({ height: 400 });
    await panel.send(activeSession());
    await panel.page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener('scroll', resolve, { once: true });
          window.scrollTo(0, 321);
        }),
    );
    await passes(1);
    const state = await panel.state();
    assert.equal(state?.scroll, 321);
    await panel.close();
    await open({ height: 400, state });
    assert.equal(await panel.page.evaluate(() => window.scrollY), 321);
  });

  it('starts anew from what it did not keep itself', async () => {
    for (const state of [null, 7, 'x', {}, { version: 2, session: {} }, { version: 1, key: KEY }]) {
      await open({ state });
      assert.equal(await panel.text(), 'Reading the session…');
      assert.deepStrictEqual(panel.problems, []);
      await panel.close();
    }
    await open();
  });

  it('does not mind messages that are none', async () => {
    await open();
    await panel.send(activeSession());
    const before = await panel.text();
    await panel.page.evaluate(() => {
      for (const data of [undefined, null, 7, 'session', {}, { type: 'session' }, { type: 'session', session: null }]) {
        window.dispatchEvent(new MessageEvent('message', { data }));
      }
    });
    assert.equal(await panel.text(), before);
  });
});
